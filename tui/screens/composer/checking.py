"""What checks and dictionary find in a letter, looked for once the typing pauses; and the way to where it stands."""

from textual.timer import Timer

from store.model.draft import Finding
from store.model.own_settings import OwnSettings
from store.model.spelling import Misspelt
from store.workspace.compose import lint_text
from store.workspace.spelling import known_words, misspelt
from tui.dialogs.pick import PickDialog
from tui.presentation import findings
from tui.presentation.spans import line
from tui.screens.composer.finding import BEFORE_ALL, IN_SUBJECT, Place, places_of
from tui.screens.composer.page import Page
from tui.widgets.literal import literal

SETTLE = 0.25
"""Seconds without a key press before the checks look at the text."""
TAKES_ITS_PLACE = " What you type takes its place."


class Checking:
    """Looks at a letter while it is typed."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._settling: Timer | None = None
        self._found: tuple[Finding, ...] = ()
        self._misspelt: tuple[Misspelt, ...] = ()

    def settle(self) -> None:
        """Look at the text once the typing pauses."""
        if self._settling is not None:
            self._settling.stop()
        self._settling = self._page.set_timer(SETTLE, self.look)

    def look(self) -> None:
        """Look at the text as it stands."""
        draft = self._page.as_draft
        self._page.ask(
            lambda w: (lint_text(w.snapshot(), draft), w.own, known_words(w.snapshot())),
            lambda known: self._looked(draft.body, *known),
        )

    def _looked(self, body: str, found: tuple[Finding, ...], own: OwnSettings, known: frozenset[str]) -> None:
        self.report(found)
        self._page.ask_outside(lambda: misspelt(body, own, known), lambda words: self._spelt(body, words))

    def report(self, found: tuple[Finding, ...]) -> None:
        """Show what was found."""
        self._found = found
        self._page.found.show(findings.listed(found))
        self._page.found.border_title = literal(f" {findings.summary(found)} ", "muted")

    # Where it stands.

    def go_to_named(self, value: str) -> None:
        """Go to the finding that was picked in the list."""
        place = int(value)
        if place < len(self._found):
            found = self._found[place]
            places = places_of(self._found, *self._page.typed)
            self._go(next((where for one, where in places if one is found), Place(0, 0, (0, 0))))

    def go_to_next(self) -> None:
        """Go to the finding after the cursor, or to the first one; remarks wait until nothing is to mend."""
        page = self._page
        every = places_of(self._found, *page.typed)
        places = [place for place in every if place[0].severity == "error"] or every
        if not places:
            page.notify("Nothing to mend.", markup=False)
            return
        here = page.cursor if page.letter.has_focus else (IN_SUBJECT, 0) if page.subject.has_focus else BEFORE_ALL
        one, place = next((p for p in places if p[1].start > here), places[0])
        self._go(place)
        where = "Subject" if place.row == IN_SUBJECT else f"Line {one.line}"
        page.notify(f"{where}: {one.message}{TAKES_ITS_PLACE * place.is_gap}", markup=False)

    def go_to(self, finding: Finding) -> None:
        """Go where something is to be mended, and say so: keys are text from now on."""
        places = places_of(self._found, *self._page.typed)
        place = next((place for one, place in places if one == finding), Place(0, 0, (0, 0)))
        where = self._go(place)
        text = f"Not yet: {finding.message} You are {where}; Esc leaves it.{TAKES_ITS_PLACE * place.is_gap}"
        self._page.notify(text, severity="warning", markup=False)

    def _go(self, place: Place) -> str:
        """Go to where something was found; a gap is selected there."""
        page = self._page
        if place.row == IN_SUBJECT:
            page.subject.focus()
            if place.is_gap:  # the focus itself would select all of it, a moment later
                page.call_after_refresh(page.subject.select_piece, place.column, place.end[1])
            return "in the subject now"
        page.select(place.start, place.end)
        return f"in the text now, at {'the gap in ' * place.is_gap}line {place.row + 1}"

    # Spelling.

    def _spelt(self, body: str, words: tuple[Misspelt, ...]) -> None:
        page = self._page
        if page.typed[1] == body:
            self._misspelt = words
            shift = page.letter.cursor_location[0] - page.cursor[0]
            page.letter.underline([(w.line - 1 + shift, w.column, w.column + w.length) for w in words])

    def suggest(self) -> None:
        """Offer words for the misspelt one under the cursor, or after it."""
        page, here = self._page, self._page.cursor
        after = (w for w in self._misspelt if (w.line - 1, w.column + w.length) >= here)
        word = next(after, next(iter(self._misspelt), None))
        if word is None:
            page.notify("No word is underlined.", markup=False)
            return
        page.go(word.line - 1, word.column)
        if not word.suggestions:
            page.notify(f"“{word.word}” is in no dictionary here, and nothing is like it.", markup=False)
            return
        dialog = PickDialog(
            f"“{word.word}” is in no dictionary here. What was meant?",
            [(line(one), one) for one in word.suggestions],
            "Enter takes it, Esc leaves the word as it is.",
        )

        def answered(picked: str | None) -> None:
            row, column = page.letter.cursor_location
            end = (row, column + word.length)
            if picked and page.letter.get_text_range((row, column), end) == word.word:
                page.letter.replace(picked, (row, column), end)

        page.app.push_screen(dialog, answered)

"""What every part of the composer works on: a letter as its file has it, as its template made it, as it is typed."""

from textual.getters import query_one
from textual.widgets import Input, Static, TextArea

from store.model.agenda import Item
from store.model.draft import Draft
from store.model.letter import Choice
from store.model.opportunity import Opportunity
from store.model.value import replace
from tui.bridge.place import Place
from tui.presentation.words import channel_name, company
from tui.screens.composer.wish import NO_WISH, Wish
from tui.widgets.bars import Headline
from tui.widgets.letter import Letter, Subject
from tui.widgets.literal import literal
from tui.widgets.pick_list import PickList
from tui.widgets.picker import Picker

WITHOUT_SUBJECT = ("note", "text", "phone")
"""Channels whose letters have no subject."""


class Page(Place):
    """Holds one letter and its widgets."""

    headline = query_one(Headline)
    picker = query_one(Picker)
    subject = query_one("#subject", Subject)
    letter = query_one(Letter)
    banner = query_one("#banner", Static)
    found = query_one("#findings", PickList)

    def __init__(self, opportunity: str, item: Item | None, draft: Draft | None, wish: Wish = NO_WISH) -> None:
        super().__init__()
        self.wish = wish
        """What was chosen before the screen opened."""
        self.draft = draft or Draft(path="", opportunity=opportunity, to=(item and item.ident) or wish.to)
        """The letter as its file has it; without a path there is none yet."""
        self.item = item
        """The step that it is for."""
        self.template = draft.template if draft else ""
        self.channel = draft.channel if draft else ""
        """How it goes; with the template, what was chosen may be in no file yet."""
        self.choice = Choice()
        """The notes and stories that are in it."""
        self.filled: tuple[str, str] = ("", "")
        """Subject and text as they came out of the template."""
        self.holds_text = False
        """Whether the screen held text that no file holds, when it was looked at last."""
        self.is_beginning = not self.draft.path
        self.is_over = False
        """Whether the letter is done with: it may close without a question."""

    @property
    def opportunity(self) -> Opportunity | None:
        """Return the letter's opportunity."""
        if self.snapshot is None:
            return None
        return next((o for o in self.snapshot.records.opportunities if o.id == self.draft.opportunity), None)

    @property
    def typed(self) -> tuple[str, str]:
        """Return subject and text as they stand on the screen."""
        return (self.subject.value, self.letter.text.strip("\n"))

    @property
    def is_dirty(self) -> bool:
        """Tell whether the screen holds text that no file holds."""
        if self.draft.path:
            kept = self.draft
            return self.typed != (kept.subject, kept.body) or (self.template, self.channel) != kept.kind
        return self.typed != self.filled

    @property
    def as_draft(self) -> Draft:
        """Return the letter as it stands on the screen."""
        subject, body = self.typed
        path = self.draft.path or "drafts/new.md"
        kept = replace(self.draft, template=self.template, channel=self.channel)
        return replace(kept, path=path, subject=subject, body=body)

    @property
    def cursor(self) -> tuple[int, int]:
        """Return row and column of the cursor in the text as it is kept: blank lines at its beginning do not count."""
        text = self.letter.text
        row, column = self.letter.cursor_location
        return row - (len(text) - len(text.lstrip("\n"))), column

    def go(self, row: int, column: int = 0) -> None:
        """Go to a place of the text as it is kept."""
        self.letter.focus()
        self.letter.move_cursor((max(0, row + self.letter.cursor_location[0] - self.cursor[0]), column))

    def select(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Select a piece of the text as it is kept, so that what is typed takes its place."""
        self.go(*start)
        shift = self.letter.cursor_location[0] - self.cursor[0]
        self.letter.move_cursor((end[0] + shift, end[1]), select=True)

    def put(self, subject: str, body: str) -> None:
        """Set subject and text; what stood there comes back by undo in the text."""
        with self.prevent(Input.Changed, TextArea.Changed):
            self.subject.value = subject
            self.letter.put(body)

    def say(self, text: str) -> None:
        """Show a sentence above the letter; none takes it away."""
        self.is_beginning = False  # whatever it says, no more will come by itself
        self.banner.update(literal(text, "warn", 200))
        self.banner.display = bool(text)

    def refuse(self, error: Exception) -> None:
        """Show why something was not done."""
        self.is_beginning = False
        self.notify(str(literal(str(error), limit=600)), severity="error", markup=False, timeout=10)

    def describe(self) -> None:
        """Show in the headline whose letter it is, and whether it is saved."""
        self.holds_text = self.is_dirty
        self.query_one("#heading-line").display = self.channel not in WITHOUT_SUBJECT or bool(self.subject.value)
        if (opportunity := self.opportunity) is None:
            return
        channel = channel_name(self.channel)
        kept = "not saved yet" if not self.draft.path else "changed" if self.is_dirty else "saved"
        to = self.draft.to or "nobody yet"
        kind = channel[:1].upper() + channel[1:] if channel else "Letter"
        self.headline.say(f"{kind} to {to}", company(opportunity), kept)

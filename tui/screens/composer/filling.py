"""A letter filled from its template: for whom, which template, which notes and stories."""

from dataclasses import replace

from store.model.letter import Choice, Rendered
from store.model.opportunity import Contact
from store.model.person import Person
from store.model.records import Records
from store.workspace.compose import Material, compose, material, template_for
from store.workspace.snapshot import Snapshot
from tui.dialogs.choose import ChooseDialog, Option
from tui.keymap import keys_of
from tui.presentation import notes
from tui.presentation.spans import line
from tui.screens.composer.checking import Checking
from tui.screens.composer.page import Page

YOURS = f"The text is yours now. {keys_of('draft.fill')} fills it again with this choice."


class Filling:
    """Offers what a letter can be made of, and makes it."""

    def __init__(self, page: Page, checking: Checking) -> None:
        self._page = page
        self._checking = checking
        self._gathered: Records | None = None
        """The state of the files that the choices were gathered from."""
        self._offered_to = ""

    def begin(self, snapshot: Snapshot) -> None:
        """Fill a new letter for the step, or a plain one."""
        page, opportunity = self._page, self._page.opportunity
        to = page.draft.to or (opportunity.contacts[0].ident if opportunity and opportunity.contacts else "")
        page.template = template_for(snapshot, page.item).name if page.item else "plain-message"
        page.draft = replace(page.draft, to=to)
        self._fill(None)

    # What there is to choose.

    def follow(self, snapshot: Snapshot) -> None:
        """Gather the choices again where the files have changed."""
        if snapshot.records is not self._gathered:
            self._gathered = snapshot.records
            self._gather()

    def _gather(self) -> None:
        ident, to = self._page.draft.opportunity, self._page.draft.to
        if to:
            self._page.ask(lambda w: material(w.snapshot(), ident, to), self._offer)

    def _offer(self, stuff: Material) -> None:
        page = self._page
        if page.snapshot is None or (opportunity := page.opportunity) is None:
            return
        today = page.snapshot.today
        people: list[Contact | Person] = [*opportunity.contacts]
        if stuff.person.ident not in {p.ident for p in people}:
            people.append(stuff.person)
        page.picker.show_people(tuple((notes.person(p), p.ident) for p in people), stuff.person.ident)
        page.picker.show_templates(tuple((line(t.name), t.name) for t in stuff.templates), page.template)
        channels = {t.name: t.channel for t in stuff.templates}
        if not page.draft.path:
            page.draft = replace(page.draft, to=stuff.person.ident, channel=channels.get(page.template, "email"))
        page.describe()
        lines = [(notes.note(n.mark, n.entry, today, own=n.own), f"note {n.mark.line}") for n in stuff.notes]
        tales = [(notes.story(s), f"story {s.path}") for s in stuff.stories if s.readable]
        usual = [*(f"note {mark}" for mark in stuff.usual.marks), *(f"story {path}" for path in stuff.usual.stories)]
        page.picker.show_notes(tuple(lines), tuple(tales), usual)
        if page.picker.has_focus_within and self._offered_to != stuff.person.ident:
            page.picker.enter()
        if self._offered_to != stuff.person.ident:
            self._offered_to = stuff.person.ident
            page.picker.tick_only(usual)

    # What was chosen.

    def write_to(self, ident: str) -> None:
        """Write to somebody else: with that person's own notes."""
        page = self._page
        if ident != page.draft.to and not page.draft.path:
            page.draft = replace(page.draft, to=ident)
            self._gather()
            self._fill_unless_typed(None)
        elif ident != page.draft.to:
            page.say("This draft is to one person. Leave it with Esc, and compose another for the other person.")

    def write_as(self, template: str) -> None:
        """Write another letter."""
        if template != self._page.template:
            self._page.template = template
            self._gather()
            self._fill_unless_typed(None)

    def write_with(self, choice: Choice) -> None:
        """Write with other notes."""
        self._fill_unless_typed(choice)

    def _fill_unless_typed(self, choice: Choice | None) -> None:
        if self._page.typed == self._page.filled and not self._page.draft.path:
            self._fill(choice)
        else:
            self._page.say(YOURS)

    def again(self) -> None:
        """Fill the letter again; ask first when something was typed."""
        page = self._page
        if page.typed == page.filled and not page.draft.path:
            self._fill(page.picker.choice)
            return
        options = (Option("y", "Fill it again", "fill"),)
        lines = (line("The template and the chosen notes replace what is there. Undo in the text brings it back."),)
        page.app.push_screen(ChooseDialog("Replace your text?", lines, options), self._fill_if)

    def _fill_if(self, answer: str | None) -> None:
        if answer:
            self._fill(self._page.picker.choice)

    def _fill(self, choice: Choice | None) -> None:
        page = self._page
        ident, name, to = page.draft.opportunity, page.template, page.draft.to
        if to:
            typed = page.typed
            page.ask(
                lambda w: compose(w.snapshot(), ident, name, to, choice),
                lambda rendered: self._filled_in(rendered, typed),
            )
        else:
            page.say("This opportunity names nobody yet. Add a person in the file (e), then compose.")

    def _filled_in(self, rendered: Rendered, before: tuple[str, str]) -> None:
        page = self._page
        if page.typed != before:
            page.say(YOURS)
            return
        page.put(rendered.subject, rendered.body)
        page.filled = page.typed
        page.say("")
        self._checking.look()

"""What is heard in a call: notes typed while one talks, one line each, and how each of them is read."""

from collections.abc import Iterator, Mapping
from typing import Any

from textual import on
from textual.getters import query_one
from textual.widgets import Input, Static

from store.errors import StoreError
from store.model.entry import Word
from store.model.opportunity import Contact, Opportunity
from store.model.person import Person
from store.workspace.noting import Note, Reader, completion, next_person
from tui.presentation import call as words
from tui.presentation.spans import Line, line
from tui.widgets.call_notes import CallNotes
from tui.widgets.literal import content
from tui.widgets.note_lines import NoteLine
from tui.widgets.noting_place import NotingPlace
from tui.widgets.script import Script


class Listening(NotingPlace):
    """A place where notes of one talk with one person are typed."""

    script = query_one(Script)
    reads = query_one("#reads", Static)
    notes = query_one(CallNotes)

    def __init__(self, opportunity: str, to: str) -> None:
        super().__init__()
        self.ident, self.to = opportunity, to

    @property
    def opportunity(self) -> Opportunity | None:
        """Return the opportunity, as long as its file is there."""
        if self.snapshot is None:
            return None
        return next((o for o in self.snapshot.records.opportunities if o.id == self.ident), None)

    @property
    def person(self) -> Contact | Person | None:
        """Return who is called."""
        o = self.opportunity
        if o is None or self.snapshot is None:
            return None
        return o.contact(self.to) or next((p for p in self.snapshot.records.people if p.ident == self.to), None)

    @property
    def _reader(self) -> Reader | None:
        o, person, snapshot = self.opportunity, self.person, self.snapshot
        if o is None or person is None or snapshot is None:
            return None
        return Reader(there=(person,), known=(*o.contacts, *snapshot.records.people), today=snapshot.today)

    def _complete(self, typed: str) -> str:
        return completion(typed, self.opportunity.contacts) if self.opportunity else ""

    def _turn(self, typed: str) -> str:
        return next_person(typed, self.opportunity.contacts) if self.opportunity else typed

    async def put_back(self, held: Mapping[str, Any]) -> None:
        """Put back the notes, and show them."""
        await super().put_back(held)
        self.notes.look()

    def action_call_need(self) -> None:
        """Note a need."""
        self.notes.note(Word.NEED)

    def action_call_topic(self) -> None:
        """Note a topic."""
        self.notes.note(Word.TOPIC)

    def action_call_words(self) -> None:
        """Note their own words."""
        self.notes.note(Word.QUOTE)

    def action_call_promise(self) -> None:
        """Note a promise."""
        self.notes.note(Word.PROMISE)

    def action_call_step(self) -> None:
        """Note the next step."""
        self.notes.note(Word.NEXT)

    @on(CallNotes.Left)
    def go_back(self) -> None:
        """Go back to the sheet."""
        self.script.focus()

    @on(CallNotes.Opened)
    def make_room(self, event: CallNotes.Opened) -> None:
        """Show the notes beside or below the sheet."""
        self.set_class(event.is_open, "-noting")

    def on_descendant_focus(self) -> None:
        """Say how the line is read that one has come to."""
        self.notes.look()
        self._read_aloud()

    @on(Input.Changed)
    def follow(self) -> None:
        """Say how the line is read."""
        self._read_aloud()

    def _read_aloud(self) -> None:
        focused, reader = self.focused, self._reader
        is_typing = isinstance(focused, NoteLine)
        self.set_class(is_typing, "-typing")
        said: Line = ()
        if isinstance(focused, NoteLine) and reader:
            try:
                note = reader.note(focused.word, focused.value)
            except StoreError as error:
                said = line(str(error), "alarm")
            else:
                said = words.understood(note, reader.there[0].name, reader.today) if note else ()
        self.reads.update(content((said,)))

    def _notes(self, *, strictly: bool = True) -> Iterator[Note]:
        """Yield the notes; one that cannot be read is raised, or else kept as it was typed."""
        reader = self._reader
        for one in self.notes.lines:
            try:
                note = reader.note(one.word, one.value) if reader else None
            except StoreError:
                if strictly:
                    one.focus()
                    raise
                note = Note(word=one.word, text=one.value.strip())
            if note:
                yield note

"""A quick note mark in the latest conversation: a need, a topic, a promise."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.widgets import Input, Select

from store.errors import BadRequest
from store.model.entry import Word
from store.model.opportunity import Opportunity
from tui.presentation.reasons import fact
from tui.presentation.spans import Span
from tui.widgets.dialog import Dialog, Field

WORDS = {
    Word.NEED: "need: what they lack or want",
    Word.TOPIC: "topic: what you talked about",
    Word.QUOTE: "quote: what they said",
    Word.FUMBLED: "fumbled: an answer to repair",
    Word.VALUE: "value: something useful to send",
    Word.STRENGTH: "strength: what spoke for you",
    Word.QUESTION: "question: still to ask",
    Word.PROMISE: "promise: what you will do",
    Word.NEXT: "next: the agreed next step",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A note mark to add."""

    word: Word
    text: str
    person: str | None
    by: date | None


class NoteDialog(Dialog[Noted | None]):
    """Asks what was said, and whose it is."""

    ACCEPT = "Note it (Enter)"

    def __init__(self, opportunity: Opportunity, who: str, read_day: Callable[[str], date]) -> None:
        people = ", ".join(c.name for c in opportunity.contacts) or "nobody yet"
        lines = (
            fact("at", Span(f"{opportunity.company}, {opportunity.position}")),
            fact("people", Span(people, "muted")),
        )
        super().__init__("Note from the latest conversation", lines)
        self._who = who
        self._read_day = read_day

    def parts(self) -> ComposeResult:
        """Ask for word, text, person and day."""
        words = [(said, word) for word, said in WORDS.items()]
        yield Field("sort", Select(words, value=Word.NEED, allow_blank=False, id="word", compact=True))
        yield Field("note", Input(placeholder="one line", id="text", compact=True))
        yield Field("whose", Input(self._who, placeholder="a name; empty = the whole meeting", id="who", compact=True))
        yield Field("by", Input(placeholder="a day, for promises and next steps", id="by", compact=True))

    def on_mount(self) -> None:
        """Begin with the note itself."""
        super().on_mount()
        self.query_one("#text").focus()

    def answer(self) -> Noted:
        """Return the note."""
        word, text = self.query_one("#word", Select).value, self.query_one("#text", Input).value.strip()
        if not text:
            raise BadRequest("The note is empty: say in a few words what was said.")
        by = self.query_one("#by", Input).value.strip()
        return Noted(
            word=word if isinstance(word, Word) else Word.NEED,
            text=text,
            person=self.query_one("#who", Input).value.strip() or None,
            by=self._read_day(by) if by else None,
        )

"""A quick note mark in the latest conversation: a need, a topic, a promise."""

from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.widgets import Input, Select

from store.model.entry import Word
from store.model.opportunity import Opportunity
from tui.presentation.asking import Asking
from tui.presentation.completing import some_of
from tui.presentation.reasons import fact
from tui.presentation.spans import Span
from tui.widgets.completing import Completing
from tui.widgets.dialog import Amiss, Dialog, Field
from tui.widgets.field import DayField

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
    persons: tuple[str, ...]
    by: date | None


class NoteDialog(Dialog[Noted | None]):
    """Asks what was said, and whose it is."""

    ACCEPT = "Note it"

    def __init__(self, opportunity: Opportunity, talk: str, who: str, asking: Asking) -> None:
        """Ask for a note.

        Args:
            opportunity: where it belongs.
            talk: the conversation that it goes into, in words.
            who: whose it most likely is.
            asking: who can be named, and how days are read.
        """
        lines = (fact("at", Span(f"{opportunity.company}, {opportunity.position}")), fact("in", Span(talk, "muted")))
        super().__init__("A note", lines)
        self._who = who
        self._asking = asking

    def parts(self) -> ComposeResult:
        """Ask for word, text, person and day."""
        words = [(said, word) for word, said in WORDS.items()]
        yield Field("sort", Select(words, value=Word.NEED, allow_blank=False, id="word", compact=True))
        yield Field("note", Input(placeholder="one line", id="text", compact=True))
        whose = "a name; empty = the whole meeting"
        source = some_of(self._asking.people)
        yield Field("whose", Completing(source, self._who, placeholder=whose, is_sure=True, id="who"))
        by = Input(placeholder="for promises", id="by", compact=True)
        yield DayField("by", by, self._asking.today, self._asking.read_day)

    def on_mount(self) -> None:
        """Begin with the note itself."""
        super().on_mount()
        self.query_one("#text").focus()

    def answer(self) -> Noted:
        """Return the note."""
        word, text = self.query_one("#word", Select).value, self.value("text")
        if not text:
            raise Amiss("text", "The note is empty: say in a few words what was said.")
        return Noted(
            word=word if isinstance(word, Word) else Word.NEED,
            text=text,
            persons=self.read("who", self._asking.read_people),
            by=self.read("by", self._asking.read_day) if self.value("by") else None,
        )

"""Log something that happened: a call, a mail, an interview."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Select, TextArea

from store.model.entry import SPOKEN, WRITTEN, Direction, Kind
from store.model.opportunity import Opportunity
from tui.presentation.reasons import fact
from tui.presentation.spans import Span
from tui.widgets.dialog import Dialog, Field

KINDS = tuple(kind for kind in Kind if kind not in (Kind.SKIPPED, Kind.SNOOZED))
FOR_CHANNEL = {"phone": Kind.CALL, "letter": Kind.LETTER, "note": Kind.NOTE, "text": Kind.TEXT, "visit": Kind.VISIT}
DIRECTIONS = (("to them", Direction.TO), ("from them", Direction.FROM), ("with them", Direction.WITH))


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """What happened."""

    kind: Kind
    direction: Direction | None
    names: tuple[str, ...]
    day: date
    title: str
    body: str


class LogDialog(Dialog[Logged | None]):
    """Asks what happened, with whom, when."""

    ACCEPT = "Log it (^o)"

    def __init__(self, opportunity: Opportunity, who: str, channel: str, read_day: Callable[[str], date]) -> None:
        people = ", ".join(c.name for c in opportunity.contacts) or "nobody yet"
        lines = (
            fact("at", Span(f"{opportunity.company}, {opportunity.position}")),
            fact("people", Span(people, "muted")),
        )
        super().__init__("What happened?", lines)
        self._who = who or (opportunity.contacts[0].name if len(opportunity.contacts) == 1 else "")
        self._kind = FOR_CHANNEL.get(channel, Kind.EMAIL)
        self._read_day = read_day

    def parts(self) -> ComposeResult:
        """Ask for kind, direction, people, day, title and text."""
        kinds = [(kind.value, kind) for kind in KINDS]
        yield Field("kind", Select(kinds, value=self._kind, allow_blank=False, id="kind", compact=True))
        way = direction_of(self._kind)
        yield Field("way", Select(DIRECTIONS, value=way, allow_blank=False, id="way", compact=True))
        yield Field("who", Input(self._who, placeholder="names, with commas between", id="who", compact=True))
        yield Field("when", Input("today", id="day", compact=True, select_on_focus=True))
        yield Field("title", Input(placeholder="subject or a few words", id="title", compact=True))
        yield Field("text", TextArea(id="body", compact=True))

    @on(Select.Changed, "#kind")
    def follow_kind(self, event: Select.Changed) -> None:
        """Set the usual direction of the kind."""
        if isinstance(event.value, Kind):
            self.query_one("#way", Select).value = direction_of(event.value)

    def answer(self) -> Logged:
        """Return what happened."""
        kind, way = self.query_one("#kind", Select).value, self.query_one("#way", Select).value
        names = tuple(part.strip() for part in self._value("who").split(",") if part.strip())
        return Logged(
            kind=kind if isinstance(kind, Kind) else Kind.EMAIL,
            direction=way if isinstance(way, Direction) and names else None,
            names=names,
            day=self._read_day(self._value("day")),
            title=self._value("title"),
            body=self.query_one("#body", TextArea).text,
        )

    def _value(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()


def direction_of(kind: Kind) -> Direction:
    """Return who usually acts in an entry of that kind."""
    if kind in SPOKEN:
        return Direction.WITH
    return Direction.TO if kind in WRITTEN or kind is Kind.VOICEMAIL else Direction.FROM

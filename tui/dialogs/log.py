"""Log something that happened: a call, a mail, an interview."""

from dataclasses import dataclass
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Select, TextArea

from store.model.entry import PLANNABLE, SPOKEN, WRITTEN, Direction, Kind
from store.model.opportunity import Opportunity
from tui.presentation.asking import Asking
from tui.presentation.completing import some_of
from tui.presentation.days import full
from tui.presentation.reasons import fact
from tui.presentation.spans import Span
from tui.widgets.completing import Completing
from tui.widgets.dialog import Amiss, Dialog, Field
from tui.widgets.field import DayField

KINDS = tuple(kind for kind in Kind if kind not in (Kind.SKIPPED, Kind.SNOOZED))
FOR_CHANNEL = {
    "briefing": Kind.BRIEFING,
    "phone": Kind.CALL,
    "letter": Kind.LETTER,
    "note": Kind.NOTE,
    "text": Kind.TEXT,
    "visit": Kind.VISIT,
}
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

    ACCEPT = "Log it"

    def __init__(self, opportunity: Opportunity, who: str, channel: str, asking: Asking) -> None:
        super().__init__("What happened?", (fact("at", Span(f"{opportunity.company}, {opportunity.position}")),))
        self._asking = asking
        self._who = who or (opportunity.contacts[0].name if len(opportunity.contacts) == 1 else "")
        self._kind = FOR_CHANNEL.get(channel, Kind.EMAIL)

    def parts(self) -> ComposeResult:
        """Ask for kind, direction, people, day, title and text."""
        kinds = [(kind.value, kind) for kind in KINDS]
        yield Field("kind", Select(kinds, value=self._kind, allow_blank=False, id="kind", compact=True))
        way = direction_of(self._kind)
        yield Field("way", Select(DIRECTIONS, value=way, allow_blank=False, id="way", compact=True))
        source = some_of(self._asking.people)
        names = "names, with commas between" if self._asking.people else "nobody yet; A adds a person"
        yield Field("who", Completing(source, self._who, placeholder=names, is_sure=True, id="who"))
        day = Input("today", id="day", compact=True, select_on_focus=True)
        yield DayField("when", day, self._asking.today, self._asking.read_day, last=self._last(self._kind))
        yield Field("title", Input(placeholder="subject or a few words", id="title", compact=True))
        yield Field("text", TextArea(id="body", compact=True))

    @on(Select.Changed, "#kind")
    def follow_kind(self, event: Select.Changed) -> None:
        """Set the usual direction of the kind."""
        if isinstance(event.value, Kind):
            self.query_one("#way", Select).value = direction_of(event.value)
            self.query_one(DayField).limit(None, self._last(event.value))

    def _last(self, kind: Kind) -> date | None:
        return None if kind in PLANNABLE else self._asking.today

    def answer(self) -> Logged:
        """Return what happened."""
        chosen, way = self.query_one("#kind", Select).value, self.query_one("#way", Select).value
        kind = chosen if isinstance(chosen, Kind) else Kind.EMAIL
        names = self.read("who", self._asking.read_people)
        day = self.read("day", self._asking.read_day)
        if (last := self._last(kind)) and day > last:
            raise Amiss(
                "day",
                f"{full(day)} is still to come. Only an interview, a meeting or a visit can be planned; "
                "anything else is a promise with its day (n).",
            )
        return Logged(
            kind=kind,
            direction=way if isinstance(way, Direction) and names else None,
            names=names,
            day=day,
            title=self.value("title"),
            body=self.query_one("#body", TextArea).text,
        )


def direction_of(kind: Kind) -> Direction:
    """Return who usually acts in an entry of that kind."""
    if kind in SPOKEN or kind is Kind.BRIEFING:
        return Direction.WITH
    return Direction.TO if kind in WRITTEN or kind is Kind.VOICEMAIL else Direction.FROM

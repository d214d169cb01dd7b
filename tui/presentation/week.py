"""Seven days with their steps: as columns, as rows one below the other, and as one line of counts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from store.model.agenda import Bucket, Item
from tui.presentation import days
from tui.presentation.agenda import item_id
from tui.presentation.rows import BLANK, SIGN, Column, Row
from tui.presentation.spans import Line, Span
from tui.presentation.words import BUCKETS, counted, who

LENGTH = 7
COLUMNS = (
    SIGN,
    Column(least=14, share=3, most=24),
    Column(least=11, share=3, most=22),
    Column(least=8, share=2, most=32),
    Column(least=12),
)
"""Sign, what, who, company, how it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One step in the column of its day."""

    key: str
    sign: Span
    lines: tuple[Span, ...]


class Cards:
    """The cards of a day, each made when it is looked at: of thousands that are late a screen shows ten."""

    def __init__(self, items: Sequence[Item] = ()) -> None:
        self._items = items
        self._made: dict[int, Card] = {}
        self.keys = tuple(map(item_id, items))

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, place: int) -> Card:
        if place not in self._made:
            self._made[place] = _card(self._items[place])
        return self._made[place]

    def __iter__(self) -> Iterator[Card]:
        return (self[place] for place in range(len(self)))


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day of a week: its heading in two parts, and its steps."""

    name: Span
    said: Span
    is_today: bool
    items: tuple[Item, ...] = ()

    @cached_property
    def cards(self) -> Cards:
        """Its steps for a column."""
        return Cards(self.items)


def week(items: Iterable[Item], first: date, today: date, is_workday: Callable[[date], bool]) -> tuple[Day, ...]:
    """Return seven days from `first` on; what is overdue stands in front of today's."""
    inside: dict[date, list[Item]] = {first + timedelta(days=n): [] for n in range(LENGTH)}
    for item in items:
        if (day := day_of(item, today)) in inside:
            inside[day].append(item)
    return tuple(_day(day, tuple(sorted(found, key=_rank)), today, is_workday) for day, found in inside.items())


def day_of(item: Item, today: date) -> date:
    """Return the day on which a step wants to be seen: that from which it is allowed, never one that has passed.

    What falls on a day off may be shown today already.
    """
    if item.bucket is Bucket.TODAY:
        return today
    held_until = item.allowed if item.bucket is Bucket.HELD else None
    return max(held_until or item.due, today)


def _rank(item: Item) -> tuple[int, str]:
    """Return what a day is sorted by; what is equal keeps the order of the agenda."""
    order = (Bucket.OVERDUE, Bucket.TODAY, Bucket.UPCOMING, Bucket.HELD, Bucket.WAITING)
    hour = item.time if item.time and has_hour(item) else ""
    return (order.index(item.bucket) if item.bucket else len(order), hour)


def _day(day: date, items: tuple[Item, ...], today: date, is_workday: Callable[[date], bool]) -> Day:
    is_today = day == today
    name = f"Today, {days.WEEKDAYS[day.weekday()]} {day.day}" if is_today else days.short(day, today)
    late = sum(item.bucket is Bucket.OVERDUE for item in items)
    due = len(to_do(items)) - late
    said = "nothing" if is_workday(day) else "a day off"
    if late:
        said = f"{late} late, {due} due" if due else f"{late} late"
    elif items:
        said = counted(due, "step") if due else "with them"
    return Day(
        name=Span(name, "accent" if is_today else "strong" if items else "muted"),
        said=Span(said, "alarm" if late else "muted"),
        is_today=is_today,
        items=items,
    )


def to_do(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return what is the user's own to do: others are waited for."""
    return tuple(item for item in items if item.bucket is not Bucket.WAITING)


def _card(item: Item) -> Card:
    _name, sign, tone = BUCKETS[item.bucket] if item.bucket else ("", "·", "")
    quiet = "muted" if tone == "muted" else ""
    title = f"{item.time} {item.title}" if has_hour(item) else item.title
    stands = state(item)
    return Card(
        key=item_id(item),
        sign=Span(sign, tone or "muted"),
        lines=(
            Span(title, quiet or "strong"),
            *((Span(item.who, quiet),) if item.who else ()),
            Span(item.company or item.opportunity, "muted"),
            *((stands,) if stands.text and not has_hour(item) else ()),
        ),
    )


def has_hour(item: Item) -> bool:
    """Tell whether a step begins at an hour, as a meeting does; others may have one by which they are best done."""
    return item.time is not None and item.channel == "meeting"


def state(item: Item) -> Span:
    """Return how a step stands, in words: late, held back, with them; its hour where it has one."""
    if item.bucket is Bucket.OVERDUE:
        return Span(f"{counted(-item.days, 'day')} late", "alarm")
    if item.bucket is Bucket.TODAY and item.days > 0:
        return Span(f"due {days.WEEKDAYS[item.due.weekday()]} {item.due.day}", "accent")
    words = {Bucket.HELD: "held back", Bucket.WAITING: "with them"}
    if has_hour(item):
        return Span(f"at {item.time}")
    return Span(words.get(item.bucket, "") if item.bucket else "", "muted")


def rows(shown: Sequence[Day]) -> tuple[Row, ...]:
    """Return the days one below the other."""
    lines: list[Row] = []
    for place, day in enumerate(shown):
        if lines and (day.items or shown[place - 1].items):
            lines.append(BLANK)
        lines.append(Row(key="", cells=(day.name, day.said)))
        lines.extend(_row(item) for item in day.items)
    return tuple(lines)


def _row(item: Item) -> Row:
    _name, sign, tone = BUCKETS[item.bucket] if item.bucket else ("", "·", "")
    quiet = "muted" if tone == "muted" else ""
    return Row(
        key=item_id(item),
        cells=(
            Span(sign, tone or "muted"),
            Span(item.title, quiet or "strong"),
            Span(who(item), quiet),
            Span(item.company or item.opportunity, quiet),
            state(item),
        ),
    )


def span_of(first: date, today: date) -> str:
    """Return which days a week has: `Fri 20 Nov to Thu 26 Nov`."""
    return f"{days.short(first, today)} to {days.short(first + timedelta(days=LENGTH - 1), today)}"


def strip(items: Iterable[Item], today: date) -> Line:
    """Return the coming seven days in one line, with how many steps each holds."""
    listed = tuple(items)
    late = sum(item.bucket is Bucket.OVERDUE for item in listed)
    count: dict[date, int] = {}
    for item in listed:
        if item.bucket not in (Bucket.OVERDUE, Bucket.WAITING):
            count[day_of(item, today)] = count.get(day_of(item, today), 0) + 1
    spans = [Span(" "), *((Span(f"late {late}", "alarm"), Span("   ")) if late else ())]
    for ahead in range(LENGTH):
        day = today + timedelta(days=ahead)
        name = "today" if not ahead else days.WEEKDAYS[day.weekday()]
        number = count.get(day, 0)
        spans += [
            Span(f"{name} ", "accent" if not ahead else "muted"),
            Span(str(number or "–"), "strong" if number else "muted"),
            Span("   "),
        ]
    return (*spans, Span("w shows the week", "muted"))

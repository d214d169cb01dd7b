"""The opportunities as a board: a stack of cards for each stage, the most urgent first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from store.model.agenda import Bucket, Item
from store.model.opportunity import CLOSED, Opportunity, Stage
from store.rules.ordering import ORDER
from tui.presentation import agenda, days
from tui.presentation.spans import Line, Span, line
from tui.presentation.words import BUCKETS, STAGES, company, counted, who

OPEN_STAGES = tuple(stage for stage in Stage if stage not in CLOSED)
FOLDED = "closed"
"""The name of the stack that holds every closed stage."""
NOTHING = "nothing here"
WEEK = 7
WEEKS = 100
"""Days after which an age is told in weeks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """The cards of a stage, or of several that are folded into one."""

    name: str
    """What it is called by its key: a stage, or `closed`."""
    title: str
    sign: Span
    stage: Stage
    """The stage of what is moved here."""
    idents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One opportunity on the board: a sign, and lines that have a left and a right part."""

    sign: Span
    lines: tuple[tuple[Span, Span], ...]


LINES = 3
"""Lines of a card: company and age, position, next step and its day."""


def in_order(opportunities: Iterable[Opportunity], coming: Mapping[str, Item]) -> tuple[Opportunity, ...]:
    """Return opportunities as their stacks have them: what is urgent first, of what is closed the latest."""

    def rank(o: Opportunity) -> tuple[int, int, str]:
        if o.stage in CLOSED:
            return (len(ORDER) + 1, -(o.stage_since or date.min).toordinal(), company(o).casefold())
        item = coming.get(o.id)
        urgency = ORDER.index(item.bucket) if item and item.bucket else len(ORDER)
        return (urgency, (item.due if item else o.deadline or date.max).toordinal(), company(o).casefold())

    return tuple(sorted(opportunities, key=rank))


def stacks(ordered: Iterable[Opportunity], *, folds: bool) -> tuple[Stack, ...]:
    """Return a stack for each stage; `folds` puts the closed ones into one."""
    inside: dict[Stage, dict[str, None]] = {stage: {} for stage in Stage}
    for opportunity in ordered:
        inside[opportunity.stage][opportunity.id] = None  # of twins there is one card
    shown = OPEN_STAGES if folds else tuple(Stage)
    made = [
        Stack(
            name=stage.value,
            title=stage.value.capitalize(),
            sign=Span(*STAGES[stage]),
            stage=stage,
            idents=tuple(inside[stage]),
        )
        for stage in shown
    ]
    if folds:
        together = tuple(ident for stage in Stage if stage in CLOSED for ident in inside[stage])
        made.append(Stack(name=FOLDED, title="Closed", sign=Span("×", "muted"), stage=Stage.ACCEPTED, idents=together))
    return tuple(made)


def card(opportunity: Opportunity, item: Item | None, today: date) -> Card:
    """Return an opportunity as a card."""
    o = opportunity
    if not o.readable:
        lines = (
            (Span(company(o), "warn"), Span("")),
            (Span("cannot be read", "warn"), Span("")),
            _quiet("8 shows why"),
        )
        return Card(sign=Span("?", "warn"), lines=lines)
    if o.stage in CLOSED:
        day = _brief(o.stage_since, today) if o.stage_since else ""
        last = (Span(o.stage_text or o.stage, "muted"), Span(day, "muted"))
        return Card(sign=Span(*STAGES[o.stage]), lines=((Span(company(o)), Span("")), _quiet(o.position), last))
    own = "" if o.stage_text in ("", o.stage.value) else o.stage_text
    return Card(
        sign=sign(item),
        lines=(
            (Span(company(o), "strong"), Span(since(o, today), "muted")),
            (Span(o.position, "muted"), Span(own, "accent")),
            next_step(o, item, today),
        ),
    )


def sign(item: Item | None) -> Span:
    """Return the sign of how urgent the next step is."""
    if item is None or item.bucket is None:
        return Span(" ")
    _name, mark, tone = BUCKETS[item.bucket]
    return Span(mark, tone or "muted")


def next_step(opportunity: Opportunity, item: Item | None, today: date) -> tuple[Span, Span]:
    """Return the next step and its day; without one, the deadline."""
    if item:
        tone = BUCKETS[item.bucket][2] if item.bucket else ""
        return (Span(agenda.what(item)), Span(_when(item, today), tone or "muted"))
    if opportunity.deadline:
        return (Span("deadline", "muted"), Span(_brief(opportunity.deadline, today), "muted"))
    return _quiet("no step open")


def _when(item: Item, today: date) -> str:
    """Return when a step is due, in the least room that still says it: `3d late`, `today`, `Wed 25`, `7 Dec`."""
    late = (today - item.due).days
    if item.bucket in (Bucket.WAITING, Bucket.HELD):
        return _brief(item.allowed or item.due, today)
    return (
        f"{late}d late" if late > 0 else days.due(item.due, today, item.time) if late >= -1 else _brief(item.due, today)
    )


def _brief(day: date, today: date) -> str:
    """Return a day without its month where it is one of the coming week, else without its weekday."""
    if 0 < (day - today).days < WEEK:
        return f"{days.WEEKDAYS[day.weekday()]} {day.day}"
    return days.short(day, today).split(" ", 1)[1]


def _quiet(text: str) -> tuple[Span, Span]:
    return (Span(text, "muted"), Span(""))


def since(opportunity: Opportunity, today: date) -> str:
    """Return how long it is at its stage: `4d`, `15w`; empty where the file does not say."""
    if opportunity.stage_since is None:
        return ""
    number = max(0, (today - opportunity.stage_since).days)
    return f"{number}d" if number < WEEKS else f"{number // 7}w"


def about(opportunity: Opportunity, item: Item | None, today: date) -> tuple[Line, ...]:
    """Return three lines that say in full what a card has no room for."""
    o = opportunity
    if not o.readable:
        return (line(company(o), "warn"), line(f"{o.path} cannot be read; 8 shows why, e opens it.", "muted"))
    stage = o.stage_text or o.stage.value
    if o.stage_since:
        number = max(0, (today - o.stage_since).days)
        stage += f" since {days.short(o.stage_since, today)}, {counted(number, 'day')}" if number else " since today"
    first = (Span(company(o), "strong"), Span(f"  {o.position}"))
    last = [Span(f"{STAGES[o.stage][0]} {stage}", "muted")]
    parts: list[Span] = []
    if item:
        _name, mark, tone = BUCKETS[item.bucket] if item.bucket else ("", "·", "")
        parts.append(Span(f"{mark} {item.title}, {who(item)}, {agenda.day(item, today)}", tone))
    if o.deadline:
        gap = "  " if parts else ""
        parts.append(Span(f"{gap}deadline {days.short(o.deadline, today)}, {days.near(o.deadline, today)}", "muted"))
    if o.tags:
        last.append(Span(f"  {' '.join(f'#{tag}' for tag in o.tags)}", "muted"))
    return (first, tuple(parts) or line("no step open", "muted"), tuple(last))

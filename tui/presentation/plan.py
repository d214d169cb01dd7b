"""The plan of an interview as text: what leads up to it and follows, what to ask, to tell and to bring home."""

from collections.abc import Iterator
from datetime import date

from store.model.agenda import Item
from store.rules.preparing import Fit, Missing, Origin, Preparation, Question
from tui.presentation import days
from tui.presentation.spans import BLANK, Line, Span, line
from tui.presentation.words import channel_name

ALWAYS = (
    "your notes, while they are fresh: b opens the form for them",
    "the next step: who takes it, what it is, and by when",
)


def plan_lines(plan: Preparation, today: date) -> Iterator[Line]:
    """Yield the lines of an interview's plan."""
    entry = plan.entry
    clock = f" {entry.at:%H:%M}" if entry.at else ""
    yield line(f"Interview on {days.short(entry.day, today)}{clock}, {days.near(entry.day, today)}", "accent")
    yield line(f"with {', '.join(plan.names)}" if plan.names else "nobody is named in its heading yet")
    if entry.title:
        yield line(entry.title, "muted")
    parts = (
        ("What to ask", [_question(q) for q in plan.questions]),
        ("Stories to have ready", [_story(f) for f in plan.stories]),
        ("What to bring home", [*_collect(plan), *((Span("- "), Span(text)) for text in ALWAYS)]),
        ("Steps around it", [_step(item, today) for item in plan.steps]),
    )
    for title, inside in parts:
        if inside:
            yield BLANK
            yield line(title, "strong")
            yield from inside


def _question(one: Question) -> Line:
    whom = (Span(f"{one.who}: ", "accent"),) if one.who else ()
    own = "  your own" if one.origin is Origin.PREPARED else ""
    if one.heard_from:
        own = f"  {one.heard_from} said so, and is not there to be quoted"
    return (Span("- "), *whom, Span(one.text), Span(own, "muted"))


def _story(fit: Fit) -> Line:
    why = f"answers “{'” and “'.join(fit.answers)}”" if fit.answers else f"fits the job: {', '.join(fit.words)}"
    return (Span("- "), Span(fit.story.title), Span(f"  {why}", "muted"))


def _collect(plan: Preparation) -> Iterator[Line]:
    for one in plan.missing:
        yield (Span("- "), Span(f"a card of {one.name}"), Span(f"  {_lacks(one)}", "muted"))
    if not plan.names:
        yield (Span("- "), Span("everybody's name, and a card of each"))


def _lacks(one: Missing) -> str:
    return f"{', '.join(one.lacks)} still unknown"


def _step(item: Item, today: date) -> Line:
    clock = f" {item.time}" if item.time else ""
    rest = ", ".join(part for part in (item.who, channel_name(item.channel)) if part)
    when = f"{days.short(item.due, today)}{clock}"
    return (Span(f"{when:<18}", "muted"), Span(item.title), Span(f"  {rest}" if rest else "", "muted"))

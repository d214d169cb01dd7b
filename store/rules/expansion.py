"""From steps and events to expected items: for whom, by what channel, by when. Nothing is settled here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from store.model.agenda import State
from store.model.playbook import POSTED, Playbook, Step, Trigger, Unit
from store.rules.chronicle import Event, Phase
from store.rules.clock import Moment, later
from store.rules.logbook import follows
from store.rules.outcomes import ENDINGS
from store.rules.people import Someone
from store.rules.situation import HOLDS, SETTLING, Situation
from store.rules.wording import names_words

CHAINED = frozenset({"silence", "letters", "unanswered"})
"""Events that the clock of silence makes."""


@dataclass(slots=True, kw_only=True)
class Expected:
    """One step for one person after one event, while it is being worked out."""

    step: Step
    book: Playbook
    event: Event
    who: Someone | None
    due: Moment
    channel: str | None = None
    key: str = ""
    state: State = State.OPEN
    note: str = ""
    settled_by: int | None = None
    allowed: date | None = None
    rules: tuple[str, ...] = ()
    """Rules besides the step's own."""
    mark_line: int | None = None
    is_early: bool = False
    """To be shown as today's although it is due on a day off to come."""
    is_recurring: bool = False
    is_held: bool = False

    @property
    def person(self) -> str:
        """What the person is compared by; `me` for the user alone."""
        return self.who.key if self.who else "me"

    @property
    def is_open(self) -> bool:
        """Tell whether it is still outstanding."""
        return self.state is State.OPEN


def expand(situation: Situation, book: Playbook) -> Iterator[Expected]:
    """Yield every step of a playbook for every event that it comes after, for everybody whom it is for."""
    chained = chain_ids(book)
    for step in book.steps:
        if step.id in chained or step.after.event == "step":
            continue
        for event in situation.events:
            if fits(step.after, event):
                yield from expected(situation, book, step, event)


def chain_ids(book: Playbook) -> frozenset[str]:
    """Return the steps that the clock of silence drives: those after it, and those after one of them."""
    found: set[str] = {s.id for s in book.steps if s.after.event in CHAINED}
    for _ in book.steps:
        found |= {s.id for s in book.steps if s.after.event == "step" and s.after.argument in found}
    return frozenset(found)


def fits(trigger: Trigger, event: Event) -> bool:
    """Tell whether a step with that trigger comes after that event."""
    if trigger.event != event.sort or (trigger.first and not event.is_first):
        return False
    if trigger.unconfirmed:
        return event.phase is Phase.UNCONFIRMED
    return not trigger.whose or trigger.whose == ("my" if event.mine else "their")


def expected(situation: Situation, book: Playbook, step: Step, event: Event) -> Iterator[Expected]:
    """Yield one step for each person of its audience, where its conditions hold."""
    for who in audience(situation, step, event):
        unmet = [name for name in step.only if not HOLDS[name](situation, event, who)]
        if any(name not in SETTLING for name in unmet):
            continue
        item = Expected(
            step=step,
            book=book,
            event=event,
            who=who,
            due=due_of(situation, step, event),
            channel=channel_of(situation, step, who),
            key=f"{step.id}/{event.stamp}/{name_in_key(who)}",
            mark_line=event.mark.line if event.mark and event.sort != "lapsed" else None,
            is_recurring=step.every is not None,
        )
        if step.every:
            recur(situation, item)
        place(situation, item)
        if unmet:
            item.state = State.DONE
            item.settled_by = event.line if "no-notes" in unmet else None
        yield item


def recur(situation: Situation, item: Expected) -> None:
    """Count a recurring step from the latest touch with that person since its event, on the next channel in turn."""
    step, event = item.step, item.event
    touches = [
        o
        for o in situation.past
        if o.goes_out and o.reaches(item.person) and follows(o.when, event.when) and o.entry is not event.entry
    ]
    base = max([event.when.day, *(o.when.day for o in touches)])
    if touches and step.every:
        item.due = later(Moment(base), step.every, situation.calendar)
    wanted = situation.opportunity.next_touch
    if wanted is not None and wanted > base:
        item.due, item.note = Moment(wanted), "on the day that `next_touch` in the file names"
    item.key = f"{step.id}/{base}/{name_in_key(item.who)}"
    channels = allowed_channels(situation, step)
    used = [o.channel for o in touches if o.channel in channels]
    if step.in_turn and used:
        item.channel = channels[(channels.index(used[-1]) + 1) % len(channels)]


def follow_ups(situation: Situation, book: Playbook, items: Iterable[Expected]) -> list[Expected]:
    """Return the steps that come after another one, once that one is done by a touch."""
    chained = chain_ids(book)
    found: list[Expected] = []
    by_line = {o.entry.line: o for o in situation.past}
    for step in book.steps:
        if step.after.event != "step" or step.id in chained:
            continue
        for item in items:
            touch = by_line.get(item.settled_by or 0)
            if item.step.id != step.after.argument or item.state is not State.DONE or touch is None:
                continue
            persons = (item.who,) if item.who else ()
            event = Event(
                sort="step",
                when=touch.when,
                stamp=touch.when.day.isoformat(),
                words=f"your {touch.entry.kind.value.lower()}{names_words(persons, 'to')}",
                path=situation.opportunity.path,
                line=touch.entry.line,
                persons=persons,
                entry=touch.entry,
            )
            found += expected(situation, book, step, event)
    return found


def name_in_key(who: Someone | None) -> str:
    """Return the last part of a key."""
    return (who.ident or who.name) if who else "me"


def audience(situation: Situation, step: Step, event: Event) -> tuple[Someone | None, ...]:
    """Return whom a step is for, nobody twice; None is the user alone."""
    found: dict[str, Someone | None] = {}
    for word in step.each:
        for who in _members(situation, word, event):
            found.setdefault(who.key if who else "me", who)
    if not found and event.sort == "next_touch":
        return (None,)
    return tuple(found.values())


def _members(situation: Situation, word: str, event: Event) -> tuple[Someone | None, ...]:
    cast = situation.cast
    panel = event.persons if event.sort == "interview" else situation.met
    match word:
        case "me" | "once":
            return (None,)
        case "person":
            return event.persons[:1] or (None,)
        case "reference" | "ally" | "helper":
            return cast.of(word)
    members: tuple[Someone | None, ...] = {
        "panel": panel,
        "lead": _lead(situation, event, panel),
        "others": _others(situation, event, panel),
        "interviewer": cast.of("interviewer", "hiring-manager"),
        "hr": _hr(situation, event, panel),
        "recruiter": cast.of("recruiter"),
    }[word]
    agents = cast.of("recruiter")
    if "via-recruiter" in situation.opportunity.restrictions and agents and members:
        return agents[:1]
    return members


def _lead(situation: Situation, event: Event, panel: tuple[Someone, ...]) -> tuple[Someone, ...]:
    lead = situation.cast.lead(panel)
    if lead is None and event.sort != "interview":
        lead = next(iter((*situation.cast.hr(), *(s for s in situation.cast.members if s.hires))), None)
    return (lead,) if lead else ()


def _hr(situation: Situation, event: Event, panel: tuple[Someone, ...]) -> tuple[Someone | None, ...]:
    """Return HR; after an ending without the one who is thanked as lead, after an application never nobody."""
    found = situation.cast.hr()
    if event.sort in ENDINGS:
        return tuple(s for s in found if s not in _lead(situation, event, panel))
    return found if found or event.sort != "application" else event.persons[:1] or (None,)


def _others(situation: Situation, event: Event, panel: tuple[Someone, ...]) -> tuple[Someone, ...]:
    apart = set(_lead(situation, event, panel))
    if event.sort in ENDINGS:
        apart |= set(situation.cast.hr())
    return tuple(s for s in panel if s not in apart)


def due_of(situation: Situation, step: Step, event: Event) -> Moment:
    """Return when a step is due: the day that the event names itself, else its span after the event."""
    if event.fixed:
        return event.when
    span = step.within or step.every
    if span is None or (step.after.planned and not span.count):
        return event.when
    return later(event.when, span, situation.calendar)


def channel_of(situation: Situation, step: Step, who: Someone | None) -> str | None:
    """Return the channel: the one that the person prefers where the step knows it, else the step's first."""
    channels = allowed_channels(situation, step)
    if who and who.prefers in channels and not step.in_turn:
        return who.prefers
    return channels[0] if channels else None


def allowed_channels(situation: Situation, step: Step) -> tuple[str, ...]:
    """Return a step's channels without calls where they are not wanted; what is left of a call is an e-mail."""
    if "no-calls" not in situation.opportunity.restrictions:
        return step.by
    return tuple(c for c in step.by if c != "phone") or (("email",) if step.by else ())


def place(situation: Situation, item: Expected) -> None:
    """Move a due day to one on which the thing can be done, and say so; promises and e-mail never move."""
    calendar, day = situation.calendar, item.due.day
    if item.event.fixed or item.step.after.planned or item.step.waits:
        item.is_early = _is_shown_early(situation, item)
        return
    if item.channel in POSTED:
        to, why = calendar.post_at_or_after(day), "no post"
    elif item.channel == "phone" or item.is_recurring:
        to, why = calendar.workday_at_or_after(day), "no working day"
    else:
        return
    item.due = Moment(to)
    if to != day:
        item.note = f"moved from {day} to {to}: {why}"


def _is_shown_early(situation: Situation, item: Expected) -> bool:
    """Tell whether a promise is due on a day off to come, so that the working day before shows it too."""
    calendar, day, today = situation.calendar, item.due.day, situation.today
    if item.event.mark is None or item.step.waits or day <= today or calendar.is_workday(day):
        return False
    return calendar.workday_before(day) <= today


def retires_on(situation: Situation, item: Expected) -> date | None:
    """Return the last day on which a step still stands; None = it stands until it is done."""
    span = item.step.until
    if span is None:
        return None
    if span.unit is Unit.WORKING_DAYS:
        return situation.calendar.workdays_from(item.due.day, span.count)
    return later(Moment(item.due.day), span, situation.calendar).day

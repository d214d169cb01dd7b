"""What became of each expected step: done by a later entry, skipped, snoozed, stopped, or past its time.

A touch does one thing: it settles one step for each person it names, the one of the latest event first and of those the
earliest. Only a late message does for everything to that person which was overdue by then (guard 16). A message to
several people is nobody's own thank-you (R11).
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from store.model.agenda import State
from store.model.playbook import ELECTRONIC
from store.rules.announced import is_about_a_touch, is_announced
from store.rules.chronicle import Event, Phase, has_notes
from store.rules.clock import Moment, days_later
from store.rules.due import retires_on
from store.rules.expected import Expected
from store.rules.logbook import Logged, follows
from store.rules.marking import mark
from store.rules.outcomes import ENDED_BY, outlives
from store.rules.situation import SETTLING, Situation
from store.rules.workdays import FORTNIGHT

OWN_MESSAGE = frozenset({"panel", "lead", "others", "interviewer", "hr"})
"""Audiences each of whom is owed a message of their own after an interview."""
ANY_CHANNEL = frozenset({"reply", "next_touch"})
"""Events after which a touch on any channel will do."""
OVERDUE_BY = timedelta(days=3)
"""How much later than its day a step must be for another message to do for it too."""
AHEAD = timedelta(days=10)
"""A touch does no step that is due later than so long after it, unless it is named in its title."""
CHASE = FORTNIGHT
"""A `next_touch` within so long after an ending was part of the chase that it ended."""
CLOSE_ENOUGH = 7
"""Days between a promise's day and the message that is taken for its keeping."""

Settled = dict[int, list[Expected]]
"""Which steps each outgoing entry settled, by the entry's line."""


def settle(situation: Situation, items: Sequence[Expected]) -> Settled:
    """Settle the items in place; return which touch went into which steps."""
    for item in items:
        _by_event(item)
    mark(situation, items)
    used: Settled = {}
    for_whom: dict[str, list[Expected]] = {}
    for item in items:
        if item.is_open and (item.who is not None or item.step.by) and _by_touching(item):
            for_whom.setdefault(item.person, []).append(item)
    if for_whom:
        for touch in situation.past:
            if touch.goes_out:
                _by_touch(situation, touch, for_whom, used)
    _kept_promises(situation, items, used)
    for item in items:
        if item.is_open:
            _by_ending(situation, item)
        if item.is_open:
            _by_time(situation, item)
    return used


def _by_event(item: Expected) -> None:
    """Take over what the event says: a ticked mark, an answer, an interview that has begun."""
    event = item.event
    if event.settled_by is not None and item.state is not State.DONE:
        item.state = State.SKIPPED if event.dropped else State.DONE
        item.settled_by = event.settled_by


def _by_touch(situation: Situation, touch: Logged, for_whom: dict[str, list[Expected]], used: Settled) -> None:
    """Let a touch settle one step for each of its people, every message that it answers, and what was overdue."""
    if touch.with_employer:
        for items in for_whom.values():
            for item in items:
                if item.event.sort == "next_touch" and is_fitting(situation, item, touch):
                    item.state, item.settled_by = State.DONE, touch.entry.line
    for someone in touch.persons:
        day = touch.when.day
        fitting = [
            i
            for i in for_whom.get(someone.key, ())
            if (i.event.when.day <= day or i.step.after.planned) and is_fitting(situation, i, touch)
        ]
        rest = [i for i in fitting if i.event.sort != "reply"]
        settled = [i for i in fitting if i.event.sort == "reply"]
        if rest:
            best = min(rest, key=lambda i: _nearness(i, touch))
            settled.append(best)
            settled += [i for i in rest if i is not best and (_is_done_late(i, touch) or _is_older_round(i, best))]
        for item in settled:
            _done(item, touch, used)
    for item in for_whom.get("me", ()):
        if is_fitting(situation, item, touch):
            _done(item, touch, used)


def _is_older_round(item: Expected, best: Expected) -> bool:
    """Tell whether a step is the same one after another interview: thanks for the latest are thanks for both."""
    return item.step is best.step and item.event.sort == "interview" and best.event.sort == "interview"


def _is_done_late(item: Expected, touch: Logged) -> bool:
    return touch.channel in ELECTRONIC and item.channel in ELECTRONIC and touch.when.day - item.due.day > OVERDUE_BY


def _nearness(item: Expected, touch: Logged) -> tuple[bool, bool, int, bool, datetime]:
    """Return how near a step lies to a touch: named in its title, latest event, its own channel, earliest day."""
    title = touch.entry.title
    other = title.casefold() != item.step.id
    return (title != item.key, other, -item.event.when.day.toordinal(), item.channel != touch.channel, item.due.clock)


def _done(item: Expected, touch: Logged, used: Settled) -> None:
    item.state, item.settled_by = State.DONE, touch.entry.line
    used.setdefault(touch.entry.line, []).append(item)


def is_fitting(situation: Situation, item: Expected, touch: Logged) -> bool:
    """Tell whether a touch does what an item asks for: open, after its event, on a fitting channel, and its own."""
    event, step = item.event, item.step
    if not item.is_open or touch.entry is event.entry:
        return False
    if step.after.planned:
        return _prepares(item, touch)
    crowd = len(touch.persons) > 1 and event.sort == "interview" and not OWN_MESSAGE.isdisjoint(step.each)
    return (
        event.phase is Phase.HELD and not crowd and _is_on_channel(item, touch) and _is_in_time(situation, item, touch)
    )


def _is_on_channel(item: Expected, touch: Logged) -> bool:
    step, channel = item.step, touch.channel
    return not step.by or channel in step.by or item.channel == channel or item.event.sort in ANY_CHANNEL


def _is_in_time(situation: Situation, item: Expected, touch: Logged) -> bool:
    """Tell whether a touch comes after the event, not long before its day, and while the step still stands."""
    event, day = item.event, touch.when.day
    if not follows(touch.when, event.when) or (event.sort == "lapsed" and day == event.when.day):
        return False
    if (
        item.step.optional
        and item.channel not in (None, touch.channel)
        and touch.entry.title.casefold() != item.step.id
    ):
        return False
    if item.due.day - day > AHEAD and touch.entry.title.casefold() != item.step.id:
        return False
    last = retires_on(situation, item)
    return not (last is not None and day > last) and not _is_stopped_before(situation, item, touch)


def _prepares(item: Expected, touch: Logged) -> bool:
    """Tell whether a touch does what is to be done before an interview."""
    early = item.due.day - touch.when.day
    return touch.channel in item.step.by and early <= FORTNIGHT and touch.when.day <= item.event.when.day


def _is_stopped_before(situation: Situation, item: Expected, touch: Logged) -> bool:
    """Tell whether the search had ended by then, and with it the step: a later message is no thank-you any more."""
    if outlives(item.event):
        return False
    endings = (*situation.over, *((situation.ending,) if situation.ending else ()))
    return any(item.event.when.day <= e.when.day < touch.when.day for e in endings)


def _by_touching(item: Expected) -> bool:
    """Tell whether a touch can settle a step at all: not what is ticked, waited for, confirmed, or comes again."""
    step, event = item.step, item.event
    if step.waits or step.every or not SETTLING.isdisjoint(step.only) or (step.after.planned and item.who is None):
        return False
    return event.sort not in ("deadline", "elsewhere") and (event.mark is None or event.sort == "lapsed")


def _kept_promises(situation: Situation, items: Iterable[Expected], used: Settled) -> None:
    """Find the message by which each ticked promise was kept: it is free of the limits, and no touch of its own."""
    for item in items:
        if item.event.sort not in ("promise", "next") or item.state is not State.DONE or item.step.waits:
            continue
        if is_announced(item) and is_about_a_touch(item):
            continue  # the turn on that day keeps it, and is a turn all the same
        candidates = [
            (abs((touch.when.day - item.due.day).days), touch.entry.line)
            for touch in situation.past
            if touch.goes_out
            and touch.entry.line not in used
            and touch.reaches(item.person)
            and touch.entry is not item.event.entry
            and (item.event.entry is None or touch.when.day >= item.event.entry.day)
        ]
        distance, line = min(candidates, default=(CLOSE_ENOUGH + 1, 0))
        if distance <= CLOSE_ENOUGH:
            used[line] = [item]


def _by_ending(situation: Situation, item: Expected) -> None:
    """Stop what an ending stops (R27): all but promises and the ending's own steps; no contact stops all."""
    event, ending = item.event, situation.ending
    if "no-contact" in situation.opportunity.restrictions:
        item.state, item.note = State.STOPPED, "stopped: they asked not to be contacted"
    elif event.over:
        item.state, item.note = State.STOPPED, "stopped: the search was opened again"
    elif outlives(event):
        return
    elif ending is not None and not _comes_after(event, ending):
        if item.step.endures:
            item.note = item.note or f"the search ended on {ending.when.day}: keep it or drop it"
        else:
            stop(item, ending)
    elif not item.step.endures and (before := [e for e in situation.over if _is_before(event, e)]):
        stop(item, before[-1])


def stop(item: Expected, ending: Event) -> None:
    """Stop a step and say what stopped it."""
    item.state, item.settled_by = State.STOPPED, ending.line
    item.note = f"stopped by {ENDED_BY[ending.sort]} of {ending.when.day}"
    item.rules = (*item.rules, "R27")


def _comes_after(event: Event, ending: Event) -> bool:
    """Tell whether somebody wrote after the end, or the user wants to be in touch well after it."""
    if event.sort == "next_touch":
        return event.when.day > days_later(ending.when.day, CHASE.days)
    return event.sort == "reply" and event.when.day > ending.when.day


def _is_before(event: Event, ending: Event) -> bool:
    return event.phase is Phase.HELD and event.sort != "next_touch" and event.when.day <= ending.when.day


def _by_time(situation: Situation, item: Expected) -> None:
    """Make a forecast of what is still planned, and retire what has had its time."""
    event, today = item.event, situation.today
    if item.step.after.planned:
        _plan(item, situation.around.now)
    elif event.sort == "lapsed" and (ahead := _interview_ahead(situation, event)) is not None:
        item.state, item.note = State.FORECAST, f"the interview of {ahead.when.day} is in the calendar"
    elif event.phase is Phase.PLANNED or ("no-touch" in item.step.only and item.due.day > today):
        item.state = State.FORECAST
    elif event.phase is Phase.UNCONFIRMED and not item.step.after.unconfirmed:
        item.state, item.note = State.FORECAST, "waits for your word that it took place"
    else:
        last: date | None = retires_on(situation, item)
        if last is not None and today > last:
            item.state, item.note = State.RETIRED, f"its time passed on {last}"
            item.rules = (*item.rules, "R28")


def _interview_ahead(situation: Situation, event: Event) -> Event | None:
    """Return the interview that was set up since a next step was agreed: they have got back to the user."""
    began = event.entry.day if event.entry else event.when.day
    ahead = (e for e in situation.events if e.sort == "interview" and e.phase is Phase.PLANNED)
    return next((e for e in ahead if e.when.day > began), None)


def _plan(item: Expected, now: Moment) -> None:
    """Keep what prepares for an interview open until the interview is over, or its hour has come."""
    event = item.event
    day, begun = event.when.day, event.when.at is not None and now.at is not None and event.phase is Phase.HELD
    if day > now.day or (day == now.day and not begun and not (event.entry and has_notes(event.entry))):
        return
    item.state = State.DONE if event.phase is Phase.HELD else State.RETIRED
    item.settled_by = event.line
    item.note = "" if event.phase is Phase.HELD else "its day is over"

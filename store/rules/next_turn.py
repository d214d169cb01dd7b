"""What a silence asks for next: a turn, the question whether to go on (guard 1), or nothing for now.

The clock stands still while a message of theirs waits for an answer, while the next interview is planned and until an
agreed day of theirs has passed (guard 12). There is one next turn at a time: of all steps that the silence brings the
one that is due first.
"""

from collections.abc import Iterable
from datetime import date

from store.model.agenda import State
from store.model.playbook import Span, Unit
from store.rules.announced import is_announced
from store.rules.chronicle import Phase
from store.rules.clock import WEEK, Moment, later
from store.rules.expected import Expected
from store.rules.ringing import call_item, turn_item
from store.rules.satisfaction import Settled, stop
from store.rules.silence import Clock, Silence
from store.rules.situation import Situation
from store.rules.sorted_book import SortedBook
from store.rules.turns import Turn, precedence, turns_from
from store.rules.watched_day import plain
from store.rules.winding import wind
from store.rules.workdays import FORTNIGHT

NAMED_DAY = Span(2, Unit.WORKING_DAYS)
"""How long after a day that they named nobody presses (guard 12)."""


def chain(situation: Situation, frame: SortedBook, others: list[Expected], used: Settled) -> list[Expected]:
    """Return the steps that silence brings: those done, and the next one if there is one."""
    if not situation.book.chain or not situation.held or (situation.is_brief and situation.is_long_over):
        return []
    silence = Silence(situation, frame)
    clock = wind(silence, used)
    return [*clock.done, *_next(silence, clock, others)] if clock else []


def first_turn(situation: Situation, items: Iterable[Expected]) -> date | None:
    """Return when the first turn comes if nobody answers: so long after the last opening step to the lead (R20)."""
    first = next((s for s in situation.book.chain if s.after.event == "silence"), None)
    if first is None or not situation.held:
        return None
    interview = situation.held[-1]
    lead = situation.cast.lead(interview.persons, situation.met)
    key = lead.key if lead else ""
    opening = [i.due.day for i in items if i.event is interview and i.person == key and not i.step.optional]
    if not opening:
        return None
    due = later(Moment(max(opening)), first.within or first.every or WEEK, situation.calendar)
    return situation.calendar.workday_at_or_after(due.day)


def _next(silence: Silence, clock: Clock, others: list[Expected]) -> list[Expected]:
    """Return the next turn, or the question whether to go on; nothing while the clock stands still.

    Where a playbook allows two turns a week, a call and a letter may come next to each other.
    """
    ending = silence.situation.ending
    if not clock.is_quiet or clock.is_closed or (ending is None and _is_paused(silence.situation, others)):
        return []
    turns = sorted(turns_from(silence, clock, _base(silence, clock, others)), key=precedence)
    if silence.book.limits.recurring_per_week > 1 and not _must_decide(silence, clock):
        turns = [*turns[:1], *[t for t in turns[1:] if (t.channel == "phone") != (turns[0].channel == "phone")][:1]]
    else:
        turns = turns[:1]
    found = [item for turn in turns if (item := _next_item(silence, clock, turn, others)) is not None]
    if ending is not None:
        for item in found:
            stop(item, ending)
    return found


def _must_decide(silence: Silence, clock: Clock) -> bool:
    return silence.decide is not None and clock.unanswered >= silence.book.limits.unanswered


def _next_item(silence: Silence, clock: Clock, turn: Turn, others: list[Expected]) -> Expected | None:
    """Return the item of a turn, or the question in its place."""
    _put_off(silence.situation, turn, others)
    if silence.decide is not None and _must_decide(silence, clock):
        item = silence.item(clock, silence.decide, silence.decide_book, None, turn.due)
        item.is_recurring = False
        return item
    who = silence.whom(turn.step, clock)
    if who is None:
        return None
    if turn.channel == "phone":
        item = call_item(silence, clock, turn, who, others)
    else:
        item = turn_item(silence, clock, turn, who)
    if turn.step.after.event != "no-answer" and not clock.last.reaches(who.key):
        item.rules = (*item.rules, "R28")
        item.remark(f"{item.event.words.removeprefix('no word since ')} on {clock.base} set the clock back")
    return item


def _put_off(situation: Situation, turn: Turn, others: Iterable[Expected]) -> None:
    """Move a turn to the day that the user, the other side or the calendar asks for."""
    wanted = situation.opportunity.next_touch
    if wanted is not None and wanted > _last_out(situation):
        turn.due, turn.note = wanted, "on the day that `next_touch` in the file names"
        return
    due = turn.due
    for event in situation.events:
        if event.sort == "lapsed" and event.settled_by is None:
            due = max(due, later(event.when, NAMED_DAY, situation.calendar).day)
    named = [i.due.day for i in others if i.is_open and is_announced(i) and i.due.day > due]
    if named and min(named) - due <= FORTNIGHT:
        due = min(named)
    day = situation.calendar.workday_at_or_after(due)
    turn.note = f"moved from {due} to {day}: no working day" if day != due else ""
    turn.due = day


def _last_out(situation: Situation) -> date:
    return max((o.when.day for o in situation.past if o.goes_out and o.with_employer), default=date.min)


def _is_paused(situation: Situation, others: Iterable[Expected]) -> bool:
    """Tell whether nobody presses now: an interview ahead or unconfirmed, a message to answer, an offer, an end."""
    if situation.has_offer:
        return True
    if any(i.event.sort == "reply" and i.is_open and i.who and i.who.hires for i in others):
        return True
    latest = situation.held[-1].when.day
    return any(e.sort == "interview" and e.phase is not Phase.HELD and e.when.day >= latest for e in situation.events)


def _base(silence: Silence, clock: Clock, others: Iterable[Expected]) -> date:
    """Return from when on the next turn counts: from the clock's day, or a touch to come that sets it back."""
    today = silence.situation.today
    return max(
        [
            clock.base,
            *(i.due.day if i.due.day >= today else plain(today) for i in others if _will_reset(i, clock, today)),
        ]
    )


def _will_reset(item: Expected, clock: Clock, today: date) -> bool:
    """Tell whether an open step of the same interview will be a touch of its own before the week is over."""
    if item.state not in (State.OPEN, State.FORECAST) or item.step.optional or not (item.who and item.who.hires):
        return False
    if item.event.sort == "lapsed":
        return item.person == clock.lead
    same = item.event.sort == "interview" and item.event.line == clock.interview.line
    return same and item.due.day >= today

"""When a step is due, where the calendar moves it, and until when it stands."""

from datetime import date

from store.model.playbook import POSTED, Step, Unit
from store.rules.chronicle import Event
from store.rules.clock import Moment, days_later, later
from store.rules.expected import Expected
from store.rules.situation import Situation


def due_of(situation: Situation, step: Step, event: Event) -> Moment:
    """Return when a step is due: the day that the event names itself, else its span after the event."""
    if event.fixed:
        return event.when
    span = step.within or step.every
    if span is None or (step.after.planned and not span.count):
        return event.when
    if not span.count and step.by[:1] == ("phone",) and situation.today > event.when.day:
        return Moment(situation.calendar.workdays_from(event.when.day, 1))  # the offices are closed by then
    return later(event.when, span, situation.calendar)


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
    item.due = Moment(to)  # by what hour a letter is posted or a call made matters to nobody
    if to != day:
        item.remark(f"moved from {day} to {to}: {why}")


def _is_shown_early(situation: Situation, item: Expected) -> bool:
    """Tell whether something promised is due on a day off to come, so that the working day before shows it too."""
    calendar, day, today = situation.calendar, item.due.day, situation.today
    if item.event.sort not in ("promise", "next", "deadline") or item.step.waits or not item.event.fixed:
        return False
    if day <= today or calendar.is_workday(day):
        return False
    return calendar.workday_before(day) <= today


def retires_on(situation: Situation, item: Expected) -> date | None:
    """Return the last day on which a step still stands; None = it stands until it is done."""
    span = item.step.until
    if span is None:
        return None
    if span.unit is Unit.DAYS:
        return days_later(item.due.day, span.count)
    return later(Moment(item.due.day), span, situation.calendar).day

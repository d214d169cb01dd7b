"""The dated facts of a search beyond the talk that a letter follows: applied, interviewed, planned, offered."""

from collections.abc import Callable
from datetime import date

from store.letters.phrases import day_in_words, listed, weekday_and_day, when_in_words
from store.model.entry import PLANNABLE, WRITTEN, Direction, Entry, Kind
from store.model.opportunity import Opportunity, Stage
from store.rules.threads import answered_subject

Insert = Callable[[str, int], str]
"""Takes a text and the line it comes from; returns it as a fact with its proof."""


def timeline(opportunity: Opportunity, today: date, insert: Insert) -> dict[str, dict[str, str] | str]:
    """Return when I applied, the latest interview, what is planned next, and by when an offer wants an answer."""
    held = [entry for entry in opportunity.entries if entry.day <= today]
    interview = _latest(held, Kind.INTERVIEW)
    application = _latest(held, Kind.APPLICATION)
    planned = min(
        (e for e in opportunity.entries if e.kind in PLANNABLE and e.day > today), key=lambda e: e.day, default=None
    )
    return {
        "interview": _interview(interview, today, insert) if interview else {},
        "application": {"date": insert(day_in_words(application.day), application.line)} if application else {},
        "appointment": {
            "kind": planned.kind.value.lower(),
            "date": insert(weekday_and_day(planned.day), planned.line),
        }
        if planned
        else {},
        "offer": _offer(opportunity, today, insert),
        "runner_up": "yes" if opportunity.runner_up else "",
    }


def latest_from(opportunity: Opportunity, ident: str | None, today: date) -> Entry | None:
    """Return the latest message from a person, which an answer is usually to."""
    received = [
        entry
        for entry in opportunity.entries
        if entry.kind in WRITTEN
        and entry.direction is Direction.FROM
        and entry.day <= today
        and any(name.who == ident for name in entry.names)
    ]
    return max(received, key=lambda e: (e.day, e.line), default=None)


def answered(message: Entry | None, today: date, insert: Insert) -> dict[str, str]:
    """Return the message that a letter answers: its subject without `Re:`, and when it came."""
    if message is None:
        return {}
    return {
        "subject": insert(answered_subject(message.title), message.line),
        "when": insert(when_in_words(message.day, today), message.line),
        "date": insert(day_in_words(message.day), message.line),
    }


def _latest(entries: list[Entry], kind: Kind) -> Entry | None:
    return max((e for e in entries if e.kind is kind), key=lambda e: (e.day, e.line), default=None)


def _interview(entry: Entry, today: date, insert: Insert) -> dict[str, str]:
    return {
        "when": insert(when_in_words(entry.day, today), entry.line),
        "date": insert(day_in_words(entry.day), entry.line),
        "people": insert(listed(name.text for name in entry.names), entry.line),
    }


def _offer(opportunity: Opportunity, today: date, insert: Insert) -> dict[str, str]:
    """Return the day by which an open offer wants an answer: the deadline, which meant the application before."""
    day = opportunity.deadline
    if opportunity.stage is not Stage.OFFER or day is None or day < today:
        return {}
    return {"date": insert(weekday_and_day(day), opportunity.lines.get("deadline", 1))}

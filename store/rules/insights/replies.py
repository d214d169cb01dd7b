"""What was answered, on which channel, and how soon."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from store.model.entry import Direction, Kind
from store.rules.insights.amounts import Case, Cases, Share, Spread
from store.rules.insights.reading import Reading
from store.rules.logbook import CHANNEL, UNHEARD, Logged

WITHIN = 14
"""Days in which an answer is taken for one to the touch before it."""
WITHIN_APPLIED = 30
"""The same for an application."""
APPLICATION = "application"
ORDER = ("email", "phone", "letter", "note", "text", "message", APPLICATION)
WAITED_FOR = frozenset({Kind.EMAIL, Kind.LETTER, Kind.NOTE, Kind.TEXT, Kind.MESSAGE, Kind.CALL, Kind.VOICEMAIL})
"""Kinds of touches that somebody can answer. A talk in the calendar is none."""
THEIR_WORD = frozenset({Kind.OFFER, Kind.REJECTED, Kind.FILLED})
"""Entries by which the employer answers, whoever is named in them."""


class Replies(Struct, frozen=True, kw_only=True):
    """The touches on one channel, and what came of them."""

    channel: str
    answered: Share
    """Of those that were answered, or whose time is over."""
    waiting: Cases
    """Those that may still be answered."""
    took: Spread
    """Days from each touch to its answer; a call that was taken is answered on its day."""


class _Touch(Struct, frozen=True):
    """One touch with what became of it."""

    channel: str
    case: Case
    answer: date | None
    is_waiting: bool


def replies(readings: Iterable[Reading]) -> tuple[Replies, ...]:
    """Return what was answered on each channel that was used."""
    by_channel: dict[str, list[_Touch]] = {}
    for reading in readings:
        for touch in _touches(reading):
            by_channel.setdefault(touch.channel, []).append(touch)
    return tuple(_summed(channel, by_channel[channel]) for channel in ORDER if channel in by_channel)


def _summed(channel: str, touches: list[_Touch]) -> Replies:
    hits = tuple(t.case for t in touches if t.answer is not None)
    missed = tuple(t.case for t in touches if t.answer is None and not t.is_waiting)
    return Replies(
        channel=channel,
        answered=Share(hits=hits, cases=(*hits, *missed)),
        waiting=tuple(t.case for t in touches if t.is_waiting),
        took=Spread(cases=hits),
    )


def _touches(reading: Reading) -> Iterator[_Touch]:
    past = reading.past
    for place, logged in enumerate(past):
        kind = logged.entry.kind
        if kind is Kind.APPLICATION:
            yield _application(reading, logged, past[place + 1 :])
        elif kind in WAITED_FOR and logged.entry.direction is Direction.TO and logged.persons:
            yield _touch(reading, logged, past[place + 1 :])


def _touch(reading: Reading, touch: Logged, later: tuple[Logged, ...]) -> _Touch:
    channel = CHANNEL[touch.entry.kind]
    if touch.entry.kind is Kind.CALL and not touch.rings:
        return _Touch(channel, reading.of_entry(touch, 0), touch.when.day, is_waiting=False)
    for other in later:
        days = (other.when.day - touch.when.day).days
        if days > WITHIN:
            break
        if _answers(other, touch):
            return _Touch(channel, reading.of_entry(touch, days), other.when.day, is_waiting=False)
        if _follows_up(other, touch):
            return _Touch(channel, reading.of_entry(touch), None, is_waiting=False)
    return _Touch(channel, reading.of_entry(touch), None, is_waiting=_is_waiting(reading, touch, WITHIN))


def _application(reading: Reading, sent: Logged, later: tuple[Logged, ...]) -> _Touch:
    held = reading.interviews
    for other in later:
        days = (other.when.day - sent.when.day).days
        if days > WITHIN_APPLIED or other.entry.kind is Kind.APPLICATION:
            break
        heard = other.with_employer and (other.comes_in or other in held)
        if heard or other in held or _is_their_word(other):
            return _Touch(APPLICATION, reading.of_entry(sent, days), other.when.day, is_waiting=False)
    return _Touch(APPLICATION, reading.of_entry(sent), None, is_waiting=_is_waiting(reading, sent, WITHIN_APPLIED))


def _is_waiting(reading: Reading, touch: Logged, within: int) -> bool:
    return reading.is_open and (reading.today - touch.when.day).days <= within


def _is_their_word(logged: Logged) -> bool:
    return logged.entry.kind in THEIR_WORD and logged.entry.direction is not Direction.TO


def _answers(other: Logged, touch: Logged) -> bool:
    """Tell whether an entry answers a touch: it comes from the same person, or both sides are the employer's."""
    if _is_their_word(other):
        return touch.with_employer
    if other.entry.direction not in (Direction.FROM, Direction.BY) or other.entry.kind not in WAITED_FOR:
        return False
    if other.entry.kind is Kind.CALL and UNHEARD.match(other.entry.title):
        return False
    return _is_to_the_same(other, touch) or (touch.with_employer and other.with_employer)


def _follows_up(other: Logged, touch: Logged) -> bool:
    """Tell whether an entry is the user's next touch to the same person."""
    return other.entry.direction is Direction.TO and other.entry.kind in WAITED_FOR and _is_to_the_same(other, touch)


def _is_to_the_same(other: Logged, touch: Logged) -> bool:
    return any(other.reaches(someone.key) for someone in touch.persons)

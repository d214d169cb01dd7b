"""A reference is asked for little: one briefing in two weeks, for all interviews together (R34)."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from msgspec import Struct

from store.model.entry import Kind
from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView
from store.rules.clock import days_later
from store.rules.people import key_of

CODE = "reference-briefed-twice"
RULES = ("R34",)
APART = 14
"""Days."""


class Briefing(Struct, frozen=True, order=True):
    """Somebody was told about an interview."""

    day: date
    path: str
    line: int
    name: str


def check(view: CheckView) -> Iterable[Problem]:
    """Find people whose last two briefings were less than two weeks apart, until that much has passed again.

    Briefings of one day are one talk about several searches.
    """
    by_person: dict[str, list[Briefing]] = {}
    for key, briefing in _briefings(view):
        by_person.setdefault(key, []).append(briefing)
    for briefings in by_person.values():
        close = [pair for pair in pairwise(sorted(briefings)) if 0 < (pair[1].day - pair[0].day).days < APART]
        if close and (view.today - close[-1][1].day).days < APART:
            yield _problem(*close[-1])


def _briefings(view: CheckView) -> Iterator[tuple[str, Briefing]]:
    for opportunity in view.opportunities:
        for entry in opportunity.entries_of(Kind.BRIEFING):
            if entry.day <= view.today:
                for name in entry.names:
                    yield key_of(name), Briefing(entry.day, opportunity.path, entry.line, name.text)


def _problem(first: Briefing, second: Briefing) -> Problem:
    return Problem(
        path=second.path,
        line=second.line,
        code=CODE,
        severity=Severity.ADVICE,
        message=(
            f"{second.name} was briefed on {first.day} and again on {second.day}; "
            "once in two weeks is enough to ask of one reference (R34)."
        ),
        fix=(
            f"Leave the next briefing until {days_later(second.day, APART)}, "
            "and tell them about all interviews in one talk."
        ),
    )

"""The next step is agreed before leaving the room (R6); where it was not, it can still be asked for."""

from collections.abc import Iterable

from store.model.entry import Entry, Kind, Word
from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView, people_of
from store.rules.chronicle import PREPARED

CODE = "interview-without-next-step"
RULES = ("R6",)


def check(view: CheckView) -> Iterable[Problem]:
    """Find the latest interview of an open search, held before today, after which nothing was agreed.

    One without any notes is told of by another check.
    """
    for opportunity in view.open_opportunities:
        held = [e for e in opportunity.entries if e.kind is Kind.INTERVIEW and e.day <= view.today]
        latest = max(held, key=lambda e: e.day, default=None)
        if latest is None or latest.day == view.today or not _has_notes(latest):
            continue
        later = [e for e in opportunity.entries if e.day >= latest.day]
        is_planned = any(e.day > view.today for e in later)
        is_agreed = any(m.word is Word.NEXT for e in later for m in e.marks)
        if not is_planned and not is_agreed:
            yield Problem(
                path=opportunity.path,
                line=latest.line,
                code=CODE,
                severity=Severity.ADVICE,
                message=f"{people_of(latest)} on {latest.day} ended without an agreed next step (R6).",
                fix=(
                    "If one was agreed, add `- [ ] next: WHO does WHAT by DATE (NAME)`; "
                    "if not, ask for one in the next message."
                ),
            )


def _has_notes(entry: Entry) -> bool:
    return any(mark.word not in PREPARED for mark in entry.marks)

"""Promised material goes out promptly (R19); a promise without a day is easily late."""

from collections.abc import Iterable

from store.model.entry import Box, Word
from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView

CODE = "promise-without-date"
RULES = ("R19",)


def check(view: CheckView) -> Iterable[Problem]:
    """Find open promises of open searches that name no day."""
    for opportunity in view.open_opportunities:
        for entry in view.past(opportunity):
            for mark in entry.marks:
                if mark.word is Word.PROMISE and mark.box is Box.OPEN and mark.by is None:
                    yield Problem(
                        path=opportunity.path,
                        line=mark.line,
                        code=CODE,
                        severity=Severity.ADVICE,
                        message=f"The promise “{mark.text}” has no day and is taken as due in two working days (R19).",
                        fix="Add `by DATE` at its end, before the name in parentheses.",
                    )

"""Notes are the foundation of every follow-up (R2, R3); from the day after an interview their absence is told."""

from collections.abc import Iterable

from store.model.entry import Kind
from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView, people_of
from store.rules.chronicle import PREPARED, Chronicle, Phase, phase_of
from store.rules.logbook import Logged

CODE = "interview-without-notes"
RULES = ("R2", "R3")


def check(view: CheckView) -> Iterable[Problem]:
    """Find interviews of open searches, held before today, without a note of what was said.

    Questions that were prepared for it are no such note.
    """
    for opportunity in view.open_opportunities:
        chronicle = view.chronicle(opportunity)
        for logged in chronicle.past:
            entry = logged.entry
            if entry.kind is Kind.INTERVIEW and entry.day < view.today and _is_bare(logged, chronicle):
                yield Problem(
                    path=opportunity.path,
                    line=entry.line,
                    code=CODE,
                    severity=Severity.ADVICE,
                    message=(
                        f"{people_of(entry)} on {entry.day} has no notes; letters about it will have nothing "
                        "to go on (R2, R3)."
                    ),
                    fix=(
                        "Write below the heading what you remember, as list items that begin with `need:`, `topic:` "
                        "or `quote:`. If it did not take place, remove the entry."
                    ),
                )


def _is_bare(logged: Logged, chronicle: Chronicle) -> bool:
    """Tell whether nothing that was heard is noted, and nothing says that the interview did not take place."""
    marks = logged.entry.marks
    return all(m.word in PREPARED for m in marks) and phase_of(logged, chronicle) is not Phase.OFF

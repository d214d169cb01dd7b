"""A week without a word from the candidate usually ends it, however the interview felt (R42).

Before a day that they named has passed by two working days, nothing is said; and nothing of an interview that may not
have taken place.
"""

from collections.abc import Iterable
from datetime import date

from store.model.entry import Box, Kind, Word
from store.model.opportunity import Opportunity, Stage
from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView, people_of
from store.rules.chronicle import Chronicle, Phase, phase_of
from store.rules.clock import days_later
from store.rules.logbook import Logged, follows
from store.rules.workdays import Calendar

CODE = "interview-without-touch"
RULES = ("R42",)
LOUD_AFTER = 7
"""Days."""
PATIENCE = 2
"""Working days after a day that they named."""


def check(view: CheckView) -> Iterable[Problem]:
    """Find open searches that nobody there has heard of for a week since the latest interview."""
    for opportunity in view.open_opportunities:
        if opportunity.stage is Stage.OFFER or "no-contact" in opportunity.restrictions:
            continue
        chronicle = view.chronicle(opportunity)
        interview = _latest(chronicle)
        if interview is None or view.today < days_later(interview.when.day, LOUD_AFTER):
            continue
        if not _is_followed(chronicle, interview) and not _is_waited_for(view, chronicle):
            yield _problem(opportunity, interview, view.today)


def _latest(chronicle: Chronicle) -> Logged | None:
    interviews = [o for o in chronicle.past if o.entry.kind is Kind.INTERVIEW]
    return next((o for o in reversed(interviews) if phase_of(o, chronicle) is Phase.HELD), None)


def _is_followed(chronicle: Chronicle, interview: Logged) -> bool:
    touches = (o for o in chronicle.past if o is not interview and o.goes_out and o.with_employer)
    return any(follows(o.when, interview.when) for o in touches)


def _is_waited_for(view: CheckView, chronicle: Chronicle) -> bool:
    calendar = Calendar(view.records.settings)
    marks = (m for o in chronicle.past for m in o.entry.marks if m.word is Word.NEXT and m.box is Box.OPEN)
    named = (m.by for m in marks if m.by is not None and not m.mine)
    return any(view.today <= calendar.workdays_from(day, PATIENCE) for day in named)


def _problem(opportunity: Opportunity, interview: Logged, today: date) -> Problem:
    entry, day = interview.entry, interview.when.day
    return Problem(
        path=opportunity.path,
        line=entry.line,
        code=CODE,
        severity=Severity.ADVICE,
        message=(
            f"Write today! {people_of(entry)} was {(today - day).days} days ago, on {day}, and nobody at "
            f"{opportunity.label} has heard from you since. A week of that usually ends it, however the interview "
            "felt (R42)."
        ),
        fix=f"`afterword draft {opportunity.id} thank-you-email` begins a letter. If you did write or call, log it.",
    )

"""A misspelt name can rule you out (R5): whoever was met gets their spelling confirmed (R4)."""

from collections.abc import Iterable

from store.model.problem import Problem, Severity
from store.rules.check_view import MET, CheckView, interviewers

CODE = "unconfirmed-spelling"


def check(view: CheckView) -> Iterable[Problem]:
    """Find people met in open searches whose name nobody has confirmed; one finding each."""
    for opportunity in view.open_opportunities:
        met = {c.ident: c for e in view.past(opportunity) if e.kind in MET for c in interviewers(opportunity, e)}
        for contact in met.values():
            if not contact.is_confirmed:
                yield Problem(
                    path=opportunity.path,
                    line=contact.line,
                    code=CODE,
                    severity=Severity.ADVICE,
                    message=f"You met {contact.name}, and the spelling of the name is not confirmed (R4, R5).",
                    fix=(
                        "Check it with a card, a signature, an invitation or reception, "
                        "then add `spelling: confirmed` to the contact."
                    ),
                )

"""A misspelt name can rule you out (R5): whoever was met gets their spelling confirmed (R4)."""

from collections.abc import Iterable

from store.model.problem import Problem, Severity
from store.rules.check_view import MET, CheckView
from store.rules.meeting import present

CODE = "unconfirmed-spelling"
RULES = ("R4", "R5")


def check(view: CheckView) -> Iterable[Problem]:
    """Find people met in open searches whose name nobody has confirmed; one finding each."""
    for opportunity in view.open_opportunities:
        met = {i for e in view.past(opportunity) if e.kind in MET for i in present(opportunity, e)}
        for contact in opportunity.contacts:
            if contact.ident in met and not contact.is_confirmed:
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

"""A person helps with opportunities that exist; a mistyped id would leave them out of every briefing."""

from collections.abc import Iterable

from store.model.folding import fold_name
from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView

CODE = "unknown-opportunity"
RULES = ()


def check(view: CheckView) -> Iterable[Problem]:
    """Find people who name opportunities that are not in the vault."""
    known = {fold_name(o.id) for o in view.records.opportunities}
    for person in view.records.people:
        for ident in person.opportunities:
            if fold_name(ident) not in known:
                yield Problem(
                    path=person.path,
                    line=person.lines.get("opportunities", 1),
                    code=CODE,
                    severity=Severity.WARNING,
                    message=f"{person.name} is said to help with “{ident}”, and there is no such opportunity.",
                    fix="Write the file name of the opportunity without `.md`, or remove it from the list.",
                )

"""A draft says which template it came from; one that does not exist can no longer be looked up."""

from collections.abc import Iterable

from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView

CODE = "unknown-template"
RULES = ()


def check(view: CheckView) -> Iterable[Problem]:
    """Find drafts whose template neither ships nor lies in the vault."""
    if view.templates is None:
        return
    for draft in view.records.drafts:
        if draft.template and draft.template not in view.templates:
            yield Problem(
                path=draft.path,
                line=draft.lines.get("template", 1),
                code=CODE,
                severity=Severity.WARNING,
                message=f"There is no letter template “{draft.template}”. The draft itself is not touched by this.",
                fix="Name one of `afterword templates`, or remove the line.",
            )

"""A draft belongs to an opportunity and to somebody in it; otherwise it cannot be marked as sent."""

from collections.abc import Iterable

from store.model.draft import Draft
from store.model.folding import fold_name
from store.model.opportunity import Contact, Opportunity
from store.model.person import Person
from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView

CODE = "draft-astray"
RULES = ()


def check(view: CheckView) -> Iterable[Problem]:
    """Find drafts for an unknown opportunity, or to somebody who is not in it."""
    by_id = {fold_name(o.id): o for o in view.records.opportunities}
    for draft in view.records.drafts:
        if not draft.readable:
            continue
        opportunity = by_id.get(fold_name(draft.opportunity))
        if opportunity is None:
            yield _problem(
                draft,
                "opportunity",
                f"This draft is for “{draft.opportunity}”, and there is no such opportunity."
                if draft.opportunity
                else "This draft does not say which opportunity it is for.",
                "Write the file name of the opportunity without `.md` behind `opportunity:`.",
            )
        elif opportunity.readable and not _is_known(view, opportunity, draft.to):
            yield _problem(
                draft,
                "to",
                f"This draft is to “{draft.to}”, who is neither a contact of {opportunity.company} nor in people/."
                if draft.to
                else "This draft does not say whom it is to.",
                f"Write the name as it stands in {opportunity.path}, or add the contact there.",
            )


def _is_known(view: CheckView, opportunity: Opportunity, name: str) -> bool:
    people: tuple[Contact | Person, ...] = (*opportunity.contacts, *view.records.people)
    return any(
        fold_name(name) in (fold_name(p.name), fold_name(p.ident), fold_name(f"{p.name} <{p.email}>")) for p in people
    )


def _problem(draft: Draft, key: str, message: str, fix: str) -> Problem:
    return Problem(
        path=draft.path,
        line=draft.lines.get(key, 1),
        code=CODE,
        severity=Severity.WARNING,
        message=message,
        fix=fix,
    )

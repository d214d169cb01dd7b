"""Whoever was met can be written to or called (R4): a card gives an address, and so does the front desk."""

from collections.abc import Iterable

from store.model.entry import Kind
from store.model.opportunity import Contact, Opportunity
from store.model.person import Person
from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView
from store.rules.chronicle import Chronicle, Phase, phase_of
from store.rules.people import Someone

CODE = "interviewer-without-address"
RULES = ("R4",)
OTHER_WAYS = frozenset({"no-contact", "via-recruiter"})
"""Restrictions under which nobody writes to them directly."""
SIGNS = ("@", "://")
"""What shows that a key of the user's own holds an address, such as `linkedin`."""


def check(view: CheckView) -> Iterable[Problem]:
    """Find people met in interviews of open searches who cannot be reached in any way; one finding each."""
    for opportunity in view.open_opportunities:
        if OTHER_WAYS.isdisjoint(opportunity.restrictions):
            for someone in _met(view.chronicle(opportunity)):
                person = _file_of(view, opportunity, someone.ident)
                if person is not None and not _is_reachable(person):
                    yield _problem(opportunity, person)


def _met(chronicle: Chronicle) -> Iterable[Someone]:
    interviews = (o for o in chronicle.past if o.entry.kind is Kind.INTERVIEW)
    held = (o for o in interviews if phase_of(o, chronicle) is Phase.HELD)
    return {s.key: s for o in held for s in chronicle.cast.panel(o.entry)}.values()


def _file_of(view: CheckView, opportunity: Opportunity, ident: str | None) -> Contact | Person | None:
    helpers = (p for p in view.records.people if p.readable and p.ident == ident)
    return opportunity.contact(ident) or next(helpers, None)


def _is_reachable(person: Contact | Person) -> bool:
    own = any(sign in value for value in person.extra.values() for sign in SIGNS)
    return own or any(text.strip() for text in (person.email, person.phone, person.address))


def _problem(opportunity: Opportunity, person: Contact | Person) -> Problem:
    if isinstance(person, Contact):
        path, line = opportunity.path, person.line
    else:
        path, line = person.path, person.lines.get("name", 1)
    return Problem(
        path=path,
        line=line,
        code=CODE,
        severity=Severity.ADVICE,
        message=(
            f"You met {person.name} at {opportunity.label}, and there is no way to reach them: "
            "no e-mail, no phone, no postal address (R4)."
        ),
        fix=(
            "Look at their card or at an invitation, or ask the front desk, "
            "then add `email`, `phone` or `address` below the name."
        ),
    )

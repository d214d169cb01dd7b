"""References are chosen and prepared (R34), and that begins with asking them."""

from collections.abc import Iterable

from store.model.opportunity import Contact
from store.model.person import Person
from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView
from store.rules.people import declines, is_silent

CODE = "reference-without-consent"
RULES = ("R34",)


def check(view: CheckView) -> Iterable[Problem]:
    """Find references without a `consent` key of their own, or with one that says no."""
    for person in view.records.people:
        if person.readable:
            yield from _found(person, person.path, person.lines.get("part", 1))
    for opportunity in view.open_opportunities:
        for contact in opportunity.contacts:
            yield from _found(contact, opportunity.path, contact.line)


def _found(person: Person | Contact, path: str, line: int) -> Iterable[Problem]:
    if "reference" not in person.part:
        return
    consent = person.extra.get("consent", "")
    if declines(consent):
        message = f"{person.name} is listed as a reference but did not agree to be one (R34)."
        fix = "Take `reference` out of `part`, or note the consent if they have changed their mind."
    elif is_silent(consent):
        message = f"{person.name} is a reference, and nothing says that they agreed to be one (R34)."
        fix = "Ask them first, then add `consent: yes, asked on DATE`."
    else:
        return
    yield Problem(path=path, line=line, code=CODE, severity=Severity.ADVICE, message=message, fix=fix)

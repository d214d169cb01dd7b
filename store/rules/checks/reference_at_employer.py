"""The current employer is no reference before it knows of the search (R34): a briefing would give it away."""

from collections.abc import Iterable

from store.model.opportunity import Contact
from store.model.person import Person
from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView
from store.rules.people import declines, keeps_quiet

CODE = "reference-at-employer"
RULES = ("R34",)


def check(view: CheckView) -> Iterable[Problem]:
    """Find references at the current employer of whom nothing says that they know."""
    for person in view.records.people:
        if person.readable:
            yield from _found(person, person.path, person.lines.get("employer", 1))
    for opportunity in view.open_opportunities:
        for contact in opportunity.contacts:
            yield from _found(contact, opportunity.path, contact.line)


def _found(person: Person | Contact, path: str, line: int) -> Iterable[Problem]:
    is_reference = "reference" in person.part and not declines(person.extra.get("consent", ""))
    if is_reference and keeps_quiet(person.extra):
        yield Problem(
            path=path,
            line=line,
            code=CODE,
            severity=Severity.ADVICE,
            message=(
                f"{person.name} is a reference at your current employer, and nothing says that they know of your "
                "search: do not brief them yet (R34)."
            ),
            fix="Once they know, add `knows: yes`. Until then take `reference` out of `part`.",
        )

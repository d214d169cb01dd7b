"""What to look at in a draft before it goes: every check of `store.rules.drafting`, in the order of the text."""

from collections.abc import Callable, Collection, Iterable
from datetime import date

from store.model.draft import Draft, Finding
from store.model.opportunity import Opportunity
from store.model.records import Records
from store.rules.drafting import (
    after_no,
    borrowed,
    contact_details,
    discretion,
    echo,
    enclosures,
    filler,
    gaps,
    gifts,
    length,
    likeness,
    names,
    next_contact,
    plain_text,
    promises,
    repair,
    restrictions,
    sharing,
    stale_day,
    strangers,
    subject,
    value_item,
    voicemail,
    width,
)
from store.rules.drafting.context import Context
from store.rules.roll import Roll

Check = Callable[[Context], Iterable[Finding]]
CHECKS: tuple[Check, ...] = (
    gaps.check,
    names.check,
    strangers.check,
    echo.check,
    borrowed.check,
    likeness.check,
    value_item.check,
    next_contact.check,
    length.check,
    width.check,
    plain_text.check,
    subject.check,
    contact_details.check,
    enclosures.check,
    promises.check,
    stale_day.check,
    restrictions.check,
    repair.check,
    gifts.check,
    discretion.check,
    sharing.check,
    filler.check,
    voicemail.check,
    after_no.check,
)
ORDER = {"error": 0, "warning": 1, "advice": 2}


def lint(
    draft: Draft,
    opportunity: Opportunity | None,
    records: Records,
    today: date,
    template_rules: Collection[str] | None = None,
    *,
    roll: Roll | None = None,
) -> tuple[Finding, ...]:
    """Check a draft; findings come in the order of its lines, the gravest first.

    Args:
        draft: the draft; its body need not be saved yet.
        opportunity: the one that it belongs to; None where there is none any more.
        records: the vault around it.
        today: the user's day.
        template_rules: the rules of its template's header; None where the template is unknown.
        roll: everybody's name in the vault, where it is at hand; else it is made.
    """
    rules = None if template_rules is None else frozenset(template_rules)
    context = Context(
        draft=draft, opportunity=opportunity, records=records, today=today, template_rules=rules, known=roll
    )
    found = [finding for check in CHECKS for finding in check(context)]
    return tuple(sorted(found, key=lambda f: (f.line, ORDER.get(f.severity, 3), f.code, f.message)))

"""A message to a no-reply address reaches nobody; whoever has no other way to be reached needs one."""

from collections.abc import Iterable

from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView
from store.rules.people import NO_REPLY

CODE = "no-reply-address"
RULES = ()


def check(view: CheckView) -> Iterable[Problem]:
    """Find contacts of open searches whose only way in is an address that nobody reads."""
    for opportunity in view.open_opportunities:
        for contact in opportunity.contacts:
            if NO_REPLY.match(contact.email) and not contact.phone.strip() and not contact.address.strip():
                yield Problem(
                    path=opportunity.path,
                    line=contact.line,
                    code=CODE,
                    severity=Severity.ADVICE,
                    message=(f"The only way to reach {contact.name} is {contact.email}, and nobody reads that."),
                    fix=(
                        "Find a person's own address or a phone number: the company's web page, the switchboard, "
                        "a signature in one of their mails."
                    ),
                )

"""What the opportunity's `restrictions` rule out: they override every playbook and every template."""

from collections.abc import Iterable

from store.model.draft import Finding
from store.rules.drafting.context import Context, error, warning

AGENTS = frozenset({"recruiter"})
OWN_SIDE = frozenset({"recruiter", "reference", "ally", "helper"})
"""Parts of those who do not belong to the employer."""


def check(context: Context) -> Iterable[Finding]:
    """Find a draft that may not go at all, by its channel, its person or its purpose."""
    here, contact = context.opportunity, context.contact
    if here is None:
        return
    ruled_out = frozenset(here.restrictions)
    parts = frozenset(contact.part if contact else ())
    outside = bool(parts & OWN_SIDE)
    if "no-contact" in ruled_out and not outside:
        yield error("no-contact", 1, f"{here.label} asked not to be contacted (restriction no-contact).")
    if "no-calls" in ruled_out and context.is_spoken and not outside:
        yield error("no-calls", 1, f"{here.label} wants no calls (restriction no-calls). Write instead.")
    if "no-canvassing" in ruled_out and context.carries("R35"):
        message = f"{here.label} forbids asking others for a word (restriction no-canvassing)."
        yield error("no-canvassing", 1, message, "R35")
    agents = [c.name for c in here.contacts if AGENTS & set(c.part)]
    if "via-recruiter" in ruled_out and agents and not outside:
        message = f"Here everything goes through {agents[0]} (restriction via-recruiter)."
        yield warning("via-recruiter", 1, message)

"""Influence stays between two people: asked for with a yes, never called so, never mentioned to anybody else (R35)."""

import re
from collections.abc import Iterable

from store.model.draft import Finding
from store.model.folding import fold_name
from store.rules.drafting.context import Context, warning
from store.rules.meeting import present

CALLED = re.compile(
    r"\b(?:your|some|his|her|their|with) (?:influence|clout|pull)\b|\bpull (?:a few |some |the )?strings\b|\blobby\b"
    r"|\bput in a (?:good )?word\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterable[Finding]:
    """Ask before influence is asked for; find it called by its name, and an ally named to somebody else."""
    here, contact = context.opportunity, context.contact
    if here is None:
        return
    if context.carries("R35"):
        message = f"A word like this can be asked for once, and not taken back. Is {context.draft.to} the right one?"
        yield warning("asks-a-favour", 1, message, "R35")
    for match in CALLED.finditer(context.draft.body):
        message = (
            f"“{match[0]}” should not stand in writing. Ask what they can honestly say, and leave the rest unsaid."
        )
        yield warning("named-influence", context.line_at(match.start()), message, "R35")
    text = fold_name(context.draft.body)
    for name in sorted(_allies(context)):
        stands = re.search(rf"(?<!\w){re.escape(fold_name(name))}(?!\w)", text)
        if stands and (contact is None or name != contact.name):
            message = f"{name} is an ally of yours here. Should {context.draft.to} know that you two talk?"
            yield warning("named-ally", context.line_of(name), message, "R35")


def _allies(context: Context) -> set[str]:
    """Return the names of the allies here who were not in the same talk as the person written to."""
    here = context.opportunity
    if here is None:
        return set()
    met = {ident for entry in context.conversations for ident in present(here, entry)}
    names = {c.name for c in here.contacts if "ally" in c.part and c.ident not in met}
    return names | {p.name for p in context.records.people if "ally" in p.part and here.id in p.opportunities}

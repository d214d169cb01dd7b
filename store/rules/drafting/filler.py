"""Phrases that stand where something of use should: who has nothing to say waits a week (R24)."""

import re
from collections.abc import Iterable

from store.model.draft import Finding
from store.rules.drafting.context import Context, warning

EMPTY = re.compile(
    r"\b(?:just|only) (?:checking in|following up|touching base|reaching out)\b"
    r"|\b(?:just|only) (?:wanted|want|writing) to (?:check in|check whether|follow up|touch base|reach out"
    r"|see (?:if|whether))\b|\btouch(?:ing)? base\b|\bcircl(?:e|ing) back\b|\b(?:finds|find) you well\b"
    r"|\bany (?:news|updates?) (?:yet|on my)\b"
    r"|\bas per my (?:last|previous)\b|\bbump(?:ing)? this\b|\btop of (?:your|the) inbox\b|\bto whom it may concern\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterable[Finding]:
    """Find what could stand in any message to anybody."""
    body = " ".join(context.draft.body.split())
    for match in EMPTY.finditer(body):
        message = f"“{match[0]}” could stand in any message. Say what you bring, or let this week pass."
        yield warning("filler", context.line_of(match[0]), message, "R24")

"""A gap that is still open: a letter must not go with it. On a sheet for the phone it only reminds."""

import re
from collections.abc import Iterable

from store.model.draft import Finding
from store.rules.drafting.context import GAP, Context, error, warning

HALF = re.compile(r"\[\[ | \]\]")
"""One side of a gap whose other side was deleted."""


def check(context: Context) -> Iterable[Finding]:
    """Find each gap in the subject and in the text."""
    tell = warning if context.is_spoken else error
    for match in GAP.finditer(context.draft.subject):
        yield tell("gap", 1, f"The subject still has a gap: {_flat(match[1])}.")
    body = context.draft.body
    for match in GAP.finditer(body):
        yield tell("gap", context.line_at(match.start()), f"A gap is still open: {_flat(match[1])}.")
    rest = GAP.sub(lambda match: " " * len(match[0]), body)
    for match in HALF.finditer(rest):
        message = f"Half a gap is left: “{match[0].strip()}”. Write what is missing there, and take the brackets away."
        yield tell("gap", context.line_at(match.start()), message)


def _flat(text: str) -> str:
    return " ".join(text.split())

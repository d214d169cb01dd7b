"""A gap that is still open: the letter must not go with it."""

import re
from collections.abc import Iterable

from store.model.draft import Finding
from store.rules.drafting.context import Context, error

GAP = re.compile(r"\[\[ (.+?) \]\]", re.DOTALL)


def check(context: Context) -> Iterable[Finding]:
    """Find each gap in the subject and in the text."""
    for match in GAP.finditer(context.draft.subject):
        yield error("gap", 1, f"The subject still has a gap: {_flat(match[1])}.")
    for match in GAP.finditer(context.draft.body):
        yield error("gap", context.line_at(match.start()), f"A gap is still open: {_flat(match[1])}.")


def _flat(text: str) -> str:
    return " ".join(text.split())

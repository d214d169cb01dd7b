"""`Today` and `yesterday` in a draft that was written on another day: when it is read, they are no longer true."""

import re
from collections.abc import Iterable

from store.model.draft import Finding
from store.rules.drafting.context import Context, warning

RELATIVE = re.compile(r"\b(?:today|yesterday|tomorrow|this morning|this afternoon|tonight)\b(?!['’]s)", re.IGNORECASE)


def check(context: Context) -> Iterable[Finding]:
    """Find words that depend on the day, where the draft is older than today."""
    created = context.draft.created
    if created is None or created >= context.today:
        return
    for match in RELATIVE.finditer(context.draft.body):
        message = f"“{match[0]}” was written on {created}. Name the day instead."
        yield warning("stale-day", context.line_at(match.start()), message)

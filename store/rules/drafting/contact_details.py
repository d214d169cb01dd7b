"""How to reach me, in the closing (R30)."""

import re
from collections.abc import Iterable

from store.model.draft import Finding
from store.rules.drafting.context import Context, warning

CHANNELS = frozenset({"email", "letter"})
ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+|\+?\(?\d[\d\s().\-/]{5,}\d")
CLOSING_LINES = 12


def check(context: Context) -> Iterable[Finding]:
    """Ask for a telephone number or an e-mail address of mine near the end."""
    if context.draft.channel not in CHANNELS or not context.draft.body.strip():
        return
    closing = "\n".join(context.lines[-CLOSING_LINES:])
    settings = context.records.settings
    known = [settings.email.casefold()] if settings.email else []
    digits = re.sub(r"\D", "", settings.phone)
    written = closing.casefold()
    if any(text in written for text in known) or (digits and digits in re.sub(r"\D", "", closing)):
        return
    if not (known or digits) and ADDRESS.search(closing):
        return
    message = "The closing does not say how to reach you: a telephone number or your e-mail address."
    yield warning("no-contact-details", len(context.lines), message, "R30")

"""Something of value in a message that is meant to bring some (R13)."""

import re
from collections.abc import Iterable

from store.model.draft import Finding
from store.model.entry import Word
from store.rules.drafting.context import Context, warning
from store.rules.drafting.echo import is_echoed

LINK = re.compile(r"https?://\S+|www\.\S+")
RULES = frozenset({"R9", "R13", "R24"})


def check(context: Context) -> Iterable[Finding]:
    """Ask for a value item where the template promises one: a link, or a `value` note of this opportunity."""
    if context.opportunity is None or not RULES & (context.template_rules or frozenset()):
        return
    if context.is_spoken and any(is_echoed(mark, context.draft.body) for mark in context.own_marks):
        return  # on the phone, a thought on what they said is a benefit
    values = [m for e in context.opportunity.entries for m in e.marks if m.word is Word.VALUE]
    if LINK.search(context.draft.body) or any(is_echoed(mark, context.draft.body) for mark in values):
        return
    message = "This message brings nothing new yet: an article, a book, news of a rival, an idea that they can use."
    yield warning("no-value", 1, message, "R13")

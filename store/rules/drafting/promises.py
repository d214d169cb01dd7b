"""A promise in the text that is in no `promise` note, so nothing would remind you of it (R19)."""

import re
from collections.abc import Iterable

from store.model.draft import Finding
from store.model.entry import Word
from store.rules.drafting.context import Context, warning
from store.rules.matching import words_of

PROMISED = re.compile(
    r"\b(?:I will|I'll|I’ll|I shall|I am going to|I'm going to|I promise to|let me)\s+"
    r"(?:\w+ly\s+|also\s+|then\s+|soon\s+|of course\s+)*"
    r"(?:send|share|forward|bring|prepare|draft|put together|provide|introduce|deliver|pass on|show|find|look into"
    r"|compile)\b"
    r"([^.!?]*)",
    re.IGNORECASE,
)
EMPTY = frozenset(("you", "it", "this", "that", "them", "copy"))


def check(context: Context) -> Iterable[Finding]:
    """Find what I promise to send or do, and that no note of this opportunity holds."""
    here = context.opportunity
    if here is None or context.is_spoken:
        return
    noted = [
        words_of(mark.text).keys()
        for entry in here.entries
        for mark in entry.marks
        if mark.word is Word.PROMISE or (mark.word is Word.NEXT and (mark.mine or not mark.persons))
    ]
    for line, text in context.sentences():
        match = PROMISED.search(text)
        if match and "[[" not in match[0]:
            wanted = words_of(match[1]).keys() - EMPTY
            if not any(wanted & words for words in noted):
                said = match[0].strip(" ,;:")
                message = f"“{said}” is a promise, and no note holds it. Note it, and it will be on your agenda."
                yield warning("unnoted-promise", line, message, "R19")

"""Another person's words: what one said in confidence should not come back to them from a colleague (R11)."""

from collections.abc import Iterable

from store.model.draft import Finding
from store.model.entry import Word
from store.rules.drafting.context import Context, warning
from store.rules.meeting import is_theirs

PERSONAL = frozenset({Word.QUOTE, Word.FUMBLED, Word.NEED, Word.TOPIC})
FEWEST = 3
"""Words of a mark below which standing in a text says nothing."""


def check(context: Context) -> Iterable[Finding]:
    """Find a mark of somebody else that stands in the text word for word."""
    here, contact = context.opportunity, context.contact
    if here is None or contact is None:
        return
    flat = _flat(context.draft.body)
    own = {_flat(mark.text) for mark in context.own_marks}
    for entry in here.entries:
        for mark in entry.marks:
            words = _flat(mark.text)
            strange = mark.word in PERSONAL and mark.persons and not is_theirs(mark, contact.ident)
            if strange and words not in own and len(words.split()) >= FEWEST and words in flat:
                whose = ", ".join(name.text for name in mark.persons)
                message = f"“{mark.text}” is what {whose} said. Is {contact.name} meant to read it?"
                yield warning("others-words", _line(context, words), message, "R11")


def _flat(text: str) -> str:
    return " ".join(text.strip(" \"“”'‘’.").casefold().split())


def _line(context: Context, words: str) -> int:
    """Return the line on which the words begin: the last one from which all of them still follow."""
    lines = context.lines
    return next((n for n in range(len(lines), 0, -1) if words in _flat("\n".join(lines[n - 1 :]))), 1)

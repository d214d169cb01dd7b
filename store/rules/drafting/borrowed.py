"""Another person's words: what one said in confidence should not come back to them from a colleague (R11)."""

from collections.abc import Iterable

from store.model.draft import Finding
from store.model.entry import Word
from store.rules.drafting.context import Context, flat, warning
from store.rules.meeting import is_theirs

PERSONAL = frozenset({Word.QUOTE, Word.FUMBLED, Word.NEED, Word.TOPIC, Word.QUESTION})
FEWEST = 3
"""Words of a mark below which standing in a text says nothing."""


def check(context: Context) -> Iterable[Finding]:
    """Find a mark of somebody else that stands in the text word for word."""
    here, contact = context.opportunity, context.contact
    if here is None or contact is None:
        return
    text = flat(context.draft.body)
    own = {flat(mark.text) for mark in context.own_marks}
    for entry in here.entries:
        for mark in entry.marks:
            words = flat(mark.text)
            strange = mark.word in PERSONAL and mark.persons and not is_theirs(mark, contact.ident)
            if strange and words not in own and len(words.split()) >= FEWEST and words in text:
                whose = ", ".join(name.text for name in mark.persons)
                message = f"“{mark.text}” is what {whose} said. Is {contact.name} meant to read it?"
                yield warning("others-words", context.line_of(words), message, "R11")

"""Something that this very person said stands in the letter (R11)."""

from collections.abc import Iterable

from store.model.draft import Finding
from store.model.entry import Mark, Word
from store.rules.drafting.context import Context, warning
from store.rules.matching import words_of

SAID = frozenset({Word.TOPIC, Word.QUOTE, Word.NEED, Word.QUESTION, Word.VALUE})
ENOUGH = 0.5
"""Share of a mark's telling words that makes it recognisable."""


def check(context: Context) -> Iterable[Finding]:
    """Ask for a reference to something that the person said, where there was a conversation."""
    contact = context.contact
    if contact is None or not context.conversations or not context.asks("R11"):
        return
    said = [mark for mark in context.own_marks if mark.word in SAID]
    if any(is_echoed(mark, context.prose) for mark in said):
        return
    if said:
        message = f"Nothing here refers to what {contact.name} said, such as: {said[0].text}."
    else:
        message = (
            f"Nothing here refers to what {contact.name} said, and the notes hold nothing either. What stayed with you?"
        )
    yield warning("no-echo", 1, message, "R11")


def is_echoed(mark: Mark, text: str) -> bool:
    """Tell whether a text takes up a mark: at least half of the mark's telling words stand in it."""
    return takes_up(text, mark.text)


def takes_up(text: str, words: str) -> bool:
    """Tell whether a text holds at least half of the telling words."""
    wanted = words_of(words)
    return bool(wanted) and len(wanted.keys() & words_of(text).keys()) >= ENOUGH * len(wanted)

"""The words of the log as people type them: kinds of entries and of note marks."""

import difflib
from collections.abc import Iterable

from store.errors import BadRequest
from store.model.entry import Kind, Word

ALSO = {
    "phone": Kind.CALL,
    "e-mail": Kind.EMAIL,
    "mail": Kind.EMAIL,
    "linkedin": Kind.MESSAGE,
    "chat": Kind.MESSAGE,
}
"""Other words for the same kinds."""


def kind_named(text: str) -> Kind:
    """Return the kind of entry that a word means, in any case.

    Raises:
        BadRequest: it means none.
    """
    names = {k.lower(): k for k in Kind} | ALSO
    found = names.get(text.strip().casefold())
    if found is None:
        raise BadRequest(
            f"“{text}” is no kind of entry.{hint(text, names)} Kinds: {', '.join(k.lower() for k in Kind)}."
        )
    return found


def word_named(text: str) -> Word:
    """Return the note mark that a word means, in any case, with or without its colon.

    Raises:
        BadRequest: it means none.
    """
    names = {str(w): w for w in Word}
    found = names.get(text.strip().rstrip(":").casefold())
    if found is None:
        raise BadRequest(f"“{text}” is no note mark.{hint(text, names)} Marks: {', '.join(Word)}.")
    return found


def hint(text: str, names: Iterable[str]) -> str:
    """Return a question with the word that was most likely meant."""
    close = difflib.get_close_matches(text.casefold(), list(names), n=1)
    return f" Did you mean {close[0]}?" if close else ""

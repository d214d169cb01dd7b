"""Spelling of a letter, where this machine has a dictionary; silence where it has none."""

from collections.abc import Collection
from functools import lru_cache

from store.model.draft import Draft, Finding
from store.model.own_settings import OwnSettings
from store.model.spelling import Misspelt
from store.outside import spelling as outside
from store.rules import spelling as rules
from store.workspace.snapshot import Snapshot


@lru_cache(maxsize=1)
def known_words(snapshot: Snapshot) -> frozenset[str]:
    """Return the words that are right because the vault has them, folded; kept as long as the vault stays as it is."""
    return rules.known_words(snapshot.records)


def misspelt(text: str, own: OwnSettings, known: Collection[str] = frozenset()) -> tuple[Misspelt, ...]:
    """Return the words of a text that are spelt wrong, in its order; nothing without a dictionary.

    Each word is asked about once. The first call starts the program; a program that does not answer costs two
    seconds, once: call it from a worker, not while a key is handled.

    Args:
        text: a letter.
        own: the user's own settings, which choose program and language.
        known: words that are right in any case, folded; see `known_words`.
    """
    words = tuple(rules.words_of(text, known))
    if not words:
        return ()
    for speller in outside.spellers(own.spelling.program, own.spelling.language):
        found = rules.judged(words, speller.look_up(rules.asked(w.word) for w in words))
        if found is not None:
            return found
    return ()


def spelling_findings(snapshot: Snapshot, own: OwnSettings, draft: Draft) -> tuple[Finding, ...]:
    """Return the misspelt words of a draft as advice; nothing without a dictionary."""
    found = misspelt(draft.body, own, known_words(snapshot)) if draft.readable else ()
    return tuple(
        Finding(code="spelling", message=_told(word), severity="advice", line=word.line, rule=None) for word in found
    )


def _told(word: Misspelt) -> str:
    meant = f" Perhaps: {', '.join(word.suggestions)}." if word.suggestions else ""
    return f"“{word.word}” is not in the dictionary.{meant}"

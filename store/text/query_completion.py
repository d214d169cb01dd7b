"""What could come next in a query that is being typed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from store.model.folding import fold
from store.model.query import AGES, DAYS, KEYS, THINGS
from store.text.query import Piece, pieces

Values = Mapping[str, Sequence[str]]
"""What a vault holds behind each key."""
SHORTEST = 2
"""Letters of a word from which it may be the beginning of a key."""
KNOWN: Values = {
    "has": tuple(THINGS),
    **dict.fromkeys(DAYS, ("today", "tomorrow", "eow", "eom", "monday", "wednesday", "friday")),
    **dict.fromkeys(AGES, ("7d", "14d", "30d", "1w", "2w", "1m", "2m", "3m")),
}
"""What is the same in every vault."""
OPENERS = {**dict.fromkeys(DAYS, "<"), **dict.fromkeys(AGES, ">")}
"""What stands behind a key that is not looked for but compared."""
SHOWN_AT_ONCE = ("stage", "has")
"""Keys whose first value is offered before a letter of it is typed."""


def nexts(text: str, values: Values) -> Iterator[str]:
    """Yield the texts that this one may become next, each of them beginning with it, letter for letter."""
    last = next(iter(list(pieces(text))[-1:]), None)
    if last is None or last.end != len(text):
        return
    if last.key:
        if text[last.values[-1][1] :] or last.key in SHOWN_AT_ONCE:
            yield from _values(text, last, {**KNOWN, **values})
    elif len(text) - last.behind >= SHORTEST:
        yield from _keys(text, text[last.behind :], OPENERS)


def all_nexts(word: str, values: Values) -> Iterator[str]:
    """Yield what one word of a query may become, for somebody who asks: every key, and every value behind one.

    A key comes with the colon, which needs no quotes in a shell.
    """
    last = next(iter(list(pieces(word))[-1:]), None)
    if last is None or last.end != len(word):
        if word in ("", "-"):
            yield from _keys(word, "", {})
    elif last.key:
        yield from _values(word, last, {**KNOWN, **values})
    else:
        yield from _keys(word, word[last.behind :], {})


def _keys(text: str, word: str, openers: Mapping[str, str]) -> Iterator[str]:
    for key in KEYS:
        if key.startswith(fold(word)):
            yield text + key[len(word) :] + openers.get(key, ":")


def _values(text: str, piece: Piece, values: Values) -> Iterator[str]:
    value, start, _ = piece.values[-1]
    typed = text[start:]
    if typed.startswith('"'):
        if typed != f'"{value}"' and '"' not in value:
            yield from (f'{text}{rest}"' for _, rest in _begun(value, values.get(piece.key, ())))
        return
    parted = "" if piece.key in (*DAYS, *AGES) else ","
    bare = (c.partition(" ")[0].partition(parted or " ")[0] for c in values.get(piece.key, ()))
    yield from (text + rest for _, rest in _begun(value, bare) if '"' not in rest)


def _begun(typed: str, words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the words that begin with what is typed, and what is missing of each."""
    wanted = fold(typed)
    for word in dict.fromkeys(words):
        if len(word) > len(typed) and fold(word[: len(typed)]) == wanted:
            yield word, word[len(typed) :]

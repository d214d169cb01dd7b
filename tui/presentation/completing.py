"""What completes the words in a field: which of the known ones fit, and the words once one of them is taken."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from store.model.folding import fold_name


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can stand in a field."""

    text: str
    note: str = ""
    """What else is known of it, for somebody who has to choose."""
    put: str = ""
    """What goes into the field; empty = the text."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What fits at the cursor of a field, best first, and the part of its words that it replaces."""

    choices: tuple[Choice, ...] = ()
    start: int = 0
    end: int = 0

    def taken(self, value: str, choice: Choice) -> tuple[str, int]:
        """Return the words with a choice in them, and where the cursor stands then."""
        put = choice.put or choice.text
        return value[: self.start] + put + value[self.end :], self.start + len(put)


NOTHING = Offer()
Source = Callable[[str, int], Offer]
"""What fits some words with the cursor at a place."""


def one_of(choices: Iterable[Choice]) -> Source:
    """Return what completes a field that holds one of these."""
    known = tuple(choices)
    return lambda value, _cursor: Offer(fitting(known, value), 0, len(value))


def some_of(choices: Iterable[Choice]) -> Source:
    """Return what completes a field that holds several of these, with commas between."""
    known = tuple(choices)

    def found(value: str, cursor: int) -> Offer:
        start = value.rfind(",", 0, cursor) + 1
        end = value.find(",", cursor)
        end = len(value) if end < 0 else end
        start += len(value[start:cursor]) - len(value[start:cursor].lstrip())
        others = {fold_name(part) for part in (*value[:start].split(","), *value[end:].split(","))}
        left = [choice for choice in known if fold_name(choice.text) not in others]
        return Offer(fitting(left, value[start:end]), start, end)

    return found


def when_asked(make: Callable[[], Source]) -> Source:
    """Return a source that is made when something is typed: what is known of many notes takes a while to gather."""
    made = cache(make)

    def found(value: str, cursor: int) -> Offer:
        return made()(value, cursor)

    return found


def fitting(choices: Sequence[Choice], typed: str) -> tuple[Choice, ...]:
    """Return the choices that the words can become: those that begin so, those with such a word, the rest.

    What stands there in full needs no completion, so that nothing fits it but longer ones.
    """
    wanted = fold_name(typed)
    ranked = [(rank(fold_name(c.text), wanted), place, c) for place, c in enumerate(choices)]
    return tuple(c for found, _, c in sorted(ranked, key=lambda r: r[:2]) if found >= 0)


def rank(name: str, wanted: str) -> int:
    """Return how well a name fits what is typed: 0 = best, -1 = not at all."""
    if name == wanted:
        return -1
    if name.startswith(wanted):
        return 0
    if f" {wanted}" in name:
        return 1
    return 2 if wanted in name else -1

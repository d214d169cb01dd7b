"""Finding the one thing that a few typed letters mean: an exact name first, then any part of a name."""

from collections.abc import Sequence
from typing import TypeVar

from store.errors import Ambiguous, NotFound
from store.model.folding import fold

Thing = TypeVar("Thing")


def pick(what: str, part: str, candidates: Sequence[tuple[Thing, Sequence[str]]]) -> Thing:
    """Return the one thing that has `part` as its first name, as any name, or else as a part of any name.

    Args:
        what: the sort of thing, for the sentence when it fails.
        part: what was typed.
        candidates: each thing with its names; the first one is unique and is shown.

    Raises:
        NotFound: nothing fits.
        Ambiguous: several fit equally well.
    """
    wanted = fold(part.strip())
    named = [(thing, names[0], [fold(n) for n in names]) for thing, names in candidates]
    if not wanted:
        raise NotFound(what, part, tuple(label for _, label, _ in named[:3]))
    for fits in (
        [(t, label) for t, label, names in named if names[0] == wanted],
        [(t, label) for t, label, names in named if wanted in names],
        [(t, label) for t, label, names in named if any(wanted in name for name in names)],
    ):
        if len(fits) == 1:
            return fits[0][0]
        if fits:
            raise Ambiguous(what, part, tuple(label for _, label in fits))
    raise NotFound(what, part, nearest(wanted, named))


def nearest(wanted: str, named: Sequence[tuple[Thing, str, Sequence[str]]]) -> tuple[str, ...]:
    """Return the labels of up to three things with a name much like the wanted one."""
    import difflib

    by_name = {name: label for _, label, names in named for name in names if name}
    close = difflib.get_close_matches(wanted, by_name, n=3)
    return tuple(dict.fromkeys(by_name[name] for name in close))

"""Where a new file goes: a name of its own in its folder."""

from collections.abc import Iterable

from store.model.folding import fold
from store.text.slug import shorten


def free_path(folder: str, stem: str, taken: Iterable[str]) -> str:
    """Return the path of a new file that no other has: with `-2`, `-3` where the plain one is taken."""
    base = shorten(stem)
    used = {fold(path) for path in taken}
    number, path = 1, f"{folder}/{base}.md"
    while fold(path) in used:
        number += 1
        path = f"{folder}/{base}-{number}.md"
    return path

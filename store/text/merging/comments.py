"""The comments of a header: found wherever they stand, joined as lines, and put above their key when a value was lost.

A comment is its text. One that both sides hold, or that one side wrote, is in the result; one that a side took away
and the other left as it was, is not.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from store.model.value import replace
from store.text.merging.blocks import Cut, cut, parsed
from store.text.merging.layout import lines_of
from store.text.merging.texts import joined_order
from store.text.tree import Mapping, Node, Sequence

COMMENT = re.compile(r"(?:^|(?<=\s))#.*[^\s#].*")

MANY = 2


@lru_cache(maxsize=64)
def comments_of(text: str) -> frozenset[str]:
    """Return the comments of a mapping's text, without blanks around them; those without words aside."""
    if "#" not in text:
        return frozenset()
    tree = parsed(text)
    if tree is None or tree[1]:
        # Of a key that stands again the words are not known, so each key is looked at by itself.
        whole = cut(text)
        if whole is None or len(whole.blocks) < MANY:
            return frozenset(line.strip() for line in lines_of(text) if COMMENT.match(line.strip()))
        parts = [block.lead + block.core for block in whole.blocks]
        return frozenset().union(*(comments_of(part) for part in [*parts, whole.tail]))
    data = bytearray(text.encode())
    for start, end in _spans(tree[0]):
        if b"#" in data[start:end]:
            data[start:end] = data[start:end].replace(b"#", b"x")
    return frozenset(found[0].rstrip() for line in lines_of(data.decode()) if (found := COMMENT.search(line)))


def _spans(node: Node) -> Iterator[tuple[int, int]]:
    """Yield the places of all words, in which a `#` is no comment."""
    if isinstance(node, Mapping):
        for entry in node:
            yield entry.key_span
            yield from _spans(entry.node)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _spans(item)
    else:
        yield node.span


def joined_comments(base: frozenset[str], ours: frozenset[str], theirs: frozenset[str]) -> frozenset[str]:
    """Return the comments that a merge keeps."""
    return (ours & theirs) | (ours - base) | (theirs - base)


def joined_lines(base: str, ours: str, theirs: str) -> str:
    """Return comment and blank lines of two versions as one: what either wrote stays, what one took away goes."""
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    return "".join(line for line, _ in joined_order(*(lines_of(text) for text in (base, ours, theirs))))


def with_lost(merged: Cut, sides: Iterable[Cut], lost: frozenset[str]) -> Cut:
    """Return blocks with comments that would be lost put above their key, or at the end when it is gone."""
    above: dict[str, list[str]] = {}
    cuts, names = list(sides), {block.name for block in merged.blocks}
    for comment in sorted(lost):
        holders = sorted(b.name for side in cuts for b in side.blocks if comment in b.lead or comment in b.core)
        name = next((name for name in holders if name in names), "")
        above.setdefault(name, []).append(comment + "\n")
    blocks = tuple(replace(b, lead=b.lead + "".join(above.get(b.name, []))) for b in merged.blocks)
    return replace(merged, blocks=blocks, tail=merged.tail + "".join(above.get("", [])))

"""What a person should decide after a merge, and how that is written under `merge_review` and read from it.

The items are a set by content: sorted, without doubles, naming no machine and no time, so that two machines that
merged the same versions wrote the same lines. An item that one side has taken away was decided and does not come back.
"""

from collections.abc import Iterable

from msgspec import Struct

from store.text.quoting import quote_value
from store.text.tree import Mapping, Node, Scalar, Sequence, is_blank, source_of

KEY = "merge_review"
PARTS = ("where", "kept", "other", "base")


class Decision(Struct, frozen=True, kw_only=True, order=True):
    """One value that both sides changed: which was kept, and what the other one was."""

    where: str
    """A key, `contacts/NAME/key`, `entry/HEADING` or `prose`."""
    kept: str
    other: str
    """Empty: the other side took it away."""
    base: str = ""
    """What both came from; empty when there was nothing."""


def read_review(node: Node | None) -> frozenset[Decision]:
    """Return the items of a `merge_review`. What was written there by hand and is none becomes an item about itself."""
    if node is None or is_blank(node):
        return frozenset()
    items = node.items if isinstance(node, Sequence) else (node,)
    return frozenset(_read(item) for item in items if not is_blank(item))


def _read(item: Node) -> Decision:
    if isinstance(item, Mapping) and all(e.key in PARTS and isinstance(e.node, Scalar) for e in item):
        where, kept, other, base = (_text(item.get(part)) for part in PARTS)
        return Decision(where=where, kept=kept, other=other, base=base)
    return Decision(where=KEY, kept="", other=item.text if isinstance(item, Scalar) else source_of(item))


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) and not is_blank(node) else ""


def joined(
    base: frozenset[Decision], ours: frozenset[Decision], theirs: frozenset[Decision], new: Iterable[Decision]
) -> frozenset[Decision]:
    """Return what is left to decide: what either side holds, less what one of them decided, and what is new."""
    stay = (ours & theirs) | (ours - base) | (theirs - base)
    return stay | frozenset(item for item in new if item.kept != item.other)


def written_review(items: Iterable[Decision]) -> str:
    """Return the lines of the key with its items, in their order; nothing when there are none."""
    blocks = [_written(item) for item in sorted(set(items))]
    return f"{KEY}:\n{''.join(blocks)}" if blocks else ""


def _written(item: Decision) -> str:
    values = (item.where, item.kept, item.other, item.base)
    lines = [f"{part}: {quote_value(value)}\n" for part, value in zip(PARTS, values, strict=True)]
    return "  - " + "    ".join(lines)

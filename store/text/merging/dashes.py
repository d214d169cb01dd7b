"""A list cut into items that can be put together anew: each with its dash, its lines and the comments above it."""

import re

from msgspec import Struct

from store.text.merging.blocks import alone, end_of, from_braces, parsed
from store.text.merging.layout import dedented, indented, lines_of, width
from store.text.tree import Mapping, Node, Scalar, Sequence


class Item(Struct, frozen=True):
    """One item of a list with dashes: `- ` at the left margin, with the comments above it."""

    lead: str
    text: str
    node: Node


class Rows(Struct, frozen=True):
    """A list in items, with the line of its key."""

    head: str = ""
    items: tuple[Item, ...] = ()
    indent: int | None = None
    """None: it has no dashes yet."""


def cut_list(core: str) -> Rows | None:
    """Cut the lines of a key whose value is a list; None when its items cannot be told apart by line."""
    node = alone(core)
    if isinstance(node, Scalar) and not node.text:
        return Rows(core)
    if not isinstance(node, Sequence):
        return None
    if node.flow:
        return _from_brackets(core, node)
    if not node.items:
        return None
    lines = lines_of(core)
    places = [item.line - 1 for item in node.items]
    indent = width(lines[places[0]])
    if places[0] == 0 or not all(_begins(lines[at], item, indent) for at, item in zip(places, node.items, strict=True)):
        return None
    if len(set(places)) != len(places):
        return None
    head, above, items = lines[0], 1, []
    for at, stop, item in zip(places, [*places[1:], len(lines)], node.items, strict=True):
        end = end_of(lines, at, stop, item) if stop < len(lines) else stop
        lead, text = dedented(lines[above:at], indent), dedented(lines[at:end], indent)
        if lead is None or text is None:
            return None
        items.append(Item(lead, text, item))
        above = end
    return Rows(head, tuple(items), indent)


def _begins(line: str, item: Node, indent: int) -> bool:
    """Tell whether an item begins this line with its dash."""
    rest = line[indent:]
    found = re.match(r"-( +)(?=\S)", rest)
    return (
        width(line) == indent and found is not None and not is_empty(item) and not rest[found.end() :].startswith("#")
    )


def is_empty(item: Node) -> bool:
    """Tell whether nothing stands behind a dash."""
    return isinstance(item, Scalar) and item.span[0] == item.span[1]


def _from_brackets(core: str, node: Sequence) -> Rows | None:
    """Return a list in brackets as items with dashes."""
    data, found = core.encode(), parsed(core)
    assert found is not None  # noqa: S101 - its node was read
    head = data[: next(iter(found[0])).key_span[1]].decode() + ":\n"
    items = []
    for item in node.items:
        source = item.source.strip()
        inner = from_braces(item, data) if isinstance(item, Mapping) else None if "\n" in source else source
        if not inner:
            return None
        items.append(Item("", dashed(inner.rstrip("\n") + "\n", 1), item))
    return Rows(head, tuple(items)) if alone(head + "".join(item.text for item in items)) == node else None


def undashed(text: str) -> tuple[str, int] | None:
    """Return an item without its dash, its lines at the left margin, and how many spaces stood behind the dash."""
    first, *rest = lines_of(text)
    gap = width(first[1:])
    inner = dedented(rest, 1 + gap)
    return None if inner is None else (first[1 + gap :] + inner, gap)


def dashed(inner: str, gap: int) -> str:
    """Return lines as an item of a list."""
    text = indented(inner, 1 + gap)
    return "-" + text[1:]

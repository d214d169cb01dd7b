"""A mapping's text cut into blocks that can be put together anew: each key with its lines and the comments above it.

Lines end with LF here, and a cut joined again is the text. Blocks stand at the left margin: how far a mapping is
indented is kept beside them, so that blocks of two versions fit together whatever their layout was.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from store.text.tree import Mapping, Node, Reference, Scalar, Sequence
from store.text.yaml_tree import YamlFault, tree_of

ASIDE = re.compile(r"[ \t]*(?:#.*)?\n?")
"""A blank line or a comment."""
AGAIN = "\0"
"""Between a key and its count, in the name of a block whose key stands twice."""


@dataclass(frozen=True, slots=True)
class Block:
    """One key of one version."""

    name: str
    """The key; of one that stands again, also the how-manieth it is."""
    key: str
    lead: str
    """The comments and blank lines above it."""
    core: str
    """Its own lines, with comments inside and behind."""
    node: Node
    """What it says; its places are those in the whole text."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A mapping in blocks, in file order."""

    blocks: tuple[Block, ...] = ()
    tail: str = ""
    """Comments below the last key."""
    indent: int = 0

    def named(self) -> dict[str, Block]:
        """Return the blocks by their names."""
        return {block.name: block for block in self.blocks}


@lru_cache(maxsize=64)
def parsed(text: str) -> tuple[Mapping, tuple[tuple[str, int, int], ...]] | None:
    """Read a mapping; None when the text is none."""
    try:
        return tree_of(text, 1)
    except YamlFault:
        return None


@lru_cache(maxsize=64)
def cut(text: str) -> Cut | None:
    """Cut a mapping's text; None when its lines cannot be told apart by key."""
    found = parsed(text)
    if found is None:
        return None
    tree, repeats = found
    if tree.flow:
        block_style = from_braces(tree, text.encode())
        return None if block_style is None else cut(block_style)
    lines = lines_of(text)
    places = sorted({entry.line - 1: entry.key for entry in tree} | {again - 1: key for key, _, again in repeats})
    if len(places) != len(tree) + len(repeats):
        return None
    indent = min((width(lines[at]) for at in places), default=0)
    if indent:
        whole = dedented(lines, indent)
        inner = None if whole is None else cut(whole)
        return None if inner is None else Cut(inner.blocks, inner.tail, inner.indent + indent)
    if not _are_first(lines, tree, places):
        return None
    return _in_blocks(lines, tree, {again - 1: key for key, _, again in repeats}, places)


def _are_first(lines: list[str], tree: Mapping, places: list[int]) -> bool:
    """Tell whether each key begins its line, and only comments stand above the first one."""
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line.encode())
    above = lines[: places[0]] if places else lines
    return (
        all(entry.key_span[0] == starts[entry.line - 1] for entry in tree)
        and not any(lines[at].startswith((" ", "?", "-", "#")) for at in places)
        and all(ASIDE.fullmatch(line) for line in above)
    )


def _in_blocks(lines: list[str], tree: Mapping, repeats: dict[int, str], places: list[int]) -> Cut:
    nodes = {entry.line - 1: (entry.key, entry.node) for entry in tree}
    counts: dict[str, int] = {}
    blocks = []
    above = 0
    for at, stop in pairwise([*places, len(lines)]):
        if at in repeats:
            key, node = repeats[at], alone("".join(lines[at:stop]))
            end = _end_of(lines, at, stop, node, at)
        else:
            key, node = nodes[at]
            end = _end_of(lines, at, stop, node)
        counts[key] = counts.get(key, 0) + 1
        name = key if counts[key] == 1 else f"{key}{AGAIN}{counts[key]}"
        blocks.append(Block(name, key, "".join(lines[above:at]), "".join(lines[at:end]), node))
        above = end
    return Cut(tuple(blocks), "".join(lines[above:]))


def alone(core: str) -> Node:
    """Return what the lines of one key say by themselves, with places in them."""
    found = parsed(core)
    if found is None or len(found[0]) != 1 or found[1]:
        return Reference(source=core)
    return next(iter(found[0])).node


def _end_of(lines: list[str], start: int, stop: int, node: Node, above: int = 0) -> int:
    """Return the line after the last one that belongs to a value; comments below it belong to what follows."""
    while isinstance(node, Mapping | Sequence) and not node.flow:
        below = [e.node for e in node] if isinstance(node, Mapping) else list(node.items)
        if not below:
            break
        node = below[-1]
    if isinstance(node, Scalar) and node.source.startswith(("|", ">")):
        head = node.source.partition("\n")[0]
        content = node.source if "+" in head else node.source.rstrip("\n")
        return min(stop, above + node.line + content.count("\n") - content.endswith("\n"))
    while stop > start + 1 and ASIDE.fullmatch(lines[stop - 1]):
        stop -= 1
    return stop


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list with dashes: `- ` at the left margin, with the comments above it."""

    lead: str
    text: str
    node: Node


@dataclass(frozen=True, slots=True)
class Rows:
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
        end = _end_of(lines, at, stop, item) if stop < len(lines) else stop
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
    return width(line) == indent and found is not None and not is_empty(item) and not rest[found.end() :].startswith("#")


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


def from_braces(tree: Mapping, data: bytes) -> str | None:
    """Return a mapping in braces as a key a line; one that is so already, as it stands. None when it cannot be."""
    if not tree.flow:
        return None
    lines = []
    for entry in tree:
        key = data[slice(*entry.key_span)].decode()
        value = entry.node.source.strip()
        if "\n" in key or "\n" in value:
            return None
        lines.append(f"{key}: {value}\n" if value else f"{key}:\n")
    text = "".join(lines)
    found = parsed(text)
    return text if found is not None and found[0] == tree else None


def lines_of(text: str) -> list[str]:
    """Return the lines of a text with LF ends, with them."""
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def width(line: str) -> int:
    """Return how many spaces begin a line."""
    return len(line) - len(line.lstrip(" "))


def dedented(lines: list[str], indent: int) -> str | None:
    """Return lines moved to the left; None when one stands too far left already. Comments go as far as they can."""
    moved = []
    for line in lines:
        here = width(line)
        if here < indent and not ASIDE.fullmatch(line):
            return None
        moved.append(line[min(here, indent) :])
    return "".join(moved)


def indented(text: str, indent: int) -> str:
    """Return lines moved to the right, empty ones aside."""
    if not indent:
        return text
    lead = " " * indent
    return "".join(lead + line if line != "\n" else line for line in lines_of(text))


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

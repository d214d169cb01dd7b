"""A mapping's text cut into blocks that can be put together anew: each key with its lines and the comments above it.

Lines end with LF here, and a cut joined again is the text. Blocks stand at the left margin: how far a mapping is
indented is kept beside them, so that blocks of two versions fit together whatever their layout was.
"""

from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from store.text.merging.layout import ASIDE, dedented, lines_of, width
from store.text.tree import Mapping, Node, Reference, Scalar, Sequence
from store.text.yaml_tree import YamlFault, tree_of

AGAIN = "\0"
"""Between a key and its count, in the name of a block whose key stands twice."""


class Block(Struct, frozen=True):
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


class Cut(Struct, frozen=True):
    """A mapping in blocks, in file order."""

    blocks: tuple[Block, ...] = ()
    tail: str = ""
    """Comments below the last key."""
    indent: int = 0

    def named(self) -> dict[str, Block]:
        """Return the blocks by their names."""
        return {block.name: block for block in self.blocks}


def said(block: Block | None) -> Node | None:
    """Return what a key says; None where it is not."""
    return block.node if block is not None else None


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
            end = end_of(lines, at, stop, node, at)
        else:
            key, node = nodes[at]
            end = end_of(lines, at, stop, node)
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


def end_of(lines: list[str], start: int, stop: int, node: Node, above: int = 0) -> int:
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

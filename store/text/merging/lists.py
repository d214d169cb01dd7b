"""Plain lists as sets: what either side added stays, what one took away and the other left as it was, goes.

Where the result says what one side says, its bytes are taken; otherwise the items are put together anew, each as it
was written, in the style of the side that changed it.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from store.text.merging.blocks import Block, alone, parsed
from store.text.merging.comments import joined_lines
from store.text.merging.dashes import Item, cut_list
from store.text.merging.decisions import Decision
from store.text.merging.layout import indented
from store.text.merging.texts import Text, joined_order, numbered
from store.text.merging.values import settled
from store.text.quoting import quote_value
from store.text.tree import Node, Scalar, is_blank
from store.text.tree import Sequence as Listing

KEYS = frozenset({"tags", "documents", "part", "restrictions"})
"""Keys whose single word is a list of one."""

OF_BRACKETS = re.compile(r"[\[\]{},:#&*!|>%@`\n]")
"""What may mean something else between brackets than behind a dash."""


class Outcome(Struct, frozen=True):
    """What became of one value: its lines, what they must say, and what a person should decide."""

    core: str
    node: Node
    decisions: tuple[Decision, ...] = ()


def are_words(key: str, blocks: Sequence[Block | None]) -> bool:
    """Tell whether a value is a plain list on one side, and on each side a list or a word or nothing."""
    nodes = [block.node for block in blocks if block is not None]
    plain = [isinstance(node, Listing) and all(isinstance(item, Scalar) for item in node.items) for node in nodes]
    known = all(is_plain or isinstance(node, Scalar) for is_plain, node in zip(plain, nodes, strict=True))
    return known and (key in KEYS or any(plain))


def merged_words(base: Block | None, ours: Block | None, theirs: Block | None) -> Outcome | None:
    """Merge a plain list; one that is gone on a side is an empty one. None: nothing is left of it."""
    old, mine, other = (_words(block) for block in (base, ours, theirs))
    order = joined_order(old, mine, other)
    both = ((ours, mine), (theirs, other))
    same = [block for block, words in both if block is not None and numbered(words) == order]
    if same:
        best = max(same, key=lambda block: block.core.encode())
        return Outcome(best.core, best.node)
    if not order and (ours is None or theirs is None):
        return None
    node = Listing(items=tuple(Scalar(text=text) for text, _ in order))
    return Outcome(_put_together(order, *(_Style.of(block) for block in (base, ours, theirs))), node)


def _words(block: Block | None) -> list[str]:
    if block is None or is_blank(block.node):
        return []
    items = block.node.items if isinstance(block.node, Listing) else (block.node,)
    return [item.text for item in items if isinstance(item, Scalar)]


class _Style(Struct, frozen=True):
    """How one version writes its list: with dashes, or in brackets on one line, or (a word) in no way of a list."""

    key: str = ""
    dashes: tuple[str, int] | None = None
    """The line of the key, and how far the dashes are indented."""
    brackets: tuple[str, str] | None = None
    """What stands before and behind the brackets."""
    items: tuple[tuple[Text, Item], ...] = ()

    @classmethod
    def of(cls, block: Block | None) -> "_Style":
        if block is None:
            return cls()
        tree, node, words = parsed(block.core), alone(block.core), numbered(_words(block))
        key = block.core.encode()[: next(iter(tree[0])).key_span[1]].decode() if tree else quote_value(block.key)
        rows = cut_list(block.core) if isinstance(node, Listing) and not node.flow else None
        if rows is not None and rows.indent is not None:
            return cls(key, (rows.head, rows.indent), None, tuple(zip(words, rows.items, strict=True)))
        brackets = None
        if isinstance(node, Listing) and node.flow:
            data = block.core.encode()
            brackets = (data[: node.span[0]].decode(), data[node.span[1] :].decode())
        return cls(key, None, brackets, tuple((word, _written(word, node, at)) for at, word in enumerate(words)))


def _written(word: Text, node: Node, at: int) -> Item:
    """Return a word as an item, as it is written between brackets."""
    item = node.items[at] if isinstance(node, Listing) else node
    source = item.source.strip() if isinstance(item, Scalar) and isinstance(node, Listing) and node.flow else ""
    source = source if source and "\n" not in source else quote_value(word[0], flow=True)
    return Item("", f"- {source}\n", item)


def _put_together(order: list[Text], base: _Style, ours: _Style, theirs: _Style) -> str:
    has_dashes = settled(*(_has_dashes(style) for style in (base, ours, theirs)))
    old, mine, other = (dict(style.items) for style in (base, ours, theirs))
    if has_dashes:
        head, indent = (
            settled(*(style.dashes and style.dashes[part] for style in (base, ours, theirs))) for part in (0, 1)
        )
        items = (_item(*(side.get(word) for side in (old, mine, other))) for word in order)
        return (
            head + "".join(indented(lead + text, indent) for lead, text in items)
            if order
            else f"{_key(ours, theirs)}: []\n"
        )
    before, behind = (
        settled(*(style.brackets and style.brackets[part] for style in (base, ours, theirs))) for part in (0, 1)
    )
    words = [settled(*(_between_brackets(side.get(word), word) for side in (old, mine, other))) for word in order]
    return f"{before or _key(ours, theirs) + ': '}[{', '.join(words)}]{behind or chr(10)}"


def _key(ours: _Style, theirs: _Style) -> str:
    return max(ours.key, theirs.key)


def _has_dashes(style: _Style) -> bool | None:
    return True if style.dashes else False if style.brackets else None


def _item(old: Item | None, mine: Item | None, other: Item | None) -> tuple[str, str]:
    """Return the comments above an item, and the item."""
    leads = (item.lead if item else "" for item in (old, mine, other))
    return joined_lines(*leads), settled(*(item and item.text for item in (old, mine, other)))


def _between_brackets(item: Item | None, word: Text) -> str | None:
    """Return a word as it can stand between brackets."""
    if item is None:
        return None
    source = item.text.removeprefix("- ").rstrip("\n")
    is_known = isinstance(item.node, Scalar) and source == item.node.source.strip()
    can_stand = is_known and (source[0] in "\"'" or not OF_BRACKETS.search(source))
    return source if can_stand else quote_value(word[0], flow=True)

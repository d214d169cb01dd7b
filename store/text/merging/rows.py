"""Lists of mappings as sets of things with an identity: contacts, the steps of a playbook, whatever has `id` or `name`.

A thing that one side changed and the other took away stays; one that both changed is merged key by key.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct

from store.text.merging.blocks import Block
from store.text.merging.comments import comments_of, joined_lines
from store.text.merging.dashes import Item, Rows, cut_list, dashed, undashed
from store.text.merging.decisions import Decision
from store.text.merging.layout import indented
from store.text.merging.lists import Outcome
from store.text.merging.order import in_one_order
from store.text.merging.people import Identity, identity, matched
from store.text.merging.values import decided, is_same, settled, text_of
from store.text.tree import Mapping, Node, is_blank
from store.text.tree import Sequence as Listing

CONTACTS = "contacts"
"""The key whose items are people."""
INDENT = 2

Within = Callable[[str, str | None, str, str], Outcome | None]
"""Merges the keys of one thing: where, base, ours, theirs."""
Versions = tuple[Block | None, Block | None, Block | None]


def are_rows(key: str, blocks: Sequence[Block | None]) -> bool:
    """Tell whether a value is a list of things with an identity on each side that has it."""
    nodes = [block.node for block in blocks if block is not None and not is_blank(block.node)]
    return bool(nodes) and all(isinstance(n, Listing) and all(_is_row(key, i) for i in n.items) for n in nodes)


def _is_row(key: str, item: Node) -> bool:
    return isinstance(item, Mapping) and (key == CONTACTS or bool(text_of(item.get("id")) or text_of(item.get("name"))))


class Thing(Struct, frozen=True):
    """One thing in three versions."""

    base: Item | None
    ours: Item | None
    theirs: Item | None
    places: tuple[int | None, int | None, int | None]
    name: tuple[tuple[str, ...], int] = ((), 0)
    """By what it is told apart, the same from either side."""

    @property
    def versions(self) -> tuple[Item | None, Item | None, Item | None]:
        """The three versions."""
        return self.base, self.ours, self.theirs

    @property
    def stays(self) -> bool:
        """Tell whether it is in the result: unless one side took it away and the other left it as it was."""
        if self.base is None or (self.ours and self.theirs):
            return True
        left = self.ours or self.theirs
        return left is not None and _differs(left, self.base)

    def value(self, key: str) -> str:
        """Return what the result says of it, of a key that holds a word."""
        found: str = settled(
            *(text_of(i.node.get(key)) if i and isinstance(i.node, Mapping) else None for i in self.versions)
        )
        return found


def _differs(item: Item, base: Item) -> bool:
    said = comments_of(_inner(item)) - comments_of(_inner(base))
    return not is_same(item.node, base.node) or bool(said)


def _inner(item: Item) -> str:
    found = undashed(item.text)
    return found[0] if found else item.text


class NotByLine(ValueError):
    """The items of a list cannot be told apart by lines."""


def merged_rows(where: str, versions: Versions, within: Within) -> Outcome | None:
    """Merge a list of things; None when nothing is left of it.

    Raises:
        NotByLine: it is written in a way in which its items cannot be moved.
    """
    cuts = [cut_list(block.core) if block is not None else Rows() for block in versions]
    base, ours, theirs = (rows if rows is not None else Rows() for rows in cuts)
    if cuts[1] is None or cuts[2] is None:
        raise NotByLine
    things = _things(where, base, ours, theirs)
    stay = {thing.name: thing for thing in things if thing.stays}
    order = in_one_order(_order(things, 0), _order(things, 1), _order(things, 2), stay)
    if not order and None in versions[1:]:
        return None
    wheres = _wheres(where, [stay[name] for name in order])
    merged = [_merged(place, stay[name], within) for place, name in zip(wheres, order, strict=True)]
    node = Listing(items=tuple(item.node for item, _ in merged))
    decisions = tuple(decision for _, found in merged for decision in found)
    same = [block.core for block in versions[1:] if block is not None and _is_flow(block) and is_same(block.node, node)]
    core = max(same, default="") or _put_together((base, ours, theirs), [item for item, _ in merged])
    return Outcome(core, node, decisions)


def _is_flow(block: Block) -> bool:
    return isinstance(block.node, Listing) and block.node.flow


def _things(where: str, base: Rows, ours: Rows, theirs: Rows) -> list[Thing]:
    known = [[_identity(where, item.node) for item in rows.items] for rows in (base, ours, theirs)]
    things = []
    counts: dict[tuple[str, ...], int] = {}
    for match in sorted(
        matched(*known), key=lambda m: tuple(-1 if at is None else at for at in (m.base, m.ours, m.theirs))
    ):
        places = (match.base, match.ours, match.theirs)
        items = [
            rows.items[at] if at is not None else None for rows, at in zip((base, ours, theirs), places, strict=True)
        ]
        texts = tuple(sorted(item.text for item in items[1:] if item))
        counts[texts] = counts.get(texts, 0) + 1
        things.append(Thing(items[0], items[1], items[2], places, (texts, counts[texts])))
    return things


def _identity(where: str, item: Node) -> Identity:
    if not isinstance(item, Mapping):
        return Identity("")
    if where != CONTACTS:
        return Identity(text_of(item.get("id")) or text_of(item.get("name")))
    return identity(
        text_of(item.get("name")) or "\0".join(text_of(entry.node) for entry in item), text_of(item.get("email"))
    )


def _order(things: list[Thing], side: int) -> list[tuple[tuple[str, ...], int]]:
    placed = [(thing.places[side], thing.name) for thing in things]
    return [name for at, name in sorted((at, name) for at, name in placed if at is not None)]


def _wheres(where: str, things: list[Thing]) -> list[str]:
    """Return how each thing is named to a person: by its name, with its e-mail where others have the name."""
    names = [thing.value("name") or thing.value("id") or "" for thing in things]
    known = [identity(name, "") for name in names]
    mails = [thing.value("email") or "" for thing in things]
    own = [
        f"{name} <{mail}>" if mail and known.count(one) > 1 else name
        for name, mail, one in zip(names, mails, known, strict=True)
    ]
    return [f"{where}/{' '.join(name.split())}" for name in own]


def _merged(where: str, thing: Thing, within: Within) -> tuple[Item, tuple[Decision, ...]]:
    base, ours, theirs = thing.versions
    if ours is None or theirs is None:
        kept = ours or theirs
        assert kept is not None  # noqa: S101 - it stays, so a side has it
        found = decided(where, kept.node, None, base.node) if base else ()
        return Item(kept.lead, kept.text, kept.node), found
    lead = joined_lines(*(item.lead if item else "" for item in thing.versions))
    if ours.text == theirs.text or (base and base.text in (ours.text, theirs.text)):
        kept = theirs if base and ours.text == base.text else ours
        return Item(lead, kept.text, kept.node), ()
    outcome, gap = _within(where, thing, within)
    if outcome is not None:
        return Item(lead, dashed(outcome.core, gap), outcome.node), outcome.decisions
    kept, other = sorted((ours, theirs), key=lambda item: (text_of(item.node), item.text), reverse=True)
    if base and is_same(base.node, kept.node):
        kept, other = other, kept
    was = base.node if base else None
    found = () if was and is_same(was, other.node) else decided(where, kept.node, other.node, was)
    return Item(lead, kept.text, kept.node), found


def _within(where: str, thing: Thing, within: Within) -> tuple[Outcome | None, int]:
    """Merge the keys of a thing; also return how far they stand from their dash."""
    inner = [undashed(item.text) if item else None for item in thing.versions]
    base, ours, theirs = inner
    if ours is None or theirs is None:
        return None, 1
    gap: int = settled(*(found and found[1] for found in inner))
    return within(where, base[0] if base else None, ours[0], theirs[0]), gap


def _put_together(versions: tuple[Rows, Rows, Rows], items: list[Item]) -> str:
    """Return the lines of a list with dashes, in the layout of the side that changed it."""
    written = [rows if rows.indent is not None else None for rows in versions]
    indent = settled(*(rows and rows.indent for rows in written))
    head = settled(*(rows and rows.head for rows in written)) or max(rows.head for rows in versions[1:])
    if not items:
        return head.rstrip("\n") + " []\n" if ":" in head else head
    indent = INDENT if indent is None else indent
    return head + "".join(indented(item.lead + item.text, indent) for item in items)

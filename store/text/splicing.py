"""Plans what bytes of a header change when one key of one mapping changes; everything else stays as it is.

A plan may be wrong where YAML is written in ways nobody thought of; `store.text.header_edit` reads each
result again and refuses what is not exactly what was meant.
"""

import re
from collections.abc import Sequence as Several
from difflib import SequenceMatcher

from msgspec import Struct

from store.text.quoting import quote_value
from store.text.tree import Entry, Mapping, Node, Reference, Scalar, Sequence

NEWLINE = re.compile(rb"\r\n|\n|\r")
ANCHOR = re.compile(rb"(?:^|[\s:])&")
COMMENT = re.compile(rb"(?:^|[\s])#[^\r\n]*")
ITEM_START = re.compile(rb"[ \t]*-[ \t]+")
DASHES = re.compile(rb"[ \t]*(?:-[ \t]+)+")

Value = str | tuple[str, ...]


class Unusual(ValueError):
    """The header is written in a way that this key cannot be changed in; the text says why."""


class Splice(Struct, frozen=True):
    """These bytes give way to those."""

    start: int
    end: int
    new: bytes


def spliced(header: bytes, splices: Several[Splice]) -> bytes:
    """Return the header with the splices made."""
    for splice in sorted(splices, key=lambda s: (s.start, s.end), reverse=True):
        header = header[: splice.start] + splice.new + header[splice.end :]
    return header


def literal(value: Value, *, flow: bool = False, like: str = "") -> bytes:
    """Return a value as YAML on one line."""
    if isinstance(value, str):
        return quote_value(value, flow=flow, like=like).encode()
    return b"[" + b", ".join(quote_value(item, flow=True).encode() for item in value) + b"]"


class Splicer(Struct, frozen=True):
    """Plans changes of one header."""

    header: bytes
    newline: bytes

    def put(self, mapping: Mapping, key: str, value: Value, after: str | None = None) -> list[Splice]:
        """Plan a key with its value: in its place, or as a new one behind the key `after` or at the end."""
        entry = mapping.entries.get(key)
        if entry is not None:
            return self.replace(mapping, entry, value)
        if mapping.flow:
            return [self.insert_flow(mapping, key, value)]
        line = literal(key, flow=True) + b": " + literal(value) + self.newline
        if not len(mapping):
            return [Splice(len(self.header), len(self.header), line)]
        above = mapping.entries.get(after or "") or list(mapping)[-1]
        at = self.line_end(self.entry_end(above))
        return [Splice(at, at, self.indent(above.key_span[0]) + line)]

    def insert_flow(self, mapping: Mapping, key: str, value: Value) -> Splice:
        """Plan a new last key between braces."""
        words = literal(key, flow=True) + b": " + literal(value, flow=True)
        if not len(mapping):
            at = mapping.span[0] + 1
            return Splice(at, at, words)
        at = self.entry_end(list(mapping)[-1])
        return Splice(at, at, b", " + words)

    def replace(self, mapping: Mapping, entry: Entry, value: Value) -> list[Splice]:
        """Plan another value for a key that is there."""
        node = entry.node
        between = COMMENT.sub(b"", self.header[entry.key_span[1] : node.span[0]])
        if isinstance(node, Reference):
            raise Unusual(f"the value of `{entry.key}` stands for something written elsewhere")
        if ANCHOR.search(between):
            raise Unusual(f"the value of `{entry.key}` carries an anchor")
        if isinstance(node, Mapping) or (isinstance(node, Sequence) and not is_plain_list(node)):
            raise Unusual(f"the value of `{entry.key}` holds keys of its own")
        if isinstance(node, Sequence):
            return self.replace_list(entry, node, value)
        words = literal(value, flow=mapping.flow, like=node.source if isinstance(value, str) else "")
        if node.span[0] == node.span[1]:
            at = self.colon(entry)
            return [Splice(at, at, b" " + words)]
        return [Splice(node.span[0], self.block_end(node), words)]

    def replace_list(self, entry: Entry, node: Sequence, value: Value) -> list[Splice]:
        """Plan another value in place of a list."""
        if node.flow:
            if b"#" in COMMENT.sub(b"#", self.header[slice(*node.span)]) and node.source.count("\n"):
                raise Unusual(f"the list of `{entry.key}` holds comments between its brackets")
            words = self.kept_flow(node, value) if isinstance(value, tuple) else literal(value)
            return [Splice(*node.span, words)]
        if isinstance(value, tuple) and value:
            return self.edit_block(entry, node, value)
        at, first = self.colon(entry), self.line_start(node.span[0])
        end = self.line_end(self.node_end(node))
        if first <= at:
            raise Unusual(f"the list of `{entry.key}` begins on the line of its key")
        return [Splice(at, at, b" " + literal(value)), Splice(first, end, b"")]

    def kept_flow(self, node: Sequence, value: tuple[str, ...]) -> bytes:
        """Return a list in brackets, in which the items that stay are written as before."""
        written = {i.text: i.source.encode() for i in node.items if isinstance(i, Scalar) and "\n" not in i.source}
        return b"[" + b", ".join(written.get(item) or literal(item, flow=True) for item in value) + b"]"

    def edit_block(self, entry: Entry, node: Sequence, value: tuple[str, ...]) -> list[Splice]:
        """Plan a change of a list with dashes, line by line."""
        items = [item for item in node.items if isinstance(item, Scalar)]
        starts = [self.line_start(item.span[0]) for item in items]
        leads = [self.header[at : item.span[0]] for at, item in zip(starts, items, strict=True)]
        if any(not ITEM_START.fullmatch(lead) for lead in leads):
            raise Unusual(f"the list of `{entry.key}` is written in an unusual way")
        ends = [self.line_end(self.node_end(item)) for item in items]
        splices = []
        matcher = SequenceMatcher(None, [item.text for item in items], value, autojunk=False)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            if tag == "equal":
                continue
            same = min(i2 - i1, j2 - j1)
            for item, text in zip(items[i1 : i1 + same], value[j1:j2], strict=False):
                splices.append(Splice(item.span[0], self.node_end(item), literal(text, like=item.source)))
            splices += [Splice(starts[i], ends[i], b"") for i in range(i1 + same, i2)]
            at = ends[i1 + same - 1] if i1 + same else starts[0]
            new = b"".join(leads[0] + literal(text) + self.newline for text in value[j1 + same : j2])
            splices += [Splice(at, at, new)] if new else []
        return splices

    def take_out(self, mapping: Mapping, entry: Entry) -> list[Splice]:
        """Plan a key's removal."""
        entries = list(mapping)
        place = entries.index(entry)
        following = entries[place + 1] if place + 1 < len(entries) else None
        start, end = entry.key_span[0], self.entry_end(entry)
        if mapping.flow:
            if following is not None:
                return [Splice(start, following.key_span[0], b"")]
            return [Splice(self.entry_end(entries[place - 1]) if place else start, end, b"")]
        lead = self.header[self.line_start(start) : start]
        if not lead.strip():
            return [Splice(self.line_start(start), self.line_end(end), b"")]
        between = self.header[self.line_end(end) : following.key_span[0]] if following else b"-"
        if following is None or between.strip() or not DASHES.fullmatch(lead):
            raise Unusual(f"`{entry.key}` cannot be taken out from where it stands")
        return [Splice(start, following.key_span[0], b"")]

    def take_item(self, key: str, node: Sequence, index: int) -> list[Splice]:
        """Plan the removal of one item of a list that keeps others."""
        item = node.items[index]
        start = self.line_start(item.span[0])
        if node.flow or not ITEM_START.fullmatch(self.header[start : item.span[0]]):
            raise Unusual(f"an item of `{key}` cannot be taken out from where it stands")
        return [Splice(start, self.line_end(self.node_end(item)), b"")]

    def append(self, mapping: Mapping, key: str, values: Several[tuple[str, Value]]) -> list[Splice]:
        """Plan one more mapping at the end of a list of mappings, which is made when it is not there."""
        entry = mapping.entries.get(key)
        if mapping.flow:
            raise Unusual("the front matter is written in braces")
        if entry is None:
            above = list(mapping)[-1:]
            at = self.line_end(self.entry_end(above[0])) if above else len(self.header)
            indent = self.indent(above[0].key_span[0]) if above else b""
            head = indent + literal(key, flow=True) + b":" + self.newline
            return [Splice(at, at, head + self.block_item(indent + b"  ", values))]
        node = entry.node
        if isinstance(node, Sequence) and node.items:
            return [self.append_item(entry, node, values)]
        if isinstance(node, Mapping | Reference):
            raise Unusual(f"the value of `{key}` is no list")
        at = self.line_end(max(self.colon(entry), node.span[1]))
        indent = self.indent(entry.key_span[0]) + b"  "
        start = self.colon(entry) if not self.header[self.colon(entry) : node.span[0]].strip() else node.span[0]
        cut = [Splice(start, node.span[1], b"")] if node.span[0] != node.span[1] else []
        return [*cut, Splice(at, at, self.block_item(indent, values))]

    def append_item(self, entry: Entry, node: Sequence, values: Several[tuple[str, Value]]) -> Splice:
        """Plan one more mapping in a list that holds some."""
        if node.flow:
            at = self.node_end(node.items[-1])
            words = (literal(k, flow=True) + b": " + literal(v, flow=True) for k, v in values)
            return Splice(at, at, b", {" + b", ".join(words) + b"}")
        indent = self.header[self.line_start(node.span[0]) : node.span[0]]
        if indent.strip():
            raise Unusual(f"the list of `{entry.key}` begins on the line of its key")
        at = self.line_end(self.node_end(node))
        return Splice(at, at, self.block_item(indent, values))

    def block_item(self, indent: bytes, values: Several[tuple[str, Value]]) -> bytes:
        """Return one item of a list with dashes, a key a line."""
        lines = [literal(key, flow=True) + b": " + literal(value) + self.newline for key, value in values]
        return indent + b"- " + (indent + b"  ").join(lines)

    def reach(self, mapping: Mapping, key: str) -> tuple[int, int] | None:
        """Return the bytes of the lines that a change of a key may touch; None where no line may change."""
        entry = mapping.entries.get(key)
        if mapping.flow:
            return self.line_start(mapping.span[0]), self.line_end(mapping.span[1])
        if entry is None:
            return None
        start, end = entry.key_span[0], self.entry_end(entry)
        following = next((e for e in mapping if e.key_span[0] > start), None)
        if following is not None and self.header[self.line_start(start) : start].strip():
            # A first key beside a dash: when it goes, the next one takes its place.
            end = max(end, following.key_span[1])
        return self.line_start(start), self.line_end(end)

    def stays_within(self, new: bytes, reach: tuple[int, int] | None) -> bool:
        """Tell whether another header differs from this one in those bytes only."""
        if reach is not None:
            return new.startswith(self.header[: reach[0]]) and new.endswith(self.header[reach[1] :])
        lines, now = self.header.splitlines(keepends=True), new.splitlines(keepends=True)
        same = next((i for i, (a, b) in enumerate(zip(lines, now, strict=False)) if a != b), len(lines))
        return new.endswith(b"".join(lines[same:]))

    def colon(self, entry: Entry) -> int:
        """Return the place behind the colon of a key."""
        match = re.compile(rb"[ \t]*:").match(self.header, entry.key_span[1])
        if match is None:
            raise Unusual(f"`{entry.key}` has no colon behind it")
        return match.end()

    def entry_end(self, entry: Entry) -> int:
        """Return where a key with its value ends, blank lines and comments below it aside."""
        return max(entry.key_span[1], self.node_end(entry.node))

    def node_end(self, node: Node) -> int:
        """Return where a value ends, blank lines and comments below it aside."""
        start, end = node.span
        if isinstance(node, Mapping) and not node.flow and len(node):
            return self.entry_end(list(node)[-1])
        if isinstance(node, Sequence) and not node.flow and node.items:
            return max(self.node_end(node.items[-1]), start)
        if isinstance(node, Scalar) and start == end:
            return self.line_start(start)
        if isinstance(node, Scalar) and node.source.startswith(("|", ">")):
            return end if "+" in node.source.splitlines()[0] else self.block_end(node)
        return end

    def block_end(self, node: Scalar) -> int:
        """Return where a text ends, empty lines below it aside; lines of blanks may belong to a block of text."""
        return node.span[0] + len(node.source.rstrip("\r\n").encode())

    def indent(self, at: int) -> bytes:
        """Return blanks as wide as what stands before a byte on its line."""
        return re.sub(rb"[^\t]", b" ", self.header[self.line_start(at) : at])

    def line_start(self, at: int) -> int:
        """Return the first byte of a byte's line."""
        return max((m.end() for m in NEWLINE.finditer(self.header, 0, at)), default=0)

    def line_end(self, at: int) -> int:
        """Return the end of the line in which a value ends; a value that ends with its line end is at it."""
        if at and self.header[at - 1 : at] in (b"\n", b"\r"):
            return at
        found = NEWLINE.search(self.header, at)
        return found.end() if found else len(self.header)


def is_plain_list(node: Sequence) -> bool:
    """Tell whether a list holds nothing but texts."""
    return all(isinstance(item, Scalar) for item in node.items)

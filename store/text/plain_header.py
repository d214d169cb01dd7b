"""Headers as nearly everybody writes them, read without the YAML parser: keys with a word, a list, a list of contacts.

Promise: what is read here is what the parser would read, to the last place; at the first doubt nothing is read here.
"""

import re
from collections.abc import Callable
from types import MappingProxyType

from store.text.tree import Entry, Mapping, Node, Scalar, Sequence

SIGN = r"A-Za-z0-9\x80-\xff"
MORE = rf"{SIGN} .,/()&'+@;=%!?$_\-"
PLAIN = rf"[{SIGN}][{MORE}]*(?::[{SIGN}/][{MORE}]*)*"
QUOTED = rf'"[{MORE}:#*<>|~\[\]{{}}]*"'
WORD = rf"[{SIGN}][{SIGN} ./()&'+_-]*"
WORDS = re.compile(WORD)
FLOW = rf"\[(?:{WORD}(?:, ?{WORD})*)?\]"
LINE = re.compile(
    rf"( *)(- )?(?:([A-Za-z][A-Za-z0-9_-]*):(?: |(?=\n)))?(?:({PLAIN})|({QUOTED})|({FLOW}))?(?: +#[^\n]*)?\n"
)
"""One line: indentation, dash, key, and a plain text, one in quotes or a list in brackets."""
KEY, PLAINLY, QUOTES, BRACKETS = 3, 4, 5, 6
Said = Callable[[str], str]


class _Unusual(Exception):
    """This is for the parser."""


def plain_tree(text: str, first_line: int) -> Mapping | None:
    """Return the tree of a plain header; None where it holds anything beyond that.

    Args:
        text: the header, with its line ends.
        first_line: line of the file where it begins.
    """
    if not text.replace("\n", "").isprintable():
        return None
    try:
        # One sign for each byte, so that a place among the signs is a place in the file.
        if text.isascii():
            return _read(text, first_line, str)
        return _read(text.encode().decode("latin-1"), first_line, lambda signs: signs.encode("latin-1").decode())
    except _Unusual:
        return None


def _read(signs: str, first_line: int, said: Said) -> Mapping:
    """Read signs, of which `said` makes text again."""
    fields: dict[str, Entry] = {}
    block: _Block | None = None
    at, line, end, match = 0, first_line, len(signs), LINE.match
    while at < end:
        found = match(signs, at)
        if found is None:
            raise _Unusual
        node = _value(found, line, said)
        if not (found[1] or found[2]):
            _close(block, at, fields)
            block = None
            if node is None:
                block = _Block(found, line, signs, said)
            else:
                _put(fields, found, line, node)
        elif block is not None:
            block.add(found, line, node)
        else:
            raise _Unusual
        at, line = found.end(), line + 1
    _close(block, at, fields)
    if not fields:
        raise _Unusual
    return Mapping(entries=MappingProxyType(fields), line=first_line, source=said(signs), span=(0, at))


def _close(block: "_Block | None", end: int, fields: dict[str, Entry]) -> None:
    """End the list that is being read, if one is."""
    if block is not None:
        block.close(end, fields)


def _value(found: re.Match[str], line: int, said: Said) -> Node | None:
    """Return what a line says behind its dash and key; None where it says nothing."""
    kind = found.lastindex
    if kind == PLAINLY:
        start, word = found.start(kind), found[kind].rstrip(" ")
        text = said(word)
        return Scalar(text=text, line=line, source=text, span=(start, start + len(word)))
    if kind == QUOTES:
        text = said(found[kind])
        return Scalar(text=text[1:-1], line=line, quoted=True, source=text, span=found.span(kind))
    if kind == BRACKETS:
        start, items = found.start(kind), []
        for one in WORDS.finditer(found[kind]):
            word, at = one.group().rstrip(" "), start + one.start()
            text = said(word)
            items.append(Scalar(text=text, line=line, source=text, span=(at, at + len(word))))
        return Sequence(items=tuple(items), line=line, flow=True, source=said(found[kind]), span=found.span(kind))
    return None


def _put(fields: dict[str, Entry], found: re.Match[str], line: int, node: Node) -> None:
    """Add the key of a line, with its value."""
    key = found[KEY]
    if key is None or key in fields:
        raise _Unusual
    fields[key] = Entry(key=key, node=node, line=line, key_span=found.span(KEY))


def _nothing(found: re.Match[str], line: int) -> Scalar:
    """Return the value of a key behind which nothing stands."""
    place = found.end() - 1
    if found.end(KEY) + 1 != place:
        raise _Unusual
    return Scalar(text="", line=line, span=(place, place))


class _Block:
    """A key and the list below it, while it is read."""

    def __init__(self, found: re.Match[str], line: int, signs: str, said: Said) -> None:
        self._found, self._line = found, line
        self._nothing = _nothing(found, line)
        self._signs, self._said = signs, said
        self._items: list[Node] = []
        self._start = self._first_line = 0
        self._indent = ""
        self._fields: dict[str, Entry] | None = None
        """Those of the item that is being read, if it has any."""
        self._item_start = self._item_line = 0

    def add(self, found: re.Match[str], line: int, node: Node | None) -> None:
        """Read one more line."""
        if found[2]:
            self._begin_item(found, line)
            if found[KEY] is None:
                if node is None:
                    raise _Unusual
                self._items.append(node)
                return
            self._fields, self._item_start, self._item_line = {}, found.start(KEY), line
        elif len(found[1]) != len(self._indent) + 2:
            raise _Unusual
        if self._fields is None:
            raise _Unusual
        _put(self._fields, found, line, _nothing(found, line) if node is None else node)

    def _begin_item(self, found: re.Match[str], line: int) -> None:
        if not self._start:
            self._start, self._first_line, self._indent = found.start(2), line, found[1]
        elif found[1] != self._indent:
            raise _Unusual
        self._end_item(found.start())

    def _end_item(self, end: int) -> None:
        if self._fields is not None:
            start, entries = self._item_start, MappingProxyType(self._fields)
            source = self._said(self._signs[start:end])
            self._items.append(Mapping(entries=entries, line=self._item_line, source=source, span=(start, end)))
            self._fields = None

    def close(self, end: int, fields: dict[str, Entry]) -> None:
        """Add the key with what was read below it."""
        self._end_item(end)
        node: Node = self._nothing
        if self._start:
            source = self._said(self._signs[self._start : end])
            node = Sequence(items=tuple(self._items), line=self._first_line, source=source, span=(self._start, end))
        _put(fields, self._found, self._line, node)

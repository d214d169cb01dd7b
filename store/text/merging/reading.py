"""A body cut into parts and blocks.

A log heading ends whatever is open above it, so each stretch from one log heading to the next is read by itself, and
equal ones only once.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from store.model.entry import WRITTEN
from store.model.folding import fold_name
from store.text.document import lines_of
from store.text.merging.marks import read_mark
from store.text.merging.parts import NOTHING, Block, Body, Key, Part, plain
from store.text.names import cut
from store.text.outline import LOG_LEVEL, Outline, Sort, Title, outline

LOG_HEADING = re.compile(r"(?:(?<=[\r\n])|\A) {0,3}###[ \t]+[0-9]{4}-[^\r\n]*")
BLANK_START = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r))*(?:[ \t]+\Z)?")
FIRST_END = re.compile(r"\r\n|\n|\r")


class Reader:
    """Cuts bodies into parts; what it has seen once is not read again."""

    def __init__(self, *, is_coarse: bool = False) -> None:
        """Begin; with `is_coarse` only log headings begin a part, and all other headings are blocks."""
        self._is_coarse = is_coarse
        self._bodies: dict[str, Body] = {}
        self._stretches: dict[str, tuple[list[tuple[str | None, Part]], str | None]] = {}

    def read(self, text: str) -> Body:
        """Cut a body into parts."""
        if text not in self._bodies:
            self._bodies[text] = self._read(text)
        return self._bodies[text]

    def _read(self, text: str) -> Body:
        start = BLANK_START.match(text)
        head = start[0] if start else ""
        if len(head) == len(text):
            return Body(text, ((None, NOTHING),), is_ended=False, tail="")
        full = len(text.rstrip(" \t\r\n"))
        full += len(text) - full - len(text[full:].lstrip(" \t"))
        newline = FIRST_END.match(text, full) or FIRST_END.search(text)
        end = newline[0] if newline else "\n"
        parts: list[tuple[str | None, Part]] = []
        gap: str | None = None
        for stretch in _stretches(text[len(head) : full] + end):
            if stretch not in self._stretches:
                self._stretches[stretch] = _parts(stretch, is_coarse=self._is_coarse)
            read, blank = self._stretches[stretch]
            parts += [(gap, read[0][1]), *read[1:]]
            gap = blank
        return Body(head, tuple(parts), is_ended=full < len(text), tail=text[full + len(end) :])


def _stretches(text: str) -> Iterator[str]:
    """Cut a text before each log heading."""
    at = 0
    for found in LOG_HEADING.finditer(text):
        if _is_log_heading(found[0]):
            yield text[at : found.start()]
            at = found.start()
    yield text[at:]


@lru_cache(maxsize=1024)
def _is_log_heading(line: str) -> bool:
    title = outline(line).titles.get(0)
    return title is not None and title.heading is not None


def _parts(stretch: str, *, is_coarse: bool) -> tuple[list[tuple[str | None, Part]], str | None]:
    """Cut a stretch into parts with the blank lines above them, and the blank lines at its end."""
    raw = lines_of(stretch)
    found = outline(stretch)
    starts = [at for at, title in found.titles.items() if (title.heading if is_coarse else title.ends_an_entry)]
    parts: list[tuple[str | None, Part]] = []
    gap: str | None = None
    if not starts or not found.titles[starts[0]].heading:
        part, gap = _part(found, raw, 0, starts[0] if starts else len(raw), None)
        parts.append((None, part))
    for at, stop in pairwise([*starts, len(raw)]):
        part, below = _part(found, raw, at, stop, found.titles[at])
        parts.append((gap, part))
        gap = below
    return parts, gap


def _part(found: Outline, raw: list[str], at: int, stop: int, title: Title | None) -> tuple[Part, str | None]:
    first = at if title is None else at + 1
    heading = title.heading if title else None
    is_letter = heading is not None and heading.kind in WRITTEN
    split = first
    if is_letter and first < stop and found.sorts[first] is Sort.ITEM:
        split = next((i for i in range(first, stop) if found.sorts[i] is Sort.BLANK), stop)
    listed, _ = _blocks(found, raw, first, split, "", holds_marks=True)
    blocks, blank = _blocks(found, raw, split, stop, "" if title else None, holds_marks=bool(heading) and not is_letter)
    part = Part(
        level=title.level if title else 0,
        key=_key(title),
        title=title.text if title else "",
        line=raw[at] if title else "",
        heading=heading,
        listed=listed,
        blocks=blocks,
        is_open=any(at <= i < stop for i in found.unclosed),
    )
    return part, blank


def _key(title: Title | None) -> Key:
    if title is None:
        return ("",)
    heading = title.heading
    if heading is None:
        return (str(title.level), fold_name(title.text))
    pieces, _ = cut(heading.names, until_title=False)
    names = [fold_name(heading.names[piece.start : piece.end]) for piece in pieces]
    time = heading.at.isoformat("minutes") if heading.at else ""
    words = (heading.day.isoformat(), time, heading.zone or "", heading.kind.value, heading.direction or "")
    return (str(LOG_LEVEL), *words, *names, fold_name(heading.title))


def _blocks(
    found: Outline, raw: list[str], start: int, stop: int, gap: str | None, *, holds_marks: bool
) -> tuple[tuple[Block, ...], str | None]:
    """Cut lines into blocks, and return the blank lines below the last one."""
    sorts, blocks = found.sorts, list[Block]()
    at = start
    while at < stop:
        sort, first = sorts[at], at
        at += 1
        if sort is Sort.BLANK:
            gap = (gap or "") + raw[first]
            continue
        follows = Sort.HIDDEN if sort is Sort.HIDDEN else Sort.TEXT
        while at < stop and sort is not Sort.HEADING and sorts[at] is follows:
            at += 1
        text = "".join(raw[first:at])
        mark = read_mark(text) if holds_marks and sort is Sort.ITEM else None
        key = ("mark", mark.identity) if mark else ("text", plain(text))
        blocks.append(Block(sort, gap, text, key, mark))
        gap = ""
    return tuple(blocks), gap

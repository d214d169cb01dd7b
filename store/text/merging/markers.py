"""Conflict markers that somebody committed: found, and both sides rebuilt from them. This program never writes any.

A conflict is complete or it is none: `<<<<<<<`, at times `|||||||`, then `=======` and `>>>>>>>`, all of one length and
at the beginning of their lines. So a line under a title, or an e-mail quoted often, is no conflict. Conflicts may stand
inside others; the outermost ones are taken apart, and what is inside stays in the sides to be taken apart next.
"""

import re
from enum import Enum, auto

from msgspec import Struct

LINE = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
MARKER = re.compile(rb"(<{7,}|\|{7,}|={7,}|>{7,})(?:[ \t].*)?[\r\n]*", re.DOTALL)
SIGN = b"<<<<<<<"
OPEN_AT_ONCE = 16
"""More that are begun and not ended are text; it keeps the search short."""


class Part(Enum):
    """Where in a conflict a line stands."""

    OURS = auto()
    BASE = auto()
    THEIRS = auto()


class Conflict(Struct):
    """One conflict by its lines, counted from 0: where each part is announced, and where all ends."""

    size: int
    start: int
    part: Part = Part.OURS
    base: int | None = None
    middle: int = 0
    end: int = 0


def has_markers(data: bytes) -> bool:
    """Tell whether a file holds a complete conflict."""
    return SIGN in data and bool(conflicts(LINE.findall(data)))


def sides_of(data: bytes) -> tuple[bytes | None, bytes, bytes]:
    """Rebuild what both sides of a file with conflicts were, and their base if every conflict tells it.

    A file without conflicts is its own sides.
    """
    lines = LINE.findall(data)
    found = conflicts(lines)
    base: list[bytes] = []
    ours: list[bytes] = []
    theirs: list[bytes] = []
    at = 0
    for conflict in found:
        for side in (base, ours, theirs):
            side.extend(lines[at : conflict.start])
        ours += lines[conflict.start + 1 : conflict.base if conflict.base is not None else conflict.middle]
        base += lines[conflict.base + 1 : conflict.middle] if conflict.base is not None else []
        theirs += lines[conflict.middle + 1 : conflict.end]
        at = conflict.end + 1
    for side in (base, ours, theirs):
        side.extend(lines[at:])
    tells_base = all(conflict.base is not None for conflict in found)
    return b"".join(base) if tells_base else None, b"".join(ours), b"".join(theirs)


def conflicts(lines: list[bytes]) -> list[Conflict]:
    """Return the outermost complete conflicts, in file order."""
    begun: list[Conflict] = []
    ended: list[Conflict] = []
    for at, line in enumerate(lines):
        found = MARKER.fullmatch(line)
        if found is None:
            continue
        sign, size = found[1][:1], len(found[1])
        if sign == b"<":
            begun = [*begun[-OPEN_AT_ONCE + 1 :], Conflict(size, at)]
            continue
        conflict = next((c for c in reversed(begun) if c.size == size and _fits(c.part, sign)), None)
        if conflict is None:
            continue
        # What was begun inside and does not end there is text.
        del begun[begun.index(conflict) + 1 :]
        if sign == b">":
            conflict.end = at
            begun.pop()
            ended = [c for c in ended if c.start < conflict.start]
            ended.append(conflict)
        elif sign == b"|":
            conflict.part, conflict.base = Part.BASE, at
        else:
            conflict.part, conflict.middle = Part.THEIRS, at
    return ended


def _fits(part: Part, sign: bytes) -> bool:
    """Tell whether a marker can follow in that part of a conflict."""
    if sign == b">":
        return part is Part.THEIRS
    return part is Part.OURS or (sign == b"=" and part is Part.BASE)

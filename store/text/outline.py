"""The lines of a body and what each one is: heading, list item, blank, hidden in a fence or comment, or text."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from store.text.document import bare_lines_of
from store.text.headings import DATED, Heading, NotAHeading, read_heading, without_closing

ATX = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
GLUED = re.compile(r" {0,3}#{1,6}(?=[0-9]{4}-[0-9])")
FENCE = re.compile(r"[ \t]*(`{3,}(?=[^`]*$)|~{3,})[ \t]*(.*)")
ITEM = re.compile(r"[ \t]*(?:(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]+|$))+")
COMMENT = "<!--"
COMMENT_END = "-->"
LOG_LEVEL = 3
LOG_SIGN = "### "
"""How nearly all headings of log entries begin."""


class Sort(Enum):
    """What a line is."""

    TEXT = auto()
    BLANK = auto()
    HEADING = auto()
    ITEM = auto()
    FENCE = auto()
    """A fence or comment that is not closed: text that ends a list item."""
    HIDDEN = auto()
    """A closed fence or comment, from its first line to its last."""


FIRST = {"#": Sort.HEADING, "`": Sort.FENCE, "~": Sort.FENCE, "<": Sort.FENCE} | dict.fromkeys(
    "-*+0123456789", Sort.ITEM
)
NO_TEXT = frozenset(FIRST) | {"", " ", "\t"}
"""How a line may begin that is anything but text."""


class Title(Struct):
    """A heading of any level."""

    level: int
    text: str
    heading: Heading | None = None
    """What it says as the heading of a log entry."""
    fault: NotAHeading | None = None
    """Why it is none, although it begins with a date."""

    @property
    def ends_an_entry(self) -> bool:
        """Tell whether an entry above it ends here."""
        return self.level <= LOG_LEVEL


class Outline(Struct):
    """A body by lines; all indices count from 0."""

    lines: list[str]
    """Without line ends."""
    sorts: list[Sort]
    titles: dict[int, Title]
    """Every heading that is not hidden, in order."""
    unclosed: dict[int, str]
    """Fences and comments that are not closed before the next log heading, with the sign that begins them."""

    def entries(self) -> Iterator[tuple[int, int, Title]]:
        """Yield the first line, the line after the last one, and the heading of each log entry."""
        stops = [at for at, title in self.titles.items() if title.ends_an_entry]
        for at, stop in pairwise([*stops, len(self.lines)]):
            if self.titles[at].heading:
                yield at, stop, self.titles[at]


def outline(body: str) -> Outline:
    """Tell what each line of a body is."""
    lines = bare_lines_of(body)
    sorts = [Sort.TEXT] * len(lines)
    titles: dict[int, Title] = {}
    suspects: list[int] = []
    blank = Sort.BLANK
    for at, line in enumerate(lines):
        if line[:1] not in NO_TEXT:
            continue
        if not line:
            sorts[at] = blank
            continue
        bare = line.lstrip(" \t")
        sort = FIRST.get(bare[0]) if bare else blank
        if sort is blank or (sort is Sort.ITEM and (line[:2] == "- " or ITEM.match(line))):
            sorts[at] = sort
        elif sort is Sort.HEADING:
            title = _title(line)
            if title:
                sorts[at], titles[at] = sort, title
        elif sort is Sort.FENCE and (bare.startswith(COMMENT) or FENCE.match(line)):
            sorts[at] = sort
            suspects.append(at)
    found = Outline(lines, sorts, titles, {})
    if suspects:
        _hide(found, suspects)
    return found


def _title(line: str) -> Title | None:
    if line[:4] == LOG_SIGN:
        title = Title(LOG_LEVEL, without_closing(line[4:]))
    else:
        found = ATX.match(line)
        if not found:
            glued = GLUED.match(line)
            return Title(6, line[glued.end() :], fault=_glued()) if glued else None
        title = Title(len(found[1]), without_closing(line[found.end() :]))
    if DATED.match(title.text):
        try:
            heading = read_heading(title.text)
        except NotAHeading as fault:
            title.fault = fault
        else:
            _settle(title, heading)
    return title


def _settle(title: Title, heading: Heading) -> None:
    if title.level == LOG_LEVEL:
        title.heading = heading
        return
    title.fault = NotAHeading(
        "heading-level",
        f"a log entry has ###, this heading has {'#' * title.level}",
        f"Write `### {title.text}`.",
    )


def _glued() -> NotAHeading:
    return NotAHeading(
        "not-an-entry", "a space is missing behind the #", "Write `### ` and then the date, with a space between."
    )


def _hide(found: Outline, suspects: list[int]) -> None:
    """Mark closed fences and comments as hidden, and list those that are not closed before a log heading."""
    walls = [at for at, title in found.titles.items() if title.heading]
    walls.append(len(found.lines))
    signs = {at: _sign(found.lines[at]) for at in suspects}
    closers = [at for at in suspects if signs[at].closes]
    hopeless: dict[str, int] = {}
    wall, hidden_until = -1, -1
    for at in suspects:
        if at < hidden_until:
            continue
        if at > wall:
            wall, hopeless = walls[bisect_right(walls, at)], {}
        sign = signs[at].text
        is_hopeless = len(sign) >= hopeless.get(sign[0], len(sign) + 1)
        if is_hopeless:
            close = None
        elif sign == COMMENT:
            close = _comment_end(found.lines, at, wall)
        else:
            later = range(bisect_right(closers, at), bisect_right(closers, wall))
            close = next((closers[i] for i in later if signs[closers[i]].text.startswith(sign)), None)
        if close is None:
            found.unclosed[at] = sign
            hopeless[sign[0]] = len(sign)
            continue
        hidden_until = close + 1
        for hidden in range(at, hidden_until):
            found.sorts[hidden] = Sort.HIDDEN
            found.titles.pop(hidden, None)


class Sign(NamedTuple):
    """What begins a fence or comment."""

    text: str
    closes: bool
    """Whether it can end a fence: nothing stands behind it."""


def _sign(line: str) -> Sign:
    fence = FENCE.match(line)
    return Sign(fence[1], not fence[2].strip(" \t")) if fence else Sign(COMMENT, closes=False)


def _comment_end(lines: list[str], start: int, wall: int) -> int | None:
    """Return the line where a comment ends, before the wall."""
    if COMMENT_END in lines[start][lines[start].index(COMMENT) + 2 :]:
        return start
    return next((at for at in range(start + 1, wall) if COMMENT_END in lines[at]), None)

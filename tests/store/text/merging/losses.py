"""What a merge of two bodies has lost, told by looking at lines, and at what the reader of logs finds in the result.

It knows nothing of how the merge works: a line that stands once in a side must stand in the result or in a decision,
unless the other side took it away.
"""

import re
from collections.abc import Iterable, Iterator

from store.text.document import lines_of
from store.text.log import read_log
from store.text.merging.decisions import Decision
from store.text.names import Roster

NOBODY = Roster((), ())
BOX = re.compile(r"\[[^\[\]]?\] ?(?=(?:promise|next|need|topic|quote|fumbled|value)[ \t]*:)", re.IGNORECASE)
DAY = re.compile(r" by [0-9]{4}-[0-9]{2}-[0-9]{2}")
MARKER = re.compile(r"<{7}|={7}|>{7}|\|{7}")


def bare(text: str) -> list[str]:
    """Return the lines of a text as they are compared: without line ends, boxes and days, and without case."""
    return [DAY.sub("", BOX.sub("", line.strip())).casefold() for line in lines_of(text) if line.strip()]


def lost_lines(base: str, ours: str, theirs: str, merged: str, decisions: Iterable[Decision]) -> Iterator[str]:
    """Yield each line that stands in a side and nowhere in the result, and that the other side did not take away."""
    told = "\n".join(text for decision in decisions for text in (decision.kept, decision.other))
    found = {*bare(merged), *bare(told)}
    sides = bare(base), bare(ours), bare(theirs)
    for mine, other in ((sides[1], sides[2]), (sides[2], sides[1])):
        for line in mine:
            is_plain = all(side.count(line) < 2 for side in sides)
            was_taken = line in sides[0] and line not in other
            if line not in found and is_plain and not was_taken:
                yield line


def lost_marks(base: str, ours: str, theirs: str, merged: str) -> Iterator[tuple[str, str]]:
    """Yield each mark that reads as one in a side and does not in the result, and that nobody took away."""
    sides = [marks(text) for text in (base, ours, theirs)]
    found = marks(merged)
    for mine, other in ((sides[1], sides[2]), (sides[2], sides[1])):
        yield from (mark for mark in mine if mark not in found and not (mark in sides[0] and mark not in other))


def marks(body: str) -> set[tuple[str, str]]:
    """Return the marks of a body, by word and text, without their days."""
    entries, _ = read_log(body, 1, NOBODY, "x.md")
    return {(mark.word.value, DAY.sub("", mark.text).strip()) for entry in entries for mark in entry.marks}


def lost_entries(base: str, ours: str, theirs: str, merged: str) -> Iterator[str]:
    """Yield the heading of each entry that was put in or edited by a side and is not there."""
    before, mine, other, found = (headings(text) for text in (base, ours, theirs, merged))
    yield from sorted(((mine | other) - before | (mine & other)) - found)


def headings(body: str) -> set[str]:
    """Return the headings of the log entries of a body."""
    return {entry.heading.casefold() for entry in read_log(body, 1, NOBODY, "x.md")[0]}


def strange_lines(base: str, ours: str, theirs: str, merged: str) -> Iterator[str]:
    """Yield each line of the result that is a line of no side; boxes may be put in."""
    sides = lines_of(base) + lines_of(ours) + lines_of(theirs)
    known = {BOX.sub("", line).rstrip("\r\n") for line in sides}
    for line in lines_of(merged):
        if line.strip() and BOX.sub("", line).rstrip("\r\n") not in known:
            yield line

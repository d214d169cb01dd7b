"""Note marks as the merge sees them: the same mark with another box or another day, and what becomes of two of it.

A mark is its word, its text and its person. Who the person is need not be known: what stands in the last parentheses
is compared as text. Box and day are two values of it, each chosen by itself; the line is the one that has the chosen
day, with the chosen box put in.
"""

import re
from datetime import date

from msgspec import Struct

from store.model.entry import Word
from store.model.folding import fold_name
from store.text.document import bare_lines_of
from store.text.marks import BY, MARK, Item, last_parenthesis
from store.text.merging.choosing import chosen
from store.text.outline import ITEM

BOX = re.compile(r"[ \t\r\n]*\[([^\[\]]?)\]")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
OPEN, DONE, DROPPED = " ", "x", "-"
STRENGTH = {OPEN: 0, DROPPED: 2, DONE: 3}
"""Of two boxes the stronger holds; a box that none knows is more than an open one."""


class MarkText(Struct, frozen=True):
    """One mark as it is written."""

    text: str
    """Its lines with their ends."""
    identity: str
    """What makes it the same mark elsewhere."""
    box: str
    by: str
    """The day in ISO form; empty when there is none."""

    @property
    def comments(self) -> frozenset[str]:
        """The comments in its lines, which say nothing about which mark it is."""
        return frozenset(COMMENT.findall(self.text)) if "<!--" in self.text else frozenset()

    @property
    def content(self) -> str:
        """The mark in one line, without its bullet."""
        return _item(self.text).content


def read_mark(text: str) -> MarkText | None:
    """Read a list item with its continuation lines as a mark; None for any other item."""
    if ":" not in text:
        return None
    found = MARK.match(_item(text).content)
    if not found:
        return None
    says, by = _without_day(found[3].strip(" \t"))
    persons, opening = "", last_parenthesis(says)
    if opening is not None:
        says, persons = says[:opening].rstrip(" \t"), says[opening:]
        if not by:
            says, by = _without_day(says)
    if not (says or persons or by):
        return None
    box = (found[1] or OPEN).replace("X", DONE)
    return MarkText(text, f"{Word(found[2].casefold())}: {fold_name(says)} {fold_name(persons)}", box, by)


def _item(text: str) -> Item:
    return Item(0, text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n"))


def _without_day(text: str) -> tuple[str, str]:
    found = BY.search(text[-40:])
    if found:
        try:
            date.fromisoformat(found[1])
        except ValueError:
            return text, ""
        return text[: len(text) - len(found[0])].rstrip(" \t"), found[1]
    return text, ""


def merge_marks(base: MarkText | None, ours: MarkText, theirs: MarkText) -> MarkText:
    """Return one mark for two of one identity: with the day and the box that were changed, else the greater."""
    by, box = chosen(base.by if base else None, ours.by, theirs.by), _box(base, ours, theirs)
    sides = [side for side in (ours, theirs) if side.by == by]
    lines = chosen(boxed(base, box) if base else None, boxed(sides[0], box), boxed(sides[-1], box))
    as_is = [side.text for side in sides if side.box == box and boxed(side, box) == lines]
    merged = read_mark(max(as_is, default=lines))
    return merged if merged and (merged.identity, merged.box, merged.by) == (ours.identity, box, by) else sides[0]


def is_of_two_days(base: MarkText | None, ours: MarkText, theirs: MarkText) -> bool:
    """Tell whether both sides gave a mark a day, and not the same."""
    before = base.by if base else ""
    return len({before, ours.by, theirs.by} | {""}) == (4 if before else 3)


def with_day(content: str, old: str, new: str) -> str:
    """Return the content of a mark with another day."""
    at = content.rindex(old)
    return content[:at] + new + content[at + len(old) :]


def _box(base: MarkText | None, ours: MarkText, theirs: MarkText) -> str:
    def ranked(mark: MarkText) -> tuple[int, str]:
        return STRENGTH.get(mark.box, 1), mark.box

    return chosen(ranked(base) if base else None, ranked(ours), ranked(theirs))[1]


def boxed(mark: MarkText, box: str) -> str:
    """Return the lines of a mark with that box."""
    if mark.box == box:
        return mark.text
    bullet = ITEM.match(bare_lines_of(mark.text)[0])
    start = bullet.end() if bullet else 0
    old = BOX.match(mark.text, start)
    if old:
        return f"{mark.text[: old.start(1) - 1]}[{box}]{mark.text[old.end() :]}"
    gap = "" if mark.text[:start].endswith((" ", "\t")) else " "
    return f"{mark.text[:start]}{gap}[{box}] {mark.text[start:]}"

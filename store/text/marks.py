"""Note marks: `- [ ] promise: TEXT by DATE (PERSONS)` and its kin, read and written."""

import re
from datetime import date

from msgspec import Struct

from store.model.entry import TASKS, Box, Mark, Name, Word
from store.model.folding import fold_name
from store.text.headings import one_line
from store.text.names import Roster, split_names, written_name
from store.text.outline import COMMENT, COMMENT_END, ITEM

WORDS = {word.value: word for word in Word}
MARK = re.compile(rf"(?:\[([^\[\]]?)\][ \t]*)?({'|'.join(Word)})[ \t]*:(.*)", re.ASCII | re.IGNORECASE | re.DOTALL)
BY = re.compile(r"(?<![^ \t])by[ \t]{1,9}([0-9]{4}-[0-9]{2}-[0-9]{2})$", re.IGNORECASE)
DIGITS = frozenset("0123456789")
BOXES = {"": Box.OPEN, " ": Box.OPEN, "x": Box.DONE, "X": Box.DONE, "-": Box.DROPPED}
ME = "me"
MESSAGE_ID = "message-id"
ID = re.compile(rf"{MESSAGE_ID}[ \t]*:[ \t]*(<(?!!)[!-;=?-~]+@[!-;=?-~]+>)", re.IGNORECASE)
"""The id of a mail, as it stands in a list item; `<!--` is none, since it would be a comment."""


class Item(Struct):
    """A list item with its continuation lines, as it stands in the file."""

    first: int
    """Index of its first line, from 0."""
    lines: list[str]

    @property
    def content(self) -> str:
        """The item's text in one line, without its bullet and without comments."""
        if len(self.lines) == 1:
            line = self.lines[0]
            if line[:2] == "- " and (line[2:3] == "[" or line[2:3].isalpha()) and COMMENT not in line:
                return line[2:].rstrip(" \t")
        bullet = ITEM.match(self.lines[0])
        head = self.lines[0][bullet.end() if bullet else 0 :]
        joined = " ".join([head.strip(" \t"), *(line.strip(" \t") for line in self.lines[1:])]).strip(" \t")
        return _without_comments(joined) if COMMENT in joined else joined


def _without_comments(text: str) -> str:
    kept, at = [], 0
    while (start := text.find(COMMENT, at)) >= 0 and (end := text.find(COMMENT_END, start + 2)) >= 0:
        kept.append(text[at:start].rstrip(" \t"))
        at = end + len(COMMENT_END)
    return "".join([*kept, text[at:]]).strip(" \t")


class Tail(Struct):
    """What stands behind the text of a mark."""

    text: str
    by: date | None = None
    names: tuple[Name, ...] = ()
    is_me: bool = False
    false_date: str = ""
    """A date behind `by` which no calendar has."""


def read_mark(item: Item, line: int, roster: Roster, crowd: tuple[Name, ...]) -> tuple[Mark, Tail, str] | None:
    """Read a list item as a note mark.

    Args:
        item: The list item.
        line: Its line in the file.
        roster: Whom names may stand for.
        crowd: The people of the entry; a mark that names nobody belongs to the only one of them.

    Returns:
        The mark, its tail as written, and the character in its box if no box has that; None for any other item.
    """
    found = _cut(item.content)
    if found is None:
        return None
    sign, word, text = found
    tail = read_tail(text.strip(" \t"), word, roster)
    if not (tail.text or tail.by or tail.names):
        return None
    box = BOXES.get(sign or "", Box.OPEN) if word in TASKS else Box.OPEN
    strange = sign if sign is not None and sign not in BOXES else ""
    is_mine = word is Word.PROMISE or (word is Word.NEXT and not tail.names)
    persons = tail.names
    if not persons and len(crowd) == 1 and word is not Word.NEXT:
        persons = crowd
    mark = Mark(line=line, word=word, text=tail.text, box=box, by=tail.by, persons=persons, mine=is_mine)
    return mark, tail, strange


def _cut(content: str) -> tuple[str | None, Word, str] | None:
    """Cut an item into the character in its box, its word and the text behind; None where it is no mark."""
    sign = content[1] if content[:1] == "[" and content[2:4] == "] " and content[1] not in "[]" else None
    before, colon, text = content.partition(":")
    word = WORDS.get(before if sign is None else before[4:])
    if word is not None and colon:  # as nearly all are
        return sign, word, text
    found = MARK.match(content)
    return (found[1], Word(found[2].casefold()), found[3]) if found else None


def read_message_id(item: Item) -> str:
    """Return the id of a mail that a list item notes, with its angle brackets; empty where it notes none."""
    found = ID.fullmatch(item.content)
    return found[1] if found else ""


def read_tail(text: str, word: Word, roster: Roster) -> Tail:
    """Take `by DATE` and the persons in the last parentheses off a mark's text."""
    tail = _by(Tail(text))
    opening = last_parenthesis(tail.text)
    if opening is not None and _take_names(tail, opening, word, roster) and tail.by is None:
        tail = _by(tail)
    return tail


def _by(tail: Tail) -> Tail:
    found = BY.search(tail.text[-40:]) if tail.text[-1:] in DIGITS else None
    if not found:
        return tail
    try:
        tail.by = date.fromisoformat(found[1])
    except ValueError:
        tail.false_date = found[1]
    else:
        tail.text = tail.text[: len(tail.text) - len(found[0])].rstrip(" \t")
    return tail


def last_parenthesis(text: str) -> int | None:
    """Return where the parentheses at the end of a text begin."""
    if not text.endswith((")", ").")):
        return None
    nearest = text.rfind("(")
    if nearest >= 0 and text.count(")", nearest) == 1:
        return nearest
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if depth == 0 and text[at] == "(":
            return at
    return None


def _take_names(tail: Tail, opening: int, word: Word, roster: Roster) -> bool:
    names = split_names(tail.text[opening + 1 : tail.text.rindex(")")], roster)
    is_me = word is Word.NEXT and any(fold_name(name.text) == ME for name in names)
    if is_me:
        names = tuple(name for name in names if fold_name(name.text) != ME)
    is_known = any(name.who is not None or roster.fitting(name.text) for name in names)
    if not is_known and not (is_me and not names):
        return False
    tail.text = tail.text[:opening].rstrip(" \t")
    tail.names, tail.is_me = names, is_me
    return True


def written_mark(mark: Mark) -> str:
    """Return the text of a mark's list item, without its bullet."""
    parts = [f"[{mark.box.value}]"] if mark.word in TASKS else []
    parts += [f"{mark.word.value}:", one_line(mark.text)]
    if mark.by is not None:
        parts.append(f"by {mark.by.isoformat()}")
    if mark.persons:
        parts.append(f"({', '.join(written_name(person.who or person.text) for person in mark.persons)})")
    return " ".join(part for part in parts if part)


def written_message_id(identity: str) -> str:
    """Return the text of the list item that notes the id of a mail, without its bullet."""
    return f"{MESSAGE_ID}: {one_line(identity)}"

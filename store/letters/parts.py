"""The text of a letter or a note, taken apart for paper: who to whom, the date, paragraphs, lists, the chart, the end.

A text is folded to columns on the screen and not on paper, so lines stay lines only where all of them are short.
"""

import functools
import itertools
import re
from collections.abc import Sequence

from store.model.folding import fold_name
from store.model.posted import Items, Paragraph, Part, Posted, Table, Verbatim
from store.rules.columns import width_of
from store.rules.drafting.context import CLOSING, GREETING

Block = tuple[str, ...]

ITEM = re.compile(r"([-*+•–]|\d{1,3}[.)])\s+(\S.*)")
BULLETS = "-*+•–"
RULE = re.compile(r"-{3,}\+-{3,}")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
PARTICLES = frozenset(("of", "and", "the", "for", "de", "del", "la", "le", "du", "da", "der", "van", "von", "und", "y"))
"""Small words that names of people, companies and streets hold."""
ENDS_SALUTATION = (",", ":", "!", "，", "：", "！")
ENDS_CLOSING = (",", "，", "!")
HEAD_BLOCKS = 6
LONGEST_DATE = 45
LONGEST_CLOSING = 50
WIDEST_FOLD = 80
SLACK = 12
"""A line that has room for the next word and so many columns more is short."""
WIDE = 2


def taken_apart(text: str, me: str, to: str) -> Posted:
    """Return the parts of a letter's text.

    Args:
        text: the body of a draft.
        me: the sender's name.
        to: the recipient's name.
    """
    blocks = _blocks(text)
    widest = min(WIDEST_FOLD, max((width_of(x) for block in blocks if len(block) > 1 for x in block), default=0))
    start = _salutation(blocks)
    head, body = ([], blocks) if start is None else (blocks[:start], blocks[start + 1 :])
    sender, date, recipient, lead = _head(head, me, to)
    end, closing, signature, rest = _end(body, me)
    return Posted(
        sender=sender,
        date=date,
        recipient=recipient,
        lead=tuple(_part(block, widest) for block in lead),
        salutation="" if start is None else blocks[start][0].strip(),
        parts=tuple(_part(block, widest) for block in body[:end]),
        closing=closing,
        signature=signature,
        after=tuple(_part(block, widest) for block in rest),
    )


def _blocks(text: str) -> list[Block]:
    """Return the runs of lines between empty ones."""
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            blocks[-1].append(line.rstrip())
        elif blocks[-1]:
            blocks.append([])
    return [tuple(block) for block in blocks if block]


def _salutation(blocks: Sequence[Block]) -> int | None:
    """Return which block is the salutation."""
    told = next((n for n, block in enumerate(blocks) if any(_is_told(line) for line in block)), len(blocks))
    short = [(n, block[0]) for n, block in enumerate(blocks[: min(told, HEAD_BLOCKS)]) if len(block) == 1]
    greeted = next((n for n, line in short if GREETING.match(line)), None)
    if greeted is not None:
        return greeted
    return next((n for n, line in short if line.endswith(ENDS_SALUTATION) and not CLOSING.match(line)), None)


def _is_told(line: str) -> bool:
    """Tell whether a line is running text, which no line of an address, a date or a salutation is.

    A company or a street may end in a stop as well (`Acme & Sons, Inc.`): a sentence has a small word in it.
    """
    if len(line) > LONGEST_CLOSING or line.endswith(("?", "。")):
        return True
    return line.endswith(".") and any(word[0].islower() and word not in PARTICLES for word in line.split())


def _head(blocks: Sequence[Block], me: str, to: str) -> tuple[Block, str, Block, list[Block]]:
    """Return sender, date, recipient, and whatever else stands above the salutation."""
    left = list(blocks)
    date = next((b for b in left if len(b) == 1 and len(b[0]) <= LONGEST_DATE and YEAR.search(b[0])), None)
    place = left.index(date) if date else len(left)
    if date:
        left.remove(date)
    sender = next((b for b in left if me and fold_name(b[0]) == fold_name(me)), None)
    if sender is None and place > 0 and left and not _names(left[0], to):
        sender = left[0] if date or len(left) > 1 else None
    if sender:
        left.remove(sender)
    recipient = next((b for b in left if _names(b, to)), None) or next((b for b in left if len(b) > 1), None)
    if recipient:
        left.remove(recipient)
    return _stripped(sender), date[0].strip() if date else "", _stripped(recipient), left


def _names(block: Block, name: str) -> bool:
    return bool(name) and any(fold_name(name) in fold_name(line) for line in block)


def _stripped(block: Block | None) -> Block:
    return tuple(line.strip() for line in block or ())


def _end(blocks: Sequence[Block], me: str) -> tuple[int, str, Block, Sequence[Block]]:
    """Return where the body ends, the closing, the signature, and what stands below it."""
    for number in range(len(blocks) - 1, -1, -1):
        block = blocks[number]
        first = block[0].strip()
        follows = blocks[number + 1 :]
        signed = bool(me) and bool(follows) and fold_name(follows[0][0]) == fold_name(me)
        below = block[1:] or (follows[0] if follows else ())
        ends = first.endswith(ENDS_CLOSING) and bool(below) and not below[-1].endswith((".", "?"))
        closes = CLOSING.match(first) is not None or ends
        if len(first) > LONGEST_CLOSING or not (closes or signed):
            continue
        if len(block) > 1:
            return number, first, _stripped(block[1:]), follows
        if follows:
            return number, first, _stripped(follows[0]), follows[1:]
        return number, first, (), ()
    if blocks and me and fold_name(blocks[-1][0]) == fold_name(me):
        return len(blocks) - 1, "", _stripped(blocks[-1]), ()
    return len(blocks), "", (), ()


def _part(block: Block, widest: int) -> Part:
    if any(RULE.fullmatch(line.strip()) for line in block):
        return _table(block) or Verbatim(lines=block)
    if ITEM.match(block[0].lstrip()):
        return _items(block)
    return Paragraph(lines=_unfolded(block, widest))


def _unfolded(block: Block, widest: int) -> Block:
    """Join the lines that were only folded: all of them, but where every line is short and begins anew.

    A single short line is where a gap was filled; only short lines throughout are lines on purpose.
    """
    lines = tuple(line.strip() for line in block)
    early = all(
        width_of(line) + 1 + width_of(after.split()[0]) + SLACK <= widest and not after[0].islower()
        for line, after in itertools.pairwise(lines)
    )
    if early and width_of(lines[-1]) + SLACK <= widest:
        return lines
    return (functools.reduce(joined, lines),)


def joined(before: str, after: str) -> str:
    """Return two pieces of one text as one: with a space, or without one between wide characters."""
    if not before or not after:
        return before + after
    wide = width_of(before[-1]) == WIDE or width_of(after[0]) == WIDE
    return before + ("" if wide else " ") + after


def _items(block: Block) -> Items:
    items: list[tuple[str, str]] = []
    for line in block:
        match = ITEM.match(line.lstrip())
        if match:
            items.append(("•" if match[1] in BULLETS else match[1], match[2].strip()))
        else:
            sign, text = items.pop()
            items.append((sign, joined(text, line.strip())))
    return Items(items=tuple(items))


def _table(block: Block) -> Table | None:
    """Return a chart's rows with their cells unfolded; None where a line of it has no two columns."""
    rows: list[list[list[str]]] = [[[], []]]
    for line in block:
        if RULE.fullmatch(line.strip()):
            rows.append([[], []])
            continue
        left, gutter, right = _cut(line, block)
        if not gutter:
            return None
        for cell, text in zip(rows[-1], (left, right), strict=True):
            cell.append(text)
    width = next(line.strip().index("+") for line in block if RULE.fullmatch(line.strip())) - 1
    whole = [(_cell(a, width), _cell(b, max(map(width_of, b)))) for a, b in rows if a]
    return Table(rows=tuple(whole), has_heads=len(rows[0][0]) == 1 and len(whole) > 1 and bool(whole[0][0]))


def _cut(line: str, block: Block) -> tuple[str, str, str]:
    """Cut a chart's line at its gutter: where the rule has its cross, else at the first upright stroke."""
    column = next(x.index("+") for x in block if RULE.fullmatch(x.strip()))
    columns = 0
    for place, sign in enumerate(line):
        if columns == column and sign == "|":
            return line[:place].strip(), "|", line[place + 1 :].strip()
        columns += width_of(sign)
    left, gutter, right = line.partition("|")
    return left.strip(), gutter, right.strip()


def _cell(lines: Sequence[str], width: int) -> str:
    """Join the lines of a cell; a link that was cut at the cell's width is whole again."""
    text = ""
    for before, line in zip(("", *lines), lines, strict=False):
        is_cut = width_of(before) >= width and " " not in before and "/" in before
        text = text + line if is_cut else joined(text, line)
    return text

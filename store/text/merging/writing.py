"""Blocks put down as a text again: each with the blank lines it came with, and one where two would run together."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from store.text.merging.parts import Body, Part
from store.text.outline import Sort

RUN_ON = {Sort.TEXT: frozenset({Sort.TEXT, Sort.ITEM, Sort.FENCE}), Sort.HIDDEN: frozenset({Sort.HIDDEN})}
"""What a block right below it would become a part of."""


class Piece(Struct, frozen=True):
    """A heading or block to be written."""

    sort: Sort
    gap: str | None
    text: str
    is_apart: bool = False
    """Whether a blank line must stand above it."""


def pieces_of(part: Part, gap: str | None) -> Iterator[Piece]:
    """Yield the heading and the blocks of a part; `gap` is the blank lines above it."""
    if part.line:
        yield Piece(Sort.HEADING, gap, part.line)
    for block in part.listed:
        yield Piece(block.sort, block.gap, block.text)
    for at, block in enumerate(part.blocks):
        # The list right below the heading of a letter is its marks; what is text must not come to stand there.
        is_apart = not at and part.is_written and (bool(part.listed) or block.sort is Sort.ITEM)
        yield Piece(block.sort, block.gap, block.text, is_apart)


def written(pieces: Sequence[Piece], head: str, tail: str, *, is_ended: bool) -> str:
    """Return the text of a body.

    Args:
        pieces: what it consists of; each ends with a line end.
        head: the blank lines above it.
        tail: the blank lines below it.
        is_ended: whether its last line has a line end.
    """
    lines = [head]
    above: Piece | None = None
    for piece in pieces:
        if above:
            lines.append(_below(above.text, _gap(above, piece)))
        lines.append(piece.text)
        above = piece
    if above is None:
        return head
    if not (is_ended or tail):
        lines[-1] = lines[-1].removesuffix(_end(lines[-1]))
    return "".join([*lines, _below(above.text, tail)])


def _gap(above: Piece, piece: Piece) -> str:
    if piece.gap is None:
        return _end(piece.text)
    runs_on = piece.is_apart or (piece.sort in RUN_ON and above.sort in RUN_ON[piece.sort])
    return piece.gap or (_end(piece.text) if runs_on else "")


def _below(text: str, blank: str) -> str:
    """Return blank lines as they can stand below a text: a lone CR and a LF would be one line end."""
    return "\r" + blank if text.endswith("\r") and blank.startswith("\n") else blank


def _end(text: str) -> str:
    """Return the line end of a text."""
    return text[len(text.rstrip("\r\n")) :] if not text.endswith("\r\n") else "\r\n"


def reads_as(body: Body, pieces: Sequence[Piece]) -> bool:
    """Tell whether a body consists of these pieces, the last line's end aside."""
    found = [piece for gap, part in body.parts for piece in pieces_of(part, gap)]
    return [(piece.sort, piece.text.rstrip("\r\n")) for piece in found] == [
        (piece.sort, piece.text.rstrip("\r\n")) for piece in pieces
    ]

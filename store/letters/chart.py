"""The needs-to-accomplishments chart (R17): two columns of plain text, side by side, within a width."""

from collections.abc import Sequence
from itertools import zip_longest

from store.rules.columns import fold, width_of

WIDTH = 66
GUTTER = " | "
NARROWEST = 8


def chart(rows: Sequence[tuple[str, str]], width: int = WIDTH, heads: tuple[str, str] = ("", "")) -> str:
    """Set pairs of texts beside each other, wrapped inside their cells.

    Args:
        rows: what they need, what I have done about such a need.
        width: columns that a line may take; wide characters count as two.
        heads: the headings of the two columns; none where both are empty.
    """
    if not rows:
        return ""
    left = max(NARROWEST, (width - len(GUTTER)) * 2 // 5)
    right = max(NARROWEST, width - len(GUTTER) - left)
    blocks = [_row(row, left, right) for row in ([heads] if any(heads) else []) + list(rows)]
    rule = "-" * (left + 1) + "+" + "-" * (right + 1)
    lines: list[str] = []
    for number, block in enumerate(blocks):
        lines += [rule] * bool(number) + block
    return "\n".join(lines)


def _row(cells: tuple[str, str], left: int, right: int) -> list[str]:
    folded = [
        fold(" ".join(text.split()), width, split_long=True) for text, width in zip(cells, (left, right), strict=True)
    ]
    pairs = zip_longest(*folded, fillvalue="")
    return [(_padded(a, left) + GUTTER + b).rstrip() for a, b in pairs]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - width_of(text))

"""One day of the week view: its cards below each other, in whole; what has no room is counted above and below."""

from collections.abc import Sequence
from dataclasses import dataclass

from tui.presentation.spans import Span
from tui.presentation.week import Card
from tui.widgets.painting import fitted
from tui.widgets.prose import wrapped

MOST = 2
"""Rows that one piece of a card may take."""
INDENT = 2

Rows = list[tuple[str, list[Span]]]
"""Whose card each row belongs to, and what it shows."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One card in the width of its day."""

    key: str
    rows: list[list[Span]]


class DayColumn:
    """Shows as many cards as have room, from one of them on; another day does not move with it."""

    def __init__(self, cards: Sequence[Card], width: int, start: int = 0) -> None:
        self.cards = tuple(Drawn(card.key, rows_of(card, width)) for card in cards)
        self.start = max(0, min(start, len(self.cards) - 1))
        """The first card that is shown."""

    def end(self, height: int) -> int:
        """Return the place behind the last card that is shown in so many rows; one is shown in any case."""
        room = height - (1 if self.start else 0)
        used, end = 0, self.start
        for card in self.cards[self.start :]:
            counted = 0 if end == len(self.cards) - 1 else 1  # below the last one nothing is left to count
            if end > self.start and used + len(card.rows) + counted > room:
                break
            used += len(card.rows) + 1
            end += 1
        return end

    def move(self, by: int, height: int) -> None:
        """Begin so many cards further down or up, as long as that shows others."""
        for _ in range(abs(by)):
            if by > 0 and self.end(height) < len(self.cards):
                self.start += 1
            elif by < 0 and self.start:
                self.start -= 1

    def reach(self, key: str, height: int) -> None:
        """Show that card, moving as little as it takes."""
        place = next((n for n, card in enumerate(self.cards) if card.key == key), None)
        if place is None:
            return
        self.start = min(self.start, place)
        while place >= self.end(height):
            self.start += 1

    def fill(self, height: int) -> None:
        """Leave no room empty below while cards are hidden above."""
        while self.start:
            self.start -= 1
            if self.end(height) < len(self.cards):
                self.start += 1
                return

    def top(self, key: str) -> int:
        """Return the row at which a card begins; it is negative where the card is hidden above."""
        row = 1 if self.start else 0
        row -= sum(len(card.rows) + 1 for card in self.cards[: self.start])
        for card in self.cards:
            if card.key == key:
                break
            row += len(card.rows) + 1
        return row

    def rows(self, height: int) -> Rows:
        """Return what is seen in so many rows."""
        end = self.end(height)
        rows: Rows = [("", _more("↑", self.start))] if self.start else []
        for card in self.cards[self.start : end]:
            rows += [*((card.key, row) for row in card.rows), ("", [])]
        if end < len(self.cards):
            rows = rows[: height - 1]
            rows += [("", [])] * (height - 1 - len(rows)) + [("", _more("↓", len(self.cards) - end))]
        return rows[:height]


def _more(sign: str, number: int) -> list[Span]:
    return [Span(f"{sign} {number} more", "accent")]


def rows_of(card: Card, width: int) -> list[list[Span]]:
    """Return the rows that a card takes in a column of that width, its sign before the first."""
    room = max(4, width - INDENT)
    rows: list[list[Span]] = []
    for piece in card.lines:
        broken = wrapped((piece,), room)
        shown = broken[:MOST]
        if len(broken) > MOST:
            rest = "".join(span.text for row in broken[MOST - 1 :] for span in row)
            shown[-1] = [Span(fitted(rest, room), piece.tone)]
        rows += [[Span(" " * INDENT), *row] for row in shown]
    rows[0][0] = Span(fitted(card.sign.text, INDENT), card.sign.tone)
    return rows

"""One day of the week view: its cards below each other, in whole; what has no room is counted above and below."""

from collections.abc import Sequence

from rich.cells import cell_len

from tui.presentation.safe import safe_line
from tui.presentation.spans import Span
from tui.presentation.week import Card, Cards
from tui.widgets.painting import fitted
from tui.widgets.prose import wrapped

MOST = 2
"""Rows that one piece of a card may take."""
INDENT = 2

Rows = list[tuple[str, list[Span]]]
"""Whose card each row belongs to, and what it shows."""


class DayColumn:
    """Shows as many cards as have room, from one of them on; another day does not move with it.

    Of thousands of cards only those are drawn that are seen; how high one is can be told without.
    """

    def __init__(self, cards: Cards, width: int, start: int = 0) -> None:
        self.cards = cards
        self.places = {key: place for place, key in enumerate(cards.keys)}
        self._width = width
        self.start = max(0, min(start, len(self.cards) - 1))
        """The first card that is shown."""

    def end(self, height: int) -> int:
        """Return the place behind the last card that is shown in so many rows; one is shown in any case."""
        room = height - (1 if self.start else 0)
        used, end = 0, self.start
        for place in range(self.start, len(self.cards)):
            counted = 0 if end == len(self.cards) - 1 else 1  # below the last one nothing is left to count
            rows = self._height(place)
            if end > self.start and used + rows + counted > room:
                break
            used += rows + 1
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
        place = self.places.get(key)
        if place is None:
            return
        self.start = min(self.start, place)
        if place >= self.end(height):
            before, self.start = self.start, place
            while self.start > before:
                self.start -= 1
                if place >= self.end(height):
                    self.start += 1
                    return

    def fill(self, height: int) -> None:
        """Leave no room empty below while cards are hidden above."""
        while self.start:
            self.start -= 1
            if self.end(height) < len(self.cards):
                self.start += 1
                return

    def top(self, key: str) -> int:
        """Return the row at which a card begins; it is negative where the card is hidden above."""
        place = self.places.get(key, len(self.cards))
        between = range(min(place, self.start), max(place, self.start))
        rows = sum(self._height(one) + 1 for one in between)
        return (1 if self.start else 0) + (rows if place > self.start else -rows)

    def near(self, row: int, spare: int = 0) -> Sequence[str]:
        """Return the few cards of which one begins nearest to a row, and `spare` more on each side."""
        place, top = self.start, 1 if self.start else 0
        while top < row and place < len(self.cards) - 1:
            top += self._height(place) + 1
            place += 1
        while top > row and place > 0:
            place -= 1
            top -= self._height(place) + 1
        return self.cards.keys[max(0, place - 1 - spare) : place + 2 + spare]

    def _height(self, place: int) -> int:
        return height_of(self.cards[place], self._width)

    def rows(self, height: int) -> Rows:
        """Return what is seen in so many rows."""
        end = self.end(height)
        rows: Rows = [("", _more("↑", self.start))] if self.start else []
        for card in map(self.cards.__getitem__, range(self.start, end)):
            rows += [*((card.key, row) for row in rows_of(card, self._width)), ("", [])]
        if end < len(self.cards):
            rows = rows[: height - 1]
            rows += [("", [])] * (height - 1 - len(rows)) + [("", _more("↓", len(self.cards) - end))]
        return rows[:height]


def _more(sign: str, number: int) -> list[Span]:
    return [Span(f"{sign} {number} more", "accent")]


def height_of(card: Card, width: int) -> int:
    """Return how many rows a card takes in a column of that width."""
    room = max(4, width - INDENT)
    return sum(
        1 if cell_len(safe_line(piece.text)) <= room else min(MOST, len(wrapped((piece,), room)))
        for piece in card.lines
    )


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

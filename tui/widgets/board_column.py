"""One column of the board: which of its cards are seen, without drawing any; all cards are equally high."""

from collections.abc import Sequence
from dataclasses import dataclass

from tui.presentation.board import LINES

STEP = LINES + 1
"""Rows from one card to the next."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one row of a column shows: a line of a card, how many cards are hidden, or nothing."""

    place: int = -1
    """Which card; -1 = none."""
    row: int = 0
    """Which of its lines."""
    above: int = 0
    below: int = 0


NOTHING = Seen()


class BoardColumn:
    """Shows as many cards as have room, from one of them on; what has no room is counted above and below."""

    def __init__(self, idents: Sequence[str], start: int = 0) -> None:
        self.idents = tuple(idents)
        self._places: dict[str, int] | None = None
        self.start = max(0, min(start, len(self.idents) - 1))
        """The first card that is shown."""

    def place(self, ident: str) -> int | None:
        """Return where a card stands; None where it is not here."""
        if self._places is None:
            self._places = {ident: place for place, ident in enumerate(self.idents)}
        return self._places.get(ident)

    def end(self, height: int) -> int:
        """Return the place behind the last card that is shown in so many rows; one is shown in any case."""
        room = height - bool(self.start)
        left = len(self.idents) - self.start
        if left * STEP - 1 <= room:
            return len(self.idents)
        return self.start + min(left, max(1, room // STEP))  # the blank row of the last one counts the rest

    def reach(self, place: int, height: int) -> None:
        """Show that card, moving as little as it takes."""
        self.start = min(self.start, place)
        if place >= self.end(height):
            self.start = max(self.start, place - max(1, (height - 1) // STEP))
        while place >= self.end(height):
            self.start += 1

    def fill(self, height: int) -> None:
        """Leave no room empty below while cards are hidden above."""
        self.start = min(self.start, max(0, len(self.idents) - 1))
        while self.start:
            self.start -= 1
            if self.end(height) < len(self.idents):
                self.start += 1
                return

    def move(self, by: int, height: int) -> None:
        """Begin one card further down or up, as long as that shows others."""
        if by > 0 and self.end(height) < len(self.idents):
            self.start += 1
        elif by < 0 and self.start:
            self.start -= 1

    def at(self, y: int, height: int) -> Seen:
        """Return what a row shows."""
        top = bool(self.start)
        if top and y == 0:
            return Seen(above=self.start)
        end = self.end(height)
        if end < len(self.idents) and y == height - 1:
            return Seen(below=len(self.idents) - end)
        place, row = divmod(y - top, STEP)
        place += self.start
        return Seen(place, row) if place < end and row < LINES else NOTHING

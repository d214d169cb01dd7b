"""Seven days side by side, each with its steps below it; the cursor walks down a day and across days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size, Spacing
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from tui.keymap import bindings
from tui.presentation.rows import GAP
from tui.presentation.safe import safe_line
from tui.presentation.spans import Line, Span
from tui.presentation.week import Card, Day
from tui.widgets.painting import Painted, fitted
from tui.widgets.prose import wrapped

HEAD = 3
"""Rows that stay where they are: the day, what it holds, a line."""
MOST = 2
"""Rows that one piece of a card may take."""
INDENT = 2


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card is drawn: its column, its first row below the head, how many rows."""

    column: int
    top: int
    height: int


class WeekGrid(Painted):
    """Shows days as columns; keeps its cursor on its step, or near where it was."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list")

    key = var("")
    """The step under the cursor; empty = none."""

    class Highlighted(Message):
        """The cursor came to stand on another step, or on none."""

    class Opened(Message):
        """A step was chosen by Enter or by a second click."""

    def __init__(self, *, empty: tuple[Line, ...] = (), id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._empty = empty
        self._days: tuple[Day, ...] = ()
        self._columns: tuple[list[tuple[str, list[Span]]], ...] = ()
        """Each day's rows below its head: whose card they belong to, and what they show."""
        self._places: dict[str, Place] = {}
        self._let_go: frozenset[str] = frozenset()

    # What it shows.

    def show(self, days: Sequence[Day]) -> None:
        """Replace the days; the cursor stays on its step, or goes to the one that takes its place."""
        days = tuple(days)
        if days == self._days:
            return
        before = self._places.get(self.key)
        self._days = days
        self._lay_out()
        if self.key in self._places and self.key not in self._let_go:
            self._bring_into_view()
            return
        self._let_go = frozenset()
        self.key = self._nearest(before)

    def let_go(self, keys: Iterable[str], *, really: bool = True) -> None:
        """Do not follow these steps when they move next: the user has dealt with them and goes on from here."""
        dealt = frozenset(keys)
        self._let_go = dealt if really and self.key in dealt else frozenset()

    def _nearest(self, place: Place | None) -> str:
        """Return the step that is nearest to where one was; the first of the week where there was none."""
        keys = [key for key in self._places if key not in self._let_go] or list(self._places)
        if place is None:
            return keys[0] if keys else ""

        def far(key: str) -> tuple[int, int]:
            there = self._places[key]
            return abs(there.column - place.column), abs(there.top - place.top)

        return min(keys, key=far, default="")

    def _lay_out(self) -> None:
        self._places = {}
        columns = []
        for number, (day, width) in enumerate(zip(self._days, self._widths(), strict=True)):
            rows: list[tuple[str, list[Span]]] = []
            for card in day.cards:
                drawn = _rows_of(card, width)
                self._places[card.key] = Place(number, len(rows), len(drawn))
                rows += [*((card.key, row) for row in drawn), ("", [])]
            columns.append(rows)
        self._columns = tuple(columns)
        self.virtual_size = Size(self.size.width, HEAD + max((len(rows) for rows in columns), default=0))
        self.refresh()

    def _widths(self) -> list[int]:
        if not self._days:
            return []
        number = len(self._days)
        room = max(number * 6, self.columns - 2 - GAP * (number - 1))
        return [room // number + (place < room % number) for place in range(number)]

    def on_resize(self) -> None:
        """Lay out again at the new width."""
        self._lay_out()
        self._bring_into_view()

    # The cursor.

    def watch_key(self) -> None:
        """Show the cursor and tell whose it is."""
        self.refresh()
        self._bring_into_view()
        self.post_message(self.Highlighted())

    def _bring_into_view(self) -> None:
        if place := self._places.get(self.key):
            region = Region(0, HEAD + place.top, 1, place.height)
            self.scroll_to_region(
                region, spacing=Spacing(HEAD, 0, 0, 0), animate=False, x_axis=False, force=True, immediate=True
            )

    def highlight(self, key: str) -> None:
        """Put the cursor on that step, if it is there."""
        if key in self._places:
            self.key = key

    def _in_column(self) -> list[str]:
        here = self._places.get(self.key)
        return [key for key, place in self._places.items() if here and place.column == here.column]

    def _move(self, by: int) -> None:
        keys = self._in_column()
        if keys:
            self.key = keys[max(0, min(len(keys) - 1, keys.index(self.key) + by))]

    def move_across(self, by: int) -> bool:
        """Go to the next day that holds a step, or the one before; tell whether there is one."""
        here = self._places.get(self.key)
        if here is None:
            return False
        others = [(k, p) for k, p in self._places.items() if (p.column - here.column) * by > 0]
        if not others:
            return False
        self.key = min(others, key=lambda pair: (abs(pair[1].column - here.column), abs(pair[1].top - here.top)))[0]
        return True

    def action_row_down(self) -> None:
        """Go to the next step of the day."""
        self._move(1)

    def action_row_up(self) -> None:
        """Go to the step before."""
        self._move(-1)

    def action_row_first(self) -> None:
        """Go to the first step of the day."""
        self._move(-len(self._places))

    def action_row_last(self) -> None:
        """Go to the last step of the day."""
        self._move(len(self._places))

    def action_row_page_down(self) -> None:
        """Go a few steps down."""
        self._move(4)

    def action_row_page_up(self) -> None:
        """Go a few steps up."""
        self._move(-4)

    def action_row_open(self) -> None:
        """Open the highlighted step."""
        if self.key:
            self.post_message(self.Opened())

    def on_focus(self) -> None:
        """Repaint the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Repaint the cursor."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Highlight the step under the mouse; open it when it already was."""
        row = event.y - HEAD + self.scroll_offset.y
        left = 1
        for width, rows in zip(self._widths(), self._columns, strict=True):
            if left <= event.x < left + width and event.y >= HEAD and row < len(rows) and rows[row][0]:
                if rows[row][0] == self.key:
                    self.action_row_open()
                self.key = rows[row][0]
            left += width + GAP

    # Painting.

    def render_line(self, y: int) -> Strip:
        """Paint one row over all days."""
        if y < HEAD:
            return self._paint_cells([("", spans) for spans in self._head(y)])
        row = y - HEAD + self.scroll_offset.y
        if not self._places:
            rows = [one for line in self._empty for one in wrapped(line, max(8, self.columns - 1))]
            return self.paint([Span(" "), *rows[row - 1]] if 0 <= row - 1 < len(rows) else [], self.size.width)
        return self._paint_cells([rows[row] if row < len(rows) else ("", []) for rows in self._columns])

    def _head(self, y: int) -> list[list[Span]]:
        if y == HEAD - 1:
            return [
                [Span(("━" if day.is_today else "─") * width, "accent" if day.is_today else "muted")]
                for day, width in zip(self._days, self._widths(), strict=True)
            ]
        return [
            [Span(fitted(safe_line((day.name, day.said)[y].text, 80), width), (day.name, day.said)[y].tone)]
            for day, width in zip(self._days, self._widths(), strict=True)
        ]

    def _paint_cells(self, cells: Sequence[tuple[str, list[Span]]]) -> Strip:
        base = self.rich_style
        name = "painted--cursor" if self.has_focus else "painted--cursor-blurred"
        over = self.get_component_rich_style(name)
        lit = base + type(base)(bgcolor=over.bgcolor, reverse=over.reverse)
        segments = [Segment(" ", base)]
        for place, ((key, spans), width) in enumerate(zip(cells, self._widths(), strict=True)):
            style = lit if key and key == self.key else base
            if place:
                segments.append(Segment(" " * GAP, base))
            segments += [Segment(span.text, style + self.tone(span.tone)) for span in spans]
            segments.append(Segment(" " * (width - sum(cell_len(span.text) for span in spans)), style))
        return Strip(segments).adjust_cell_length(self.size.width, base)


def _rows_of(card: Card, width: int) -> list[list[Span]]:
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

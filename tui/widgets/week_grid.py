"""Seven days side by side, each with its steps below it; the cursor walks down a day and across days."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from tui.keymap import bindings
from tui.presentation.rows import GAP
from tui.presentation.safe import safe_line
from tui.presentation.spans import Line, Span
from tui.presentation.week import Cards, Day
from tui.widgets.day_column import DayColumn, Rows
from tui.widgets.painting import Pointed, fitted
from tui.widgets.prose import wrapped

HEAD = 3
"""Rows that stay where they are: the day, what it holds, a line."""


class WeekGrid(Pointed):
    """Shows days as columns, each scrolled by itself; keeps its cursor on its step, or near where it was."""

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
        self._cards: tuple[Cards, ...] = ()
        self._columns: tuple[DayColumn, ...] = ()
        self._places: dict[str, int] = {}
        """In which column each step stands, by columns and from top to bottom."""
        self._seen: tuple[Rows, ...] = ()
        """Each day's rows below its head."""
        self._let_go: frozenset[str] = frozenset()

    # What it shows.

    def show(self, days: Sequence[Day]) -> None:
        """Replace the days; the cursor stays on its step, or goes to the one that takes its place."""
        days = tuple(days)
        if days == self._days:
            return
        before = self._place(self.key)
        starts = {day.name.text: column.start for day, column in zip(self._days, self._columns, strict=True)}
        self._days, self._cards = days, tuple(day.cards for day in days)
        self._lay_out([starts.get(day.name.text, 0) for day in days])
        if self.key in self._places and self.key not in self._let_go:
            return
        self._let_go = frozenset()
        self.key = self._nearest(before)

    def let_go(self, keys: Iterable[str], *, really: bool = True) -> None:
        """Do not follow these steps when they move next: the user has dealt with them and goes on from here."""
        dealt = frozenset(keys)
        self._let_go = dealt if really and self.key in dealt else frozenset()

    def _place(self, key: str) -> tuple[int, int] | None:
        """Return column and row of a step; None where it is not there."""
        column = self._places.get(key)
        return None if column is None else (column, self._columns[column].top(key))

    def _nearest(self, place: tuple[int, int] | None) -> str:
        """Return the step that is nearest to where one was; the first of the week where there was none."""
        left = self._let_go if len(self._places.keys() - self._let_go) else frozenset()
        if place is None:
            return next((key for key in self._places if key not in left), "")
        near = (key for column in self._columns for key in column.near(place[1], len(left)) if key not in left)
        return min(near, key=lambda key: self._far(key, place), default="")

    def _far(self, key: str, place: tuple[int, int]) -> tuple[int, int]:
        column = self._places[key]
        return abs(column - place[0]), abs(self._columns[column].top(key) - place[1])

    def _lay_out(self, starts: Sequence[int]) -> None:
        """Draw the days anew, each from one of its cards on."""
        self._columns = tuple(
            DayColumn(cards, width, start)
            for cards, width, start in zip(self._cards, self._widths(), starts, strict=True)
        )
        self._places = {key: n for n, column in enumerate(self._columns) for key in column.places}
        self.virtual_size = Size(self.size.width, self.size.height)
        self._bring_into_view()

    @property
    def _room(self) -> int:
        """Return the rows below the heads."""
        return max(1, self.size.height - HEAD)

    def _widths(self) -> list[int]:
        if not self._days:
            return []
        number = len(self._days)
        room = max(number * 6, self.columns - 2 - GAP * (number - 1))
        return [room // number + (place < room % number) for place in range(number)]

    def on_resize(self) -> None:
        """Lay out again in the room that there is."""
        self._lay_out([column.start for column in self._columns])

    # The cursor.

    def watch_key(self) -> None:
        """Show the cursor and tell whose it is."""
        self._bring_into_view()
        self.post_message(self.Highlighted())

    def _bring_into_view(self) -> None:
        """Show the highlighted step, and as much of each day as there is room for."""
        for column in self._columns:
            column.fill(self._room)
        here = self._places.get(self.key)
        if here is not None:
            self._columns[here].reach(self.key, self._room)
        self._look()

    def _look(self) -> None:
        self._seen = tuple(column.rows(self._room) for column in self._columns)
        self.refresh()

    def highlight(self, key: str) -> None:
        """Put the cursor on that step, if it is there."""
        if key in self._places:
            self.key = key

    def move(self, by: int) -> None:
        """Move the cursor over so many, within the column."""
        here = self._places.get(self.key)
        if here is not None:
            column = self._columns[here]
            keys = column.cards.keys
            self.key = keys[max(0, min(len(keys) - 1, column.places[self.key] + by))]

    @property
    def half_page(self) -> int:
        """Return how many steps half a page is."""
        return 4

    def move_across(self, by: int) -> bool:
        """Go to the next day that holds a step, or the one before; tell whether there is one."""
        place = self._place(self.key)
        if place is None:
            return False
        beside = self._columns[place[0] + 1 :] if by > 0 else self._columns[: place[0]][::-1]
        column = next((column for column in beside if column.places), None)
        if column is None:
            return False
        self.key = min(column.near(place[1]), key=lambda key: self._far(key, place))
        return True

    def action_row_open(self) -> None:
        """Open the highlighted step."""
        if self.key:
            self.post_message(self.Opened())

    def _column_at(self, x: int) -> int | None:
        """Return which day lies under that cell of a row."""
        left = 1
        for place, width in enumerate(self._widths()):
            if left <= x < left + width:
                return place
            left += width + GAP
        return None

    def on_click(self, event: events.Click) -> None:
        """Highlight the step under the mouse; open it when it already was."""
        place, row = self._column_at(event.x), event.y - HEAD
        if place is None or not 0 <= row < len(self._seen[place]):
            return
        if key := self._seen[place][row][0]:
            if key == self.key:
                self.action_row_open()
            self.key = key

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show what has no room in the day under the mouse."""
        self._roll(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go back to what comes first in the day under the mouse."""
        self._roll(event, -1)

    def _roll(self, event: events.MouseEvent, by: int) -> None:
        place = self._column_at(event.x)
        if place is not None:
            event.stop()
            self._columns[place].move(by, self._room)
            self._look()

    # Painting.

    def render_line(self, y: int) -> Strip:
        """Paint one row over all days."""
        if y < HEAD:
            return self._paint_cells([("", spans) for spans in self._head(y)])
        row = y - HEAD
        if not self._places:
            rows = [one for line in self._empty for one in wrapped(line, max(8, self.columns - 1))]
            return self.paint([Span(" "), *rows[row - 1]] if 0 <= row - 1 < len(rows) else [], self.size.width)
        return self._paint_cells([rows[row] if row < len(rows) else ("", []) for rows in self._seen])

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
        lit = self.under(over)
        segments = [Segment(" ", base)]
        for place, ((key, spans), width) in enumerate(zip(cells, self._widths(), strict=True)):
            style = lit if key and key == self.key else base
            if place:
                segments.append(Segment(" " * GAP, base))
            segments += self.pieces(spans, style)
            segments.append(Segment(" " * (width - sum(cell_len(span.text) for span in spans)), style))
        return Strip(segments).adjust_cell_length(self.size.width, base)

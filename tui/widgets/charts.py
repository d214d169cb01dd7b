"""Charts side by side, as many columns of them as there is room for, with a cursor on their figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from tui.keymap import bindings
from tui.presentation.charts import Chart, drawn
from tui.presentation.safe import safe_line
from tui.presentation.spans import Line, Span
from tui.widgets.painting import Pointed
from tui.widgets.prose import wrapped

COLUMN = 56
"""Cells that a chart wants beside another one."""
GUTTER = 4
"""Blank cells between two columns."""
MOST = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: its column and row."""

    column: int
    row: int


class Charts(Pointed):
    """Shows charts; the cursor goes from figure to figure, and keeps its figure when the charts change."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list"), *bindings("charts")]
    ascii_only = False

    @dataclass
    class Highlighted(Message):
        """The cursor came to stand on a figure, or on none."""

        key: str

    @dataclass
    class Opened(Message):
        """A figure was chosen by Enter or by a second click."""

        key: str

    def __init__(self, *, empty: Sequence[Line] = (), id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._charts: tuple[Chart, ...] = ()
        self._empty = tuple(empty)
        self._columns: list[list[tuple[str, list[Span]]]] = []
        """Per column its rows: key and spans."""
        self._places: dict[str, Place] = {}
        self.key = ""

    def show(self, charts: Sequence[Chart], empty: Sequence[Line] = ()) -> None:
        """Replace the charts."""
        self._charts, self._empty = tuple(charts), tuple(empty)
        self._lay_out()

    @property
    def count(self) -> int:
        """Return how many charts stand side by side."""
        fitting = (self.columns + GUTTER) // (COLUMN + GUTTER)
        return max(1, min(MOST, fitting, len(self._charts)))

    @property
    def cells(self) -> int:
        """Return the width of one chart; the last one does not touch the scrollbar."""
        return max(20, (self.columns - 2 - GUTTER * (self.count - 1)) // self.count)

    def _lay_out(self) -> None:
        """Put each chart under the shorter column, so that the first ones stay at the top."""
        self._columns = [[] for _ in range(self.count)]
        for chart in self._charts:
            rows = [
                (key, row)
                for key, one in drawn(chart, self.cells, ascii_only=self.ascii_only)
                for row in wrapped(one, self.cells)
            ]
            min(self._columns, key=len).extend(rows)
        self._places = {
            key: Place(column, row)
            for column, rows in enumerate(self._columns)
            for row, (key, _) in enumerate(rows)
            if key
        }
        if self.key not in self._places:
            self.key = next(iter(self._places), "")
        self.virtual_size = Size(self.size.width, max([1, *map(len, self._columns)]))
        self._moved(to_see=False)

    def on_resize(self) -> None:
        """Compose again for the new width."""
        self._lay_out()

    def highlight(self, key: str) -> None:
        """Put the cursor on a figure."""
        if key in self._places:
            self.key = key
            self._moved()

    def _moved(self, *, to_see: bool = True) -> None:
        place = self._places.get(self.key)
        if to_see and place:
            rows = self._columns[place.column]
            top, end = place.row, place.row
            while top > 0 and not rows[top - 1][0]:  # title and heads above the first figure
                top -= 1
                if not rows[top][1]:
                    break
            while end + 1 < len(rows) and not rows[end + 1][0] and rows[end + 1][1]:  # the sentence below the last
                end += 1
            height = end - top + 1
            region = Region(0, top, 1, height) if height <= self.size.height else Region(0, place.row, 1, 1)
            self.scroll_to_region(region, animate=False, x_axis=False, force=True, immediate=True)
        self.refresh()
        self.post_message(self.Highlighted(self.key))

    def move(self, by: int) -> None:
        """Move the cursor over so many figures."""
        keys = list(self._places)
        if keys:
            here = keys.index(self.key) if self.key in keys else 0
            self.key = keys[max(0, min(len(keys) - 1, here + by))]
            self._moved()

    def _aside(self, by: int) -> None:
        here = self._places.get(self.key)
        beside = {k: p for k, p in self._places.items() if here and p.column == here.column + by}
        if here and beside:
            self.key = min(beside, key=lambda k: abs(beside[k].row - here.row))
            self._moved()

    def action_chart_right(self) -> None:
        """Go to the charts at the right."""
        self._aside(1)

    def action_chart_left(self) -> None:
        """Go to the charts at the left."""
        self._aside(-1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Name no way aside where nothing stands there."""
        return self.count > 1 if action.startswith("chart_") else True

    def action_row_open(self) -> None:
        """Open the figure under the cursor."""
        if self.key:
            self.post_message(self.Opened(self.key))

    def on_click(self, event: events.Click) -> None:
        """Highlight the figure under the mouse; open it when it already was."""
        column = min(len(self._columns) - 1, max(0, event.x - 1) // (self.cells + GUTTER))
        row = event.y + self.scroll_offset.y
        if column < 0 or row >= len(self._columns[column]):
            return
        key = self._columns[column][row][0]
        if key and key == self.key:
            self.action_row_open()
        elif key:
            self.highlight(key)

    def render_line(self, y: int) -> Strip:
        """Paint one line of every column."""
        width = self.size.width
        index = y + self.scroll_offset.y
        if not self._charts:
            rows = [row for one in self._empty for row in wrapped(one, max(8, self.columns - 1))]
            return self.paint([Span(" "), *rows[index]] if index < len(rows) else [], width)
        strips = [self.paint([Span(" ")], 1)]
        for place, column in enumerate(self._columns):
            key, spans = column[index] if index < len(column) else ("", [])
            over = None
            if key and key == self.key:
                name = "painted--cursor" if self.has_focus else "painted--cursor-blurred"
                over = self.get_component_rich_style(name)
            strips.append(self.paint([Span(safe_line(s.text), s.tone) for s in spans], self.cells, over))
            if place < len(self._columns) - 1:
                strips.append(self.paint([Span(" " * GUTTER)], GUTTER))
        return Strip.join(strips).adjust_cell_length(width, self.rich_style)

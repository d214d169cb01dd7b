"""A list of rows with a cursor, for agenda, opportunities, steps, drafts and problems."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from tui.keymap import bindings
from tui.presentation.rows import Column, LateRows, Row, fitting, keys_of, widths
from tui.presentation.safe import safe_line
from tui.presentation.spans import Line, Span
from tui.widgets.painting import Pointed, fitted
from tui.widgets.prose import wrapped

MARK = "*"
"""What stands before a marked row."""
MORE = re.compile(r" \+\d+$")
"""How many more there are than the one that is named."""


class RowList(Pointed):
    """Shows rows in columns; keeps cursor and scroll when its rows are replaced."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list")

    cursor = var(-1)
    """Index of the highlighted row; -1 = none."""

    @dataclass
    class Highlighted(Message):
        """The cursor came to stand on a row, or on none."""

        rows: "RowList"
        key: str

        @property
        def control(self) -> "RowList":
            """Return the list, for `@on` selectors."""
            return self.rows

    @dataclass
    class Opened(Message):
        """A row was chosen by Enter or by a second click."""

        rows: "RowList"
        key: str

        @property
        def control(self) -> "RowList":
            """Return the list, for `@on` selectors."""
            return self.rows

    class MarksChanged(Message):
        """Rows were marked or unmarked."""

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        empty: tuple[Line, ...] = (),
        fits: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        """Make a list.

        Args:
            columns: their widths.
            empty: what to show where there is no row.
            fits: whether a column that needs less than its width leaves the rest to the others.
            id: as in Textual.
        """
        super().__init__(id=id)
        self._columns = self._given = tuple(columns)
        self._fits = fits
        self._rows: Sequence[Row] = ()
        self._keys: tuple[str, ...] = ()
        """What each row stands for; all that is asked of the rows that nobody sees."""
        self._choices: Sequence[int] = ()
        """Indexes of the rows that can be highlighted."""
        self._empty = empty
        self._let_go: frozenset[str] = frozenset()
        """Keys of the rows that the user is dealing with: the cursor does not follow them."""
        self._marked: frozenset[str] = frozenset()
        self._marked_last = ""

    @property
    def key(self) -> str:
        """Return the key of the highlighted row, empty when there is none."""
        return self._keys[self.cursor] if 0 <= self.cursor < len(self._keys) else ""

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of all rows that can be highlighted, from top to bottom."""
        return self._keys if len(self._choices) == len(self._keys) else tuple(filter(None, self._keys))

    def show(self, rows: Sequence[Row], empty: tuple[Line, ...] = (), columns: Sequence[Column] | None = None) -> None:
        """Replace the rows; the cursor stays on its row, or goes to the one that takes its place.

        Args:
            rows: the new ones.
            empty: what is said where there are none.
            columns: those that fit the rows, where somebody looked already.
        """
        rows = rows if isinstance(rows, LateRows) else tuple(rows)
        if rows == self._rows and empty == self._empty:
            return
        keys = keys_of(rows)
        choices = tuple([place for place, key in enumerate(keys) if key]) if "" in keys else range(len(keys))
        was_seen = self._is_seen
        cursor = self._cursor_in(keys, choices)
        is_let_go = self.key in self._let_go
        if is_let_go:
            self._let_go = frozenset()
        self._rows, self._keys, self._choices, self._empty = rows, keys, choices, empty
        if self._fits:
            self._columns = tuple(columns or fitting(self._given, rows, cell_len))
        self._mark(self._marked and self._marked & frozenset(keys))
        self.stretch(max(len(rows), 1))
        self.set_reactive(RowList.cursor, cursor)
        if was_seen or is_let_go:
            self._bring_into_view()
        self.refresh()
        self._tell()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Lay the rows out in other columns; rows with as many cells must follow."""
        self._columns = self._given = tuple(columns)
        self.refresh()

    def let_go(self, keys: Iterable[str], *, really: bool = True) -> None:
        """Do not follow these rows when they move next: the user has dealt with them and goes on from here."""
        dealt = frozenset(keys)
        if really and self.key in dealt:
            self._let_go = dealt
        elif self._let_go == dealt:
            self._let_go = frozenset()

    @property
    def marked(self) -> tuple[str, ...]:
        """Return the keys of the marked rows, from top to bottom."""
        return tuple([key for key in self._keys if key in self._marked]) if self._marked else ()

    @property
    def marks(self) -> int:
        """Return how many rows are marked."""
        return len(self._marked)

    def _mark(self, marked: frozenset[str]) -> None:
        """Mark these rows, which are there, and no others."""
        if marked != self._marked:
            self._marked = marked
            self.refresh()
            self.post_message(self.MarksChanged())

    def mark_here(self) -> None:
        """Mark the highlighted row, or unmark it, and go on to the next one."""
        if key := self.key:
            self._mark(self._marked ^ {key})
            self._marked_last = key
            self.move(1)

    def mark_up_to_here(self) -> None:
        """Mark the rows between the one marked last and the highlighted one, both included."""
        keys = self.keys
        if self.key:
            ends = sorted((keys.index(self.key), keys.index(self._marked_last) if self._marked_last in keys else 0))
            self._mark(self._marked | set(keys[ends[0] : ends[1] + 1]))
            self._marked_last = self.key

    def unmark(self, keys: Iterable[str] | None = None) -> None:
        """Take the marks from these rows; from all where none are named."""
        self._mark(self._marked - frozenset(self._marked if keys is None else keys))

    def _cursor_in(self, keys: Sequence[str], choices: Sequence[int]) -> int:
        """Return where the cursor goes when rows with these keys replace the shown ones."""
        key = self.key
        if key and key in keys and key not in self._let_go:
            return keys.index(key)
        places = {key: place for place, key in enumerate(keys) if key}
        below = (one for one in self._keys[self.cursor + 1 :] if one in places and one not in self._let_go)
        found = next(below, "") if key else ""
        if not found:
            return _nearest(choices, self.cursor)
        order = list(places)
        before = order.index(found) - 1
        return places[key if before >= 0 and order[before] == key else found]

    @property
    def _is_seen(self) -> bool:
        return 0 <= self.cursor - self.scroll_offset.y < self.size.height

    def highlight(self, key: str) -> None:
        """Put the cursor on the row with that key, if there is one."""
        if key and key in self._keys:
            self.cursor = self._keys.index(key)

    def _tell(self) -> None:
        self.post_message(self.Highlighted(self, self.key))

    def watch_cursor(self, old: int, new: int) -> None:
        """Show the cursor and tell whose it is."""
        self.refresh_line(old)
        self.refresh_line(new)
        self._bring_into_view()
        self._tell()

    def _bring_into_view(self) -> None:
        """Scroll as far as it takes to see the cursor; with the first row its heading is seen too."""
        here = self.cursor
        if here >= 0:
            top = 0 if not self._choices or here <= self._choices[0] else here
            region = Region(0, top, 1, here - top + 1)
            self.scroll_to_region(region, animate=False, x_axis=False, force=True, immediate=True)

    def move(self, by: int) -> None:
        """Move the cursor over that many rows, headings not counted."""
        choices = self._choices
        if not choices:
            return
        place = bisect_left(choices, self.cursor)
        here = place if self.cursor in choices[place : place + 1] else 0
        self.cursor = choices[max(0, min(len(choices) - 1, here + by))]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Dim the key that opens a row while there is none."""
        return None if action == "row_open" and not self.key else True

    def action_row_open(self) -> None:
        """Open the highlighted row."""
        if self.key:
            self.post_message(self.Opened(self, self.key))

    def on_resize(self) -> None:
        """Keep the virtual size as wide as the list."""
        self.stretch(max(len(self._rows), 1))

    def on_click(self, event: events.Click) -> None:
        """Highlight the row under the mouse; open it when it already was."""
        index = event.y + self.scroll_offset.y
        if not 0 <= index < len(self._keys) or not self._keys[index]:
            return
        if index == self.cursor:
            self.action_row_open()
        self.cursor = index

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        width = self.size.width
        index = y + self.scroll_offset.y
        if not self._rows:
            rows = [row for one in self._empty for row in wrapped(one, max(8, self.columns - 1))]
            return self.paint([Span(" "), *rows[index]] if index < len(rows) else [], width)
        if index >= len(self._rows):
            return self.paint([], width)
        row = self._rows[index]
        if row.is_heading:
            return self.paint(_heading(row), width)
        is_marked = row.key in self._marked
        over = self.get_component_rich_style("painted--marked") if is_marked else None
        if index == self.cursor:
            name = "painted--cursor" if self.has_focus else "painted--cursor-blurred"
            over = self.get_component_rich_style(name)
        return self.paint(_cells(row, self._columns, self.columns - 1 - self._fits, is_marked=is_marked), width, over)


def _nearest(choices: Sequence[int], place: int) -> int:
    """Return the choice nearest to a place, of two the lower one; -1 where there is none."""
    after = bisect_left(choices, place)
    return min(choices[max(0, after - 1) : after + 1], key=lambda one: (abs(one - max(place, 0)), -one), default=-1)


def _heading(row: Row) -> list[Span]:
    spans = [Span(" ")]
    for cell in row.cells:
        spans.extend((Span(safe_line(cell.text, 200), cell.tone), Span("  ")))
    return spans


def _cells(row: Row, columns: Sequence[Column], width: int, *, is_marked: bool = False) -> list[Span]:
    spans = [Span(MARK, "accent") if is_marked else Span(" ")]
    for cell, column, cells in zip(row.cells, columns, widths(columns, width), strict=True):
        if cells:
            text = safe_line(cell.text, 400)
            more = MORE.search(text) if column.counts else None
            end = more.group() if more else ""
            text = fitted(text.removesuffix(end), cells, to_right=column.to_right, end=end)
            spans.extend((Span(text, cell.tone), Span(" " * column.after)))
    return spans[:-1]

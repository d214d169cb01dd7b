"""Stages side by side, each with its cards below it; the cursor walks down a stage and across stages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from tui.keymap import bindings
from tui.presentation.board import NOTHING, Card, Stack
from tui.presentation.rows import GAP
from tui.presentation.safe import safe_line
from tui.presentation.spans import Line, Span
from tui.widgets.board_column import STEP, BoardColumn
from tui.widgets.painting import Pointed, fitted
from tui.widgets.prose import wrapped

LEAST = 21
"""Cells below which a column would say too little."""
ALONE = 68
"""Cells below which one stage is shown at a time."""
STRIP, HEAD = 2, 2
"""Rows of the line that names every stage, and of the headings of columns."""
INDENT = 2
DRAWN = 400
"""Cards that are kept drawn; no screen shows more."""


class Board(Pointed):
    """Shows as many stages as have room, that of the cursor among them; draws only the cards that are seen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list")

    key = var("")
    """The card under the cursor; empty = none."""
    column = var(0)
    """The stage of the cursor, which may hold no card."""
    target = var(-1)
    """The stage over which a card is dragged; -1 = none."""

    class Highlighted(Message):
        """The cursor came to stand on another card, or on none."""

    class Opened(Message):
        """A card was chosen by Enter or by a second click."""

    @dataclass
    class Dropped(Message):
        """A card was dragged to another stage."""

        key: str
        stack: Stack

    def __init__(self, *, empty: tuple[Line, ...] = (), id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._empty = empty
        self._stacks: tuple[Stack, ...] = ()
        self._columns: tuple[BoardColumn, ...] = ()
        self._draw: Callable[[str], Card] | None = None
        self._drawn: dict[str, Card] = {}
        self._first = 0
        """The first stage that is shown."""
        self._held = ""
        """The card that a pressed mouse button holds."""
        self._was_dragged = False

    # What it shows.

    def show(self, stacks: Sequence[Stack], draw: Callable[[str], Card], empty: tuple[Line, ...] = ()) -> None:
        """Replace the cards; the cursor stays on its card wherever it went, else near where it was.

        Args:
            stacks: the stages with the keys of their cards.
            draw: makes a card; called for those that are seen.
            empty: what to show where there is no card at all.
        """
        stacks = tuple(stacks)
        here = self._columns[self.column].place(self.key) if self._columns else None
        starts = {stack.name: column.start for stack, column in zip(self._stacks, self._columns, strict=True)}
        name = self._stacks[self.column].name if self._stacks else ""
        self._stacks, self._draw, self._empty = stacks, draw, empty
        self._columns = tuple(BoardColumn(stack.idents, starts.get(stack.name, 0)) for stack in stacks)
        self._drawn.clear()
        place = self._column_of(self.key)
        if place is None:
            names = [stack.name for stack in stacks]
            place = names.index(name) if name in names else min(self.column, len(stacks) - 1)
            if here is None and not self.key:
                place = next((n for n in range(len(stacks)) if stacks[n].idents), place)
        self.set_reactive(Board.column, place)
        self._settle(here or 0)

    def _column_of(self, key: str) -> int | None:
        return next((n for n, column in enumerate(self._columns) if column.place(key) is not None), None)

    def _settle(self, place: int) -> None:
        """Stand on the card of the cursor's stage, else on the one at that place of it."""
        column = self._columns[self.column]
        if column.place(self.key) is None:
            last = len(column.idents) - 1
            self.set_reactive(Board.key, column.idents[min(place, last)] if column.idents else "")
        self._look()
        self.post_message(self.Highlighted())

    # Room.

    @property
    def _is_strip(self) -> bool:
        """Tell whether a line above names every stage, since not all of them have room."""
        return self._number < len(self._stacks)

    @property
    def _number(self) -> int:
        """Return how many stages are shown side by side."""
        if self.size.width < ALONE:
            return 1
        return max(1, min(len(self._stacks), (self.columns - 1 + GAP) // (LEAST + GAP)))

    @property
    def _head(self) -> int:
        """Return the rows above the cards."""
        return (STRIP if self._is_strip else 0) + (HEAD if self._number > 1 else 0)

    @property
    def _room(self) -> int:
        return max(1, self.size.height - self._head)

    def _widths(self) -> list[int]:
        number = self._number
        room = max(number * 4, self.columns - 1 - GAP * (number - 1))
        return [room // number + (place < room % number) for place in range(number)]

    @property
    def _shown(self) -> range:
        number = self._number
        first = max(0, min(self._first, len(self._stacks) - number))  # a new size is painted before it is told
        return range(first, min(len(self._stacks), first + number))

    def on_resize(self) -> None:
        """Lay out again in the room that there is."""
        self._look()

    def _look(self) -> None:
        """Bring the cursor into view and paint again."""
        self.virtual_size = Size(self.size.width, self.size.height)
        if self._columns:
            number = self._number
            self._first = max(self.column - number + 1, min(self._first, self.column))
            self._first = max(0, min(self._first, len(self._stacks) - number))
            for column in self._columns:
                column.fill(self._room)
            if (place := self._columns[self.column].place(self.key)) is not None:
                self._columns[self.column].reach(place, self._room)
        self.refresh()

    # The cursor.

    def highlight(self, key: str) -> None:
        """Put the cursor on that card, if it is there."""
        if (place := self._column_of(key)) is not None:
            self.set_reactive(Board.column, place)
            self.key = key

    def watch_key(self) -> None:
        """Show the cursor and tell whose it is."""
        self._look()
        self.post_message(self.Highlighted())

    def go_to(self, column: int) -> None:
        """Go to a stage, to the card beside the one that the cursor leaves."""
        if not 0 <= column < len(self._columns) or column == self.column:
            return
        before = self._columns[self.column]
        here = before.place(self.key)
        row = here - before.start if here is not None else 0
        self.column = column
        self.set_reactive(Board.key, "")
        self._settle(self._columns[column].start + row)

    def across(self, by: int) -> None:
        """Go to the next stage, or to the one before."""
        self.go_to(self.column + by)

    def move(self, by: int) -> None:
        """Move the cursor over so many, within the column."""
        if not self._columns:
            return
        column = self._columns[self.column]
        here = column.place(self.key)
        if here is not None:
            self.key = column.idents[max(0, min(len(column.idents) - 1, here + by))]

    @property
    def half_page(self) -> int:
        """Return how many cards half a page is."""
        return max(1, self._room // STEP // 2)

    def action_row_open(self) -> None:
        """Open the highlighted card."""
        if self.key:
            self.post_message(self.Opened())

    # The mouse.

    def _at(self, x: int, y: int) -> tuple[int, str]:
        """Return the stage and the card under a cell; -1 and nothing where there is none."""
        if self._is_strip and y == 0:
            left = 1
            for place, spans in enumerate(self._strip()):
                left += sum(cell_len(span.text) for span in spans)
                if x < left:
                    return place, ""
            return -1, ""
        left = 1
        for place, width in zip(self._shown, self._widths(), strict=True):
            if left <= x < left + width:
                if y < self._head:
                    return place, ""
                seen = self._columns[place].at(y - self._head, self._room)
                return place, self._columns[place].idents[seen.place] if seen.place >= 0 else ""
            left += width + GAP
        return -1, ""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a card."""
        self._was_dragged = False
        _place, self._held = self._at(event.x, event.y)
        if self._held:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show where the card that is held would go."""
        if self._held:
            place, _key = self._at(event.x, event.y)
            self.target = place if place >= 0 and place != self._column_of(self._held) else -1
            self._was_dragged = self._was_dragged or self.target >= 0

    def on_mouse_up(self) -> None:
        """Let the card go where it is."""
        held, place = self._held, self.target
        self._held, self.target = "", -1
        self.release_mouse()
        if held and 0 <= place < len(self._stacks):
            self.highlight(held)
            self.post_message(self.Dropped(held, self._stacks[place]))

    def watch_target(self) -> None:
        """Show where a card would go."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Highlight the card under the mouse and open it when it already was; go to a stage by its name."""
        if self._was_dragged:
            return
        place, key = self._at(event.x, event.y)
        if key and key == self.key:
            self.action_row_open()
        elif key:
            self.highlight(key)
        elif place >= 0 and event.y < self._head:
            self.go_to(place)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show what has no room in the stage under the mouse."""
        self._roll(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go back to what comes first in the stage under the mouse."""
        self._roll(event, -1)

    def _roll(self, event: events.MouseEvent, by: int) -> None:
        place, _key = self._at(event.x, event.y)
        if place >= 0:
            event.stop()
            self._columns[place].move(by, self._room)
            self.refresh()

    # Painting.

    def _strip(self) -> list[list[Span]]:
        """Return the names of all stages with their counts; without signs where it is narrow."""
        rows: list[list[Span]] = []
        for has_signs, is_short in ((True, False), (False, False), (True, True)):
            rows = [self._named(n, has_sign=has_signs, is_short=is_short) for n in range(len(self._stacks))]
            if sum(cell_len(span.text) for spans in rows for span in spans) <= self.columns:
                break
        return rows

    def _named(self, place: int, *, has_sign: bool, is_short: bool) -> list[Span]:
        stack = self._stacks[place]
        is_here = place in (self.target, self.column)
        tone = "accent" if place == self.target else "strong" if is_here else "muted"
        name = "" if is_short and not is_here else f"{stack.title} "
        ends = "[]" if is_here else "  "
        return [
            Span(ends[0], tone),
            Span(f"{stack.sign.text} " if has_sign else "", stack.sign.tone),
            Span(f"{name}{len(stack.idents)}", tone),
            Span(f"{ends[1]} " if has_sign else ends[1], tone),
        ]

    def render_line(self, y: int) -> Strip:
        """Paint one row over all stages that are shown."""
        if not any(stack.idents for stack in self._stacks):
            rows = [row for one in self._empty for row in wrapped(one, max(8, self.columns - 1))]
            return self.paint([Span(" "), *rows[y]] if y < len(rows) else [], self.size.width)
        if self._is_strip and y < STRIP:
            names = [span for spans in self._strip() for span in spans]
            return self.paint([Span(" "), *names] if y == 0 else [], self.size.width)
        head = y - (STRIP if self._is_strip else 0)
        cells = zip(self._shown, self._widths(), strict=True)
        if y < self._head:
            return self._join([(self._heading(place, width, head), width, None) for place, width in cells])
        return self._join([self._cell(place, width, y - self._head) for place, width in cells])

    def _heading(self, place: int, width: int, row: int) -> list[Span]:
        stack = self._stacks[place]
        is_here = place == self.column
        if row:
            tone = "accent" if is_here or place == self.target else "muted"
            return [Span(("━" if is_here or place == self.target else "─") * width, tone)]
        tone = "accent" if place == self.target else "strong" if is_here or stack.idents else "muted"
        name = Span(fitted(stack.title, width - INDENT - len(str(len(stack.idents)))), tone)
        return [Span(fitted(stack.sign.text, INDENT), stack.sign.tone), name, Span(str(len(stack.idents)), "muted")]

    def _cell(self, place: int, width: int, y: int) -> tuple[list[Span], int, Style | None]:
        """Return what a stage shows in a row, its width, and what is laid over it."""
        column = self._columns[place]
        if not column.idents:
            return [Span(" " * INDENT), Span(NOTHING, "muted")] if y == 0 else [], width, None
        seen = column.at(y, self._room)
        if seen.above or seen.below:
            return [Span(f"↑ {seen.above} more" if seen.above else f"↓ {seen.below} more", "accent")], width, None
        if seen.place < 0:
            return [], width, None
        ident = column.idents[seen.place]
        over = None
        if ident == self.key:
            over = self.get_component_rich_style("painted--cursor" if self.has_focus else "painted--cursor-blurred")
        elif ident == self._held and self._was_dragged:
            over = self.get_component_rich_style("painted--marked")
        return self._line_of(ident, seen.row, width), width, over

    def _line_of(self, ident: str, row: int, width: int) -> list[Span]:
        """Return one line of a card in that width: its left part gives way to the right one."""
        card = self._drawn.get(ident)
        if card is None and self._draw:
            if len(self._drawn) >= DRAWN:
                self._drawn.clear()
            card = self._drawn[ident] = self._draw(ident)
        if card is None:
            return []
        left, right = card.lines[row]
        room = width - INDENT
        said = safe_line(right.text, 60)
        said = fitted(said, min(cell_len(said), room * 2 // 3))
        gap = 1 if said else 0
        before = Span(fitted(card.sign.text, INDENT), card.sign.tone) if row == 0 else Span(" " * INDENT)
        return [
            before,
            Span(fitted(safe_line(left.text, 200), max(0, room - cell_len(said) - gap)), left.tone),
            Span(" " * gap + said, right.tone),
        ]

    def _join(self, cells: Sequence[tuple[list[Span], int, Style | None]]) -> Strip:
        base = self.rich_style
        segments = [Segment(" ", base)]
        for place, (spans, width, over) in enumerate(cells):
            style = self.under(over)
            if place:
                segments.append(Segment(" " * GAP, base))
            segments += self.pieces(spans, style)
            segments.append(Segment(" " * max(0, width - sum(cell_len(span.text) for span in spans)), style))
        return Strip(segments).adjust_cell_length(self.size.width, base)

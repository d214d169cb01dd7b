"""A sheet for the phone to walk through: lines ticked off as they are said, a message read at its pace."""

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.reactive import var
from textual.strip import Strip

from tui.keymap import bindings
from tui.presentation.sheet import Part, Sheet, spoken, timed, words_in
from tui.presentation.spans import BLANK, Line, Span
from tui.widgets.painting import Painted
from tui.widgets.prose import wrapped

BOX = {True: Span("[x] ", "good"), False: Span("[ ] ", "muted")}


class Script(Painted):
    """Shows a sheet; Space or a click ticks a line off and goes on to the next."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("script")
    COMPONENT_CLASSES: ClassVar[set[str]] = {"tone--read"}
    DEFAULT_CSS = """
    Script .tone--read { text-style: reverse bold; }
    """

    cursor = var(0)
    read = var[int | None](None)
    """The word of the message that is being read out, from 0."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._sheet = Sheet(())
        self._said: set[str] = set()
        self._rows: list[tuple[int | None, list[Span]]] = []

    @property
    def sheet(self) -> Sheet:
        """Return the sheet that is shown."""
        return self._sheet

    @property
    def lines(self) -> tuple[Part, ...]:
        """Return what can be said, from top to bottom."""
        return tuple(part for part in self._sheet.parts if not part.is_heading)

    @property
    def said(self) -> tuple[Part, ...]:
        """Return what was ticked off."""
        return tuple(part for part in self.lines if part.text in self._said)

    def show(self, sheet: Sheet) -> None:
        """Show a sheet; lines that were there keep their tick and the cursor its line."""
        if sheet == self._sheet:
            return
        here = self.lines[self.cursor].text if self.cursor < len(self.lines) else ""
        self._sheet = sheet
        texts = [part.text for part in self.lines]
        self.set_reactive(Script.cursor, texts.index(here) if here in texts else 0)
        self.read = None
        self._wrap()

    # Reading the message out.

    @property
    def words(self) -> int:
        """Return how many words the mark has to go through."""
        return sum(words_in(part.text) for part in self.lines if part.is_message)

    def go_to_message(self) -> None:
        """Put the cursor on the message for a voicemail."""
        place = next((place for place, part in enumerate(self.lines) if part.is_message), None)
        if place is not None:
            self.cursor = place

    def watch_read(self) -> None:
        """Follow the word that is being read."""
        self._wrap()
        here = next((y for y, (_place, row) in enumerate(self._rows) if any(s.tone == "read" for s in row)), None)
        if here is not None:
            self.scroll_to_region(Region(0, here, 1, 1), animate=False, x_axis=False)

    # Painting.

    def _wrap(self) -> None:
        self._rows = self._rows_at(max(16, self.measure(self.size.width)))
        self.virtual_size = Size(self.size.width, len(self._rows))
        self.refresh()

    def _rows_at(self, width: int) -> list[tuple[int | None, list[Span]]]:
        rows: list[tuple[int | None, list[Span]]] = []
        place, begun = 0, 0
        for part in self._sheet.parts:
            if part.is_heading:
                lines = [*([BLANK] if rows else []), self._heading(part)]
                rows += [(None, row) for one in lines for row in wrapped(one, width)]
                continue
            read = None
            if part.is_message:
                read = None if self.read is None else self.read - begun
                begun += words_in(part.text)
            rows += [(place, row) for row in wrapped(self._line(part, read), width)]
            place += 1
        return rows

    def _heading(self, part: Part) -> Line:
        aside = timed(self._sheet) if part.is_message else (Span(part.aside, "muted"),)
        return (Span(part.text, "strong"), Span("  "), *aside)

    def _line(self, part: Part, read: int | None) -> Line:
        is_said = part.text in self._said
        is_passed = read is not None and read < 0
        return (BOX[is_said], *spoken(part.text, None if is_passed else read, "muted" if is_said else ""))

    def on_resize(self) -> None:
        """Wrap again at the new width."""
        self._wrap()

    def on_focus(self) -> None:
        """Repaint the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Repaint without the cursor."""
        self.refresh()

    def watch_cursor(self) -> None:
        """Show the line under the cursor, with its heading where there is room."""
        rows = [y for y, (place, _row) in enumerate(self._rows) if place == self.cursor]
        if rows:
            above = 1 if rows[0] and self._rows[rows[0] - 1][0] is None else 0
            self.scroll_to_region(Region(0, rows[0] - above, 1, len(rows) + above), animate=False, x_axis=False)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        index = y + self.scroll_offset.y
        width = self.size.width
        if index >= len(self._rows):
            return self.paint([], width)
        place, row = self._rows[index]
        name = "painted--cursor" if self.has_focus else "painted--cursor-blurred"
        over = self.get_component_rich_style(name) if place == self.cursor and self.read is None else None
        return self.paint(row, width, over)

    # Keys and mouse.

    def _move(self, by: int) -> None:
        self.cursor = max(0, min(len(self.lines) - 1, self.cursor + by))

    def action_row_down(self) -> None:
        """Go one line down."""
        self._move(1)

    def action_row_up(self) -> None:
        """Go one line up."""
        self._move(-1)

    def action_row_first(self) -> None:
        """Go to the first line."""
        self._move(-len(self.lines))
        self.scroll_to(y=0, animate=False)

    def action_row_last(self) -> None:
        """Go to the last line."""
        self._move(len(self.lines))

    def action_row_page_down(self) -> None:
        """Scroll half a page down."""
        self.scroll_relative(y=max(1, self.size.height // 2), animate=False)

    def action_row_page_up(self) -> None:
        """Scroll half a page up."""
        self.scroll_relative(y=-max(1, self.size.height // 2), animate=False)

    def action_script_said(self) -> None:
        """Tick the line off and go on, or take the tick away."""
        if self.cursor >= len(self.lines):
            return
        text = self.lines[self.cursor].text
        self._said ^= {text}
        self._wrap()
        if text in self._said:
            self._move(1)

    def on_click(self, event: events.Click) -> None:
        """Tick the line under the mouse off."""
        index = event.y + self.scroll_offset.y
        if index < len(self._rows) and (place := self._rows[index][0]) is not None:
            self.cursor = place
            self.action_script_said()

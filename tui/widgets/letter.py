"""The subject and the text of a letter, to type in; gaps stand out, and both can stand still."""

import re
from collections.abc import Iterable
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input, TextArea
from textual.widgets.input import Selection

from tui.keymap import bindings

GAP = re.compile(r"\[\[ .*? \]\]")


LINE = 60
"""Cells of a line as letters are folded."""
EDITING = frozenset({"enter", "tab", "backspace", "delete", "ctrl+h"})


class TypedOn(Message):
    """Somebody typed into a text that stands still."""


def refused(field: Input | TextArea, event: events.Key | events.Paste, *, is_held: bool) -> None:
    """Take typed text away from a field that stands still, and tell of it."""
    if not is_held or (isinstance(event, events.Key) and not event.is_printable and event.key not in EDITING):
        return
    event.stop()
    event.prevent_default()
    field.post_message(TypedOn())


class Subject(Input):
    """The subject of a letter."""

    is_held = False
    """Whether it stands still."""

    def select_piece(self, start: int, end: int) -> None:
        """Select a piece of it, so that what is typed takes its place."""
        self.selection = Selection(start, end)

    def on_key(self, event: events.Key) -> None:
        """Take no text while it stands still."""
        refused(self, event, is_held=self.is_held)

    def on_paste(self, event: events.Paste) -> None:
        """Take no text while it stands still."""
        refused(self, event, is_held=self.is_held)


class Letter(TextArea):
    """A text area that marks gaps, leaves on Esc, and replaces its text without losing undo or the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("letter")
    COMPONENT_CLASSES: ClassVar[set[str]] = {"letter--gap", "letter--misspelt"}
    DEFAULT_CSS = """
    Letter .letter--gap { color: $text-warning; text-style: bold underline; }
    Letter .letter--misspelt { color: $text-error; text-style: underline; }
    """

    _underlined: tuple[tuple[int, int, int], ...] = ()
    """Words that no dictionary knows: row, first character, one past the last."""
    _is_new = True
    """Whether no text was put into it yet."""
    _wrapped_at = -1
    """The width that the text was last wrapped for as a whole; -1 = it is new."""

    class Left(Message):
        """Esc was pressed in the text."""

    def on_mount(self) -> None:
        """Let the cursor blink only where things move by themselves."""
        self.cursor_blink = self.app.animation_level != "none"

    def get_line(self, line_index: int) -> Text:
        """Return a line with its gaps marked; the brackets show them without colour as well."""
        line = super().get_line(line_index)
        for found in GAP.finditer(line.plain):
            line.stylize(self.get_component_rich_style("letter--gap", partial=True), *found.span())
        for row, start, end in self._underlined:
            if row == line_index:
                line.stylize(self.get_component_rich_style("letter--misspelt", partial=True), start, end)
        return line

    @property
    def wrap_width(self) -> int:
        """Return the cells of a line; a narrow text does without the one that Textual keeps for the cursor."""
        width = super().wrap_width
        return width + 1 if 0 < width < LINE else width

    def underline(self, words: Iterable[tuple[int, int, int]]) -> None:
        """Underline these words and no others: row, first character, one past the last."""
        words = tuple(words)
        if words != self._underlined:
            self._underlined = words
            self._line_cache.clear()
            self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the text wrapped for the width that it is drawn in, whatever changed last: size, numbers or text."""
        if self._wrapped_at != self.wrap_width:  # Textual may draw a text that it wrapped for another width
            self._wrapped_at = self.wrap_width
            self._rewrap_and_refresh_virtual_size()
        return super().render_lines(crop)

    def on_key(self, event: events.Key) -> None:
        """Take no text while it stands still."""
        refused(self, event, is_held=self.read_only)

    def on_paste(self, event: events.Paste) -> None:
        """Take no text while it stands still."""
        refused(self, event, is_held=self.read_only)

    def action_letter_leave(self) -> None:
        """Leave the text."""
        self.post_message(self.Left())

    def put(self, text: str) -> None:
        """Replace the text in one step of undo; the first text is none. The cursor stays with what it stands in."""
        if text == self.text:
            return
        offset = self.scroll_offset
        if self._is_new:
            self._is_new = False
            self.load_text(text)
        else:
            self._replace_what_differs(text)
        self._wrapped_at = -1
        self.scroll_to(y=offset.y, animate=False)

    def _replace_what_differs(self, text: str) -> None:
        old, new = self.text.split("\n"), text.split("\n")
        head = _shared(old, new)
        tail = _shared(old[head:][::-1], new[head:][::-1])
        start, end = (head, 0), (len(old) - tail, 0)
        middle = "".join(f"{line}\n" for line in new[head : len(new) - tail])
        if not tail:  # the last line has no end of its own
            end = self.document.end
            start = (head - 1, len(old[head - 1])) if head else (0, 0)
            middle = "\n".join(new[head - 1 :])[len(old[head - 1]) :] if head else text
        self.history.checkpoint()
        self.replace(middle, start, end)
        self.history.checkpoint()


def _shared(one: list[str], other: list[str]) -> int:
    """Return how many lines two texts begin with in common."""
    shorter = min(len(one), len(other))
    return next((place for place in range(shorter) if one[place] != other[place]), shorter)

"""The text of a letter, to type in; its gaps stand out."""

import re
from typing import ClassVar

from rich.text import Text
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import TextArea

from tui.keymap import bindings

GAP = re.compile(r"\[\[ .*? \]\]")


class Letter(TextArea):
    """A text area that marks gaps, leaves on Esc, and replaces its text without losing undo or the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("letter")
    COMPONENT_CLASSES: ClassVar[set[str]] = {"letter--gap"}
    DEFAULT_CSS = """
    Letter .letter--gap { color: $text-warning; text-style: bold underline; }
    """

    class Left(Message):
        """Esc was pressed in the text."""

    def get_line(self, line_index: int) -> Text:
        """Return a line with its gaps marked; the brackets show them without colour as well."""
        line = super().get_line(line_index)
        for found in GAP.finditer(line.plain):
            line.stylize(self.get_component_rich_style("letter--gap", partial=True), *found.span())
        return line

    def action_letter_leave(self) -> None:
        """Leave the text."""
        self.post_message(self.Left())

    def put(self, text: str) -> None:
        """Replace the whole text; the cursor stays on its line and column as far as they exist."""
        if text == self.text:
            return
        row, column = self.cursor_location
        offset = self.scroll_offset
        self.replace(text, (0, 0), self.document.end, maintain_selection_offset=False)
        row = min(row, self.document.line_count - 1)
        self.move_cursor((row, min(column, len(self.document.get_line(row)))))
        self.scroll_to(y=offset.y, animate=False)

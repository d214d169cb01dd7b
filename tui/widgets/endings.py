"""A row of what can be done, each with its key, which can be clicked as well."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from tui.actions.naming import key_name
from tui.actions.table import action
from tui.presentation.spans import Span
from tui.widgets.literal import content, literal


class Ending(Static):
    """One of them."""

    ALLOW_SELECT = False

    @dataclass
    class Clicked(Message):
        """It was."""

        method: str

    def __init__(self, ident: str, label: str) -> None:
        row = action(ident)
        super().__init__(content(((Span(key_name(row.keys[0]), "accent"), Span(f" {label}")),)))
        self._method = row.method

    def on_click(self, event: events.Click) -> None:
        """Tell who listens."""
        event.stop()
        self.post_message(self.Clicked(self._method))


class Endings(Horizontal):
    """Shows a caption and the row behind it."""

    @dataclass
    class Chosen(Message):
        """One was clicked."""

        method: str

    def __init__(self, caption: str, row: Sequence[tuple[str, str]], *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._caption = caption
        self._row = tuple(row)

    def compose(self) -> ComposeResult:
        """Set them side by side."""
        yield Static(literal(self._caption, "muted"), classes="caption")
        for ident, label in self._row:
            yield Ending(ident, label)

    def on_ending_clicked(self, event: Ending.Clicked) -> None:
        """Pass the choice on."""
        event.stop()
        self.post_message(self.Chosen(event.method))

"""A line that says what the keys of a window do; a click on what it says does it."""

import re

from textual.style import Style
from textual.widgets import Static

from tui.widgets.literal import literal

SAID = re.compile(r"\b(Enter|Esc)\b[^,.;]*")
"""A key, and what is said of it."""
DOES = {"Enter": "screen.dialog_accept", "Esc": "screen.dialog_cancel"}


class Hint(Static):
    """Names keys in a sentence; what it says of Enter and Esc can be clicked."""

    def __init__(self, text: str, tone: str = "muted", *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes="hint")
        self.say(text, tone)

    def say(self, text: str, tone: str = "muted") -> None:
        """Say something else."""
        said = literal(text, tone)
        for found in SAID.finditer(said.plain):
            said = said.stylize(Style.from_meta({"@click": DOES[found[1]]}), *found.span())
        self.update(said)

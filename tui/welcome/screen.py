"""The first screen: four ways to a vault."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.getters import query_one
from textual.widgets import Static

from tui.bridge.place import Place
from tui.keymap import bindings
from tui.presentation import welcome
from tui.widgets.foot import Foot
from tui.widgets.literal import literal
from tui.widgets.prose import Prose
from tui.widgets.row_list import RowList


class WelcomeScreen(Place):
    """Says what Afterword is, and offers the ways to begin; the highlighted one tells more."""

    NAME = "welcome"
    TITLE = "Welcome"
    INNER = ("list",)
    CSS_PATH = "welcome.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("welcome")

    rows = query_one("#ways", RowList)
    more = query_one("#more", Prose)

    def compose(self) -> ComposeResult:
        """Lay out what it says and the ways."""
        with Vertical(id="letter"):
            yield Static(literal("Afterword", "accent"), id="name")
            yield Prose(welcome.OPENING, id="opening", can_focus=False)
            yield RowList(welcome.COLUMNS, id="ways")
            yield Prose(id="more", can_focus=False)
        yield Foot()

    def on_mount(self) -> None:
        """Begin with the first way."""
        self.rows.show(welcome.rows())
        self.rows.focus()

    @on(RowList.Highlighted)
    def tell_more(self) -> None:
        """Tell what the highlighted way does."""
        self.more.show(welcome.about(self.rows.key), from_top=True)

    @on(RowList.Opened)
    async def take(self, event: RowList.Opened) -> None:
        """Take a way."""
        await self.run_action(f"app.{event.key.replace('.', '_')}")

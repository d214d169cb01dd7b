"""The ground of every window over a screen: it answers once, however often its keys are hit."""

from pathlib import Path
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen
from textual.types import CSSPathType

T = TypeVar("T")
STYLES = Path(__file__).with_name("window.tcss")
"""The styles of windows, and of fields wherever they are: no first screen has any, so they come when one opens."""


class Window(ModalScreen[T], Generic[T]):
    """Asks or tells something, and closes with an answer."""

    CSS_PATH: ClassVar[CSSPathType | None] = STYLES
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (130, "-wide")]  # noqa: RUF012 - as Screen has it

    async def on_click(self, event: events.Click) -> None:
        """Close by a click beside it; one that holds typed text asks first."""
        if event.widget is self:
            await self.run_action("dialog_cancel")

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close with an answer; a key that was held down or hit twice must not close what stands beneath as well."""
        stack = self.app.screen_stack
        if self not in stack:
            return AwaitComplete()
        for _ in stack[stack.index(self) + 1 :]:
            self.app.pop_screen()
        return super().dismiss(result)

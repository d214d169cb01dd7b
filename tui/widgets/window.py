"""The ground of every window over a screen: it answers once, however often its keys are hit."""

from pathlib import Path
from typing import ClassVar, Generic, TypeVar

from rich.console import RenderableType
from textual import events
from textual.await_complete import AwaitComplete
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen
from textual.types import CSSPathType

from tui.bridge.place import of_size
from tui.widgets.dimmed import Dimmed

T = TypeVar("T")
STYLES = Path(__file__).with_name("window.tcss")
"""The styles of windows, and of fields wherever they are: no first screen has any, so they come when one opens."""


class Window(ModalScreen[T], Generic[T]):
    """Asks or tells something, and closes with an answer."""

    CSS_PATH: ClassVar[CSSPathType | None] = STYLES
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (130, "-wide")]  # noqa: RUF012 - as Screen has it

    _is_begun = False

    def __init__(self) -> None:
        """Be as the size of the terminal asks from the beginning: else everything is styled and laid out twice."""
        down = self.VERTICAL_BREAKPOINTS or self.app.VERTICAL_BREAKPOINTS
        super().__init__(classes=of_size(self.app.size, self.HORIZONTAL_BREAKPOINTS, down or ()))

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Leave the styles as they are, the first time: all that is in it has just got them."""
        if not self._is_begun:
            event.refresh_styles = False

    def _on_timer_update(self) -> None:
        """Draw from the first turn on in which the window has its size and its widgets."""
        self._is_begun = True
        super()._on_timer_update()

    def _compositor_refresh(self) -> None:
        """Draw nothing before that: Textual draws a window twice, and all that lies behind, while it is opened."""
        if self._is_begun:
            super()._compositor_refresh()

    def render(self) -> RenderableType:
        """Dim what lies behind."""
        behind = super().render()
        return Dimmed(behind.screen, behind.color) if isinstance(behind, BackgroundScreen) else behind

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

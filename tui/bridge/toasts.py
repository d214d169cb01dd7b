"""Toasts: never markup, never in a pile, never over the line where one types; and each is kept in a log."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from textual import events, on
from textual.notifications import Notify, SeverityLevel
from textual.widgets._toast import Toast, ToastRack  # they have no public name

from tui.bridge.ground import Ground
from tui.bridge.place import Place
from tui.presentation.safe import safe_text
from tui.presentation.said import KEPT, Said, in_brief

if TYPE_CHECKING:
    from store.workspace.machine import Machine
    from tui.bridge.queue import Clock
    from tui.presentation.looks import Looks

MOST = 3
"""Toasts that may be up at once."""


class Toasting(Ground[int]):
    """Says things in passing, and remembers what it said."""

    clock: Clock

    def __init__(self, machine: Machine, looks: Looks | None) -> None:
        super().__init__(machine, looks)
        self.said: deque[Said] = deque(maxlen=KEPT)
        """The newest first."""

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,  # noqa: ARG002 - what comes from files is never markup, whoever says it
    ) -> None:
        """Show a toast, its text as it is, and keep it in the log; every toast of the program comes by here."""
        text = safe_text(message, 2_000)
        self.said.appendleft(Said(at=self.clock().now, severity=severity, text=text, about=self._here()))
        super().notify(in_brief(text, self.log_key), title=title, severity=severity, timeout=timeout, markup=False)

    def _here(self) -> str:
        """Return where something is said: the screen, and the file that it is about."""
        place = next((s for s in reversed(self.screen_stack) if isinstance(s, Place)), None) if self._is_open else None
        if place is None:
            return ""
        file = place.about().rpartition("/")[2]
        return f"{place.TITLE}, {file}" if file else place.TITLE

    @property
    def _is_open(self) -> bool:
        return bool(self._screen_stacks.get(self.current_mode))

    def on_notify(self, event: Notify) -> None:
        """Make room: what was said before gives way, but what went wrong stays until there are too many."""
        before = list(self._notifications)
        grave = [n for n in before if n.severity != "information" and n.message != event.notification.message]
        staying = grave[max(0, len(grave) - MOST + 1) :]
        for one in before:
            if one not in staying:
                self._unnotify(one)
        self._step_aside()

    def _step_aside(self) -> None:
        """Let toasts stand at the top while the line where one types is in the lower half."""
        from textual.widgets import Input, TextArea

        field = self.focused
        typing = isinstance(field, Input | TextArea) and field.cursor_screen_offset.y >= self.size.height // 2
        for rack in self.screen.query(ToastRack):
            rack.set_class(typing, "-aside")

    @on(events.Click)
    async def _click(self, event: events.Click) -> None:
        """Take back what a toast says that a click takes back."""
        how = self.after_change
        if how and isinstance(event.widget, Toast) and str(event.widget.render()).endswith(how):
            await self.run_action("app.app_undo")

    @property
    def log_key(self) -> str:
        """Return the key of the log, as people read it."""
        return ""

    @property
    def after_change(self) -> str:
        """Return what a toast adds to what was done: how to take it back."""
        return ""

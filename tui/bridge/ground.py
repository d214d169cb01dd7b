"""The ground of both apps: what is drawn on, and what never reaches the terminal."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from rich.text import Text
from textual._context import active_message_pump
from textual.app import ScreenStackError
from textual.binding import Binding
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter
from textual.notifications import SeverityLevel
from textual.screen import Screen

from store.workspace.themes import own_themes
from tui.actions.naming import key_name
from tui.actions.table import action
from tui.bridge.ahead import Ahead
from tui.bridge.crash import places, report
from tui.bridge.ending import ENDING, end_for_certain
from tui.bridge.keeper import EVERY, Keeper
from tui.bridge.output import with_lasting_output
from tui.presentation.looks import Looks, wrong_themes
from tui.presentation.safe import safe_text
from tui.themes.dressing import dress, filters
from tui.themes.sheets import Sheets

if TYPE_CHECKING:
    from store.model.left_form import LeftForm
    from store.workspace.machine import Machine

T = TypeVar("T")
SAID_FOR: dict[SeverityLevel, float] = {"information": 5.0, "warning": 8.0, "error": 12.0}
"""Seconds that a toast stays."""


class Ground(Ahead[T], Generic[T]):
    """Draws safely, says a few words, and comes back to a clean terminal whatever ends it."""

    def __init__(self, machine: Machine, looks: Looks | None) -> None:
        """Dress the program.

        Args:
            machine: where the user's own themes are.
            looks: how it looks; None = as where nobody said anything.
        """
        super().__init__()
        self.stylesheet = Sheets(variables=self.get_css_variables())
        self._is_ending = False
        self.machine = machine
        self.keepers: set[Keeper] = set()
        """Those of the open forms."""
        self.passed_over: list[str] = []
        """Where a widget was missed while all around it was being closed; TEXTUAL_LOG names a file that gets them."""
        self.looks = looks or Looks()
        self.own_themes, wrong = own_themes(machine)
        self.wrong_looks = (dress(self, self.looks, self.own_themes), wrong_themes(wrong))
        """What could not be done of the user's own looks, in sentences."""

    def keep_on(
        self,
        screen: Screen[Any],
        typed: Callable[[], LeftForm | None],
        before: Callable[[], None] | None = None,
    ) -> Keeper:
        """Copy each second what is typed on a screen; `before` lets go of the copy that it was taken up from."""
        keeper = Keeper(self.machine, self.vault, typed)
        keeper.before = before or keeper.before
        self.keepers.add(keeper)
        screen.set_interval(EVERY, keeper.look)
        return keeper

    @property
    def vault(self) -> str:
        """Return the folder of the vault; empty where there is none yet."""
        return ""

    def get_key_display(self, binding: Binding) -> str:
        """Return what the footer shows for a key."""
        keys = action(binding.id).keys if binding.id else (binding.key,)
        return key_name(keys[0]) if keys else ""

    def get_driver_class(self) -> type[Driver]:
        """Return what draws on this system; a terminal that is gone cannot hold it."""
        return with_lasting_output(super().get_driver_class())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Put the guard, and what plainer terminals need, behind every other filter."""
        return [*super().get_line_filters(), *filters(self, self.looks)]

    async def on_load(self) -> None:
        """Come back to a clean terminal at every signal that would end the program on the spot."""
        loop = asyncio.get_running_loop()
        for number in ENDING:
            with suppress(NotImplementedError):  # Windows has no such handlers
                loop.add_signal_handler(number, self.end, 128 + number)
                end_for_certain(number, lambda: self._is_ending)

    def keep_typed(self) -> None:
        """Copy at once what is typed into open forms."""
        for keeper in tuple(self.keepers):
            keeper.look()

    def action_app_suspend(self) -> None:
        """Give the terminal to the shell until `fg`; what is typed is copied before."""
        from tui.bridge.suspending import suspend

        self.keep_typed()
        if trouble := suspend(self):
            self.tell(trouble, "warning")

    def end(self, code: int = 0) -> None:
        """End with that code."""
        self._is_ending = True
        self.keep_typed()
        self.exit(return_code=code)

    def tell(self, text: str, severity: SeverityLevel = "information") -> None:
        """Show a few words for a few seconds."""
        self.notify(safe_text(text, 600), severity=severity, markup=False, timeout=SAID_FOR[severity])

    def _handle_exception(self, error: Exception) -> None:
        """Say what kind of fault and where; the usual traceback would show what is in the files."""
        if isinstance(error, NoMatches | ScreenStackError) and self._is_going():
            self.passed_over.append(places(error))
            self.log("passed over while closing", places(error))
            return
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        with suppress(Exception):  # the form itself may be what is broken: then the copy is a second old
            self.keep_typed()
        self._exit_renderables.append(Text(report(error)))
        self._close_messages_no_wait()

    def _is_going(self) -> bool:
        """Tell whether the program ends, or what is at work is being closed: widgets and screens go before it."""
        at_work = active_message_pump.get(None)
        is_closing = isinstance(at_work, DOMNode) and at_work._pruning  # noqa: SLF001 - no public word says it
        return self._exit or not self.is_running or is_closing

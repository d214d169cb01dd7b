"""The app without its screens: its life, the vault's queue, toasts, and the last words of a crash."""

import asyncio
import signal
from contextlib import suppress
from typing import Any, ClassVar

from rich.text import Text
from textual import on, work
from textual.app import App
from textual.driver import Driver
from textual.notifications import SeverityLevel

from store.errors import StoreError
from store.workspace.door import Applied, Workspace
from store.workspace.snapshot import Snapshot
from tui import messages
from tui.bridge.crash import report
from tui.bridge.ending import end_for_certain
from tui.bridge.output import with_lasting_output
from tui.bridge.place import Place
from tui.bridge.queue import Bridge, Clock, running
from tui.presentation.safe import safe_text

LOOK_AGAIN = 20.0
"""Seconds after which files and day are looked at even if nothing was heard."""
LATE = 6.0
"""Seconds after a change in which another program may still write into the old version."""
SAID_FOR: dict[SeverityLevel, float] = {"information": 5.0, "warning": 8.0, "error": 12.0}
"""Seconds that a toast stays."""


class Desk(App[int]):
    """Keeps the vault at hand for its places, and ends without losing a typed word."""

    AFTER_CHANGE: ClassVar[str] = ""
    """What a toast adds to what was done: how to take it back."""

    def __init__(self, workspace: Workspace, clock: Clock | None) -> None:
        super().__init__()
        self._workspace = workspace
        self.clock = clock or running(workspace.moment)
        self._bridge = Bridge(workspace, self.clock, self.post_message)
        self._snapshot: Snapshot | None = None
        self._is_ending = False

    def get_driver_class(self) -> type[Driver]:
        """Return what draws on this system; a terminal that is gone cannot hold it."""
        return with_lasting_output(super().get_driver_class())

    async def on_load(self) -> None:
        """Come back to a clean terminal when the program is told to end."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            if number := getattr(signal, name, None):
                with suppress(NotImplementedError):  # Windows has no such handlers
                    loop.add_signal_handler(number, self.end, 128 + number)
                    end_for_certain(number, lambda: self._is_ending)

    def on_mount(self) -> None:
        """Begin to read and watch the vault."""
        self._bridge.start()
        self.set_interval(LOOK_AGAIN, self._bridge.refresh)
        self._look_after()

    def _look_after(self) -> None:
        """Look for text that another program wrote into a version already replaced, and keep it."""

        def tell(found: tuple[str, ...]) -> None:
            for sentence in found:
                self.tell(sentence, "warning")

        self.post_message(messages.Ask(lambda w: w.clean(), tell, lambda _: None))  # what fails is done next time

    def on_unmount(self) -> None:
        """Wait until the last write has ended."""
        self._bridge.stop()

    def on_app_focus(self) -> None:
        """Look at the files when the window is looked at again."""
        self._bridge.refresh()

    def end(self, code: int = 0) -> None:
        """Keep what is typed, then end with that code."""
        self._is_ending = True
        self.run_worker(self._end(code), exit_on_error=True)

    async def _end(self, code: int) -> None:
        for what, job in [(place.HOLDS, job) for place in self.places() if (job := place.rescue())]:
            try:
                await asyncio.wrap_future(self._bridge.submit(job))
            except (StoreError, OSError) as error:
                if code == 0:
                    self.tell(f"The {what} could not be kept, so the program stays open. {error}", "error")
                    return
        self.exit(code, return_code=code)

    def _handle_exception(self, error: Exception) -> None:
        """Say what kind of fault and where; the usual traceback would show what is in the files."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._exit_renderables.append(Text(report(error)))
        self._close_messages_no_wait()

    @property
    def snapshot(self) -> Snapshot | None:
        """Return the vault as it was read last."""
        return self._snapshot

    def places(self) -> list[Place]:
        """Return every screen that shows snapshots, the hidden ones too."""
        return [s for stack in self._screen_stacks.values() for s in stack if isinstance(s, Place)]

    @on(messages.ShowSnapshot)
    def _give(self, request: messages.ShowSnapshot) -> None:
        if isinstance(request.screen, Place):
            request.screen.snapshot = self._snapshot

    @on(messages.VaultRead)
    def _spread(self, fact: messages.VaultRead) -> None:
        self._snapshot = fact.snapshot
        for place in self.places():
            place.snapshot = fact.snapshot

    @on(messages.ThreadBroke)
    def _break(self, fact: messages.ThreadBroke) -> None:
        raise fact.error

    @on(messages.ReadingFailed)
    def _warn(self, fact: messages.ReadingFailed) -> None:
        self.tell(f"The vault could not be read: {fact.reason}", "error")

    def tell(self, text: str, severity: SeverityLevel = "information") -> None:
        """Show a few words for a few seconds."""
        self.notify(safe_text(text, 600), severity=severity, markup=False, timeout=SAID_FOR[severity])

    def tell_error(self, error: Exception) -> None:
        """Show what was refused."""
        self.tell(str(error), "error")

    @on(messages.Ask)
    @work
    async def _work_out(self, ask: messages.Ask) -> None:
        result: Any
        try:
            result = await asyncio.wrap_future(self._bridge.submit(ask.job))
        except (StoreError, OSError) as error:
            (ask.failed or self.tell_error)(error)
            return
        finally:
            self._bridge.refresh()
        ask.then(result)

    @on(messages.Outside)
    @work
    async def _wait_outside(self, wish: messages.Outside) -> None:
        result: Any
        try:
            result = await asyncio.wrap_future(self._bridge.submit_outside(wish.job))
        except (StoreError, OSError) as error:
            (wish.failed or self.tell_error)(error)
            return
        wish.then(result)

    @on(messages.CarryOut)
    def _carry_out(self, request: messages.CarryOut) -> None:
        def done(applied: Applied) -> None:
            self.tell(f"{applied.sentence}. {applied.note or self.AFTER_CHANGE}")
            self.set_timer(LATE, self._look_after)
            if request.then:
                request.then(applied)

        self.post_message(messages.Ask(lambda w: w.carry_out(request.plan), done, request.failed))

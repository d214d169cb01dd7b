"""The app without its screens: its life, the vault's queue, toasts, and the last words of a crash."""

from __future__ import annotations

import asyncio
import os
import time
from typing import TYPE_CHECKING, Any

from textual import events, on, work

from store.errors import StoreError
from tui import messages
from tui.bridge.place import Place
from tui.bridge.queue import Bridge, Clock, PageFound, running
from tui.bridge.toasts import Toasting

if TYPE_CHECKING:
    from store.workspace.door import Applied, Workspace
    from store.workspace.snapshot import Snapshot
    from tui.bridge.early import Early
    from tui.presentation.first_page import FirstPage
    from tui.presentation.looks import Looks

LOOK_AGAIN = 20.0
"""Seconds after which files and day are looked at even if nothing was heard."""
SOON = 0.02
"""Seconds until files are looked at once more, at least."""
RESTING = 5.0
"""Seconds without a key after which a pause of a tenth of a second is noticed by nobody."""
LONG = 180.0
"""Seconds without a key after which git is put in order."""
LATE = 6.0
"""Seconds after a change in which another program may still write into the old version."""


class Desk(Toasting):
    """Keeps the vault at hand for its places, and ends without losing a typed word."""

    def __init__(self, workspace: Workspace, clock: Clock | None, looks: Looks | None) -> None:
        super().__init__(workspace.machine, looks)
        self._workspace = workspace
        self.clock = clock or running(workspace.moment)
        self._bridge = Bridge(workspace, self.clock, self.post_message)
        self._snapshot: Snapshot | None = None
        self._early: Early | None = None
        """What another process finds out, until it is told."""
        self._pressed = time.monotonic()
        """When a key or the mouse was used last."""
        self._rested = 0.0
        """The same, when git was put in order last."""

    def on_mount(self) -> None:
        """Begin once the first frame is drawn: threads that import and draw at once wait for each other."""
        self.call_after_refresh(self.begin)

    def begin(self) -> None:
        """Begin to read and watch the vault."""
        self._bridge.start(self._early)
        self._early = None
        self.set_interval(LOOK_AGAIN, self._look_again)
        self._look_after()

    def _look_again(self) -> None:
        """Look at the files; where nobody is at the keys, take away what is no longer needed."""
        self._bridge.refresh()
        idle = time.monotonic() - self._pressed
        if idle > RESTING:
            self._bridge.tidy()
        if idle > LONG and self._rested != self._pressed and self.may_rest:
            self.put_git_in_order()

    @property
    def may_rest(self) -> bool:
        """Tell whether nothing is under way that starts git."""
        return True

    def put_git_in_order(self) -> None:
        """Pack what lies about in git, until a key is pressed or the program ends; once for each pause."""
        began = self._rested = self._pressed
        apart = self._workspace.apart

        def is_over() -> bool:
            return self._pressed != began or self._bridge.is_stopping

        self.post_message(messages.Outside(lambda: apart().keep_quick_at_rest(is_over), lambda _: None, lambda _: None))

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is at work."""
        if isinstance(event, events.InputEvent):
            self._pressed = time.monotonic()
        await super().on_event(event)

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
        self.keep_typed()
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

    @property
    def vault(self) -> str:
        """Return the folder of the vault."""
        return os.fspath(self._workspace.root)

    @property
    def after_change(self) -> str:
        """Return what a toast adds to what was done: how to take it back."""
        return ""

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

    def early_page(self) -> FirstPage | None:
        """Return what is seen first, where another process has found it by now."""
        return self._early.page() if self._early and self._early.is_there() else None

    @on(messages.LookAgain)
    def _look_again_soon(self, request: messages.LookAgain) -> None:
        self.set_timer(max(SOON, request.after), self._bridge.refresh)

    @on(PageFound)
    def _show_page(self, fact: PageFound) -> None:
        for place in self.places() if self._snapshot is None else ():
            place.show_page(fact.page)

    @on(messages.VaultRead)
    def _spread(self, fact: messages.VaultRead) -> None:
        self._snapshot = fact.snapshot
        for place in self.places():
            place.snapshot = fact.snapshot
            if place.is_elsewhere:
                place.is_elsewhere = False
                self.forget_ahead()

    @on(messages.ThreadBroke)
    def _break(self, fact: messages.ThreadBroke) -> None:
        raise fact.error

    @on(messages.ReadingFailed)
    def _warn(self, fact: messages.ReadingFailed) -> None:
        for place in self.places():
            place.give_page_up()
        self.tell(f"The vault could not be read: {fact.reason}", "error")

    def tell_error(self, error: Exception) -> None:
        """Show what was refused."""
        self.tell(str(error), "error")

    @on(messages.Ask)
    @work
    async def _work_out(self, ask: messages.Ask) -> None:
        result: Any
        look = self._bridge.refresh
        try:
            result = await asyncio.wrap_future(self._bridge.submit(ask.job))
            if ask.is_change:
                look = self._bridge.refresh_as_left
        except (StoreError, OSError) as error:
            (ask.failed or self.tell_error)(error)
            return
        finally:
            if not ask.is_aside:
                look()
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
            self.tell(f"{applied.sentence}. {applied.note or self.after_change}")
            self.set_timer(LATE, self._look_after)
            if request.then:
                request.then(applied)

        def job(workspace: Workspace) -> Applied:
            applied = workspace.carry_out(request.plan)
            request.kept()
            return applied

        self.post_message(messages.Ask(job, done, request.failed, is_change=True))

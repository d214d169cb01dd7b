"""The only threads: one that reads and writes the vault, in order, one that watches it, two that wait for others."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from rich.cells import cell_len
from textual.message import Message

from store.errors import StoreError
from store.model.value import replace
from store.workspace.garbage import set_aside, tidy, uncollected, wake, young_only
from store.workspace.moment import Moment
from tui import messages

if TYPE_CHECKING:
    from store.workspace.door import Workspace
    from store.workspace.snapshot import Snapshot
    from tui.bridge.early import Early
    from tui.presentation.first_page import FirstPage

T = TypeVar("T")
Clock = Callable[[], Moment]
PAUSE = 5.0
"""Seconds after which a failed watch begins again."""
TELLING = 0.1
"""Seconds after which it is said again how far a long reading is."""
THOROUGHLY = 50
"""States of the vault after which everything that was set aside is looked through, in the next quiet moment."""


class Leaving(Exception):
    """The program ends, and what is being read is of no use any more."""


def running(moment: Moment) -> Clock:
    """Return a clock that runs on from a moment; a day that the user named stays."""
    began = time.time()

    def now() -> Moment:
        return replace(moment, now=moment.now + timedelta(seconds=time.time() - began))

    return now


@dataclass(eq=False, repr=False)
class PageFound(Message):
    """What the agenda shows first is known before the vault has been read."""

    page: FirstPage


class Bridge:
    """Everything that touches the vault goes through here, one after another; it touches no widget."""

    def __init__(self, workspace: Workspace, clock: Clock, post: Callable[[Message], object]) -> None:
        self._workspace = workspace
        self._clock = clock
        self._post = post
        self._queue = ThreadPoolExecutor(max_workers=1, thread_name_prefix="vault")
        self._outside = ThreadPoolExecutor(max_workers=2, thread_name_prefix="outside")
        self._stop = threading.Event()
        self._watching = threading.Thread(target=self._watch, name="watch", daemon=True)
        self._last: Snapshot | None = None
        self._awaited: Future[None] | None = None
        """The reading that was asked for last."""
        self._told_at = 0.0
        self._states = 0
        self._collecting = ExitStack()

    def start(self, early: Early | None) -> None:
        """Read the vault and begin to watch it; what another process finds out meanwhile is told first."""
        self._collecting.enter_context(young_only())
        if early is not None:
            self._queue.submit(self._tell_page, early).add_done_callback(self._look)
        self.refresh()
        self._watching.start()

    def stop(self) -> None:
        """End watching and reading, and wait until every write has ended."""
        self._stop.set()
        self._outside.shutdown(wait=True, cancel_futures=True)
        self._queue.shutdown(wait=True)
        self._collecting.close()

    @property
    def is_stopping(self) -> bool:
        """Tell whether the program ends."""
        return self._stop.is_set()

    def tidy(self) -> None:
        """Take away what nobody holds any more, when it is its turn; the moment must be a quiet one."""
        if not self._stop.is_set():
            self._queue.submit(self._tidy)

    def _tidy(self) -> None:
        is_due = self._states >= THOROUGHLY
        if is_due:
            self._states = 0
        tidy(thoroughly=is_due)

    def submit(self, job: Callable[[Workspace], T]) -> Future[T]:
        """Have a job done on the vault when its turn comes."""

        def in_turn() -> T:
            self._workspace.moment = self._clock()
            return job(self._workspace)

        return self._queue.submit(in_turn)

    def submit_outside(self, job: Callable[[], T]) -> Future[T]:
        """Have a job done that waits for the network or for another program; it must not touch the vault."""
        return self._outside.submit(job)

    def refresh(self) -> None:
        """Read what changed and tell the app; a reading that has not begun yet is enough."""
        if self._stop.is_set() or (self._awaited and not (self._awaited.running() or self._awaited.done())):
            return
        self._awaited = self._queue.submit(self._read)
        self._awaited.add_done_callback(self._look)

    def refresh_as_left(self) -> None:
        """Read what the change that was just made has left and tell the app; nothing else is looked at for that."""
        if not self._stop.is_set():
            self._queue.submit(self._read, as_left=True).add_done_callback(self._look)

    def _tell_page(self, early: Early) -> None:
        if page := early.page():
            self._post(PageFound(page))

    def _look(self, ended: Future[None]) -> None:
        error = ended.exception()
        if isinstance(error, Exception):
            self._post(messages.ThreadBroke(error))

    def _read(self, *, as_left: bool = False) -> None:
        from tui.bridge.early import keep_page
        from tui.presentation.ready import ready

        self._workspace.moment = self._clock()
        try:
            with uncollected():
                look = self._workspace.as_left if as_left else self._workspace.snapshot
                snapshot = look(self._tell, is_patient=True)
                if (wait := self._workspace.next_deletion) is not None:
                    self._post(messages.LookAgain(wait))
                if self._is_known(snapshot):
                    return
                snapshot.work_out(self._go_on)  # here, not on the screen's thread
                made = ready(snapshot)
                if self._last is not None:
                    made.follow(ready(self._last))
                made.make_agenda(cell_len)
                self._last = snapshot
                self._post(messages.VaultRead(snapshot))
                made.make(self._go_on, cell_len)
                keep_page(self._workspace, snapshot, made.outlook.first_page(cell_len))
                snapshot.look_ahead(self._go_on)
                snapshot.opportunity_with("")  # so that the table by which they are found is there
                self._states += 1
                set_aside()  # before the collector wakes, and looks at it all
        except (StoreError, OSError) as error:
            self._post(messages.ReadingFailed(str(error)))
        except Leaving:
            pass
        finally:
            wake()  # it was kept still from the start of the program until now

    def _tell(self, read: int, of: int) -> None:
        """Say how far a reading is."""
        self._go_on()
        now = time.monotonic()
        if now - self._told_at > TELLING:
            self._told_at = now
            self._post(messages.StillReading(read, of))

    def _go_on(self) -> None:
        """End a reading when the program ends.

        Raises:
            Leaving: it does.
        """
        if self._stop.is_set():
            raise Leaving

    def _is_known(self, snapshot: Snapshot) -> bool:
        last = self._last
        return last is not None and last.records is snapshot.records and last.today == snapshot.today

    def _watch(self) -> None:
        while not self._stop.is_set():
            try:
                for _ in self._workspace.watch(self._stop):
                    self.refresh()
            except (StoreError, OSError) as error:
                self._post(messages.ReadingFailed(str(error)))
            except Exception as error:  # noqa: BLE001 - a thread has no one above it: the app raises it
                self._post(messages.ThreadBroke(error))
                return
            self._stop.wait(PAUSE)

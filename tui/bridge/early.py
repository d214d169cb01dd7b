"""What is found out while Textual is loaded: by a process of its own, since threads would wait for each other.

Nothing here may load Textual: it runs before that.
"""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from store.workspace.door import Workspace
    from store.workspace.snapshot import Snapshot
    from tui.presentation.first_page import FirstPage


PAGE = "first page"
"""Names the question what is seen first."""


class Early:
    """The agenda's first page, which another process finds."""

    def __init__(self, pipe: int, pid: int | None = None) -> None:
        """Wait for nothing yet.

        Args:
            pipe: the end that is read; it is closed then.
            pid: of the process that writes into it; None = it is none of ours.
        """
        self._pipe, self._pid = pipe, pid
        self._is_read = False

    def is_there(self) -> bool:
        """Tell whether it need not be waited for."""
        return not self._is_read and bool(select.select([self._pipe], [], [], 0)[0])

    def page(self) -> FirstPage | None:
        """Wait for it, once; None where nothing was found."""
        from tui.presentation.first_page import unpacked

        if self._is_read:
            return None
        self._is_read = True
        with os.fdopen(self._pipe, "rb") as file:
            found = file.read()
        status = os.waitpid(self._pid, 0)[1] if self._pid else 0
        return unpacked(found) if found and status == 0 else None


def begin(find: Callable[[], bytes]) -> Early | None:
    """Have another process find the page; None where none can be started. There must be no other thread yet."""
    if not hasattr(os, "fork") or sys.platform == "darwin":  # whose own libraries do not bear it
        return None
    pipe, there = os.pipe()
    try:
        pid = os.fork()
    except OSError:  # there are too many already
        os.close(pipe)
        os.close(there)
        return None
    if not pid:
        _answer(there, find)
    os.close(there)
    return Early(pipe, pid)


def _answer(pipe: int, find: Callable[[], bytes]) -> NoReturn:
    """Write down what is found, and end at once: what is to be done as a program ends is the other one's business."""
    ended = 1
    try:
        with os.fdopen(pipe, "wb") as file:
            file.write(find())
        ended = 0
    finally:
        os._exit(ended)


def page_at_hand(workspace: Workspace) -> bytes:
    """Return the agenda's first page as it was kept, or as it follows from an agenda that was; else nothing."""
    from store.model.agenda import HORIZON
    from store.workspace.at_hand import AGENDA, told_before

    known = told_before(workspace, workspace.look(), HORIZON, PAGE, AGENDA)
    if known is None or known.what == PAGE:
        return known.told if known else b""
    from rich.cells import cell_len

    from store.workspace.packed import unpack
    from tui.presentation.outlook import Outlook

    agenda = unpack(known.told)
    return Outlook(agenda.items, agenda.today).first_page(cell_len).packed()


def keep_page(workspace: Workspace, snapshot: Snapshot, page: FirstPage) -> None:
    """Keep the agenda's first page for the next time that the program begins."""
    from store.model.agenda import HORIZON
    from store.workspace.at_hand import keep_told

    with suppress(OSError):  # then the next start reads the vault first
        keep_told(workspace, snapshot, HORIZON, PAGE, page.packed())

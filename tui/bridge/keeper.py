"""Typed text that has no file yet, copied outside of the vault each second, so that no end of the program loses it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from store.errors import StoreError

if TYPE_CHECKING:
    from store.model.left_form import LeftForm
    from store.workspace.machine import Machine
    from store.workspace.unsaved import Copy

EVERY = 1.0
"""Seconds after which one looks again what is typed."""


class Keeper:
    """Keeps the copy of one form; what is typed outlives a signal, a crash and a kill."""

    def __init__(self, machine: Machine, vault: str, typed: Callable[[], LeftForm | None]) -> None:
        """Begin without a copy.

        Args:
            machine: where the user's state is; without a state folder nothing is kept.
            vault: the folder of the vault; empty = there is none yet.
            typed: tells what is typed; None = nothing that would be missed.
        """
        self._machine, self._vault, self._typed = machine, vault, typed
        self._kept: LeftForm | None = None
        self._copy: Copy | None = None
        self._is_closed = False
        self._turn = threading.Lock()
        """What is typed is copied on one thread, and may be let go on the vault's."""
        self.before: Callable[[], None] = _nothing
        """Lets go of the copy that this form was taken up from; called once there is a new one."""

    def look(self) -> None:
        """Copy what is typed, where it is not what was copied last."""
        with self._turn:
            self._look()

    def _look(self) -> None:
        if self._is_closed:
            return
        typed = self._typed()
        if typed == self._kept or self._machine.state is None:
            return
        if typed is None:
            self._drop()
            return
        with suppress(StoreError, OSError):  # no room for it: the text is still on the screen
            from store.workspace.unsaved import FORM, Copy

            self._copy = self._copy or Copy(self._machine, self._vault, FORM)
            self._copy.keep(typed)
            self._kept = typed
            self._let_go_before()

    def close(self) -> None:
        """Copy for the last time: the form is answered, and its fields will be gone."""
        self.look()
        self._is_closed = True

    def let_go(self) -> None:
        """Remove the copy: the text is in a file now, or was given up."""
        with self._turn:
            self._is_closed = True
            self._drop()
            self._let_go_before()

    def go_on(self) -> None:
        """Keep what is typed again: what was done with it was taken back."""
        self._is_closed = False

    def _drop(self) -> None:
        self._kept = None
        if self._copy:
            self._copy.forget()
            self._copy = None

    def _let_go_before(self) -> None:
        self.before()
        self.before = _nothing


def _nothing() -> None:
    """Let go of nothing."""

"""Typed text copied outside of the vault a second after the last key, until a file holds it: a crash loses nothing."""

import os
from pathlib import Path

from textual.timer import Timer

from store.workspace.door import Workspace
from store.workspace.unsaved import Copy, Unsaved, forget
from tui import messages
from tui.screens.composer.page import Page

PAUSE = 1.0
"""Seconds without a key press before the text is copied."""
LONGEST = 5.0
"""Seconds after which somebody who never pauses has it copied all the same."""


class Rescuing:
    """Keeps a copy of what no file holds."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._copy: Copy | None = None
        self._pause: Timer | None = None
        self._longest: Timer | None = None
        self.from_file: Path | None = None
        """The copy that this letter was taken up from; it stays until there is a new one."""

    def settle(self) -> None:
        """Copy the text once the typing pauses, or goes on for long."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self._page.set_timer(PAUSE, self.keep)
        if self._longest is None:
            self._longest = self._page.set_timer(LONGEST, self.keep)

    def keep(self) -> None:
        """Copy what no file holds; forget the copy of what one does."""
        if self._longest is not None:
            self._longest.stop()
            self._longest = None
        page = self._page
        if page.is_over or not page.is_dirty:
            page.post_message(messages.Ask(lambda _: self.forget(), lambda _: None, lambda _: None))
            return
        letter = page.as_draft
        unsaved = Unsaved(
            opportunity=letter.opportunity,
            to=letter.to,
            channel=letter.channel,
            template=letter.template,
            path=page.draft.path,
            key=page.item.key if page.item else "",
            subject=letter.subject,
            body=letter.body,
            base_subject=page.draft.subject,
            base_body=page.draft.body,
        )
        page.post_message(messages.Ask(lambda w: self._write(w, unsaved), lambda _: None, lambda _: None))

    def _write(self, workspace: Workspace, unsaved: Unsaved) -> None:
        if self._page.is_over or workspace.machine.state is None:
            return
        self._copy = self._copy or Copy(workspace.machine, os.fspath(workspace.root))
        self._copy.keep(unsaved)
        if self.from_file:
            forget(self.from_file)
            self.from_file = None

    def forget(self) -> None:
        """Let go of the copy: the text is in a file, or was given up."""
        if self._copy:
            self._copy.forget()
            self._copy = None
        if self.from_file:
            forget(self.from_file)
            self.from_file = None

"""A letter kept in its file: saved, joined with what another program wrote, never left behind unasked."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import PurePosixPath

from store.errors import StoreError
from store.model.draft import Draft
from store.model.value import replace
from store.workspace.commands.save_draft import BothChanged
from store.workspace.door import Workspace
from store.workspace.recovery import keep_given_up
from store.workspace.snapshot import Snapshot
from tui import messages
from tui.actions.naming import keys_of
from tui.bridge.keeping import Saved, keeping
from tui.dialogs.choose import ChooseDialog, Option
from tui.presentation.conflict import conflict
from tui.presentation.spans import BLANK, line
from tui.screens.composer.checking import Checking
from tui.screens.composer.page import Page


class Saving:
    """Keeps a letter in its draft."""

    def __init__(self, page: Page, checking: Checking, saved: Callable[[], None]) -> None:
        """Make it.

        Args:
            page: the letter.
            checking: looks at what is loaded.
            saved: called once a file holds the letter: nothing else need keep it.
        """
        self._page = page
        self._checking = checking
        self._tell_saved = saved

    def load(self, draft: Draft) -> None:
        """Show the letter as its file has it."""
        page = self._page
        page.draft = draft
        page.template, page.channel = draft.kind
        page.put(draft.subject, draft.body)
        self._checking.look()

    def follow(self, snapshot: Snapshot) -> None:
        """Follow the letter's file, never over typed text."""
        page = self._page
        path = page.draft.path
        if not path or page.is_over:
            return
        on_disk = next((d for d in snapshot.records.drafts if d.path == path), None)
        if on_disk is None:
            page.say(f"The draft's file is gone. The text here is kept; {keys_of('draft.save')} writes it again.")
            page.draft = replace(page.draft, path="", subject="", body="")
        elif (on_disk.subject, on_disk.body, *on_disk.kind) == (page.draft.subject, page.draft.body, *page.draft.kind):
            return
        elif not page.is_dirty or (on_disk.subject, on_disk.body) == page.typed:
            self.load(on_disk)
        else:
            page.say("Another program changed this draft. Saving joins its changes with yours.")

    # Saving.

    @property
    def job(self) -> Callable[[Workspace], Saved]:
        """Return the job that keeps the letter as it stands."""
        page = self._page
        return keeping(page.draft, page.as_draft, page.item.key if page.item else None, page.choice)

    def save(self) -> None:
        """Save the draft."""
        self._page.ask(self.job, self._saved, self.refused)

    def _saved(self, saved: Saved) -> None:
        joined = " The other program's changes are in it." if saved.is_joined else ""
        self.take(saved)
        self._page.notify(
            f"Saved as {PurePosixPath(saved.draft.path).name}.{joined} {keys_of('app.undo')} takes it back.",
            markup=False,
        )

    def take(self, saved: Saved) -> None:
        """Go on from what was saved."""
        page = self._page
        if page.typed == saved.typed:
            self.load(saved.draft)
        else:  # typed on while it was being saved: what is in the file is the ground for the next save
            page.draft = replace(saved.draft, body=page.draft.body if saved.is_joined else saved.typed[1])
        page.say("")
        page.describe()
        self._tell_saved()

    def refused(self, error: Exception) -> None:
        """Say why it was not saved; where two changed the same lines, ask."""
        page = self._page
        if not isinstance(error, BothChanged):
            page.refuse(error)
            return
        bodies = {"mine": page.typed[1], "theirs": error.theirs, "both": error.both}
        options = (
            Option("k", "Mine", "mine"),
            Option("t", "Theirs", "theirs"),
            Option("b", "Both", "both"),
        )
        lines = (
            line("Another program and you changed the same lines of this draft. Nothing was written over."),
            line("Keeping yours leaves theirs in the history. After the others, undo in the text brings yours back,"),
            line(f"and it is kept for 30 days ({keys_of('app.recover')})."),
            BLANK,
            *conflict(bodies["mine"], bodies["theirs"]),
        )

        def settle(answer: str | None) -> None:
            if answer:
                if answer != "mine":
                    self._keep_given_up(error.path)
                page.draft = replace(page.draft, body=bodies["theirs"])
                page.letter.put(bodies[answer])
                if page.is_dirty:
                    self.save()

        page.app.push_screen(ChooseDialog("Which lines stay?", lines, options), settle)

    def _keep_given_up(self, path: str) -> None:
        """Keep what was typed, as it was before another version took its place."""
        subject, body = self._page.typed

        def job(workspace: Workspace) -> None:
            with suppress(StoreError, OSError):  # undo in the text still has it
                keep_given_up(workspace, path, subject, body)

        self._page.post_message(messages.Ask(job, lambda _: None))

    # Leaving.

    def may_leave(self) -> bool:
        """Let the letter close when every typed word is in a file; else ask."""
        page = self._page
        if not page.is_dirty or page.is_over:
            return True
        options = (Option("s", "Save as draft", "save"), Option("y", "Leave without it", "leave"))
        lines = (line("The letter holds text that is in no file yet."),)
        page.app.push_screen(ChooseDialog("Keep what you wrote?", lines, options), self._leave_if)
        return False

    def _leave_if(self, answer: str | None) -> None:
        page = self._page
        if answer == "save":
            page.ask(self.job, self._saved_and_leave, self.refused)
        elif answer == "leave":
            page.is_over = True
            page.post_message(messages.LeaveScreen(page))

    def _saved_and_leave(self, saved: Saved) -> None:
        self._saved(saved)
        self._page.post_message(messages.LeaveScreen(self._page))

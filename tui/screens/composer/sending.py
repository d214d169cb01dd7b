"""A letter on its way out: saved, checked, confirmed, logged; it stands still until the question stands."""

from datetime import date

from store.model.draft import Finding
from store.workspace.commands.mark_sent import mark_sent
from store.workspace.compose import lint_text
from store.workspace.when import day_meant
from tui import messages
from tui.bridge.keeping import Saved
from tui.dialogs.sent import SentDialog
from tui.keymap import keys_of
from tui.presentation import findings
from tui.presentation.words import company
from tui.screens.composer.checking import Checking
from tui.screens.composer.page import Page
from tui.screens.composer.saving import Saving

MARK_SENT = keys_of("draft.sent")


class Sending:
    """Asks before a letter counts as sent, and logs it."""

    def __init__(self, page: Page, checking: Checking, saving: Saving) -> None:
        self._page = page
        self._checking = checking
        self._saving = saving
        self._is_held = False
        """Whether the text stands still: it is being saved to be logged."""
        self._typed_on = False
        """Whether somebody typed while it stood still."""

    def begin(self) -> None:
        """Save, check, ask, and log it as sent; the text stands still until the question stands."""
        if self._is_held:
            return
        self._hold()
        page = self._page
        if page.is_dirty or not page.draft.path:
            page.ask(self._saving.job, self._saved, self._not_saved)
        else:
            self._ask()

    def _hold(self, *, held: bool = True) -> None:
        self._is_held, self._typed_on = held, False
        self._page.letter.read_only = self._page.subject.is_held = held

    def note_typing(self) -> None:
        """Say once that what is typed now was not taken."""
        if self._is_held and not self._typed_on:
            self._typed_on = True
            text = f"The letter was being saved, so that text was not taken. Type it again, then {MARK_SENT}."
            self._page.notify(f"Nothing was logged. {text}", severity="warning", markup=False)

    def _may_go_on(self) -> bool:
        """Tell whether what the file holds is what the user sees and means."""
        return not self._typed_on and not self._page.is_dirty and self._page.is_current

    def _saved(self, saved: Saved) -> None:
        self._saving.take(saved)
        if self._may_go_on():
            self._ask()
            return
        if not self._typed_on:
            self._page.notify(
                f"The text has changed since; nothing was logged. {MARK_SENT} asks again.",
                severity="warning",
                markup=False,
            )
        self._hold(held=False)

    def _not_saved(self, error: Exception) -> None:
        self._hold(held=False)
        self._saving.refused(error)

    def _ask(self) -> None:
        draft = self._page.draft
        self._page.ask(lambda w: lint_text(w.snapshot(), draft), self._confirm, self._not_saved)

    def _confirm(self, found: tuple[Finding, ...]) -> None:
        may = self._may_go_on()
        self._hold(held=False)
        if not may:
            return
        self._checking.report(found)
        blocking = findings.blocking(found)
        if blocking:
            self._checking.go_to(blocking[0])
            return
        page = self._page
        opportunity, snapshot = page.opportunity, page.snapshot
        if opportunity and snapshot:
            dialog = SentDialog(page.draft, company(opportunity), found, lambda text: day_meant(snapshot, text))
            page.app.push_screen(dialog, self._sent_if)

    def _sent_if(self, day: date | None) -> None:
        page = self._page
        if day is not None:
            page.is_over = True
            page.post_message(messages.CarryOut(mark_sent(page.draft.path, day), self._sent, self._not_sent))

    def _sent(self, _applied: object) -> None:
        self._page.post_message(messages.LeaveScreen(self._page))

    def _not_sent(self, error: Exception) -> None:
        self._page.is_over = False
        self._saving.refused(error)

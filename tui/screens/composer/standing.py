"""A letter that stands still: saved and looked at before it goes, so that nothing is sent that nobody has seen."""

from collections.abc import Callable

from tui.bridge.keeping import Saved
from tui.bridge.sending import Ready, looked_at
from tui.presentation import findings
from tui.screens.composer.checking import Checking
from tui.screens.composer.page import Page
from tui.screens.composer.saving import Saving


class Standing:
    """Holds a letter still until the question about it stands on the screen."""

    def __init__(self, page: Page, checking: Checking, saving: Saving) -> None:
        self._page = page
        self._checking = checking
        self._saving = saving
        self._then: Callable[[Ready], None] = lambda _ready: None
        self._key = ""
        """The key that asked, as people read it."""
        self._is_held = False
        self._typed_on = False
        """Whether somebody typed while it stood still."""

    def hold(self, key: str, then: Callable[[Ready], None]) -> None:
        """Save the letter and look at it; then go on where nothing stands in the way."""
        if self._is_held:
            return
        self._key, self._then = key, then
        self._hold()
        page = self._page
        if page.is_dirty or not page.draft.path:
            page.ask(self._saving.job, self._saved, self._not_saved)
        else:
            self._look()

    def _hold(self, *, held: bool = True) -> None:
        self._is_held, self._typed_on = held, False
        self._page.letter.read_only = self._page.subject.is_held = held

    def note_typing(self) -> None:
        """Say once that what is typed now was not taken."""
        if self._is_held and not self._typed_on:
            self._typed_on = True
            text = f"The letter was being saved, so that text was not taken. Type it again, then {self._key}."
            self._page.notify(f"Nothing was logged. {text}", severity="warning", markup=False)

    def _may_go_on(self) -> bool:
        """Tell whether what the file holds is what the user sees and means."""
        return not self._typed_on and not self._page.is_dirty and self._page.is_current

    def _saved(self, saved: Saved) -> None:
        self._saving.take(saved)
        if self._may_go_on():
            self._look()
            return
        if not self._typed_on:
            self._page.notify(
                f"The text has changed since; nothing was logged. {self._key} asks again.",
                severity="warning",
                markup=False,
            )
        self._hold(held=False)

    def _not_saved(self, error: Exception) -> None:
        self._hold(held=False)
        self._saving.refused(error)

    def _look(self) -> None:
        draft = self._page.draft
        self._page.ask(lambda w: looked_at(w, draft), self._go_on, self._not_saved)

    def _go_on(self, ready: Ready) -> None:
        may = self._may_go_on()
        self._hold(held=False)
        if not may:
            return
        self._checking.report(ready.found)
        if blocking := findings.blocking(ready.found):
            self._checking.go_to(blocking[0])
        else:
            self._then(ready)

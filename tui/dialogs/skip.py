"""Leave steps out for good, with a reason that stays in the log."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.widgets import Input

from store.model.agenda import Item
from tui.presentation.marks import about
from tui.presentation.words import counted
from tui.widgets.dialog import Amiss, Dialog, Field


class SkipDialog(Dialog[str | None]):
    """Asks why; Enter skips. A step that is better left out brings its own reason."""

    ACCEPT = "Skip it"

    def __init__(self, items: Sequence[Item]) -> None:
        super().__init__("Skip this step?" if len(items) == 1 else f"Skip {counted(len(items), 'step')}?", about(items))
        reasons = {item.stale for item in items}
        if len(items) > 1:
            self.ACCEPT = "Skip them"
        self._each_has_one = "" not in reasons
        self._reason = reasons.pop() if len(reasons) == 1 else ""

    def parts(self) -> ComposeResult:
        """Ask for the reason."""
        example = "empty: each for its own reason" if self._each_has_one else "in a few words"
        yield Field("because", Input(self._reason, placeholder=example, id="reason", compact=True))

    def answer(self) -> str:
        """Return the reason; empty = each step has its own."""
        reason = self.value("reason")
        if not reason and not self._each_has_one:
            raise Amiss("reason", "Say in a few words why; you will be glad to read it later.")
        return reason

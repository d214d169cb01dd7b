"""The last question before a letter counts as sent: to whom, what, and that it will be logged."""

from collections.abc import Callable
from datetime import date

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from store.model.draft import Draft, Finding
from tui.presentation import findings
from tui.presentation.reasons import fact
from tui.presentation.spans import BLANK, Span, line
from tui.presentation.words import channel_name
from tui.widgets.dialog import Dialog, Field


class SentDialog(Dialog[date | None]):
    """Asks whether, and when, the letter was sent; Enter alone never says yes."""

    ACCEPT = "Yes, log it as sent (y)"
    AUTO_FOCUS = "#cancel"

    def __init__(self, draft: Draft, company: str, found: tuple[Finding, ...], read_day: Callable[[str], date]) -> None:
        remarks = (BLANK, *findings.findings(found)) if found else ()
        lines = (
            fact("to", Span(draft.to, "strong"), Span(f", {company}")),
            fact("by", Span(channel_name(draft.channel))),
            fact("subject", Span(draft.subject or "none")),
            BLANK,
            line("It goes into the log of the opportunity, and the draft is removed."),
            line("Afterword sends nothing: send it first. y logs it; Enter presses the marked button.", "muted"),
            *remarks,
        )
        super().__init__("Was this letter sent?", lines)
        self._read_day = read_day

    def parts(self) -> ComposeResult:
        """Ask for the day."""
        yield Field("sent on", Input("today", id="day", compact=True, select_on_focus=True))

    def answer(self) -> date:
        """Return the day."""
        return self._read_day(self.query_one("#day", Input).value)

    @on(Input.Submitted)
    def go_to_the_button(self, event: Input.Submitted) -> None:
        """Go from the day to the button instead of answering."""
        event.prevent_default()
        self.query_one("#accept").focus()

    def on_key(self, event: events.Key) -> None:
        """Take the answer by its key, outside of the field."""
        if event.key == "y" and not self.asked.display and not isinstance(self.focused, Input):
            event.stop()
            event.prevent_default()
            self.action_dialog_accept()

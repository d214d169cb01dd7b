"""The last question before a letter counts as sent: to whom, what, and that it will be logged."""

from collections.abc import Callable
from datetime import date

from textual.app import ComposeResult
from textual.widgets import Input

from store.model.draft import Draft, Finding
from tui.presentation import findings
from tui.presentation.reasons import fact
from tui.presentation.spans import BLANK, Span, line
from tui.presentation.words import channel_name
from tui.widgets.dialog import Dialog, Field


class SentDialog(Dialog[date | None]):
    """Asks whether, and when, the letter was sent."""

    ACCEPT = "Yes, log it as sent (Enter)"

    def __init__(self, draft: Draft, company: str, found: tuple[Finding, ...], read_day: Callable[[str], date]) -> None:
        remarks = (BLANK, *findings.findings(found)) if found else ()
        lines = (
            fact("to", Span(draft.to, "strong"), Span(f", {company}")),
            fact("by", Span(channel_name(draft.channel))),
            fact("subject", Span(draft.subject or "none")),
            BLANK,
            line("It is written into the log of the opportunity, and the draft is removed."),
            line("Afterword sends nothing itself: send it first, then say so here.", "muted"),
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

"""Move an opportunity to another stage."""

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from store.model.opportunity import Opportunity, Stage
from tui.keymap import bindings
from tui.presentation.rows import Column, Row
from tui.presentation.spans import Span
from tui.presentation.words import STAGES
from tui.widgets.literal import literal
from tui.widgets.row_list import RowList


class StageDialog(ModalScreen[str | None]):
    """Lists the stages; Enter moves there, as the key that asked does not."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog")

    def __init__(self, opportunity: Opportunity, own: Mapping[str, Stage]) -> None:
        super().__init__()
        self._opportunity = opportunity
        self._stages = [(str(stage), stage) for stage in Stage] + list(own.items())

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        o = self._opportunity
        with Vertical(id="window"):
            yield Static(literal(f"{o.company}: which stage?", "strong", 120), id="heading")
            yield RowList((Column(least=1), Column(least=16, share=1), Column(least=4)), id="stages")
            yield Static(literal("Enter moves it, Esc leaves it where it is.", "muted"), classes="hint")

    def on_mount(self) -> None:
        """Put the cursor on the stage it has."""
        here = self._opportunity.stage_text or str(self._opportunity.stage)
        stages = self.query_one(RowList)
        stages.show(
            [
                Row(key=name, cells=(Span(*STAGES[stage]), Span(name), Span("now" if name == here else "", "muted")))
                for name, stage in self._stages
            ]
        )
        stages.styles.height = len(self._stages)
        stages.highlight(here)
        stages.focus()

    @on(RowList.Opened)
    def choose(self, event: RowList.Opened) -> None:
        """Give back the stage."""
        self.dismiss(event.key)

    def action_dialog_accept(self) -> None:
        """Give back the highlighted stage."""
        self.dismiss(self.query_one(RowList).key or None)

    def action_dialog_cancel(self) -> None:
        """Close without moving."""
        self.dismiss(None)

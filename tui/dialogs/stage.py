"""Move opportunities to another stage."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from store.model.opportunity import Opportunity, Stage
from tui.keymap import bindings
from tui.presentation.chosen import named
from tui.presentation.rows import Column, Row
from tui.presentation.spans import Span
from tui.presentation.words import STAGES
from tui.widgets.hint import Hint
from tui.widgets.literal import literal
from tui.widgets.row_list import RowList
from tui.widgets.window import Window

ONE = "Enter moves it, Esc leaves it where it is."
SEVERAL = "Enter moves them all, Esc leaves them where they are."


class StageDialog(Window[str | None]):
    """Lists the stages; Enter moves there, as the key that asked does not."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog")

    def __init__(self, opportunities: Sequence[Opportunity], own: Mapping[str, Stage]) -> None:
        super().__init__()
        self._opportunities = tuple(opportunities)
        self._stages = [(str(stage), stage) for stage in Stage] + list(own.items())

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        several = len(self._opportunities) > 1
        with Vertical(id="window"):
            yield Static(literal(f"{named(self._opportunities)}: which stage?", "strong", 120), id="heading")
            yield RowList((Column(least=1), Column(least=16, share=1), Column(least=6)), id="stages")
            yield Hint(SEVERAL if several else ONE)

    def on_mount(self) -> None:
        """Put the cursor on the stage it has, or most of them have."""
        having = Counter(o.stage_text or str(o.stage) for o in self._opportunities)
        here = having.most_common(1)[0][0]
        stages = self.query_one(RowList)
        stages.show(
            [
                Row(key=name, cells=(Span(*STAGES[stage]), Span(name), Span(self._now(having[name]), "muted")))
                for name, stage in self._stages
            ]
        )
        stages.styles.height = len(self._stages)
        stages.highlight(here)
        stages.focus()

    def _now(self, number: int) -> str:
        """Return what is said of a stage at which so many of them are."""
        if not number:
            return ""
        return "now" if len(self._opportunities) == 1 else f"{number} now"

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

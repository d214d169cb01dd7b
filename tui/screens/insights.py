"""How the search goes: funnel, time in stage, replies, touches a week."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.getters import query_one

from store.workspace.snapshot import Snapshot
from tui import messages
from tui.bridge.gathering import GatheringPlace
from tui.dialogs.pick import PickDialog
from tui.keymap import bindings
from tui.presentation import empty, insights
from tui.presentation.days import full
from tui.presentation.spans import Line, Span, line
from tui.presentation.tabs import TABS
from tui.presentation.words import counted
from tui.widgets.charts import Charts
from tui.widgets.foot import Foot
from tui.widgets.prose import Prose
from tui.widgets.title_bar import TitleBar

LISTED = "\x1f"
"""The value of the line that opens the list."""


class InsightsScreen(GatheringPlace):
    """How the search goes: funnel, time in stage, replies, touches a week."""

    NAME = "insights"
    TITLE = "Insights"
    CSS_PATH = "insights.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("insights")
    INNER = ("list", "charts")

    bar = query_one(TitleBar)
    charts = query_one("#charts", Charts)
    detail = query_one("#detail", Prose)

    def __init__(self) -> None:
        super().__init__()
        self._page = insights.Page(charts=(), told={})

    def compose(self) -> ComposeResult:
        """Lay out the charts, and what the chosen figure says below."""
        yield TitleBar(TABS, self.NAME)
        yield Charts(empty=empty.READING, id="charts")
        yield Prose(id="detail", can_focus=False)
        yield Foot()

    def gather(self, snapshot: Snapshot) -> None:
        """Count beside the vault's queue, since a large vault takes seconds."""
        self.bar.say(full(snapshot.today))
        self.ask_outside(lambda: (snapshot, insights.page(snapshot.insights)), self._draw)

    def _draw(self, result: tuple[Snapshot, insights.Page]) -> None:
        snapshot, page = result
        if self.seen is not snapshot:
            return  # the files have changed while they were counted
        self._page = page
        self.charts.show(self._page.charts, insights.empty())

    @property
    def told(self) -> insights.Told | None:
        """Return what the figure under the cursor says."""
        return self._page.told.get(self.charts.key)

    @on(Charts.Highlighted)
    def _explain(self) -> None:
        told = self.told
        self.detail.show(insights.detail(told) if told else (), from_top=True)
        self.refresh_bindings()

    @on(Charts.Opened)
    def _open(self) -> None:
        """Show the opportunities behind the figure: in the list where a query finds them, else one by one."""
        told, snapshot = self.told, self.snapshot
        if told is None or snapshot is None or not told.cases:
            return
        if told.query:
            self.post_message(messages.ShowOpportunities(told.query))
            return
        found: list[tuple[Line, str]] = []
        if told.also:
            found.append(((Span("Show those there now in the list  ", "accent"), Span(told.also, "muted")), LISTED))
        rows = insights.behind(told, {o.id: o for o in snapshot.records.opportunities})
        heading = f"{told.title[:1].upper()}{told.title[1:]}: {counted(len(rows), 'opportunity', 'opportunities')}"
        hint = "Enter opens the highlighted one; Esc goes back."
        self.app.push_screen(PickDialog(heading, (*found, *rows), hint, lines=(line(told.says),)), self._picked)

    def _picked(self, ident: str | None) -> None:
        if ident == LISTED and self.told:
            self.post_message(messages.ShowOpportunities(self.told.also))
        elif ident:
            self.post_message(messages.OpenOpportunity(ident))

"""The line over a list that narrows it: a query, how many fit, and under it what cannot be read."""

from collections.abc import Callable

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.widgets import Static

from store.errors import QueryFault
from tui.presentation.queries import pointed
from tui.presentation.spans import Line, Span
from tui.widgets.literal import content, literal
from tui.widgets.painting import fitted
from tui.widgets.query_line import QueryLine

HINT = "Enter keeps it, Esc clears it, Tab takes what is offered"
PLACEHOLDER = "words, stage:open, tag:a, quiet>14d"


class FilterBar(Vertical):
    """Holds the query; who shows the list says what became of it."""

    DEFAULT_CSS = """
    FilterBar {
        height: 2; margin: 1 0 0 0; padding: 0 1;
        #filter-line { height: 1; }
        #slash { width: 2; }
        #filter { width: 1fr; background: transparent; }
        #count { width: auto; margin: 0 0 0 2; }
        #fault { height: 1; margin: 0 0 0 2; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """

    line = query_one("#filter", QueryLine)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.complete: Callable[[str], str] = lambda _: ""
        """Says what a query that is being typed would become."""
        self._fault: QueryFault | None = None
        self._count, self._cells = "", 0

    def compose(self) -> ComposeResult:
        """Set the count beside the query, the fault under it."""
        with Horizontal(id="filter-line"):
            yield Static(literal("/", "accent"), id="slash")
            yield QueryLine(self._completed, PLACEHOLDER, id="filter")
            yield Static("", id="count")
        yield Static("", id="fault")

    def _completed(self, text: str) -> str:
        return self.complete(text)

    def say_count(self, text: str) -> None:
        """Say how many there are; the room that was once needed for it stays, so that a key moves nothing."""
        if text != self._count:
            is_wider = cell_len(text) > self._cells
            self._count, self._cells = text, max(cell_len(text), self._cells)
            said = fitted(text, self._cells, to_right=True)
            self.query_one("#count", Static).update(literal(said, "muted"), layout=is_wider)

    def point_at(self, fault: QueryFault | None) -> None:
        """Point at what cannot be read; None = all of it can."""
        if fault is not self._fault:
            self._fault = fault
            self._say_below()

    def on_descendant_focus(self) -> None:
        """Say what the keys do."""
        self._say_below()

    def on_descendant_blur(self) -> None:
        """Say it no longer."""
        self._say_below()

    def _say_below(self) -> None:
        """Say under the query what cannot be read in it, else how it is left."""
        below: Line = (Span(HINT, "muted"),) if self.line.has_focus else ()
        if self._fault:
            below = pointed(self._fault, self.size.width - 2, cell_len)
        self.query_one("#fault", Static).update(content((below,)), layout=False)

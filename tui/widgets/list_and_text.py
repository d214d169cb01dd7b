"""A list with the text of what is highlighted below it."""

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one

from tui.presentation.rows import Column, Row
from tui.presentation.spans import Line
from tui.widgets.prose import Prose
from tui.widgets.row_list import RowList


class ListAndText(Vertical):
    """Shows rows, and in full what the cursor stands on."""

    DEFAULT_CSS = """
    ListAndText {
        RowList { height: 1fr; min-height: 3; }
        Prose {
            height: 2fr; border-top: solid $border-blurred; padding: 0 0 0 1;
            &:focus { border-top: solid $border; }
        }
    }
    """

    rows = query_one(RowList)
    text = query_one(Prose)

    def __init__(self, columns: Sequence[Column], *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._columns = tuple(columns)
        self._explain: Callable[[str], tuple[Line, ...]] = lambda _key: ()

    def compose(self) -> ComposeResult:
        """Lay out list and text."""
        yield RowList(self._columns, fits=True, id=f"{self.id}-rows")
        yield Prose(id=f"{self.id}-text")

    @property
    def key(self) -> str:
        """Return the key of the highlighted row."""
        return self.rows.key

    def show(self, rows: Sequence[Row], explain: Callable[[str], tuple[Line, ...]], empty: tuple[Line, ...]) -> None:
        """Replace the rows.

        Args:
            rows: what is listed.
            explain: gives the text of a row.
            empty: what to show where there is no row.
        """
        self._explain = explain
        self.rows.show(rows, empty)
        self.text.display = bool(rows)
        self.text.show(explain(self.rows.key) if self.rows.key else ())

    @on(RowList.Highlighted)
    def explain(self, event: RowList.Highlighted) -> None:
        """Show what the cursor stands on."""
        self.text.show(self._explain(event.key) if event.key else (), from_top=True)

"""Rows in columns to read, without a cursor: keys scroll."""

from collections.abc import Sequence

from tui.widgets.row_list import RowList


class Table(RowList):
    """A list in which nothing can be chosen."""

    def _cursor_in(self, keys: Sequence[str], choices: Sequence[int]) -> int:  # noqa: ARG002 - the list's signature
        return -1

    def move(self, by: int) -> None:
        """Scroll by that many rows."""
        self.scroll_relative(y=by, animate=False)

    def action_row_open(self) -> None:
        """Do nothing: there is nothing to open."""

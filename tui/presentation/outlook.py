"""What the agenda's screen shows of the agenda, made once for each state of it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property

from store.model.agenda import Item
from tui.presentation import agenda, days, week
from tui.presentation.first_page import FirstPage, first_page
from tui.presentation.reasons import reason
from tui.presentation.rows import Column, Row, fitting
from tui.presentation.spans import Line

Cells = Callable[[str], int]
"""Tells how wide a text is."""


class Outlook:
    """The rows of an agenda and what stands around them."""

    def __init__(self, items: Sequence[Item], today: date) -> None:
        self._agenda, self._today = items, today
        self._columns: tuple[Column, ...] | None = None
        self._before: agenda.Drawn = {}

    def follow(self, before: "Outlook") -> None:
        """Take over the rows of another state on the same day: of an item that is the same, the row is the same."""
        if before._today == self._today:  # noqa: SLF001 - of its own kind
            self._before = before._before  # noqa: SLF001

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The agenda's rows."""
        drawn = {id(item): self._before[id(item)] for item in self._agenda if id(item) in self._before}
        made = agenda.rows(self._agenda, self._today, drawn)
        self._before = drawn
        return made

    def columns(self, cells: Cells) -> tuple[Column, ...]:
        """Return columns that have no more room than the rows fill."""
        if self._columns is None:
            self._columns = fitting(agenda.COLUMNS, self.rows, cells)
        return self._columns

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """The items by the keys of their rows."""
        return {agenda.item_id(item): item for item in self._agenda}

    @cached_property
    def strip(self) -> Line:
        """The coming seven days in one line."""
        return week.strip(self._agenda, self._today)

    @property
    def day(self) -> str:
        """The day as the title bar says it."""
        return days.full(self._today)

    def reason(self, key: str) -> tuple[Line, ...]:
        """Return why a row is there; nothing where there is no such row."""
        item = self.items.get(key)
        return reason(item, self._today) if item else ()

    def first_page(self, cells: Cells) -> FirstPage:
        """Return what is seen of it first."""
        return first_page(self.day, self.strip, self.rows, self.columns(cells), self.reason)

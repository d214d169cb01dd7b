"""The agenda as a week: seven days from today, side by side where it is wide, else one below the other."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.getters import query_one

from store.model.agenda import Bucket, Item
from store.workspace.door import Workspace
from store.workspace.snapshot import Snapshot
from tui.bridge.stepping import StepPlace
from tui.keymap import bindings
from tui.presentation import empty, week
from tui.presentation.agenda import item_id
from tui.presentation.ready import ready
from tui.presentation.reasons import reason
from tui.presentation.words import counted
from tui.widgets.bars import Headline
from tui.widgets.foot import Foot
from tui.widgets.prose import Prose
from tui.widgets.row_list import RowList
from tui.widgets.week_grid import WeekGrid

KNOWN = 2
"""Weeks that a snapshot's own agenda reaches over; the steps of later ones are worked out when asked for."""


class WeekScreen(StepPlace):
    """Shows the steps of seven days, the overdue ones in front; the detail pane says why the highlighted one is there.

    The stylesheet shows the layout that fits; the other one is filled when it is shown.
    """

    NAME = "week"
    TITLE = "Week"
    CSS_PATH = "week.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("week")
    WAITS = True
    VERTICAL_BREAKPOINTS = [*StepPlace.VERTICAL_BREAKPOINTS, (48, "-high")]  # noqa: RUF012 - as Screen has it

    headline = query_one(Headline)
    rows = query_one("#rows", RowList)
    grid = query_one("#grid", WeekGrid)
    detail = query_one("#detail", Prose)

    def __init__(self) -> None:
        super().__init__()
        self._ahead = 0
        """Which week: 0 begins today."""
        self._items: Mapping[str, Item] = {}
        """All steps that may be shown, by key."""
        self._days: tuple[week.Day, ...] = ()
        self._was_wide = False

    def compose(self) -> ComposeResult:
        """Lay out the days in both ways; the stylesheet shows the one that fits."""
        yield Headline()
        with Container(id="body"):
            yield WeekGrid(empty=empty.WEEK, id="grid")
            yield RowList(week.COLUMNS, empty=empty.READING, fits=True, id="rows")
            yield Prose(empty.DETAIL, id="detail")
        yield Foot()

    def on_mount(self) -> None:
        """Begin in the days."""
        super().on_mount()
        self._choose_layout()

    # Which days.

    @property
    def first(self) -> date:
        """Return the first day shown."""
        today = self.snapshot.today if self.snapshot else date.min
        return today + timedelta(days=self._ahead * week.LENGTH)

    def show(self, snapshot: Snapshot) -> None:
        """Show the steps of the week."""
        known, first, is_workday = ready(snapshot), self.first, snapshot.calendar.is_workday
        if self._ahead < KNOWN:
            days = week.week(snapshot.agenda, first, snapshot.today, is_workday) if self._ahead else known.week
            self._show_days(days, known.outlook.items)
            return
        horizon = (self._ahead + 1) * week.LENGTH

        def look(workspace: Workspace) -> tuple[week.Day, ...]:
            return week.week(workspace.snapshot().agenda_within(horizon), first, snapshot.today, is_workday)

        def show(days: tuple[week.Day, ...]) -> None:
            self._show_days(days, {item_id(item): item for day in days for item in day.items})

        self.ask(look, show)

    def _show_days(self, days: tuple[week.Day, ...], items: Mapping[str, Item]) -> None:
        if self.snapshot is None:
            return
        today = self.snapshot.today
        self._days, self._items = days, items
        shown = [item for day in days for item in day.items]
        late = sum(item.bucket is Bucket.OVERDUE for item in shown)
        count = counted(len(week.to_do(shown)), "step") + (f", {late} late" if late else "")
        self.headline.say("Week", week.span_of(self.first, today), count)
        self._fill()
        self._explain()

    def _fill(self) -> None:
        """Show the days in the layout that is seen."""
        if self._is_wide:
            self.grid.show(self._days)
        else:
            self.rows.show(week.rows(self._days))

    def _turn(self, by: int) -> None:
        if self.snapshot is None or self._ahead + by < 0:
            return
        self._ahead += by
        self.show(self.snapshot)

    def action_week_next(self) -> None:
        """Show the seven days after these."""
        self._turn(1)

    def action_week_previous(self) -> None:
        """Show the seven days before these."""
        self._turn(-1)

    # Which step.

    @property
    def _is_wide(self) -> bool:
        return self.has_class("-wide")

    @property
    def item(self) -> Item | None:
        """Return the highlighted step."""
        return self._items.get(self.grid.key if self._is_wide else self.rows.key)

    @on(RowList.Highlighted)
    @on(WeekGrid.Highlighted)
    def _explain(self) -> None:
        if self.snapshot is None:
            return
        item = self.item
        nothing = empty.DETAIL if any(day.items for day in self._days) else empty.week_detail()
        lines = reason(item, self.snapshot.today) if item else nothing
        self.detail.show(lines, from_top=True)
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Use the room there is now."""
        self.call_after_refresh(self._choose_layout)

    def _choose_layout(self) -> None:
        """Go to the layout that is shown, with the cursor where it was in the other one."""
        if self._is_wide != self._was_wide:
            self._was_wide = self._is_wide
            self._fill()
            if self._is_wide:
                self.grid.highlight(self.rows.key)
            else:
                self.rows.highlight(self.grid.key)
        if not self.detail.has_focus:
            (self.grid if self._is_wide else self.rows).focus()
        self._explain()

    def action_day_next(self) -> None:
        """Go to the next day that holds a step; behind the last one the next week begins."""
        self._cross(1)

    def action_day_previous(self) -> None:
        """Go to the day before that holds a step."""
        self._cross(-1)

    def _cross(self, by: int) -> None:
        if self._is_wide:
            self.grid.move_across(by)
            return
        place = next((n for n, day in enumerate(self._days) for i in day.items if item_id(i) == self.rows.key), None)
        if place is not None:
            days = self._days[place + 1 :] if by > 0 else self._days[:place][::-1]
            if day := next((day for day in days if day.items), None):
                self.rows.highlight(item_id(day.items[0]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what needs a step while there is none, and the way back before today."""
        if action == "week_previous":
            return True if self._ahead else None
        return super().check_action(action, parameters)

    @on(RowList.Opened)
    @on(WeekGrid.Opened)
    def open(self) -> None:
        """Open what the step leads to."""
        self.open_step()

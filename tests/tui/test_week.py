"""Seven days: as values, as columns, and as a screen that is walked by keys."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import App, ComposeResult

from store.model.agenda import Because, Bucket, Item, State
from tests.tui.driver import NORTHWIND, frame, late_vault, opened, press, settled, snapshot_of, strips, until
from tui.presentation import empty, week
from tui.presentation.agenda import item_id
from tui.presentation.spans import plain
from tui.screens.agenda import AgendaScreen
from tui.screens.opportunity import OpportunityScreen
from tui.screens.week import WeekScreen
from tui.widgets.day_column import DayColumn, height_of
from tui.widgets.week_grid import HEAD, WeekGrid

TODAY = date(2026, 11, 20)
"""A Friday."""


def item(days: int = 0, **given: object) -> Item:
    """Return an item due so many days from today, changed as given."""
    bucket = Bucket.OVERDUE if days < 0 else Bucket.TODAY if days == 0 else Bucket.UPCOMING
    values: dict[str, object] = {
        "key": f"thanks/{days}/Joe Alvarez",
        "opportunity": "northwind",
        "company": "Northwind Freight",
        "position": "Director",
        "step": "thanks",
        "title": "Thank-you",
        "due": TODAY + timedelta(days=days),
        "days": days,
        "bucket": bucket,
        "state": State.OPEN,
        "because": Because(event="interview", day=TODAY, path="opportunities/n.md", line=12),
        "who": "Joe Alvarez",
        "channel": "email",
    }
    return Item(**{**values, **given})  # type: ignore[arg-type]  # a test's shorthand


def of(*items: Item, first: date = TODAY) -> tuple[week.Day, ...]:
    return week.week(items, first, TODAY, lambda day: day.weekday() < 5)


def test_what_is_overdue_stands_in_front_of_todays() -> None:
    (today, *rest) = of(item(0), item(3), item(-2), item(-5))

    assert [i.days for i in today.items] == [-2, -5, 0], "in the order of the agenda otherwise"
    assert (today.name.text, today.said.text) == ("Today, Fri 20", "2 late, 1 due")
    assert [len(day.items) for day in rest] == [0, 0, 1, 0, 0, 0]


def test_a_day_says_how_many_steps_it_holds_or_that_it_is_free() -> None:
    shown = of(item(1), item(1, key="other"), item(2))

    assert [day.said.text for day in shown] == [
        "nothing", "2 steps", "1 step", "nothing", "nothing", "nothing", "nothing",
    ]  # fmt: skip
    assert [day.said.text for day in of()][:3] == ["nothing", "a day off", "a day off"]


def test_what_others_owe_is_shown_and_not_counted() -> None:
    waiting = item(2, key="theirs", bucket=Bucket.WAITING)

    assert [day.said.text for day in of(waiting)][2] == "with them"
    assert [day.said.text for day in of(waiting, item(2))][2] == "1 step"
    assert len(of(waiting, item(2))[2].items) == 2


def test_today_is_marked_in_words() -> None:
    assert [day.is_today for day in of()] == [True, *[False] * 6]
    assert "Today" in of()[0].name.text
    assert not any("Today" in day.name.text for day in of(first=TODAY + timedelta(days=7)))


def test_a_held_step_stands_on_the_day_from_which_it_is_allowed() -> None:
    held = item(-3, bucket=Bucket.HELD, allowed=TODAY + timedelta(days=4))
    shown = of(held)

    assert [len(day.items) for day in shown] == [0, 0, 0, 0, 1, 0, 0]
    assert shown[4].cards[0].lines[-1].text == "held back"
    assert "late" not in shown[0].said.text


def test_what_is_shown_before_a_day_off_stands_under_today_as_on_the_agenda() -> None:
    early = item(1, bucket=Bucket.TODAY)
    shown = of(early, item(0, key="b"))

    assert [len(day.items) for day in shown][:2] == [2, 0]
    assert shown[0].said.text == "2 steps"
    assert week.state(early).text == "due Sat 21"
    assert "today 2   Sat –" in plain((week.strip((early, item(0)), TODAY),))


def test_only_what_begins_at_an_hour_shows_it() -> None:
    (today, *_rest) = of(
        item(key="a", time="14:00", channel="meeting", title="Interview", who=None), item(key="b", time="09:00")
    )

    assert [[span.text for span in card.lines] for card in today.cards] == [
        ["Thank-you", "Joe Alvarez", "Northwind Freight"],
        ["14:00 Interview", "Northwind Freight"],
    ]


def test_days_one_below_the_other_have_headings_that_cannot_be_chosen() -> None:
    rows = week.rows(of(item(0), item(2)))

    assert [row.cells[0].text for row in rows if row.is_heading and row.cells][:3] == [
        "Today, Fri 20", "Sat 21 Nov", "Sun 22 Nov",
    ]  # fmt: skip
    assert len([row for row in rows if not row.is_heading]) == 2


def test_the_strip_counts_what_is_to_do_and_not_what_others_owe() -> None:
    line = plain((week.strip((item(-2), item(0), item(1), item(2, bucket=Bucket.WAITING)), TODAY),))

    assert line == " late 1   today 1   Sat 1   Sun –   Mon –   Tue –   Wed –   Thu –   w shows the week"


class Host(App[int]):
    """A screen with one week."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = WeekGrid(empty=empty.WEEK)

    def compose(self) -> ComposeResult:
        yield self.grid


async def test_the_cursor_walks_down_a_day_and_across_days() -> None:
    app = Host()
    async with app.run_test(size=(120, 30)) as pilot:
        app.grid.show(of(item(-1, key="a"), item(0, key="b"), item(3, key="c"), item(3, key="d")))
        await pilot.pause()
        walked = []
        for key in ("j", "j", "G", "g", "k"):
            await pilot.press(key)
            walked.append(app.grid.key[-1])
        assert walked == ["b", "b", "b", "a", "a"]
        assert app.grid.move_across(1)
        assert app.grid.key.endswith("c")
        assert not app.grid.move_across(1)
        assert app.grid.move_across(-1)
        assert app.grid.key.endswith("a")


async def test_the_cursor_stays_on_its_step_and_near_its_place_when_that_is_gone() -> None:
    app = Host()
    async with app.run_test(size=(120, 30)) as pilot:
        app.grid.show(of(item(0, key="a"), item(3, key="b"), item(3, key="c"), item(3, key="d")))
        await pilot.pause()
        app.grid.highlight(item_id(item(key="c")))
        app.grid.show(of(item(1, key="c"), item(3, key="b")))
        assert app.grid.key.endswith("c")
        app.grid.show(of(item(0, key="a"), item(2, key="b")))
        assert app.grid.key.endswith(("a", "b"))


@pytest.mark.parametrize("put_off_to", [5, 20])
async def test_a_step_that_was_put_off_is_not_followed(put_off_to: int) -> None:
    app = Host()
    async with app.run_test(size=(120, 30)) as pilot:
        app.grid.show(of(item(0, key="a"), item(0, key="b"), item(3, key="c")))
        await pilot.pause()
        app.grid.let_go([app.grid.key])
        app.grid.show(of(item(put_off_to, key="a"), item(0, key="b"), item(3, key="c")))
        assert app.grid.key.endswith("b")


@pytest.mark.parametrize("width", [110, 120, 200])
async def test_no_line_is_wider_than_the_screen_whatever_the_names(width: int) -> None:
    app = Host()
    long = "Donaudampfschifffahrtsgesellschaft und Söhne, 東京 " * 4
    async with app.run_test(size=(width, 20)) as pilot:
        app.grid.show(
            of(item(0, title=long, who=long, company=long), item(1, title="\x1b[31m[b]red", who="\u202eevil"))
        )
        await pilot.pause()
        lines = strips(app)
        assert all(cell_len(line) <= width for line in lines)
        assert not any("\x1b" in line or "\u202e" in line for line in lines)
        assert "[b]" in "".join(lines), "what looks like markup is shown as it is"


def wheel(grid: WeekGrid, x: int) -> events.MouseScrollDown:
    """Return one turn of the wheel over that cell of a row."""
    return events.MouseScrollDown(grid, x, HEAD, 0, 1, 0, shift=False, meta=False, ctrl=False)


def below(app: Host) -> list[list[str]]:
    """Return what stands below the heads, a list of lines for each day."""
    width = app.grid._widths()[0]
    lefts = [1 + sum(w + 2 for w in app.grid._widths()[:n]) for n in range(7)]
    return [[line[left : left + width].strip() for line in strips(app)[HEAD:]] for left in lefts]


async def test_a_long_day_is_walked_without_moving_the_others() -> None:
    app = Host()
    async with app.run_test(size=(120, 16)) as pilot:
        app.grid.show(of(*(item(0, key=str(n), title=f"Step {n}") for n in range(9)), item(3, key="x", title="Other")))
        await pilot.pause()
        other = below(app)[3]
        assert below(app)[0][-1] == "↓ 7 more"
        for _ in range(8):
            await pilot.press("j")
            await pilot.pause()
            shown = below(app)[0]
            assert any(f"Step {app.grid.key[-1]}" in line for line in shown)
            assert below(app)[3] == other
        assert shown[0] == "↑ 7 more"
        assert "more" not in shown[-1]
        assert "Today, Fri 20" in strips(app)[0]
        assert app.grid.move_across(1)
        await pilot.pause()
        assert app.grid.key.endswith("x")
        assert below(app)[0] == shown, "a day that is left stays where it was"
        app.grid.move_across(-1)
        await pilot.press("g")
        await pilot.pause()
        assert below(app)[0][-1] == "↓ 7 more"


async def test_the_wheel_turns_the_day_under_the_mouse_alone() -> None:
    app = Host()
    async with app.run_test(size=(120, 16)) as pilot:
        app.grid.show(of(*(item(n, key=f"{n}{k}", title=f"Step {k}") for n in (0, 1) for k in range(5))))
        await pilot.pause()
        first, second = below(app)[:2]
        key = app.grid.key
        app.grid.post_message(wheel(app.grid, 1 + app.grid._widths()[0] + 2))
        await pilot.pause()
        assert below(app)[0] == first
        assert below(app)[1] != second
        assert below(app)[1][0] == "↑ 1 more"
        assert app.grid.key == key


@pytest.mark.parametrize("height", range(1, 30))
def test_every_card_can_be_reached_and_nothing_is_left_uncounted(height: int) -> None:
    (today, *_) = of(*(item(0, key=str(n), title="Thank-you " * (1 + n % 3)) for n in range(8)))
    column = DayColumn(today.cards, 16)
    for place in (*range(8), *reversed(range(8)), 5, 0):
        column.reach(today.cards[place].key, height)
        assert column.start <= place < column.end(height)
        rows = ["".join(span.text for span in row) for _key, row in column.rows(height)]
        assert len(rows) <= height
        hidden = len(column.cards) - column.end(height)
        if height > 7:
            assert (rows[0] == f"↑ {column.start} more") == bool(column.start)
            assert (rows[-1] == f"↓ {hidden} more") == bool(hidden)
            seen = {key for key, _row in column.rows(height) if key}
            assert len(seen) == len(column.cards) - column.start - hidden
            assert sum(height_of(c, 16) for c in column.cards if c.key in seen) == sum(
                1 for key, _row in column.rows(height) if key
            ), "no card is cut"


@pytest.mark.parametrize("start", [0, 5, 11])
def test_the_card_nearest_to_a_row_is_among_the_few_near_it(start: int) -> None:
    (today, *_) = of(*(item(0, key=f"{n:02}", title="Thank-you " * (1 + n % 3)) for n in range(12)))
    column = DayColumn(today.cards, 16, start)
    for row in range(-40, 40, 3):

        def far(key: str, row: int = row) -> int:
            return abs(column.top(key) - row)

        assert min(column.near(row), key=far) == min(column.places, key=far)


def test_a_day_that_has_room_again_shows_all_it_holds() -> None:
    (today, *_) = of(*(item(0, key=str(n)) for n in range(4)))
    column = DayColumn(today.cards, 16, start=3)
    column.fill(40)
    assert column.start == 0
    assert DayColumn(week.Cards(), 16, start=3).rows(5) == []


async def test_a_click_chooses_a_step_and_a_second_one_opens_it() -> None:
    app = Host()
    opened_keys: list[str] = []

    async with app.run_test(size=(120, 20), message_hook=lambda m: opened_keys.append(type(m).__name__)) as pilot:
        app.grid.show(of(item(0, key="a"), item(2, key="b")))
        await pilot.pause()
        left = 1 + sum(app.grid._widths()[:2]) + 2 * 2
        await pilot.click(app.grid, offset=(left + 1, HEAD + 1))
        assert app.grid.key.endswith("b")
        assert "Opened" not in opened_keys
        await pilot.click(app.grid, offset=(left + 1, HEAD + 1))
        assert "Opened" in opened_keys


# By keys.


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_the_week_is_shown_turned_and_left(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(late_vault(tmp_path), size) as (app, pilot):
        await press(pilot, "w")
        assert isinstance(app.screen, WeekScreen)
        assert "Fri 20 Nov to Thu 26 Nov" in frame(app)
        assert "Today, Fri 20" in frame(app)
        assert "4 late, 3 due" in frame(app)
        assert app.screen.item is not None
        await press(pilot, "[")
        assert "Fri 20 Nov to Thu 26 Nov" in frame(app), "nothing is before today"
        await press(pilot, "]")
        assert "Fri 27 Nov to Thu 3 Dec" in frame(app)
        assert "Today" not in frame(app)
        await press(pilot, "]", "]", "[", "[", "[")
        assert "Fri 20 Nov to Thu 26 Nov" in frame(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, AgendaScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_days_are_crossed_and_a_step_opens_its_opportunity(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(late_vault(tmp_path), size) as (app, pilot):
        await press(pilot, "w", "l")
        assert isinstance(app.screen, WeekScreen)
        assert app.screen.item is not None
        assert app.screen.item.due == date(2026, 11, 21)
        await press(pilot, "right", "h")
        assert app.screen.item.due == date(2026, 11, 21)
        who = app.screen.item.key
        await press(pilot, "enter")
        assert isinstance(app.screen, OpportunityScreen)
        assert app.screen.item is not None
        assert app.screen.item.key == who


async def test_a_week_far_ahead_shows_what_was_put_off_to_it(tmp_path: Path) -> None:
    vault = late_vault(tmp_path)
    async with opened(vault, (120, 40)) as (app, pilot):
        await press(pilot, "w", "s", *"20 Dec", "enter")
        await until(pilot, lambda: "Snoozed" in (vault / "opportunities" / "meridian.md").read_text())
        await settled(pilot)
        await press(pilot, "]", "]", "]", "]")
        assert isinstance(app.screen, WeekScreen)
        await until(pilot, lambda: isinstance(app.screen, WeekScreen) and app.screen.item is not None)
        assert app.screen.item is not None
        assert app.screen.item.due == date(2026, 12, 20)
        assert "Sun 20 Dec" in frame(app)


async def test_a_step_is_done_in_the_week_and_leaves_it(tmp_path: Path) -> None:
    vault = late_vault(tmp_path)
    async with opened(vault, (120, 40)) as (app, pilot):
        await press(pilot, "w", "l")
        assert isinstance(app.screen, WeekScreen)
        item = app.screen.item
        assert item is not None
        await press(pilot, "d", "enter")
        await until(pilot, lambda: (vault / "opportunities" / "northwind.md").read_text() != NORTHWIND)
        await settled(pilot)
        assert item.key not in {i.key for i in snapshot_of(app).agenda}
        assert app.screen.item is not None
        assert app.screen.item.due == date(2026, 11, 21), "the cursor stays on the day"


async def test_the_cursor_keeps_its_step_when_the_screen_changes_its_width(tmp_path: Path) -> None:
    async with opened(late_vault(tmp_path), (80, 24)) as (app, pilot):
        await press(pilot, "w", "j", "j")
        assert isinstance(app.screen, WeekScreen)
        item = app.screen.item
        await pilot.resize_terminal(120, 40)
        await settled(pilot)
        assert app.screen.item == item
        await press(pilot, "l")
        across = app.screen.item
        assert across != item
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert app.screen.item == across

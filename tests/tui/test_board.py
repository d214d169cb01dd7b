"""The board: a column for each stage, cards that move between them, and what it costs with very many of them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from store.model.opportunity import Opportunity, Stage
from tests.tui.driver import HARBOR, TODAY, frame, opened, press, settled, small_vault, toasts, until
from tui.app import AfterwordApp
from tui.presentation import board
from tui.presentation.board import LINES, Card, Stack
from tui.presentation.spans import Span
from tui.screens.board.screen import BoardScreen
from tui.screens.opportunity import OpportunityScreen
from tui.widgets.board import Board
from tui.widgets.board_column import STEP, BoardColumn

CLOSED = HARBOR.replace("Harbor Analytics", "Lindgren House").replace("stage: interviewing", "stage: rejected")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return small_vault(tmp_path)


def stage_of(vault: Path, name: str) -> str:
    """Return the stage that a file says."""
    text = (vault / "opportunities" / f"{name}.md").read_text()
    return next(row.split()[1] for row in text.splitlines() if row.startswith("stage:"))


def cards(app: AfterwordApp) -> Board:
    """Return the board that is shown."""
    assert isinstance(app.screen, BoardScreen)
    return app.screen.cards


def opportunity(name: str, stage: Stage, **given: object) -> Opportunity:
    """Return an opportunity at a stage."""
    values = {"id": name, "path": f"opportunities/{name}.md", "company": name.title(), "position": "Trainer"}
    return Opportunity(**{**values, "stage": stage, **given})  # type: ignore[arg-type]  # a test's shorthand


async def board_with(pilot: Pilot[int], app: AfterwordApp, name: str) -> None:
    """Open the board with the cursor on a card."""
    await press(pilot, "3")
    cards(app).highlight(name)
    await settled(pilot)


def test_closed_stages_are_one_stack_where_it_is_narrow_and_three_where_it_is_wide() -> None:
    listed = [opportunity(stage.value, stage) for stage in Stage]

    folded, wide = board.stacks(listed, folds=True), board.stacks(listed, folds=False)

    assert [stack.title for stack in folded] == ["Lead", "Applied", "Interviewing", "Offer", "Closed"]
    assert folded[-1].idents == ("accepted", "rejected", "withdrawn")
    assert [stack.idents for stack in wide] == [(stage.value,) for stage in Stage]


def test_a_stage_of_ones_own_stands_in_the_stage_that_it_means_and_is_named_on_the_card() -> None:
    one = opportunity("northwind", Stage.INTERVIEWING, stage_text="screening")

    assert board.stacks([one], folds=True)[2].idents == ("northwind",)
    assert board.card(one, None, TODAY).lines[1][1].text == "screening"


def test_of_two_files_with_one_id_there_is_one_card() -> None:
    twins = [opportunity("twin", Stage.LEAD), opportunity("twin", Stage.LEAD)]

    assert board.stacks(twins, folds=True)[0].idents == ("twin",)


async def test_the_key_moves_a_card_one_stage_in_one_change_and_the_cursor_goes_along(vault: Path) -> None:
    async with opened(vault, (120, 40)) as (app, pilot):
        await board_with(pilot, app, "kestrel")
        await press(pilot, ">")
        await until(pilot, lambda: stage_of(vault, "kestrel") == "interviewing")
        await settled(pilot)

        assert cards(app).key == "kestrel"
        assert cards(app).column == 2
        assert "Kestrel Books: stage applied -> interviewing. u takes it back, or a click." in toasts(app)

        await press(pilot, "u", "y")
        await until(pilot, lambda: stage_of(vault, "kestrel") == "applied")
        await settled(pilot)
        assert cards(app).column == 1


async def test_keys_pressed_faster_than_files_are_written_count_each(vault: Path) -> None:
    async with opened(vault, (120, 40)) as (app, pilot):
        await board_with(pilot, app, "kestrel")
        await pilot.press(">", ">")
        await until(pilot, lambda: stage_of(vault, "kestrel") == "offer")


async def test_what_is_closed_goes_back_to_the_column_beside_it(vault: Path) -> None:
    (vault / "opportunities" / "lindgren.md").write_text(CLOSED)
    async with opened(vault, (120, 40)) as (app, pilot):
        await board_with(pilot, app, "lindgren")
        await press(pilot, ">")
        assert stage_of(vault, "lindgren") == "rejected", "there is no column behind the last one"
        await press(pilot, "<")
        await until(pilot, lambda: stage_of(vault, "lindgren") == "offer")


async def test_a_stage_is_chosen_tags_and_deletion_are_asked_for_as_in_the_list(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await board_with(pilot, app, "kestrel")
        await press(pilot, "m")
        assert "Kestrel Books: which stage?" in frame(app)
        await press(pilot, "escape", "t")
        assert "Tags of Kestrel Books" in frame(app)
        await press(pilot, "escape", "D")
        assert "Delete Kestrel Books?" in frame(app)
        await press(pilot, "escape", "s", *"+2d", "enter")
        await until(pilot, lambda: "next_touch: 2026-11-22" in (vault / "opportunities" / "kestrel.md").read_text())


async def test_an_unreadable_file_has_a_card_that_says_so_and_does_not_move(vault: Path) -> None:
    broken = vault / "opportunities" / "broken.md"
    broken.write_text("---\ncompany: [\n---\n")
    async with opened(vault) as (app, pilot):
        await board_with(pilot, app, "broken")
        assert "cannot be read" in frame(app)
        await press(pilot, ">")
        await until(pilot, lambda: "broken.md" in toasts(app))
    assert broken.read_text() == "---\ncompany: [\n---\n"


async def test_a_stage_without_cards_can_be_gone_to_and_left_again(vault: Path) -> None:
    async with opened(vault, (120, 40)) as (app, pilot):
        await board_with(pilot, app, "kestrel")
        await press(pilot, "h")
        assert cards(app).key == ""
        assert "nothing here" in frame(app)
        await press(pilot, ">", "enter")
        assert isinstance(app.screen, BoardScreen), "without a card there is nothing to do"
        await press(pilot, "l")
        assert cards(app).key == "kestrel"


async def test_the_footer_has_a_key_for_either_way(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await board_with(pilot, app, "northwind")
        assert " < > Move " in frame(app)
        await pilot.click(offset=where(app, "< > Move"))
        await until(pilot, lambda: stage_of(vault, "northwind") == "applied")


async def test_where_it_is_narrow_one_stage_is_shown_and_the_others_are_named_above(vault: Path) -> None:
    async with opened(vault, (60, 20)) as (app, pilot):
        await board_with(pilot, app, "northwind")
        shown = frame(app)
        assert "[Interviewing 2]" in shown
        assert "Kestrel" not in shown
        await press(pilot, "h")
        assert "[Applied 1]" in frame(app)
        assert "Kestrel Books" in frame(app)


async def test_columns_without_room_come_into_view_with_the_cursor(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await press(pilot, "3", *(["h"] * 5))
        assert "○ Lead" in frame(app)
        await press(pilot, *(["l"] * 5))
        assert "━" in frame(app)
        assert cards(app).column == 4
        assert frame(app).count("× Closed") == 2, "named above, and as a heading"


async def test_the_filter_narrows_and_esc_clears_it(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await press(pilot, "3", "/", *"kestrel")
        assert "1 of 3" in frame(app)
        await press(pilot, "enter", "enter")
        assert isinstance(app.screen, OpportunityScreen)
        await press(pilot, "escape", "escape")
        assert "3 opportunities" in frame(app)
        await press(pilot, "/", *"nobody has this")
        assert "No opportunity matches." in frame(app)


async def test_a_click_selects_and_a_second_one_opens(vault: Path) -> None:
    async with opened(vault, (120, 40)) as (app, pilot):
        await press(pilot, "3")
        x, y = where(app, "Harbor Analytics")
        await pilot.click(offset=(x, y))
        await settled(pilot)
        assert cards(app).key == "harbor"
        await pilot.click(offset=(x, y + 1))
        await settled(pilot)
        assert isinstance(app.screen, OpportunityScreen)


async def test_a_click_on_the_name_of_a_stage_goes_there(vault: Path) -> None:
    async with opened(vault, (60, 20)) as (app, pilot):
        await board_with(pilot, app, "northwind")
        await pilot.click(offset=where(app, "Applied 1"))
        await settled(pilot)
        assert cards(app).key == "kestrel"


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_a_card_that_is_dragged_to_another_column_moves_there(vault: Path, size: tuple[int, int]) -> None:
    async with opened(vault, size) as (app, pilot):
        await press(pilot, "3")
        start, end = where(app, "Kestrel Books"), where(app, "Harbor Analytics")
        await pilot.mouse_down(offset=start)
        await pilot.hover(offset=end)
        await pilot.mouse_up(offset=end)
        await until(pilot, lambda: stage_of(vault, "kestrel") == "interviewing")
        await settled(pilot)
        assert cards(app).key == "kestrel"
        assert isinstance(app.screen, BoardScreen), "a drag is no click"


async def test_a_card_that_is_let_go_where_it_was_stays(vault: Path) -> None:
    async with opened(vault, (120, 40)) as (app, pilot):
        await press(pilot, "3")
        start, end = where(app, "Kestrel Books"), where(app, "Harbor Analytics")
        await pilot.mouse_down(offset=start)
        await pilot.hover(offset=end)
        await pilot.hover(offset=start)
        await pilot.mouse_up(offset=start)
        await settled(pilot)
        assert stage_of(vault, "kestrel") == "applied"


def where(app: AfterwordApp, words: str) -> tuple[int, int]:
    """Return where words stand on the screen."""
    rows = frame(app).splitlines()
    y = next(n for n, row in enumerate(rows) if words in row)
    return rows[y].index(words), y


class Host(App[None]):
    """Shows a board alone."""

    def compose(self) -> ComposeResult:
        yield Board(id="cards")


async def test_of_ten_thousand_cards_only_those_that_are_seen_are_drawn() -> None:
    many = Stack(name="lead", title="Lead", sign=Span("○"), stage=Stage.LEAD, idents=tuple(map(str, range(10_000))))
    drawn = []

    def draw(ident: str) -> Card:
        drawn.append(ident)
        return Card(sign=Span("!"), lines=((Span(ident), Span("")),) * LINES)

    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        shown = app.query_one(Board)
        shown.show((many,), draw)
        await pilot.pause()
        shown.focus()
        for key in ("G", "k", "g"):
            await pilot.press(key)
            await pilot.pause(0.05)  # each is drawn before the next one comes, on a busy machine too

    assert {"0", "9999", "9998"} <= set(drawn)
    assert len(drawn) <= 4 * 24 / STEP


@given(number=st.integers(1, 60), height=st.integers(1, 30), moves=st.lists(st.integers(0, 59), max_size=8))
def test_every_card_comes_into_view_and_all_are_counted(number: int, height: int, moves: list[int]) -> None:
    column = BoardColumn([str(n) for n in range(number)])
    for move in moves:
        place = min(move, number - 1)
        column.fill(height)
        column.reach(place, height)
        rows = [column.at(y, height) for y in range(height)]
        seen = {row.place for row in rows if row.place >= 0}
        assert place in seen or height < LINES
        hidden = sum(row.above + row.below for row in rows)
        shown = column.end(height) - column.start
        assert hidden + shown == number or height <= LINES

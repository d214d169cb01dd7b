"""Help and commands: every action is found by its keys, by typing and by mouse, and says why it does not apply."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.driver import frame, press, program, settled, small_vault, toasts
from tests.tui.test_actions import SCREENS
from tui.actions.table import ACTIONS
from tui.bridge.place import Place
from tui.dialogs.help import HelpDialog
from tui.dialogs.palette import PaletteDialog
from tui.palette import NOWHERE, offered
from tui.presentation.about import SCREENS as ABOUT
from tui.presentation.commands import KINDS, MOST, Entry, Finder, rows
from tui.presentation.keys import Section, matching, sections
from tui.screens.composer.screen import ComposerScreen
from tui.widgets.foot import Foot
from tui.widgets.key_sheet import KeySheet
from tui.widgets.row_list import RowList


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return small_vault(tmp_path)


# Help.


def test_every_screen_says_what_it_is_for() -> None:
    assert {screen.NAME for screen in SCREENS} <= set(ABOUT)


def test_the_help_of_a_screen_has_all_of_its_keys_once_the_nearest_first() -> None:
    shown = sections(("agenda", "list", "reading", "app"))
    idents = [ident for one in shown for *_, ident in one.rows]

    assert [one.title for one in shown] == ["Agenda", "Lists", "Everywhere"]
    assert sorted(idents) == sorted(r.id for r in ACTIONS if set(r.places) & {"agenda", "list", "reading", "app"})


def test_help_is_searched_by_word_by_key_and_by_id() -> None:
    every = sections(("agenda", "list", "app"))

    def found(typed: str) -> list[str]:
        return [ident for one in matching(every, typed) for *_, ident in one.rows]

    assert found("put off") == ["item.snooze"]
    assert found("V") == ["item.mark-range"]
    assert found("item.skip") == ["item.skip"]
    assert found("nothing of the kind") == []


async def test_help_narrows_as_one_types_and_esc_leads_back_step_by_step(vault: Path) -> None:
    async with program(vault, size=(80, 24)) as (app, pilot):
        await press(pilot, "question_mark", "slash", *"put off")
        assert "Put the highlighted step off" in frame(app)
        assert "Log a call" not in frame(app)
        await press(pilot, "escape")
        assert "Whom to contact today and why" in frame(app)
        await press(pilot, "escape")
        assert not isinstance(app.screen, HelpDialog)


async def test_what_opens_the_help_closes_it(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        await press(pilot, "question_mark", "question_mark")
        assert isinstance(app.screen, Place)


async def test_help_scrolls_to_where_the_settings_are(vault: Path) -> None:
    async with program(vault, size=(60, 20)) as (app, pilot):
        await press(pilot, "question_mark", "G")
        assert "[keys]" in frame(app)
        await press(pilot, "ctrl+u")
        assert "Shift (Option in iTerm)" in frame(app)


async def test_a_dialog_has_its_help_over_it_and_keeps_what_is_typed(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        await press(pilot, "a", *"Acme?", "ctrl+g")
        assert "Help: Dialogs" in frame(app)
        await press(pilot, "escape")
        assert app.screen.query(Input).first().value == "Acme?"


async def test_a_click_on_a_row_of_the_help_does_it(vault: Path) -> None:
    async with program(vault, size=(80, 40)) as (app, pilot):
        await press(pilot, "question_mark")
        sheet = app.screen.query_one(KeySheet)
        place = next(y for y, (_row, idents) in enumerate(sheet._rows) if "agenda.week" in idents)
        await pilot.click(KeySheet, offset=(14, place))
        await settled(pilot)
        assert isinstance(app.screen, Place)
        assert app.screen.NAME == "week"


async def test_help_is_set_in_two_columns_where_there_is_room(vault: Path) -> None:
    async with program(vault, size=(200, 60)) as (app, pilot):
        await press(pilot, "question_mark")
        assert any("Agenda" in line and "Everywhere" in line for line in frame(app).splitlines()[6:])


# Commands.


@pytest.mark.parametrize("key", ["colon", "ctrl+p"])
async def test_the_palette_does_what_is_typed(vault: Path, key: str) -> None:
    async with program(vault) as (app, pilot):
        await press(pilot, key, *"week", "enter")
        assert isinstance(app.screen, Place)
        assert app.screen.NAME == "week"


@pytest.mark.parametrize(
    ("typed", "name"), [("kestrel", "opportunity"), ("mia chen", "opportunity"), ("ladder board", "stories")]
)
async def test_the_palette_goes_to_what_has_a_name(vault: Path, typed: str, name: str) -> None:
    async with program(vault) as (app, pilot):
        await press(pilot, "colon", *["space" if c == " " else c for c in typed], "enter")
        assert isinstance(app.screen, Place)
        assert name == app.screen.NAME


async def test_a_letter_that_is_named_asks_for_which_opportunity_it_is(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        await press(pilot, "colon", *"withdrawal", "enter")
        assert "For which opportunity is withdrawal-note?" in frame(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, ComposerScreen)
        assert app.screen.wish.template == "withdrawal-note"


async def test_the_palette_shows_each_key_and_moves_by_keys(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        await press(pilot, "colon")
        assert any(line.rstrip(" │").endswith(" d") and "Done" in line for line in frame(app).splitlines())
        first = app.screen.query_one(RowList).key
        await press(pilot, "down", "ctrl+n", "up", "ctrl+p")
        assert app.screen.query_one(RowList).key == first
        await press(pilot, "escape")
        assert not isinstance(app.screen, PaletteDialog)


async def test_what_cannot_be_done_says_what_it_needs(vault: Path) -> None:
    for note in (vault / "opportunities").rglob("*.md"):
        note.unlink()
    async with program(vault) as (app, pilot):
        await press(pilot, "colon", *"snooze")
        assert "Needs a highlighted step" in frame(app)
        await press(pilot, "enter")
        assert "Snooze needs a highlighted step that is open." in toasts(app)


async def test_a_key_that_does_not_apply_says_why(vault: Path) -> None:
    for note in (vault / "opportunities").rglob("*.md"):
        note.unlink()
    async with program(vault) as (app, pilot):
        await press(pilot, "d")
        assert toasts(app) == "Done needs a highlighted step that is open."


async def test_a_letter_that_is_typed_says_nothing(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        await press(pilot, "2", "slash", *"dsx")
        assert toasts(app) == ""


async def test_a_click_beside_a_dialog_closes_it_unless_something_is_typed(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        await press(pilot, "a")
        await pilot.click(offset=(1, 1))
        await settled(pilot)
        assert isinstance(app.screen, Place)
        await press(pilot, "a", "x")
        await pilot.click(offset=(1, 1))
        await settled(pilot)
        assert "Leave and lose it?" in frame(app)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda s: s.NAME)
async def test_every_action_of_a_screen_is_reached_by_mouse_among_the_commands(
    vault: Path, screen: type[Place]
) -> None:
    async with program(vault) as (app, _pilot):
        places = (screen.NAME, *screen.INNER)
        idents = {entry.value for entry in offered(app, app.screen, places)}

    wanted = {row.id for row in ACTIONS if set(row.places) & {*places, "app"}}
    assert idents == wanted - NOWHERE


async def test_the_commands_are_reached_by_mouse_from_the_footer(vault: Path) -> None:
    async with program(vault, size=(60, 20)) as (app, pilot):
        await pilot.click(Foot, offset=(app.screen.query_one(Foot).place_of("app_help"), 0))
        await settled(pilot)
        sheet = app.screen.query_one(KeySheet)
        place = next(y for y, (_row, idents) in enumerate(sheet._rows) if "app.palette" in idents)
        sheet.scroll_to(y=place, animate=False)
        await settled(pilot)
        await pilot.click(KeySheet, offset=(14, place - sheet.scroll_offset.y))
        await settled(pilot)
        assert isinstance(app.screen, PaletteDialog)
        await press(pilot, "escape")
        assert isinstance(app.screen, Place)


# Finding.


def many(number: int) -> Sequence[Entry]:
    return [Entry(kind="opportunity", name=f"Company {n}, Position {n % 7}", value=f"o{n}") for n in range(number)]


def test_every_typed_word_must_be_there_and_beginnings_come_first() -> None:
    finder = Finder(
        (
            Entry(kind="app", name="Undo", value="u"),
            Entry(kind="app", name="Redo", value="r", says="Do again what the last undo took back."),
            Entry(kind="app", name="Done", value="d"),
        )
    )

    assert [e.value for e in finder.find("undo")["app"]] == ["u", "r"]
    assert [e.value for e in finder.find("back undo")["app"]] == ["r"]
    assert finder.find("nothing") == {}


def test_what_is_called_so_comes_before_what_only_speaks_of_it() -> None:
    finder = Finder(
        (
            Entry(kind="app", name="Done", value="d", says="Log it, with all that goes along."),
            Entry(kind="person", name="Joe Alvarez", value="joe"),
        )
    )

    assert list(finder.find("al")) == ["person", "app"]


def test_of_ten_thousand_names_few_are_shown_and_their_number_is_told() -> None:
    found = Finder(many(10_000)).find("company")

    assert len(found["opportunity"]) == 10_000
    shown = rows(found)
    assert len(shown) == MOST + 1
    assert "10000, these first" in shown[0].cells[1].text


def test_names_come_only_once_something_is_typed() -> None:
    assert Finder(many(10)).find("") == {}
    assert set(Finder(many(10)).find("7")) == {"opportunity"}
    assert "opportunity" in KINDS


def test_an_empty_section_is_left_out_of_a_search() -> None:
    assert matching((Section("One", (("d", "Done.", "item.done"),)), Section("Two", ())), "done") == (
        Section("One", (("d", "Done.", "item.done"),)),
    )

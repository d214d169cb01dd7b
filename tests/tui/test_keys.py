"""The user's own keys: read with the settings, checked, in force everywhere; what is wrong is told with its line."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from store.model.own_settings import PRESETS as NAMES
from store.model.own_settings import KeySettings
from store.model.problem import Problem
from store.text.own_settings import read_own_settings
from tests.tui.driver import frame, press, program, small_vault, toasts
from tests.tui.test_actions import OTHERS, SCREENS
from tui.actions.action import Action
from tui.actions.keyboard import EDITING, Unusable, key_meant
from tui.actions.overriding import Effective, effective, shared_keys
from tui.actions.places import inside
from tui.actions.presets import PRESETS
from tui.actions.table import ACTIONS
from tui.app import AfterwordApp
from tui.keymap import NONE


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return small_vault(tmp_path)


def keys_in(config: str) -> Effective:
    own, problems = read_own_settings(config.encode(), "config.toml")
    found = effective(own.keys)
    return Effective(rows=found.rows, problems=(*problems, *found.problems))


def of(found: Effective, ident: str) -> tuple[str, ...]:
    return next(row.keys for row in found.rows if row.id == ident)


def only(found: Effective) -> Problem:
    (problem,) = found.problems
    return problem


# What is read.


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ('"item.done" = "d, X"', ("d", "X")),
        ('"item.done" = ["d", "X"]', ("d", "X")),
        ('item.done = "ctrl+G"', ("ctrl+g",)),
        ('"item.done" = ""', ()),
        ('"item.done" = ","', (",",)),
        ('"item.done" = [",", "comma", "!"]', (",", "!")),
        ('"item.done" = "Insert, F2, ö, DEL"', ("insert", "f2", "ö", "delete")),
    ],
)
def test_an_action_gets_the_keys_that_are_written(written: str, keys: tuple[str, ...]) -> None:
    found = keys_in(f"[keys]\n{written}\n")

    assert (of(found, "item.done"), found.problems) == (keys, ())


def test_without_keys_of_ones_own_the_table_is_as_it_ships() -> None:
    assert keys_in("[keys]\n") == Effective(rows=ACTIONS)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ('"item.dnoe" = "d"', "Did you mean `item.done`?"),
        ('"done" = "d"', "Did you mean `item.done`?"),
        ('"item.done" = 4', "must be keys"),
        ('"item.done" = "alt+d"', "many terminals keep to themselves"),
        ('"item.done" = "ctrl+enter"', "does not reach a program in every terminal"),
        ('"item.done" = "ctrl+shift+d"', "does not reach a program in every terminal"),
        ('"item.done" = "ctrl+i"', "is the same as Tab"),
        ('"item.done" = "ctrl+m"', "is the same as Enter"),
        ('"item.done" = "ctrl+c"', "copies"),
        ('"item.done" = "ctrl+z"', "which is To the shell (`app.suspend`)"),
        ('"draft.save" = "ctrl+z"', "takes back what was typed"),
        ('"item.done" = "tab"', "goes from field to field"),
        ('"item.done" = "dd"', "is no key"),
        ('"item.done" = "f13"', "is no key"),
        ('"item.done" = "q"', "which is Back or quit (`app.leave`)"),
        ('"item.done" = "1"', "which is Agenda (`app.agenda`)"),
        ('"draft.save" = "ctrl+k"', "deletes to the end of the line"),
        ('"app.undo" = "ctrl+w"', "deletes a word"),
        ('"dialog.accept" = "x"', "is typed into a field there"),
        ('"letter.leave" = "x"', "is typed into a field there"),
        ('"app.quit" = "Q"', "is typed into a field there"),
        ('"app.palette" = ""', "must keep a key"),
        ('preset = "emacs"', "must be one of default, vim"),
    ],
)
def test_what_cannot_be_had_is_told_with_its_line_and_changes_nothing(written: str, says: str) -> None:
    found = keys_in(f"# mine\n[keys]\n\n{written}\n")

    assert says in only(found).message
    assert only(found).line == 4
    assert found.rows == ACTIONS


def test_what_is_wrong_keeps_nothing_else_from_being_had() -> None:
    found = keys_in('[keys]\n"item.done" = "alt+d"\n"item.snooze" = "z"\n')

    assert of(found, "item.done") == ("d",)
    assert of(found, "item.snooze") == ("z",)


def test_two_actions_may_change_keys_with_each_other() -> None:
    found = keys_in('[keys]\n"item.done" = "x"\n"item.skip" = "d"\n')

    assert (of(found, "item.done"), of(found, "item.skip"), found.problems) == (("x",), ("d",), ())


def test_a_key_that_another_action_gives_up_is_free() -> None:
    assert keys_in('[keys]\n"item.done" = "x"\n"item.skip" = ""\n').problems == ()


def test_an_action_that_has_another_key_makes_room() -> None:
    found = keys_in('[keys]\n"item.done" = "v"\n')

    assert (of(found, "item.mark"), found.problems) == (("space",), ())


def test_of_two_own_entries_with_one_key_the_first_gets_it() -> None:
    found = keys_in('[keys]\n"item.done" = "z"\n"item.snooze" = "z"\n')

    assert (of(found, "item.done"), of(found, "item.snooze")) == (("z",), ("s",))
    assert only(found).line == 3


def test_an_entry_that_fails_may_take_others_with_it() -> None:
    found = keys_in('[keys]\n"item.done" = "x"\n"item.skip" = "q"\n')

    assert found.rows == ACTIONS
    assert [p.line for p in found.problems] == [2, 3]


def test_esc_and_enter_keep_what_they_do() -> None:
    found = keys_in('[keys]\n"app.back" = "backspace"\n"dialog.cancel" = ""\n"row.open" = "l"\n')

    assert of(found, "dialog.cancel") == ("escape",)
    assert "enter" in of(keys_in('[keys]\n"row.open" = "O"\n'), "row.open")


def test_one_key_may_mean_two_things_in_two_places() -> None:
    assert keys_in('[keys]\n"history.more" = "d"\n').problems == ()


# Presets.


def of_ones_own(row: Action) -> tuple[str, ...]:
    """Return the keys that one could give it as well: all but Tab, which takes what completes a field."""
    return tuple(key for key in row.keys if (row.id, key) != ("complete.take", "tab"))


@pytest.mark.parametrize("preset", NAMES)
def test_a_preset_knows_its_actions_and_no_key_means_two_things_at_one_place(preset: str) -> None:
    found = effective(KeySettings(preset=preset))

    assert set(PRESETS[preset]) <= {row.id for row in ACTIONS}
    assert shared_keys(found.rows) == ()


@pytest.mark.parametrize("preset", NAMES)
def test_no_action_of_a_preset_needs_alt_a_function_key_or_a_chord(preset: str) -> None:
    for row in effective(KeySettings(preset=preset)).rows:
        assert any(re.fullmatch(r"\S|ctrl\+[a-z]|[a-z]{2,}", key) for key in row.keys), row.id
        assert not any(OTHERS.fullmatch(key) or key_meant(key) != key for key in of_ones_own(row)), row.id


def test_the_names_of_presets_are_those_that_the_settings_take() -> None:
    assert tuple(PRESETS) == NAMES


def test_own_keys_come_before_those_of_a_preset() -> None:
    found = keys_in('[keys]\npreset = "vim"\n"app.redo" = "Z"\n"row.page-down" = "ctrl+f"\n')

    assert of(found, "row.page-down") == ("ctrl+f",)
    assert of(found, "row.page-up") == ("ctrl+u", "ctrl+b", "pageup")


# What the rest of the program is.


@pytest.mark.parametrize("screen", SCREENS, ids=lambda s: s.NAME)
def test_the_places_inside_a_screen_are_those_that_it_says(screen: type) -> None:
    assert inside(screen.NAME) == screen.INNER  # type: ignore[attr-defined]


def test_every_key_that_edits_is_one_of_the_fields() -> None:
    fields = {*Input._merged_bindings.key_to_bindings, *TextArea._merged_bindings.key_to_bindings}  # type: ignore[union-attr]
    plain = set()
    for key in fields:
        try:
            plain.add(key_meant(key))
        except Unusable:
            continue

    assert plain == set(EDITING)


def test_every_name_of_a_key_reads_back_as_itself() -> None:
    for row in ACTIONS:
        assert [key_meant(key) for key in of_ones_own(row)] == list(of_ones_own(row))


NAMED = re.compile(r"\b[Pp]ress [A-Za-z0-9?;@\]\[](?![A-Za-z])")


def test_no_sentence_names_a_key_by_itself() -> None:
    tui = Path(__file__).parents[2] / "tui"

    assert [f"{p.name}: {found[0]}" for p in sorted(tui.rglob("*.py")) for found in NAMED.finditer(p.read_text())] == []


# In force.


def shown(app: AfterwordApp) -> dict[str, str]:
    """Return which action each key of the screen leads to, by id."""
    return {key: one.binding.id or "" for key, one in app.screen.active_bindings.items() if one.binding.id}


def textual_names(row: Action) -> Iterator[str]:
    from textual.keys import _character_to_key

    return (_character_to_key(key) if len(key) == 1 else key for key in row.keys)


@pytest.mark.parametrize(
    "config",
    [
        "",
        'preset = "vim"',
        '"item.done" = "x"\n"item.skip" = "d"\n"row.down" = "n"\n"opportunity.note" = "j"\n"app.help" = "!, f1"',
        '"item.done" = ""\n"item.snooze" = ""\n"app.undo" = "ctrl+g, Ö"\n"app.refresh" = "u"',
    ],
)
async def test_textual_takes_each_key_to_the_action_that_the_table_says(vault: Path, config: str) -> None:
    async with program(vault, config=f"[keys]\n{config}\n") as (app, pilot):
        await pilot.pause()
        wanted = {
            key: row.id
            for row in app._keys
            if set(row.places) & {"app", "agenda", "list"}
            for key in textual_names(row)
        }

        assert {key: ident for key, ident in shown(app).items() if key != NONE} == wanted


async def test_a_key_of_ones_own_does_it_and_the_old_one_does_not(vault: Path) -> None:
    async with program(vault, config='[keys]\n"app.drafts" = "E"\n') as (app, pilot):
        await press(pilot, "4")
        assert app.current_mode == "agenda"
        await press(pilot, "E")
        assert app.current_mode == "drafts"


async def test_tabs_footer_and_empty_screens_name_the_keys_in_force(vault: Path) -> None:
    config = '[keys]\n"app.drafts" = "E"\n"app.undo" = "X"\n"app.agenda" = "!"\n"item.compose" = "+"\n'
    async with program(vault, size=(200, 40), config=config) as (app, pilot):
        assert "E Drafts" in frame(app)
        assert "X Undo" in frame(app)
        await press(pilot, "E")
        assert "Go to the agenda with !, choose a step and press + to compose" in frame(app)


async def test_an_action_without_a_key_is_not_in_the_footer(vault: Path) -> None:
    async with program(vault, config='[keys]\n"item.done" = ""\n') as (app, _pilot):
        assert "Done" not in frame(app).splitlines()[-1]
        assert "Snooze" in frame(app).splitlines()[-1]


async def test_the_footer_names_both_keys_of_a_pair(vault: Path) -> None:
    async with program(vault, config='[keys]\n"week.next" = ")"\n"week.previous" = "("\n') as (app, pilot):
        await press(pilot, "w")
        assert "( ) Week" in frame(app).splitlines()[-1]


async def test_a_toast_says_which_key_takes_a_change_back(vault: Path) -> None:
    async with program(vault, config='[keys]\n"app.undo" = "X"\n') as (app, pilot):
        await press(pilot, "2", "m", "j", "enter")
        assert "X takes it back" in toasts(app)


async def test_what_is_wrong_with_the_keys_is_said_at_the_start(vault: Path) -> None:
    async with program(vault, config='[keys]\n"item.dnoe" = "d"\n"item.done" = "alt+d"\n') as (app, _pilot):
        assert "config.toml:2: `item.dnoe` in [keys] is no action. Did you mean `item.done`?" in toasts(app)
        assert "And 1 more." in toasts(app)


async def test_two_programs_do_not_share_their_keys(vault: Path) -> None:
    for config, key in pairwise(['[keys]\n"app.drafts" = "E"\n', "", ""]):
        async with program(vault, size=(200, 40), config=config) as (app, _pilot):
            assert ("E Drafts" in frame(app)) == bool(config), key

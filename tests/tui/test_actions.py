"""The table of actions: everything derives from it, and every row is done by somebody."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tui.actions.naming import key_name
from tui.actions.table import ACTIONS, GROUPS, action, actions_at
from tui.app import AfterwordApp
from tui.bridge.place import Place
from tui.dialogs.answer import AnswerDialog
from tui.dialogs.choose import ChooseDialog
from tui.dialogs.help import HelpDialog
from tui.dialogs.palette import PaletteDialog
from tui.dialogs.pick import PickDialog
from tui.dialogs.playbook import PlaybookDialog
from tui.dialogs.stage import StageDialog
from tui.presentation.keys import PLACES, page
from tui.screens.agenda import AgendaScreen
from tui.screens.board.screen import BoardScreen
from tui.screens.call.screen import CallScreen
from tui.screens.composer.screen import ComposerScreen
from tui.screens.debrief import DebriefScreen
from tui.screens.drafts import DraftsScreen
from tui.screens.history import HistoryScreen
from tui.screens.insights import InsightsScreen
from tui.screens.opportunities import OpportunitiesScreen
from tui.screens.opportunity import OpportunityScreen
from tui.screens.panel import PanelScreen
from tui.screens.people import PeopleScreen
from tui.screens.problems import ProblemsScreen
from tui.screens.recover import RecoverScreen
from tui.screens.review import ReviewScreen
from tui.screens.stories import StoriesScreen
from tui.screens.week import WeekScreen
from tui.welcome.app import WelcomeApp
from tui.welcome.screen import WelcomeScreen
from tui.widgets.board import Board
from tui.widgets.charts import Charts
from tui.widgets.completing import Completing
from tui.widgets.dialog import Dialog
from tui.widgets.letter import Letter
from tui.widgets.log_list import LogList
from tui.widgets.note_lines import NoteLine
from tui.widgets.pick_list import PickList
from tui.widgets.prose import Prose
from tui.widgets.row_list import RowList
from tui.widgets.script import Script
from tui.widgets.tick_list import TickList
from tui.widgets.week_grid import WeekGrid

SCREENS: tuple[type[Place], ...] = (
    AgendaScreen, WeekScreen, OpportunitiesScreen, OpportunityScreen, DraftsScreen, ProblemsScreen, ComposerScreen,
    DebriefScreen, CallScreen, PanelScreen, ReviewScreen, HistoryScreen, RecoverScreen,
    WelcomeScreen, BoardScreen, PeopleScreen, StoriesScreen, InsightsScreen,
)  # fmt: skip
DOERS: dict[str, tuple[type, ...]] = {
    "app": (AfterwordApp,),
    "list": (RowList, WeekGrid, PickList, Board, LogList),
    "reading": (Prose,),
    "ticks": (TickList,),
    "letter": (Letter,),
    "noting": (NoteLine,),
    "script": (Script,),
    "charts": (Charts,),
    "completing": (Completing,),
    "dialog": (Dialog, AnswerDialog, ChooseDialog, StageDialog, HelpDialog, PlaybookDialog, PickDialog, PaletteDialog),
    "palette": (PaletteDialog,),
    "help": (HelpDialog,),
    **{screen.NAME: (screen,) for screen in SCREENS},
    "welcome": (WelcomeApp,),
}
PLAIN = re.compile(r"[!-~]|ctrl\+[a-z]|enter|tab|escape|space|up|down|left|right|home|end|pageup|pagedown")
OTHERS = re.compile(r"ctrl\+[csimjh]")
"""Keys that belong to the terminal, or that it cannot tell from others."""


def test_the_page_of_keys_is_what_the_table_says() -> None:
    written = Path(__file__).parents[2] / "docs" / "keys.md"

    assert page() == written.read_text(encoding="utf-8"), "run python docs/make_keys.py"


def test_ids_are_unique_and_every_group_and_place_is_known() -> None:
    assert len({row.id for row in ACTIONS}) == len(ACTIONS)
    assert {row.group for row in ACTIONS} == set(GROUPS)
    assert {place for row in ACTIONS for place in row.places} <= set(PLACES)
    assert set(PLACES) == set(DOERS)


@pytest.mark.parametrize("row", ACTIONS, ids=lambda row: row.id)
def test_every_action_is_done_wherever_it_applies(row: object) -> None:
    assert isinstance(row, type(ACTIONS[0]))
    for place in row.places:
        own = (WelcomeApp,) if place == "welcome" else (AfterwordApp,)
        for doer in own if row.by_app else DOERS[place]:
            assert callable(getattr(doer, f"action_{row.method}", None)), f"{doer.__name__} lacks action_{row.method}"


@pytest.mark.parametrize("row", ACTIONS, ids=lambda row: row.id)
def test_every_action_has_a_sentence_and_a_plain_key(row: object) -> None:
    assert isinstance(row, type(ACTIONS[0]))
    assert row.tooltip.endswith(".")
    assert row.keys
    assert all(PLAIN.fullmatch(key) for key in row.keys)
    assert not any(OTHERS.fullmatch(key) for key in row.keys)
    assert "ctrl+z" not in row.keys or row.id == "app.suspend", "it means that in every terminal"


@pytest.mark.parametrize("place", [screen.NAME for screen in SCREENS])
def test_no_key_means_two_things_on_one_screen(place: str) -> None:
    inside = next(screen.INNER for screen in SCREENS if place == screen.NAME)
    everywhere = () if place == "welcome" else ("app",)  # the first screen is a program of its own
    for inner in (name for name in inside if name != "letter"):  # Esc leaves the text before it leaves the screen
        keys = Counter(key for row in actions_at(*everywhere, place, inner) for key in row.keys)
        assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("screen", SCREENS, ids=lambda s: s.NAME)
def test_bindings_come_from_the_table_alone(screen: type[Place]) -> None:
    own = [b for b in screen.__dict__["BINDINGS"] if hasattr(b, "id")]

    assert [b.id for b in own] == [row.id for row in actions_at(screen.NAME)]


@pytest.mark.parametrize(
    "place", ["agenda", "week", "opportunities", "board", "opportunity", "composer", "call", "panel"]
)
def test_what_a_footer_never_does_without_fits_a_narrow_screen(place: str) -> None:
    inner = {"composer": "ticks", "call": "script", "panel": "reading"}.get(place, "list")
    shown = [row for row in actions_at(inner, place, "app") if row.in_footer and not row.spare]

    others = [action(row.pair) for row in shown if row.pair]

    assert sum(len(key_name(row.keys[0])) + 1 for row in (*shown, *others)) + sum(len(r.label) + 1 for r in shown) <= 61

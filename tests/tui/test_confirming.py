"""What asks is never what answers: no key that leads to a question is the key of one of its answers."""

import ast
from pathlib import Path

import pytest

from tests.tui.driver import late_vault, opened, press, snapshot_of
from tui.actions.table import ACTIONS, action
from tui.dialogs.choose import ChooseDialog

ROOT = Path(__file__).parents[2] / "tui"
LEAVING = ("app.back", "app.leave", "app.quit", "app.agenda", "app.opportunities", "app.board", "app.drafts")
ASKED_BY: dict[str, tuple[str, ...]] = {
    "opening.py": ("app.undo", "app.redo", "history.take-back", "history.restore", "problem.mend", "problem.mend-all"),
    "syncing.py": ("app.sync", *LEAVING),
    "leftovers.py": (),
    "screens/debrief.py": LEAVING,
    "screens/composer/sending.py": ("draft.send",),
    "screens/composer/saving.py": ("draft.save", *LEAVING),
    "screens/composer/filling.py": ("draft.fill",),
    "screens/call/screen.py": LEAVING,
    "welcome/app.py": ("welcome.open",),
}
"""The actions that lead to the questions of each module; what nobody asked for by a key has none."""


def answers() -> dict[str, set[str]]:
    """Return the keys of every answer that is written down in the program, by module."""
    found: dict[str, set[str]] = {}
    for file in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Option":
                key = node.args[0] if node.args else None
                if isinstance(key, ast.Constant) and isinstance(key.value, str) and len(node.args) == 3:
                    found.setdefault(file.relative_to(ROOT).as_posix(), set()).add(key.value)
    return found


def test_every_module_that_asks_says_which_actions_lead_there() -> None:
    assert set(answers()) == set(ASKED_BY)


@pytest.mark.parametrize("module", sorted(ASKED_BY))
def test_no_answer_has_the_key_that_asked(module: str) -> None:
    asking = {key for ident in ASKED_BY[module] for key in action(ident).keys}

    assert not answers()[module] & asking


def test_a_yes_to_a_change_that_was_shown_is_the_key_of_no_action_that_shows_one() -> None:
    assert "y" in answers()["opening.py"]
    assert not [row.id for row in ACTIONS if "y" in row.keys and {"app", "problems", "history"} & set(row.places)]


@pytest.mark.parametrize("key", ["u", "U", "enter"])
async def test_the_key_that_asks_to_undo_pressed_over_and_over_changes_nothing(tmp_path: Path, key: str) -> None:
    async with opened(late_vault(tmp_path)) as (app, pilot):
        await press(pilot, "a", *"Zest", "tab", *"Lead", "enter")
        if key == "U":
            await press(pilot, "u", "y")
        before = {o.id for o in snapshot_of(app).records.opportunities}

        await press(pilot, "U" if key == "U" else "u")
        assert isinstance(app.screen, ChooseDialog)
        await press(pilot, key, key, "escape")

        assert {o.id for o in snapshot_of(app).records.opportunities} == before

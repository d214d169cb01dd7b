"""Whatever is pressed, typed, clicked or changed from outside: the program stands, and no text is lost."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from store.model.value import replace
from store.vault.aside import aside_name, staged_name
from tests.tui.driver import small_vault
from tests.tui.monkey.laws import Fault, is_left_over
from tests.tui.monkey.play import Game
from tests.tui.monkey.shrink import Trouble, alone, shrunk
from tests.tui.monkey.steps import Step, Steps, read, write
from tui.app import AfterwordApp
from tui.deeds import table
from tui.screens.debrief import DebriefScreen

STEPS = 16
"""Few, as every build makes them; `python -m tests.tui.monkey` makes many."""

Play = Callable[..., Any]


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hermetic: Path) -> Play:
    """Return what does steps on a small vault."""
    alone(hermetic, monkeypatch.setenv)

    async def done(*steps: Step) -> Game:
        game = Game(tmp_path, make=small_vault)
        await game.play(steps)
        return game

    return done


@pytest.mark.timeout(900)  # on a machine that does much else; alone it takes some seconds
async def test_a_monkey_breaks_nothing_and_loses_nothing(play: Play) -> None:
    game = await play(("fill", "n", "0", "qz0qz"), ("write", "b", "0", "qz00qz"), ("quit",), *Steps(1).draw(STEPS))

    assert game.accepted
    assert game.rescued


@pytest.mark.timeout(300)
async def test_it_finds_a_crash(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AfterwordApp, "action_app_redo", lambda app: app.no_such)

    with pytest.raises(AttributeError):
        await play(("press", "U"))


@pytest.mark.timeout(300)
async def test_it_finds_a_text_that_a_dialog_took_and_nothing_kept(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    right = table.plan
    monkeypatch.setattr(table, "plan", lambda deed, noted: right(deed, replace(noted, text="else")))

    with pytest.raises(Fault, match="lost: qz1qz of a dialog"):
        await play(("fill", "n", "0", "qz1qz"))


@pytest.mark.timeout(300)
async def test_it_finds_a_text_that_is_not_kept_at_the_end(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DebriefScreen, "rescue", lambda _: lambda _workspace: None)
    monkeypatch.setattr(DebriefScreen, "_worth_keeping", lambda _: None)

    with pytest.raises(Fault, match="lost: qz1qz of a page"):
        await play(("write", "b", "0", "qz1qz"), ("quit",))


def test_it_finds_a_problem_in_the_vault(tmp_path: Path) -> None:
    game = Game(tmp_path, make=small_vault)
    (tmp_path / "vault" / "opportunities" / "kestrel.md").write_text("---\nstage: [\n---\n")

    with pytest.raises(Fault, match="new error"):
        game.judge(tmp_path / "vault")


def test_what_was_staged_is_left_over_and_a_version_set_aside_is_not(tmp_path: Path) -> None:
    staged, aside = staged_name(tmp_path), aside_name(tmp_path / "northwind.md", b"before", b"after")
    for file in (staged, aside):
        file.write_bytes(b"before")

    assert is_left_over(staged)
    assert not is_left_over(aside)
    aside.write_bytes(b"typed by somebody else")
    assert is_left_over(aside)


def test_the_same_seed_draws_the_same_steps_and_they_come_back_from_a_file(tmp_path: Path) -> None:
    drawn = tuple(Steps(7).draw(500))
    write(drawn, tmp_path / "steps")

    assert tuple(Steps(7).draw(500)) == drawn
    assert read(tmp_path / "steps") == drawn
    assert {step[0] for step in drawn} >= {"press", "type", "click", "resize", "fill", "write", "append"}


def test_a_long_play_is_shrunk_to_the_steps_that_matter() -> None:
    def play(steps: Sequence[Step]) -> Trouble:
        found = {("press", "a"), ("press", "b")} <= set(steps)
        return Trouble(tuple(steps), "", "fault" * found, "sign" * found)

    steps = tuple(("press", key) for key in "xyzaxyzxyzbxy")

    assert shrunk(play(steps), play) == (("press", "a"), ("press", "b"))

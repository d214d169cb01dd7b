"""The history on the screen: what is listed, what a change did, taking back and bringing back.

`AFTERWORD_GOLDEN=write pytest tests/tui/test_history.py` draws its frames anew after a change that was meant.
"""

import os
import re
import subprocess
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.model.entry import Word
from store.workspace.asking_trust import ask, give
from store.workspace.commands.add_mark import add_mark
from store.workspace.commands.delete_file import delete_opportunity
from store.workspace.commands.move_stage import move_stage
from store.workspace.door import Workspace
from store.workspace.machine import Machine
from store.workspace.moment import Moment
from tests.tui.driver import (
    FRAMES,
    NOW,
    SIZES,
    TODAY,
    frame,
    frames_at,
    opened,
    press,
    program,
    settled,
    small_vault,
    toasts,
    until,
)
from tui.app import AfterwordApp
from tui.screens.agenda import AgendaScreen
from tui.screens.history import HistoryScreen
from tui.screens.opportunity import OpportunityScreen
from tui.widgets.row_list import RowList

WRITE = os.environ.get("AFTERWORD_GOLDEN") == "write"
NORTHWIND = "opportunities/northwind.md"
ID = re.compile(r"\bits id is [0-9a-f]{8}")


def on(root: Path, machine: str) -> Workspace:
    return Workspace.open(root, Moment(today=TODAY, now=NOW, fixed=True), lambda: Machine(name=machine))


def said_by_git(root: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a vault with some days behind it: two machines, an editor, a deletion that was taken back, plain git."""

    def at(moment: str) -> None:
        for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
            monkeypatch.setenv(name, f"2026-11-{moment}:00Z")

    at("17T18:00")
    root = small_vault(tmp_path)
    on(root, "laptop").commit_pending()
    at("18T08:12")
    on(root, "laptop").carry_out(move_stage("kestrel", "interviewing"))
    at("19T10:40")
    on(root, "tower").carry_out(add_mark("northwind", Word.TOPIC, "the board"))
    place = root / NORTHWIND
    place.write_text(
        place.read_text().replace("stage: interviewing ", "stage: offer ").replace("[ ] promise", "[x] promise")
    )
    at("20T07:30")
    on(root, "tower").commit_pending()
    at("20T09:05")
    on(root, "laptop").carry_out(delete_opportunity("harbor"))
    at("20T09:06")
    on(root, "laptop").undo()
    (root / "people" / "ana.md").write_text("---\nname: Ana [bold]Costa\n---\n")
    at("20T11:06")
    subprocess.run(["git", "add", "-A"], cwd=root, check=True)
    subprocess.run(["git", "commit", "-qm", "notes from the train"], cwd=root, check=True)
    for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        monkeypatch.delenv(name)
    return root


def screen(app: AfterwordApp) -> HistoryScreen:
    assert isinstance(app.screen, HistoryScreen)
    return app.screen


async def go_to(pilot: Pilot[int], sentence: str) -> None:
    """Put the cursor on the change of that sentence, and wait until it is shown."""
    app = pilot.app
    assert isinstance(app, AfterwordApp)
    await until(pilot, lambda: bool(screen(app)._found))
    found = screen(app)._found.values()
    key = next(one.revision.id for one in found if one.revision.sentence == sentence)
    app.screen.query_one("#rows", RowList).highlight(key)
    await until(pilot, lambda: (key, screen(app)._path) in screen(app)._diffs)
    await settled(pilot)


@pytest.mark.parametrize(
    ("name", "keys"), [("history", ("H", "j", "j", "j")), ("history-one", ("2", "j", "enter", "H", "j"))]
)
async def test_the_history_looks_as_it_did(vault: Path, name: str, keys: tuple[str, ...]) -> None:
    async with opened(vault, SIZES[0]) as (app, pilot):
        await press(pilot, *keys)
        await until(pilot, lambda: (screen(app).rows.key, screen(app)._path) in screen(app)._diffs)
        await settled(pilot)
        shown = {file: ID.sub("its id is ID", text) for file, text in (await frames_at(pilot, name, SIZES)).items()}
    if WRITE:
        for file, text in shown.items():
            (FRAMES / file).write_text(text, encoding="utf-8")

    assert shown == {file: (FRAMES / file).read_text(encoding="utf-8") for file in shown}


async def test_a_change_is_taken_back_after_it_was_shown_and_done_again_by_redo(vault: Path) -> None:
    async with opened(vault, (120, 40)) as (app, pilot):
        await press(pilot, "H")
        await go_to(pilot, "Kestrel Books: stage applied -> interviewing")
        await press(pilot, "t")
        assert "-stage: interviewing" in frame(app)
        assert "stage: interviewing" in (vault / "opportunities/kestrel.md").read_text()
        await press(pilot, "y")
        assert "stage: applied" in (vault / "opportunities/kestrel.md").read_text()
        await until(pilot, lambda: "Take back: Kestrel Books" in frame(app))
        await press(pilot, "U", "y")
        assert "stage: interviewing" in (vault / "opportunities/kestrel.md").read_text()
        assert "Do again: Kestrel Books" in toasts(app)


async def test_a_version_comes_back_and_u_takes_that_back(vault: Path) -> None:
    now = (vault / NORTHWIND).read_bytes()
    async with opened(vault, (120, 40)) as (app, pilot):
        await press(pilot, "2", "j", "j", "enter", "H")
        app.screen.query_one(RowList)
        screen(app)._path = NORTHWIND
        screen(app)._load()
        await settled(pilot)
        await go_to(pilot, "Northwind Freight: topic noted in the interview of 2026-11-20")
        await press(pilot, "v")
        assert "Bring this version back?" in frame(app)
        await press(pilot, "y")
        assert b"stage: interviewing " in (vault / NORTHWIND).read_bytes()
        await press(pilot, "u", "y")
    assert (vault / NORTHWIND).read_bytes() == now


async def test_the_screen_of_a_vault_that_is_trusted_lists_brings_back_and_commits(vault: Path) -> None:
    said_by_git(vault, "config", "alias.x", "!true")
    async with program(vault, (120, 40)) as (app, pilot):
        await press(pilot, "H")
        await until(pilot, lambda: "afterword doctor --trust" in " ".join(frame(app).split()))
        workspace = app._workspace
        give(workspace, ask(workspace))
        screen(app)._path = NORTHWIND
        screen(app)._load()
        await settled(pilot)
        await go_to(pilot, "Northwind Freight: topic noted in the interview of 2026-11-20")
        await press(pilot, "v", "y")
        assert b"stage: interviewing " in (vault / NORTHWIND).read_bytes()
        assert "not yet committed" not in toasts(app)
    assert said_by_git(vault, "status", "--porcelain") == ""


async def test_of_a_change_of_several_files_one_is_chosen(vault: Path) -> None:
    async with opened(vault, (120, 40)) as (app, pilot):
        await press(pilot, "H")
        await until(pilot, lambda: bool(screen(app)._found))
        many = next(one for one in screen(app)._found.values() if len(one.revision.touched) > 3)
        await go_to(pilot, many.revision.sentence)
        await press(pilot, "v")
        assert "Which file is to be as it was?" in frame(app)
        paths = [one.path for one in many.revision.touched]
        await press(pilot, *["j"] * paths.index("opportunities/kestrel.md"))
        await press(pilot, "enter")
        assert "-stage: interviewing" in frame(app)
        await press(pilot, "escape")
    assert "stage: interviewing" in (vault / "opportunities/kestrel.md").read_text()


async def test_one_opportunity_or_everything_and_back_to_it(vault: Path) -> None:
    async with opened(vault, (120, 40)) as (app, pilot):
        await press(pilot, "H")
        await go_to(pilot, "edited in an editor: northwind")
        everything = len(screen(app)._found)
        await press(pilot, "f")
        await until(pilot, lambda: len(screen(app)._found) == 3)
        await until(pilot, lambda: "of Northwind Freight" in frame(app))
        await press(pilot, "f")
        await until(pilot, lambda: len(screen(app)._found) == everything)
        await go_to(pilot, "edited in an editor: northwind")
        await press(pilot, "enter")
        assert isinstance(app.screen, OpportunityScreen)
        await press(pilot, "H")
        assert screen(app)._path == NORTHWIND


async def test_older_changes_are_read_when_asked_for(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.screens.history.PAGE", 3)
    async with opened(vault, (120, 40)) as (app, pilot):
        app.push_screen(HistoryScreen())
        await settled(pilot)
        await until(pilot, lambda: len(screen(app)._found) == 3)
        await until(pilot, lambda: "3 changes, m reads older ones" in frame(app))
        await press(pilot, "m")
        await until(pilot, lambda: len(screen(app)._found) == 6)
        await press(pilot, "m", "m", "m")
        await until(pilot, lambda: screen(app)._is_whole)
        assert "older ones" not in frame(app)


async def test_markup_in_files_is_text_and_no_repository_is_told(vault: Path, tmp_path: Path) -> None:
    async with opened(vault, (120, 40)) as (app, pilot):
        await press(pilot, "H")
        await go_to(pilot, "notes from the train")
        assert "Ana [bold]Costa: added" in frame(app)
    (vault / ".git").rename(tmp_path / "elsewhere")
    async with opened(vault, (80, 24)) as (app, pilot):
        await press(pilot, "H")
        await until(pilot, lambda: "not in a git repository" in frame(app))
        await press(pilot, "t", "v", "f", "m", "enter", "escape")
        assert isinstance(app.screen, AgendaScreen)

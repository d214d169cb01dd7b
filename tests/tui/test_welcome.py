"""The first minutes: from no vault to one that is open, by four ways, with nothing typed lost on the way."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from store.workspace.create import create_vault
from store.workspace.door import Workspace
from store.workspace.first_run import opens_everywhere
from store.workspace.machine import Machine
from store.workspace.moment import Moment
from tests.tui.driver import NOW, TODAY, frame, git, small_vault, toasts, until
from tui.dialogs.fetch import FetchDialog
from tui.welcome.app import Ready, Surroundings, WelcomeApp

IN_THE_DEMO = "made-up search"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Return a machine whose user has set nothing yet."""
    return Machine(config=tmp_path / "config" / "config.toml", state=tmp_path / "state", name="desk")


@asynccontextmanager
async def welcomed(folder: Path, machine: Machine) -> AsyncIterator[tuple[WelcomeApp, Pilot[Ready]]]:
    """Run the first screen in a home of its own."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    around = Surroundings(home=home, here=home, temporary=lambda: folder / "thrown-away")
    app = WelcomeApp(machine, Moment(today=TODAY, now=NOW, fixed=True), around)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.animation_level = "none"
        await until(pilot, lambda: bool(app._known.folder))
        yield app, pilot


async def typed(pilot: Pilot[Ready], *keys: str) -> None:
    """Press keys, a text as its letters."""
    for key in keys:
        await pilot.press(*(key if " " in key or "/" in key or "@" in key else [key]))
        await pilot.pause()


async def ready(app: WelcomeApp, pilot: Pilot[Ready]) -> Ready:
    """Wait for the vault that is to be opened."""
    await until(pilot, lambda: app.return_value is not None)
    assert app.return_value is not None
    return app.return_value


async def test_looking_around_opens_a_copy_of_the_sample_and_says_that_it_is_one(
    tmp_path: Path, machine: Machine
) -> None:
    async with welcomed(tmp_path, machine) as (app, pilot):
        await pilot.press("1")
        got = await ready(app, pilot)

    assert got.root == tmp_path / "thrown-away"
    assert IN_THE_DEMO in got.greeting
    assert not (machine.config or Path()).exists()


async def test_a_vault_of_ones_own_is_made_by_name_and_folder_and_opens_from_anywhere(
    tmp_path: Path, machine: Machine
) -> None:
    async with welcomed(tmp_path, machine) as (app, pilot):
        await pilot.press("j", "enter")
        await until(pilot, lambda: "Start your own vault" in frame(app))
        await typed(pilot, "Sam Rivera ", "tab", "sam@rivera.example", "ctrl+o")
        got = await ready(app, pilot)

    assert got.root == tmp_path / "home" / "job-search"
    assert 'name = "Sam Rivera"' in (got.root / "afterword.toml").read_text()
    assert machine.settings()[0].default_vault == str(got.root)
    moment = Moment(today=TODAY, now=NOW, fixed=True)
    assert [change.who for change in Workspace.open(got.root, moment).history()] == ["Sam Rivera"]


async def test_what_git_knows_of_the_user_is_there_already(tmp_path: Path, machine: Machine) -> None:
    git(tmp_path, "config", "--global", "user.name", "Sam Rivera")
    git(tmp_path, "config", "--global", "user.email", "sam@rivera.example")
    async with welcomed(tmp_path, machine) as (app, pilot):
        await pilot.press("2")
        await until(pilot, lambda: "sam@rivera.example" in frame(app))

        assert "Sam Rivera" in frame(app)


async def test_a_refused_folder_comes_back_with_the_reason_and_what_was_typed(tmp_path: Path, machine: Machine) -> None:
    create_vault(tmp_path / "home" / "mine", "Sam", "sam@rivera.example")
    async with welcomed(tmp_path, machine) as (app, pilot):
        await pilot.press("2")
        await until(pilot, lambda: "Start your own vault" in frame(app))
        await typed(pilot, "Sam Rivera ", "tab", "tab", *["backspace"] * 20, "~/mine", "ctrl+o")
        await until(pilot, lambda: "is a vault already" in frame(app))

        assert "Sam Rivera" in frame(app)
        assert "~/mine" in frame(app)


async def test_a_name_is_wanted_and_an_address_must_look_like_one(tmp_path: Path, machine: Machine) -> None:
    async with welcomed(tmp_path, machine) as (app, pilot):
        await pilot.press("2")
        await until(pilot, lambda: "Start your own vault" in frame(app))
        await pilot.press("ctrl+o")
        await until(pilot, lambda: "say how you sign" in frame(app))
        await typed(pilot, "Sam Rivera ", "tab", "n", "o", "ctrl+o")
        await until(pilot, lambda: "is no e-mail address" in frame(app))


async def test_a_vault_that_is_here_is_opened_and_a_folder_without_one_can_become_one(
    tmp_path: Path, machine: Machine
) -> None:
    vault = small_vault(tmp_path)
    notes = tmp_path / "home" / "notes"
    notes.mkdir(parents=True)
    (notes / "old.txt").write_text("kept")
    async with welcomed(tmp_path, machine) as (app, pilot):
        await pilot.press("3")
        await typed(pilot, "~/notes", "enter")
        await until(pilot, lambda: "No vault there" in frame(app))
        await pilot.press("y")
        await until(pilot, lambda: "~/notes" in frame(app))
        await typed(pilot, "Sam Rivera ", "ctrl+o")
        assert (await ready(app, pilot)).root == notes
    assert (notes / "old.txt").read_text() == "kept"

    async with welcomed(tmp_path, machine) as (app, pilot):
        await pilot.press("3")
        await typed(pilot, str(vault), "enter")
        assert (await ready(app, pilot)).root == vault
    assert machine.settings()[0].default_vault == str(notes), "the vault that was named first stays the usual one"


async def test_a_folder_that_is_not_there_is_told_in_place(tmp_path: Path, machine: Machine) -> None:
    async with welcomed(tmp_path, machine) as (app, pilot):
        await pilot.press("3")
        await typed(pilot, "~/nowhere", "enter")

        assert "~/nowhere is not there" in frame(app)


async def test_a_vault_is_fetched_from_where_the_machines_meet(tmp_path: Path, machine: Machine) -> None:
    vault = small_vault(tmp_path)
    git(vault, "add", "-A")
    git(vault, "commit", "-qm", "three opportunities")
    git(tmp_path, "clone", "-q", "--bare", str(vault), str(tmp_path / "stick.git"))
    async with welcomed(tmp_path, machine) as (app, pilot):
        await pilot.press("4")
        await typed(pilot, str(tmp_path / "nothing.git"), "ctrl+o")
        await until(pilot, lambda: "is not there" in frame(app))
        await typed(pilot, *["backspace"] * len("nothing.git"), "s", "t", "i", "c", "k", ".", "g", "i", "t", "ctrl+o")
        got = await ready(app, pilot)

    assert got.root == tmp_path / "home" / "job-search"
    assert (got.root / "opportunities" / "northwind.md").exists()
    assert "Sam Rivera" in got.greeting


@pytest.mark.parametrize("way", [(), ("2",), ("3",), ("question_mark",)])
async def test_the_key_to_the_shell_is_answered_on_the_first_screen_and_in_its_windows(
    tmp_path: Path, machine: Machine, way: tuple[str, ...]
) -> None:
    async with welcomed(tmp_path, machine) as (app, pilot):
        await pilot.press(*way)
        await until(pilot, lambda: len(app.screen_stack) == 2 + len(way))

        await pilot.press("ctrl+z")

        await until(pilot, lambda: "No shell waits" in toasts(app))


async def test_leaving_without_a_vault_makes_nothing(tmp_path: Path, machine: Machine) -> None:
    async with welcomed(tmp_path, machine) as (app, pilot):
        await pilot.press("2")
        await until(pilot, lambda: "Start your own vault" in frame(app))
        await pilot.press("escape")
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)

    assert app.return_value is None
    assert list((tmp_path / "home").iterdir()) == []
    assert not (machine.config or Path()).exists()


@pytest.mark.parametrize(
    "before", [b"", b"# mine\r\n[mail]\r\nhost = 'mail.rivera.example'\r\n", b"\xef\xbb\xbf[sync]\n"]
)
def test_the_line_that_names_the_vault_leaves_the_rest_of_the_settings_alone(machine: Machine, before: bytes) -> None:
    assert machine.config is not None
    machine.config.parent.mkdir()
    machine.config.write_bytes(before)

    assert opens_everywhere(Path('/home/sam/a "search" \\ here'), machine) == ""

    own, problems = machine.settings()
    assert own.default_vault == '/home/sam/a "search" \\ here'
    assert problems == ()
    assert machine.config.read_bytes().endswith(before.removeprefix(b"\xef\xbb\xbf"))
    assert machine.config.stat().st_mode & 0o777 == 0o600


async def until_opening(app: WelcomeApp) -> None:
    """Wait until a window is on its way; its widgets are not there yet."""
    for _ in range(1000):
        if isinstance(app.screen, FetchDialog):
            break
        await asyncio.sleep(0)


async def test_what_is_typed_while_a_window_opens_stands_in_it(tmp_path: Path, machine: Machine) -> None:
    async with welcomed(tmp_path, machine) as (app, pilot):
        app.action_welcome_fetch()
        await until_opening(app)
        for key in ("ctrl+o", "a", "b", "c"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: app.screen.is_mounted and app.screen.query_one("#address", Input).value == "abc")

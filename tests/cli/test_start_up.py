"""What a prompt or a script starts often must not load what it does not need."""

import gc
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.folders import native_folders, xdg_folders
from store.vault.bytes import YOUNG
from store.workspace.create import create_vault
from store.workspace.garbage import keep_still, wake
from tests.tui.driver import opened, until
from tui.app import AfterwordApp
from tui.later import get_ready
from tui.presentation.tabs import MODES
from tui.widgets.window import STYLES

OF_THE_STORE = {
    "store.model.colour",
    "store.model.own_settings",
    "store.model.problem",
    "store.model.scheme",
    "store.model.schemes",
    "store.model.value",
    "store.rules.zones",
    "store.text.tables",
    "store.text.zone",
}
"""What the first frame needs of values and rules: how it looks, and which day it is."""
ROOT = Path(__file__).resolve().parent.parent.parent
HEAVY = ("textual", "rich", "jinja2", "git", "asyncio", "watchfiles")

SCRIPT = """
import sys
from cli.main import main
code = main(sys.argv[1:])
loaded = [n for n in {heavy!r} if n in sys.modules]
print("LOADED", code, *loaded, *[n for n in sys.modules if n.startswith(("cli.commands.", "tui"))], file=sys.stderr)
"""


def loaded(vault: Path, *words: str) -> list[str]:
    env = {**os.environ, "AFTERWORD_VAULT": str(vault), "AFTERWORD_TODAY": "2026-11-20T09:00"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(heavy=HEAVY), *words],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr.split("LOADED ")[1].split()


@pytest.mark.parametrize(
    ("words", "module"),
    [
        (("agenda",), "agenda"),
        (("agenda", "--short"), "agenda"),
        (("agenda", "--json"), "agenda"),
        (("list",), "list"),
        (("why", "halyard"), "why"),
        (("show", "halyard"), "show"),
        ((), "agenda"),
    ],
)
def test_reading_loads_its_own_command_and_nothing_heavy(words: tuple[str, ...], module: str, demo: Path) -> None:
    found = loaded(demo, *words)

    assert found[0] in ("0", "1")
    assert found[1:] == [f"cli.commands.{module}"]


@pytest.mark.parametrize("is_young", [False, True], ids=["settled", "just changed"])
def test_an_agenda_that_is_at_hand_loads_neither_readers_nor_rules_nor_libraries(
    demo: Path, tmp_path: Path, is_young: bool
) -> None:
    vault = demo
    if is_young:  # but for templates, which nobody compares by content
        vault = Path(shutil.copytree(demo, tmp_path / "copy", ignore=shutil.ignore_patterns("*.j2")))
    else:
        newest = max(file.lstat().st_ctime for file in demo.rglob("*"))
        time.sleep(max(0.0, newest + YOUNG + 0.1 - time.time()))
    script = "import sys; from cli.main import main; main(['agenda', *sys.argv[1:]]); print('LOADED', *sys.modules)"
    env = {**os.environ, "AFTERWORD_VAULT": str(vault)}

    def run(*words: str) -> set[str]:
        argv = [sys.executable, "-c", script, *words]
        done = subprocess.run(argv, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
        return set(done.stdout.split("LOADED ")[1].split())

    assert "store.workspace.snapshot" in run()
    for words in ((), ("--short",)):
        found = run(*words)
        ours = {name for name in found if name.startswith("store.")}

        assert not found & {"msgspec", "yaml", "platformdirs", "json", "subprocess", "asyncio", *HEAVY}
        assert not {name for name in ours if name.startswith(("store.rules", "store.text", "store.letters"))}
        assert not ours & {"store.vault.reading", "store.workspace.snapshot", "store.model.opportunity"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems are asked by a library")
@pytest.mark.parametrize("told", [{}, {"XDG_CACHE_HOME": "/far/cache", "XDG_STATE_HOME": "here"}, {"HOME": "/nowhere"}])
def test_the_users_own_folders_are_where_the_library_says(
    told: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in told.items():
        monkeypatch.setenv(name, value)

    assert xdg_folders(os.environ) == native_folders()


def test_the_calendar_of_all_countries_is_loaded_once_and_kept(demo: Path) -> None:
    script = "import sys; from cli.main import main; main(['agenda']); print('LOADED', 'holidays' in sys.modules)"
    env = {**os.environ, "AFTERWORD_VAULT": str(demo), "AFTERWORD_TODAY": "2026-11-20T09:00"}

    def run() -> str:
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=env, capture_output=True, text=True, check=True
        )
        return done.stdout.split("LOADED ")[1].strip()

    assert [run(), run()] == ["True", "False"]


def test_a_shell_that_completes_a_query_loads_nothing_heavy(demo: Path) -> None:
    found = loaded(demo, "completion", "candidates", "--", "list", "stage:of")

    assert found == ["0", "cli.commands.completion", "cli.commands.list"]


def test_a_check_loads_what_reads_templates_only_where_the_vault_has_some(demo: Path, tmp_path: Path) -> None:
    without = Path(shutil.copytree(demo, tmp_path / "without"))
    for own in (without / "templates").iterdir():
        own.unlink()

    assert loaded(demo, "check")[1:] == ["jinja2", "cli.commands.check"]
    assert loaded(without, "check")[1:] == ["cli.commands.check"]


@pytest.mark.parametrize("words", [("--help",), ("--version",)])
def test_the_overview_loads_no_command_at_all(words: tuple[str, ...], tmp_path: Path) -> None:
    assert loaded(tmp_path, *words) == ["0"]


def test_the_full_screen_opens_without_the_engine_of_letters() -> None:
    code = "import sys, tui.app; print('jinja2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert done.stdout == "False\n"


FIRST_FRAME = """
import gc, sys
import cli.main, tui.app
from cli.context import Context
from pathlib import Path

def begin(app):
    print("COLLECTOR", gc.isenabled())
    print("MODULES", *sys.modules)
    print("STYLES", *(Path(path).name for path, _ in app.stylesheet.source))
    app.exit()

run = tui.app.AfterwordApp.run
tui.app.AfterwordApp.begin = begin
tui.app.AfterwordApp.run = lambda app, **how: run(app, headless=True, **how)
context = Context(cli.main.surroundings(), None, None)
cli.main.open_screen(context.workspace)
"""


@pytest.fixture(scope="module")
def first_frame(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Return what there is when the first frame stands and nothing else has begun."""
    home = tmp_path_factory.mktemp("home")
    vault = create_vault(home / "vault", "Sam Rivera", "sam@rivera.example").root
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "AFTERWORD_VAULT": str(vault)}
    env["AFTERWORD_TODAY"] = "2026-11-20T09:00"
    done = subprocess.run(
        [sys.executable, "-c", FIRST_FRAME], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    words = (line.split() for line in done.stdout.splitlines())
    return {key: rest for key, *rest in filter(None, words)}


def test_the_first_frame_waits_for_neither_rules_nor_letters_nor_other_screens(
    first_frame: dict[str, list[str]],
) -> None:
    """What reads the vault is imported once the frame stands, and every other screen once the rows are there."""
    found = set(first_frame["MODULES"])
    late = ("tui.performing", "tui.leftovers", "tui.syncing", "textual.widgets._text_area")
    rooms = ("store.letters", "store.history", "store.exchange", "store.outside", "tui.dialogs", "tui.deeds", "yaml")
    of_the_store = {name for name in found if name.startswith(("store.model.", "store.rules.", "store.text."))}

    assert "tui.screens.agenda" in found
    assert not found.intersection(late)
    assert not [name for name in found if name.startswith(rooms)]
    assert not [name for name in found if name.startswith("tui.screens.") and name != "tui.screens.agenda"]
    assert of_the_store == OF_THE_STORE


def test_the_first_frame_waits_for_no_styles_but_its_own(first_frame: dict[str, list[str]]) -> None:
    assert [name for name in first_frame["STYLES"] if name.endswith(".tcss")] == ["app.tcss", "agenda.tcss"]


def test_the_collector_sleeps_until_the_rows_are_there(first_frame: dict[str, list[str]]) -> None:
    assert first_frame["COLLECTOR"] == ["False"]


async def test_once_the_rows_are_there_the_collector_is_awake_and_windows_have_their_styles(demo: Path) -> None:
    keep_still()
    try:
        async with opened(demo, (80, 24)) as (app, pilot):
            await until(pilot, lambda: app.stylesheet.has_source(str(STYLES), ""))

            assert gc.isenabled()
    finally:
        wake()


def test_what_is_imported_later_is_there() -> None:
    get_ready(None)

    assert set(AfterwordApp.MODES) == set(MODES)

"""What a prompt or a script starts often must not load what it does not need."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cli.main import native_folders, xdg_folders
from tui.app import AfterwordApp
from tui.later import get_ready
from tui.presentation.tabs import MODES

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


def test_an_agenda_that_is_at_hand_loads_neither_readers_nor_rules_nor_libraries(demo: Path) -> None:
    script = "import sys; from cli.main import main; main(['agenda', *sys.argv[1:]]); print('LOADED', *sys.modules)"
    env = {**os.environ, "AFTERWORD_VAULT": str(demo)}

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


def test_the_first_frame_waits_for_neither_rules_nor_letters_nor_other_screens() -> None:
    """What reads the vault is imported beside the frame, and every other screen once the rows are there."""
    script = "import sys, cli.main, tui.app; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    found = set(done.stdout.split())
    late = ("store.workspace.snapshot", "store.rules.agenda", "store.vault.reading", "tui.performing", "tui.leftovers")

    assert "tui.screens.agenda" in found
    assert not found.intersection(late)
    assert not [name for name in found if name.startswith(("store.letters", "store.history", "yaml"))]
    assert not [name for name in found if name.startswith("tui.screens.") and name != "tui.screens.agenda"]


def test_what_is_imported_later_is_there() -> None:
    get_ready(None)

    assert set(AfterwordApp.MODES) == set(MODES)

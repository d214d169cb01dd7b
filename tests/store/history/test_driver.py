"""Plain git in a shell, with Afterword as its merge driver, on real repositories."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from store.history.driver import KEY, Standing, install, standing
from store.history.git import Git
from store.history.program import OTHERWISE, PLAIN, command, is_of_afterword, missing
from store.history.repository import Repository
from store.history.trust import foreign_keys

ROOT = Path(__file__).resolve().parent.parent.parent.parent
ANN = ("Ann Example", "ann@home.example")
PATH = "opportunities/acme.md"
NOTE = "---\ncompany: Acme\nposition: Head\nstage: applied\n---\nOne.\n\nTwo.\n\nThree.\n"


def git(root: Path, *arguments: str, check: bool = True) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, check=False, capture_output=True, text=True)
    if check and done.returncode:
        raise AssertionError(done.stdout + done.stderr)
    return done.stdout + done.stderr


def commit(root: Path, path: str, text: str, message: str = "x") -> None:
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", message)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Make a vault with one opportunity, in a folder whose name needs quoting."""
    root = tmp_path / "Ann's “vault” 100%A"
    root.mkdir()
    repository = Repository(root)
    repository.init(*ANN)
    (root / "opportunities").mkdir()
    (root / PATH).write_text(NOTE)
    repository.commit([".gitattributes", ".gitignore", PATH], "A new vault")
    return root


def parted(root: Path, ours: str, theirs: str, path: str = PATH) -> None:
    """Change one file on two branches: `theirs` on side, `ours` on main, which is checked out."""
    git(root, "switch", "-q", "-c", "side")
    commit(root, path, theirs, "theirs")
    git(root, "switch", "-q", "main")
    commit(root, path, ours, "ours")


def has_marker(text: str) -> bool:
    return bool(re.search(r"^(<{7}|\|{7}|={7}$|>{7})", text, re.MULTILINE))


OURS = NOTE.replace("stage: applied", "stage: offer")
THEIRS = NOTE.replace("stage: applied", "stage: applied\nurl: https://acme.example")
"""Two edits of neighbouring lines, at which a merge by line stops."""


def test_git_alone_would_stop_at_these_edits(vault: Path) -> None:
    git(vault, "config", "--remove-section", "merge.afterword")
    parted(vault, OURS, THEIRS)

    assert "CONFLICT" in git(vault, "merge", "side", check=False)


def test_a_plain_merge_joins_neighbouring_edits_without_a_word(vault: Path) -> None:
    parted(vault, OURS, THEIRS)

    said = git(vault, "merge", "-q", "--no-edit", "side")

    text = (vault / PATH).read_text()
    assert said.strip() in ("", f"Auto-merging {PATH}")
    assert "stage: offer" in text and "url: https://acme.example" in text
    assert git(vault, "status", "--porcelain") == ""
    assert not list(vault.rglob("*.tmp"))


def test_it_works_where_no_program_of_ours_is_on_the_path(vault: Path) -> None:
    parted(vault, OURS, THEIRS)
    tools = vault.parent / "tools"
    tools.mkdir()
    for name in ("git", "sh"):
        (tools / name).symlink_to(shutil.which(name) or "")

    done = subprocess.run(
        ["git", "merge", "-q", "--no-edit", "side"],
        cwd=vault,
        env={**os.environ, "PATH": str(tools)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("folder", ["plain", "with space", "it's", 'say "x"', "50%A %O%%", "do$(x)llar `y`", "ü"])
def test_an_interpreter_in_any_folder_is_found(vault: Path, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place = vault.parent / "bin" / folder / "python"
    place.parent.mkdir(parents=True)
    place.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    place.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(place))
    install(Git(vault))
    Git(vault).audit()
    parted(vault, OURS, THEIRS)

    git(vault, "merge", "-q", "--no-edit", "side")

    assert missing(command()) == ""


def test_without_the_program_git_merges_by_line_and_says_that_there_is_a_conflict(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(vault.parent / "gone" / "python"))
    install(Git(vault))
    parted(vault, OURS, THEIRS)

    said = git(vault, "merge", "side", check=False)

    assert "CONFLICT (content)" in said
    assert git(vault, "status", "--porcelain") == f"UU {PATH}\n"
    assert has_marker((vault / PATH).read_text())


def test_without_the_program_git_still_merges_what_it_can_alone(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(vault.parent / "gone" / "python"))
    install(Git(vault))
    parted(vault, NOTE.replace("One.", "Uno."), NOTE.replace("Three.", "Tres."))

    git(vault, "merge", "--no-edit", "side")

    assert (vault / PATH).read_text() == NOTE.replace("One.", "Uno.").replace("Three.", "Tres.")


@pytest.mark.parametrize("ending", ["exit 1", "exit 127", "exit 255", "kill -9 $$"])
def test_a_program_that_fails_or_is_killed_leaves_the_file_to_git(vault: Path, ending: str) -> None:
    git(vault, "config", KEY, f"sh -c '{ending}' || {OTHERWISE}")
    parted(vault, OURS, THEIRS)

    assert "CONFLICT (content)" in git(vault, "merge", "side", check=False)
    assert has_marker((vault / PATH).read_text())


def test_what_git_cannot_merge_by_line_either_is_a_conflict_and_not_the_end_of_the_merge(vault: Path) -> None:
    git(vault, "config", KEY, f"false || {OTHERWISE}")
    parted(vault, "ours \0\n", "theirs \0\n")

    assert "CONFLICT (content)" in git(vault, "merge", "side", check=False)
    assert (vault / PATH).read_text() == "ours \0\n"


def test_nothing_of_the_vault_is_taken_for_the_program(vault: Path) -> None:
    for name in ("cli", "store", "signal", "pathlib"):
        (vault / name).mkdir()
        (vault / name / "__init__.py").write_text("import os; os.mkdir('ran')\n")
    parted(vault, OURS, THEIRS)

    git(vault, "merge", "-q", "--no-edit", "side")

    assert not (vault / "ran").exists()


def test_by_its_name_as_well_it_is_not_looked_for_in_the_vault(tmp_path: Path) -> None:
    for name in "OAB":
        (tmp_path / name).write_text(NOTE + name)
    (tmp_path / "cli").mkdir()
    (tmp_path / "cli/__init__.py").touch()
    (tmp_path / "cli/driver.py").write_text("import os; os.mkdir('ran')\n")
    program = command().split(" merge-driver")[0].rpartition("/cli/driver.py'")[0].rpartition(" ")[0]
    words = f"{program} -m cli.driver merge-driver O A B {PATH}"

    done = subprocess.run(["sh", "-c", words], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)

    assert done.returncode == 0
    assert not (tmp_path / "ran").exists()


def test_the_same_new_opportunity_on_both_sides_becomes_one(vault: Path) -> None:
    parted(vault, NOTE + "\nOurs.\n", NOTE + "\nTheirs.\n", "opportunities/new.md")

    git(vault, "merge", "-q", "--no-edit", "side")

    text = (vault / "opportunities/new.md").read_text()
    assert "Ours." in text and "Theirs." in text and not has_marker(text)


def test_two_new_opportunities_of_one_name_are_left_to_a_person(vault: Path) -> None:
    parted(vault, NOTE, NOTE.replace("Acme", "Other"), "opportunities/new.md")

    assert "CONFLICT (add/add)" in git(vault, "merge", "side", check=False)


def crossed(root: Path) -> None:
    """Let two branches merge each other, and both go on: git then makes the common version itself, of two."""
    parted(root, OURS, THEIRS)
    ours, theirs = (git(root, "rev-parse", name).strip() for name in ("main", "side"))
    git(root, "merge", "-q", "--no-edit", theirs)
    git(root, "switch", "-q", "side")
    git(root, "merge", "-q", "--no-edit", ours)
    commit(root, PATH, (root / PATH).read_text() + "\nOn the side.\n", "side goes on")
    git(root, "switch", "-q", "main")
    commit(root, PATH, (root / PATH).read_text().replace("One.", "Uno."), "main goes on")


def test_histories_that_crossed_each_other_come_to_the_same_bytes(vault: Path) -> None:
    crossed(vault)
    copy = Path(shutil.copytree(vault, vault.parent / "copy"))
    git(copy, "switch", "-q", "side")

    git(vault, "merge", "-q", "--no-edit", "side")
    git(copy, "merge", "-q", "--no-edit", "main")

    text = (vault / PATH).read_text()
    assert text == (copy / PATH).read_text()
    assert "Uno." in text and "On the side." in text and not has_marker(text)


def test_a_common_version_with_markers_in_it_is_rebuilt_first(tmp_path: Path) -> None:
    from store.workspace.syncing.merge_driver import merge_in_place

    base, ours, theirs = (tmp_path / name for name in "OAB")
    base.write_text(
        "---\ncompany: Acme\nposition: Head\n<<<<<<<<< ours\nstage: offer\n=========\nstage: applied\n"
        "url: https://acme.example\n>>>>>>>>> theirs\n---\nOne.\n\nTwo.\n\nThree.\n"
    )
    both = OURS.replace("stage: offer", "stage: offer\nurl: https://acme.example")
    ours.write_text(both.replace("One.", "Uno.").replace("url: https://acme.example\n", ""))
    theirs.write_text(both.replace("Three.", "Tres."))

    assert merge_in_place(base, ours, theirs, PATH)

    text = ours.read_text()
    assert "Uno." in text and "Tres." in text and "merge_review" not in text and not has_marker(text)
    assert "url:" not in text  # taken away by one side, and left alone by the other


def test_what_is_too_large_is_left_as_it_is(tmp_path: Path) -> None:
    from store.workspace.syncing.merge_driver import LARGEST, merge_in_place

    base, ours, theirs = (tmp_path / name for name in "OAB")
    base.write_bytes(b"")
    ours.write_bytes(b"x")
    theirs.write_bytes(b"y" * (LARGEST + 1))

    assert not merge_in_place(base, ours, theirs, PATH)
    assert ours.read_bytes() == b"x"


def test_a_result_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    from store.workspace.syncing.merge_driver import merge_in_place

    for name in "OAB":
        (tmp_path / name).write_text(name)
    (tmp_path / f"A.{os.getpid()}.tmp").mkdir()

    with pytest.raises(OSError, match="exists"):
        merge_in_place(tmp_path / "O", tmp_path / "A", tmp_path / "B", PATH, lambda *_: b"merged")
    assert (tmp_path / "A").read_text() == "A"


DRIVER = [sys.executable, "-P", str(ROOT / "cli" / "driver.py")]


@pytest.mark.parametrize("words", [[], ["merge-driver", "O", "A", "B"], ["merge-driver", "O", "A", "gone", "x.md"]])
def test_what_cannot_be_done_says_so_and_writes_nothing(tmp_path: Path, words: list[str]) -> None:
    for name in "OAB":
        (tmp_path / name).write_text(name)

    done = subprocess.run([*DRIVER, *words], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr.startswith("afterword: ")
    assert "Traceback" not in done.stderr
    assert (tmp_path / "A").read_text() == "A"


def test_its_start_loads_what_merging_needs_and_nothing_else(tmp_path: Path) -> None:
    for name in "OAB":
        (tmp_path / name).write_text(NOTE + name)
    script = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from cli.driver import main\n"
        "main(['merge-driver', 'O', 'A', 'B', 'opportunities/x.md'])\n"
        "print(*sorted({'textual', 'rich', 'jinja2', 'git', 'argparse', 'platformdirs', 'asyncio'} & {*sys.modules}))\n"
        "print(*sorted(n for n in sys.modules if n.startswith(('cli', 'tui', 'store.rules', 'store.vault'))))\n"
    )

    done = subprocess.run(
        [sys.executable, "-P", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert done.stdout.split("\n")[:2] == ["", "cli cli.driver"]


def test_a_driver_of_an_afterword_that_is_elsewhere_is_known_and_no_git_of_ours_runs_it(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/elsewhere/bin/python")
    install(Git(vault))
    monkeypatch.undo()
    was = git(vault, "config", KEY).strip()

    assert standing(Git(vault)) == (Standing.OUTDATED, was)
    assert missing(was) == "/elsewhere/bin/python"
    assert Repository(vault).obstacle() is None
    assert Git(vault).ask("config", KEY) == b"false\n"

    assert "/elsewhere/bin/python" in install(Git(vault))
    assert Repository(vault).obstacle() is None
    assert install(Git(vault)) == ""


def test_a_driver_that_no_afterword_wrote_is_left_to_a_person(vault: Path) -> None:
    git(vault, "config", KEY, "rm -rf %A")

    assert install(Git(vault)) == ""
    assert standing(Git(vault)) == (Standing.FOREIGN, "rm -rf %A")
    assert KEY in str(Repository(vault).obstacle())
    assert "rm -rf %A" in install(Git(vault), whatever=True)
    assert git(vault, "config", "--get-all", KEY).strip() == command()


def test_several_drivers_become_one(vault: Path) -> None:
    git(vault, "config", "--add", KEY, PLAIN)

    install(Git(vault))

    assert git(vault, "config", "--get-all", KEY).strip() == command()


def test_only_what_an_afterword_writes_is_trusted() -> None:
    mine = command()
    for value in (mine, PLAIN, mine.replace(sys.executable, "/x/y")):
        assert foreign_keys(f"{KEY}\n{value}\0") == ()
        assert is_of_afterword(value)
    for value in (
        f"{mine}; x",
        f"x {mine}",
        mine.replace("-P", "-c"),
        f"{PLAIN} ",
        "",
    ):
        assert foreign_keys(f"{KEY}\n{value}\0") == (KEY,)
    for value in (f"{mine}; x", mine.replace("-P", "-c"), f"'a' 'b' -P {mine}", f"{PLAIN} || x"):
        assert not is_of_afterword(value)

"""What a reading command printed is printed again while nothing changed that it came from, and never otherwise."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import cli.main
import cli.start
from store.vault import listing, program
from store.workspace import printed
from tests.cli.conftest import Said

ROOT = Path(__file__).resolve().parent.parent.parent
ANEW = 99
"""Instead of an exit code: it was not printed again."""
HALYARD = "opportunities/halyard-freight-director-of-sales-enablement.md"

Typed = Callable[..., Said]
Change = Callable[[Path, pytest.MonkeyPatch], None]


@pytest.fixture
def typed(vault: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Typed:
    """Run a command line from the program's very beginning, on files that count as settled."""
    monkeypatch.setattr("store.vault.bytes.YOUNG", 0)
    monkeypatch.setenv("AFTERWORD_VAULT", str(vault))
    monkeypatch.setenv("AFTERWORD_TODAY", "2026-11-20T09:00")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("COLUMNS", "80")

    def run(*words: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["afterword", *words])
        capsys.readouterr()
        code = cli.start.main()
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run


@pytest.fixture
def again(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Run a command line that is printed again or not at all."""

    def run(*words: str) -> Said:
        with monkeypatch.context() as patch:
            patch.setattr(cli.main, "main", lambda *_: ANEW)
            return typed(*words)

    return run


@pytest.mark.parametrize(
    "words",
    [("agenda",), ("agenda", "--short"), ("agenda", "--json"), ("list",), ("list", "stage:applied"), ("check",)],
)
def test_the_same_is_printed_again(words: tuple[str, ...], typed: Typed, again: Typed) -> None:
    assert again(*words).code == ANEW
    said = typed(*words)

    assert said.out or said.err
    assert again(*words) == said


def test_the_exit_code_and_what_was_told_beside_are_the_same(vault: Path, typed: Typed, again: Typed) -> None:
    (vault / HALYARD).write_text("---\ncompany: [\n---\n")
    said = typed("check")

    assert said.code == 1
    assert "problem" in said.err
    assert again("check") == said


def edited(vault: Path, _: pytest.MonkeyPatch) -> None:
    with (vault / HALYARD).open("a") as file:
        file.write("\n- topic: prices\n")


def edited_to_the_same_length(vault: Path, _: pytest.MonkeyPatch) -> None:
    text = (vault / HALYARD).read_bytes()
    status = (vault / HALYARD).stat()
    (vault / HALYARD).write_bytes(text[:-2] + b"~\n")
    os.utime(vault / HALYARD, ns=(status.st_atime_ns, status.st_mtime_ns))


def replaced(vault: Path, _: pytest.MonkeyPatch) -> None:
    new = vault / "opportunities/.new"
    shutil.copy2(vault / HALYARD, new)
    new.replace(vault / HALYARD)


def renamed(vault: Path, _: pytest.MonkeyPatch) -> None:
    (vault / HALYARD).rename((vault / HALYARD).with_name("other.md"))


def removed(vault: Path, _: pytest.MonkeyPatch) -> None:
    (vault / HALYARD).unlink()


def added(vault: Path, _: pytest.MonkeyPatch) -> None:
    (vault / "people/ann.md").write_text("---\nname: Ann\n---\n")


def made_a_link(vault: Path, _: pytest.MonkeyPatch) -> None:
    (vault / "opportunities/link.md").symlink_to("nowhere")


def settings(vault: Path, _: pytest.MonkeyPatch) -> None:
    with (vault / "afterword.toml").open("a") as file:
        file.write("\n")


def template(vault: Path, _: pytest.MonkeyPatch) -> None:
    (vault / "templates").mkdir(exist_ok=True)
    (vault / "templates/own.md.j2").write_text("Dear {{ who }}")


def own_settings(_: Path, __: pytest.MonkeyPatch) -> None:
    folder = Path(os.environ["XDG_CONFIG_HOME"]) / "afterword"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("")


def environment(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("COLUMNS", "60")


def another_day(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("AFTERWORD_TODAY", "2026-11-21T09:00")


def another_zone(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()


def program_changed(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(program, "VERSION", "another")


CHANGES = (
    edited,
    edited_to_the_same_length,
    replaced,
    renamed,
    removed,
    added,
    made_a_link,
    settings,
    template,
    own_settings,
    environment,
    another_day,
    another_zone,
    program_changed,
)


@pytest.mark.parametrize("change", CHANGES)
def test_it_is_made_anew_when_something_changed(
    change: Change, vault: Path, typed: Typed, again: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed("agenda")
    try:
        change(vault, monkeypatch)
        assert again("agenda").code == ANEW
    finally:
        monkeypatch.undo()
        time.tzset()


def test_what_an_editor_lays_beside_a_file_changes_nothing(vault: Path, typed: Typed, again: Typed) -> None:
    said = typed("agenda")
    for name in (".halyard.md.swp", "#halyard.md#", "~lock"):
        (vault / HALYARD).with_name(name).write_text("x")

    assert again("agenda") == said


@pytest.mark.parametrize(
    ("passed_over", "change"),
    [
        (("mtime", "ctime"), edited_to_the_same_length),
        (("mtime", "ctime", "inode", "size"), edited),
        (("mtime", "ctime", "inode"), replaced),
        (("path",), renamed),
    ],
)
def test_a_careless_look_at_the_stamps_would_be_found_out(
    passed_over: tuple[str, ...],
    change: Change,
    vault: Path,
    typed: Typed,
    again: Typed,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    columns = ("path", "mtime", "ctime", "size", "inode")

    def careless(files: listing.Files) -> listing.Stamps:
        rows = [zip(columns, one, strict=True) for one in listing.stamps_of(files)]
        return sorted(tuple(0 if c in (*passed_over, "ctime") else v for c, v in row) for row in rows)  # type: ignore[misc]

    monkeypatch.setattr(printed, "stamps_of", careless)
    typed("agenda")
    change(vault, monkeypatch)

    assert again("agenda").code == 0


def test_files_that_have_just_changed_may_change_unseen_so_nothing_is_kept(
    typed: Typed, again: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.vault.bytes.YOUNG", 60)
    typed("agenda")

    assert again("agenda").code == ANEW


def test_it_holds_until_an_hour_strikes_or_the_day_ends(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    root, now = str(tmp_path / "vault"), time.time()
    for since, until, holds in ((now - 9, now + 9, True), (now - 9, now - 1, False), (now + 5, now + 9, False)):
        kept = printed.Printed(str(tmp_path / "cache"), ("agenda",))
        kept.look(root)
        kept.keep(root, root, (since, until), ("out", "", 0))

        assert printed.Printed(str(tmp_path / "cache"), ("agenda",)).again() == (("out", "", 0) if holds else None)


def test_another_vault_behind_the_same_link_has_an_answer_of_its_own(
    vault: Path, typed: Typed, again: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "link"
    link.symlink_to(vault)
    monkeypatch.setenv("AFTERWORD_VAULT", str(link))
    said = typed("list")
    assert again("list") == said

    link.unlink()
    link.symlink_to(shutil.copytree(vault, tmp_path / "other"))
    assert again("list").code == ANEW


def test_a_vault_nearer_to_where_one_stands_has_an_answer_of_its_own(
    vault: Path, typed: Typed, again: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AFTERWORD_VAULT")
    below = vault / "documents/deep"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    said = typed("list")
    assert again("list") == said

    (below.parent / "afterword.toml").write_text("")
    assert again("list").code == ANEW


@pytest.mark.parametrize(
    "change", [lambda d: d[:-9] + b"?" + d[-8:], lambda d: d[:40], lambda _: b"", lambda d: b"x" * len(d)]
)
def test_what_is_damaged_is_not_believed(
    change: Callable[[bytes], bytes], typed: Typed, again: Typed, tmp_path: Path
) -> None:
    typed("agenda")
    (kept,) = (tmp_path / "cache/afterword/printed").iterdir()
    kept.write_bytes(change(kept.read_bytes()))

    assert again("agenda").code == ANEW


def test_what_others_may_read_or_write_is_not_believed_and_made_anew(
    typed: Typed, again: Typed, tmp_path: Path
) -> None:
    said = typed("agenda")
    (kept,) = (tmp_path / "cache/afterword/printed").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.chmod(0o644)
    assert again("agenda").code == ANEW

    assert typed("agenda") == said
    assert kept.stat().st_mode & 0o777 == 0o600
    assert again("agenda") == said


def test_a_failure_is_not_kept(typed: Typed, again: Typed) -> None:
    assert typed("list", "--sort", "colour").code == 2
    assert again("list", "--sort", "colour").code == ANEW
    assert typed("list", "stage:(").code == 2
    assert again("list", "stage:(").code == ANEW


def test_a_mend_is_never_told_again(typed: Typed, again: Typed) -> None:
    typed("check", "--fix")

    assert again("check", "--fix").code == ANEW


def test_so_many_are_kept_and_the_oldest_give_way(typed: Typed, tmp_path: Path, again: Typed) -> None:
    for days in range(printed.MOST + 3):
        typed("agenda", "--days", str(days))

    assert len([*(tmp_path / "cache/afterword/printed").iterdir()]) == printed.MOST
    assert again("agenda", "--days", str(printed.MOST + 2)).code == 0


@pytest.mark.usefixtures("typed")
def test_nothing_is_loaded_for_it() -> None:
    rested = "import store.vault.bytes; store.vault.bytes.YOUNG = 0\n"
    script = "import sys; sys.argv[1:] = ['agenda']\nfrom cli.start import main; main(); print('LOADED', *sys.modules)"

    def run(before: str = "") -> set[str]:
        argv = [sys.executable, "-c", before + script]
        done = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=True)
        return set(done.stdout.split("LOADED ")[1].split())

    assert "cli.main" in run(rested)
    ours = {name for name in run() if name.startswith(("cli", "store", "tui"))}
    assert ours == {
        "cli",
        "cli.folders",
        "cli.start",
        "cli.streams",
        "store",
        "store.vault",
        "store.vault.listing",
        "store.vault.private",
        "store.vault.program",
        "store.workspace",
        "store.workspace.printed",
    }
    assert not run() & {"argparse", "dataclasses", "enum", "hashlib", "json", "pathlib", "re", "sqlite3", "typing"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.usefixtures("typed")
def test_a_full_disk_and_a_reader_that_is_gone_are_no_faults_of_the_program() -> None:
    rested = "import sys, store.vault.bytes; store.vault.bytes.YOUNG = 0; sys.argv[1:] = ['agenda']\n"
    argv = [sys.executable, "-c", f"{rested}from cli.start import main; raise SystemExit(main())"]
    for _ in ("anew", "again"):
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(argv, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        assert (done.returncode, done.stderr) == (1, "afterword: No space left on device.\n")
        subprocess.run(argv, cwd=ROOT, capture_output=True, check=True)  # so that it is kept

        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(argv, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
        os.close(writing)
        assert (done.returncode, done.stderr) == (0, "")

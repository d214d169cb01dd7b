"""Trouble met on real machines: notes are saved, commits go on or wait with a sentence, and nothing else is touched."""

import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from store.history import state
from store.history.repository import Repository
from store.workspace.commands.set_keys import set_keys
from store.workspace.door import Applied, Workspace
from store.workspace.moment import Moment

ANN = ("Ann Example", "ann@home.example")
PATH = "opportunities/acme.md"
NOTE = "---\ncompany: Acme\nposition: Head\nstage: applied\n---\nOne.\n"


QUIET = ("-c", "core.fsmonitor=false")


def git(root: Path, *words: str, check: bool = True) -> str:
    done = subprocess.run(["git", *words], cwd=root, check=False, capture_output=True, text=True)
    if check and done.returncode:
        raise AssertionError(done.stdout + done.stderr)
    return done.stdout


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for no lock."""
    monkeypatch.setattr(state, "LOCK_PATIENCE", 0.0)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    (root / "opportunities").mkdir(parents=True)
    (root / PATH).write_text(NOTE)
    (root / "afterword.toml").write_text("[me]\nname = 'Ann'\n")
    (root / "diary.txt").write_text("committed\n")
    Repository(root).init(*ANN)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "A new vault")
    return root


def opened(root: Path) -> Workspace:
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    return Workspace.open(root, Moment(today=date(2026, 11, 24), now=noon, fixed=True))


def save(root: Path, value: str = "80k") -> Applied:
    """Change a note as the app does."""
    return opened(root).carry_out(set_keys("acme", {"salary": value}))


def kept(root: Path) -> dict[str, object]:
    """Return what no action of ours may change: HEAD, branches, stash, index, and every other file."""
    files = {p: p.read_bytes() for p in root.rglob("*") if p.is_file() and ".git" not in p.parts}
    files = {p: data for p, data in files.items() if p.name != "acme.md" and not p.name.startswith(".afterword-")}
    return {
        "HEAD": (root / ".git/HEAD").read_bytes() if (root / ".git").is_dir() else b"",
        "refs": git(root, *QUIET, "for-each-ref", check=False),
        "index": git(root, *QUIET, "ls-files", "-s", "-v", check=False),
        "files": files,
    }


def part(root: Path) -> None:
    """Let two branches change the same line, with a git that merges by line."""
    git(root, "config", "--remove-section", "merge.afterword")
    git(root, "switch", "-qc", "side")
    (root / PATH).write_text(NOTE.replace("applied", "offer"))
    git(root, "commit", "-qam", "side")
    git(root, "switch", "-q", "main")
    (root / PATH).write_text(NOTE.replace("applied", "rejected"))
    git(root, "commit", "-qam", "main")


def half_done(*words: str) -> Callable[[Path], object]:
    def begin(root: Path) -> None:
        part(root)
        git(root, *words, check=False)
        (root / PATH).write_text(NOTE)  # as an editor may leave it, so that there is something to save

    return begin


def mailed(root: Path) -> None:
    part(root)
    patch = git(root, "format-patch", "-1", "--stdout", "side")
    (root.parent / "x.patch").write_text(patch)
    git(root, "am", "-q", str(root.parent / "x.patch"), check=False)


def row_of_picks(root: Path) -> None:
    part(root)
    git(root, "switch", "-q", "side")
    (root / "diary.txt").write_text("more\n")
    git(root, "commit", "-qam", "second")
    git(root, "switch", "-q", "main")
    git(root, "cherry-pick", "side~1", "side", check=False)
    (root / PATH).write_text(NOTE)
    git(root, "commit", "-qam", "picked by hand")


def popped(root: Path) -> None:
    (root / "diary.txt").write_text("stashed\n")
    git(root, "stash", "-q")
    (root / "diary.txt").write_text("committed again\n")
    git(root, "commit", "-qam", "again")
    git(root, "stash", "pop", "-q", check=False)


WAITS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "merge": (half_done("merge", "side"), "a merge is half done", "afterword sync --accept stopped-merge"),
    "rebase": (half_done("rebase", "side"), "a rebase is half done", "git rebase --continue"),
    "rebase with am": (half_done("rebase", "--apply", "side"), "a rebase is half done", "git rebase --continue"),
    "am": (mailed, "`git am` is half done", "git am --continue"),
    "cherry-pick": (half_done("cherry-pick", "side"), "a cherry-pick is half done", "git cherry-pick --continue"),
    "row of cherry-picks": (
        row_of_picks,
        "a row of cherry-picks or reverts is half done",
        "git cherry-pick --continue",
    ),
    "revert": (half_done("revert", "--no-edit", "side"), "a revert is half done", "git revert --continue"),
    "bisect": (lambda root: git(root, "bisect", "start"), "a bisect is running", "git bisect reset"),
    "detached HEAD": (lambda root: git(root, "switch", "-q", "--detach"), "detached HEAD", "git switch main"),
    "index.lock": (lambda root: (root / ".git/index.lock").touch(), "index.lock", "afterword doctor --fix"),
    "HEAD.lock": (lambda root: (root / ".git/HEAD.lock").touch(), "HEAD.lock", "afterword doctor --fix"),
    "a lock of the branch": (
        lambda root: (root / ".git/refs/heads/main.lock").touch(),
        "main.lock",
        "afterword doctor --fix",
    ),
    "packed-refs.lock": (lambda root: (root / ".git/packed-refs.lock").touch(), "packed-refs.lock", "doctor --fix"),
    "bare": (lambda root: git(root, "config", "core.bare", "true"), "bare repository", ""),
    "a setting that starts a program": (
        lambda root: git(root, "config", "core.fsmonitor", "touch ran"),
        "core.fsmonitor",
        "remove them from .git/config",
    ),
}


@pytest.mark.parametrize("what", WAITS)
def test_a_note_is_saved_and_its_commit_waits_with_a_way_out(vault: Path, what: str) -> None:
    begin, sentence, way_out = WAITS[what]
    begin(vault)
    before = kept(vault)

    applied = save(vault)

    assert "salary: 80k" in (vault / PATH).read_text()
    assert not applied.committed
    assert applied.note.startswith("Saved, not yet committed: ")
    assert sentence in applied.note and way_out in applied.note
    assert "iles are saved all the same" in applied.note or what == "bare"
    assert kept(vault) == before
    assert not (vault / "ran").exists()


def test_when_the_trouble_is_over_what_waited_is_committed(vault: Path) -> None:
    git(vault, "switch", "-q", "--detach")
    assert not save(vault).committed
    git(vault, "switch", "-q", "main")

    assert save(vault, "90k").committed
    assert git(vault, "status", "--porcelain") == ""
    assert git(vault, "log", "--format=%s", "-2").splitlines()[1] == "edited in an editor: acme"


def renamed(name: str) -> Callable[[Path], object]:
    return lambda root: git(root, "branch", "-m", name)


def no_upstream(root: Path) -> None:
    git(root, "remote", "add", "origin", str(root.parent / "nowhere.git"))


def upstream_gone(root: Path) -> None:
    no_upstream(root)
    git(root, "config", "branch.main.remote", "origin")
    git(root, "config", "branch.main.merge", "refs/heads/gone")


def unrelated(root: Path) -> None:
    other = root.parent / "other"
    git(root.parent, "init", "-q", "-b", "main", "other")
    (other / "x.txt").write_text("x")
    git(other, "add", "-A")
    git(other, "-c", "user.name=O", "-c", "user.email=o@home.example", "commit", "-qm", "other")
    git(root, "remote", "add", "origin", str(other))
    git(root, "fetch", "-q", "origin")
    git(root, "branch", "-q", "-u", "origin/main")


def users_own_work(root: Path) -> None:
    (root / "diary.txt").write_text("changed and staged\n")
    git(root, "add", "diary.txt")
    (root / "diary.txt").write_text("changed again\n")
    (root / "new.txt").write_text("unknown\n")


def case_twins(root: Path) -> None:
    (root / "opportunities/ACME.md").write_text(NOTE.replace("Acme", "Acme North"))
    git(root, "add", "-A")
    git(root, "commit", "-qm", "twin")


def unicode_twins(root: Path) -> None:
    for form in ("NFC", "NFD"):
        (root / "opportunities" / f"{unicodedata.normalize(form, 'Bücher')}.md").write_text(NOTE.replace("Acme", form))
    git(root, "config", "core.precomposeunicode", "true")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "twins")


def failing_hooks(root: Path) -> None:
    (root / ".git/hooks").mkdir(exist_ok=True)
    for name in ("pre-commit", "commit-msg", "prepare-commit-msg", "post-commit", "reference-transaction"):
        (root / ".git/hooks" / name).write_text("#!/bin/sh\ntouch ran\nexit 1\n")
        (root / ".git/hooks" / name).chmod(0o700)


def sparse(root: Path) -> None:
    git(root, "sparse-checkout", "set", "people")
    (root / "opportunities").mkdir(exist_ok=True)
    (root / PATH).write_text(NOTE.replace("One.", "Put here by hand."))


def split_index(root: Path) -> None:
    git(root, "update-index", "--split-index")


GOES_ON: dict[str, Callable[[Path], object]] = {
    "a branch called master": renamed("master"),
    "a branch of one's own": renamed("ann/search-2026"),
    "no upstream": no_upstream,
    "an upstream that is gone": upstream_gone,
    "unrelated histories": unrelated,
    "dirty files of the user's own": users_own_work,
    "names that differ by Unicode form": unicode_twins,
    "hooks that fail": failing_hooks,
    "a sparse checkout": sparse,
    "a split index": split_index,
    "packed refs": lambda root: git(root, "pack-refs", "--all"),
    "a worktree beside it": lambda root: git(root, "worktree", "add", "-q", "../beside", "-b", "beside"),
    "a stash that clashed when it was popped": popped,
    "a stash": lambda root: ((root / "diary.txt").write_text("stashed\n"), git(root, "stash", "-q")),
    "a tag of the branch's name": lambda root: git(root, "tag", "main"),
}


@pytest.mark.parametrize("what", GOES_ON)
def test_commits_go_on_and_hold_just_the_note(vault: Path, what: str) -> None:
    GOES_ON[what](vault)
    before = kept(vault)
    branch = git(vault, "symbolic-ref", "HEAD")

    applied = save(vault)

    assert applied.committed, applied.note
    assert git(vault, "show", "--format=", "--name-only", "HEAD").split() == [PATH]
    assert git(vault, "symbolic-ref", "HEAD") == branch
    after = kept(vault)
    assert (after["HEAD"], after["files"]) == (before["HEAD"], before["files"])
    others = [row for row in str(before["refs"]).splitlines() if not row.endswith(branch.strip())]
    assert [row for row in str(after["refs"]).splitlines() if not row.endswith(branch.strip())] == others
    own = [row for row in str(before["index"]).splitlines() if not row.endswith(PATH)]
    assert [row for row in str(after["index"]).splitlines() if not row.endswith(PATH)] == own
    assert not (vault / "ran").exists()
    git(vault, "fsck", "--strict", "--no-dangling")


def test_a_new_note_that_a_sparse_checkout_would_leave_out_is_committed(vault: Path) -> None:
    sparse(vault)
    (vault / "opportunities/new.md").write_text(NOTE)

    assert Repository(vault).commit(["opportunities/new.md"], "new")
    assert git(vault, "show", "--format=", "--name-only").split() == ["opportunities/new.md"]


def test_twins_by_case_are_told_and_both_are_committed(vault: Path) -> None:
    case_twins(vault)
    twins = ["opportunities/ACME.md", PATH]
    for twin in twins:
        (vault / twin).write_text((vault / twin).read_text() + twin)

    assert "twin-id" in {p.code for p in opened(vault).snapshot().problems}
    assert Repository(vault).commit_outside_edits(twins)
    assert git(vault, "show", "--format=", "--name-only").split() == twins
    assert git(vault, "status", "--porcelain") == ""


def test_a_branch_without_any_commit_takes_the_whole_vault_first(tmp_path: Path) -> None:
    root = tmp_path / "vault"
    (root / "opportunities").mkdir(parents=True)
    (root / PATH).write_text(NOTE)
    (root / "afterword.toml").write_text("[me]\nname = 'Ann'\nemail = 'ann@home.example'\n")
    git(root, "init", "-q", "-b", "own")

    assert save(root).committed
    assert git(root, "log", "--format=%s").splitlines()[-1] == "a new vault"
    assert git(root, "symbolic-ref", "--short", "HEAD").strip() == "own"


def test_a_linked_worktree_is_committed_by_itself(vault: Path) -> None:
    git(vault, "worktree", "add", "-q", "../beside", "-b", "beside")
    beside = vault.parent / "beside"
    (vault / ".git/index.lock").touch()  # of the main one: not in the way of this one
    main = git(vault, "rev-parse", "main")

    assert save(beside).committed
    assert git(vault, "rev-parse", "main") == main
    assert git(beside, "log", "-1", "--format=%D").strip() == "HEAD -> beside"


def test_a_lock_of_a_linked_worktree_is_named(vault: Path) -> None:
    git(vault, "worktree", "add", "-q", "../beside", "-b", "beside")
    (vault / ".git/worktrees/beside/index.lock").touch()

    assert "worktrees/beside/index.lock" in save(vault.parent / "beside").note


def test_a_submodule_is_told_as_one(vault: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "outer")
    git(tmp_path / "outer", "-c", "protocol.file.allow=always", "submodule", "-q", "add", str(vault), "inner")

    note = save(tmp_path / "outer/inner").note

    assert "submodule of another repository; commit it from there" in note
    assert "core.worktree" not in note


def test_a_copy_that_is_cut_short_goes_on(vault: Path, tmp_path: Path) -> None:
    save(vault, "70k")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{vault}", "short")
    Repository(tmp_path / "short").init(*ANN)

    assert save(tmp_path / "short").committed
    assert opened(tmp_path / "short").history()[0].sentence.startswith("Acme")


CRLF = NOTE.replace("\n", "\r\n")


@pytest.mark.parametrize("text", [NOTE, CRLF, "\ufeff" + CRLF])
@pytest.mark.parametrize("attributes", [True, False])
def test_with_autocrlf_no_byte_of_a_note_changes_on_disk(
    vault: Path, hermetic: Path, text: str, *, attributes: bool
) -> None:
    (hermetic / ".gitconfig").write_text("[core]\n\tautocrlf = true\n\tsafecrlf = warn\n")
    if not attributes:
        (vault / ".gitattributes").unlink()
        git(vault, "commit", "-qam", "no attributes")
    other = vault / "opportunities/other.md"
    for place in (vault / PATH, other):
        place.write_bytes(text.encode())
    ends = "\r\n" if "\r\n" in text else "\n"

    assert save(vault).committed

    assert (vault / PATH).read_bytes() == text.replace(f"applied{ends}", f"applied{ends}salary: 80k{ends}").encode()
    assert other.read_bytes() == text.encode()


def test_with_attributes_git_stores_the_very_bytes_and_an_undo_brings_them_back(vault: Path, hermetic: Path) -> None:
    (hermetic / ".gitconfig").write_text("[core]\n\tautocrlf = true\n\teol = crlf\n")
    mixed = "---\ncompany: Acme\r\nposition: Head\nstage: applied\r\n---\nOne.\r\nTwo.\n"
    (vault / PATH).write_bytes(mixed.encode())
    save(vault)
    opened(vault).undo()

    assert (vault / PATH).read_bytes() == mixed.encode()
    stored = subprocess.run(["git", "cat-file", "blob", f"HEAD:{PATH}"], cwd=vault, check=True, capture_output=True)
    assert stored.stdout == mixed.encode()


def test_signing_without_a_key_is_told_with_its_way_out(vault: Path, hermetic: Path) -> None:
    (hermetic / ".gitconfig").write_text("[commit]\n\tgpgsign = true\n[user]\n\tsigningkey = NOBODY\n")

    note = save(vault).note

    assert "signed commits (commit.gpgsign)" in note and "git config commit.gpgsign false" in note
    git(vault, "config", "commit.gpgsign", "false")
    assert save(vault, "90k").committed


def test_signing_with_a_program_that_is_missing_is_told_the_same(vault: Path, hermetic: Path) -> None:
    (hermetic / ".gitconfig").write_text("[commit]\n\tgpgsign = true\n[gpg]\n\tprogram = /nowhere/gpg\n")

    assert "git config commit.gpgsign false" in save(vault).note


def test_a_signature_that_waits_for_a_passphrase_ends_and_later_commits_go_on(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.history.git.SECONDS", 1.0)
    asking = tmp_path / "gpg"
    asking.write_text("#!/bin/sh\nsleep 300\n")
    asking.chmod(0o755)
    git(vault, "config", "--global", "gpg.program", str(asking))
    git(vault, "config", "--global", "commit.gpgsign", "true")

    note = save(vault).note

    assert "did not come to an end" in note and "git commit --allow-empty" in note and "saved all the same" in note
    assert list((vault / ".git").rglob("*.lock")) == []
    git(vault, "config", "--global", "commit.gpgsign", "false")
    assert save(vault, "90k").committed


def test_a_lock_that_was_there_before_a_git_was_ended_stays(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.history.git.SECONDS", 1.0)
    (tmp_path / "gpg").write_text("#!/bin/sh\nsleep 300\n")
    (tmp_path / "gpg").chmod(0o755)
    git(vault, "config", "--global", "gpg.program", str(tmp_path / "gpg"))
    git(vault, "config", "--global", "commit.gpgsign", "true")
    (vault / ".git/config.lock").touch()
    os.utime(vault / ".git/config.lock", (1_000_000_000, 1_000_000_000))

    save(vault)

    assert [p.name for p in (vault / ".git").rglob("*.lock")] == ["config.lock"]


FAKE = """#!/bin/sh
case "$*" in version) echo "{version}"; exit 0;; esac
exec {git} "$@"
"""


def fake_git(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "git").write_text(text)
    (folder / "git").chmod(0o755)
    return folder


@pytest.mark.parametrize("version", ["git version 2.17.1", "git version 2.29.3 (Apple Git-1)", "git version 1.8.3.1"])
def test_a_git_that_is_too_old_is_told_and_does_nothing(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    import shutil

    real = shutil.which("git")
    before = kept(vault)
    folder = fake_git(tmp_path / "bin", FAKE.format(version=version, git=real))
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    note = save(vault).note

    assert "is too old: 2.30 or later is needed" in note and "saved all the same" in note
    monkeypatch.undo()
    assert kept(vault) == before


def test_without_git_notes_are_saved_and_it_is_said(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))

    assert "Git is not installed" in save(vault).note
    assert "salary: 80k" in (vault / PATH).read_text()


def test_a_folder_of_another_user_is_told_with_the_command_that_helps(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    real = shutil.which("git")
    folder = fake_git(tmp_path / "bin", f'#!/bin/sh\nexport GIT_TEST_ASSUME_DIFFERENT_OWNER=1\nexec {real} "$@"\n')
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    note = save(vault).note

    assert "belongs to another user" in note
    assert f"git config --global --add safe.directory '{vault}'" in note
    git(vault, "config", "--global", "--add", "safe.directory", str(vault))
    assert save(vault, "90k").committed


@pytest.mark.skipif(not sys.platform.startswith("linux") or os.geteuid() != 0, reason="only root can mount a disk")
@pytest.mark.parametrize(("how", "sentence"), [("ro", "this disk can only be read"), ("full", "the disk is full")])
def test_a_disk_that_takes_no_more_is_told(vault: Path, how: str, sentence: str) -> None:
    """Put `.git` on a small disk of its own, which is then full or read-only."""
    stored = vault / ".git"
    stored.rename(vault.parent / "git")
    stored.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "none", stored], check=False)
    if mounted.returncode:
        pytest.skip("nothing can be mounted here")
    try:
        subprocess.run(["cp", "-a", f"{vault.parent}/git/.", stored], check=True)
        if how == "ro":
            subprocess.run(["mount", "-o", "remount,ro", stored], check=True)
        else:
            with (stored / "filler").open("wb", buffering=0) as file:
                for size in (65536, 4096):
                    try:
                        while file.write(b"x" * size) == size:
                            pass
                    except OSError:
                        continue
        before = kept(vault)

        note = save(vault).note

        assert sentence in note and "saved all the same" in note
        assert kept(vault) == before
        if how == "ro":
            subprocess.run(["mount", "-o", "remount,rw", stored], check=True)
        else:
            (stored / "filler").unlink()
        assert save(vault, "90k").committed
    finally:
        subprocess.run(["umount", "-l", stored], check=True)

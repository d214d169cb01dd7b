"""What is read from git's own files is what git says of them, or git is asked."""

import contextlib
import os
import subprocess
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import GitTrouble
from store.history.git import Git
from store.history.glance import held
from store.history.repository import Repository
from store.history.settings_file import home_of, listed
from store.history.status import seen_states, states
from store.model.trust import Trust
from tests.shell import git

ANN = ("Ann Example", "ann@home.example")
NAMES = ("a.md", "xa.md", "sub/a.md", "sub/deep/b.md", "new.md", "out.bak")
LINES = (
    *("[core]", "[Core]", '[remote "Ori gin"]', '[branch "ma.in"]', '[x "a\\"b"]', "[a.b]", "[core] bare = true", "[x"),
    *(
        "\tbare = false",
        "\tBare=TRUE",
        "  url = a  b\t ",
        "\turl = a\tb",
        '\turl = "a;b" c',
        "\turl = a;b",
        "\turl = a#b",
    ),
    *("\turl = a \\", "more", "\tfetch = +refs/*:refs/*", "\tkey", "\tkey =", "\t1key = 2", "\tk_y = 2", "\td\\x = 1"),
    *("# said", "; said", "", "\t", "\tname = Ünal ’x’", "\tdriver = 'a b' %O || git x", "\ufeff[core]", "\tx = \x01"),
    *("\tpath = ~/x\r", "[include]", "\x0bkey = 1", "\tkey\x0c= 1", "\tkey = \xa0a\xa0", "key = 1"),
)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Make a vault with some files of which one name ends another."""
    return begun(tmp_path / "vault")


def begun(root: Path) -> Path:
    """Make that vault in a folder, and return it."""
    (root / "sub/deep").mkdir(parents=True)
    Repository(root).init(*ANN)
    for name in NAMES[:4]:
        (root / name).write_text(f"{name}\n")
    Repository(root).commit([".gitattributes", ".gitignore", *NAMES[:4]], "A new vault")
    return root


@given(lines=st.lists(st.sampled_from(LINES), max_size=6), end=st.sampled_from(["\n", "", "\r\n"]))
@settings(max_examples=250)
def test_settings_are_listed_as_git_lists_them_or_not_at_all(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], end: str
) -> None:
    place = tmp_path_factory.getbasetemp() / "config"
    place.write_bytes(f"[user]\n{end.join(lines)}{end}".encode())
    said = subprocess.run(
        ["git", "config", "--file", place, "--no-includes", "--list", "-z"], capture_output=True, check=False
    )
    found = listed(place.read_bytes())
    assert found is None or (said.returncode == 0 and found == said.stdout.decode("utf-8", "surrogateescape"))


def test_the_settings_of_a_new_vault_and_of_a_clone_are_read_without_git(vault: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", str(vault), "clone")
    for root in (vault, tmp_path / "clone"):
        one = Git(root)
        one.audit()
        assert one.plain_home == root.resolve() / ".git"
        said = subprocess.run(["git", "config", "--local", "--list", "-z"], cwd=root, capture_output=True, check=True)
        assert one.settings() == said.stdout.decode()


def put_behind_links(*places: Path) -> None:
    """Put links where files or folders are."""
    for place in places:
        there = place.with_name("there")
        place.rename(there)
        place.symlink_to(there)


ODD: dict[str, Callable[[Path], object]] = {
    "a bare one": lambda root: git(root, "config", "core.bare", "true"),
    "of an extension": lambda root: git(root, "config", "extensions.noop", "1"),
    "of a later format": lambda root: git(root, "config", "core.repositoryformatversion", "1"),
    "with its files elsewhere": lambda root: git(root, "config", "core.worktree", "/tmp"),  # noqa: S108
    "within another": lambda root: git(root.parent, "init", "-q"),
    "without a head": lambda root: (root / ".git/HEAD").unlink(),
    "without objects": lambda root: (root / ".git/objects").rename(root / ".git/others"),
    "behind a link": lambda root: put_behind_links(root / ".git"),
    "with its settings behind a link": lambda root: put_behind_links(root / ".git/config"),
}


@pytest.mark.parametrize("what", ODD)
def test_of_an_odd_repository_git_is_asked(vault: Path, what: str) -> None:
    ODD[what](vault)
    one = Git(vault)
    with contextlib.suppress(GitTrouble):  # what git says of it is told elsewhere
        one.settings()
    assert one.plain_home is None


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_another_user_is_for_git_to_judge(vault: Path) -> None:
    assert home_of(vault)
    os.chown(vault, 4321, -1)
    assert home_of(vault) is None


NUMBERS = count()


def write(place: Path) -> None:
    """Write something new to a file, by whatever name."""
    place.write_text(f"{next(NUMBERS)}\n")


def remove(place: Path) -> None:
    """Remove a file."""
    place.unlink(missing_ok=True)


def permit(place: Path) -> None:
    """Let a file be run."""
    if place.exists():
        place.chmod(0o755)


def link(place: Path) -> None:
    """Put a link where a file is."""
    place.unlink(missing_ok=True)
    place.symlink_to("xa.md")


def on_each(doing: Callable[[Path], None]) -> dict[str, Callable[[Path], object]]:
    """Return a doing for each of the files."""

    def to(name: str) -> Callable[[Path], None]:
        return lambda root: doing(root / name)

    return {f"{doing.__name__} {name}": to(name) for name in NAMES}


DOINGS: dict[str, Callable[[Path], object]] = {
    **on_each(write),
    **on_each(remove),
    **on_each(permit),
    "commit ours": lambda root: Repository(root).commit(NAMES, "ours"),
    "stage": lambda root: git(root, "add", "--all", "--", "sub"),
    "announce": lambda root: git(root, "add", "-N", "new.md"),
    "commit theirs": lambda root: git(root, "commit", "-qam", "theirs", "--allow-empty"),
    "pack": lambda root: git(root, "repack", "-q", "-a", "-d"),
    "pack names": lambda root: git(root, "pack-refs", "--all"),
    "look away": lambda root: git(root, "update-index", "--assume-unchanged", "a.md"),
    "skip": lambda root: git(root, "update-index", "--skip-worktree", "xa.md"),
    "compress": lambda root: git(root, "update-index", "--index-version=4"),
    "split": lambda root: git(root, "update-index", "--split-index"),
    "switch": lambda root: git(root, "checkout", "-q", "-B", f"b{next(NUMBERS)}"),
    "link": lambda root: link(root / "a.md"),
    "forget": lambda root: git(root, "update-index", "--force-remove", "sub/a.md"),
    "any case": lambda root: git(root, "config", "core.ignoreCase", "true"),
}


@given(st.lists(st.sampled_from(sorted(DOINGS)), max_size=4))
@settings(max_examples=40)
def test_paths_are_seen_as_git_sees_them_or_not_at_all(homes: Iterator[Path], doings: list[str]) -> None:
    check_what_is_seen_after(doings, next(homes) / "vault")


@pytest.mark.parametrize("what", DOINGS)
def test_after_each_doing_paths_are_seen_as_git_sees_them_or_not_at_all(tmp_path: Path, what: str) -> None:
    check_what_is_seen_after([what], tmp_path / "vault")


def check_what_is_seen_after(doings: list[str], root: Path) -> None:
    """Do something in a new vault, and hold what is seen of its files to what git says."""
    begun(root)
    for what in doings:
        with contextlib.suppress(subprocess.CalledProcessError):  # git would not, as it was then
            DOINGS[what](root)
    one = Git(root)
    one.audit()
    seen = seen_states(one, NAMES)
    said = states(one, NAMES)
    if seen is not None:
        told = {state.path for state in said}
        ignored = {state.path for state in seen if state.is_new and state.path not in told}
        assert all(git(root, "check-ignore", path) for path in ignored)
        assert tuple(state for state in seen if state.path not in ignored) == said


def test_what_is_as_committed_is_seen_without_git(vault: Path) -> None:
    one = Git(vault)
    one.audit()
    assert seen_states(one, NAMES) == ()
    (vault / "a.md").write_text("by an editor\n")
    (vault / "xa.md").unlink()
    (vault / "new.md").write_text("new\n")
    seen = seen_states(one, NAMES)
    assert seen is not None
    assert [(state.path, state.is_gone, state.is_new) for state in seen] == [
        ("a.md", False, False),
        ("xa.md", True, False),
        ("new.md", False, True),
    ]


def test_of_what_is_staged_and_of_a_trusted_vault_git_is_asked(vault: Path) -> None:
    one = Git(vault)
    one.audit()
    trusted = Git(vault, trusted=Trust(given=True))
    trusted.settings()
    assert seen_states(trusted, NAMES) is None
    (vault / "mine.txt").write_text("mine")
    git(vault, "add", "mine.txt")
    assert held(vault / ".git", NAMES) is None
    assert seen_states(one, NAMES) is None


def test_a_damaged_index_is_left_to_git(vault: Path) -> None:
    place = vault / ".git/index"
    whole = place.read_bytes()
    assert held(vault / ".git", NAMES) is not None
    for length in range(len(whole)):
        place.write_bytes(whole[:length])
        assert held(vault / ".git", NAMES) is None

"""Listing a vault: everything that counts, nothing that is followed, a problem for what only looks like a note."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from store.vault.scan import LARGEST, scan, seen_again


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    (root / "opportunities/2026").mkdir(parents=True)
    (root / "afterword.toml").touch()
    (root / "opportunities/2026/acme.md").write_text("---\ncompany: Acme\nposition: Cook\n---\n")
    return root


def codes(root: Path) -> list[tuple[str, str]]:
    return [(p.path, p.code) for p in scan(root).problems]


def paths(root: Path) -> list[str]:
    return [found.path for found in scan(root).files]


def test_known_files_are_listed_in_path_order(vault: Path) -> None:
    for path in ("people/rita.md", "stories/b.md", "stories/a.md", "templates/x.md.j2", "notes.md", "other/x.md"):
        (vault / path).parent.mkdir(exist_ok=True)
        (vault / path).touch()
    assert paths(vault) == [
        "afterword.toml",
        "opportunities/2026/acme.md",
        "people/rita.md",
        "stories/a.md",
        "stories/b.md",
        "templates/x.md.j2",
    ]
    assert codes(vault) == []


def test_links_are_problems_and_never_followed(vault: Path, tmp_path: Path) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "private/x.md").write_text("secret")
    (vault / "opportunities/link.md").symlink_to(tmp_path / "private/x.md")
    (vault / "opportunities/folder").symlink_to(tmp_path / "private")
    (vault / "opportunities/.#acme.md").symlink_to("ann@host.1234")
    (vault / "people").symlink_to(tmp_path / "private")
    assert paths(vault) == ["afterword.toml", "opportunities/2026/acme.md"]
    assert codes(vault) == [
        ("opportunities/folder", "link"),
        ("opportunities/link.md", "link"),
        ("people", "link"),
    ]


def test_a_folder_or_a_pipe_named_like_a_note_is_a_problem_and_hides_nothing(vault: Path) -> None:
    (vault / "opportunities/x.md").mkdir()
    (vault / "opportunities/x.md/inside.md").touch()
    os.mkfifo(vault / "opportunities/pipe.md")
    assert paths(vault) == ["afterword.toml", "opportunities/2026/acme.md", "opportunities/x.md/inside.md"]
    assert codes(vault) == [("opportunities/pipe.md", "not-a-file"), ("opportunities/x.md", "not-a-file")]


def test_a_huge_file_is_a_problem(vault: Path) -> None:
    with (vault / "opportunities/huge.md").open("wb") as file:
        file.truncate(LARGEST + 1)
    assert codes(vault) == [("opportunities/huge.md", "file-too-big")]


def test_a_name_that_is_no_text_is_a_problem_that_can_be_printed(vault: Path) -> None:
    os.close(os.open(os.fsencode(vault / "opportunities") + b"/caf\xe9.md", os.O_CREAT | os.O_WRONLY))
    assert paths(vault) == ["afterword.toml", "opportunities/2026/acme.md"]
    assert codes(vault) == [("opportunities/caf\\xe9.md", "odd-name")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_a_folder_that_cannot_be_read_is_a_problem(vault: Path) -> None:
    (vault / "stories").mkdir()
    (vault / "stories").chmod(0)
    try:
        assert codes(vault) == [("stories", "unreadable")]
    finally:
        (vault / "stories").chmod(0o700)


def test_a_hundred_nested_folders_are_no_trouble(vault: Path) -> None:
    deep = vault / "opportunities" / "/".join(["d"] * 100)
    deep.mkdir(parents=True)
    (deep / "deep.md").touch()
    assert len(paths(vault)) == 3


def test_a_file_that_has_another_name_is_told_and_read_all_the_same(vault: Path) -> None:
    note = vault / "opportunities/x.md"
    note.write_text("x")
    assert codes(vault) == []

    (vault / "elsewhere.md").hardlink_to(note)
    assert codes(vault) == [("opportunities/x.md", "two-names")]
    assert "opportunities/x.md" in [found.path for found in scan(vault).files]


def test_a_backup_by_links_is_told_once_and_not_at_every_file(vault: Path) -> None:
    for name in "abc":
        (vault / f"opportunities/{name}.md").write_text("x")
        (vault.parent / f"{name}.backup").hardlink_to(vault / f"opportunities/{name}.md")

    (problem,) = scan(vault).problems
    assert (problem.path, problem.code) == ("opportunities/a.md", "two-names")
    assert "2 more" in problem.message


def grown(note: Path) -> None:
    note.write_bytes(b"x" * (LARGEST + 1))


def linked(note: Path) -> None:
    note.unlink()
    note.symlink_to("elsewhere.md")


def turned_into_a_folder(note: Path) -> None:
    note.unlink()
    note.mkdir()


def named_twice(note: Path) -> None:
    note.with_name("twice.txt").hardlink_to(note)


def moved(note: Path) -> None:
    note.rename(note.with_name("moved.md"))


def set_aside(note: Path) -> None:
    note.parent.rename(note.parent.with_name("old.bak"))


@pytest.mark.parametrize(
    "change", [grown, linked, turned_into_a_folder, named_twice, moved, set_aside, Path.unlink, Path.touch]
)
def test_what_was_found_before_makes_no_difference(change: Callable[[Path], None], vault: Path) -> None:
    (vault / "opportunities/other.md").touch()
    before = scan(vault)
    assert scan(vault, known=before) == before
    change(vault / "opportunities/2026/acme.md")

    after = scan(vault)
    assert after != before
    assert scan(vault, known=before) == scan(vault, known=after) == after


def test_some_paths_seen_again_are_what_a_look_at_everything_finds(vault: Path) -> None:
    known = scan(vault)
    (vault / "opportunities/2026/acme.md").unlink()
    (vault / "opportunities/2026/blue.md").touch()
    (vault / "people").mkdir()
    (vault / "people/rita.md").touch()
    paths = ("opportunities/2026/acme.md", "opportunities/2026/blue.md", "people/rita.md", "people/none.md")
    assert seen_again(vault, known, paths) == scan(vault)


@pytest.mark.parametrize(
    "odd",
    [
        "opportunities/link.md",
        "opportunities/hard.md",
        "opportunities/folder.md",
        "opportunities/x.bak/a.md",
        "people/large.md",
    ],
)
def test_what_only_a_look_at_everything_can_tell_is_left_to_it(vault: Path, odd: str) -> None:
    known = scan(vault)
    (vault / "opportunities/link.md").symlink_to("2026/acme.md")
    (vault / "opportunities/hard.md").hardlink_to(vault / "opportunities/2026/acme.md")
    (vault / "opportunities/folder.md").mkdir()
    (vault / "opportunities/x.bak").mkdir()
    (vault / "opportunities/x.bak/a.md").touch()
    (vault / "people").mkdir()
    (vault / "people/large.md").write_bytes(b"x" * (LARGEST + 1))
    assert seen_again(vault, known, (odd,)) is None
    assert seen_again(vault, scan(vault), ("opportunities/2026/acme.md",)) is None, "a problem may be about it"

"""Earlier versions and deleted files come back as they were; nothing that is there is overwritten unkept."""

from pathlib import Path

import pytest

from store.errors import BadRequest, GitTrouble
from store.history.past.log import history
from store.history.past.restoring import deleted, version_at
from store.history.repository import Repository
from store.workspace.commands.restore_file import restore_file
from store.workspace.create import create_vault
from store.workspace.door import Workspace
from store.workspace.moment import Moment
from tests.shell import git
from tests.tui.driver import NOW, TODAY

PATH = "opportunities/northwind.md"
TEXT = b"---\r\ncompany: Northwind Freight\nposition: Director\n---\n\n## Notes"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = create_vault(tmp_path / "vault", "Ann Example", "ann@home.example").root
    save(root, TEXT, "first")
    save(root, TEXT.replace(b"Director", b"Head"), "second")
    return root


def save(root: Path, data: bytes | None, sentence: str) -> str:
    if data is None:
        (root / PATH).unlink()
    else:
        (root / PATH).write_bytes(data)
    return Repository(root).commit([PATH], sentence) or ""


def opened(root: Path) -> Workspace:
    return Workspace.open(root, Moment(today=TODAY, now=NOW, fixed=True))


def test_an_earlier_version_comes_back_to_the_byte_and_undo_takes_it_away(vault: Path) -> None:
    first = history(vault, PATH)[1].id
    workspace = opened(vault)
    applied = workspace.carry_out(restore_file(PATH, first))

    assert (vault / PATH).read_bytes() == TEXT
    assert applied.sentence.startswith("Northwind Freight: as it was again, the version of ")
    workspace.undo()
    assert (vault / PATH).read_bytes() == TEXT.replace(b"Director", b"Head")


def test_a_deleted_file_is_listed_and_comes_back(vault: Path) -> None:
    save(vault, None, "gone")
    (found,) = deleted(vault)
    applied = opened(vault).carry_out(restore_file(found.path, found.revision.id))

    assert applied.sentence == "Northwind Freight: brought back"
    assert (vault / PATH).read_bytes() == TEXT.replace(b"Director", b"Head")
    assert deleted(vault) == ()


def test_a_file_that_was_renamed_is_not_listed_as_deleted_and_has_its_earlier_versions(vault: Path) -> None:
    git(vault, "mv", PATH, "opportunities/renamed.md")
    git(vault, "commit", "-qm", "renamed")
    first = history(vault, "opportunities/renamed.md")[2]

    assert deleted(vault) == ()
    version = version_at(vault, "opportunities/renamed.md", first.id)
    assert (version.path, version.data) == (PATH, TEXT)
    opened(vault).carry_out(restore_file("opportunities/renamed.md", first.id))
    assert (vault / "opportunities/renamed.md").read_bytes() == TEXT
    assert not (vault / PATH).exists()


def test_a_deletion_on_another_branch_is_found_after_the_merge(vault: Path) -> None:
    git(vault, "switch", "-qc", "aside")
    save(vault, None, "gone aside")
    git(vault, "switch", "-q", "main")
    (vault / "afterword.toml").write_text("[me]\n")
    Repository(vault).commit(["afterword.toml"], "meanwhile")
    git(vault, "merge", "-q", "--no-edit", "aside")

    assert [one.revision.sentence for one in deleted(vault)] == ["gone aside"]


def test_text_that_is_not_committed_is_committed_before_it_is_replaced(vault: Path) -> None:
    first = history(vault, PATH)[1].id
    (vault / PATH).write_bytes(b"typed a moment ago\n")
    opened(vault).carry_out(restore_file(PATH, first))

    assert git(vault, "show", f"HEAD^:{PATH}") == "typed a moment ago\n"
    assert (vault / PATH).read_bytes() == TEXT


def test_text_that_git_cannot_take_now_is_not_replaced(vault: Path) -> None:
    first = history(vault, PATH)[1].id
    git(vault, "checkout", "-q", "--detach")
    (vault / PATH).write_bytes(b"typed a moment ago\n")

    with pytest.raises(GitTrouble, match="detached"):
        opened(vault).carry_out(restore_file(PATH, first))
    assert (vault / PATH).read_bytes() == b"typed a moment ago\n"


def test_no_second_opportunity_of_one_id_is_made(vault: Path) -> None:
    gone = save(vault, None, "gone")
    other = vault / "opportunities" / "2026" / "Northwind.md"
    other.parent.mkdir()
    other.write_bytes(TEXT)

    with pytest.raises(BadRequest, match=r"2026/Northwind\.md has the same id"):
        opened(vault).carry_out(restore_file(PATH, gone))


def test_what_was_not_there_then_is_said(vault: Path) -> None:
    start = history(vault)[-1].id

    with pytest.raises(BadRequest, match="was not there"):
        opened(vault).carry_out(restore_file(PATH, start))
    for wrong in ("deadbeef", "HEAD~1", "--all", "main"):
        with pytest.raises(GitTrouble, match="not the id of a commit"):
            opened(vault).carry_out(restore_file(PATH, wrong))


def test_a_link_is_not_brought_back(vault: Path) -> None:
    (vault / "people" / "link.md").symlink_to("/etc/passwd")
    git(vault, "add", "people/link.md")
    git(vault, "commit", "-qm", "a link")
    head = history(vault)[0].id
    (vault / "people" / "link.md").unlink()

    with pytest.raises(GitTrouble, match="left alone"):
        opened(vault).carry_out(restore_file("people/link.md", head))

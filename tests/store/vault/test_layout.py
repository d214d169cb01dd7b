"""Names and places: what counts, what does not, and whose copy a copy is."""

from pathlib import Path

import pytest

from store.vault.layout import Kind, find_vault, ident_of, is_junk, kind_of, original_of


def test_a_vault_is_found_from_any_folder_below_it(tmp_path: Path) -> None:
    (tmp_path / "afterword.toml").touch()
    (tmp_path / "a/b").mkdir(parents=True)
    assert find_vault(tmp_path / "a/b") == tmp_path
    assert find_vault(tmp_path) == tmp_path
    assert find_vault(tmp_path.parent) is None


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("afterword.toml", Kind.SETTINGS),
        ("opportunities/acme.md", Kind.OPPORTUNITY),
        ("opportunities/2026/deep/er/acme.md", Kind.OPPORTUNITY),
        ("people/rita.md", Kind.PERSON),
        ("stories/launch.md", Kind.STORY),
        ("drafts/acme/thanks.md", Kind.DRAFT),
        ("playbooks/mine.md", Kind.PLAYBOOK),
        ("playbooks/old/mine.md", Kind.OTHER),
        ("templates/thanks.md.j2", Kind.TEMPLATE),
        ("templates/thanks.md", Kind.OTHER),
        ("README.md", Kind.OTHER),
        ("elsewhere/acme.md", Kind.OTHER),
        ("opportunities/cv.pdf", Kind.OTHER),
        ("opportunities/.trash/acme.md", Kind.OTHER),
        ("opportunities/.acme.md", Kind.OTHER),
        ("opportunities/#acme.md", Kind.OTHER),
        ("opportunities/~acme.md", Kind.OTHER),
    ],
)
def test_a_path_says_what_it_is(path: str, kind: Kind) -> None:
    assert kind_of(path) is kind


@pytest.mark.parametrize(
    "name",
    [
        ".#note.md", "#note.md#", "note.md~", ".note.md.swp", ".note.md.swo", ".note.md.un~", "4913", "sedAb12Cd",
        ".goutputstream-X1Y2Z3", ".syncthing.note.md.tmp", "~syncthing~note.md.tmp", "note.md.orig", "note.md.bak",
        ".DS_Store", "._note.md", "~$note.md", ".~lock.note.md#", "note.md.tmp", "note.md.3f9ac1d2", "Thumbs.db",
        "desktop.ini", ".afterword-0123456789ab.tmp", ".dropbox", ".stfolder", ".nfs000000000001", "note.md.part",
        "note.md.rej", ".fuse_hidden0001", ".git", ".obsidian", "note.md.swx", "note.md.lock",
    ],
)  # fmt: skip
def test_what_tools_leave_behind_is_no_note(name: str) -> None:
    assert is_junk(name)
    assert kind_of(f"opportunities/{name}") is Kind.OTHER


@pytest.mark.parametrize("name", ["note.md", "a.b.md", "2026.md", "sed.md", "Müller & Söhne.md", "note 2.md", "a#b.md"])
def test_plain_names_are_notes(name: str) -> None:
    assert not is_junk(name)


@pytest.mark.parametrize(
    "name",
    [
        "note.sync-conflict-20261122-053000-ABCDEFG.md", "note (conflicted copy 2026-11-22).md",
        "note (Ann's conflicted copy 2026-11-22).md", "note (Conflicted copy laptop 202611220530).md",
        "note_conflict-20261122-053000.md", "note 2.md", "note (1).md", "note copy.md", "note copy 3.md",
        "note - Copy.md", "note (kept 1).md", "note (Case Conflict).md",
    ],
)  # fmt: skip
def test_a_copy_names_its_original(name: str) -> None:
    assert original_of(f"opportunities/2026/{name}") == "opportunities/2026/note.md"


@pytest.mark.parametrize("name", ["note.md", "note-2.md", "note2.md", " 2.md", "(1).md", "note (draft).md"])
def test_other_names_are_no_copies(name: str) -> None:
    assert original_of(name) is None


def test_an_id_is_the_name_of_the_file() -> None:
    assert ident_of("opportunities/2026/acme-sales.md") == "acme-sales"

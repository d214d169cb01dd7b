"""What git stops at: deleted against changed, renamed against anything, two files of one name. No file is lost."""

import os
import unicodedata
from pathlib import Path

import pytest

from store.errors import GitTrouble, MustDecide
from store.history.git import Git
from store.history.merging.joining import join
from tests.store.history.two_sides import BY_HAND, STAND_IN, Sides, git

ACME = "opportunities/acme.md"
BOLT = "opportunities/bolt.md"
TEXT = b"acme\none\ntwo\nthree\nfour\n"


@pytest.fixture
def sides(tmp_path: Path) -> Sides:
    return Sides(tmp_path / "vault")


def test_a_change_beats_a_deletion_and_that_is_told(sides: Sides) -> None:
    base = sides.commit({ACME: b"acme\n", BOLT: b"bolt\n", "c.md": b"c\n"})
    gone, changed = sides.at(base, {ACME: None}), sides.at(base, {ACME: b"acme\nnew\n"})
    joined = sides.both_ways(gone, changed)
    assert sides.notes(joined.commit)[ACME] == b"acme\nnew\n"
    assert joined.notes == (f"“{ACME}” was deleted here and changed there: it is kept.",)
    assert [(e.path, e.before, e.after) for e in joined.edits] == [(ACME, None, b"acme\nnew\n")]
    assert sides.join(changed, gone).notes == (f"“{ACME}” was deleted there and changed here: it is kept.",)


def test_a_deletion_of_what_the_other_side_left_alone_holds(sides: Sides) -> None:
    base = sides.commit({ACME: b"acme\n", BOLT: b"bolt\n", "c.md": b"c\n"})
    joined = sides.both_ways(sides.at(base, {ACME: None}), sides.at(base, {"c.md": b"c\nc\n"}))
    assert sides.notes(joined.commit) == {BOLT: b"bolt\n", "c.md": b"c\nc\n"}
    both = sides.both_ways(sides.at(base, {ACME: None}), sides.at(base, {ACME: None, "c.md": b"c\nc\n"}))
    assert sides.tree(both.commit) == sides.tree(joined.commit)


def test_a_change_follows_a_file_that_the_other_side_renamed(sides: Sides) -> None:
    base = sides.commit({ACME: TEXT, BOLT: b"bolt\n"})
    renamed = sides.at(base, moved={ACME: "opportunities/old/acme.md"})
    joined = sides.both_ways(renamed, sides.at(base, {ACME: TEXT + b"new\n"}))
    assert sides.notes(joined.commit) == {"opportunities/old/acme.md": TEXT + b"new\n", BOLT: b"bolt\n"}
    assert joined.notes == ()


def test_a_file_renamed_and_changed_by_both_is_one_under_the_lesser_name(sides: Sides) -> None:
    base = sides.commit({ACME: TEXT})
    ours = sides.at(base, {"b.md": TEXT + b"ours\n"}, moved={ACME: "b.md"})
    theirs = sides.at(base, {"a.md": TEXT + b"theirs\n"}, moved={ACME: "a.md"})
    joined = sides.both_ways(ours, theirs)
    assert list(sides.notes(joined.commit)) == ["a.md"]
    assert set(sides.notes(joined.commit)["a.md"].split()) == {*TEXT.split(), b"ours", b"theirs"}
    assert joined.notes == (
        f"“{ACME}” was renamed to “b.md” here and to “a.md” there: it is “a.md” now, with the changes of both.",
    )


def test_a_renamed_file_beats_its_deletion(sides: Sides) -> None:
    base = sides.commit({ACME: TEXT, BOLT: b"bolt\n"})
    joined = sides.both_ways(sides.at(base, moved={ACME: "a.md"}), sides.at(base, {ACME: None}))
    assert sides.notes(joined.commit) == {"a.md": TEXT, BOLT: b"bolt\n"}
    assert joined.notes == (f"“{ACME}” was deleted there and renamed to “a.md” here: it is kept.",)


@pytest.mark.parametrize(
    ("added", "files"),
    [
        (b"acme\nother\n", {BOLT: b"acme\nfour\none\nother\nthree\ntwo\n"}),
        (b"aaaa\nother\n", {BOLT: b"aaaa\nother\n", "opportunities/bolt-2.md": TEXT}),
    ],
)
def test_a_rename_onto_a_name_that_the_other_side_gave_away_keeps_both(
    sides: Sides, added: bytes, files: dict[str, bytes]
) -> None:
    base = sides.commit({ACME: TEXT})
    joined = sides.both_ways(sides.at(base, moved={ACME: BOLT}), sides.at(base, {BOLT: added}))
    assert sides.notes(joined.commit) == files


def test_two_files_renamed_to_one_name_are_both_kept(sides: Sides) -> None:
    other = b"bolt\nsix\nseven\neight\n"
    base = sides.commit({ACME: TEXT, BOLT: other})
    joined = sides.both_ways(sides.at(base, moved={ACME: "x.md"}), sides.at(base, moved={BOLT: "x.md"}))
    assert sides.notes(joined.commit) == {"x.md": TEXT, "x-2.md": other}


def test_one_thing_added_on_both_sides_is_one_file(sides: Sides) -> None:
    ours = sides.at(sides.start, {ACME: b"acme\nours\n"})
    joined = sides.both_ways(ours, sides.at(sides.start, {ACME: b"acme\ntheirs\n"}))
    assert sides.notes(joined.commit) == {ACME: b"acme\nours\ntheirs\n"}


def test_two_things_added_under_one_name_are_two_files(sides: Sides) -> None:
    base = sides.commit({"opportunities/2025/acme-2.md": b"taken\n"})
    ours, theirs = sides.at(base, {ACME: b"b, acme\n"}), sides.at(base, {ACME: b"a, acme\n"})
    joined = sides.both_ways(ours, theirs)
    assert sides.notes(joined.commit) == {
        ACME: b"a, acme\n",
        "opportunities/acme-3.md": b"b, acme\n",
        "opportunities/2025/acme-2.md": b"taken\n",
    }
    assert joined.notes == (
        f"Two different files came as “{ACME}”: both are kept, one of them as “opportunities/acme-3.md”.",
    )
    # a sync that died when the files were written is repeated: what it wrote is known again
    for here, there in ((ours, theirs), (theirs, ours)):
        again = sides.at(here, {ACME: b"a, acme\n", "opportunities/acme-3.md": b"b, acme\n"})
        assert sides.tree(sides.both_ways(again, there).commit) == sides.tree(joined.commit)


def test_what_is_no_text_is_kept_twice(sides: Sides) -> None:
    base = sides.commit({"documents/cv.tar.pdf": b"\0base"})
    ours = sides.at(base, {"documents/cv.tar.pdf": b"\0b", ".hidden": b"b\n"})
    theirs = sides.at(base, {"documents/cv.tar.pdf": b"\0a", ".hidden": b"a\n"})
    joined = sides.both_ways(ours, theirs)
    assert sides.notes(joined.commit) == {
        ".hidden": b"a\n",
        ".hidden (kept 1)": b"b\n",
        "documents/cv.tar.pdf": b"\0a",
        "documents/cv.tar (kept 1).pdf": b"\0b",
    }
    for here, there in ((ours, theirs), (theirs, ours)):
        again = sides.at(here, dict(sides.notes(joined.commit)))
        assert sides.tree(sides.both_ways(again, there).commit) == sides.tree(joined.commit)


def test_templates_are_merged_by_lines_where_that_is_clean(sides: Sides) -> None:
    base = sides.commit({"templates/x.md.j2": b"a\nb\nc\n"})
    ours = sides.at(base, {"templates/x.md.j2": b"A\nb\nc\n"})
    joined = sides.both_ways(ours, sides.at(base, {"templates/x.md.j2": b"a\nb\nC\n"}))
    assert sides.notes(joined.commit) == {"templates/x.md.j2": b"A\nb\nC\n"}
    joined = sides.both_ways(ours, sides.at(base, {"templates/x.md.j2": b"X\nb\nC\n"}))
    assert sides.notes(joined.commit) == {
        "templates/x.md.j2": b"A\nb\nc\n",
        "templates/x.md (kept 1).j2": b"X\nb\nC\n",
    }


def test_lists_of_what_git_ignores_are_joined(sides: Sides) -> None:
    base = sides.commit({".gitignore": b"*~\n"})
    ours, theirs = sides.at(base, {".gitignore": b"*~\nb\nd\n"}), sides.at(base, {".gitignore": b"*~\na\nd\n"})
    assert sides.notes(sides.both_ways(ours, theirs).commit) == {".gitignore": b"*~\na\nb\nd\n"}


@pytest.mark.parametrize("name", ["acme.md", "Cafe\u0301.md"])
def test_names_that_hide_each_other_elsewhere_are_told(sides: Sides, name: str) -> None:
    twin = unicodedata.normalize("NFC", name) if not name.isascii() else "ACME.md"
    joined = sides.both_ways(sides.at(sides.start, {name: b"one\n"}), sides.at(sides.start, {twin: b"two\n"}))
    assert sides.notes(joined.commit) == {name: b"one\n", twin: b"two\n"}
    assert len(joined.notes) == 1
    assert "differ only in case" in joined.notes[0]


@pytest.mark.parametrize("is_new", [True, False])
def test_a_file_and_a_folder_of_one_name_are_both_kept(sides: Sides, is_new: bool) -> None:
    base = sides.commit({"b.md": b"b\n"} if is_new else {"notes/x.md": b"x\n", "b.md": b"b\n"})
    ours = sides.at(base, {"notes": b"a file\n"} if is_new else {"notes/x.md": None})
    if not is_new:
        (sides.root / "notes").rmdir() if (sides.root / "notes").exists() else None
        ours = sides.commit({"notes": b"a file\n"})
    theirs = sides.at(base, {"notes/x.md": b"x\nchanged\n"})
    joined = sides.both_ways(ours, theirs)
    assert sides.notes(joined.commit) == {
        "notes/x.md": b"x\nchanged\n",
        "notes (kept 1)": b"a file\n",
        "b.md": b"b\n",
    }


def test_a_folder_in_the_place_of_a_file_is_written_after_the_file_went(sides: Sides) -> None:
    base = sides.commit({"notes": b"a file\n", "b.md": b"b\n"})
    git(sides.root, "checkout", "-q", "--detach", base)
    (sides.root / "notes").unlink()
    theirs = sides.commit({"notes/x.md": b"x\n"})
    for ours in (base, sides.at(base, {"b.md": b"b\nmore\n"})):
        joined, _ = sides.bring_together(ours, theirs)
        assert [edit.path for edit in joined.edits] == ["notes", "notes/x.md"]
        assert (sides.root / "notes/x.md").read_bytes() == b"x\n"
        assert sides.status() == ""


def test_a_file_in_the_place_of_a_folder_waits_for_a_person(sides: Sides) -> None:
    base = sides.commit({"notes/x.md": b"x\n", "b.md": b"b\n"})
    git(sides.root, "checkout", "-q", "--detach", base)
    (sides.root / "notes/x.md").unlink()
    (sides.root / "notes").rmdir()
    theirs = sides.commit({"notes": b"a file\n"})
    with pytest.raises(GitTrouble, match="“notes” is a folder here and a file on the other side"):
        sides.join(base, theirs)
    made_room = sides.at(base, {"notes/x.md": None})
    assert sides.notes(sides.both_ways(made_room, theirs).commit) == {"notes": b"a file\n", "b.md": b"b\n"}


def mode_of(sides: Sides, commit: str, path: str) -> str:
    return git(sides.root, "ls-tree", commit, "--", path).split()[0]


def linked(sides: Sides, base: str, target: str) -> str:
    git(sides.root, "checkout", "-q", "--detach", base)
    (sides.root / "link").unlink(missing_ok=True)
    (sides.root / "link").symlink_to(target)
    return sides.commit({})


def test_links_are_taken_as_links(sides: Sides) -> None:
    base = linked(sides, sides.commit({"a.md": b"a\n"}), "a.md")
    ours, theirs = linked(sides, base, "b.md"), sides.at(base, {"a.md": b"a\nA\n"})
    joined = sides.both_ways(ours, theirs)
    assert sides.files(joined.commit)["link"] == b"b.md"
    assert mode_of(sides, joined.commit, "link") == "120000"
    assert [edit.path for edit in sides.join(theirs, ours).edits] == []
    both = sides.both_ways(ours, linked(sides, base, "c.md"))
    assert sides.files(both.commit)["link"] in (b"b.md", b"c.md")
    assert "was changed here and there" in both.notes[0]


def test_a_link_against_a_file_keeps_both(sides: Sides) -> None:
    base = sides.commit({"link": b"text\n"})
    joined = sides.both_ways(linked(sides, base, "a.md"), sides.at(base, {"link": b"text\nmore\n"}))
    assert sides.notes(joined.commit) == {"link": b"text\nmore\n", "link (kept 1)": b"a.md"}
    assert mode_of(sides, joined.commit, "link (kept 1)") == "120000"


def test_permission_and_text_of_one_file_come_from_different_sides(sides: Sides) -> None:
    base = sides.commit({"run.sh": b"one\n"})
    git(sides.root, "checkout", "-q", "--detach", base)
    (sides.root / "run.sh").chmod(0o755)
    ours = sides.commit({})
    joined = sides.both_ways(ours, sides.at(base, {"run.sh": b"one\ntwo\n"}))
    assert sides.notes(joined.commit) == {"run.sh": b"one\ntwo\n"}
    assert mode_of(sides, joined.commit, "run.sh") == "100755"


def test_a_permission_that_one_of_two_added_files_has_holds(sides: Sides) -> None:
    ours = sides.at(sides.start, {"run.sh": b"one\n"})
    git(sides.root, "checkout", "-q", "--detach", sides.start)
    (sides.root / "run.sh").write_bytes(b"one\n")
    (sides.root / "run.sh").chmod(0o755)
    theirs = sides.commit({})
    assert mode_of(sides, sides.both_ways(ours, theirs).commit, "run.sh") == "100755"


def submodule(sides: Sides, base: str, commit: str) -> str:
    git(sides.root, "checkout", "-q", "--detach", base)
    git(sides.root, "update-index", "--add", "--cacheinfo", f"160000,{commit},sub")
    git(sides.root, "commit", "-qm", "submodule")
    return sides.head()


def test_submodules_are_only_names_of_commits(sides: Sides) -> None:
    base = submodule(sides, sides.start, "1" * 40)
    ours, theirs = submodule(sides, base, "2" * 40), sides.at(base)
    git(sides.root, "checkout", "-q", "--detach", base)
    (sides.root / "a.md").write_bytes(b"a\n")
    git(sides.root, "add", "a.md")
    git(sides.root, "commit", "-qm", "a")
    theirs = sides.head()
    joined = sides.both_ways(ours, theirs)
    assert git(sides.root, "rev-parse", f"{joined.commit}:sub").strip() == "2" * 40
    both = sides.both_ways(ours, submodule(sides, base, "3" * 40))
    assert git(sides.root, "rev-parse", f"{both.commit}:sub").strip() == "2" * 40
    assert "3" * 40 in both.notes[0]


@pytest.mark.parametrize(
    "name", [b"line\nfeed.md", b" space .md", b"\xff\xfe.md", b'quo"te\\.md', b"-dash.md", b"*.md", b"a:b.md"]
)
def test_names_of_any_bytes_are_kept(sides: Sides, name: bytes) -> None:
    path = os.fsdecode(name)
    base = sides.commit({path: b"one\n", "a.md": b"a\n"})
    ours, theirs = sides.at(base, {path: b"one\nours\n"}), sides.at(base, {path: b"one\ntheirs\n"})
    joined, _ = sides.bring_together(ours, theirs)
    assert sides.notes(joined.commit)[path] == b"one\nours\ntheirs\n"
    assert (sides.root / path).read_bytes() == b"one\nours\ntheirs\n"
    assert sides.status() == ""


def test_a_path_that_leads_out_of_the_repository_is_refused(sides: Sides) -> None:
    blob = git(sides.root, "hash-object", "-w", "--stdin", text=b"evil\n").strip()
    inner = git(sides.root, "mktree", text=f"100644 blob {blob}\tevil.md\n".encode()).strip()
    tree = git(sides.root, "mktree", text=f"040000 tree {inner}\t..\n".encode()).strip()
    theirs = git(sides.root, "commit-tree", tree, "-p", sides.start, "-m", "x").strip()
    ours = sides.at(sides.start, {"a.md": b"a\n"})
    with pytest.raises(GitTrouble, match="no repository may hold"):
        sides.join(ours, theirs)
    with pytest.raises(GitTrouble, match="no repository may hold"):
        sides.join(sides.start, theirs)


def test_a_vault_below_the_repositorys_top_is_joined_with_all_around_it(sides: Sides) -> None:
    base = sides.commit({"vault/opportunities/a.md": b"a\n", "other/b.md": b"b\n", "vault/afterword.toml": b""})
    ours = sides.at(base, {"vault/opportunities/a.md": b"a\nours\n"})
    theirs = sides.at(base, {"vault/opportunities/a.md": b"a\ntheirs\n", "other/b.md": b"b\nB\n"})
    sides.stand_at(ours)
    joined = join(Git(sides.root / "vault"), ours, theirs, signature=BY_HAND, meaning=STAND_IN)
    assert [edit.path for edit in joined.edits] == ["other/b.md", "vault/opportunities/a.md"]
    gone = sides.at(base, {"vault/opportunities/a.md": None})
    sides.stand_at(ours)
    with pytest.raises(MustDecide):
        join(Git(sides.root / "vault"), ours, gone, signature=BY_HAND, meaning=STAND_IN)


def test_a_repository_with_long_ids_is_joined(tmp_path: Path) -> None:
    sides = Sides(tmp_path / "vault", hash_name="sha256")
    base = sides.commit({ACME: b"acme\n", BOLT: b"b\n"})
    ours, theirs = sides.at(base, {ACME: b"acme\nours\n"}), sides.at(base, {ACME: b"acme\ntheirs\n", BOLT: None})
    joined, _ = sides.bring_together(ours, theirs)
    assert sides.notes(joined.commit) == {ACME: b"acme\nours\ntheirs\n"}
    assert sides.status() == ""


def test_everything_deleted_on_both_sides_leaves_an_empty_tree(tmp_path: Path) -> None:
    sides = Sides(tmp_path / "vault")
    base = sides.commit({"a.md": b"a\n", "b.md": b"b\n"})
    ours = sides.at(base, {"a.md": None, ".gitattributes": None})
    joined = sides.both_ways(ours, sides.at(base, {"b.md": None}))
    assert sides.files(joined.commit) == {}

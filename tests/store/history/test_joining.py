"""Two commits brought together: what each side changed is in the result, whichever side it is made on."""

from pathlib import Path

import pytest

from store.errors import GitTrouble, MustDecide
from store.history.git import Git
from store.history.merging.joining import Signature, join
from tests.store.history.two_sides import ANN, BOTH, STAND_IN, Sides, git

ACME = "opportunities/acme.md"
BOLT = "opportunities/bolt.md"


@pytest.fixture
def sides(tmp_path: Path) -> Sides:
    return Sides(tmp_path / "vault")


def test_what_each_side_changed_in_files_of_its_own_is_there(sides: Sides) -> None:
    base = sides.commit({ACME: b"acme\n", BOLT: b"bolt\n"})
    ours = sides.at(base, {ACME: b"acme\nours\n", "people/jo.md": b"jo\n"})
    theirs = sides.at(base, {BOLT: b"bolt\ntheirs\n", "drafts/a/b.md": b"letter\n"})
    joined = sides.both_ways(ours, theirs)
    assert sides.notes(joined.commit) == {
        ACME: b"acme\nours\n",
        BOLT: b"bolt\ntheirs\n",
        "people/jo.md": b"jo\n",
        "drafts/a/b.md": b"letter\n",
    }
    assert (joined.received, joined.sent, joined.notes) == (1, 1, ())
    assert {e.path: (e.before, e.after) for e in joined.edits} == {
        BOLT: (b"bolt\n", b"bolt\ntheirs\n"),
        "drafts/a/b.md": (None, b"letter\n"),
    }


def test_a_note_that_both_changed_is_merged_by_meaning(sides: Sides) -> None:
    base = sides.commit({ACME: b"acme\nold\n"})
    ours, theirs = sides.at(base, {ACME: b"acme\nold\nours\n"}), sides.at(base, {ACME: b"acme\ntheirs\n"})
    joined = sides.both_ways(ours, theirs)
    assert sides.notes(joined.commit) == {ACME: b"acme\nours\ntheirs\n"}
    assert joined.decisions == ((ACME, BOTH),)


def test_the_commit_says_what_it_is_and_names_both_parents(sides: Sides) -> None:
    base = sides.commit({ACME: b"acme\n"})
    ours, theirs = sides.at(base, {ACME: b"acme\nsecret\n"}), sides.at(base, {BOLT: b"bolt\n"})
    commit = sides.join(ours, theirs).commit
    said = git(sides.root, "show", "-s", "--format=%P%n%an <%ae>%n%B", commit)
    assert said.splitlines() == [
        f"{ours} {theirs}",
        "Ann Example <ann@home.example>",
        "Bring together what was changed here and elsewhere",
        "",
        "Afterword: sync",
        "",
    ]


def test_the_commit_names_the_machine_that_made_it(sides: Sides) -> None:
    base = sides.commit({ACME: b"acme\n"})
    ours, theirs = sides.at(base, {ACME: b"acme\nours\n"}), sides.at(base, {BOLT: b"bolt\n"})
    signature = Signature(identity=ANN, machine="Ann's desk\n\x1b")
    commit = join(Git(sides.root), ours, theirs, signature=signature, meaning=STAND_IN).commit
    assert git(sides.root, "show", "-s", "--format=%B", commit).splitlines() == [
        "Bring together what was changed on Ann's desk and elsewhere",
        "",
        "Afterword: sync",
        "Afterword-Machine: Ann's desk",
        "",
    ]


def test_joining_touches_neither_branch_nor_index_nor_files(sides: Sides) -> None:
    base = sides.commit({ACME: b"acme\n", BOLT: b"bolt\n"})
    theirs = sides.at(base, {ACME: b"acme\ntheirs\n"})
    ours = sides.at(base, {ACME: b"acme\nours\n"})
    sides.stand_at(ours)
    (sides.root / BOLT).write_bytes(b"unsaved\n")
    (sides.root / ".gitattributes").write_bytes(b"* text eol=crlf\n")
    index = (sides.root / ".git/index").read_bytes()
    joined = sides.join(ours, theirs)
    assert sides.files(joined.commit)[ACME] == b"acme\nours\ntheirs\n"
    assert (sides.root / ".git/index").read_bytes() == index
    assert (sides.root / BOLT).read_bytes() == b"unsaved\n"
    assert (sides.root / ACME).read_bytes() == b"acme\nours\n"
    assert sides.head() == ours


def test_a_side_that_is_only_ahead_is_taken_as_it_is(sides: Sides) -> None:
    base = sides.commit({ACME: b"acme\n"})
    ahead = sides.at(sides.at(base, {ACME: b"acme\nmore\n"}), {BOLT: b"bolt\n"})
    joined = sides.join(base, ahead)
    assert (joined.commit, joined.received, joined.sent) == (ahead, 2, 0)
    assert {e.path: e.after for e in joined.edits} == {ACME: b"acme\nmore\n", BOLT: b"bolt\n"}
    back = sides.join(ahead, base)
    assert (back.commit, back.edits, back.received, back.sent, back.has_moved) == (ahead, (), 0, 2, False)
    same = sides.join(ahead, ahead)
    assert (same.commit, same.edits, same.has_moved) == (ahead, (), False)


def test_a_vault_without_commits_takes_the_other_side(tmp_path: Path) -> None:
    sides = Sides(tmp_path / "vault")
    there = sides.commit({ACME: b"acme\n"})
    git(sides.root, "checkout", "-q", "--orphan", "fresh")
    git(sides.root, "rm", "-rfq", ".")
    joined = sides.join("", there)
    assert (joined.commit, joined.ours, joined.received) == (there, "", 2)
    assert {e.path: e.after for e in joined.edits} == {".gitattributes": b"*.md -text\n", ACME: b"acme\n"}


def test_histories_without_a_common_commit_need_a_yes(sides: Sides) -> None:
    ours = sides.commit({ACME: b"acme\nours\n", "b.md": b"b\n"})
    git(sides.root, "checkout", "-q", "--orphan", "other")
    git(sides.root, "rm", "-rfq", ".")
    theirs = sides.commit({".gitattributes": b"*.md -text\n", ACME: b"acme\ntheirs\n", "c.md": b"c\n"})
    with pytest.raises(MustDecide) as caught:
        sides.join(ours, theirs)
    assert caught.value.word == "unrelated"
    joined = sides.both_ways(ours, theirs, "unrelated")
    assert sides.notes(joined.commit) == {ACME: b"acme\nours\ntheirs\n", "b.md": b"b\n", "c.md": b"c\n"}


def test_a_copy_that_is_cut_short_says_so_instead_of_calling_it_unrelated(sides: Sides, tmp_path: Path) -> None:
    base = sides.commit({ACME: b"acme\n"})
    git(sides.root, "branch", "theirs", sides.at(base, {BOLT: b"bolt\n"}))
    git(sides.root, "branch", "-f", "main", sides.at(base, {ACME: b"acme\nours\n"}))
    url = f"file://{sides.root}"
    git(tmp_path, "clone", "-q", "--depth=1", "--no-single-branch", "--branch=main", url, "short")
    at = Git(tmp_path / "short")
    ours, theirs = (git(tmp_path / "short", "rev-parse", name).strip() for name in ("origin/main", "origin/theirs"))
    with pytest.raises(GitTrouble, match="unshallow"):
        join(at, ours, theirs)


def test_histories_that_cross_have_what_both_crossings_have(sides: Sides) -> None:
    base = sides.commit({ACME: b"acme\nold\n"})
    one, two = sides.at(base, {ACME: b"acme\nold\none\n"}), sides.at(base, {ACME: b"acme\nold\ntwo\n"})
    left, right = sides.join(one, two).commit, sides.join(two, one).commit
    ours = sides.at(left, {ACME: b"acme\nold\none\n"})  # took away `two`
    theirs = sides.at(right, {ACME: b"acme\nold\none\nthree\ntwo\n"})
    joined = sides.both_ways(ours, theirs)
    assert sides.notes(joined.commit) == {ACME: b"acme\nold\none\nthree\n"}
    again = sides.both_ways(joined.commit, sides.join(theirs, ours).commit)
    assert sides.tree(again.commit) == sides.tree(joined.commit)


def many(count: int, text: bytes = b"") -> dict[str, bytes | None]:
    return {f"opportunities/2026/job-{n}.md": b"job %d\n%s" % (n, text) for n in range(count)}


def without(count: int) -> dict[str, bytes | None]:
    return {f"opportunities/2026/job-{n}.md": None for n in range(count)}


@pytest.mark.parametrize("is_ahead", [True, False])
@pytest.mark.parametrize(
    ("had", "gone", "stops"),
    [(40, 8, False), (40, 9, True), (10, 5, False), (10, 6, True), (3, 2, False), (3, 3, True), (1, 1, True)],
)
def test_many_deletions_at_once_need_a_yes(sides: Sides, had: int, gone: int, stops: bool, is_ahead: bool) -> None:
    base = sides.commit(many(had))
    theirs = sides.at(base, without(gone))
    ours = base if is_ahead else sides.at(base, {"people/jo.md": b"jo\n"})
    if stops:
        with pytest.raises(MustDecide) as caught:
            sides.join(ours, theirs)
        assert caught.value.word == "mass-deletion"
    joined = sides.join(ours, theirs, *(["mass-deletion"] if stops else []))
    assert len([path for path in sides.files(joined.commit) if path.startswith("opportunities/")]) == had - gone
    assert sides.join(theirs, ours).commit  # our own deletions ask nobody here


def test_moving_every_opportunity_is_no_deletion(sides: Sides) -> None:
    base = sides.commit(many(12, b"the same job as before\n"))
    moved = {path: path.replace("2026", "2027") for path in many(12)}
    theirs, ours = sides.at(base, moved=moved), sides.at(base, {"people/jo.md": b"jo\n"})
    assert set(sides.notes(sides.both_ways(ours, theirs).commit)) == {*moved.values(), "people/jo.md"}

"""What happened outside is told by meaning, committed by itself and never mixed with changes of ours."""

from pathlib import Path

import pytest

from store.errors import Ambiguous, EditedLater, NotFound
from store.model.change import Change, Edit
from store.model.entry import Word
from store.workspace.commands.add_mark import add_mark
from store.workspace.commands.move_stage import move_stage
from store.workspace.door import Workspace
from store.workspace.happenings import happenings
from store.workspace.moment import Moment
from store.workspace.past import deleted, difference, gone_as, path_meant, uncommitted
from store.workspace.snapshot import Snapshot
from tests.shell import git
from tests.tui.driver import NOW, TODAY, small_vault

NORTHWIND = "opportunities/northwind.md"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = small_vault(tmp_path)
    opened(root).commit_pending()
    return root


def opened(root: Path) -> Workspace:
    return Workspace.open(root, Moment(today=TODAY, now=NOW, fixed=True))


def edit(root: Path, path: str, old: str, new: str) -> None:
    place = root / path
    text = place.read_text()
    assert old in text
    place.write_text(text.replace(old, new))


def test_what_an_editor_did_is_committed_by_itself_and_told_by_meaning(vault: Path) -> None:
    edit(vault, NORTHWIND, "Found through Ana.", "Found through Ana Costa.\nAnd Ben.")
    edit(vault, NORTHWIND, "[ ] promise", "[x] promise")
    edit(vault, "stories/ladder.md", "18 to 31", "18 to 33")
    opened(vault).carry_out(move_stage("northwind", "offer"))
    ours, theirs = happenings(opened(vault), NORTHWIND)[:2]

    assert ours.sentences == ("Northwind Freight: stage interviewing -> offer",)
    assert theirs.revision.sentence == "edited in an editor: northwind"
    assert theirs.sentences == ("promise ticked: send the ramp plan", "text edited (2 lines)")
    assert [e.path for e in uncommitted(opened(vault)).edits] == ["stories/ladder.md"]


def test_files_that_no_change_touches_are_committed_when_asked_for(vault: Path) -> None:
    edit(vault, "stories/ladder.md", "18 to 31", "18 to 33")
    (vault / "people" / "ana.md").write_text("---\nname: Ana Costa\n---\n")
    (vault / "opportunities" / "kestrel.md").unlink()
    applied = opened(vault).commit_pending()
    (one,) = happenings(opened(vault), limit=1)

    assert sorted(applied.paths) == ["opportunities/kestrel.md", "people/ana.md", "stories/ladder.md"]
    assert one.revision.work == "outside"
    assert set(one.sentences) == {
        "Kestrel Books: deleted",
        "Ana Costa: added",
        "story “The ladder to the board”: edited (1 line)",
    }
    assert opened(vault).commit_pending().paths == ()


def test_what_is_not_the_vaults_or_is_staged_in_part_is_left_to_the_user(vault: Path) -> None:
    (vault / "photo.jpg").write_bytes(b"\xff\xd8")
    (vault / "opportunities" / "northwind (conflicted copy).md").write_text("x")
    edit(vault, NORTHWIND, "Found through Ana.", "Found.")
    git(vault, "add", NORTHWIND)
    edit(vault, NORTHWIND, "Found.", "Found twice.")

    assert opened(vault).commit_pending().paths == ()
    assert git(vault, "diff", "--cached", "--name-only").split() == [NORTHWIND]


def test_where_git_cannot_commit_now_it_waits_without_an_error(vault: Path) -> None:
    git(vault, "checkout", "-q", "--detach")
    edit(vault, NORTHWIND, "Found through Ana.", "Found.")

    assert not opened(vault).commit_pending().committed
    assert git(vault, "status", "--porcelain").split() == ["M", NORTHWIND]


def test_commits_by_hand_keep_their_words_and_get_their_meaning(vault: Path) -> None:
    edit(vault, NORTHWIND, "stage: interviewing ", "stage: offer ")
    git(vault, "mv", "stories/ladder.md", "stories/board.md")
    git(vault, "commit", "-qam", "on the train")
    (one,) = happenings(opened(vault), limit=1)

    assert (one.revision.sentence, one.heading) == ("on the train", "on the train")
    assert one.sentences == (
        "Northwind Freight: stage interviewing -> offer",
        "story “The ladder to the board”: moved to stories/board.md",
    )


def test_a_commit_of_many_files_is_told_in_numbers(vault: Path) -> None:
    for number in range(12):
        (vault / "people" / f"p{number}.md").write_text(f"---\nname: P {number}\n---\n")
    (vault / "opportunities" / "kestrel.md").unlink()
    opened(vault).commit_pending()
    (one,) = happenings(opened(vault), limit=1)

    assert set(one.sentences) == {"12 people added", "1 opportunity deleted"}


def test_a_file_is_meant_by_id_path_or_what_it_was_called(vault: Path) -> None:
    (vault / "opportunities" / "kestrel.md").unlink()
    (vault / "opportunities" / "harbor.md").unlink()
    workspace = opened(vault)
    workspace.commit_pending()

    assert path_meant(workspace, "northwind") == NORTHWIND
    assert path_meant(workspace, "stories/ladder.md") == "stories/ladder.md"
    assert path_meant(workspace, "kestrel") == "opportunities/kestrel.md"
    assert path_meant(workspace, "opportunities/harbor.md") == "opportunities/harbor.md"
    with pytest.raises(NotFound):
        path_meant(workspace, "nobody")
    with pytest.raises(NotFound):
        path_meant(workspace, "../vault/afterword.toml")
    with pytest.raises(Ambiguous):
        gone_as(deleted(workspace), "opportunities")


def test_a_change_of_a_file_that_was_renamed_later_is_shown(vault: Path) -> None:
    edit(vault, NORTHWIND, "Found through Ana.", "Found.")
    workspace = opened(vault)
    workspace.commit_pending()
    revision = workspace.history(limit=1)[0].id
    git(vault, "mv", NORTHWIND, "opportunities/other.md")
    git(vault, "commit", "-qm", "renamed")

    assert "+Found.\n" in difference(workspace, revision, "opportunities/other.md")


def test_a_mark_is_taken_back_beside_one_that_was_noted_later(vault: Path) -> None:
    workspace = opened(vault)
    workspace.carry_out(add_mark("northwind", Word.NEED, "faster ramp"))
    before = (vault / NORTHWIND).read_text()
    edit(vault, NORTHWIND, "- need: faster ramp\n", "- need: faster ramp\n- topic: the board\n")
    workspace.undo()

    assert (vault / NORTHWIND).read_text() == before.replace("- need: faster ramp\n", "- topic: the board\n")


def test_what_was_edited_itself_is_not_taken_back_by_halves(vault: Path) -> None:
    workspace = opened(vault)

    def two_things(_: Snapshot) -> Change:
        before = (vault / NORTHWIND).read_bytes()
        after = before.replace(b"stage: interviewing ", b"stage: offer ")
        after += b"\n### 2026-11-20 16:00 Call with Mia Chen\nShe said yes.\n"
        return Change(sentence="an offer by phone", edits=(Edit(path=NORTHWIND, before=before, after=after),))

    workspace.carry_out(two_things)
    edit(vault, NORTHWIND, "She said yes.", "She said yes, I think.")
    edited = (vault / NORTHWIND).read_text()

    with pytest.raises(EditedLater, match="an offer by phone"):
        workspace.undo()
    assert (vault / NORTHWIND).read_text() == edited


def test_many_missing_files_are_left_for_the_sync_to_ask_about(vault: Path) -> None:
    for number in range(12):
        text = (vault / NORTHWIND).read_text().replace("Northwind", f"Firm {number}")
        (vault / "opportunities" / f"firm-{number}.md").write_text(text)
    opened(vault).commit_pending()
    for number in range(12):
        (vault / "opportunities" / f"firm-{number}.md").unlink()

    assert opened(vault).commit_pending().paths == ()

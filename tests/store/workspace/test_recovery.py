"""What no file and no commit holds: kept when a change takes its place, never in the way of a save, brought back."""

import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.errors import BadRequest, GitTrouble, NotFound, NotWritten
from store.model.draft import Draft
from store.model.left_form import LeftForm
from store.model.value import replace
from store.workspace.commands.restore_file import bring_back
from store.workspace.commands.save_draft import save_draft
from store.workspace.commands.set_keys import set_keys
from store.workspace.commands.write_draft import write_draft
from store.workspace.door import Workspace
from store.workspace.kept import FOLDER, Why
from store.workspace.machine import Machine
from store.workspace.recovery import (
    Recoverable,
    bringing_back,
    keep_given_up,
    named,
    recoverable,
    settle,
    text_of,
)
from store.workspace.syncing.finishing import finish_stopped
from store.workspace.unsaved import FORM, LETTER, Copy, Unsaved
from tests.store.workspace.conftest import NORTHWIND

HERE = Path(__file__).resolve()
PATH = "opportunities/northwind.md"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def kept(root: Path, workspace: Workspace, state: Path) -> Workspace:
    """Return the vault, opened on a machine with a folder for its state."""
    return Workspace.open(root, workspace.moment, lambda: Machine(state=state))


@pytest.fixture
def without_git(root: Path, kept: Workspace) -> Workspace:
    """Return it as it is where nobody made a repository of it."""
    (root / ".git").rename(root.parent / "no-git")
    return kept


@pytest.fixture
def usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def set_salary(workspace: Workspace, value: str) -> str:
    return workspace.carry_out(set_keys("northwind", {"salary": value})).note


def texts(workspace: Workspace) -> list[str]:
    return [text_of(one) for one in recoverable(workspace)]


def only(workspace: Workspace) -> Recoverable:
    [one] = recoverable(workspace)
    return one


def run(root: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)


def test_what_git_holds_is_not_kept_twice(root: Path, kept: Workspace, state: Path) -> None:
    set_salary(kept, "41k")
    (root / PATH).write_text((root / PATH).read_text() + "A line by an editor.\n")
    set_salary(kept, "42k")
    kept.undo()

    assert recoverable(kept) == ()
    assert not (state / FOLDER).exists()


def test_without_git_each_version_that_was_displaced_is_kept_the_latest_first(without_git: Workspace) -> None:
    set_salary(without_git, "41k")
    set_salary(without_git, "42k")

    second, first = recoverable(without_git)

    assert text_of(first) == NORTHWIND
    assert "salary: 41k" in text_of(second)
    assert (first.path, first.why, first.size) == (PATH, Why.DISPLACED, len(NORTHWIND))
    assert "Northwind" in first.during


def test_undo_without_git_says_where_the_version_before_is(without_git: Workspace) -> None:
    with pytest.raises(GitTrouble) as nothing_yet:
        without_git.undo()
    set_salary(without_git, "41k")

    with pytest.raises(GitTrouble, match="`afterword recover` lists it"):
        without_git.undo()
    assert "recover" not in str(nothing_yet.value)


def test_a_file_that_git_ignores_is_kept(root: Path, kept: Workspace) -> None:
    set_salary(kept, "40k")
    run(root, "rm", "-q", "--cached", PATH)
    run(root, "commit", "-qm", "not for git")
    (root / ".git" / "info").mkdir(exist_ok=True)
    (root / ".git" / "info" / "exclude").write_text("northwind.md\n")
    before = (root / PATH).read_text()

    set_salary(kept, "41k")

    assert texts(kept) == [before]


def test_a_file_whose_line_ends_git_changes_is_kept_as_it_was(root: Path, kept: Workspace) -> None:
    set_salary(kept, "40k")
    (root / ".gitattributes").write_text("*.md text=auto\n")
    data = (root / PATH).read_bytes().replace(b"\n", b"\r\n")
    (root / PATH).write_bytes(data)
    run(root, "add", "-A")
    run(root, "commit", "-qm", "line ends")

    set_salary(kept, "41k")
    kept.carry_out(bringing_back(only(kept)))

    assert (root / PATH).read_bytes() == data


def test_where_git_is_in_the_middle_of_something_it_is_kept(root: Path, kept: Workspace) -> None:
    set_salary(kept, "40k")
    (root / ".git" / "MERGE_HEAD").write_text("0" * 40 + "\n")

    note = set_salary(kept, "41k")

    assert note.startswith("Saved, not yet committed: ")
    assert ["salary: 40k" in text for text in texts(kept)] == [True]


def test_a_deleted_file_is_kept_where_there_is_no_git(root: Path, without_git: Workspace) -> None:
    from store.workspace.commands.delete_file import delete_opportunities

    without_git.carry_out(delete_opportunities(("northwind",)))
    assert not (root / PATH).exists()

    without_git.carry_out(bringing_back(only(without_git)))

    assert (root / PATH).read_text() == NORTHWIND


def test_what_stands_in_the_way_of_bringing_back_is_kept_first(root: Path, without_git: Workspace) -> None:
    set_salary(without_git, "41k")
    now = (root / PATH).read_text()

    without_git.carry_out(bringing_back(only(without_git)))

    assert (root / PATH).read_text() == NORTHWIND
    assert now in texts(without_git)


def test_bringing_back_is_one_commit_that_undo_takes_back(root: Path, kept: Workspace) -> None:
    git = root / ".git"
    git.rename(root / "aside")
    set_salary(kept, "41k")
    (root / "aside").rename(git)
    now = (root / PATH).read_text()

    applied = kept.carry_out(bringing_back(only(kept)))
    assert applied.committed
    assert (root / PATH).read_text() == NORTHWIND
    kept.undo()

    assert (root / PATH).read_text() == now


@pytest.mark.parametrize("data", [b"\xff\xfe\0", b"", b"<<<<<<< ours\n---\ncompany: A\n", b"---\ncompany: [\n---\n"])
def test_a_version_that_nobody_can_read_is_brought_back_byte_for_byte(
    root: Path, without_git: Workspace, data: bytes
) -> None:
    (root / PATH).write_bytes(data)
    without_git.carry_out(bring_back(PATH, NORTHWIND.encode(), "a version"))

    without_git.carry_out(bringing_back(only(without_git)))

    assert (root / PATH).read_bytes() == data


def test_nothing_is_brought_back_over_a_text_that_nothing_can_keep(
    root: Path, without_git: Workspace, state: Path
) -> None:
    set_salary(without_git, "41k")
    plan = bringing_back(only(without_git))
    (state / FOLDER).rename(state / "away")
    (state / FOLDER).write_text("in the way")
    now = (root / PATH).read_text()

    with pytest.raises(
        GitTrouble, match=r"could not be kept outside of the vault either: .* nothing was written over it"
    ):
        without_git.carry_out(plan)

    assert (root / PATH).read_text() == now


def test_a_version_goes_beside_the_file_only_under_a_name_that_is_free(root: Path, without_git: Workspace) -> None:
    set_salary(without_git, "41k")
    one = only(without_git)

    without_git.carry_out(bringing_back(one, "opportunities/before.md"))
    assert (root / "opportunities/before.md").read_text() == NORTHWIND

    with pytest.raises(BadRequest, match="is there already"):
        without_git.carry_out(bringing_back(one, PATH))
    with pytest.raises(BadRequest, match="has the same id"):
        without_git.carry_out(bringing_back(one, "opportunities/old/northwind.md"))


@pytest.mark.parametrize("path", ["../outside.md", "/tmp/outside.md", ".git/config", "a/../../b.md"])  # noqa: S108
def test_nothing_is_brought_back_outside_of_the_vault(workspace: Workspace, path: str) -> None:
    with pytest.raises(NotWritten):
        workspace.preview(bring_back(path, b"x", "a version"))


def test_a_full_state_folder_never_stops_a_save_and_is_told_once(
    root: Path, without_git: Workspace, state: Path
) -> None:
    state.mkdir()
    (state / FOLDER).write_text("in the way")

    notes = [set_salary(without_git, f"{number}k") for number in (41, 42, 43)]

    assert "salary: 43k" in (root / PATH).read_text()
    assert ["could not be kept outside of the vault" in note for note in notes] == [True, False, False]
    assert all(note.startswith("Saved, not yet committed: ") for note in notes)


@pytest.mark.usefixtures("usual_umask")
def test_nobody_else_can_read_what_is_kept(without_git: Workspace, state: Path) -> None:
    set_salary(without_git, "41k")
    Copy(without_git.machine, "", FORM).keep(LeftForm(title="Add", about={}, held={"body": "x"}))

    open_ones = [p for p in (state, *state.rglob("*")) if stat.S_IMODE(p.stat().st_mode) & 0o077]
    assert open_ones == []


def test_nothing_of_another_vault_is_listed(without_git: Workspace, state: Path, tmp_path: Path) -> None:
    set_salary(without_git, "41k")
    left(without_git, "elsewhere")
    other = tmp_path / "other"
    other.mkdir()
    (other / "afterword.toml").write_text("[me]\nname = 'Sam'\n")

    assert recoverable(Workspace.open(other, without_git.moment, lambda: Machine(state=state))) == ()
    assert len(recoverable(without_git)) == 1


def test_a_stopped_merge_keeps_what_stood_there_with_its_markers(root: Path, kept: Workspace) -> None:
    set_salary(kept, "40k")
    run(root, "config", "--remove-section", "merge.afterword")
    run(root, "switch", "-qc", "side")
    set_salary(kept, "41k")
    run(root, "switch", "-q", "main")
    set_salary(kept, "42k")
    subprocess.run(["git", "merge", "-q", "side"], cwd=root, check=False, capture_output=True)
    typed = (root / PATH).read_text() + "Typed into it since.\n"
    (root / PATH).write_text(typed)
    assert "<<<<<<<" in typed

    finish_stopped(kept)

    one = only(kept)
    assert (one.path, one.why, text_of(one)) == (PATH, Why.MERGED, typed)


def drafted(workspace: Workspace) -> Draft:
    workspace.carry_out(
        write_draft("northwind", "thank-you-email", "Joe", typed=("Reps", "First.\n\nSecond.\n\nThird."))
    )
    [draft] = workspace.snapshot().records.drafts
    return draft


def test_a_letter_that_was_joined_with_another_programs_text_is_kept_as_it_was_typed(
    root: Path, kept: Workspace
) -> None:
    draft = drafted(kept)
    place = root / draft.path
    place.write_text(place.read_text().replace("Third.", "Third, by another program."))

    kept.carry_out(save_draft(draft.path, draft.body, "Reps", draft.body.replace("First.", "First, typed.")))

    one = only(kept)
    assert one.why is Why.MERGED
    assert "First, typed.\n\nSecond.\n\nThird.\n" in text_of(one)
    assert "First, typed.\n\nSecond.\n\nThird, by another program." in place.read_text()


def test_a_letter_that_nobody_else_changed_leaves_nothing_to_keep(kept: Workspace) -> None:
    draft = drafted(kept)

    kept.carry_out(save_draft(draft.path, draft.body, "Reps", draft.body.replace("First.", "First, typed.")))

    assert recoverable(kept) == ()


def test_lines_that_were_given_up_for_another_programs_are_kept(kept: Workspace) -> None:
    draft = drafted(kept)

    keep_given_up(kept, draft.path, "Reps", "Mine.")

    assert "\nMine.\n" in text_of(only(kept))


def left(workspace: Workspace, vault: str = "", path: str = "", base: str = "", body: str = "Typed.") -> None:
    """Leave an unsaved letter as a program does that is killed."""
    letter = Unsaved(
        opportunity="northwind",
        to="joe.alvarez@northwind.example",
        channel="email",
        template="thank-you-email",
        path=path,
        key="",
        subject="Reps",
        body=body,
        base_subject="Reps",
        base_body=base,
    )
    copy = Copy(workspace.machine, vault or str(workspace.root), LETTER)
    copy.keep(letter)
    os.close(copy._handle)


def test_a_letter_that_a_crash_left_goes_into_a_draft_of_its_own(root: Path, kept: Workspace) -> None:
    left(kept)
    one = only(kept)
    assert (one.why, text_of(one)) == (Why.TYPED, "Reps\n\nTyped.")

    [path] = kept.carry_out(bringing_back(one)).paths
    settle(one)

    assert path.startswith("drafts/northwind/thank-you-email-")
    assert "\nTyped.\n" in (root / path).read_text()
    assert recoverable(kept) == ()


def test_a_letter_that_a_crash_left_goes_into_its_draft_joined_with_what_that_gained(
    root: Path, kept: Workspace
) -> None:
    draft = drafted(kept)
    left(kept, path=draft.path, base=draft.body, body=draft.body.replace("First.", "First, typed."))
    place = root / draft.path
    place.write_text(place.read_text().replace("Third.", "Third, by another program."))

    kept.carry_out(bringing_back(only(kept)))

    assert "First, typed.\n\nSecond.\n\nThird, by another program." in place.read_text()


def test_a_letter_whose_lines_were_changed_elsewhere_stays_kept_and_says_where_to_go(
    root: Path, kept: Workspace
) -> None:
    draft = drafted(kept)
    left(kept, path=draft.path, base=draft.body, body=draft.body.replace("First.", "Mine."))
    place = root / draft.path
    place.write_text(place.read_text().replace("First.", "Theirs."))

    with pytest.raises(BadRequest, match="the letter is still kept"):
        kept.carry_out(bringing_back(only(kept)))
    with pytest.raises(BadRequest, match="Leave out --to"):
        bringing_back(only(kept), "drafts/other.md")

    assert "Theirs." in place.read_text()


def test_a_form_that_a_crash_left_is_shown_and_goes_into_no_file(kept: Workspace) -> None:
    copy = Copy(kept.machine, str(kept.root), FORM)
    copy.keep(LeftForm(title="Log a call", about={}, held={"who": "Joe", "body": "He asked\nfor the plan"}))
    assert recoverable(kept) == ()  # somebody is typing in it
    os.close(copy._handle)

    one = only(kept)

    assert text_of(one) == "who: Joe\ntext: He asked\nfor the plan"
    with pytest.raises(BadRequest, match="opens the form again"):
        bringing_back(one)


def test_what_is_gone_or_never_was_is_said(without_git: Workspace) -> None:
    set_salary(without_git, "41k")
    one = only(without_git)
    assert named(without_git, one.ident) == one
    with pytest.raises(NotFound):
        named(without_git, "77")

    next(without_git.machine.folder(FOLDER).rglob("*.kept")).unlink()

    with pytest.raises(NotFound):
        text_of(one)


SAVING = """\
import json, os, sys
from datetime import datetime, timezone
from pathlib import Path
from store.workspace.commands.set_keys import set_keys
from store.workspace.door import Workspace
from store.workspace.machine import Machine
from store.workspace.moment import Moment
now = datetime(2026, 11, 20, 9, tzinfo=timezone.utc)
moment = Moment(today=now.date(), now=now, fixed=True)
workspace = Workspace.open(Path(sys.argv[1]), moment, lambda: Machine(state=Path(sys.argv[2])))
number = int(sys.argv[3])
while True:
    workspace.carry_out(set_keys("northwind", {"salary": f"{number}k"}))
    print(number, flush=True)
    number += 1
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_killed_at_any_moment_every_version_that_was_saved_is_in_the_file_or_kept(
    root: Path, without_git: Workspace, state: Path
) -> None:
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[3])}
    saved = 0
    for turn in range(4):
        command = [sys.executable, "-P", "-c", SAVING, str(root), str(state), str(saved + 1)]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            for _ in range(2 + turn):
                child.stdout.readline()
            child.send_signal(signal.SIGKILL)
            told = [int(line) for line in child.stdout.read().split()]
        saved = max([saved + 2 + turn, *told])

        everywhere = [*texts(without_git), (root / PATH).read_text()]
        assert [n for n in range(1, saved + 1) if not any(f"salary: {n}k" in text for text in everywhere)] == []
        saved = max(n for n in range(saved, saved + 2) if any(f"salary: {n}k" in text for text in everywhere))


def test_a_version_whose_first_line_is_spoiled_hides_no_other(without_git: Workspace) -> None:
    for number in range(3):
        set_salary(without_git, f"{number}k")
    first, second, third = sorted(without_git.machine.folder(FOLDER).rglob("*.kept"))
    first.write_bytes(b"[1]\n")
    head, _, rest = second.read_bytes().partition(b"\n")
    second.write_bytes(json.dumps({**json.loads(head), "size": "many"}).encode() + b"\n" + rest)

    assert ["salary: 1k" in text for text in texts(without_git)] == [True]
    assert third.exists()


def test_a_change_that_says_what_it_merged_keeps_it_even_without_git(without_git: Workspace) -> None:
    plan = set_keys("northwind", {"salary": "41k"})

    without_git.carry_out(lambda snapshot: replace(plan(snapshot), merged=((PATH, b"as it was typed"),)))

    assert [(one.why, text_of(one)) for one in recoverable(without_git)][1] == (Why.MERGED, "as it was typed")

"""What each use case leaves in the file, in the agenda and in the history."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from store.errors import Ambiguous, BadRequest, NoSuchStep, NotFound, RefusedEdit
from store.model.agenda import Bucket
from store.model.draft import Draft
from store.model.entry import Box, Direction, Kind, Word
from store.model.opportunity import Stage
from store.model.value import replace
from store.workspace.announcing import announced_day
from store.workspace.changing import Plan
from store.workspace.commands.add_contact import add_contact
from store.workspace.commands.add_mark import add_mark
from store.workspace.commands.complete_step import complete_step
from store.workspace.commands.confirm_spelling import confirm_spelling
from store.workspace.commands.delete_file import delete_draft, delete_opportunity
from store.workspace.commands.log_touch import log_touch
from store.workspace.commands.mark_sent import mark_sent
from store.workspace.commands.move_stage import move_stage
from store.workspace.commands.new_opportunity import new_opportunity
from store.workspace.commands.save_draft import BothChanged, save_draft
from store.workspace.commands.set_keys import set_keys
from store.workspace.commands.set_mark_box import set_mark_box
from store.workspace.commands.skip_step import skip_step
from store.workspace.commands.snooze import snooze
from store.workspace.commands.write_draft import write_draft
from store.workspace.compose import compose, lint_text
from store.workspace.door import Workspace
from store.workspace.material import material
from tests.shell import git

FILE = "opportunities/northwind.md"


def text(workspace: Workspace, path: str = FILE) -> str:
    """Return a file of the vault."""
    return (workspace.root / path).read_text()


def keys(workspace: Workspace) -> list[str]:
    """Return the keys on the agenda."""
    return [i.key for i in workspace.snapshot().agenda]


def test_a_logged_mail_stands_in_the_file_and_in_the_history(workspace: Workspace) -> None:
    before = text(workspace)
    applied = workspace.carry_out(
        log_touch("northwind", Kind.EMAIL, Direction.TO, ("joe",), title="Thank you", body="Dear Joe,\n\nthanks.")
    )

    assert "### 2026-11-20 09:30 Email to Joe Alvarez: Thank you\n\nDear Joe,\n\nthanks.\n" in text(workspace)
    assert text(workspace).startswith(before.rstrip("\n"))
    assert applied.committed, applied.note
    assert git(workspace.root, "log", "-1", "--format=%s").strip() == "Northwind Freight: Email to Joe Alvarez logged"
    assert git(workspace.root, "status", "--porcelain", FILE) == ""


def test_what_an_editor_did_is_committed_by_itself_before_a_change(workspace: Workspace) -> None:
    workspace.carry_out(set_keys("northwind", {"salary": "140k"}))
    (workspace.root / FILE).write_text(text(workspace).replace("Found through Ana.", "Found through Ana and Ben."))
    workspace.carry_out(set_keys("northwind", {"location": "Columbus"}))

    subjects = git(workspace.root, "log", "-3", "--format=%s").splitlines()
    assert subjects[0] == "Northwind Freight: location set"
    assert subjects[1].startswith("edited in an editor")
    assert "+Found through Ana and Ben." in git(workspace.root, "show", "HEAD~1")


def test_staged_work_of_the_user_stays_staged(workspace: Workspace) -> None:
    (workspace.root / "mine.txt").write_text("mine")
    git(workspace.root, "add", "mine.txt")
    workspace.carry_out(set_keys("northwind", {"salary": "140k"}))

    assert git(workspace.root, "diff", "--cached", "--name-only").split() == ["mine.txt"]


def test_a_preview_shows_the_diff_and_writes_nothing(workspace: Workspace) -> None:
    before = text(workspace)
    preview = workspace.preview(move_stage("northwind", "offer"))

    assert "+stage: offer            # second week" in preview.diff
    assert text(workspace) == before


def test_a_stage_dates_itself_and_keeps_the_comment(workspace: Workspace) -> None:
    workspace.carry_out(move_stage("northwind", "offer"))

    assert "stage: offer            # second week\nstage_since: 2026-11-20\n" in text(workspace)
    assert workspace.snapshot().opportunity("northwind").stage is Stage.OFFER


def test_undo_takes_back_the_last_change_and_then_the_one_before(workspace: Workspace) -> None:
    first = text(workspace)
    workspace.carry_out(set_keys("northwind", {"salary": "140k"}))
    second = text(workspace)
    workspace.carry_out(set_keys("northwind", {"location": "Columbus"}))

    workspace.undo()
    assert text(workspace) == second
    workspace.undo()
    assert text(workspace) == first


def test_a_deleted_opportunity_comes_back_by_undo(workspace: Workspace) -> None:
    before = text(workspace)
    workspace.carry_out(delete_opportunity("northwind"))
    assert not (workspace.root / FILE).exists()

    workspace.undo()
    assert text(workspace) == before


def test_a_new_opportunity_gets_a_free_id_in_the_folder_of_the_year(workspace: Workspace) -> None:
    workspace.carry_out(new_opportunity("Blue Harbor & Söhne", "Head of Ops", {"tags": "a, b"}))
    workspace.carry_out(new_opportunity("Blue Harbor & Söhne", "Head of Ops"))

    ids = [o.id for o in workspace.snapshot().records.opportunities]
    first = "blue-harbor-and-sohne-head-of-ops"
    assert {i for i in ids if i.startswith("blue")} == {first, f"{first}-2"}
    assert len(list((workspace.root / "opportunities" / "2026").glob("*.md"))) == 2
    found = [p for p in workspace.snapshot().problems if p.path.startswith("opportunities/2026")]
    assert [p.code for p in found] == ["searches-share-employer"], "two at one employer, and nothing wrong"


def test_a_note_goes_into_the_latest_talk(workspace: Workspace) -> None:
    workspace.carry_out(add_mark("northwind", Word.NEED, "no story for the CFO", persons=("mia",)))

    assert "(Joe Alvarez)\n- need: no story for the CFO (Mia Chen)\n" in text(workspace)


def test_a_promise_is_ticked_by_done_and_leaves_the_agenda(workspace: Workspace) -> None:
    key = next(k for k in keys(workspace) if k.startswith("promise"))
    workspace.carry_out(complete_step("northwind", key))

    assert "- [x] promise: send the ramp plan by 2026-11-20 (Joe Alvarez)" in text(workspace)
    assert key not in keys(workspace)


def test_a_box_can_be_opened_again(workspace: Workspace) -> None:
    line = next(m.line for e in workspace.snapshot().opportunity("northwind").entries for m in e.marks if m.by)
    workspace.carry_out(set_mark_box("northwind", line, Box.DROPPED))
    assert "- [-] promise" in text(workspace)
    workspace.carry_out(set_mark_box("northwind", line, Box.OPEN))
    assert "- [ ] promise" in text(workspace)


def test_done_logs_the_touch_on_its_channel(workspace: Workspace) -> None:
    key = next(k for k in keys(workspace) if k.startswith("thanks/") and k.endswith("Mia Chen"))
    workspace.carry_out(complete_step("northwind", key, body="Dear Mia, thanks."))

    assert "Email to Mia Chen: thanks\n\nDear Mia, thanks.\n" in text(workspace)
    assert key not in keys(workspace)
    assert any(k.startswith("thanks/") and k.endswith("Joe Alvarez") for k in keys(workspace))


def test_an_interview_is_not_done_before_its_day(workspace: Workspace) -> None:
    plan = log_touch("northwind", Kind.INTERVIEW, Direction.WITH, ("joe",), day=date(2026, 11, 27))
    workspace.carry_out(plan)
    with pytest.raises(BadRequest, match="planned for 2026-11-27"):
        workspace.carry_out(complete_step("northwind", "in-room"))


def test_done_settles_the_step_that_was_named_and_no_other(workspace: Workspace) -> None:
    value, thanks = (next(k for k in keys(workspace) if k.startswith(s) and "Joe" in k) for s in ("value/", "thanks/"))
    workspace.carry_out(complete_step("northwind", value))

    assert value not in keys(workspace)
    assert thanks in keys(workspace)


def test_a_skipped_step_leaves_the_agenda_and_keeps_its_reason(workspace: Workspace) -> None:
    key = next(k for k in keys(workspace) if k.startswith("thanks/") and k.endswith("Mia Chen"))
    workspace.carry_out(skip_step("northwind", key, "she left early"))

    assert f"Skipped with Mia Chen: {key} - she left early" in text(workspace)
    assert key not in keys(workspace)


def test_a_snoozed_step_comes_back_on_its_day(workspace: Workspace) -> None:
    key = next(k for k in keys(workspace) if k.startswith("thanks/") and k.endswith("Mia Chen"))
    workspace.carry_out(snooze("northwind", key, date(2026, 11, 24)))
    item = next(i for i in workspace.snapshot().agenda if i.key == key)

    assert (item.due, item.bucket) == (date(2026, 11, 24), Bucket.UPCOMING)


def test_snoozing_an_opportunity_sets_its_next_touch(workspace: Workspace) -> None:
    workspace.carry_out(snooze("northwind", None, date(2026, 12, 1)))
    assert "next_touch: 2026-12-01\n" in text(workspace)


def test_a_contact_is_added_and_then_filled_in(workspace: Workspace) -> None:
    workspace.carry_out(add_contact("northwind", {"name": "Lucía Ortega", "part": "hr"}))
    workspace.carry_out(add_contact("northwind", {"name": "Lucía Ortega", "email": "lucia@northwind.example"}))
    contacts = workspace.snapshot().opportunity("northwind").contacts

    assert [c.name for c in contacts] == ["Joe Alvarez", "Mia Chen", "Lucía Ortega"]
    assert contacts[2].email == "lucia@northwind.example"
    assert contacts[2].part == ("hr",)


def test_a_confirmed_spelling_is_no_longer_asked(workspace: Workspace) -> None:
    workspace.carry_out(confirm_spelling("northwind", "Mia Chen"))
    assert workspace.snapshot().opportunity("northwind").contacts[1].is_confirmed


def test_the_main_job_from_draft_to_sent(workspace: Workspace) -> None:
    workspace.carry_out(write_draft("northwind", "thank-you-email", to="Joe"))
    draft = workspace.snapshot().records.drafts[0]
    assert "second meeting" in draft.body or "C-level" in draft.body
    body = "Dear Joe Alvarez,\n\nthank you. Your line on the second meeting stayed with me.\n\nSam Rivera\n"
    workspace.carry_out(save_draft(draft.path, draft.body, "Reps and the board", body))
    key = next(k for k in keys(workspace) if k.startswith("thanks/") and k.endswith("Joe Alvarez"))
    workspace.carry_out(mark_sent(draft.path))

    assert "Email to Joe Alvarez: Reps and the board\n\nDear Joe Alvarez,\n" in text(workspace)
    assert not (workspace.root / draft.path).exists()
    assert key not in keys(workspace)
    assert "Email to Joe Alvarez sent" in git(workspace.root, "log", "-1", "--format=%s")


def test_a_draft_with_a_gap_is_not_sent(workspace: Workspace) -> None:
    workspace.carry_out(write_draft("northwind", "thank-you-email", to="Joe"))
    draft = workspace.snapshot().records.drafts[0]
    workspace.carry_out(save_draft(draft.path, draft.body, "x", "Dear Joe,\n\n[[ something he said ]]\n"))
    before = text(workspace)

    with pytest.raises(BadRequest, match="not ready"):
        workspace.carry_out(mark_sent(draft.path))
    assert text(workspace) == before


def test_a_letter_that_is_logged_already_is_not_logged_twice(workspace: Workspace) -> None:
    workspace.carry_out(write_draft("northwind", "thank-you-email", to="Joe"))
    draft = workspace.snapshot().records.drafts[0]
    body = "Dear Joe Alvarez,\n\nthe second meeting stayed with me.\n"
    workspace.carry_out(save_draft(draft.path, draft.body, "Reps", body))
    kept = (workspace.root / draft.path).read_bytes()
    workspace.carry_out(mark_sent(draft.path))
    (workspace.root / draft.path).parent.mkdir(exist_ok=True)
    (workspace.root / draft.path).write_bytes(kept)

    applied = workspace.carry_out(mark_sent(draft.path))
    assert "already sent" in applied.sentence
    assert text(workspace).count("the second meeting stayed with me.") == 1


def test_typed_text_and_another_programs_lines_both_stay(workspace: Workspace) -> None:
    workspace.carry_out(write_draft("northwind", "thank-you-email", to="Joe"))
    path = workspace.snapshot().records.drafts[0].path
    first = "one\n\ntwo\n\nthree"
    workspace.carry_out(save_draft(path, workspace.snapshot().records.drafts[0].body, "s", first))
    file = workspace.root / path
    file.write_text(file.read_text().replace("three", "three of theirs"))

    workspace.carry_out(save_draft(path, first, "s", "one of mine\n\ntwo\n\nthree"))
    assert workspace.snapshot().records.drafts[0].body == "one of mine\n\ntwo\n\nthree of theirs"
    with pytest.raises(BothChanged):
        workspace.carry_out(save_draft(path, first, "s", "ONE\n\ntwo\n\nthree"))


def test_a_draft_can_be_thrown_away_and_taken_back(workspace: Workspace) -> None:
    workspace.carry_out(write_draft("northwind", "thank-you-email", to="Joe"))
    workspace.carry_out(delete_draft("thank-you"))
    assert workspace.snapshot().records.drafts == ()
    workspace.undo()
    assert len(workspace.snapshot().records.drafts) == 1


@pytest.mark.parametrize(
    ("plan", "error"),
    [
        (lambda: set_keys("nobody", {"salary": "1"}), NotFound),
        (lambda: set_keys("northwind", {"stage": "dreaming"}), BadRequest),
        (lambda: set_keys("northwind", {"deadline": "2026-02-30"}), BadRequest),
        (lambda: set_keys("northwind", {"company": ""}), BadRequest),
        (lambda: set_keys("northwind", {"contacts": "x"}), BadRequest),
        (lambda: set_keys("northwind", {"restrictions": "no-fun"}), BadRequest),
        (lambda: set_keys("northwind", {"playbook": "nonesuch"}), BadRequest),
        (lambda: move_stage("northwind", "x"), BadRequest),
        (lambda: complete_step("northwind", "nonesuch"), NoSuchStep),
        (lambda: complete_step("northwind", "thanks"), Ambiguous),
        (lambda: log_touch("northwind", Kind.EMAIL, Direction.TO, ("zoe",)), NotFound),
        (lambda: log_touch("northwind", Kind.EMAIL, Direction.TO, ("joe",), day=date(2026, 12, 1)), BadRequest),
        (lambda: snooze("northwind", None, date(2026, 11, 20)), BadRequest),
        (lambda: add_mark("northwind", Word.NEED, "  "), BadRequest),
        (lambda: new_opportunity(" ", "x"), BadRequest),
        (lambda: add_contact("northwind", {"name": ""}), BadRequest),
    ],
)
def test_a_wish_that_cannot_be_met_says_so_and_writes_nothing(
    workspace: Workspace, plan: Callable[[], Plan], error: type[Exception]
) -> None:
    before = text(workspace)
    with pytest.raises(error):
        workspace.carry_out(plan())
    assert text(workspace) == before


def test_a_broken_file_is_never_rewritten(workspace: Workspace) -> None:
    broken = workspace.root / "opportunities" / "broken.md"
    broken.write_text("---\ncompany: [unclosed\nposition: x\n---\n")
    with pytest.raises((RefusedEdit, BadRequest)):
        workspace.carry_out(set_keys("broken", {"salary": "1"}))
    assert broken.read_text() == "---\ncompany: [unclosed\nposition: x\n---\n"
    assert any(p.path == "opportunities/broken.md" for p in workspace.snapshot().problems)


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("I will write to you again on Friday 4 December.", date(2026, 12, 4)),
        ("You will hear from me by 2026-12-01.", date(2026, 12, 1)),
        ("I'll call on December 3, and bring\nthe plan.", date(2026, 12, 3)),
        ("I will be in touch on 5 January.", date(2027, 1, 5)),
        ("You said Lucía would write by 4 December.", None),
        ("I will be in touch soon. The fair was on 4 December.", None),
        ("I will call on 31 February.", None),
        ("I will call on 19 November 2026.", None),
    ],
)
def test_the_day_that_a_letter_announces(body: str, day: date | None) -> None:
    assert announced_day(body, date(2026, 11, 20)) == day


def test_an_announced_day_becomes_a_promise_once_the_letter_is_sent(workspace: Workspace) -> None:
    workspace.carry_out(write_draft("northwind", "thank-you-email", to="Joe"))
    draft = workspace.snapshot().records.drafts[0]
    body = "Dear Joe Alvarez,\n\nthe second meeting stayed with me. I will call you on 4 December.\n"
    workspace.carry_out(save_draft(draft.path, draft.body, "Reps", body))
    workspace.carry_out(mark_sent(draft.path))

    assert "Reps\n- [ ] promise: be in touch by 2026-12-04 (Joe Alvarez)\n\nDear Joe" in text(workspace)


def test_the_same_files_are_the_same_records_however_often_they_are_read(workspace: Workspace) -> None:
    first = workspace.snapshot()
    workspace.moment = replace(workspace.moment, now=workspace.moment.now + timedelta(minutes=1))
    second = workspace.snapshot()

    assert second.records is first.records
    assert second.now - first.now == timedelta(minutes=1)


REFERENCE = "---\nname: Anna Weiss\npart: [reference]\nspelling: confirmed\nopportunities: [northwind]\n---\n"


def test_what_one_said_in_the_interview_reaches_a_reference_only_with_a_tick(root: Path, workspace: Workspace) -> None:
    (root / "people" / "anna.md").write_text(REFERENCE)
    snapshot = workspace.snapshot()
    stuff = material(snapshot, "northwind", "Anna Weiss")
    offered = {note.mark.text: note.mark.line for note in stuff.notes if not note.own}
    picked = replace(stuff.usual, marks=frozenset({offered["reps stall below the C-level"]}))
    sheet = compose(snapshot, "northwind", "reference-briefing", "Anna Weiss", picked)
    draft = Draft(path="drafts/x.md", opportunity="northwind", to="Anna Weiss", channel="phone", body=sheet.body)

    assert set(offered) == {"reps stall below the C-level", "board-ready value stories"}
    assert stuff.usual.marks == frozenset()
    assert "- Reps stall below the C-level.\n" in sheet.body
    assert "others-words" in {finding.code for finding in lint_text(snapshot, draft)}


def test_a_sheet_for_the_phone_is_logged_as_it_was_and_reads_back_without_marks(workspace: Workspace) -> None:
    workspace.carry_out(write_draft("northwind", "call-sheet", "Joe"))
    draft = workspace.snapshot().records.drafts[0]
    workspace.carry_out(mark_sent(draft.path))
    call = next(e for e in workspace.snapshot().opportunity("northwind").entries if e.kind is Kind.CALL)

    assert draft.channel == "phone"
    assert "[[ your phone number ]]" in draft.body
    assert (call.text, call.marks) == (draft.body, ())

"""How a call ended: what stands in the log afterwards, what it settles, and what comes next."""

import subprocess
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from store.errors import BadRequest
from store.model.agenda import Item
from store.model.entry import Direction, Kind, Word
from store.workspace.calling import is_call, next_steps, people_to_call
from store.workspace.commands.log_call import Call, Outcome, log_call
from store.workspace.create import create_vault
from store.workspace.door import Workspace
from store.workspace.moment import Moment
from store.workspace.noting import Note

FILE = "opportunities/northwind.md"
QUIET_WEEK = """\
---
company: Northwind Freight
position: Director of Sales Enablement
stage: interviewing
stage_since: 2026-11-12
contacts:
  - name: Joe Alvarez
    part: [interviewer, hiring-manager]
    email: joe.alvarez@northwind.example
    phone: "+1 555 0100"
    spelling: confirmed
  - name: Mia Chen
    part: interviewer
  - name: Ruth Okafor
    part: assistant
    phone: "+1 555 0177"
---

## Notes

### 2026-11-12 14:00 Interview with Joe Alvarez
- need: reps stall below the C-level

## Correspondence

### 2026-11-12 18:30 Email to Joe Alvarez: Thank you

Dear Joe, thanks.

### 2026-11-13 09:00 Letter to Joe Alvarez

Dear Joe, a letter.
"""
REFERENCE = """\
---
name: Howard Tran
part: reference
phone: "+1 555 0144"
consent: yes
opportunities: [northwind]
---
"""
DRAFT = """\
---
opportunity: northwind
to: Joe Alvarez
channel: phone
template: call-sheet
created: 2026-11-19
---
- Good day.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    vault = create_vault(tmp_path / "vault", "Sam Rivera", "sam@rivera.example").root
    (vault / FILE).write_text(QUIET_WEEK)
    (vault / "drafts" / "call.md").write_text(DRAFT)
    (vault / "people" / "howard-tran.md").write_text(REFERENCE)
    return vault


@pytest.fixture
def workspace(root: Path) -> Workspace:
    now = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
    return Workspace.open(root, Moment(today=date(2026, 11, 20), now=now, fixed=True))


def text(workspace: Workspace) -> str:
    return (workspace.root / FILE).read_text()


def first_call(workspace: Workspace) -> Item:
    return next(item for item in workspace.snapshot().agenda if item.step == "first-call")


def ended(workspace: Workspace, outcome: Outcome, to: str = "Joe Alvarez", **more: object) -> str:
    call = Call(opportunity="northwind", to=to, outcome=outcome, **more)  # type: ignore[arg-type]
    return workspace.carry_out(log_call(call)).sentence


def steps(workspace: Workspace) -> list[str]:
    return [item.step for item in next_steps(workspace.snapshot(), "northwind", "Joe Alvarez")]


def test_a_talk_is_a_call_with_its_notes_and_settles_the_step(workspace: Workspace) -> None:
    notes = (Note(word=Word.NEED, text="no trust in the forecast"), Note(word=Word.NEXT, text="write to them"))
    key = first_call(workspace).key
    sentence = ended(workspace, Outcome.TALKED, key=key, notes=notes, began=time(16, 48), draft="drafts/call.md")

    assert sentence == "Northwind Freight: call to Joe Alvarez logged, 2 notes"
    assert (
        "### 2026-11-20 16:48 Call to Joe Alvarez: first-call\n"
        "- need: no trust in the forecast\n"
        "- [ ] next: write to them\n"
    ) in text(workspace)
    assert "first-call" not in steps(workspace)
    assert not (workspace.root / "drafts" / "call.md").exists()


def test_a_message_left_is_logged_word_for_word(workspace: Workspace) -> None:
    ended(workspace, Outcome.MESSAGE, key=first_call(workspace).key, said="This is Sam Rivera.\n\nPlease call.")
    entry = workspace.snapshot().opportunity("northwind").entries[-1]

    assert (entry.kind, entry.direction, entry.text) == (
        Kind.VOICEMAIL,
        Direction.TO,
        "This is Sam Rivera.\n\nPlease call.",
    )
    assert "first-call" not in steps(workspace)


def test_a_ring_without_an_answer_settles_nothing_and_keeps_the_sheet(workspace: Workspace) -> None:
    ended(workspace, Outcome.NO_ANSWER, key=first_call(workspace).key, draft="drafts/call.md", said="never said")

    assert "### 2026-11-20 17:00 Call to Joe Alvarez: no answer\n" in text(workspace)
    assert "never said" not in text(workspace)
    assert "voicemail" in steps(workspace)
    assert (workspace.root / "drafts" / "call.md").exists()


def test_a_ring_without_an_answer_keeps_no_promise_and_a_talk_does(workspace: Workspace) -> None:
    promised = text(workspace) + "\n### 2026-11-16 09:00 Call to Joe Alvarez\n- [ ] promise: call again by 2026-11-20\n"
    (workspace.root / FILE).write_text(promised)
    key = next(i.key for i in workspace.snapshot().agenda if i.mark_line)
    ended(workspace, Outcome.NO_ANSWER, key=key)
    assert "- [ ] promise: call again" in text(workspace)

    ended(workspace, Outcome.TALKED, key=key)
    assert "- [x] promise: call again" in text(workspace)


def test_to_be_called_back_is_a_promise_with_its_day_and_hour(workspace: Workspace) -> None:
    sentence = ended(workspace, Outcome.LATER, until=date(2026, 11, 24), at="15:00")
    (item, *_rest) = next_steps(workspace.snapshot(), "northwind", "Joe Alvarez")

    assert sentence == "Northwind Freight: call to Joe Alvarez logged, to call back on 2026-11-24"
    assert "Call to Joe Alvarez: asked to be called back\n- [ ] promise: call back at 15:00 by 2026-11-24\n" in text(
        workspace
    )
    assert (item.channel, item.due) == ("phone", date(2026, 11, 24))


def test_a_day_that_is_over_is_refused_and_nothing_is_written(workspace: Workspace) -> None:
    with pytest.raises(BadRequest, match="is over"):
        ended(workspace, Outcome.LATER, until=date(2026, 11, 19))
    assert text(workspace) == QUIET_WEEK


def test_no_more_calls_becomes_a_rule_in_the_same_change(workspace: Workspace) -> None:
    before = commits(workspace.root)
    ended(workspace, Outcome.REFUSED, restriction="no-calls")

    assert workspace.snapshot().opportunity("northwind").restrictions == ("no-calls",)
    assert "Call to Joe Alvarez: asked for no more calls\n" in text(workspace)
    assert all(item.channel != "phone" for item in workspace.snapshot().agenda if item.ident == "Joe Alvarez")
    assert commits(workspace.root) == before + 2  # what an editor did is committed by itself, before
    workspace.undo()
    assert text(workspace) == QUIET_WEEK


def test_a_step_that_was_settled_meanwhile_does_not_lose_the_call(workspace: Workspace) -> None:
    key = first_call(workspace).key
    ended(workspace, Outcome.TALKED, key=key)
    ended(workspace, Outcome.TALKED, key=key)

    assert text(workspace).count("Call to Joe Alvarez") == 2


def test_a_reference_is_briefed_by_a_talk(workspace: Workspace) -> None:
    key = next(i.key for i in workspace.snapshot().agenda_within(30) if i.step == "brief")
    ended(workspace, Outcome.TALKED, to="Howard Tran", key=key)

    assert "Briefing with Howard Tran: brief\n" in text(workspace)


def test_who_can_be_called_has_those_with_a_number_first(workspace: Workspace) -> None:
    snapshot = workspace.snapshot()

    assert [p.name for p in people_to_call(snapshot, "northwind")] == ["Joe Alvarez", "Ruth Okafor", "Mia Chen"]
    assert [p.name for p in people_to_call(snapshot, "northwind", "Mia")] == ["Mia Chen"]


def test_a_name_is_checked_by_phone_and_is_no_call_to_its_person(workspace: Workspace) -> None:
    snapshot = workspace.snapshot()
    phoned = [i for i in snapshot.schedule("northwind") if i.channel == "phone" and i.bucket]

    assert {i.step for i in phoned if is_call(i)} >= {"first-call"}
    assert not any(is_call(i) for i in phoned if "spelling" in i.step)


def commits(root: Path) -> int:
    done = subprocess.run(
        ["git", "-C", str(root), "rev-list", "--count", "HEAD"], capture_output=True, text=True, check=True
    )
    return int(done.stdout)

"""Steps settled together: one change, one commit, one undo; questions and their answers; one message for several."""

import subprocess
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from store.errors import BadRequest
from store.model.agenda import Bucket, Item
from store.model.change import Change
from store.model.opportunity import Stage
from store.model.value import replace
from store.workspace.answering import answer_trace
from store.workspace.changing import Plan
from store.workspace.commands.answer_step import answer_steps
from store.workspace.commands.complete_step import complete_step, complete_steps, done_trace
from store.workspace.commands.mark_sent import mark_sent
from store.workspace.commands.save_draft import save_draft
from store.workspace.commands.skip_step import skip_steps, skip_trace
from store.workspace.commands.snooze import snooze_steps
from store.workspace.commands.write_draft import write_draft
from store.workspace.door import Workspace
from store.workspace.sent_letter import steps_of
from store.workspace.snapshot import Snapshot
from store.workspace.tracing import Settled, Trace, change_of_steps
from store.workspace.when import day_meant

FILE = "opportunities/northwind.md"
HARBOR = """\
---
company: Harbor Analytics
position: Head of Enablement
stage: interviewing
contacts:
  - name: Priya Raman
    part: interviewer
    spelling: confirmed
---

## Notes

### 2026-11-19 10:00 Interview with Priya Raman: first round
- topic: how they onboard
"""


@pytest.fixture
def two(workspace: Workspace) -> Workspace:
    """Return a vault with two searches under way."""
    (workspace.root / "opportunities" / "harbor.md").write_text(HARBOR)
    return workspace


def text(workspace: Workspace, path: str = FILE) -> str:
    return (workspace.root / path).read_text()


def subjects(workspace: Workspace) -> list[str]:
    words = ["git", "-C", str(workspace.root), "log", "--format=%s"]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.splitlines()


def step(workspace: Workspace, begins: str, who: str = "") -> Item:
    """Return the open step of that name for that person."""
    return next(i for i in workspace.snapshot().agenda if i.key.startswith(f"{begins}/") and who in i.key)


def meant(*items: Item) -> list[tuple[str, str]]:
    return [(i.opportunity, i.key) for i in items]


def keys(workspace: Workspace) -> set[tuple[str, str]]:
    return {(i.opportunity, i.key) for i in workspace.snapshot().agenda}


BULK: dict[str, Callable[[list[tuple[str, str]]], Plan]] = {
    "done": lambda steps: complete_steps(steps, body="Thank you all."),
    "skipped": lambda steps: skip_steps(steps, "a busy week"),
    "put off until 2026-11-27": lambda steps: snooze_steps(steps, date(2026, 11, 27)),
}


@pytest.mark.parametrize("words", BULK)
def test_steps_of_two_searches_are_settled_in_one_commit_that_one_undo_takes_back(two: Workspace, words: str) -> None:
    steps = [step(two, "thanks", "Joe"), step(two, "thanks", "Mia"), step(two, "thanks", "Priya")]
    before = {p: p.read_bytes() for p in (two.root / "opportunities").glob("*.md")}
    two.carry_out(lambda _: Change(sentence="nothing"))
    commits = len(subjects(two))

    applied = two.carry_out(BULK[words](meant(*steps)))

    assert applied.committed, applied.note
    assert applied.sentence == f"3 steps at Northwind Freight and Harbor Analytics: {words}"
    assert sorted(applied.paths) == ["opportunities/harbor.md", FILE]
    assert len([s for s in subjects(two)[: len(subjects(two)) - commits] if not s.startswith("edited")]) == 1
    left = {(i.opportunity, i.key): i.due for i in two.snapshot().agenda}
    for item in steps:
        assert left.get((item.opportunity, item.key)) in (None, date(2026, 11, 27))

    two.undo()
    assert {p: p.read_bytes() for p in (two.root / "opportunities").glob("*.md")} == before


def test_a_step_marked_twice_is_settled_once(two: Workspace) -> None:
    joe = step(two, "thanks", "Joe")
    two.carry_out(complete_steps(meant(joe, joe)))

    assert text(two).count("Email to Joe Alvarez") == 1


def test_one_step_that_is_gone_stops_them_all(two: Workspace) -> None:
    joe, mia = step(two, "thanks", "Joe"), step(two, "thanks", "Mia")
    two.carry_out(complete_step("northwind", mia.key))
    before = text(two)

    with pytest.raises(Exception, match="thanks/"):
        two.carry_out(complete_steps(meant(joe, mia)))
    assert text(two) == before


def test_promises_are_ticked_on_their_lines_although_entries_go_in_above(two: Workspace) -> None:
    promise = step(two, "promised", "Joe")
    steps = [step(two, "thanks", "Joe"), step(two, "spelling", "Mia"), promise]
    two.carry_out(complete_steps(meant(*steps)))

    assert "- [x] promise: send the ramp plan by 2026-11-20 (Joe Alvarez)" in text(two)
    assert "spelling: confirmed" in text(two).partition("Mia Chen")[2].partition("---")[0]
    assert keys(two).isdisjoint(meant(*steps))


def test_many_companies_are_counted_in_the_sentence(two: Workspace) -> None:
    for name in ("a", "b"):
        (two.root / "opportunities" / f"{name}.md").write_text(HARBOR.replace("Harbor Analytics", f"Firm {name}"))
    steps = [i for i in two.snapshot().agenda if i.key.startswith("thanks/")]

    applied = two.carry_out(skip_steps(meant(*steps), "late"))

    assert applied.sentence.startswith("5 steps at ")
    assert applied.sentence.endswith(" and 2 more: skipped")


# One message for several steps.


def test_a_message_that_does_two_steps_is_logged_once(two: Workspace) -> None:
    thanks, value, promise = (step(two, name, "Joe") for name in ("thanks", "value", "promised"))
    applied = two.carry_out(complete_step("northwind", thanks.key, body="Dear Joe.", also=(value.key, promise.key)))

    assert text(two).count("Email to Joe Alvarez") == 1
    assert f"Skipped with Joe Alvarez: {value.key} - done, in the same message" in text(two)
    assert "- [x] promise: send the ramp plan" in text(two)
    assert keys(two).isdisjoint(meant(thanks, value, promise))
    assert "and with it" in applied.sentence
    assert "Dear" not in applied.sentence


def test_a_promise_kept_together_with_another_step_is_a_message_too(two: Workspace) -> None:
    promise, value = step(two, "promised", "Joe"), step(two, "value", "Joe")
    two.carry_out(complete_step("northwind", promise.key, also=(value.key,)))

    assert text(two).count("Email to Joe Alvarez") == 1


def test_a_message_to_one_does_nothing_for_another(two: Workspace) -> None:
    joe, mia = step(two, "thanks", "Joe"), step(two, "thanks", "Mia")
    before = text(two)

    with pytest.raises(BadRequest, match="One message cannot do both"):
        two.carry_out(complete_step("northwind", joe.key, also=(mia.key,)))
    assert text(two) == before


def test_steps_that_one_message_does_are_logged_as_that_message_in_whatever_order_they_are_named(
    two: Workspace,
) -> None:
    lead = next(i for i in two.snapshot().agenda if i.also)
    others = [i for i in two.snapshot().agenda if i.opportunity == lead.opportunity and i.key in lead.also]
    two.carry_out(complete_steps(meant(*others, lead), body="Dear Joe."))

    assert others
    assert text(two).count("Dear Joe.") == 1
    assert keys(two).isdisjoint(meant(lead, *others))


def test_what_the_user_does_alone_is_done_on_the_day_that_was_named(two: Workspace) -> None:
    alone = replace(step(two, "thanks", "Joe"), ident=None, who=None, channel=None)
    trace = done_trace(two.snapshot(), alone, date(2026, 11, 19), "with the chart")

    assert [(e.day, e.at, e.text) for e in trace.entries] == [(date(2026, 11, 19), None, "with the chart")]


# Questions.


def asked(workspace: Workspace, *answers: str, stale: str = "") -> tuple[Snapshot, Item]:
    """Return a step of the vault as a question."""
    snapshot = workspace.snapshot()
    return snapshot, replace(step(workspace, "thanks", "Joe"), answers=answers, stale=stale)


def carry(workspace: Workspace, item: Item, trace: Trace) -> None:
    """Write one trace into its file."""
    workspace.carry_out(
        lambda s: change_of_steps(s, "answered", [Settled(s.opportunity(item.opportunity), item, trace)])
    )


def test_done_gives_the_first_answer_of_a_question(two: Workspace) -> None:
    snapshot, item = asked(two, "go on", "slow down", "close")
    carry(two, item, done_trace(snapshot, item, snapshot.today, "she said so"))

    assert f"### 2026-11-20 09:30 Skipped with Joe Alvarez: {item.key} - go on\n\nshe said so\n" in text(two)
    assert "stage: interviewing " in text(two)


@pytest.mark.parametrize(
    ("reason", "written"), [("Slow  DOWN", "slow down"), ("go on", "go on"), ("no idea", "no idea")]
)
def test_a_reason_that_is_an_answer_is_written_as_it_is_asked(two: Workspace, reason: str, written: str) -> None:
    snapshot, item = asked(two, "go on", "slow down", "close")
    carry(two, item, skip_trace(snapshot, item, reason.replace("  ", " ")))

    assert f"{item.key} - {written}\n" in text(two)


@pytest.mark.parametrize("answer", ["close", "withdraw"])
def test_leaving_moves_the_stage_in_the_same_change(two: Workspace, answer: str) -> None:
    two.carry_out(lambda _: Change(sentence="nothing"))
    snapshot, item = asked(two, "keep open", answer)
    commits = len(subjects(two))
    carry(two, item, answer_trace(snapshot, item, answer))

    assert two.snapshot().opportunity("northwind").stage is Stage.WITHDRAWN
    assert "stage: withdrawn            # second week\nstage_since: 2026-11-20\n" in text(two)
    assert f"{item.key} - {answer}" in text(two)
    assert len([s for s in subjects(two) if not s.startswith("edited")]) <= commits + 1
    two.undo()
    assert two.snapshot().opportunity("northwind").stage is Stage.INTERVIEWING


def test_what_is_no_question_has_no_answer(two: Workspace) -> None:
    before = text(two)
    with pytest.raises(BadRequest, match="does not answer"):
        two.carry_out(answer_steps(meant(step(two, "thanks", "Joe")), "close"))
    assert text(two) == before


def test_a_stale_step_is_skipped_for_its_own_reason(two: Workspace) -> None:
    snapshot, item = asked(two, stale="nine days late, and three talks since")

    assert skip_trace(snapshot, item, "").entries[0].title.endswith(" - nine days late, and three talks since")
    assert skip_trace(snapshot, item, "too late").entries[0].title.endswith(" - too late")
    with pytest.raises(BadRequest, match="in a few words why"):
        skip_trace(snapshot, replace(item, stale=""), "")


# Days as they are typed.


@pytest.mark.parametrize(
    ("settings", "typed", "day"),
    [
        ("", "3bd", "2026-11-25"),
        ('[search]\nworkdays = ["sat", "sun", "mon"]\n', "3bd", "2026-11-23"),
        ('[search]\ndays_off = ["2026-11-23..2026-11-24"]\n', "3bd", "2026-11-27"),
        ('[search]\ndays_off = ["2026-11-23..2026-11-24"]\n', "3d", "2026-11-23"),
    ],
)
def test_working_days_are_the_users_own(two: Workspace, settings: str, typed: str, day: str) -> None:
    (two.root / "afterword.toml").write_text(settings)

    assert day_meant(two.snapshot(), typed) == date.fromisoformat(day)


def test_a_held_step_can_be_put_off(two: Workspace) -> None:
    item = step(two, "value", "Joe")
    two.carry_out(snooze_steps(meant(item), date(2026, 11, 30)))
    moved = next(i for i in two.snapshot().agenda if i.key == item.key)

    assert moved.due == date(2026, 11, 30)
    assert moved.bucket in (Bucket.UPCOMING, Bucket.HELD)


def test_a_playbook_may_call_the_check_of_a_name_as_it_likes(two: Workspace) -> None:
    own = "  - {id: right-name, after: interview, each: panel, by: phone, within: 0d, only: spelling-unconfirmed}\n"
    (two.root / "playbooks").mkdir(exist_ok=True)
    (two.root / "playbooks" / "mine.md").write_text(f"---\nname: mine\nsteps:\n{own}---\n")
    file = two.root / FILE
    file.write_text(file.read_text().replace("stage_since:", "playbook: mine\nstage_since:"))

    check = step(two, "right-name", "Mia")
    two.carry_out(complete_step("northwind", check.key))

    assert "spelling: confirmed" in text(two).partition("Mia Chen")[2].partition("---")[0]
    assert check.key not in {key for _, key in keys(two)}


# Letters that go out.


def drafted(workspace: Workspace, template: str, body: str, subject: str = "As promised: the ramp plan") -> str:
    """Write a draft to Joe with this text; return its path."""
    workspace.carry_out(write_draft("northwind", template, to="Joe"))
    draft = workspace.snapshot().records.drafts[0]
    workspace.carry_out(save_draft(draft.path, draft.body, subject, body))
    return draft.path


def test_a_letter_that_brings_what_was_promised_ticks_the_promise(two: Workspace) -> None:
    promise = step(two, "promised", "Joe")
    path = drafted(
        two, "promised-material", "Dear Joe Alvarez,\n\nhere is the ramp plan that I promised to send.\n\nSam"
    )
    applied = two.carry_out(mark_sent(path))

    assert "- [x] promise: send the ramp plan" in text(two)
    assert keys(two).isdisjoint(meant(promise))
    assert f"and with it {promise.title}, Joe Alvarez" in applied.sentence


def test_a_letter_that_says_nothing_of_a_promise_leaves_it_open(two: Workspace) -> None:
    path = drafted(two, "promised-material", "Dear Joe Alvarez,\n\nmore soon.\n\nSam", "Soon")
    two.carry_out(mark_sent(path))

    assert "- [ ] promise: send the ramp plan" in text(two)


def test_a_thank_you_that_speaks_of_the_promise_does_not_keep_it(two: Workspace) -> None:
    path = drafted(
        two, "thank-you-email", "Dear Joe Alvarez,\n\nthank you. I will send the ramp plan.\n\nSam", "Thanks"
    )
    steps = steps_of(two.snapshot(), two.snapshot().draft(path))
    two.carry_out(mark_sent(path))

    assert steps.kept == ()
    assert "- [ ] promise: send the ramp plan" in text(two)


def test_what_the_same_message_can_do_is_offered_and_done_on_a_word(two: Workspace) -> None:
    two.moment = replace(two.moment, today=date(2026, 11, 23), now=two.moment.now + timedelta(days=3))
    promise, value = step(two, "promised", "Joe"), step(two, "value", "Joe")
    path = drafted(two, "promised-material", "Dear Joe Alvarez,\n\nhere is the ramp plan to send.\n\nSam")
    steps = steps_of(two.snapshot(), two.snapshot().draft(path))
    applied = two.carry_out(mark_sent(path, also=[i.key for i in (*steps.kept, *steps.offered)]))

    assert [i.key for i in steps.kept] == [promise.key]
    assert [i.key for i in steps.offered] == [value.key]
    assert keys(two).isdisjoint(meant(promise, value))
    assert text(two).count("Email to Joe Alvarez: As promised") == 1
    assert f"and with it {value.title}, Joe Alvarez" in applied.sentence


def test_a_letter_to_one_does_no_step_of_another(two: Workspace) -> None:
    mia = step(two, "thanks", "Mia")
    path = drafted(two, "plain-message", "Dear Joe Alvarez,\n\nthe second meeting stayed with me.\n\nSam", "The board")
    before = text(two)

    with pytest.raises(BadRequest, match="cannot do"):
        two.carry_out(mark_sent(path, also=[mia.key]))
    assert text(two) == before

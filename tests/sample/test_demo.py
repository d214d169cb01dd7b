"""The sample vault as a vault: complete, without a fault, and alive on whatever day it is opened."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from store.model.agenda import Bucket
from store.model.entry import Box, Kind, Word
from store.model.opportunity import CLOSED, Stage
from store.model.problem import Severity
from store.workspace.demo import ANCHOR, make_demo
from store.workspace.door import Workspace
from store.workspace.moment import Moment
from store.workspace.snapshot import Snapshot

WEEK = [ANCHOR + timedelta(days=n) for n in range(7)]
OTHER_DAYS = [date(2026, 12, 31), date(2027, 3, 1), date(2028, 2, 29)]


def opened(folder: Path, today: date) -> Snapshot:
    """Make the demo for a day and open it at noon of that day."""
    root = make_demo(folder / "demo", today)
    now = datetime.combine(today, time(18), UTC)
    return Workspace.open(root, Moment(today=today, now=now, fixed=True)).snapshot()


@pytest.fixture
def sample(tmp_path: Path) -> Snapshot:
    return opened(tmp_path, ANCHOR)


@pytest.mark.parametrize("today", [*WEEK, *OTHER_DAYS], ids=str)
def test_on_any_day_it_has_no_fault_and_something_to_do(tmp_path: Path, today: date) -> None:
    snapshot = opened(tmp_path, today)
    assert [p for p in snapshot.problems if p.severity is not Severity.ADVICE] == []
    count = Counter(item.bucket for item in snapshot.agenda)
    assert count[Bucket.TODAY] >= 3, count
    assert count[Bucket.OVERDUE] >= 3, count
    assert count[Bucket.UPCOMING] >= 3, count
    assert count[Bucket.WAITING] >= 3, count


@pytest.mark.parametrize("today", WEEK, ids=str)
def test_on_any_day_the_people_of_this_morning_are_to_be_thanked(tmp_path: Path, today: date) -> None:
    due = [i for i in opened(tmp_path, today).agenda if i.bucket is Bucket.TODAY and i.company == "Halyard Freight"]
    thanks = {i.who for i in due if i.step == "thanks"}
    assert thanks == {"Imani Brandt", "Piet Vandersloot", "Lucía Ferreyra"}
    assert any(i.who == "Imani Brandt" and i.mark_line for i in due), "a promise is due today"


def test_there_are_enough_of_everything(sample: Snapshot) -> None:
    records = sample.records
    assert len(records.opportunities) >= 14
    assert {o.stage for o in records.opportunities} == set(Stage)
    assert len(records.stories) == 8
    assert len(records.people) == 6
    assert len(records.drafts) == 3
    assert [b.name for b in records.playbooks] == ["gentle"]
    assert {"reference", "ally", "recruiter", "helper"} <= {part for p in records.people for part in p.part}


def test_every_kind_of_mark_is_in_it(sample: Snapshot) -> None:
    marks = [m for o in sample.records.opportunities for e in o.entries for m in e.marks]
    assert {m.word for m in marks} == set(Word)
    promises = [m for m in marks if m.word is Word.PROMISE]
    assert {m.box for m in promises} == set(Box)
    assert {m.mine for m in marks if m.word is Word.NEXT} == {False, True}


def test_panels_have_words_of_each_person(sample: Snapshot) -> None:
    panels = [
        (o, e)
        for o in sample.records.opportunities
        for e in o.entries
        if e.kind is Kind.INTERVIEW and e.day <= ANCHOR and len(e.names) > 1
    ]
    assert len(panels) >= 5
    for _, entry in panels:
        for name in entry.names:
            assert any(name.who in {p.who for p in mark.persons} for mark in entry.marks), name


def test_interviews_are_held_and_planned_at_plausible_hours(sample: Snapshot) -> None:
    interviews = [e for o in sample.records.opportunities for e in o.entries if e.kind is Kind.INTERVIEW]
    assert any(e.day > ANCHOR for e in interviews)
    assert any(e.day == ANCHOR for e in interviews)
    # today's has no hour, so that what is sent in the demo comes after it, however early it is opened
    assert [e.at for e in interviews if e.day == ANCHOR] == [None]
    assert all(e.at is not None and time(8) <= e.at <= time(17) for e in interviews if e.day != ANCHOR)


def test_one_message_of_theirs_waits_for_an_answer(sample: Snapshot) -> None:
    waiting = {o.company for o in sample.records.opportunities if o.stage not in CLOSED and _is_unanswered(o.entries)}
    assert {"Fennimore Robotics", "Ostrava Lighting"} <= waiting


def _is_unanswered(entries: object) -> bool:
    assert isinstance(entries, tuple)
    written = sorted((e for e in entries if e.kind is Kind.EMAIL), key=lambda e: (e.day, e.at or time()))
    return bool(written) and written[-1].direction == "from"


def test_one_draft_is_ready_and_another_has_a_gap(sample: Snapshot) -> None:
    assert sorted("[[ " in d.body for d in sample.records.drafts) == [False, True, True]


def test_notes_to_which_no_next_belongs_speak_for_themselves(sample: Snapshot) -> None:
    advice = {p.code for p in sample.problems}
    assert {"interview-without-notes", "interview-without-next-step", "unconfirmed-spelling"} <= advice

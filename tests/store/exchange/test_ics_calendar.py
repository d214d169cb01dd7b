"""A calendar file is what RFC 5545 says, whatever the vault holds; a second library reads it back."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from store.exchange.ics_calendar import folded, uid, written
from store.model.agenda import Because, Bucket, Item, State
from store.model.entry import Direction, Entry, Kind, Name
from store.model.opportunity import CLOSED, Opportunity, Stage
from store.model.outgoing import Leaving, Wishes
from store.model.value import replace
from tests.store.exchange.making import TODAY, leavings

icalendar = pytest.importorskip("icalendar")

ITEM = Item(
    key="thanks/2026-11-20/Joe Alvarez",
    opportunity="northwind",
    company="Northwind",
    position="Director",
    step="thanks",
    title="Thank-you",
    due=date(2026, 11, 22),
    days=-4,
    bucket=Bucket.OVERDUE,
    state=State.OPEN,
    because=Because(event="interview with Joe Alvarez", day=date(2026, 11, 20), path="opportunities/n.md", line=9),
    who="Joe Alvarez",
    says="Thank Joe; name what he said.",
)
TALK = Entry(
    line=9,
    end=12,
    day=date(2026, 12, 1),
    at=time(14, 0),
    kind=Kind.INTERVIEW,
    direction=Direction.WITH,
    names=(Name(text="Joe Alvarez", who="Joe Alvarez"),),
    title="second round",
)
NORTHWIND = Opportunity(
    id="northwind",
    path="opportunities/n.md",
    company="Northwind",
    position="Director",
    stage=Stage.INTERVIEWING,
    deadline=date(2026, 12, 15),
    entries=(TALK,),
)
LEAVING = Leaving(today=TODAY, zone=ZoneInfo("Europe/Berlin"), opportunities=(NORTHWIND,), items=(ITEM,))


def read(leaving: Leaving) -> list[Any]:
    return list(icalendar.Calendar.from_ical(written(leaving)).subcomponents)


@given(leavings())
def test_another_library_reads_just_the_components_that_were_meant(leaving: Leaving) -> None:
    ids = {o.id for o in leaving.opportunities}
    talks = sum(e.kind in (Kind.INTERVIEW, Kind.MEETING, Kind.VISIT) for o in leaving.opportunities for e in o.entries)
    deadlines = sum(o.deadline is not None and o.stage not in CLOSED for o in leaving.opportunities)
    steps = sum(
        i.bucket is not Bucket.WAITING and i.opportunity in ids for i in leaving.items
    )  # none counts from line 1

    found = read(leaving)
    todos = [c for c in found if c.name == "VTODO"]

    assert len(found) == talks + deadlines + steps
    assert len(todos) == (steps if leaving.wishes.todos else 0)
    assert all(not c.subcomponents and not c.errors for c in found)
    assert len({str(c["uid"]) for c in found}) == len(found)


@given(leavings())
def test_no_line_is_longer_than_75_octets_and_each_ends_as_the_rule_says(leaving: Leaving) -> None:
    data = written(leaving)

    assert data.endswith(b"END:VCALENDAR\r\n")
    assert re.search(rb"[^\r]\n|\r[^\n]", data) is None
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    data.decode()


@given(leavings())
def test_what_a_private_calendar_tells_is_no_note(leaving: Leaving) -> None:
    found = read(replace(leaving, wishes=Wishes(private=True)))

    assert all("description" not in c and c["class"] == "PRIVATE" for c in found)


def test_folding_is_taken_away_again_by_who_reads() -> None:
    text = "SUMMARY:" + "ü🙂a" * 60

    assert folded(text).replace("\r\n ", "") == text + "\r\n"


def test_a_talk_is_at_its_hour_in_the_users_zone() -> None:
    talk, *_ = read(LEAVING)

    assert talk["dtstart"].dt == datetime(2026, 12, 1, 13, 0, tzinfo=UTC)
    assert talk["duration"].dt == timedelta(hours=1)
    assert str(talk["summary"]) == "Interview: Northwind (Joe Alvarez)"


def test_a_talk_in_another_zone_is_at_the_hour_that_its_heading_names() -> None:
    there = replace(NORTHWIND, entries=(replace(TALK, zone="America/New_York"),))
    talk, *_ = read(replace(LEAVING, opportunities=(there,)))

    assert talk["dtstart"].dt == datetime(2026, 12, 1, 19, 0, tzinfo=UTC)


def test_what_is_overdue_stands_on_today_and_says_since_when() -> None:
    *_, step = read(LEAVING)

    assert step["dtstart"].dt == TODAY
    assert str(step["summary"]) == "Thank-you: Joe Alvarez, Northwind"
    assert "Due on 2026-11-22." in str(step["description"])


def test_a_todo_keeps_the_day_it_was_due() -> None:
    *_, step = read(replace(LEAVING, wishes=Wishes(todos=True)))

    assert (step.name, step["due"].dt) == ("VTODO", date(2026, 11, 22))


def test_an_event_is_known_again_the_next_day_and_when_its_hour_changes() -> None:
    moved = replace(NORTHWIND, entries=(replace(TALK, at=time(16, 30), names=()),))
    later = replace(LEAVING, today=TODAY + timedelta(days=1), opportunities=(moved,))

    assert [c["uid"] for c in read(later)] == [c["uid"] for c in read(LEAVING)]


def test_the_name_of_an_event_tells_nothing() -> None:
    assert re.fullmatch("[0-9a-f-]{36}", uid("northwind", "thanks/2026-11-20/Joe Alvarez"))


def test_one_day_gives_the_same_bytes() -> None:
    assert written(LEAVING) == written(LEAVING)


def test_a_closed_opportunity_has_no_deadline_any_more() -> None:
    closed = replace(NORTHWIND, stage=Stage.REJECTED, entries=())

    assert read(replace(LEAVING, opportunities=(closed,), items=())) == []


def test_a_step_for_others_is_not_the_users() -> None:
    assert len(read(replace(LEAVING, items=(replace(ITEM, bucket=Bucket.WAITING),)))) == len(read(LEAVING)) - 1


def test_the_step_that_is_the_planned_talk_itself_stands_there_once() -> None:
    itself = replace(ITEM, who=None, time="14:00", because=replace(ITEM.because, line=TALK.line))

    assert len(read(replace(LEAVING, items=(itself,)))) == len(read(replace(LEAVING, items=())))


@given(leavings())
def test_nothing_is_farther_ahead_than_was_wished_for_and_nothing_else_is_missing(leaving: Leaving) -> None:
    def told(days: int | None) -> set[tuple[str, date]]:
        wishes = replace(leaving.wishes, days=days)
        return {(str(part["UID"]), day_of(part)) for part in read(replace(leaving, wishes=wishes))}

    kept = told(7)
    assert kept <= told(None)
    assert max((one[1] for one in kept), default=TODAY) <= TODAY + timedelta(days=7 + 1)  # in UTC it may be the next
    assert {one for one in told(None) if (one[1] - TODAY).days < 7} <= kept


def day_of(part: Any) -> date:
    when = part.get("DTSTART", part.get("DUE")).dt
    return when.date() if isinstance(when, datetime) else when


def test_the_last_day_that_was_wished_for_is_in_it() -> None:
    def told(days: int) -> set[str]:
        return {str(part["SUMMARY"]).split(":")[0] for part in read(replace(LEAVING, wishes=Wishes(days=days)))}

    assert told(0) == {"Thank-you"}
    assert told(4) == {"Thank-you"}
    assert told(5) == {"Thank-you", "Interview"}
    assert told(18) == {"Thank-you", "Interview"}
    assert told(19) == {"Thank-you", "Interview", "Deadline"}

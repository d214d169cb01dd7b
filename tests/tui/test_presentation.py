"""Values into words and rows, without a terminal."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model.agenda import Because, Bucket, Item, State
from store.model.draft import Draft, Finding
from store.model.entry import Box, Direction, Entry, Kind, Mark, Name, Word
from store.model.opportunity import Contact, Opportunity, Stage
from store.model.problem import Problem, Severity
from store.rules.ordering import SORTS, in_order, next_items
from tui.presentation import agenda, days, drafts, findings, opportunities, problems, rows, steps
from tui.presentation.card import card
from tui.presentation.reasons import reason
from tui.presentation.safe import is_shown, safe_line, safe_text, shorten
from tui.presentation.spans import plain
from tui.presentation.timeline import timeline

TODAY = date(2026, 11, 20)
"""A Friday."""


def item(**given: object) -> Item:
    """Return an item of today, changed as given."""
    values: dict[str, object] = {
        "key": "thank-you/2026-11-20/Joe Alvarez",
        "opportunity": "northwind",
        "company": "Northwind Freight",
        "position": "Director",
        "step": "thank-you",
        "due": TODAY,
        "days": 0,
        "bucket": Bucket.TODAY,
        "state": State.OPEN,
        "because": Because(event="interview with Joe Alvarez", day=TODAY, path="opportunities/n.md", line=12),
        "who": "Joe Alvarez",
        "channel": "email",
        "title": "Thank-you",
        "says": "Thank Joe Alvarez.",
        "rules": ("R7", "R11"),
        "source": ("S4",),
        "playbook": "blend",
    }
    return Item(**{**values, **given})  # type: ignore[arg-type]  # a test's shorthand


def cells(row: rows.Row) -> list[str]:
    """Return a row's words."""
    return [span.text for span in row.cells]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 17), "3 days late"),
        (date(2026, 11, 19), "1 day late"),
        (TODAY, "today"),
        (date(2026, 11, 21), "tomorrow"),
        (date(2026, 11, 23), "Mon 23 Nov"),
        (date(2027, 1, 4), "Mon 4 Jan"),
        (date(2027, 3, 1), "Mon 1 Mar 2027"),
    ],
)
def test_a_day_is_said_as_people_say_it(day: date, said: str) -> None:
    assert said == days.due(day, TODAY)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("arrives about 2026-12-01", "arrives about Tue 1 Dec"),
        ("moved from 2026-11-26 to 2027-03-01: no post", "moved from Thu 26 Nov to Mon 1 Mar 2027: no post"),
        ("2026-13-45 is no day, nor is 12026-11-20", "2026-13-45 is no day, nor is 12026-11-20"),
    ],
)
def test_days_in_a_sentence_are_said_as_people_say_them(written: str, said: str) -> None:
    assert days.spoken(written, TODAY) == said


def test_a_reason_names_no_day_twice_and_none_as_files_have_it() -> None:
    because = Because(event="promise to Joe, interview of 2026-11-20", day=TODAY, path="n.md", line=2)
    moved = item(because=because, note="due on 2026-11-26, a day off", hints=("next call from 2026-12-05",))
    text = plain(reason(moved, TODAY))

    assert "because  promise to Joe, interview of Fri 20 Nov\n" in text
    assert "note     due on Thu 26 Nov, a day off" in text
    assert "mind     next call from Sat 5 Dec" in text
    assert "2026-1" not in text


def test_a_planned_talk_shows_its_time() -> None:
    assert days.due(TODAY, TODAY, "14:00") == "today 14:00"


def test_the_agenda_shows_who_company_what_channel_and_day_by_bucket() -> None:
    late = item(key="promise/2026-11-17/Joe Alvarez", due=date(2026, 11, 17), days=-3, bucket=Bucket.OVERDUE)

    shown = agenda.rows((item(), late), TODAY)

    assert [cells(r) for r in shown] == [
        ["Overdue", "1"],
        ["!", "Joe Alvarez", "Northwind Freight", "Thank-you", "email", "3 days late"],
        [],
        ["Today, Fri 20 Nov", "1"],
        [">", "Joe Alvarez", "Northwind Freight", "Thank-you", "email", "today"],
    ]


def test_every_row_of_the_agenda_has_a_key_of_its_own() -> None:
    twins = (item(), item(opportunity="other"))

    assert len({row.key for row in agenda.rows(twins, TODAY) if row.key}) == 2


def test_a_held_item_says_from_when_it_is_allowed() -> None:
    held = item(bucket=Bucket.HELD, allowed=date(2026, 11, 24))

    assert agenda.day(held, TODAY) == "from 24 Nov"
    text = plain(reason(held, TODAY))
    assert "held back" in text
    assert "allowed  Tue 24 Nov 2026, in 4 days" in text


def test_a_reason_names_sentence_rules_event_file_and_line() -> None:
    text = plain(reason(item(), TODAY))

    for part in (
        "Thank Joe Alvarez.",
        "R7, R11 · from the article S4 · playbook blend, step",
        "interview with Joe Alvarez",
        "opportunities/n.md:12",
    ):
        assert part in text


@pytest.mark.parametrize(
    ("channel", "said"),
    [("phone", "call to Joe Alvarez"), ("note", "card to Joe Alvarez"), ("meeting", "meeting with Joe Alvarez")],
)
def test_a_reason_says_how_somebody_is_reached(channel: str, said: str) -> None:
    assert f"how      {said}\n" in plain(reason(item(channel=channel), TODAY))
    assert "how " not in plain(reason(item(channel=None, who=None), TODAY))


def test_a_reason_leaves_out_what_there_is_not() -> None:
    waiting = item(channel=None, template=None, rules=(), source=(), playbook="")

    labels = {one[0].text.strip() for one in reason(waiting, TODAY) if one}

    assert not labels & {"how", "rules"}


def test_articles_in_a_row_are_named_as_a_run() -> None:
    text = plain(reason(item(source=("S0", "S1", "S2", "S3", "S4")), TODAY))

    assert "from the articles S0-S4" in text


def test_what_is_over_says_how_and_on_which_day_and_not_when_it_was_due() -> None:
    entry = Entry(line=40, end=44, day=date(2026, 11, 18), kind=Kind.EMAIL, direction=Direction.TO, names=())
    done = item(state=State.DONE, bucket=None, due=date(2026, 11, 27), settled_by=40)

    (row,) = [r for r in steps.rows((done,), TODAY, (entry,)) if r.key]

    assert "done 18 Nov" in cells(row)
    assert "27 Nov" not in str(row)
    assert "done: Email to, Wed 18 Nov 2026" in plain(reason(done, TODAY, (entry,)))


def test_the_latest_day_late_fits_its_column() -> None:
    late = item(due=date(2026, 8, 1), days=-111, bucket=Bucket.OVERDUE)

    assert all(len(agenda.day(late, TODAY)) <= c[-1].least for c in (agenda.COLUMNS, steps.COLUMNS))


def test_labels_of_the_card_stand_in_one_column() -> None:
    own = {"hiring round": "second", "what the recruiter said of it": "much"}
    text = plain(card(Opportunity(id="a", path="a.md", company="A", position="p", extra=own), (), TODAY)).splitlines()

    where = {row.index(word) for row in text for word in ("second", "much", "a.md") if word in row}
    assert len(where) == 1
    assert "what the recruiter said of it" in text


def test_steps_are_parted_into_outstanding_planned_and_over() -> None:
    done = item(key="a", state=State.DONE, bucket=None)
    coming = item(key="b", state=State.FORECAST, bucket=None)

    headings = [cells(r)[0] for r in steps.rows((done, coming, item()), TODAY) if r.is_heading and r.cells]

    assert headings == ["Outstanding", "Planned", "Behind you"]


def test_opportunities_stand_by_urgency_and_closed_ones_last() -> None:
    closed = Opportunity(id="a", path="a.md", company="Alpha", position="p", stage=Stage.REJECTED)
    quiet = Opportunity(id="b", path="b.md", company="Beta", position="p")
    urgent = Opportunity(id="northwind", path="n.md", company="Northwind", position="p")

    coming = next_items((item(),))
    listed = in_order((closed, quiet, urgent), "urgency", coming, TODAY)
    shown = [opportunities.row(o, coming.get(o.id), TODAY) for o in listed]

    assert [r.key for r in shown] == ["northwind", "b", "a"]


def test_a_file_that_cannot_be_read_is_still_listed() -> None:
    broken = Opportunity(id="x", path="opportunities/x.md", company="", position="", readable=False)

    assert cells(opportunities.row(broken, None, TODAY))[3] == "unreadable"


def test_the_timeline_is_newest_first_with_marks_and_text() -> None:
    joe = (Name(text="Joe", who="Joe"),)
    talk = Entry(
        line=1,
        end=4,
        day=date(2026, 11, 18),
        kind=Kind.INTERVIEW,
        direction=Direction.WITH,
        names=joe,
        title="first",
        marks=(Mark(line=2, word=Word.PROMISE, text="send it", box=Box.DONE, by=TODAY, persons=joe),),
    )
    mail = Entry(
        line=6, end=9, day=TODAY, at=time(18, 30), kind=Kind.EMAIL, direction=Direction.TO, names=joe, text="Dear Joe,"
    )

    text = plain(timeline((talk, mail), TODAY))

    assert text.index("Email to Joe") < text.index("Dear Joe,") < text.index("Interview with Joe")
    assert "promise   [x] send it by 2026-11-20  Joe" in text


@pytest.mark.parametrize(
    ("kind", "title", "said"),
    [
        (Kind.SNOOZED, "first-call/2026-11-07/Joe until 2026-11-25", "first call until Wed 25 Nov"),
        (Kind.SKIPPED, "brief/2026-10-28T13:00/Joe#2 - he is fishing", "brief - he is fishing"),
        (Kind.SKIPPED, "prepare/2026-10-28/me", "prepare"),
        (Kind.SKIPPED, "brief", "brief"),
        (Kind.CALL, "a/b/Joe", "a/b/Joe"),
    ],
)
def test_a_step_that_was_put_off_or_left_out_is_named_without_its_key(kind: Kind, title: str, said: str) -> None:
    about = Entry(line=1, end=1, day=TODAY, kind=kind, names=(Name(text="Joe", who="Joe"),), title=title)

    assert plain(timeline((about,), TODAY)).splitlines()[1].strip() == said


def test_folded_lines_of_a_letter_flow_on_in_the_timeline() -> None:
    text = "you need distributors who sell the difference and\nnothing else."
    mail = Entry(line=1, end=3, day=TODAY, kind=Kind.EMAIL, text=text)

    assert "difference and nothing else." in plain(timeline((mail,), TODAY))


def test_a_planned_talk_is_marked_in_the_timeline() -> None:
    ahead = Entry(line=1, end=1, day=date(2026, 11, 25), kind=Kind.INTERVIEW)

    assert "planned" in plain(timeline((ahead,), TODAY))


def test_the_card_shows_own_keys_and_unconfirmed_names() -> None:
    one = Opportunity(
        id="n",
        path="n.md",
        company="N",
        position="p",
        extra={"mood": "good"},
        contacts=(Contact(line=1, name="Mia Chen", ident="Mia Chen"),),
    )

    text = plain(card(one, (), TODAY))

    assert "mood     good" in text
    assert "Mia Chen  spelling not confirmed" in text


def test_findings_that_block_come_first() -> None:
    found = (
        Finding(code="a", message="Long.", severity="advice", line=1),
        Finding(code="gap", message="A gap.", severity="error", line=9, rule="R11"),
    )

    assert plain(findings.findings(found)).splitlines()[0].startswith("! line 9")
    assert findings.summary(found) == "1 to mend, 1 remark"
    assert findings.blocking(found) == found[1:]


def test_drafts_stand_newest_first() -> None:
    old = Draft(path="drafts/a.md", created=date(2026, 11, 1))
    new = Draft(path="drafts/b.md", created=TODAY)

    assert [r.key for r in drafts.rows((old, new), {}, TODAY)] == ["drafts/b.md", "drafts/a.md"]


def test_problems_stand_by_severity_with_their_place() -> None:
    advice = Problem(path="opportunities/a.md", line=3, code="x", message="No notes.", severity=Severity.ADVICE)
    error = Problem(path="opportunities/b.md", line=7, code="y", message="No date.", fix="Write one.")

    shown = problems.rows((advice, error))

    assert [cells(r)[:2] for r in shown if r.key] == [["!", "b.md:7"], ["·", "a.md:3"]]
    assert "Write one." in plain(problems.detail(error))


HOSTILE = "a\x1b]52;c;x\x07b\u202ec\u200bd\u2028e\x9bf\ud800g\x00h\x7f"


def test_nothing_that_a_terminal_obeys_is_shown() -> None:
    assert safe_line(HOSTILE) == "a]52;c;xbcd efgh"
    assert safe_text("one\r\ntwo\tx\x1b[2J") == "one\ntwo x[2J"


@given(st.text(max_size=300))
def test_safe_text_holds_only_what_may_be_shown(text: str) -> None:
    assert all(is_shown(c) for c in safe_line(text))
    assert all(is_shown(c) or c == "\n" for c in safe_text(text))


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "M"]), max_size=300))
def test_harmless_text_is_left_as_it_is(text: str) -> None:
    assert safe_line(text) == text


def test_long_text_is_cut_and_says_so() -> None:
    assert shorten("x" * 10_000, 5) == "xxxx…"


LISTS = (agenda.COLUMNS, steps.COLUMNS, problems.COLUMNS, *map(opportunities.columns, SORTS))


@given(st.integers(20, 240), st.sampled_from(LISTS))
def test_columns_never_need_more_than_there_is(width: int, columns: tuple[rows.Column, ...]) -> None:
    cells = rows.widths(columns, width)
    shown = [c for c in columns if width >= c.needs]
    gaps = sum(c.after for c in shown[:-1])

    assert [cell > 0 for cell in cells] == [width >= c.needs for c in columns]
    assert sum(cells) + gaps <= max(width, sum(c.least for c in shown) + gaps)

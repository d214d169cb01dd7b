"""What the numbers of a search count, told on small vaults, and what holds of them on any."""

from collections.abc import Iterator
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from store.model.opportunity import Stage
from store.rules.insights.amounts import Case, Cases, Share, Spread
from store.rules.insights.keeping import Promises
from store.rules.insights.replies import Replies
from store.rules.insights.whole import Insights
from store.rules.insights.words import likely_words, share_words, spread_words
from tests.store.rules.random_searches import SPAN, START, Vault, Written, searches, vault

LAW = settings(max_examples=40, deadline=None)
HEADER = (
    "stage: interviewing",
    "stage_since: 2026-06-10",
    "playbook: blend",
    "contacts:",
    "  - {name: Ana Ruiz, part: hiring-manager}",
    "  - {name: Bo Lee, part: interviewer}",
)


def told(*entries: str, today: str = "2026-07-20", header: tuple[str, ...] = HEADER) -> Insights:
    """Return the numbers of one search."""
    made = vault(Written(ident="one", header=header, entries=tuple(f"{e}\n" for e in entries)))
    return made.on(date.fromisoformat(today)).insights


def staged(stage: str, *more: str) -> tuple[str, ...]:
    return (f"stage: {stage}", *more, *HEADER[2:])


def reached(found: Insights) -> dict[str, int]:
    return {str(level.stage): len(level.ever) for level in found.funnel}


def on(found: Insights, channel: str) -> Replies:
    return next(one for one in found.replies if one.channel == channel)


def amounts(found: Insights) -> Iterator[Cases]:
    for level in found.funnel:
        yield from (level.ever, level.now)
    yield from found.ended.values()
    for stay in found.stays:
        yield from (stay.over.cases, stay.so_far.cases)
    for one in found.replies:
        yield from (one.answered.cases, one.waiting, one.took.cases)
    for week in found.weeks:
        yield from (week.out, week.into, week.interviews)
    kept: Promises = found.promises
    yield from (kept.in_time.cases, kept.open, kept.untold, kept.dropped)
    yield from (found.thanks.in_time.cases, found.thanks.waiting)
    for source in found.sources:
        yield source.interviewed.cases


def shares(found: Insights) -> Iterator[Share]:
    yield from (level.of_before for level in found.funnel if level.of_before)
    yield from (one.answered for one in found.replies)
    yield from (found.promises.in_time, found.thanks.in_time)
    yield from (source.interviewed for source in found.sources)


# How far searches got.


def test_a_rejected_search_is_counted_where_its_log_shows_that_it_was() -> None:
    found = told(
        "### 2026-06-01 Application to Ana Ruiz", "### 2026-06-20 Rejected by Ana Ruiz", header=staged("rejected")
    )

    assert reached(found) == {"lead": 1, "applied": 1, "interviewing": 0, "offer": 0, "accepted": 0}
    assert len(found.ended[Stage.REJECTED]) == 1


def test_who_was_interviewed_without_applying_has_passed_that_stage_too() -> None:
    found = told("### 2026-06-10 Interview with Ana Ruiz\n- need: speed (Ana Ruiz)")

    assert reached(found)["applied"] == reached(found)["interviewing"] == 1


def test_an_interview_that_was_called_off_shows_nothing() -> None:
    found = told(
        "### 2026-06-10 10:00 Interview with Ana Ruiz",
        "### 2026-06-11 Skipped: f-happened/2026-06-10T10:00/me - called off",
        header=staged("applied"),
    )

    assert reached(found)["interviewing"] == 0


def test_time_in_a_stage_runs_from_its_first_sign_to_the_next_one() -> None:
    found = told(
        "### 2026-06-01 Application to Ana Ruiz",
        "### 2026-06-12 Interview with Ana Ruiz\n- need: speed (Ana Ruiz)",
        header=staged("interviewing", "stage_since: 2026-06-12"),
    )
    stays = {stay.stage: stay for stay in found.stays}

    assert stays[Stage.APPLIED].over.numbers == (11,)
    assert stays[Stage.INTERVIEWING].over.numbers == ()
    assert stays[Stage.INTERVIEWING].so_far.numbers == (38,)


def test_an_ended_search_stands_in_no_stage_any_more() -> None:
    found = told(
        "### 2026-06-01 Application to Ana Ruiz", "### 2026-06-20 Rejected by Ana Ruiz", header=staged("rejected")
    )

    assert [stay.so_far.numbers for stay in found.stays] == [()] * 4
    assert next(s for s in found.stays if s.stage is Stage.APPLIED).over.numbers == (19,)


# What was answered.


def test_an_answer_belongs_to_the_last_touch_before_it() -> None:
    found = told(
        "### 2026-06-10 09:00 Email to Ana Ruiz: one",
        "### 2026-06-15 09:00 Email to Ana Ruiz: two",
        "### 2026-06-17 09:00 Email from Ana Ruiz: Re: two",
    )

    assert share_words(on(found, "email").answered) == "1 of 2"
    assert on(found, "email").took.numbers == (2,)


def test_somebody_else_at_the_employer_may_answer_but_a_helper_does_not() -> None:
    touch = "### 2026-06-10 09:00 Letter to Ana Ruiz"

    assert share_words(on(told(touch, "### 2026-06-14 Email from Bo Lee: news"), "letter").answered) == "1 of 1"
    assert share_words(on(told(touch, "### 2026-06-14 Email from Dee Fox: news"), "letter").answered) == "0 of 1"


def test_an_answer_after_a_fortnight_is_none_and_until_then_a_touch_waits() -> None:
    touch = "### 2026-06-10 09:00 Email to Ana Ruiz"

    assert share_words(on(told(touch, "### 2026-06-25 Email from Ana Ruiz: hm"), "email").answered) == "0 of 1"
    assert share_words(on(told(touch, "### 2026-06-24 Email from Ana Ruiz: hm"), "email").answered) == "1 of 1"
    early = on(told(touch, today="2026-06-24"), "email")
    assert (len(early.waiting), share_words(early.answered)) == (1, "nothing yet")
    assert share_words(on(told(touch, today="2026-06-25"), "email").answered) == "0 of 1"


def test_a_call_that_was_taken_is_answered_and_one_that_rang_in_vain_is_not() -> None:
    taken, rang = "### 2026-06-10 Call to Ana Ruiz: news", "### 2026-06-12 Call to Bo Lee: no answer"

    assert share_words(on(told(taken, rang), "phone").answered) == "1 of 2"


def test_a_no_answers_an_application_and_a_talk_in_the_calendar_answers_no_letter() -> None:
    sent, no = "### 2026-06-01 Application to Ana Ruiz", "### 2026-06-20 Rejected by Ana Ruiz"
    letter, talk = "### 2026-06-02 Letter to Ana Ruiz", "### 2026-06-09 Interview with Ana Ruiz\n- need: speed"

    assert on(told(sent, no, header=staged("rejected")), "application").took.numbers == (19,)
    assert share_words(on(told(letter, talk), "letter").answered) == "0 of 1"


# Weeks, promises, thanks.


def test_days_are_those_of_the_user_not_of_the_letter() -> None:
    found = told("### 2026-06-07 23:30 -05:00 Email to Ana Ruiz", today="2026-06-10")

    assert [str(w.monday) for w in found.weeks if w.out] == ["2026-06-08"]


def test_a_promise_is_kept_in_time_when_its_message_went_by_its_day() -> None:
    talk = "### 2026-06-10 10:00 Interview with Ana Ruiz\n- [{box}] promise: send the plan by 2026-06-14 (Ana Ruiz)"
    sent = "### {day} Email to Ana Ruiz: the plan"

    def words(box: str, day: str) -> str:
        return share_words(told(talk.format(box=box), sent.format(day=day)).promises.in_time)

    assert words("x", "2026-06-14") == "1 of 1"
    assert words("x", "2026-06-15") == "0 of 1"
    assert words(" ", "2026-06-14") == "0 of 1"
    assert words("-", "2026-06-14") == "nothing yet"
    assert len(told(talk.format(box="x")).promises.untold) == 1


def test_thanks_count_for_each_person_by_a_message_of_their_own() -> None:
    talk = "### 2026-06-10 10:00 Interview with Ana Ruiz, Bo Lee\n- need: speed (Ana Ruiz)"

    apart = told(talk, "### 2026-06-10 18:00 Email to Ana Ruiz: thanks", "### 2026-06-12 Email to Bo Lee: thanks")
    together = told(talk, "### 2026-06-10 18:00 Email to Ana Ruiz, Bo Lee: thanks")
    assert share_words(apart.thanks.in_time) == "1 of 2"
    assert share_words(together.thanks.in_time) == "0 of 2"


def test_thanks_of_today_are_still_to_come() -> None:
    found = told("### 2026-06-10 10:00 Interview with Ana Ruiz\n- need: speed (Ana Ruiz)", today="2026-06-10")

    assert len(found.thanks.waiting) == 1
    assert found.thanks.in_time.cases == ()


def test_sources_are_the_same_however_they_are_written() -> None:
    one = Written(ident="one", header=("stage: interviewing", "source: Ana  Board"), entries=())
    two = Written(ident="two", header=("stage: lead", "source: ana board"), entries=())
    found = vault(one, two).on(START).insights

    assert [(s.name, share_words(s.interviewed)) for s in found.sources] == [("Ana Board", "1 of 2")]


# Words for few and many.


def cases(count: int, days: int | None = None) -> Cases:
    return tuple(Case(opportunity=str(n), path=f"{n}.md", line=1, days=days) for n in range(count))


def test_few_cases_get_no_percentage_and_nothing_gets_no_rate() -> None:
    assert share_words(Share()) == "nothing yet"
    assert share_words(Share(hits=cases(2), cases=cases(4))) == "2 of 4"
    assert likely_words(Share(hits=cases(2), cases=cases(4))) == ""
    assert share_words(Share(hits=cases(2), cases=cases(5))) == "40% (2 of 5)"
    assert likely_words(Share(hits=cases(2), cases=cases(5))) == "likely 12 to 77%"
    assert spread_words(Spread()) == ""
    assert spread_words(Spread(cases=cases(1, 1))) == "1 day, once"


@given(hits=st.integers(0, 60), more=st.integers(0, 60))
def test_a_share_lies_within_its_likely_range(hits: int, more: int) -> None:
    share = Share(hits=cases(hits), cases=cases(hits + more))

    assert (share.percent is None) == (hits + more < 5)
    if share.range:
        assert share.percent is not None
        assert 0 <= share.range[0] <= share.percent <= share.range[1] <= 100


# Laws.

anything = st.tuples(searches("one"), searches("two", "Farrow"))
days = st.integers(0, 3 * SPAN).map(lambda n: START + timedelta(days=n))


def insights_of(found: Vault, today: date) -> Insights:
    return found.on(today).insights


@LAW
@given(anything, days)
def test_counts_add_up(written: tuple[Written, Written], today: date) -> None:
    found = insights_of(vault(*written), today)

    for before, level in zip(found.funnel, found.funnel[1:], strict=False):
        assert {c.opportunity for c in level.ever} <= {c.opportunity for c in before.ever}
    assert len(found.funnel[0].ever) == 2
    assert sum(len(s.interviewed.cases) for s in found.sources) == 2
    for share in shares(found):
        assert len(share.hits) <= len(share.cases)
        assert set(share.hits) <= set(share.cases)
    for one in found.replies:
        assert len(one.took.numbers) == len(one.answered.hits)
    for stay in found.stays:
        assert all(n >= 0 for n in (*stay.over.numbers, *stay.so_far.numbers))


@LAW
@given(anything, days)
def test_every_case_stands_in_its_file_and_none_lies_ahead(written: tuple[Written, Written], today: date) -> None:
    made = vault(*written)

    for group in amounts(insights_of(made, today)):
        for case in group:
            assert made.files[case.path].split("\n")[case.line - 1].strip()


@LAW
@given(anything, days)
def test_an_unrelated_search_changes_no_number_of_another(written: tuple[Written, Written], today: date) -> None:
    one, two = written
    alone = [tuple(c for c in g if c.opportunity == "one") for g in _without_channels(insights_of(vault(one), today))]
    both = [
        tuple(c for c in g if c.opportunity == "one") for g in _without_channels(insights_of(vault(one, two), today))
    ]

    assert both == alone


def _without_channels(found: Insights) -> Iterator[Cases]:
    """Yield the amounts whose number does not depend on which channels were used."""
    for level in found.funnel:
        yield from (level.ever, level.now)
    for stay in found.stays:
        yield from (stay.over.cases, stay.so_far.cases)
    for week in found.weeks:
        yield from (week.out, week.into, week.interviews)
    yield from (found.promises.in_time.cases, found.promises.in_time.hits, found.promises.open)
    yield from (found.thanks.in_time.cases, found.thanks.in_time.hits, found.thanks.waiting)
    by_channel = {one.channel: one for one in found.replies}
    for channel in ("email", "phone", "letter", "note", "text", "message", "application"):
        one = by_channel.get(channel)
        yield from (one.answered.cases, one.answered.hits, one.waiting) if one else ((), (), ())


def test_an_empty_vault_has_nothing_to_tell() -> None:
    found = Vault().on(START).insights

    assert not any(amounts(found))
    assert [share_words(share) for share in shares(found)] == ["nothing yet"] * 6

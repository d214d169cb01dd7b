"""What real searches ran into: messages, answers and rounds that the plain stories do not have."""

import pytest

from store.model.agenda import Bucket
from tests.store.rules.conftest import Telling, Told

HEADER = """\
stage: interviewing
stage_since: 2026-06-01
contacts:
  - name: Priya Raman
    part: hiring-manager
    spelling: confirmed
    email: priya@hollin.example
    phone: "+1 555 0101"
    address: 1 Main Street
  - name: Lucy Ott
    part: hr
    spelling: confirmed
    email: lucy@hollin.example
"""
ROUND = "### 2026-06-01 10:00 Interview with Priya Raman: first round\n- need: faster ramp (Priya Raman)\n"
THANKS = "### 2026-06-01 19:00 Email to Priya Raman: thanks"
OPENING = (
    THANKS,
    "### 2026-06-02 10:00 Letter to Priya Raman: chart",
    "### 2026-06-03 09:00 Email to Priya Raman: ramp",
)


@pytest.fixture
def quiet(tell: Telling) -> Told:
    """Return a search in which everything was sent and nobody has answered."""
    return tell(HEADER, ROUND).plus(*OPENING)


def keys(told: Told, day: str) -> set[str]:
    """Return step and due day of everything on the agenda but what waits."""
    return {f"{i.step} {i.due}" for i in told.items(day) if i.bucket not in (None, Bucket.WAITING)}


def test_a_mail_after_two_rings_in_vain_is_that_turn(quiet: Told) -> None:
    rung = quiet.plus(
        "### 2026-06-10 10:00 Call to Priya Raman: no answer", "### 2026-06-11 10:00 Call to Priya Raman: no answer"
    )
    assert rung.one("2026-06-12", "first-call").says.startswith("Write to Priya Raman instead of calling")
    written = rung.plus("### 2026-06-12 10:00 Email to Priya Raman: I tried to reach you")
    assert keys(written, "2026-06-19") == {"in-turn 2026-06-19"}


def test_a_message_after_one_that_needed_no_answer_waits_for_one(quiet: Told) -> None:
    left = quiet.plus(
        "### 2026-06-05 10:00 Email from Priya Raman: we will be in touch",
        "### 2026-06-05 12:00 Skipped: f-reply - no answer needed",
        "### 2026-06-09 10:00 Email from Priya Raman: can you send the plan?",
    )
    assert keys(left, "2026-06-09") == {"f-reply 2026-06-10"}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("f-happened - yes", True),
        ("f-happened - no", False),
        ("f-happened/2026-06-12T10:00/me - yesterday it was called off", False),
    ],
)
def test_the_question_is_answered_in_so_many_words(quiet: Told, answer: str, *, expected: bool) -> None:
    asked = quiet.plus("### 2026-06-12 10:00 Interview with Priya Raman: second round")
    told = asked.plus(f"### 2026-06-13 09:00 Skipped: {answer}")
    assert told.has("2026-06-15", "thanks") is expected


def test_an_interview_that_was_called_off_is_no_touch(quiet: Told) -> None:
    off = quiet.plus(
        "### 2026-06-12 10:00 Interview with Priya Raman: second round",
        "### 2026-06-12 11:00 Skipped: f-happened/2026-06-12T10:00/me - no",
    )
    assert off.one("2026-06-15", "first-call").because.event == "no word since your email to Priya Raman"
    assert keys(off, "2026-06-15") == {"first-call 2026-06-10"}


def test_an_offer_in_the_log_ends_the_chase_and_has_its_deadline(quiet: Told) -> None:
    offered = quiet.instead("stage: interviewing", "stage: interviewing\ndeadline: 2026-06-20").plus(
        "### 2026-06-08 10:00 Offer from Priya Raman: in writing",
        "### 2026-06-08 12:00 Email to Priya Raman: thank you",
    )
    assert keys(offered, "2026-06-15") == {"f-answer 2026-06-20"}


def test_a_search_that_the_user_closed_by_hand_is_not_pressed_on(quiet: Told) -> None:
    turns = quiet.plus(
        *(f"### 2026-{day} 10:00 Email to Priya Raman: news" for day in ("06-10", "06-17", "06-24", "07-01"))
    )
    called = turns.instead("2026-06-10 10:00 Email", "2026-06-10 10:00 Voicemail")
    assert keys(called, "2026-07-08") == {"f-decide 2026-07-08"}
    assert keys(called.plus("### 2026-07-08 10:00 Skipped: f-decide - close"), "2026-07-09") == set()


def test_thanks_after_two_rounds_are_thanks_for_both(tell: Telling) -> None:
    rounds = tell(HEADER, f"{ROUND}\n{ROUND.replace('10:00', '14:00')}")
    assert sorted(i.step for i in rounds.items("2026-06-01") if i.bucket) == ["letter", "thanks", "value"]
    assert not rounds.plus(THANKS).has("2026-06-02", "thanks")


def test_an_agency_stands_between(tell: Telling) -> None:
    agency = HEADER.replace("part: hr", "part: recruiter") + "restrictions: [via-recruiter]\n"
    told = tell(agency, ROUND + "- [ ] promise: send the plan by 2026-06-04 (Priya Raman)\n")
    assert {i.who for i in told.items("2026-06-02") if i.bucket} == {"Lucy Ott"}


def test_a_call_in_answer_leaves_the_weeks_to_letters(quiet: Told) -> None:
    rang = quiet.plus(
        "### 2026-06-05 10:00 Email from Priya Raman: a question", "### 2026-06-08 10:00 Call to Priya Raman: answered"
    )
    assert keys(rang, "2026-06-15") == {"in-turn 2026-06-15"}


def test_a_piece_after_a_meeting_is_sent_once(quiet: Told) -> None:
    met = quiet.instead("stage: interviewing", "stage: interviewing\nplaybook: value-added").plus(
        "### 2026-06-04 10:00 Meeting with Priya Raman: coffee\n- topic: hiring"
    )
    assert met.has("2026-06-05", "value-other")
    assert not met.plus("### 2026-06-05 10:00 Email to Priya Raman: a piece on hiring").has("2026-06-05", "value-other")


def test_an_interview_in_the_calendar_is_what_they_owed(tell: Telling) -> None:
    both = "### 2026-06-01 10:00 Interview with Priya Raman, Lucy Ott: first round\n"
    owed = tell(HEADER, f"{both}- [ ] next: sets up round two by 2026-06-12 (Lucy Ott)\n")
    assert owed.has("2026-06-16", "lapsed")
    assert not owed.plus("### 2026-06-20 10:00 Interview with Priya Raman: second round").has("2026-06-16", "lapsed")
    assert not owed.plus("### 2026-06-12 10:00 Email from Priya Raman: you are through").has("2026-06-16", "lapsed")


def test_keys_of_promises_are_the_same_on_the_agenda_and_in_the_schedule(tell: Telling) -> None:
    promises = "- [x] promise: send A (Priya Raman)\n- [ ] promise: send B (Priya Raman)\n"
    log = f"### 2026-03-20 10:00 Interview with Priya Raman\n{promises}"
    over = tell(HEADER.replace("interviewing", "rejected").replace("2026-06-01", "2026-04-01"), log)
    open_keys = {i.key for i in over.items("2026-06-01") if i.bucket}
    assert {i.key for i in over.agenda("2026-06-01", None)} == open_keys


def test_nothing_waits_until_it_is_too_late(tell: Telling) -> None:
    header = HEADER.replace("interviewing", "withdrawn").replace("stage_since: 2026-06-01", "stage_since: 2026-06-08")
    gone = tell(header, ROUND)
    held = [i for i in gone.items("2026-06-20") if i.step == "f-withdraw" and i.allowed]
    assert all(str(i.allowed) <= "2026-06-22" for i in held)


def test_an_ending_on_the_last_days_there_are(tell: Telling) -> None:
    header = HEADER.replace("interviewing", "rejected").replace("stage_since: 2026-06-01", "stage_since: 9999-12-28")
    assert tell(f"{header}next_touch: 2026-06-10\n", ROUND).items("2026-06-15")


def test_what_is_optional_is_done_early_and_by_its_own_message(tell: Telling) -> None:
    header = HEADER.replace("interviewing", "rejected").replace("stage_since: 2026-06-01", "stage_since: 2026-06-12")
    sana = "  - name: Sana Iqbal\n    part: interviewer\n    spelling: confirmed\n    email: sana@hollin.example\n"
    three = f"{header}{sana}"
    told = tell(three, ROUND.replace("Priya Raman: first", "Priya Raman, Sana Iqbal: first"))
    assert told.has("2026-06-13", "no-panel")
    assert not told.plus("### 2026-06-13 10:00 Email to Sana Iqbal: thanks").has("2026-06-13", "no-panel")


def test_closing_steps_are_added_only_where_the_school_has_none(tell: Telling) -> None:
    header = HEADER.replace("interviewing", "rejected").replace("stage_since: 2026-06-01", "stage_since: 2026-06-12")
    told = tell(f"{header}playbook: five-step\n", ROUND).plus("### 2026-06-12 10:00 Skipped: f-closing - add them")
    assert {i.step for i in told.items("2026-06-12") if i.bucket is Bucket.TODAY} == {"no-lead", "no-hr"}
    changed = told.instead("five-step", "value-added")
    assert {i.step for i in changed.items("2026-06-12") if i.bucket is Bucket.TODAY} == {
        "no-thanks-interviewer",
        "no-thanks-hr",
    }


def test_a_slower_pace_lasts_until_they_are_heard_of(quiet: Told) -> None:
    days = ("06-10", "06-17", "06-24", "07-01")
    turns = quiet.plus(*(f"### 2026-{day} 10:00 Email to Priya Raman: news" for day in days))
    slow = turns.instead("2026-06-10 10:00 Email", "2026-06-10 10:00 Call").plus(
        "### 2026-07-08 10:00 Skipped: f-decide - slow down"
    )
    assert keys(slow, "2026-07-10") == {"in-turn 2026-08-03"}
    heard = slow.plus("### 2026-07-20 10:00 Call from Priya Raman: still on")
    assert keys(heard, "2026-07-21") == {"in-turn 2026-07-27"}

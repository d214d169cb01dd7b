"""A panel on the eve of a holiday weekend, day by day under `blend`: each item is done and logged on its day."""

from store.model.agenda import Bucket, State
from tests.store.rules.conftest import Told

SPELT = (
    "  - name: Tom Becker\n    part: interviewer\n",
    "  - name: Tom Becker\n    part: interviewer\n    spelling: confirmed\n",
)
EVENING = (
    "### 2026-07-02 19:00 Email to Priya Raman: Ramping sellers\n- [ ] promise: call you by 2026-07-17 (Priya Raman)",
    "### 2026-07-02 19:20 Email to Tom Becker: Two systems",
    "### 2026-07-02 19:40 Email to Lucía Ortega: Thanks\n- [ ] promise: write to you by 2026-07-10 (Lucía Ortega)",
)
SATURDAY = ("### 2026-07-04 10:00 Email to Priya Raman: A piece on ramping",)
MONDAY = (
    "### 2026-07-06 09:00 Email to Priya Raman: The plan",
    "### 2026-07-06 10:00 Letter to Priya Raman: What you need",
    "### 2026-07-06 11:00 Note to Tom Becker",
    "### 2026-07-06 11:30 Note to Lucía Ortega",
)
TUESDAY = ("### 2026-07-07 10:00 Briefing with Anna Weiss",)
FRIDAY = ("### 2026-07-10 09:00 Email to Lucía Ortega: Next step",)
CALL = ("### 2026-07-17 10:00 Voicemail to Priya Raman",)
EMAIL = ("### 2026-07-24 10:00 Email to Priya Raman: Something new",)
LETTER = ("### 2026-07-31 10:00 Letter to Priya Raman: New facts",)
SECOND = ("### 2026-08-07 10:00 Email to Priya Raman: More",)


def thanked(held: Told) -> Told:
    """Return the story once the evening's mails are logged and Tom's spelling is confirmed."""
    return held.instead(*SPELT).plus(*EVENING)


def to_monday(held: Told) -> Told:
    """Return the story once Monday's post is out and the plan is sent."""
    sent = thanked(held).plus(*SATURDAY, *MONDAY)
    return sent.instead("- [ ] promise: send the plan", "- [x] promise: send the plan")


def test_on_the_day_it_is_entered_nothing_is_due_and_all_coming_days_are_known(planned: Told) -> None:
    assert planned.due("2026-06-29") == []
    assert planned.on("2026-06-29", Bucket.UPCOMING) == [
        ("prepare", "me", "2026-07-01"),
        ("in-room", "me", "2026-07-02"),
    ]
    forecast = planned.on("2026-06-29", State.FORECAST)
    assert [f for f in forecast if f[0] in ("thanks", "letter", "card", "value", "brief")] == [
        ("thanks", "Lucía Ortega", "2026-07-02"),
        ("thanks", "Priya Raman", "2026-07-02"),
        ("thanks", "Tom Becker", "2026-07-02"),
        ("value", "Priya Raman", "2026-07-04"),
        ("letter", "Priya Raman", "2026-07-06"),
        ("card", "Lucía Ortega", "2026-07-06"),
        ("card", "Tom Becker", "2026-07-06"),
        ("brief", "Anna Weiss", "2026-07-07"),
    ]


def test_the_working_day_before_is_for_preparing(planned: Told) -> None:
    assert planned.due("2026-07-01") == [("prepare", "me")]
    assert set(planned.one("2026-07-01", "prepare").rules) >= {"R2", "R3", "R16", "R34", "G2"}


def test_on_the_day_before_the_notes_the_interview_stands_with_its_time(planned: Told) -> None:
    item = planned.one("2026-07-02", "in-room")
    assert (item.bucket, item.time, str(item.due)) == (Bucket.TODAY, "16:00", "2026-07-02")
    assert set(item.rules) >= {"R2", "R4", "R6", "G1"}
    assert planned.has("2026-07-02", "debrief")


def test_once_there_are_notes_the_evening_is_for_thanks_and_for_toms_spelling(held: Told) -> None:
    assert sorted(held.due("2026-07-02")) == [
        ("spelling", "Tom Becker"),
        ("thanks", "Lucía Ortega"),
        ("thanks", "Priya Raman"),
        ("thanks", "Tom Becker"),
    ]
    assert held.one("2026-07-02", "debrief").state is State.DONE
    assert set(held.one("2026-07-02", "thanks", "Tom Becker").rules) >= {"R7", "R10", "R11", "R12", "R30"}
    assert held.on("2026-07-02", Bucket.WAITING) == [("f-next-theirs", "Lucía Ortega", "2026-07-08")]


def test_on_the_holiday_nothing_is_due_and_the_post_says_why_it_waits(held: Told) -> None:
    told = thanked(held)
    assert told.due("2026-07-03") == []
    letter = told.one("2026-07-03", "letter")
    assert (str(letter.due), letter.note) == ("2026-07-06", "moved from 2026-07-03 to 2026-07-06: no post")
    cards = told.all("2026-07-03", "card")
    assert {str(c.due) for c in cards} == {"2026-07-06"}


def test_on_saturday_the_value_added_mail_stands_unmoved(held: Told) -> None:
    told = thanked(held)
    assert told.due("2026-07-04") == [("value", "Priya Raman")]
    item = told.one("2026-07-04", "value")
    assert (item.channel, item.time, item.note) == ("email", "16:00", "")


def test_on_sunday_there_is_nothing(held: Told) -> None:
    assert thanked(held).plus(*SATURDAY).due("2026-07-05") == []


def test_on_monday_the_promise_comes_first_then_letter_and_cards(held: Told) -> None:
    told = thanked(held).plus(*SATURDAY)
    listed = [(i.step, i.who) for i in told.agenda("2026-07-06") if i.bucket is Bucket.TODAY]
    assert listed[0] == ("promised", "Priya Raman")
    assert sorted(listed[1:]) == [
        ("card", "Lucía Ortega"),
        ("card", "Tom Becker"),
        ("letter", "Priya Raman"),
    ]


def test_on_tuesday_the_reference_is_briefed_for_a_holiday_is_no_working_day(held: Told) -> None:
    assert to_monday(held).due("2026-07-07") == [("brief", "Anna Weiss")]


def test_on_wednesday_one_only_waits_for_lucia(held: Told) -> None:
    told = to_monday(held).plus(*TUESDAY)
    assert told.due("2026-07-08") == []
    assert told.on("2026-07-08", Bucket.WAITING) == [("f-next-theirs", "Lucía Ortega", "2026-07-08")]


def test_on_thursday_her_day_has_lapsed_and_no_alarm_sounds(held: Told) -> None:
    told = to_monday(held).plus(*TUESDAY)
    assert told.due("2026-07-09") == []
    assert told.on("2026-07-09", Bucket.WAITING) == [("f-next-theirs", "Lucía Ortega", "2026-07-08")]
    assert ("lapsed", "Lucía Ortega", "2026-07-10") in told.on("2026-07-09", Bucket.UPCOMING)
    assert not told.has("2026-07-09", "f-alarm-loud")


def test_on_friday_the_lapsed_step_and_the_announced_day_are_one_item(held: Told) -> None:
    told = to_monday(held).plus(*TUESDAY)
    assert told.due("2026-07-10") == [("lapsed", "Lucía Ortega")]
    assert set(told.one("2026-07-10", "lapsed").rules) >= {"R6", "R12", "R19", "R28"}


def test_on_the_second_monday_the_clock_of_silence_was_set_back_by_fridays_mail(held: Told) -> None:
    told = to_monday(held).plus(*TUESDAY, *FRIDAY)
    assert told.due("2026-07-13") == []
    call = told.one("2026-07-13", "first-call")
    assert (str(call.due), str(call.because.day)) == ("2026-07-17", "2026-07-10")


def test_a_week_after_it_priya_is_called_as_announced(held: Told) -> None:
    told = to_monday(held).plus(*TUESDAY, *FRIDAY)
    assert told.due("2026-07-17") == [("first-call", "Priya Raman")]
    item = told.one("2026-07-17", "first-call")
    assert item.channel == "phone"
    assert set(item.rules) >= {"R20", "R23", "R24", "R33", "R12", "R19"}


def test_after_the_call_e_mail_and_letter_take_turns_each_week(held: Told) -> None:
    told = to_monday(held).plus(*TUESDAY, *FRIDAY, *CALL)
    assert told.due("2026-07-24") == [("in-turn", "Priya Raman")]
    assert all(i.state is State.DONE for i in told.all("2026-07-24", "promised") if i.who == "Priya Raman")
    mail = next(i for i in told.items("2026-07-24") if i.bucket is Bucket.TODAY)
    letter = next(i for i in told.plus(*EMAIL).items("2026-07-31") if i.bucket is Bucket.TODAY)
    again = next(i for i in told.plus(*EMAIL, *LETTER).items("2026-08-07") if i.bucket is Bucket.TODAY)
    assert [mail.channel, letter.channel, again.channel] == ["email", "letter", "email"]


def test_after_four_without_an_answer_the_user_decides(held: Told) -> None:
    told = to_monday(held).plus(*TUESDAY, *FRIDAY, *CALL, *EMAIL, *LETTER, *SECOND)
    assert told.due("2026-08-14") == [("f-decide", "me")]
    assert set(told.one("2026-08-14", "f-decide").rules) >= {"R27", "R28", "G4"}


def test_going_on_puts_the_next_letter_on_the_same_day_and_the_call_a_week_later(held: Told) -> None:
    told = to_monday(held).plus(*TUESDAY, *FRIDAY, *CALL, *EMAIL, *LETTER, *SECOND)
    on = told.plus(f"### 2026-08-14 09:00 Skipped: {told.one('2026-08-14', 'f-decide').key} - go on")
    assert on.due("2026-08-14") == [("in-turn", "Priya Raman")]
    later = on.plus("### 2026-08-14 10:00 Letter to Priya Raman: Third")
    assert [(i.step, i.channel) for i in later.items("2026-08-21") if i.bucket is Bucket.TODAY] == [
        ("in-turn", "phone")
    ]
    called = later.plus("### 2026-08-24 10:00 Voicemail to Priya Raman")
    assert [(i.step, i.channel) for i in called.items("2026-08-31") if i.bucket is Bucket.TODAY] == [
        ("clipping", "letter")
    ]


def test_nothing_is_ever_addressed_to_the_panel_as_a_whole(held: Told) -> None:
    assert all("," not in (i.who or "") for i in held.items("2026-07-02"))


def test_a_lapsed_step_owed_by_the_boss_is_held_back_to_the_next_allowed_working_day(held: Told) -> None:
    told = held.instead("next: Lucía calls by 2026-07-08 (Lucía Ortega)", "next: she calls by 2026-07-08 (Priya Raman)")
    told = told.instead("- [ ] promise: send the plan", "- [x] promise: send the plan")
    told = told.instead(*SPELT).plus("### 2026-07-02 19:00 Email to Priya Raman: Thanks", *SATURDAY, *MONDAY)
    item = told.one("2026-07-10", "lapsed")
    assert (item.bucket, str(item.due), str(item.allowed)) == (Bucket.HELD, "2026-07-10", "2026-07-13")


def test_her_call_takes_the_lapsed_step_away(held: Told) -> None:
    told = to_monday(held).plus(
        "### 2026-07-08 15:00 Call from Lucía Ortega",
        "### 2026-07-21 10:00 Interview with Priya Raman: second round",
    )
    assert told.one("2026-07-10", "lapsed").state is State.DONE
    assert not told.has("2026-07-10", "first-call")
    assert ("prepare", "me", "2026-07-20") in told.on("2026-07-10", Bucket.UPCOMING)
    assert told.has("2026-07-17", "promised")


def test_toms_thanks_are_overdue_while_his_name_stays_open(held: Told) -> None:
    told = held.plus(EVENING[0], EVENING[2])
    assert ("thanks", "Tom Becker") in told.due("2026-07-03")
    assert told.one("2026-07-03", "thanks", "Tom Becker").bucket is Bucket.OVERDUE
    assert told.one("2026-07-03", "thanks", "Priya Raman").state is State.DONE


def test_a_promise_on_a_holiday_stays_there_and_shows_on_the_working_day_before(held: Told) -> None:
    told = held.instead("2026-07-02 16:00", "2026-09-03 16:00").instead("2026-07-06", "2026-09-07")
    told = told.instead("2026-07-08", "2026-09-09")
    promise = told.one("2026-09-04", "promised")
    assert (str(promise.due), promise.bucket) == ("2026-09-07", Bucket.TODAY)
    assert [str(i.due) for i in told.all("2026-09-04", "card")] == ["2026-09-04", "2026-09-04"]
    assert str(told.one("2026-09-04", "letter").due) == "2026-09-04"
    assert str(told.one("2026-09-04", "value").due) == "2026-09-05"
    assert str(told.one("2026-09-10", "lapsed").due) == "2026-09-11"


def test_where_nothing_at_all_was_done_the_alarm_warns_and_then_is_loud(held: Told) -> None:
    assert not held.has("2026-07-06", "f-alarm")
    assert held.one("2026-07-07", "f-alarm").bucket is Bucket.TODAY
    assert held.one("2026-07-09", "f-alarm-loud").bucket is Bucket.TODAY
    assert held.plus(EVENING[0]).one("2026-07-09", "f-alarm-loud").state is State.DONE


def test_an_interview_called_off_leaves_no_trace_of_thanks(planned: Told) -> None:
    off = planned.plus("### 2026-07-03 09:00 Skipped: f-happened/2026-07-02T16:00/me - called off at noon")
    assert off.due("2026-07-06") == []

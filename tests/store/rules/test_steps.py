"""Each clause of the follow-up engine, under the default playbook, on files as people write them."""

from datetime import timedelta, timezone

import pytest

from store.model.agenda import Bucket, State
from store.model.settings import Settings
from store.model.value import replace
from tests.store.rules.conftest import PANEL, Telling, Told

JOE = """\
stage: interviewing
stage_since: 2026-06-01
contacts:
  - {name: Joe Alvarez, part: hiring-manager, spelling: confirmed}
  - {name: Mia Chen, part: interviewer, spelling: confirmed}
  - {name: Helen Okafor, part: hr, spelling: confirmed}
"""
TALK = "### 2026-06-08 10:00 Interview with Joe Alvarez\n- need: reps stall\n"
THANKS = "### 2026-06-08 18:00 Email to Joe Alvarez: Thank you"
LETTER = "### 2026-06-09 10:00 Letter to Joe Alvarez"
VALUE = "### 2026-06-10 09:00 Email to Joe Alvarez: An article"


@pytest.fixture
def talked(tell: Telling) -> Told:
    """Return an interview with one person, with notes."""
    return tell(JOE, TALK)


@pytest.fixture
def quiet(talked: Told) -> Told:
    """Return the same after thanks, letter and value: from now on they are silent."""
    return talked.plus(THANKS, LETTER, VALUE)


def test_an_interview_of_yesterday_without_a_word_under_it_asks_whether_it_took_place(tell: Telling) -> None:
    told = tell(JOE, "### 2026-06-08 10:00 Interview with Joe Alvarez")
    assert told.due("2026-06-09") == [("f-happened", "me")]
    assert told.one("2026-06-09", "thanks").state is State.FORECAST


def test_a_yes_starts_the_thanks_and_a_no_does_not(tell: Telling) -> None:
    told = tell(JOE, "### 2026-06-08 10:00 Interview with Joe Alvarez")
    key = told.one("2026-06-09", "f-happened").key
    yes = told.plus(f"### 2026-06-09 09:00 Skipped: {key} - done")
    no = told.plus(f"### 2026-06-09 09:00 Skipped: {key} - they called it off")
    assert ("thanks", "Joe Alvarez") in yes.due("2026-06-09")
    assert no.due("2026-06-20") == []


def test_an_interview_of_today_has_happened(tell: Telling) -> None:
    told = tell(JOE, "### 2026-06-08 10:00 Interview with Joe Alvarez")
    assert ("thanks", "Joe Alvarez") in told.due("2026-06-08")
    assert ("debrief", "me") in told.due("2026-06-08")


def test_an_interview_that_names_nobody_stands_for_the_interviewers(tell: Telling) -> None:
    told = tell(JOE, "### 2026-06-08 10:00 Interview: first round\n- need: reps stall\n")
    assert [i.who for i in told.all("2026-06-08", "thanks")] == ["Mia Chen"]


def test_somebody_met_who_is_in_no_list_of_contacts_is_thanked_too(tell: Telling) -> None:
    told = tell(JOE, "### 2026-06-08 10:00 Interview with Joe Alvarez, Zoe Quinn\n- need: reps stall\n")
    zoe = told.one("2026-06-08", "thanks", "Zoe Quinn")
    assert (zoe.bucket, zoe.ident) == (Bucket.TODAY, None)
    sent = told.plus("### 2026-06-08 18:00 Email to Zoe Quinn: Thanks")
    assert sent.one("2026-06-08", "thanks", "Zoe Quinn").state is State.DONE


def test_a_touch_before_the_interview_on_the_same_day_thanks_nobody(talked: Told) -> None:
    told = talked.plus("### 2026-06-08 08:00 Email to Joe Alvarez: On my way")
    assert told.one("2026-06-08", "thanks").state is State.OPEN


def test_a_call_does_not_stand_for_a_letter(talked: Told) -> None:
    told = talked.plus("### 2026-06-09 10:00 Call to Joe Alvarez")
    assert told.one("2026-06-09", "letter").state is State.OPEN


def test_a_message_to_several_people_is_nobodys_own_thank_you(tell: Telling) -> None:
    told = tell(JOE, "### 2026-06-08 10:00 Interview with Joe Alvarez, Mia Chen\n- need: reps stall\n")
    told = told.plus("### 2026-06-08 18:00 Email to Joe Alvarez, Mia Chen: Thank you both")
    assert sorted(told.due("2026-06-08")) == [("thanks", "Joe Alvarez"), ("thanks", "Mia Chen")]


def test_a_message_from_them_satisfies_no_step_of_mine(talked: Told) -> None:
    told = talked.plus("### 2026-06-08 18:00 Email from Joe Alvarez: Nice to meet you")
    assert told.one("2026-06-08", "thanks").state is State.OPEN


def test_two_mails_to_one_person_are_thanks_and_value(talked: Told) -> None:
    one, two = talked.plus(THANKS), talked.plus(THANKS, VALUE)
    assert (one.one("2026-06-10", "thanks").state, one.one("2026-06-10", "value").state) == (State.DONE, State.OPEN)
    assert two.one("2026-06-10", "value").state is State.DONE


def test_who_prefers_text_is_thanked_by_text(tell: Telling) -> None:
    told = tell(JOE.replace("part: hiring-manager,", "part: hiring-manager, prefers: text,"), TALK)
    assert told.one("2026-06-08", "thanks").channel == "text"


def test_a_message_of_theirs_is_to_be_answered_within_a_working_day(quiet: Told) -> None:
    told = quiet.plus("### 2026-06-12 15:00 Email from Joe Alvarez: A question")
    item = told.one("2026-06-12", "f-reply")
    assert (str(item.due), item.who, item.rules) == ("2026-06-15", "Joe Alvarez", ("R19",))
    assert (
        told.plus("### 2026-06-13 09:00 Email to Joe Alvarez: Answer").one("2026-06-15", "f-reply").state is State.DONE
    )


def test_an_unanswered_message_of_theirs_stops_the_clock_of_silence(quiet: Told) -> None:
    assert quiet.has("2026-06-17", "first-call")
    assert not quiet.plus("### 2026-06-12 15:00 Email from Joe Alvarez: Soon").has("2026-06-17", "first-call")


def test_after_a_quiet_week_the_lead_is_called(quiet: Told) -> None:
    item = quiet.one("2026-06-10", "first-call")
    assert (str(item.due), item.who, item.channel) == ("2026-06-17", "Joe Alvarez", "phone")
    assert item.because.event == "no word since your email to Joe Alvarez"


def test_a_real_touch_sets_the_clock_back(quiet: Told) -> None:
    told = quiet.plus("### 2026-06-12 09:00 Email to Joe Alvarez: One more thing")
    assert str(told.one("2026-06-12", "first-call").due) == "2026-06-19"


def test_a_voicemail_counts_as_the_call(quiet: Told) -> None:
    told = quiet.plus("### 2026-06-17 09:00 Voicemail to Joe Alvarez")
    assert told.one("2026-06-17", "first-call").state is State.DONE
    assert ("in-turn", "Joe Alvarez", "2026-06-24") in told.on("2026-06-17", Bucket.UPCOMING)


def test_a_ring_without_an_answer_is_no_touch(quiet: Told) -> None:
    told = quiet.plus("### 2026-06-17 09:00 Call to Joe Alvarez: no answer")
    assert told.due("2026-06-17") == []
    assert told.due("2026-06-18") == [("voicemail", "Joe Alvarez")]
    assert told.one("2026-06-18", "voicemail").note == "rang 1 time without an answer, last on 2026-06-17"


def test_a_skipped_turn_makes_a_quiet_week(quiet: Told) -> None:
    called = quiet.plus("### 2026-06-17 09:00 Voicemail to Joe Alvarez")
    key = called.one("2026-06-24", "in-turn").key
    told = called.plus(f"### 2026-06-24 09:00 Skipped with Joe Alvarez: {key} - nothing new to say")
    assert told.due("2026-06-24") == []
    assert told.due("2026-07-01") == [("in-turn", "Joe Alvarez")]


def test_next_touch_decides_when_the_next_turn_is_due(quiet: Told) -> None:
    told = quiet.instead("stage_since: 2026-06-01", "stage_since: 2026-06-01\nnext_touch: 2026-06-25")
    item = told.one("2026-06-17", "first-call")
    assert (str(item.due), item.bucket) == ("2026-06-25", Bucket.UPCOMING)
    assert not told.has("2026-06-25", "f-touch")


def test_a_stale_next_touch_is_not_heeded(quiet: Told) -> None:
    told = quiet.instead("stage_since: 2026-06-01", "stage_since: 2026-06-01\nnext_touch: 2026-06-09")
    assert str(told.one("2026-06-17", "first-call").due) == "2026-06-17"
    assert not told.has("2026-06-17", "f-touch")


def test_next_touch_moves_no_thanks_no_promise_and_no_interview(talked: Told) -> None:
    told = talked.instead("stage_since: 2026-06-01", "stage_since: 2026-06-01\nnext_touch: 2026-07-25")
    told = told.instead("- need: reps stall", "- [ ] promise: send it by 2026-06-12")
    assert str(told.one("2026-06-08", "thanks").due) == "2026-06-08"
    assert str(told.one("2026-06-08", "promised").due) == "2026-06-12"


def test_next_touch_without_any_interview_is_an_item_of_its_own(tell: Telling) -> None:
    told = tell("stage: lead\nnext_touch: 2026-06-10\ncontacts:\n  - {name: Joe Alvarez, part: hr}\n")
    assert told.due("2026-06-10") == [("f-touch", "Joe Alvarez")]
    assert told.plus("### 2026-06-10 Call to Joe Alvarez").due("2026-06-10") == []


def test_next_touch_where_nobody_is_known_is_for_the_user_alone(tell: Telling) -> None:
    assert tell("stage: lead\nnext_touch: 2026-06-10").due("2026-06-10") == [("f-touch", "me")]


def test_an_agreed_day_of_theirs_keeps_the_call_back(quiet: Told) -> None:
    told = quiet.instead("- need: reps stall", "- [ ] next: Joe decides by 2026-06-19 (Joe Alvarez)")
    assert told.due("2026-06-17") == []
    assert told.due("2026-06-23") == [("lapsed", "Joe Alvarez")]
    assert str(told.one("2026-06-23", "first-call").due) == "2026-06-30"


def test_a_planned_interview_keeps_the_call_back(quiet: Told) -> None:
    told = quiet.plus("### 2026-06-22 10:00 Interview with Joe Alvarez: second round")
    assert told.due("2026-06-17") == []


def test_an_offer_ends_the_pressing(quiet: Told) -> None:
    told = quiet.instead("stage: interviewing", "stage: offer").plus("### 2026-06-16 09:00 Offer by Joe Alvarez")
    assert told.due("2026-06-17") == [("offer", "Joe Alvarez")]


@pytest.mark.parametrize("ending", ["Rejected by Joe Alvarez", "Filled by Joe Alvarez", "Withdrawn", "Accepted"])
def test_an_ending_stops_the_chase_and_keeps_the_promises(quiet: Told, ending: str) -> None:
    told = quiet.instead("- need: reps stall", "- [ ] promise: send it by 2026-06-12").plus(
        f"### 2026-06-11 09:00 {ending}"
    )
    assert not told.has("2026-06-17", "first-call")
    promise = told.one("2026-06-12", "promised")
    assert promise.bucket is Bucket.TODAY
    assert promise.note == "the search ended on 2026-06-11: keep it or drop it"


def test_an_ending_says_what_it_stopped(talked: Told) -> None:
    letter = talked.plus("### 2026-06-09 09:00 Rejected by Helen Okafor: close").one("2026-06-09", "letter")
    assert letter.state is State.STOPPED
    assert letter.note == "stopped by the rejection of 2026-06-09"
    assert "R27" in letter.rules


def test_do_not_contact_stops_everything_promises_too(talked: Told) -> None:
    told = talked.instead("stage: interviewing", "stage: interviewing\nrestrictions: [no-contact]")
    told = told.instead("- need: reps stall", "- [ ] promise: send it by 2026-06-12")
    assert [s for s, who in told.due("2026-06-20") if who != "me"] == []


def test_no_calls_turns_the_call_into_a_mail(quiet: Told) -> None:
    told = quiet.instead("stage: interviewing", "stage: interviewing\nrestrictions: [no-calls]")
    assert told.one("2026-06-17", "first-call").channel == "email"


def test_via_recruiter_sends_every_step_to_the_recruiter(tell: Telling) -> None:
    header = JOE.replace("part: hr", "part: recruiter") + "restrictions: [via-recruiter]\n"
    told = tell(header, "### 2026-06-08 10:00 Interview with Joe Alvarez, Mia Chen\n- need: reps stall\n")
    assert {who for _, who in told.due("2026-06-11")} == {"Helen Okafor"}


def test_the_alarm_is_silent_once_anything_went_out(talked: Told) -> None:
    assert talked.one("2026-06-13", "f-alarm").bucket is Bucket.TODAY
    assert talked.one("2026-06-15", "f-alarm-loud").bucket is Bucket.TODAY
    assert talked.plus(THANKS).one("2026-06-15", "f-alarm-loud").state is State.DONE


def test_a_rejection_is_met_with_thanks_the_same_day(quiet: Told) -> None:
    told = quiet.instead("stage: interviewing", "stage: rejected").instead("2026-06-01", "2026-06-20")
    told = told.plus("### 2026-06-19 15:00 Rejected by Helen Okafor: a close call")
    assert sorted(told.due("2026-06-19")) == [("no-hr", "Helen Okafor"), ("no-lead", "Joe Alvarez")]
    assert str(told.one("2026-06-19", "inquiry").due) == "2026-07-19"
    assert len(told.all("2026-06-20", "no-lead")) == 1


def test_a_rejection_without_an_interview_starts_no_thanks(tell: Telling) -> None:
    told = tell(JOE.replace("interviewing", "rejected"), "### 2026-06-08 10:00 Application to Helen Okafor")
    assert told.due("2026-06-10") == []


def test_a_stage_alone_is_an_event_too(quiet: Told) -> None:
    told = quiet.instead("stage: interviewing\nstage_since: 2026-06-01", "stage: rejected\nstage_since: 2026-06-12")
    item = told.one("2026-06-12", "no-lead")
    assert (str(item.due), item.because.event) == ("2026-06-12", "the stage is rejected")
    assert item.because.line == 4


def test_a_search_that_was_opened_again_goes_on(quiet: Told) -> None:
    told = quiet.plus("### 2026-06-11 09:00 Rejected by Helen Okafor").instead("2026-06-01", "2026-06-15")
    assert told.has("2026-06-17", "first-call")
    assert told.one("2026-06-17", "no-lead").state is State.STOPPED


def test_after_the_inquiry_one_stays_in_touch_every_three_months(quiet: Told) -> None:
    told = quiet.instead("stage: interviewing\nstage_since: 2026-06-01", "stage: rejected\nstage_since: 2026-06-15")
    told = told.plus(
        "### 2026-06-15 09:00 Rejected by Helen Okafor", "### 2026-06-15 16:00 Email to Joe Alvarez: Thanks"
    )
    told = told.plus("### 2026-07-15 09:00 Email to Joe Alvarez: What has opened")
    first = told.one("2026-07-16", "stay")
    again = told.plus("### 2026-10-15 10:00 Email to Joe Alvarez: Hello").one("2026-10-16", "stay")
    assert (str(first.due), first.channel) == ("2026-10-15", "email")
    assert (str(again.due), again.channel) == ("2027-01-15", "note")


def test_whoever_helped_is_thanked_after_the_job_is_won(quiet: Told) -> None:
    ally = "---\nname: Ben Osei\npart: ally\nopportunities: [hollin]\n---\n"
    told = Told(text=quiet.text, people=(ally,)).instead("stage: interviewing", "stage: accepted")
    told = told.instead("2026-06-01", "2026-06-15")
    item = told.one("2026-06-22", "landed")
    assert (str(item.due), item.who, item.rules) == ("2026-06-22", "Ben Osei", ("R41",))


def test_an_offer_accepted_elsewhere_asks_about_each_open_search_and_holds_the_chase(quiet: Told) -> None:
    xylo = "---\ncompany: Xylo\nposition: Lead\nstage: accepted\n---\n### 2026-06-15 09:00 Accepted: signed\n"
    told = Told(text=quiet.text, others={"xylo": xylo})
    assert told.due("2026-06-17") == [("f-elsewhere", "me")]
    assert told.one("2026-06-17", "first-call").bucket is Bucket.HELD
    kept = told.plus(f"### 2026-06-17 09:00 Skipped: {told.one('2026-06-17', 'f-elsewhere').key} - keep it open")
    assert kept.due("2026-06-17") == [("first-call", "Joe Alvarez")]


def test_an_application_may_be_followed_up_and_no_rule_is_claimed_for_it(tell: Telling) -> None:
    told = tell("stage: applied", "### 2026-06-01 09:00 Application: through the portal")
    item = told.one("2026-06-11", "follow-up")
    assert (str(item.due), item.optional, item.rules) == ("2026-06-11", True, ())


def test_a_deadline_to_apply_by_stands_until_the_application_is_in(tell: Telling) -> None:
    told = tell("stage: lead\ndeadline: 2026-06-10")
    assert told.due("2026-06-10") == [("f-deadline", "me")]
    assert told.plus("### 2026-06-09 09:00 Application").due("2026-06-10") == []


def test_a_promise_without_a_day_is_due_in_two_working_days(talked: Told) -> None:
    told = talked.instead("- need: reps stall", "- [ ] promise: send the plan")
    assert str(told.one("2026-06-08", "promised").due) == "2026-06-10"
    assert told.one("2026-06-08", "promised").says == "You promised Joe Alvarez: send the plan."


@pytest.mark.parametrize(("box", "state"), [("x", State.DONE), ("-", State.SKIPPED), (" ", State.OPEN)])
def test_a_box_says_whether_a_promise_is_open(talked: Told, box: str, state: State) -> None:
    told = talked.instead("- need: reps stall", f"- [{box}] promise: send the plan")
    assert told.one("2026-06-08", "promised").state is state


def test_two_promises_to_one_person_have_keys_of_their_own(talked: Told) -> None:
    told = talked.instead("- need: reps stall", "- [ ] promise: the plan\n- [ ] promise: the book")
    keys = [i.key for i in told.all("2026-06-08", "promised")]
    first = "promised/2026-06-08T10:00/Joe Alvarez"
    assert sorted(keys) == [first, f"{first}#2"]
    ticked = told.instead("- [ ] promise: the plan", "- [x] promise: the plan")
    assert [i.key for i in ticked.all("2026-06-08", "promised") if i.state is State.OPEN] == [f"{first}#2"]


def test_my_next_step_is_mine_and_theirs_is_waited_for(talked: Told) -> None:
    told = talked.instead(
        "- need: reps stall",
        "- [ ] next: I call by 2026-06-12 (me)\n- [ ] next: Joe asks the board by 2026-06-15 (Joe Alvarez)",
    )
    assert [(i.who, i.bucket) for i in told.all("2026-06-12", "f-next-mine")] == [("Joe Alvarez", Bucket.TODAY)]
    assert told.on("2026-06-12", Bucket.WAITING) == [("f-next-theirs", "Joe Alvarez", "2026-06-15")]


def test_a_step_skipped_with_a_reason_is_gone_and_the_reason_is_kept(talked: Told) -> None:
    key = talked.one("2026-06-09", "letter").key
    told = talked.plus(f"### 2026-06-09 09:00 Skipped with Joe Alvarez: {key} - they are all remote")
    item = told.one("2026-06-09", "letter")
    assert (item.state, item.bucket, item.note) == (State.SKIPPED, None, "they are all remote")


def test_a_step_skipped_by_its_bare_name_is_understood(talked: Told) -> None:
    told = talked.plus("### 2026-06-09 09:00 Skipped with Joe Alvarez: letter - they are all remote")
    assert told.one("2026-06-09", "letter").state is State.SKIPPED


def test_a_snoozed_step_rests_until_its_day(talked: Told) -> None:
    key = talked.one("2026-06-09", "letter").key
    told = talked.plus(f"### 2026-06-09 09:00 Snoozed with Joe Alvarez: {key} until 2026-06-15")
    item = told.one("2026-06-10", "letter")
    assert (str(item.due), item.bucket, item.note) == ("2026-06-15", Bucket.UPCOMING, "snoozed until 2026-06-15")
    assert told.one("2026-06-15", "letter").bucket is Bucket.TODAY


def test_what_has_had_its_time_retires(talked: Told) -> None:
    assert talked.one("2026-06-30", "letter").state is State.OPEN
    assert talked.one("2026-07-01", "letter").state is State.RETIRED


def test_a_third_counted_touch_in_seven_days_is_held_until_there_is_room(tell: Telling) -> None:
    told = tell(JOE, TALK).plus(THANKS, LETTER, "### 2026-06-09 11:00 Email to Joe Alvarez: An article")
    told = told.plus("### 2026-06-12 10:00 Interview with Joe Alvarez: second\n- need: a plan")
    letter = (
        told.one("2026-06-13", "letter")
        if len(told.all("2026-06-13", "letter")) == 1
        else told.all("2026-06-13", "letter")[-1]
    )
    assert (letter.bucket, str(letter.allowed)) == (Bucket.HELD, "2026-06-16")
    assert "2 touches in 7 days already" in letter.note


def test_calls_are_thirty_days_apart(tell: Telling) -> None:
    told = tell(JOE, "### 2026-06-05 10:00 Call to Joe Alvarez\n\n" + TALK).plus(THANKS, LETTER)
    item = told.one("2026-06-16", "first-call")
    assert (item.bucket, str(item.allowed)) == (Bucket.HELD, "2026-07-06")


def test_each_item_says_playbook_step_rules_articles_event_file_and_line(talked: Told) -> None:
    item = talked.one("2026-06-08", "thanks")
    assert (item.playbook, item.step, item.source) == ("blend", "thanks", ("S1", "S2", "S3", "S4"))
    assert item.because.event == "interview with Joe Alvarez"
    assert (item.because.path, item.because.line) == ("opportunities/hollin.md", 15)
    assert item.key == "thanks/2026-06-08T10:00/Joe Alvarez"


def test_an_entry_in_another_zone_counts_from_the_users_own_day(tell: Telling) -> None:
    berlin = timezone(timedelta(hours=2))
    told = tell(JOE, "### 2026-06-08 23:30 -04:00 Interview with Joe Alvarez\n- need: reps\n", tz=berlin)
    assert str(told.one("2026-06-09", "thanks").due) == "2026-06-09"
    assert told.one("2026-06-11", "value").time == "05:30"


def test_days_off_are_no_working_days_and_take_no_post(tell: Telling) -> None:
    from datetime import date

    away = Settings(days_off=((date(2026, 6, 9), date(2026, 6, 12)),))
    told = tell(JOE, TALK, settings=away)
    assert str(told.one("2026-06-08", "letter").due) == "2026-06-13"


def test_an_unknown_playbook_falls_back_to_the_settings_one(talked: Told) -> None:
    told = talked.instead("stage: interviewing", "stage: interviewing\nplaybook: nowhere")
    assert told.one("2026-06-08", "thanks").playbook == "blend"


def test_the_agenda_looks_two_weeks_ahead_unless_asked_for_more(tell: Telling) -> None:
    told = tell("stage: lead\nnext_touch: 2026-07-10")
    assert told.agenda("2026-06-10") == ()
    assert [i.step for i in told.agenda("2026-06-10", horizon=None)] == ["f-touch"]


def test_a_file_that_cannot_be_read_has_no_steps() -> None:
    told = Told(text="---\ncompany: [\n---\n")
    from datetime import UTC, date

    from store.model.records import Records
    from store.rules.agenda import agenda
    from store.text.opportunity import read_opportunity

    opportunity, _ = read_opportunity(told.text.encode(), "opportunities/x.md", Settings(), ())
    assert agenda(Records(opportunities=(opportunity,)), told.books, date(2026, 6, 8), UTC) == ()


def test_the_panel_of_the_scenario_has_a_part_for_everybody(tell: Telling) -> None:
    told = tell(PANEL, "### 2026-06-08 10:00 Interview\n- need: reps stall\n")
    assert [i.who for i in told.all("2026-06-08", "thanks")] == ["Tom Becker"]


def turns(quiet: Told) -> Told:
    """Return the story after a call and three more unanswered weeks."""
    return quiet.plus(
        "### 2026-06-17 09:00 Voicemail to Joe Alvarez",
        "### 2026-06-24 09:00 Email to Joe Alvarez: One",
        "### 2026-07-01 09:00 Letter to Joe Alvarez: Two",
        "### 2026-07-08 09:00 Email to Joe Alvarez: Three",
    )


def test_an_answer_in_between_starts_the_count_of_unanswered_touches_anew(quiet: Told) -> None:
    told = turns(quiet)
    assert told.due("2026-07-15") == [("f-decide", "me")]
    answered = told.instead(
        "### 2026-06-24 09:00 Email to Joe",
        "### 2026-06-23 09:00 Email from Joe Alvarez: Patience\n\n### 2026-06-24 09:00 Email to Joe",
    )
    third = answered.plus("### 2026-07-15 09:00 Letter to Joe Alvarez: Four")
    assert third.due("2026-07-22") == [("in-turn", "Joe Alvarez")]


def test_a_school_without_a_step_for_a_lapsed_day_still_waits_two_working_days_after_it(quiet: Told) -> None:
    blend = quiet.books["blend"]
    plain = replace(blend, steps=tuple(s for s in blend.steps if s.id != "lapsed"))
    told = replace(quiet, books={**quiet.books, "blend": plain})
    told = told.instead("- need: reps stall", "- [ ] next: Joe decides by 2026-06-19 (Joe Alvarez)")
    assert str(told.one("2026-06-17", "first-call").due) == "2026-06-23"


def test_a_letter_is_the_letter_even_where_the_holiday_moved_it_behind_the_mail(tell: Telling) -> None:
    told = tell(JOE, "### 2026-07-02 10:00 Interview with Joe Alvarez\n- need: reps stall\n")
    told = told.plus("### 2026-07-02 18:00 Email to Joe Alvarez: Thanks", "### 2026-07-03 10:00 Letter to Joe Alvarez")
    assert told.one("2026-07-04", "letter").state is State.DONE
    assert told.one("2026-07-04", "value").state is State.OPEN


def test_a_step_of_the_frame_stands_where_the_playbook_has_none(talked: Told) -> None:
    empty = replace(talked.books["blend"], steps=())
    told = replace(talked, books={**talked.books, "blend": empty})
    told = told.instead("- need: reps stall", "- [ ] promise: send it by 2026-06-12")
    assert ("f-promise", "Joe Alvarez") in told.due("2026-06-12")
    assert not talked.all("2026-06-08", "f-debrief")


def test_an_open_lapsed_step_and_the_call_do_not_press_at_the_same_time(quiet: Told) -> None:
    told = quiet.instead("- need: reps stall", "- [ ] next: Joe decides by 2026-06-11 (Joe Alvarez)")
    assert told.due("2026-06-18") == [("lapsed", "Joe Alvarez")]


def test_what_was_seven_days_ago_no_longer_counts_against_today(tell: Telling) -> None:
    told = tell(JOE, TALK).plus(
        THANKS, LETTER, VALUE, "### 2026-06-16 09:00 Interview with Joe Alvarez\n- need: a plan"
    )
    latest = max(told.all("2026-06-17", "letter"), key=lambda i: i.because.day)
    assert latest.bucket is Bucket.TODAY


def test_a_search_that_nobody_asked_about_is_not_touched_by_an_old_job(quiet: Told) -> None:
    xylo = "---\ncompany: Xylo\nposition: Lead\nstage: accepted\n---\n### 2026-05-15 09:00 Accepted: signed\n"
    assert Told(text=quiet.text, others={"xylo": xylo}).due("2026-06-17") == [("first-call", "Joe Alvarez")]


def test_without_interview_or_stage_a_bare_lead_has_nothing_to_do(tell: Telling) -> None:
    assert tell("stage: lead").items("2026-06-10") == ()


def test_the_mail_that_kept_a_promise_uses_up_no_limit(quiet: Told) -> None:
    told = quiet.instead("- need: reps stall", "- [x] promise: send the plan by 2026-06-12")
    told = told.plus(
        "### 2026-06-12 09:00 Email to Joe Alvarez: The plan",
        "### 2026-06-15 09:00 Interview with Joe Alvarez: second round\n- need: a plan",
    )
    latest = max(told.all("2026-06-16", "letter"), key=lambda i: i.because.day)
    assert latest.bucket is Bucket.TODAY
    other = told.instead("- [x] promise: send the plan by 2026-06-12", "- need: a plan")
    assert max(other.all("2026-06-16", "letter"), key=lambda i: i.because.day).bucket is Bucket.HELD


def test_questions_prepared_under_a_planned_interview_do_not_say_that_it_took_place(tell: Telling) -> None:
    told = tell(JOE, "### 2026-06-08 10:00 Interview with Joe Alvarez\n- question: who owns the number?\n")
    assert told.one("2026-06-08", "in-room").bucket is Bucket.TODAY
    assert told.due("2026-06-09") == [("f-happened", "me")]

"""Where each guard is held, and the tests that prove it; a test looks whether they are there."""

from typing import NamedTuple


class Held(NamedTuple):
    """Where one guard is held."""

    by: tuple[str, ...]
    """Files that hold it."""
    proofs: tuple[str, ...]
    """Names of tests, or titles of stories."""


HELD = {
    1: Held(
        (
            "store/rules/silence.py",
            "store/rules/satisfaction.py",
            "templates/playbooks/frame.md",
            "store/rules/drafting/restrictions.py",
        ),
        (
            "test_after_four_without_an_answer_the_user_decides",
            "test_do_not_contact_stops_everything_promises_too",
        ),
    ),
    2: Held(
        (
            "store/rules/chronicle.py",
            "templates/playbooks/frame.md",
        ),
        (
            "test_an_interview_of_yesterday_without_a_word_under_it_asks_whether_it_took_place",
            "test_a_yes_starts_the_thanks_and_a_no_does_not",
            "test_questions_prepared_under_a_planned_interview_do_not_say_that_it_took_place",
        ),
    ),
    3: Held(
        (
            "store/rules/drafting/names.py",
            "store/rules/drafting/plain_text.py",
            "store/rules/situation.py",
        ),
        (
            "test_an_unconfirmed_spelling_warns_on_the_line_of_the_greeting",
            "test_names_beyond_ascii_are_no_finding",
            "test_toms_thanks_are_overdue_while_his_name_stays_open",
        ),
    ),
    4: Held(
        (
            "store/letters/follow_up.py",
            "store/rules/drafting/next_contact.py",
            "store/rules/logbook.py",
        ),
        (
            "test_one_announced_day_and_not_three_promises",
            "test_a_ring_without_an_answer_is_no_touch",
        ),
    ),
    5: Held(
        (
            "store/letters/facts.py",
            "store/rules/drafting/repair.py",
        ),
        (
            "test_a_fumbled_answer_is_repaired_only_with_its_hearer_and_never_after_a_no",
            "test_an_answer_is_not_put_right_after_a_no",
            "test_a_repair_without_a_better_answer_is_none",
        ),
    ),
    6: Held(
        (
            "store/letters/facts.py",
            "store/rules/drafting/borrowed.py",
        ),
        (
            "test_prose_never_enters_a_letter",
            "test_words_of_another_are_marked_as_theirs",
        ),
    ),
    7: Held(
        (
            "store/rules/expansion.py",
            "store/rules/drafting/sharing.py",
            "store/rules/drafting/gifts.py",
            "store/rules/drafting/discretion.py",
        ),
        (
            "test_a_quiet_word_is_optional_and_gone_where_canvassing_is_not_wanted",
            "test_what_may_be_confidential_or_protected_wants_a_yes",
            "test_goods_want_a_yes_and_are_ruled_out_where_gifts_are",
            "test_an_ally_is_not_named_to_others",
        ),
    ),
    8: Held(
        (
            "store/rules/people.py",
            "store/rules/limits.py",
            "store/rules/checks/reference_at_employer.py",
        ),
        (
            "test_a_reference_who_said_no_is_none",
            "test_a_reference_at_the_current_employer_who_does_not_know_is_found",
            "test_two_briefings_within_two_weeks_are_found_at_the_second",
        ),
    ),
    9: Held(
        (
            "store/rules/people.py",
            "store/rules/expansion.py",
        ),
        (
            "test_who_prefers_text_is_thanked_by_text",
            "test_nobody_is_proposed_a_visit_or_a_text_unasked",
        ),
    ),
    10: Held(
        (
            "store/rules/silence.py",
            "store/rules/drafting/value_item.py",
            "store/rules/drafting/filler.py",
            "store/rules/drafting/voicemail.py",
        ),
        (
            "test_a_skipped_turn_makes_a_quiet_week",
            "test_a_phrase_that_could_stand_anywhere_is_filler",
        ),
    ),
    11: Held(
        (
            "store/rules/silence.py",
            "store/rules/joining.py",
            "store/rules/logbook.py",
        ),
        (
            "test_a_ring_without_an_answer_is_no_touch",
            "test_what_is_due_to_one_person_can_go_in_one_message",
        ),
    ),
    12: Held(
        (
            "store/rules/silence.py",
            "store/rules/checks/interview_without_touch.py",
        ),
        (
            "test_an_agreed_day_of_theirs_keeps_the_call_back",
            "test_a_school_without_a_step_for_a_lapsed_day_still_waits_two_working_days_after_it",
        ),
    ),
    13: Held(
        (
            "store/rules/expansion.py",
            "store/rules/people.py",
            "store/rules/checks/no_reply_address.py",
            "store/rules/drafting/after_no.py",
        ),
        (
            "test_a_rejection_without_an_interview_starts_no_thanks",
            "test_a_contact_with_nothing_but_a_no_reply_address_is_found",
            "test_nobody_writes_to_an_address_that_nobody_reads",
            "test_hope_that_somebody_fails_is_asked_about",
            "test_whoever_has_a_job_asks_for_no_opening",
        ),
    ),
    14: Held(
        (
            "store/rules/schedule.py",
            "store/rules/situation.py",
            "store/rules/drafting/strangers.py",
        ),
        (
            "test_an_offer_accepted_elsewhere_asks_about_each_open_search_and_holds_the_chase",
            "test_the_new_employer_is_named_to_nobody",
        ),
    ),
    15: Held(
        (
            "store/rules/expansion.py",
            "store/rules/workdays.py",
        ),
        (
            "test_on_the_holiday_nothing_is_due_and_the_post_says_why_it_waits",
            "test_on_saturday_the_value_added_mail_stands_unmoved",
            "test_a_promise_on_a_holiday_stays_there_and_shows_on_the_working_day_before",
        ),
    ),
    16: Held(
        (
            "store/rules/backlog.py",
            "store/rules/joining.py",
            "store/rules/staleness.py",
        ),
        ("test_thanks_that_are_too_late_are_offered_for_leaving_out",),
    ),
}

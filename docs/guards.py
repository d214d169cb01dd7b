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
            "store/rules/next_turn.py",
            "store/rules/satisfaction.py",
            "templates/playbooks/frame.md",
            "store/rules/drafting/restrictions.py",
        ),
        (
            "test_do_not_contact_stops_everything_promises_too",
            "R27, R28, Guard 1: four turns without an answer ask for a decision, and nothing stops by itself",
            "Guard 1: a request not to be contacted stops everything, promises too",
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
            "Guard 2: a planned interview whose day is over thanks nobody before it is confirmed",
            "Guard 2: an interview that did not take place leaves nothing behind",
            "Guard 2: questions prepared beforehand are no sign that it took place",
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
            "Guard 3: names keep their letters",
            "Guard 3: a spelling that is open holds back neither the mail of the day nor those to the others",
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
            "Guard 4, R32: a ring keeps no promise, so on an announced day the message is left at once",
            "Guard 4: one of a panel gets a day, and the check spares the others",
            "Guard 4: a panel hears one day, the one who owes it and then the boss, and nobody else",
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
            "R15, Guard 5: a bumbled answer is put right for the one who heard it, and left to the user",
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
            "R11, Guard 6: what one person said is not told to another without a yes",
            "Guard 6: free prose never enters a letter",
        ),
    ),
    7: Held(
        (
            "store/rules/expansion.py",
            "store/rules/channels.py",
            "store/rules/drafting/sharing.py",
            "store/rules/drafting/gifts.py",
            "store/rules/drafting/discretion.py",
        ),
        (
            "test_a_quiet_word_is_optional_and_gone_where_canvassing_is_not_wanted",
            "test_what_may_be_confidential_or_protected_wants_a_yes",
            "test_goods_want_a_yes_and_are_ruled_out_where_gifts_are",
            "test_an_ally_is_not_named_to_others",
            "R35, Guard 7: a quiet word is offered once, and never pressed",
            "Guard 7: an ally is asked once over all searches at one employer",
            "Guard 7: `no-canvassing` takes the quiet word away",
            "Guard 7: `no-gifts` leaves the link and takes the book",
            "Guard 7: an ally is never named in a letter",
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
            "R34, Guard 8: each reference hears of an interview within two working days",
            "Guard 8: where nothing is written, nobody has agreed",
            "Guard 8: the employer of today is no reference, unless it knows of the search",
            "Guard 8: one briefing in fourteen days over all searches",
        ),
    ),
    9: Held(
        (
            "store/rules/people.py",
            "store/rules/channels.py",
        ),
        (
            "test_who_prefers_text_is_thanked_by_text",
            "test_nobody_is_proposed_a_visit_or_a_text_unasked",
            "Guard 9: a visit, a cartoon or a text is never proposed unasked, under no playbook",
            "Guard 9, R29: the channel follows what a person prefers",
        ),
    ),
    10: Held(
        (
            "store/rules/winding.py",
            "store/rules/drafting/value_item.py",
            "store/rules/drafting/filler.py",
            "store/rules/drafting/voicemail.py",
        ),
        (
            "test_a_skipped_turn_makes_a_quiet_week",
            "test_a_phrase_that_could_stand_anywhere_is_filler",
            "Guard 10: a week with nothing new to say is skipped, and the reason is kept",
        ),
    ),
    11: Held(
        (
            "store/rules/ringing.py",
            "store/rules/joining.py",
            "store/rules/logbook.py",
        ),
        (
            "test_a_ring_without_an_answer_is_no_touch",
            "test_what_is_due_to_one_person_can_go_in_one_message",
            "R31, R32, Guard 11: a call rings once a day, and the second time a message is left",
            "Guard 11: a bare attempt uses nothing up",
            "Guard 11: two attempts are enough for one call, and then one writes instead",
            "Guard 11, Guard 16: what is due to one person can go in one message",
            "Guard 11: the plan that is promised for the day after may travel with what is due today",
        ),
    ),
    12: Held(
        (
            "store/rules/next_turn.py",
            "store/rules/checks/interview_without_touch.py",
        ),
        (
            "test_an_agreed_day_of_theirs_keeps_the_call_back",
            "test_a_school_without_a_step_for_a_lapsed_day_still_waits_two_working_days_after_it",
            "Guard 12: nobody presses before the day that they named and two working days",
            "Guard 12: a school without a step for it waits all the same",
            "R6, Guard 12: whoever was to call is asked two working days after the day, a weekend not counted",
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
            "R40, Guard 13: second place is the user's word, and no letter says that the new person may fail",
            "Guard 13: a no without any interview thanks nobody",
            "Guard 13: an address that takes no answer is not thanked",
            "Guard 13: whoever has found work meanwhile does not ask what has opened",
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
            "R41, Guard 14: once hired one thanks whoever helped, each once",
            "Guard 14: work elsewhere holds the chase here until the user decides, and promises stay in sight",
            "Guard 14: after a withdrawal one writes to the boss and to HR, and is not chased any more",
        ),
    ),
    15: Held(
        (
            "store/rules/due.py",
            "store/rules/workdays.py",
        ),
        (
            "Guard 15: a holiday moves the post and says so, and never the mail",
            "Guard 15: thanks for a talk on a holiday are due on the holiday",
            "Guard 15: a promise for a day off stays there, and is shown on the working day before as well",
        ),
    ),
    16: Held(
        (
            "store/rules/backlog.py",
            "store/rules/joining.py",
            "store/rules/staleness.py",
        ),
        (
            "test_thanks_that_are_too_late_are_offered_for_leaving_out",
            "Guard 11, Guard 16: what is due to one person can go in one message",
            "Guard 16: after an absence a late thank-you is offered for retirement, and nothing bursts",
            "Guard 16: a backlog is spread over the days that the limits allow",
        ),
    ),
}

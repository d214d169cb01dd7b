"""What counts against the limits under each playbook, and what is free: thanks, answers, promises, preparation."""

import pytest

from store.workspace.shipped import shipped_playbooks

COUNTED = {
    "blend": "letter card value lapsed first-call voicemail in-turn clipping inquiry stay network",
    "value-added": "value value-other weekly",
    "consultant": "thanks follow recommend propose stay",
    "handwritten": "note relations",
    "vigorous": "thanks second third clipping call voicemail",
    "five-step": "first-call message in-turn",
    "frame": "",
}


@pytest.mark.parametrize("name", sorted(shipped_playbooks()))
def test_a_playbook_counts_what_the_advice_counts(name: str) -> None:
    counted = {step.id for step in shipped_playbooks()[name].steps if step.counts}
    assert counted == set(COUNTED[name].split())


def test_nobody_hears_more_than_twice_a_week_under_any_playbook() -> None:
    assert {book.limits.touches_per_week for book in shipped_playbooks().values()} == {2}


@pytest.mark.parametrize("name", ["blend", "vigorous"])
def test_calls_lie_a_month_apart_where_the_advice_says_so(name: str) -> None:
    assert shipped_playbooks()[name].limits.days_between_calls == 30


def test_the_default_is_one_turn_a_week_at_one_employer_and_four_before_it_asks() -> None:
    limits = shipped_playbooks()["blend"].limits
    assert (limits.recurring_per_week, limits.emails_per_day, limits.unanswered) == (1, 1, 4)
    assert limits.attempts_per_call == 2

"""Who leads a conversation: letters and follow-up steps name the same person."""

from datetime import UTC, date

import pytest
from hypothesis import given, settings

from store.model.opportunity import Opportunity
from store.rules.clock import Moment
from store.rules.meeting import lead_of
from store.rules.situation import Situation
from store.rules.surroundings import Surroundings
from store.workspace.shipped import shipped_playbooks
from tests.store.rules.random_searches import Written, days, searches, vault

TODAY = date(2026, 6, 20)
ANA, BO, CY = "{name: Ana Ruiz}", "{name: Bo Lee}", "{name: Cy Dunn, part: hiring-manager}"
FIRST = "### 2026-06-02 Interview with Cy Dunn\n- need: faster ramps\n"


def searched(contacts: tuple[str, ...], *entries: str) -> Opportunity:
    """Return an opportunity with these contacts and this log."""
    header = ("stage: interviewing", "contacts:", *(f"  - {contact}" for contact in contacts))
    return vault(Written(ident="one", header=header, entries=entries)).records().opportunities[0]


@pytest.mark.parametrize(
    ("lead", "contacts", "earlier", "names"),
    [
        ("Cy Dunn", (ANA, BO, CY), (), "Ana Ruiz, Cy Dunn"),
        ("Cy Dunn", (ANA, BO, CY), (FIRST,), "Ana Ruiz"),
        ("Ana Ruiz", (ANA, BO, CY), (), "Ana Ruiz"),
        ("Cy Dunn", (ANA, BO, CY), (), "Ana Ruiz, Bo Lee"),
        ("Bo Lee", (ANA, BO), (), "Bo Lee, Ana Ruiz"),
        (None, (ANA, BO), (), "Somebody Else, Ana Ruiz"),
    ],
    ids=["there", "met before", "alone", "known to hire", "named first", "a stranger named first"],
)
def test_the_lead_is_the_boss_who_was_met_then_whoever_was_there_alone_then_any_boss_then_the_first_name(
    lead: str | None, contacts: tuple[str, ...], earlier: tuple[str, ...], names: str
) -> None:
    opportunity = searched(contacts, *earlier, f"### 2026-06-10 Interview with {names}\n- need: a plan\n")

    assert lead_of(opportunity, opportunity.entries[-1], TODAY) == lead


def test_a_boss_whose_interview_is_still_to_come_does_not_lead_the_one_before() -> None:
    planned = "### 2026-06-25 Interview with Cy Dunn\n"
    opportunity = searched((ANA, BO, CY), "### 2026-06-10 Interview with Ana Ruiz\n- need: a plan\n", planned)

    assert lead_of(opportunity, opportunity.entries[0], TODAY) == "Ana Ruiz"


def test_without_a_conversation_the_one_to_turn_to_is_hr_and_never_a_reference() -> None:
    reference, hr = "{name: Ana Ruiz, part: reference}", "{name: Bo Lee, part: hr}"

    assert lead_of(searched((reference, "{name: Cy Dunn}", hr)), None, TODAY) == "Bo Lee"
    assert lead_of(searched((reference, "{name: Cy Dunn}")), None, TODAY) == "Cy Dunn"
    assert lead_of(searched((reference,)), None, TODAY) is None


@settings(max_examples=60, deadline=None)
@given(searches(), days)
def test_letters_and_follow_up_steps_agree_who_led_an_interview(written: Written, today: date) -> None:
    records = vault(written).records()
    opportunity = records.opportunities[0]
    situation = Situation(opportunity, Surroundings(records, shipped_playbooks(), Moment(today), UTC))

    for interview in situation.held:
        lead = situation.cast.lead(interview.persons, situation.met)
        assert lead_of(opportunity, interview.entry, today) == (lead.ident if lead else None)

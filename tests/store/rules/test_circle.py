"""Everybody who helps: who stands for what, who was briefed, who helped, who was thanked and told (R34, R41, G6)."""

from datetime import UTC, date

import pytest

from store.rules.circle import standings
from store.rules.clock import Moment
from store.rules.standing import Consent, Standing
from store.rules.surroundings import Surroundings
from tests.store.rules.conftest import ANNA, BOOKS, Telling, Told

TODAY = "2026-07-20"
INTERVIEW = "### 2026-07-02 16:00 Interview with Priya Raman: first round\n- need: new hires take a year to sell\n"
PRIYA = "stage: interviewing\nstage_since: 2026-06-29\ncontacts:\n  - name: Priya Raman\n    part: hiring-manager"
BEN = "---\nname: Ben Osei\npart: ally\nemail: ben@osei.example\n---\n"
ALLY = f"{PRIYA}\n  - name: Benjamin Osei\n    part: ally\n    email: BEN@osei.example"


def known(told: Told, today: str = TODAY) -> dict[str, Standing]:
    records = told.records()
    day = date.fromisoformat(today)
    around = Surroundings(records, BOOKS, Moment(day), UTC)
    return {one.name: one for one in standings(records, around.chronicle_of, told.agenda(today))}


def test_a_reference_has_not_heard_of_an_interview_until_a_briefing_after_it(tell: Telling) -> None:
    held = tell(PRIYA, INTERVIEW, people=(ANNA,))
    briefed = held.plus("### 2026-07-03 Briefing with Anna Weiss: Hollin")
    again = briefed.plus("### 2026-07-10 Interview with Priya Raman\n- need: more")

    assert [s.opportunity.id for s in known(held)["Anna Weiss"].unbriefed] == ["hollin"]
    anna = known(briefed)["Anna Weiss"]
    assert anna.unbriefed == ()
    assert (anna.briefed[0].day, anna.briefed[0].line) == (date(2026, 7, 3), 17)
    assert len(known(again)["Anna Weiss"].unbriefed) == 1


def test_a_briefing_that_was_left_out_is_not_missing(tell: Telling) -> None:
    told = tell(PRIYA, INTERVIEW, people=(ANNA,)).plus(
        "### 2026-07-03 Skipped with Anna Weiss: brief/2026-07-02T16:00/Anna Weiss - she is away"
    )

    assert known(told)["Anna Weiss"].unbriefed == ()


@pytest.mark.parametrize(
    ("consent", "expected", "unbriefed"),
    [("yes, asked on 2026-06-01", Consent.GIVEN, 1), ("", Consent.UNASKED, 1), ("no", Consent.REFUSED, 0)],
)
def test_who_refused_to_be_a_reference_is_not_to_be_briefed(
    tell: Telling, consent: str, expected: Consent, unbriefed: int
) -> None:
    person = ANNA.replace("yes, asked on 2026-06-01", f'"{consent}"')
    anna = known(tell(PRIYA, INTERVIEW, people=(person,)))["Anna Weiss"]

    assert anna.consent is expected
    assert (anna.consent_line, len(anna.unbriefed)) == (4, unbriefed)


def test_the_current_employer_must_not_know_and_is_not_briefed(tell: Telling) -> None:
    anna = known(tell(PRIYA, INTERVIEW, people=(ANNA.replace("part:", "employer: current\npart:"),)))["Anna Weiss"]

    assert anna.keeps_quiet
    assert anna.unbriefed == ()


def test_help_is_what_came_from_them_and_a_search_that_came_by_them(tell: Telling) -> None:
    told = tell(f"source: Ben Osei told me of it\n{PRIYA}", "", people=(BEN,)).plus(
        "### 2026-07-01 Email from Ben Osei: ask for Priya",
        "### 2026-07-03 Email to Ben Osei: how is the garden",
        "### 2026-07-04 Briefing with Ben Osei: what to say",
    )
    ben = known(told)["Ben Osei"]

    assert [(sign.day, sign.title) for sign in ben.helped] == [(date(2026, 7, 1), "ask for Priya"), (None, "")]
    assert (ben.helped[1].path, ben.helped[1].line) == ("opportunities/hollin.md", 4)
    assert ben.is_owed_thanks
    assert ben.thanked == ()


def test_thanks_count_from_the_latest_help(tell: Telling) -> None:
    helped = tell(PRIYA, "", people=(BEN,)).plus("### 2026-07-01 Email from Ben Osei: ask for Priya")
    thanked = helped.plus("### 2026-07-02 Note to Ben Osei\n\nI am grateful for that.")
    again = thanked.plus("### 2026-07-05 Call from Ben Osei: one more name")

    assert not known(thanked)["Ben Osei"].is_owed_thanks
    assert known(again)["Ben Osei"].is_owed_thanks
    assert known(again)["Ben Osei"].thanked[0].day == date(2026, 7, 2)


def test_who_knew_of_a_search_is_told_how_it_ended(tell: Telling) -> None:
    ended = tell(PRIYA.replace("interviewing", "rejected"), INTERVIEW, people=(ANNA,)).plus(
        "### 2026-07-03 Briefing with Anna Weiss: Hollin", "### 2026-07-10 Rejected by Priya Raman"
    )
    told = ended.plus("### 2026-07-12 Email to Anna Weiss: how it went")

    assert [s.ended.line for s in known(ended)["Anna Weiss"].untold if s.ended] == [19]
    assert known(told)["Anna Weiss"].untold == ()
    assert [s.told.day for s in known(told)["Anna Weiss"].searches if s.told] == [date(2026, 7, 12)]


def test_who_never_heard_of_a_search_needs_not_hear_how_it_ended(tell: Telling) -> None:
    ended = tell(PRIYA.replace("interviewing", "rejected"), INTERVIEW, people=(ANNA,))

    assert known(ended)["Anna Weiss"].untold == ()


def test_one_person_in_two_files_is_one(tell: Telling) -> None:
    told = tell(ALLY, "", people=(BEN,)).plus("### 2026-07-01 Email from Benjamin Osei: ask for Priya")
    ben = known(told)["Ben Osei"]

    assert list(known(told)) == ["Ben Osei"]
    assert (ben.path, [s.line for s in ben.searches]) == ("people/0.md", [9])
    assert ben.last_in is not None
    assert ben.quiet(date.fromisoformat(TODAY)) == 19


def test_a_contact_who_helps_is_listed_and_one_who_hires_is_not(tell: Telling) -> None:
    assert list(known(tell(ALLY, ""))) == ["Benjamin Osei"]


def test_a_planned_talk_is_no_word_yet(tell: Telling) -> None:
    told = tell(PRIYA, "", people=(BEN,)).plus("### 2026-07-25 Meeting with Ben Osei: coffee")

    assert known(told)["Ben Osei"].quiet(date.fromisoformat(TODAY)) is None
    assert known(told)["Ben Osei"].helped == ()


def test_open_steps_are_theirs_the_most_urgent_first(tell: Telling) -> None:
    held = tell(PRIYA, INTERVIEW, people=(ANNA,))

    assert [item.step for item in known(held, "2026-07-06")["Anna Weiss"].items] == ["brief"]


def test_groups_stand_in_order_and_names_within(tell: Telling) -> None:
    people = (BEN, ANNA, BEN.replace("Ben Osei", "Ada Berg").replace("ben@", "ada@"), "---\nname: Zoe\n---\n")

    assert list(known(tell(PRIYA, "", people=people))) == ["Anna Weiss", "Ada Berg", "Ben Osei", "Zoe"]


def test_a_file_that_cannot_be_read_is_listed_by_its_path(tell: Telling) -> None:
    assert list(known(tell(PRIYA, "", people=("---\nname: [\n---\n",)))) == ["people/0.md"]

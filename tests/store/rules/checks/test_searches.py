"""Checks of how a search goes on: who cannot be reached, whom nobody wrote to, what lies forgotten or comes due."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from store.model.problem import Problem, Severity

Look = Callable[..., list[Problem]]

TODAY = date(2026, 11, 20)
PATH = "opportunities/acme-director.md"
HEARD = "- need: time (Ana Silva)\n"


def search(
    body: str = "",
    *,
    keys: str = "",
    ana: str = "",
    stage: str = "interviewing",
    since: str = "2026-11-01",
    company: str = "Acme",
) -> str:
    dated = f"stage_since: {since}\n" if since else ""
    contacts = f"contacts:\n  - name: Ana Silva\n    part: interviewer\n{ana}"
    return f"---\ncompany: {company}\nposition: Director\nstage: {stage}\n{dated}{keys}{contacts}---\n{body}"


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def met(days: int, marks: str = HEARD) -> str:
    return f"### {ago(days)} Interview with Ana Silva\n{marks}"


# An interviewer without any address


def test_somebody_met_without_any_address_is_found_at_their_name(look: Look) -> None:
    text = search(met(1))
    [found] = look("interviewer-without-address", {PATH: text})
    assert (found.path, found.severity) == (PATH, Severity.ADVICE)
    assert text.split("\n")[found.line - 1].strip() == "- name: Ana Silva"
    assert "no way to reach them" in found.message


def test_somebody_met_twice_is_found_once(look: Look) -> None:
    assert len(look("interviewer-without-address", {PATH: search(met(9) + met(1))})) == 1


def test_whoever_sat_in_is_found_whatever_their_part(look: Look) -> None:
    text = search(met(1), ana="    email: ana@acme.example\n  - name: Bo Lee\n    part: hr\n")
    text += "### 2026-11-18 Interview with Bo Lee\n- topic: pay\n"
    assert [p.message[:15] for p in look("interviewer-without-address", {PATH: text})] == ["You met Bo Lee "]


def test_an_ally_from_people_who_interviews_is_found_in_their_own_file(look: Look) -> None:
    person = "---\nname: Bea Long\npart: ally\n---\n"
    text = search(f"### {ago(1)} Interview with Bea Long\n{HEARD}", ana="    phone: 1\n")
    [found] = look("interviewer-without-address", {PATH: text, "people/bea.md": person})
    assert (found.path, found.line) == ("people/bea.md", 2)


@pytest.mark.parametrize(
    "ana",
    [
        "    email: ana@acme.example\n",
        '    phone: "+1 555 0100"\n',
        "    address: 1 Elm Row\n",
        "    linkedin: https://people.example/ana\n",
    ],
)
def test_any_one_way_is_enough(look: Look, ana: str) -> None:
    assert look("interviewer-without-address", {PATH: search(met(1), ana=ana)}) == []


@pytest.mark.parametrize(
    "text",
    [
        search(f"### {TODAY + timedelta(days=2)} Interview with Ana Silva\n"),
        search(f"### {ago(3)} Email to Ana Silva: Hello\n"),
        search(met(3), stage="withdrawn", since=str(ago(1))),
        search(met(3), keys="restrictions: [no-contact]\n"),
        search(met(3), keys="restrictions: [via-recruiter]\n"),
        search(met(3, marks="")),
    ],
    ids=["still to come", "only written to", "closed", "no contact", "through the recruiter", "perhaps not held"],
)
def test_no_address_is_asked_for_where_nobody_was_met_or_may_be_written_to(look: Look, text: str) -> None:
    assert look("interviewer-without-address", {PATH: text}) == []


# An address that nobody reads


@pytest.mark.parametrize(
    "email",
    [
        "noreply@acme.example",
        "No-Reply@acme.example",
        "donotreply@acme.example",
        "do-not-reply@acme.example",
        "no_reply+42@acme.example",
    ],
)
def test_a_contact_with_nothing_but_a_no_reply_address_is_found(look: Look, email: str) -> None:
    [found] = look("no-reply-address", {PATH: search(ana=f"    email: {email}\n")})
    assert found.severity is Severity.ADVICE
    assert email in found.message


@pytest.mark.parametrize(
    "ana",
    [
        "    email: ana.noreplyson@acme.example\n",
        "    email: casino-reply@acme.example\n",
        "    email: jobs@mail.noreply.example\n",
        "    email: noreply@acme.example\n    phone: 555 0100\n",
        "    email: noreply@acme.example\n    address: 1 Elm Row\n",
        "",
    ],
)
def test_other_addresses_and_other_ways_are_left_alone(look: Look, ana: str) -> None:
    assert look("no-reply-address", {PATH: search(ana=ana)}) == []


def test_a_no_reply_address_in_a_closed_search_is_left_alone(look: Look) -> None:
    text = search(ana="    email: noreply@acme.example\n", stage="rejected")
    assert look("no-reply-address", {PATH: text}) == []


# A week after an interview without a touch


def test_a_week_without_a_word_after_an_interview_is_said_loudly(look: Look) -> None:
    [found] = look("interview-without-touch", {PATH: search(met(7))})
    assert found.message.startswith("Write today! Interview with Ana Silva was 7 days ago")
    assert found.message.endswith("(R42).")
    assert (found.line, found.severity) == (10, Severity.ADVICE)


@pytest.mark.parametrize(
    "more",
    [
        "### 2026-11-14 Email from Ana Silva: Hello\n",
        "### 2026-11-14 Call to Ana Silva: no answer\n",
        "### 2026-11-11 Email to Ana Silva: Looking forward\n",
        "### 2026-11-14 Email to Dee Poe: How it went\n",
    ],
    ids=["they wrote", "a ring that nobody heard", "written before", "told an ally"],
)
def test_what_is_no_word_to_them_does_not_silence_it(look: Look, more: str) -> None:
    text = search(met(8) + more, ana="  - {name: Dee Poe, part: ally}\n")
    assert len(look("interview-without-touch", {PATH: text})) == 1


@pytest.mark.parametrize(
    "text",
    [
        search(met(6)),
        search(met(8) + f"### {ago(8)} Email to Ana Silva: Thank you\n"),
        search(met(8) + f"### {ago(2)} Voicemail to Ana Silva\n"),
        search(met(8) + met(2)),
        search(met(8, marks="")),
        search(met(8), stage="rejected"),
        search(met(8), stage="offer"),
        search(met(8), keys="restrictions: no-contact\n"),
        search(met(8, HEARD + "- [ ] next: Ana calls by 2026-11-18 (Ana Silva)\n")),
    ],
    ids=[
        "six days",
        "thanked the same day",
        "a voicemail",
        "seen again since",
        "perhaps not held",
        "closed",
        "an offer",
        "no contact",
        "two working days after the day that they named",
    ],
)
def test_no_alarm_is_raised(look: Look, text: str) -> None:
    assert look("interview-without-touch", {PATH: text}) == []


def test_the_alarm_sounds_once_the_day_that_they_named_is_long_gone(look: Look) -> None:
    text = search(met(8, HEARD + "- [ ] next: Ana calls by 2026-11-17 (Ana Silva)\n"))
    assert len(look("interview-without-touch", {PATH: text})) == 1


def test_what_was_written_between_two_interviews_does_not_follow_the_second(look: Look) -> None:
    text = search(met(20) + f"### {ago(19)} Email to Ana Silva: Thank you\n" + met(8))
    [found] = look("interview-without-touch", {PATH: text})
    assert "8 days ago" in found.message


def test_my_own_next_step_is_no_day_that_they_named(look: Look) -> None:
    text = search(met(8, HEARD + "- [ ] next: I call by 2026-11-30 (me)\n"))
    assert len(look("interview-without-touch", {PATH: text})) == 1


# An opportunity that nobody looks at


def test_a_month_without_an_entry_or_a_day_ahead_is_found(look: Look) -> None:
    [found] = look("forgotten-opportunity", {PATH: search(stage="lead", since=str(ago(30)))})
    assert "for 30 days" in found.message
    assert "next_touch=DATE" in str(found.fix)
    assert "withdrawn" in str(found.fix)
    assert "delete acme-director" in str(found.fix)


def test_a_search_without_any_date_is_found(look: Look) -> None:
    [found] = look("forgotten-opportunity", {PATH: search(stage="lead", since="")})
    assert "nothing will ever remind you" in found.message


@pytest.mark.parametrize(
    "text",
    [
        search(stage="lead", since=str(ago(29))),
        search(f"### {ago(29)} Call with Ana Silva\n", since=str(ago(90))),
        search(since=str(ago(90)), keys="next_touch: 2026-11-20\n"),
        search(since=str(ago(90)), keys="deadline: 2026-12-24\n"),
        search("### 2026-12-01 Interview with Ana Silva\n", since=str(ago(90))),
        search(met(60, "- [ ] promise: send the plan by 2026-09-23 (Ana Silva)\n"), since=str(ago(90))),
        search(met(60, "- [ ] next: Ana calls by 2026-11-25 (Ana Silva)\n"), since=str(ago(90))),
        search(f"### {ago(40)} Snoozed with Ana Silva: in-turn until 2026-12-01\n", since=str(ago(90))),
        search(since=str(ago(90)), stage="rejected"),
    ],
    ids=["29 days", "a call", "next touch", "deadline", "planned", "owed", "their day ahead", "snoozed", "closed"],
)
def test_what_somebody_looks_at_or_will_be_reminded_of_is_not_forgotten(look: Look, text: str) -> None:
    assert look("forgotten-opportunity", {PATH: text}) == []


@pytest.mark.parametrize(
    "text",
    [
        search(since=str(ago(90)), keys="next_touch: 2026-11-19\n"),
        search(met(60, "- [x] promise: send the plan by 2026-12-23 (Ana Silva)\n"), since=str(ago(90))),
        search(met(60, "- [ ] next: Ana calls by 2026-10-25 (Ana Silva)\n"), since=str(ago(90))),
        search(f"### {ago(40)} Snoozed with Ana Silva: in-turn until 2026-11-19\n", since=str(ago(90))),
    ],
    ids=["next touch gone by", "a kept promise", "their day gone by", "snooze over"],
)
def test_a_day_that_is_over_keeps_nothing_in_mind(look: Look, text: str) -> None:
    assert len(look("forgotten-opportunity", {PATH: text})) == 1


@pytest.mark.parametrize("code", ["forgotten-opportunity", "interview-without-touch", "stage-contradicted"])
def test_silence_is_never_taken_for_a_no(look: Look, code: str) -> None:
    text = search(met(200) + f"### {ago(199)} Email to Ana Silva: Thank you\n", since=str(ago(210)))
    assert not any("reject" in f"{p.message} {p.fix}".casefold() for p in look(code, {PATH: text}))


# Deadlines


@pytest.mark.parametrize(
    ("stage", "day", "said"),
    [
        ("lead", "2026-11-23", "The application to Acme is due in 3 days, on 2026-11-23"),
        ("lead", "2026-11-21", "due tomorrow"),
        ("lead", "2026-11-20", "due today"),
        ("lead", "2026-11-18", "was due on 2026-11-18"),
        ("offer", "2026-11-22", "Your answer to Acme is due in 2 days"),
        ("offer", "2026-11-19", "Your answer to Acme was due on 2026-11-19"),
    ],
)
def test_a_deadline_that_is_near_or_past_is_found(look: Look, stage: str, day: str, said: str) -> None:
    [found] = look("deadline-near", {PATH: search(stage=stage, keys=f"deadline: {day}\n")})
    assert said in found.message
    assert (found.line, found.severity) == (6, Severity.ADVICE)


@pytest.mark.parametrize(
    "text",
    [
        search(stage="lead", keys="deadline: 2026-11-24\n"),
        search("### 2026-11-17 Application to Ana Silva\n", stage="lead", keys="deadline: 2026-11-21\n"),
        search(stage="applied", keys="deadline: 2026-11-18\n"),
        search(keys="deadline: 2026-11-18\n"),
        search(stage="accepted", keys="deadline: 2026-11-18\n"),
        search("### 2026-11-19 Accepted with Ana Silva\n", stage="offer", keys="deadline: 2026-11-21\n"),
        search(stage="lead"),
    ],
    ids=["four days", "applied in the log", "applied", "interviewing", "closed", "answered", "none"],
)
def test_a_deadline_that_is_far_or_met_is_left_alone(look: Look, text: str) -> None:
    assert look("deadline-near", {PATH: text}) == []


# Several searches at one employer


def test_two_open_searches_at_one_employer_are_told_of_once(look: Look) -> None:
    files = {PATH: search(), "opportunities/old/acme-manager.md": search(company="ACME ")}
    [found] = look("searches-share-employer", files)
    assert (found.path, found.line, found.severity) == ("opportunities/old/acme-manager.md", 2, Severity.ADVICE)
    assert PATH in found.message


def test_of_many_open_searches_each_but_the_first_names_the_one_before_and_counts_the_others(look: Look) -> None:
    files = {f"opportunities/acme-{n}.md": search() for n in range(4)}
    second, third, fourth = look("searches-share-employer", files)

    assert "acme-0.md) are both open" in second.message
    assert "acme-1.md), and 1 more, are all open" in third.message
    assert "acme-2.md), and 2 more, are all open" in fourth.message


@pytest.mark.parametrize("other", [search(company="Acme Foods"), search(stage="rejected")], ids=["other", "closed"])
def test_another_employer_and_a_closed_search_share_nothing(look: Look, other: str) -> None:
    assert look("searches-share-employer", {PATH: search(), "opportunities/other.md": other}) == []


def test_an_offer_accepted_while_others_are_open_is_no_problem_of_the_file(look: Look) -> None:
    files = {
        "opportunities/birch.md": search(
            f"### {ago(2)} Accepted with Ana Silva\n", stage="accepted", since=str(ago(2)), company="Birch"
        ),
        PATH: search(f"### {ago(4)} Call with Ana Silva\n"),
    }
    assert look(None, files) == []


# References


def reference(keys: str = "", part: str = "reference") -> dict[str, str]:
    return {"people/bea.md": f"---\nname: Bea Long\npart: {part}\nconsent: yes\n{keys}---\n"}


@pytest.mark.parametrize("keys", ["", "knows: no\n"])
def test_a_reference_at_the_current_employer_who_does_not_know_is_found(look: Look, keys: str) -> None:
    [found] = look("reference-at-employer", reference("employer: Current\n" + keys))
    assert (found.path, found.line, found.severity) == ("people/bea.md", 5, Severity.ADVICE)
    assert "knows: yes" in str(found.fix)


def test_a_contact_can_be_such_a_reference_too(look: Look) -> None:
    text = search(ana="  - {name: Bo Lee, part: reference, employer: current, consent: yes}\n")
    [found] = look("reference-at-employer", {PATH: text})
    assert (found.path, found.line) == (PATH, 9)


@pytest.mark.parametrize(
    "files",
    [
        reference("employer: current\nknows: yes\n"),
        reference("employer: Longo Advisory\n"),
        reference("employer: current\n", part="ally"),
        {"people/bea.md": "---\nname: Bea Long\npart: reference\nemployer: current\nconsent: no\n---\n"},
    ],
    ids=["knows", "another employer", "an ally", "declined"],
)
def test_other_references_are_left_alone(look: Look, files: dict[str, str]) -> None:
    assert look("reference-at-employer", files) == []


def briefed(*days: int) -> str:
    return "".join(f"### {ago(day)} Briefing with Bea Long\n" for day in days)


def test_two_briefings_within_two_weeks_are_found_at_the_second(look: Look) -> None:
    other = "opportunities/birch.md"
    [found] = look(
        "reference-briefed-twice",
        {**reference(), PATH: search(briefed(13)), other: search(briefed(0), company="Birch")},
    )
    assert (found.path, found.severity) == (other, Severity.ADVICE)
    assert "until 2026-12-04" in str(found.fix)


def test_of_many_briefings_only_the_last_two_are_told(look: Look) -> None:
    [found] = look("reference-briefed-twice", {**reference(), PATH: search(briefed(12, 8, 4))})
    assert f"{ago(8)} and again on {ago(4)}" in found.message


@pytest.mark.parametrize(
    "days", [(14, 0), (3, 3), (20, 14), (2,)], ids=["two weeks apart", "one talk", "long over", "one"]
)
def test_other_briefings_are_left_alone(look: Look, days: tuple[int, ...]) -> None:
    assert look("reference-briefed-twice", {**reference(), PATH: search(briefed(*days))}) == []


def test_a_briefing_of_somebody_else_is_not_the_second_one(look: Look) -> None:
    files = {**reference(), "people/cy.md": "---\nname: Cy Mori\npart: reference\nconsent: yes\n---\n"}
    text = search(briefed(3) + f"### {ago(1)} Briefing with Cy Mori\n")
    assert look("reference-briefed-twice", {**files, PATH: text}) == []

"""Checks of one opportunity: each with what it finds and with the nearest thing that it leaves alone."""

from collections.abc import Callable

import pytest

from store.model.problem import Problem, Severity

Look = Callable[..., list[Problem]]

PATH = "opportunities/acme-director.md"
CONTACTS = """contacts:
  - name: Ana Silva
    part: interviewer
    spelling: confirmed
  - name: Bo Lee
    part: hr
"""


def opportunity(body: str = "", *, keys: str = "", stage: str = "interviewing", since: str = "2026-10-01") -> str:
    dated = f"stage_since: {since}\n" if since else ""
    return f"---\ncompany: Acme\nposition: Director\nstage: {stage}\n{dated}{keys}{CONTACTS}---\n{body}"


def line_of(text: str, part: str) -> int:
    return next(i for i, line in enumerate(text.split("\n"), 1) if part in line)


HITS = {
    "an e-mail dated tomorrow": (
        "entry-after-today",
        opportunity("### 2026-11-21 Email to Ana Silva: Hello\n"),
        "### 2026-11-21",
        Severity.WARNING,
    ),
    "a stage without a date and with nothing to count from": (
        "stage-without-date",
        opportunity(since=""),
        "stage: ",
        Severity.WARNING,
    ),
    "a stage without a date that counts from the last entry": (
        "stage-without-date",
        opportunity("### 2026-11-02 Call with Bo Lee\n", since=""),
        "stage: ",
        Severity.ADVICE,
    ),
    "a rejection in the log of a search that still says interviewing": (
        "stage-contradicted",
        opportunity("### 2026-11-19 Rejected by Bo Lee\n"),
        "stage: ",
        Severity.WARNING,
    ),
    "a position filled behind the back of the stage": (
        "stage-contradicted",
        opportunity("### 2026-11-19 Filled by Bo Lee\n", since=""),
        "stage: ",
        Severity.WARNING,
    ),
    "an interview held while the stage says applied": (
        "stage-contradicted",
        opportunity("### 2026-11-19 Interview with Ana Silva\n", stage="applied"),
        "stage: ",
        Severity.ADVICE,
    ),
    "an interview that names nobody": (
        "interview-without-names",
        opportunity("### 2026-11-19 Interview: first round\n"),
        "### 2026-11-19",
        Severity.ADVICE,
    ),
    "an interview that names nobody where nobody can stand in": (
        "interview-without-names",
        "---\ncompany: Acme\nposition: Director\n---\n### 2026-11-19 Interview\n",
        "### 2026-11-19",
        Severity.WARNING,
    ),
    "an interview of yesterday without notes": (
        "interview-without-notes",
        opportunity("### 2026-11-19 Interview with Ana Silva\n\nProse alone.\n"),
        "### 2026-11-19",
        Severity.ADVICE,
    ),
    "an interview of yesterday with nothing but the questions prepared for it": (
        "interview-without-notes",
        opportunity("### 2026-11-19 Interview with Ana Silva\n- question: who decides?\n"),
        "### 2026-11-19",
        Severity.ADVICE,
    ),
    "an interview with notes and no next step": (
        "interview-without-next-step",
        opportunity("### 2026-11-19 Interview with Ana Silva\n- need: time\n"),
        "### 2026-11-19",
        Severity.ADVICE,
    ),
    "a next touch that a later mail has overtaken": (
        "stale-next-touch",
        opportunity("### 2026-11-15 Email to Ana Silva: Hello\n", keys="next_touch: 2026-11-14\n"),
        "next_touch",
        Severity.ADVICE,
    ),
    "a playbook that does not exist": (
        "unknown-playbook",
        opportunity(keys="playbook: blnd\n"),
        "playbook",
        Severity.WARNING,
    ),
    "somebody met whose spelling nobody confirmed": (
        "unconfirmed-spelling",
        opportunity("### 2026-11-19 Interview with Ana Silva, Bo Lee\n"),
        "name: Bo Lee",
        Severity.ADVICE,
    ),
    "a contact who is a reference and was never asked": (
        "reference-without-consent",
        opportunity(keys="").replace("part: hr", "part: [hr, reference]"),
        "name: Bo Lee",
        Severity.ADVICE,
    ),
    "a decision of a merge that waits": (
        "merge-review",
        opportunity(keys="merge_review:\n  - where: salary\n    kept: 150k\n    other: 140k\n    base: 130k\n"),
        "where: salary",
        Severity.WARNING,
    ),
    "an interview without a next step, whatever else happened since": (
        "interview-without-next-step",
        opportunity(
            "### 2026-11-17 Interview with Ana Silva\n- need: time\n### 2026-11-20 Email to Ana Silva: Thank you\n"
        ),
        "### 2026-11-17",
        Severity.ADVICE,
    ),
    "a rejection and an interview before it, on one day": (
        "stage-contradicted",
        opportunity("### 2026-11-19 Rejected by Bo Lee\n### 2026-11-19 Interview with Ana Silva\n"),
        "stage: ",
        Severity.WARNING,
    ),
    "a promise without a day": (
        "promise-without-date",
        opportunity("### 2026-11-19 Interview with Ana Silva\n- [ ] promise: send the plan (Ana Silva)\n"),
        "promise: send",
        Severity.ADVICE,
    ),
}


@pytest.mark.parametrize(("code", "text", "place", "severity"), HITS.values(), ids=HITS)
def test_it_finds(look: Look, code: str, text: str, place: str, severity: Severity) -> None:
    found = look(code, {PATH: text})
    assert [(p.path, p.line, p.severity) for p in found] == [(PATH, line_of(text, place), severity)]


MISSES = {
    "an interview planned for tomorrow": (
        "entry-after-today",
        opportunity("### 2026-11-21 Interview with Ana Silva\n### 2026-11-22 Visit to Ana Silva\n"),
    ),
    "an e-mail of today": ("entry-after-today", opportunity("### 2026-11-20 Email to Ana Silva: Hello\n")),
    "a stage with its date": ("stage-without-date", opportunity()),
    "a stage whose own entry has the date": (
        "stage-without-date",
        opportunity("### 2026-11-02 Rejected by Bo Lee\n", stage="rejected", since=""),
    ),
    "a lead without a date, from which nothing counts": ("stage-without-date", opportunity(stage="lead", since="")),
    "a rejection that the stage knows of": (
        "stage-contradicted",
        opportunity("### 2026-11-19 Rejected by Bo Lee\n", stage="rejected", since="2026-11-19"),
    ),
    "a search reopened after its rejection": (
        "stage-contradicted",
        opportunity("### 2026-11-10 Rejected by Bo Lee\n", since="2026-11-18"),
    ),
    "an interview that is only planned": (
        "stage-contradicted",
        opportunity("### 2026-11-23 Interview with Ana Silva\n", stage="applied"),
    ),
    "an offer that was accepted": (
        "stage-contradicted",
        opportunity(
            "### 2026-11-10 Offer by Bo Lee\n### 2026-11-12 Accepted with Bo Lee\n",
            stage="accepted",
            since="2026-11-12",
        ),
    ),
    "an interview before a rejection": (
        "stage-contradicted",
        opportunity("### 2026-11-10 Interview with Ana Silva\n", stage="rejected", since="2026-11-09"),
    ),
    "an interview that names one person": (
        "interview-without-names",
        opportunity("### 2026-11-19 Interview with Ana Silva\n"),
    ),
    "a call that names nobody": ("interview-without-names", opportunity("### 2026-11-19 Call\n")),
    "an interview of today whose notes are still to come": (
        "interview-without-notes",
        opportunity("### 2026-11-20 Interview with Ana Silva\n"),
    ),
    "an interview with one note": (
        "interview-without-notes",
        opportunity("### 2026-11-19 Interview with Ana Silva\n- topic: trucks\n"),
    ),
    "an interview that the user says did not take place": (
        "interview-without-notes",
        opportunity("### 2026-11-18 Interview with Ana Silva\n### 2026-11-19 Skipped: f-happened/2026-11-18/me - no\n"),
    ),
    "an interview with prepared questions alone, told of by another check": (
        "interview-without-next-step",
        opportunity("### 2026-11-18 Interview with Ana Silva\n- question: who decides?\n"),
    ),
    "an interview with its next step": (
        "interview-without-next-step",
        opportunity("### 2026-11-10 Interview with Ana Silva\n- [x] next: Bo writes by 2026-11-12 (Bo Lee)\n"),
    ),
    "an earlier interview that the one of today has overtaken": (
        "interview-without-next-step",
        opportunity("### 2026-11-10 Interview with Ana Silva\n- need: time\n### 2026-11-20 Interview with Bo Lee\n"),
    ),
    "an interview without a next step in a closed search": (
        "interview-without-next-step",
        opportunity("### 2026-11-10 Interview with Ana Silva\n- need: time\n", stage="withdrawn", since="2026-11-12"),
    ),
    "a call without a next step": (
        "interview-without-next-step",
        opportunity("### 2026-11-10 Call with Ana Silva\n- need: time\n"),
    ),
    "a stage set back on the day of the rejection": (
        "stage-contradicted",
        opportunity("### 2026-11-10 Rejected by Bo Lee\n", since="2026-11-10"),
    ),
    "a second interview while interviewing": (
        "stage-contradicted",
        opportunity("### 2026-11-10 Interview with Ana Silva\n"),
    ),
    "an application sent after the first talks": (
        "stage-contradicted",
        opportunity("### 2026-11-10 Application to Bo Lee\n"),
    ),
    "an interview after a rejection, without a date of the stage": (
        "stage-contradicted",
        opportunity("### 2026-11-10 Rejected by Bo Lee\n### 2026-11-12 Interview with Ana Silva\n", since=""),
    ),
    "a next touch in a closed search": (
        "stale-next-touch",
        opportunity(
            "### 2026-11-15 Email to Ana Silva: Hello\n",
            keys="next_touch: 2026-11-14\n",
            stage="withdrawn",
            since="2026-11-16",
        ),
    ),
    "a next touch before a meeting that is only planned": (
        "stale-next-touch",
        opportunity("### 2026-11-24 Meeting with Ana Silva\n", keys="next_touch: 2026-11-22\n"),
    ),
    "a name met in a search that is closed": (
        "unconfirmed-spelling",
        opportunity("### 2026-11-10 Interview with Bo Lee\n", stage="rejected", since="2026-11-12"),
    ),
    "a reference in a search that is closed": (
        "reference-without-consent",
        opportunity(stage="rejected").replace("part: hr", "part: [hr, reference]"),
    ),
    "a promise of a closed search": (
        "promise-without-date",
        opportunity(
            "### 2026-11-10 Interview with Ana Silva\n- [ ] promise: send the plan (Ana Silva)\n",
            stage="rejected",
            since="2026-11-12",
        ),
    ),
    "a promise prepared for a meeting to come": (
        "promise-without-date",
        opportunity("### 2026-11-24 Interview with Ana Silva\n- [ ] promise: send the plan (Ana Silva)\n"),
    ),
    "an interview without notes in a closed search": (
        "interview-without-notes",
        opportunity("### 2026-11-10 Interview with Ana Silva\n", stage="withdrawn", since="2026-11-12"),
    ),
    "a next step that a later call agreed": (
        "interview-without-next-step",
        opportunity(
            "### 2026-11-10 Interview with Ana Silva\n- need: time\n"
            "### 2026-11-12 Call from Bo Lee\n- [ ] next: Bo writes by 2026-11-24 (Bo Lee)\n"
        ),
    ),
    "an interview after which the next one is planned": (
        "interview-without-next-step",
        opportunity("### 2026-11-10 Interview with Ana Silva\n- need: time\n### 2026-11-24 Interview with Ana Silva\n"),
    ),
    "an interview of today without a next step yet": (
        "interview-without-next-step",
        opportunity("### 2026-11-20 Interview with Ana Silva\n- need: time\n"),
    ),
    "a next touch on the day of the last mail": (
        "stale-next-touch",
        opportunity("### 2026-11-14 Email to Ana Silva: Hello\n", keys="next_touch: 2026-11-14\n"),
    ),
    "a next touch that only their mail has overtaken": (
        "stale-next-touch",
        opportunity("### 2026-11-15 Email from Ana Silva: Hello\n", keys="next_touch: 2026-11-14\n"),
    ),
    "a next touch that a ring without an answer came after": (
        "stale-next-touch",
        opportunity("### 2026-11-15 Call to Ana Silva: no answer\n", keys="next_touch: 2026-11-14\n"),
    ),
    "a next touch that only a mail to an ally came after": (
        "stale-next-touch",
        opportunity("### 2026-11-15 Email to Bo Lee\n", keys="next_touch: 2026-11-14\n").replace(
            "part: hr", "part: ally"
        ),
    ),
    "a playbook that ships": ("unknown-playbook", opportunity(keys="playbook: blend\n")),
    "somebody written to and never met": (
        "unconfirmed-spelling",
        opportunity("### 2026-11-19 Email to Bo Lee: Hello\n### 2026-11-24 Interview with Bo Lee\n"),
    ),
    "a promise with a day": (
        "promise-without-date",
        opportunity("### 2026-11-19 Interview with Ana Silva\n- [ ] promise: send it by 2026-11-23 (Ana Silva)\n"),
    ),
    "a kept promise without a day": (
        "promise-without-date",
        opportunity("### 2026-11-19 Interview with Ana Silva\n- [x] promise: send the plan (Ana Silva)\n"),
    ),
}


@pytest.mark.parametrize(("code", "text"), MISSES.values(), ids=MISSES)
def test_it_leaves_alone(look: Look, code: str, text: str) -> None:
    assert look(code, {PATH: text}) == []


def test_an_undated_stage_says_what_it_counts_from_up_to_today(look: Look) -> None:
    text = opportunity("### 2026-11-02 Call with Bo Lee\n### 2026-11-24 Meeting with Bo Lee\n", since="")
    [found] = look("stage-without-date", {PATH: text})
    assert "2026-11-02" in found.message
    assert "2026-11-02" in str(found.fix)


def test_an_undated_stage_with_only_a_planned_meeting_has_nothing_to_count_from(look: Look) -> None:
    [found] = look("stage-without-date", {PATH: opportunity("### 2026-11-24 Meeting with Bo Lee\n", since="")})
    assert "no entry to count from" in found.message
    assert found.fix == "Add `stage_since: DATE` below `stage`."


def test_a_file_that_cannot_be_read_is_left_to_its_reader(look: Look) -> None:
    assert look("stage-without-date", {PATH: "---\n- a list\n---\n"}) == []

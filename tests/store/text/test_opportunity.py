"""Reading opportunities: all keys, every bad field a problem of its own, none that hides the rest."""

from datetime import date

import pytest
from hypothesis import given

from store.model.opportunity import Opportunity, Stage
from store.model.problem import Problem
from store.model.review import Review
from store.model.settings import Settings
from store.text.opportunity import KEYS, new_opportunity, read_opportunity
from tests.store.text.written import VALUES, Written, written

FULL = """---
company: Northwind Freight
position: Director of Sales Enablement
stage: Second Round
stage_since: 2026-11-20
next_touch: "2026-11-24"
deadline: 2026-12-15           # apply by, or answer the offer by
playbook: blend
contacts:
  - name: Joe  Alvarez
    title: VP Sales
    part: [Interviewer, hiring-manager]
    email: joe.alvarez@northwind.example
    phone: "+1 555 0100"
    address: 1 Main Street
    spelling: confirmed
    prefers: Phone
    dog: [Rex, "Bo"]
  - {name: Ana, email: a@x.example, part: hr}
  - {name: ana, email: b@x.example}
tags: [saas, enablement]
url: https://jobs.example/1
location: Boston
salary: 120k
source: an ad
documents: cv.pdf
runner_up: yes
restrictions: [no-calls, via-recruiter]
merge_review:
  - where: stage
    kept: offer
    other: applied
    base: lead
mood: 'good  ' # mine
no: 010
---
Prose

## Notes

### 2026-11-20 14:00 Interview with Joe Alvarez: first round
- need: reps stall (Joe Alvarez)
"""
LINES = FULL.split("\n")
SETTINGS = Settings(stages={"second round": Stage.INTERVIEWING, "offer": Stage.OFFER})


def read(text: str | bytes, settings: Settings = SETTINGS) -> tuple[Opportunity, tuple[Problem, ...]]:
    data = text if isinstance(text, bytes) else text.encode()
    return read_opportunity(data, "opportunities/2026/northwind.md", settings, ())


def found(header: str) -> list[tuple[str, int]]:
    _, problems = read(f"---\ncompany: A\nposition: B\n{header}---\n")
    assert all(p.fix and p.message.endswith(".") for p in problems)
    return [(p.code, p.line) for p in problems]


def test_every_known_key_is_read() -> None:
    o, problems = read(FULL)
    assert problems == ()
    assert (o.id, o.company, o.position) == ("northwind", "Northwind Freight", "Director of Sales Enablement")
    assert (o.stage, o.stage_text) == (Stage.INTERVIEWING, "Second Round")
    assert (o.stage_since, o.next_touch, o.deadline) == (
        date(2026, 11, 20),
        date(2026, 11, 24),
        date(2026, 12, 15),
    )
    assert (o.tags, o.documents, o.restrictions) == (
        ("saas", "enablement"),
        ("cv.pdf",),
        ("no-calls", "via-recruiter"),
    )
    assert (o.url, o.location, o.salary, o.source) == ("https://jobs.example/1", "Boston", "120k", "an ad")
    assert (o.playbook, o.runner_up, o.readable) == ("blend", True, True)
    assert o.merge_review == (
        Review(line=LINES.index("  - where: stage") + 1, where="stage", kept="offer", other="applied", base="lead"),
    )
    assert o.extra == {"mood": "'good  '", "no": "010"}
    assert (o.lines["company"], o.lines["contacts"], o.lines["no"]) == (2, 9, LINES.index("no: 010") + 1)


def test_contacts_are_read_with_idents_of_their_own() -> None:
    joe, ana, other = read(FULL)[0].contacts
    assert (joe.name, joe.ident, joe.line, joe.title) == ("Joe Alvarez", "Joe Alvarez", 10, "VP Sales")
    assert joe.part == ("interviewer", "hiring-manager")
    assert (joe.phone, joe.address, joe.prefers) == ("+1 555 0100", "1 Main Street", "phone")
    assert joe.is_confirmed
    assert joe.extra == {"dog": '[Rex, "Bo"]'}
    assert (ana.ident, ana.part, other.ident) == ("Ana <a@x.example>", ("hr",), "ana <b@x.example>")


def test_the_log_is_read_with_the_lines_of_the_file() -> None:
    (entry,) = read(FULL)[0].entries
    assert FULL.split("\n")[entry.line - 1].startswith("### 2026-11-20 14:00 Interview")
    assert entry.names[0].who == "Joe Alvarez"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("deadline: 2026-02-30\n", [("bad-date", 4)]),
        ("next_touch: soon\nstage_since: 20261124\n", [("bad-date", 4), ("bad-date", 5)]),
        ("stage: hired\n", [("unknown-stage", 4)]),
        ("contacts: Joe\n", [("bad-contacts", 4)]),
        ("contacts: {name: Joe}\n", [("bad-contacts", 4)]),
        ("contacts:\n  - Joe\n  - name: Ana\n", [("bad-contacts", 5)]),
        ("contacts:\n  - title: VP\n", [("contact-no-name", 5)]),
        ("contacts:\n  - name: [a]\n", [("bad-text", 5), ("contact-no-name", 5)]),
        ("contacts:\n  - name: A\n    part: boss\n", [("unknown-part", 6)]),
        ("contacts:\n  - name: A\n  - name: a\n", [("twin-contact", 6)]),
        ("contacts:\n  - {name: A, email: X@x.example}\n  - {name: B, email: x@x.example}\n", [("twin-contact", 6)]),
        ("contacts:\n  - {name: A, email: a@x.example}\n  - {name: A, email: b@x.example}\n", []),
        ("restrictions: no-phone\n", [("bad-restriction", 4)]),
        ("tags: {a: 1}\n", [("bad-list", 4)]),
        ("tags: [a, [b]]\n", [("bad-list", 4)]),
        ("runner_up: maybe\n", [("bad-truth", 4)]),
        ("url: [a]\n", [("bad-text", 4)]),
        ("x: &x 1\nurl: *x\n", [("header-reference", 5), ("bad-text", 5)]),
        ("merge_review: yes\n", [("bad-merge-review", 4)]),
        ("url:\ndeadline: ~\ncontacts:\ntags: null\nstage:\n", []),
    ],
)
def test_a_bad_field_is_one_problem_on_its_line(header: str, expected: list[tuple[str, int]]) -> None:
    assert found(header) == expected


def test_a_bad_field_hides_no_other() -> None:
    text = FULL.replace("2026-12-15", "2026-02-30").replace("Second Round", "hired").replace("saas", "[x]")
    o, problems = read(text)
    assert sorted(p.code for p in problems) == ["bad-date", "bad-list", "unknown-stage"]
    assert (o.company, o.stage, o.stage_text, o.deadline) == ("Northwind Freight", Stage.LEAD, "hired", None)
    assert (o.next_touch, o.tags, len(o.contacts)) == (date(2026, 11, 24), ("enablement",), 3)


def test_company_and_position_are_missed_and_the_file_is_still_listed() -> None:
    o, problems = read("---\nstage: offer\n---\n")
    assert [p.code for p in problems] == ["missing-company", "missing-position"]
    assert (o.id, o.company, o.stage, o.readable) == ("northwind", "", Stage.OFFER, True)


@pytest.mark.parametrize(
    "data",
    [b"", b"text", b"---\ncompany: A\n", b"---\n- a\n---\n", b"---\na: b: c\n---\n", b"\xff", b"x" * 2_000_000],
)
def test_a_file_that_cannot_be_read_is_listed_with_one_problem(data: bytes) -> None:
    o, problems = read(data)
    assert (o.id, o.path, o.company, o.readable) == ("northwind", "opportunities/2026/northwind.md", "", False)
    assert len(problems) == 1


def test_the_log_of_an_unreadable_header_is_still_shown() -> None:
    o, problems = read("---\na: b: c\n---\n### 2026-11-20 Call to Nobody\n")
    assert [e.kind for e in o.entries] == ["Call"]
    assert [p.code for p in problems] == ["header-syntax"]


def test_contacts_that_share_everything_still_have_idents_of_their_own() -> None:
    header = "contacts:\n" + "  - name: Ana\n" * 3 + "  - {name: Ana, email: a@x.example}\n" * 2
    o, _ = read(f"---\ncompany: A\nposition: B\n{header}---\n")
    idents = [c.ident for c in o.contacts]
    assert len(set(idents)) == len(idents) == 5


@given(written())
def test_any_header_is_read_without_an_exception(file: Written) -> None:
    o, _ = read(file.data)
    assert o.id == "northwind"


@given(VALUES, VALUES, VALUES)
def test_a_new_file_reads_back_what_it_was_made_of(company: str, tag: str, mine: str) -> None:
    data = new_opportunity({"mine": mine, "tags": (tag, "b"), "company": company, "position": "X"})
    o, _ = read(data)
    assert o.readable
    assert o.company == company
    assert set(o.lines) == {k for k, v in (("company", company), ("position", "X"), ("tags", "x"), ("mine", mine)) if v}


def test_a_new_file_is_short_and_in_the_usual_order() -> None:
    data = new_opportunity(
        {"url": "https://jobs.example/1", "position": "Director", "company": "Acme", "tags": ("a", "b")}
    )
    assert data.decode() == (
        "---\ncompany: Acme\nposition: Director\ntags: [a, b]\nurl: https://jobs.example/1\n---\n"
        "\n## Notes\n\n## Correspondence\n"
    )
    assert KEYS[:3] == ("company", "position", "stage")

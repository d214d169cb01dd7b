"""Drafts, people and stories: read, written, and changed without touching other bytes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import RefusedEdit
from store.model.draft import Draft
from store.text.body import trimmed
from store.text.draft import read_draft, set_draft_text, write_draft
from store.text.person import read_person
from store.text.story import read_story
from tests.store.text.written import ANY_TEXT, VALUES

LETTER = b"""---
opportunity: northwind
to: Joe  Alvarez
channel: Email
template: thank-you
subject: "Board-ready: value stories"   # first try
created: 2026-11-21
mine: x
---


Dear Joe,

  indented [[ a gap ]]
Best
Sam

"""
BODIES = st.lists(st.one_of(ANY_TEXT, st.sampled_from(["", "---", "  x", "a: b", "# t"])), max_size=6).map("\n".join)


def test_a_draft_is_read() -> None:
    draft, problems = read_draft(LETTER, "drafts/x.md")
    assert problems == ()
    assert (draft.opportunity, draft.to, draft.channel, draft.template) == (
        "northwind",
        "Joe Alvarez",
        "email",
        "thank-you",
    )
    assert (draft.subject, draft.created) == ("Board-ready: value stories", date(2026, 11, 21))
    assert draft.body == "Dear Joe,\n\n  indented [[ a gap ]]\nBest\nSam"
    assert LETTER.decode().split("\n")[draft.body_line - 1] == "Dear Joe,"


@given(VALUES, VALUES, BODIES)
def test_a_written_draft_reads_back_the_same(to: str, subject: str, body: str) -> None:
    text = trimmed(body)
    draft = Draft(path="d.md", opportunity="acme", to=" ".join(to.split()), subject=subject, body=text)
    read, problems = read_draft(write_draft(draft), "d.md")
    assert problems == ()
    assert (read.to, read.subject, read.body) == (draft.to, subject, text)


def test_a_written_draft_is_short() -> None:
    draft = Draft(
        path="d.md", opportunity="acme", to="Joe", channel="email", created=date(2026, 11, 21), body="Dear Joe"
    )
    assert (
        write_draft(draft) == b"---\nopportunity: acme\nto: Joe\nchannel: email\ncreated: 2026-11-21\n---\n\nDear Joe\n"
    )


@given(VALUES, BODIES, st.sampled_from([b"\n", b"\r\n"]), st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_another_text_reads_back_and_leaves_the_rest(subject: str, body: str, newline: bytes, bom: bytes) -> None:
    data = bom + LETTER.replace(b"\n", newline)
    after = set_draft_text(data, "d.md", subject, body)
    read, _ = read_draft(after, "d.md")
    assert (read.subject, read.body) == (subject, trimmed(body))
    before_subject, after_subject = data.split(b"subject:")[0], data.split(b"# first try")[1].split(b"Dear")[0]
    assert after.startswith(before_subject)
    assert after_subject in after or not trimmed(body)


def test_the_same_text_gives_the_same_bytes() -> None:
    draft, _ = read_draft(LETTER, "d.md")
    assert set_draft_text(LETTER, "d.md", draft.subject, draft.body) == LETTER
    assert set_draft_text(LETTER, "d.md", draft.subject, "\n\n" + draft.body.replace("\n", "\r\n") + "\n") == LETTER


def test_lines_that_stay_keep_their_line_ends() -> None:
    data = b"---\nopportunity: a\n---\none\r\ntwo\nthree\r\nfour"
    after = set_draft_text(data, "d.md", "", "one\nTWO\nthree\nfour\nfive")
    assert after == b"---\nopportunity: a\n---\none\r\nTWO\nthree\r\nfour\nfive"


def test_a_draft_that_cannot_be_read_is_not_changed() -> None:
    with pytest.raises(RefusedEdit):
        set_draft_text(b"Dear Joe", "d.md", "", "Dear Ana")
    draft, (problem,) = read_draft(b"Dear Joe", "d.md")
    assert (draft.readable, draft.body, problem.code) == (False, "Dear Joe", "no-front-matter")


def test_a_person_is_read_with_what_is_wrong() -> None:
    data = b"""---
name: Ana  Silva
part: [ally, chief]
email: ana@x.example
opportunities: northwind
company: [x]
notes: |
  met in Lisbon
cat: Tom
---
"""
    person, problems = read_person(data, "people/ana.md")
    assert [(p.code, p.line) for p in problems] == [("unknown-part", 3), ("bad-text", 6)]
    assert (person.name, person.ident, person.part) == ("Ana Silva", "Ana Silva", ("ally", "chief"))
    assert (person.opportunities, person.notes, person.extra) == (("northwind",), "met in Lisbon\n", {"cat": "Tom"})
    nobody, (problem,) = read_person(b"---\nemail: x\n---\n", "people/x.md")
    assert (nobody.name, problem.code, problem.line) == ("", "missing-name", 2)
    assert not read_person(b"\xff", "people/x.md")[0].readable


def test_a_story_is_read_with_its_text() -> None:
    data = b"---\ntitle: Cut onboarding\nneeds: [ramp, 'board']\nskills: coaching\n"
    data += b"result: 9 to 5\nsample: ramp.pdf\n---\n\nWe  \n\ndid\n\n"
    story, problems = read_story(data, "stories/x.md")
    assert problems == ()
    assert (story.title, story.needs, story.skills) == ("Cut onboarding", ("ramp", "board"), ("coaching",))
    assert (story.result, story.sample, story.body) == ("9 to 5", "ramp.pdf", "We  \n\ndid")
    _, (problem,) = read_story(b"---\nneeds: x\n---\n", "stories/x.md")
    assert problem.code == "missing-title"
    assert not read_story(b"text", "stories/x.md")[0].readable

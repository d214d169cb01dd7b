"""Damaged files: whatever the bytes are, reading gives a value and problems, and an edit is exact or refused."""

import re
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from store.errors import BadRequest, RefusedEdit
from store.model.settings import Settings
from store.text.draft import read_draft, set_draft_text
from store.text.header import read_file
from store.text.header_edit import add_contact, set_contact, set_keys
from store.text.opportunity import read_opportunity
from store.text.person import read_person
from store.text.settings import read_settings
from store.text.story import read_story
from tests.store.text.plain import UNREADABLE_ELSEWHERE, plain, texts_elsewhere

FILE = b"""---
company: Northwind Freight   # c
position: "Director"
contacts:
  - name: Joe Alvarez
    part: [hr, 'ally']
  - {name: Ana, email: a@x.example}
deadline: 2026-12-15
notes: |
  one

  two
tags:
- a
- b  # x
---
### 2026-11-20 14:00 Interview with Joe Alvarez: first round
- need: x (Joe Alvarez)
"""
QUESTION = re.compile(r"[\[{,]\s*\?\S")
SIGNS = [
    *(
        b"\n",
        b"\r",
        b"\r\n",
        b"\t",
        b" ",
        b"  ",
        b"\x00",
        b"\xff",
        b"\xc3",
        b"\xef\xbb\xbf",
        b"\xe2\x80\xa8",
        b"\xc2\x85",
        b"",
    ),
    *(
        b"---\n",
        b"...\n",
        b"- ",
        b"? ",
        b": ",
        b":",
        b"#",
        b" #",
        b"[",
        b"]",
        b"{",
        b"}",
        b",",
        b"'",
        b'"',
        b"|",
        b">",
        b"&a ",
    ),
    *(
        b"*a",
        b"!!str ",
        b"<<: ",
        b"%YAML 1.1\n",
        b"\\",
        b"@",
        b"`",
        b"~",
        b"company: B\n",
        b"\n\n",
        b"x" * 200,
        b"[" * 50,
    ),
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A file in which some places were cut out and others filled in."""
    data = FILE
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.sampled_from(SIGNS)) + data[at + draw(st.integers(0, 5)) :]
    return data


FILES = st.one_of(
    damaged(), damaged(), st.binary(max_size=60), st.binary(max_size=60).map(lambda b: b"---\n" + b + b"\n---\n")
)


@given(FILES)
def test_any_bytes_are_read_as_some_value_with_problems(data: bytes) -> None:
    opportunity, problems = read_opportunity(data, "opportunities/x.md", Settings(), ())
    assert opportunity.id == "x"
    assert opportunity.readable or problems
    lines = data.count(b"\n") + data.count(b"\r") + 2
    assert all(1 <= p.line <= lines and p.path == "opportunities/x.md" for p in problems)
    assert read_person(data, "people/x.md")[0].path == "people/x.md"
    assert read_story(data, "stories/x.md")[0].path == "stories/x.md"
    assert read_draft(data, "drafts/x.md")[0].path == "drafts/x.md"
    assert isinstance(read_settings(data)[0], Settings)


@given(
    FILES,
    st.sampled_from(["company", "notes", "tags", "deadline", "new", "contacts"]),
    st.sampled_from(["B", "", None, ("a",)]),
)
def test_an_edit_of_a_damaged_file_is_exact_or_refused(
    data: bytes, key: str, value: str | tuple[str, ...] | None
) -> None:
    try:
        after = set_keys(data, "x.md", {key: value})
    except RefusedEdit:
        return
    before, now = read_file(data, "x.md"), read_file(after, "x.md")
    assert now.is_readable
    assert (now.document.body, now.document.bom) == (before.document.body, before.document.bom)
    others = [(e.key, e.node) for e in before.tree if e.key != key]
    assert others == [(e.key, e.node) for e in now.tree if e.key != key]
    if value is None:
        assert key not in now.tree


@given(FILES)
def test_contacts_and_texts_of_a_damaged_file_change_exactly_or_not_at_all(data: bytes) -> None:
    edits: tuple[Callable[[], bytes], ...] = (
        lambda: add_contact(data, "x.md", {"name": "Zoë"}),
        lambda: set_contact(data, "x.md", "Joe Alvarez", {"title": "VP"}),
        lambda: set_contact(data, "x.md", "Joe Alvarez", {"part": None}),
        lambda: set_draft_text(data, "x.md", "Subject", "Text"),
    )
    for edit in edits:
        try:
            after = edit()
        except (RefusedEdit, BadRequest):
            continue
        assert read_file(after, "x.md").is_readable


@given(damaged())
def test_another_reader_reads_the_same_where_both_can(data: bytes) -> None:
    parsed = read_file(data, "x.md")
    if parsed.problems or any(sign in parsed.document.header for sign in ("&a", "*a", "!", "\\ud", "\u2028", "\x85")):
        return  # the other reader follows references, makes half characters, and takes more for line ends
    if QUESTION.search(parsed.document.header):
        return  # where it takes a sign for a mark that YAML 1.2 has for a letter of the key
    try:
        loaded = texts_elsewhere(parsed.document.header)
    except UNREADABLE_ELSEWHERE:
        return
    assert {e.key: plain(e.node) for e in parsed.tree} == (loaded or {})

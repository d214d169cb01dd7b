"""Edits of the log: what is added reads back, and every line that was there stays."""

import re
from collections.abc import Callable
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import RefusedEdit
from store.model.entry import SPOKEN, WRITTEN, Box, Direction, Entry, Kind, Mark, Name, Word
from store.model.opportunity import Contact
from store.model.value import replace
from store.text.document import lines_of, split
from store.text.log import read_log
from store.text.log_edit import add_entry, add_mark, set_box
from store.text.names import Roster

JOE, MIA = "Joe Alvarez", "Mia Chen"
ROSTER = Roster(
    [
        Contact(line=1, name=JOE, ident=JOE),
        Contact(line=2, name=MIA, ident=MIA, email="mia@northwind.example"),
        Contact(line=3, name="Ruiz, Smith and Sons", ident="Ruiz, Smith and Sons"),
        Contact(line=4, name="Ana Silva", ident="Ana Silva <ana@a.example>", email="ana@a.example"),
        Contact(line=5, name="Ana Silva", ident="Ana Silva <ana@b.example>", email="ana@b.example"),
    ],
    (),
)
HEADER = b"---\ncompany: Northwind Freight\nposition: Director\n---\n"
FILE = (
    HEADER
    + b"""Prose.

## Notes

### 2026-11-20 14:00 Interview with Joe Alvarez, Mia Chen: first round
- need: reps stall
  below the C-level (Joe Alvarez)
- promise: send the plan (Mia Chen)

More prose.

## Correspondence

### 2026-11-20 18:30 Email to Joe Alvarez: Board-ready value stories

Dear Joe, ...
"""
)
EMAIL = Entry(line=0, end=0, day=date(2026, 11, 22), at=time(9, 30), kind=Kind.EMAIL)
AWKWARD = st.sampled_from(
    [
        *("#", "##", "### ", "### 2026-11-20 Call", "###2026-11-20", "```", "~~~", "````py", "<!--", "-->"),
        *("\\", "\\\\", "- need: x", "- [ ] promise: y", "1. next: z", "---", "=== ", "> ", JOE, ":", "(Mia Chen)"),
        *("\r\n", "\r", "\n", "\n\n", "  ", "\t", "    ", "\u2028", "\x0b", "\x85", "\x00", "é", "🙂", "Dear Joe,"),
    ]
)
TEXT = st.lists(AWKWARD | st.text(st.characters(codec="utf-8"), max_size=8), max_size=14).map("".join)
LINE = TEXT.map(lambda text: " ".join(re.split(r"[\r\n]+", text)).strip(" \t"))
BODY = st.lists(
    st.sampled_from(
        [
            *("Prose", "", "", "  ", "## Notes", "## Correspondence", "# Top", "### Thoughts", "#### 2026-11-20 Call"),
            *("### 2026-11-20 Interview with Joe Alvarez", "### 2026-11-21 10:00 Email to Mia Chen: Re: x", "### x"),
            *("- need: x (Joe Alvarez)", "  wrapped", "* [x] next: y", "- ", "```", "~~~", "```py", "<!--", "-->"),
            *("<!-- a -->", "\\# guarded", "### 2026-13-45 Call", "## 2026-11-20 Interview"),
        ]
    ),
    max_size=18,
)
NEWLINE = st.sampled_from(["\n", "\r\n", "\r"])


def entries_of(data: bytes, roster: Roster = ROSTER) -> tuple[Entry, ...]:
    document = split(data)
    return read_log(document.body, document.body_line, roster, "x.md")[0]


def placeless(entry: Entry) -> Entry:
    marks = tuple(replace(mark, line=0) for mark in entry.marks)
    return replace(entry, line=0, end=0, heading="", marks=marks)


def as_lines(text: str) -> str:
    """What a text is without the kind of its line ends and without blank lines at both ends."""
    lines = re.split(r"\r\n|\r|\n", text)
    while lines and not lines[0].strip(" \t"):
        lines.pop(0)
    while lines and not lines[-1].strip(" \t"):
        lines.pop()
    return "\n".join(lines)


def unless_open(edit: Callable[[], bytes]) -> bytes | None:
    """Return what an edit makes, None if it was refused because of an open fence or comment."""
    try:
        return edit()
    except RefusedEdit as refusal:
        if "not closed" not in str(refusal):
            raise
        return None


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    names = draw(st.lists(st.sampled_from(list(KNOWN)), max_size=3, unique=True))
    direction = draw(st.sampled_from(Direction)) if names else None
    at = draw(st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0)))
    zone = draw(st.sampled_from([None, "Z", "+01:00", "-09:30", "Europe/Berlin", "UTC"])) if at else None
    kind = draw(st.sampled_from(sorted(WRITTEN)))
    persons = [Name(text=name, who=name) for name in names]
    return Entry(
        line=0,
        end=0,
        day=draw(st.dates(date(1000, 1, 1))),
        at=at,
        zone=zone,
        kind=kind,
        direction=direction,
        names=tuple(persons),
        title=draw(LINE),
        marks=tuple(draw(st.lists(marks(), max_size=3))),
        text=as_lines(draw(TEXT)),
        message_id=draw(st.just("") | st.from_regex(r"<[#-;=?-~][!-;=?-~]{0,9}@[!-;=?-~]{1,9}>", fullmatch=True)),
    )


KNOWN = (JOE, MIA, "Ruiz, Smith and Sons", "Ana Silva <ana@b.example>")
PLAIN = st.text(st.characters(codec="utf-8", exclude_characters="\r\n()<"), min_size=1, max_size=20)


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    word = draw(st.sampled_from(Word))
    person = draw(st.sampled_from(KNOWN))
    task = word in (Word.PROMISE, Word.NEXT)
    return Mark(
        line=0,
        word=word,
        text=" ".join(["x", *draw(PLAIN).split(), "y"]),
        box=draw(st.sampled_from(Box)) if task else Box.OPEN,
        by=draw(st.none() | st.dates(date(1000, 1, 1))),
        persons=(Name(text=person, who=person),),
        mine=word is Word.PROMISE,
    )


@given(text=TEXT, newline=NEWLINE)
def test_whatever_text_is_logged_reads_back_the_same(text: str, newline: str) -> None:
    data = add_entry(FILE.replace(b"\n", newline.encode()), "x.md", replace(EMAIL, text=text), ROSTER)
    assert as_lines(text) == entries_of(data)[-1].text
    assert entries_of(data)[-1].marks == ()


@given(text=TEXT, kind=st.sampled_from(sorted(SPOKEN)))
def test_prose_logged_with_a_talk_reads_back_the_same_when_it_holds_no_marks(text: str, kind: Kind) -> None:
    text = re.sub(r"(?i)need|promise|next", "", text)
    data = add_entry(HEADER, "x.md", replace(EMAIL, kind=kind, text=text), ROSTER)
    assert as_lines(text) == entries_of(data)[-1].text


@given(entry=entries())
def test_an_entry_that_is_written_and_read_is_the_same_entry(entry: Entry) -> None:
    (read,) = entries_of(add_entry(HEADER, "x.md", entry, ROSTER))
    assert placeless(entry) == placeless(read)


@given(lines=BODY, newline=NEWLINE, has_end=st.booleans(), header=st.sampled_from([b"", HEADER, b"---\na: b\n---"]))
def test_logging_changes_no_line_that_was_there(lines: list[str], newline: str, has_end: bool, header: bytes) -> None:
    end = newline if has_end and lines else ""
    data = header.replace(b"\n", newline.encode())
    data += newline.encode() if lines and header and not header.endswith(b"\n") else b""
    data += (newline.join(lines) + end).encode()
    after = unless_open(lambda: add_entry(data, "x.md", replace(EMAIL, text="Dear\n# Joe"), ROSTER))
    if after is None:
        return
    old, new = lines_of(data.decode()), lines_of(after.decode())
    ended = [line if line.endswith(("\n", "\r")) else line + split(data).newline for line in old]
    assert any(new[:at] + new[len(new) - len(old) + at :] in (old, ended) for at in range(len(old) + 1))
    assert len(entries_of(data)) + 1 == len(entries_of(after))


@given(lines=BODY, newline=NEWLINE, pick=st.integers(0, 20), mark=marks())
def test_noting_changes_no_line_that_was_there(lines: list[str], newline: str, pick: int, mark: Mark) -> None:
    data = (newline.join(["### 2026-11-19 Meeting with Joe Alvarez", *lines]) + newline).encode()
    entry = (found := entries_of(data))[pick % len(found)]
    after = unless_open(lambda: add_mark(data, "x.md", entry.line, mark, ROSTER))
    if after is None:
        return
    fresh = entries_of(after)[found.index(entry)]
    assert placeless(replace(entry, marks=(*entry.marks, mark))) == placeless(fresh)
    old, new = lines_of(data.decode()), lines_of(after.decode())
    at = fresh.marks[-1].line - 1
    assert new[:at] == old[:at]
    assert new[at + 1 :] in (old[at:], [newline, *old[at:]])


def test_a_talk_goes_to_the_notes_and_a_letter_to_the_correspondence() -> None:
    call = replace(EMAIL, kind=Kind.CALL, direction=Direction.WITH, names=(Name(text="Mia", who=MIA),))
    after = add_entry(add_entry(FILE, "x.md", call, ROSTER), "x.md", EMAIL, ROSTER).decode()
    assert "More prose.\n\n### 2026-11-22 09:30 Call with Mia Chen\n\n## Correspondence" in after
    assert after.endswith("Dear Joe, ...\n\n### 2026-11-22 09:30 Email\n")


@pytest.mark.parametrize("kind", [Kind.OFFER, Kind.SKIPPED, Kind.SNOOZED, Kind.VOICEMAIL, Kind.APPLICATION])
def test_everything_but_talks_goes_to_the_correspondence(kind: Kind) -> None:
    assert b"## Correspondence\n\n### 2026-11-22 09:30 " in add_entry(HEADER, "x.md", replace(EMAIL, kind=kind))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "## Correspondence\n\n{}\n"),
        (b"---\na: b\n---", "---\na: b\n---\n\n## Correspondence\n\n{}\n"),
        (b"---\r\na: b\r\n---\r\n\r\n", "---\r\na: b\r\n---\r\n\r\n## Correspondence\r\n\r\n{}\r\n"),
        (b"Prose", "Prose\n\n## Correspondence\n\n{}\n"),
        (b"## correspondence ##\n## Other\n", "## correspondence ##\n\n{}\n\n## Other\n"),
        (b"\xef\xbb\xbf# Correspondence\n\nx\n\n\n## Other", "\ufeff# Correspondence\n\nx\n\n{}\n\n\n## Other"),
        (b"## Correspondence\nx\n### y\nz\n", "## Correspondence\nx\n### y\nz\n\n{}\n"),
        (
            b"## Correspondence\n### 2026-11-20 Call\nx\n### y\n",
            "## Correspondence\n### 2026-11-20 Call\nx\n\n{}\n\n### y\n",
        ),
    ],
)
def test_the_entry_stands_in_its_place_with_a_blank_line_around(data: bytes, expected: str) -> None:
    assert expected.format("### 2026-11-22 09:30 Email").encode() == add_entry(data, "x.md", EMAIL)


def test_names_that_could_be_cut_are_written_in_quotes() -> None:
    names = tuple(Name(text=name, who=name) for name in ("Ruiz, Smith and Sons", "Ana Silva <ana@b.example>", JOE))
    data = add_entry(FILE, "x.md", replace(EMAIL, direction=Direction.TO, names=names), ROSTER)
    assert b'Email to "Ruiz, Smith and Sons", Ana Silva <ana@b.example>, Joe Alvarez\n' in data
    assert names == entries_of(data)[-1].names


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (replace(EMAIL, names=(Name(text=JOE, who=JOE),)), "needs to, from, with or by"),
        (replace(EMAIL, direction=Direction.TO), "needs to, from, with or by"),
        (replace(EMAIL, zone="Europe/Berlim"), "is no time zone"),
        (replace(EMAIL, at=None, zone="Z"), "is no time zone"),
        (replace(EMAIL, direction=Direction.TO, names=(Name(text="Ana", who="Ana Silva"),)), "could be"),
        (replace(EMAIL, direction=Direction.TO, names=(Name(text="Bo", who="Bo Li"),)), "is nobody in"),
        (replace(EMAIL, direction=Direction.TO, names=(Name(text='"a, b" c', who=None),)), "heading"),
        (replace(EMAIL, text="\ud800"), "half a character"),
        (replace(EMAIL, title="\udfff"), "half a character"),
        (replace(EMAIL, marks=(Mark(line=0, word=Word.NEED, text=""),)), "mark"),
        (replace(EMAIL, marks=(Mark(line=0, word=Word.NEED, text="a <!-- b --> c"),)), "mark"),
        (replace(EMAIL, marks=(Mark(line=0, word=Word.NEED, text="a by 2026-13-45"),)), "the entry"),
        (replace(EMAIL, message_id="no-id"), "message-id"),
        (replace(EMAIL, message_id="<a@b>\n## Notes"), "message-id"),
        (replace(EMAIL, message_id="<!--@-->"), "message-id"),
        (replace(EMAIL, kind=Kind.CALL, message_id="<a@b.example>"), "message-id"),
    ],
)
def test_what_would_not_read_back_is_refused(entry: Entry, reason: str) -> None:
    with pytest.raises(RefusedEdit, match=reason):
        add_entry(FILE, "x.md", entry, ROSTER)


@pytest.mark.parametrize("opening", ["```", "~~~~", "<!-- a"])
def test_nothing_is_added_below_an_open_fence_or_comment(opening: str) -> None:
    with pytest.raises(RefusedEdit, match=r"x\.md:21: .*not closed"):
        add_entry(FILE + f"{opening}\n".encode(), "x.md", EMAIL, ROSTER)


@pytest.mark.parametrize(("data", "line"), [(b"\xff", 1), (b"---\na: b\n", 1), (HEADER + b"\n\n\xc3(\n", 7)])
def test_a_file_that_cannot_be_read_is_never_changed(data: bytes, line: int) -> None:
    with pytest.raises(RefusedEdit, match=rf"x\.md:{line}: "):
        add_entry(data, "x.md", EMAIL)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("### 2026-11-20 Call", "### 2026-11-20 Call\n- need: money\n"),
        ("### 2026-11-20 Call\nProse\n", "### 2026-11-20 Call\n- need: money\n\nProse\n"),
        ("### 2026-11-20 Call\n\nProse\n", "### 2026-11-20 Call\n- need: money\n\nProse\n"),
        ("### 2026-11-20 Email\n\n- need: x\n", "### 2026-11-20 Email\n- need: money\n\n- need: x\n"),
        ("### 2026-11-20 Email\n* need: x\n\ny\n", "### 2026-11-20 Email\n* need: x\n* need: money\n\ny\n"),
        ("### 2026-11-20 Call\n1. need: x\n   y\n", "### 2026-11-20 Call\n1. need: x\n   y\n- need: money\n"),
        (
            "### 2026-11-20 Call\n\ny\n\n  + need: x\n\nz",
            "### 2026-11-20 Call\n\ny\n\n  + need: x\n  + need: money\n\nz",
        ),
    ],
)
def test_a_mark_goes_behind_the_last_one_else_under_the_heading(body: str, expected: str) -> None:
    assert expected.encode() == add_mark(body.encode(), "x.md", 1, Mark(line=0, word=Word.NEED, text="money"))


def test_a_date_and_a_person_typed_into_a_mark_are_read_as_such() -> None:
    mark = Mark(line=0, word=Word.PROMISE, text="call back by 2026-11-30 (Mia Chen)")
    read = entries_of(add_mark(FILE, "x.md", 9, mark, ROSTER))[0].marks[-1]
    assert ("call back", date(2026, 11, 30), (Name(text=MIA, who=MIA),)) == (read.text, read.by, read.persons)


def test_a_mark_for_no_entry_is_refused() -> None:
    with pytest.raises(RefusedEdit, match="no log entry begins on this line"):
        add_mark(FILE, "x.md", 3, Mark(line=0, word=Word.NEED, text="money"))


@pytest.mark.parametrize(
    ("line", "box", "expected"),
    [
        ("- [ ] promise: x", Box.DONE, "- [x] promise: x"),
        ("- [X] promise: x", Box.OPEN, "- [ ] promise: x"),
        ("  * [-] Next: x (Joe Alvarez)  ", Box.DONE, "  * [x] Next: x (Joe Alvarez)  "),
        ("1. promise: [ ] x", Box.DROPPED, "1. [-] promise: [ ] x"),
        ("-\tnext: x", Box.DONE, "-\t[x] next: x"),
        ("- []promise: x", Box.DONE, "- [x]promise: x"),
        ("- - [ ] next: x", Box.DONE, "- - [x] next: x"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", ""])
def test_setting_a_box_changes_just_the_box(line: str, box: Box, expected: str, newline: str) -> None:
    end = newline or "\n"
    above = f"### 2026-11-20 Call{end}- need: y{end}"
    after = set_box(f"{above}{line}{newline}".encode(), "x.md", 3, box)
    assert f"{above}{expected}{newline}".encode() == after


@pytest.mark.parametrize("line", [1, 5, 9, 10, 11, 99])
def test_a_box_where_no_task_stands_is_refused(line: int) -> None:
    with pytest.raises(RefusedEdit, match="no promise and no next"):
        set_box(FILE, "x.md", line, Box.DONE)


def test_marks_in_the_notes_of_a_talk_are_read_as_marks() -> None:
    call = replace(EMAIL, kind=Kind.CALL, text="Short.\n\n- need: speed (Joe Alvarez)\n- milk")
    entry = next(e for e in entries_of(add_entry(FILE, "x.md", call, ROSTER)) if e.kind is Kind.CALL)
    assert ([mark.text for mark in entry.marks], entry.text) == (["speed"], "Short.\n\n- milk")


def test_without_a_roster_names_are_written_as_they_are_meant() -> None:
    names = (Name(text="Bo", who="Bo Lindqvist"), Name(text="Hall, Ida", who=None))
    data = add_entry(FILE, "x.md", replace(EMAIL, direction=Direction.FROM, names=names))
    assert b'Email from Bo Lindqvist, "Hall, Ida"\n' in data


def test_in_a_file_of_mixed_line_ends_new_lines_keep_apart() -> None:
    data = b"## Correspondence\n### 2026-11-20 Email\r\rHello\r\n"
    after = add_entry(data, "x.md", EMAIL)
    assert after == data + b"\n### 2026-11-22 09:30 Email\n"
    marked = add_mark(b"a\r### 2026-11-20 Call\n\nx", "x.md", 2, Mark(line=0, word=Word.NEED, text="y"))
    assert marked == b"a\r### 2026-11-20 Call\n- need: y\n\nx"

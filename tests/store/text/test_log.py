"""Reading the log: it never raises, it is quick on hostile text, and lines are those of the file."""

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model.entry import Entry, Kind
from store.model.opportunity import Contact
from store.model.problem import Problem, Severity
from store.text.log import read_log
from store.text.merging.marks import read_mark
from store.text.names import Roster

ROSTER = Roster([Contact(line=1, name=n, ident=n) for n in ("Joe Alvarez", "Mia Chen")], ())
LINES = st.sampled_from(
    [
        *(
            "### 2026-11-20 14:00 Interview with Joe Alvarez: first",
            "### 2026-11-21 Email to Mia: Re",
            "#### 2026-11-21",
        ),
        *(
            "## Notes",
            "### 2026-02-30 Call",
            "- need: x (Joe)",
            "  - [ ] next: y by 2026-11-31 (me)",
            "wrapped",
            "",
            " ",
        ),
        *("```", "~~~~", "~~~", "````", "<!--", "a -->", "<!-->", "\\### x", "1. quote: (((", ")))", "---", "###"),
    ]
)


def read(body: str, first_line: int = 1) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    return read_log(body, first_line, ROSTER, "x.md")


@given(st.lists(LINES | st.text(max_size=10), max_size=30), st.sampled_from(["\n", "\r\n", "\r"]))
def test_reading_never_fails_and_entries_follow_each_other(lines: list[str], newline: str) -> None:
    entries, problems = read(newline.join(lines), 7)
    assert all(a.end < b.line for a, b in pairwise(entries))
    assert all(7 <= entry.line <= entry.end for entry in entries)
    assert all(entry.line < mark.line <= entry.end for entry in entries for mark in entry.marks)
    assert all(problem.line >= 7 and problem.fix and problem.severity is Severity.WARNING for problem in problems)


@given(st.lists(LINES, max_size=30))
def test_every_log_heading_is_an_entry_whatever_is_left_open_above_it(lines: list[str]) -> None:
    entries, _ = read("\n".join(lines))
    wanted = [at for at, line in enumerate(lines, 1) if line.startswith(("### 2026-11-20 14:00", "### 2026-11-21 E"))]
    assert wanted == [entry.line for entry in entries]


@given(st.lists(LINES, max_size=20))
def test_line_ends_make_no_difference(lines: list[str]) -> None:
    assert read("\n".join(lines)) == read("\r\n".join(lines)) == read("\r".join(lines))


def test_lines_are_counted_from_where_the_body_starts() -> None:
    (entry,), (problem,) = read("\n### 2026-11-20 Call with Bo\n\n- need: x\n## End\n", 30)
    assert (entry.line, entry.end, entry.marks[0].line, problem.line) == (31, 33, 33, 31)


def test_a_problem_says_what_is_wrong_and_how_to_mend_it() -> None:
    _, (problem,) = read("## 2026-11-20 Interview with Joe")
    assert problem == Problem(
        path="x.md",
        line=1,
        code="heading-level",
        message="a log entry has ###, this heading has ##",
        severity=Severity.WARNING,
        fix="Write `### 2026-11-20 Interview with Joe`.",
    )


@pytest.mark.parametrize("word", ["topıc", "promıse", "TOPİC", "ſtrength", "queſtion"])
def test_a_word_with_a_letter_that_only_looks_like_that_of_a_mark_is_prose(word: str) -> None:
    entries, problems = read(f"### 2026-07-01 Interview with Joe Alvarez\n- {word}: shift plans\n- [ ] {word}: more\n")

    assert (entries[0].marks, problems) == ((), ())
    assert read_mark(f"- {word}: shift plans\n") is None, "nor does a merge take it for one"


def test_the_prose_of_a_talk_is_what_is_no_mark() -> None:
    (entry,), _ = read("### 2026-11-20 Call with Joe\n- need: x\n  y\n- milk\n\n```\n\\# code\n```\n\\# prose\n\n")
    assert entry.text == "- milk\n\n```\n\\# code\n```\n# prose"


HOSTILE = [
    *("- ", "(", "- need: (", "- need: " + ")" * 50, "- " * 20, "```", "```x", "~~~", "<!--", "#", "\\" * 50, " "),
    *("### 2026-11-20 Call with (", "### 2026-11-20 14:00", "### 2026-11-20 Call with a, a and a & a", "> - need: x"),
    *('### 2026-11-20 Call with ", "', "- promise: by 2026-11-20 by 2026-11-20", "- need: <!-- <!-- ", '"a" <'),
    *(
        "### 2026-11-20 Call: x ## ##",
        "### 2026-11-20 Call with a" + " " * 5000 + "b <",
        "- need: x" + " " * 5000 + "(a",
    ),
]


@pytest.mark.parametrize("line", HOSTILE)
@pytest.mark.parametrize("joint", ["\n", ""])
def test_a_hundred_thousand_hostile_lines_are_read_quickly(line: str, joint: str) -> None:
    body = "### 2026-11-19 Interview with Joe Alvarez\n" + joint.join([line] * min(100_000, 500_000 // len(line)))
    start = perf_counter()
    entries, _ = read(body)
    assert perf_counter() - start < 10
    assert entries[0].kind is Kind.INTERVIEW


def test_a_hundred_thousand_fences_of_falling_length_are_read_quickly() -> None:
    body = "\n".join("`" * length for length in range(1400, 3, -1))
    start = perf_counter()
    _, problems = read(body + "\n```x" * 50_000)
    assert perf_counter() - start < 10
    assert len(problems) == 1397 + 50_000

"""A file is cut at its line ends and its two fences, nowhere else, and joined again it is the same bytes."""

import re

from hypothesis import given
from hypothesis import strategies as st

from store.text.document import bare_lines_of, lines_of, split

LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
"""What a line is."""
FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r)?")
"""What a line that opens or closes a front matter is."""
PIECES = (
    "\r",
    "\n",
    "\r\n",
    "---",
    "- ",
    " ",
    "\t",
    "a",
    "é",
    "\v",
    "\f",
    "\x1c",
    "\x85",
    "\u2028",
    "---\n",
    "\n---\n",
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@given(text=TEXTS)
def test_lines_end_with_crlf_lf_or_cr_and_with_nothing_else(text: str) -> None:
    lines = LINE.findall(text)

    assert lines_of(text) == lines
    assert bare_lines_of(text) == [line.rstrip("\r\n") for line in lines]


@given(start=st.sampled_from(["", "---\n", "---\r\n", "---\r", "--- \t\n"]), text=TEXTS)
def test_a_front_matter_lies_between_the_first_line_and_the_next_that_are_fences(start: str, text: str) -> None:
    document = split((start + text).encode())
    lines = LINE.findall(start + text)
    fences = [at for at, line in enumerate(lines) if FENCE.fullmatch(line)]

    assert document.with_header(document.header) == (start + text).encode()
    if not fences or fences[0]:
        assert (document.opening, document.header, document.closing) == ("", "", "")
    elif not fences[1:]:
        assert (document.opening, document.header, document.closing) == (lines[0], "", "")
    else:
        close = fences[1]
        parts = (document.opening, document.header, document.closing, document.body)
        assert parts == (lines[0], "".join(lines[1:close]), lines[close], "".join(lines[close + 1 :]))
        assert document.body_line == close + 2

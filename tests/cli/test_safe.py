"""Whatever a text holds, it is shown harmlessly and in the columns it was given."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.safe import cells, column, cut, safe_text, wrap

HOSTILE = (
    "\x1b]0;owned\x07",
    "\x1b[2J\x1b[1;1H",
    "\x9b31m",
    "a\x00b\x08c\x7f",
    "\u202egnp.exe\u202c",
    "\u2066x\u2069",
    "zero\u200bwidth\u200d\ufeff",
    "one\u2028two\u2029three\x85four",
    "\ud800lone",
    "tag\U000e0041\U000e007f",
    "soft\u00adhyphen",
    "fill\u3164er",
)
TEXT = st.text(st.characters(codec=None), max_size=60)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    assert_harmless(safe_text(text))


@given(TEXT)
def test_no_text_at_all_steers_a_terminal(text: str) -> None:
    assert_harmless(safe_text(text))


@given(TEXT)
def test_what_is_safe_stays_as_it_is(text: str) -> None:
    assert safe_text(safe_text(text)) == safe_text(text)


@pytest.mark.parametrize("text", ["", "plain", "Müller & Søn", "日本語", "[/b] [@click=app.quit]", "🦊 café", "Ελλάδα"])
def test_ordinary_text_is_not_touched(text: str) -> None:
    assert safe_text(text) == text


@given(TEXT, st.integers(1, 40))
def test_a_cut_text_fits(text: str, width: int) -> None:
    assert cells(cut(text, width)) <= width


@given(TEXT, st.integers(1, 40))
def test_a_column_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert cells(column(text, width)) == width


@given(TEXT, st.integers(2, 40))
def test_wrapped_lines_fit_and_lose_no_letter(text: str, width: int) -> None:
    lines = wrap(text, width)

    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(safe_text(text).split())


@given(
    st.sampled_from(["ab", "ab\u00e9\u2014", "ab\u65e5e\u0301"]).flatmap(
        lambda letters: st.lists(st.text(letters, min_size=1, max_size=6), max_size=20)
    ),
    st.integers(6, 30),
    st.integers(0, 40),
)
def test_a_line_takes_every_word_that_it_has_room_for(words: list[str], width: int, taken: int) -> None:
    lines = wrap("  ".join(words), width, taken)
    words = safe_text(" ".join(words)).split()

    assert " ".join(lines).split() == [
        w for word in words for w in ([word] if cells(word) <= width else [*wrap(word, width)])
    ]
    room = width - taken
    for line, following in pairwise(lines):
        assert cells(line) <= max(room, 0)
        assert cells(line) + bool(line) + cells(following.split()[0]) > room
        room = width


def test_a_wide_character_takes_two_columns_and_a_combining_one_none() -> None:
    assert (cells("日本"), cells("e\u0301"), cells("🦊")) == (4, 1, 2)


def assert_harmless(text: str) -> None:
    found = [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert found == []

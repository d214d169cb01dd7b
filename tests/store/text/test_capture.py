"""A line of quick capture in its parts, without a vault."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model.entry import Direction, Kind, Word
from store.text.capture import cuts, happened, marked


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("need reps stall", (Word.NEED, "reps stall")),
        ("NEED: reps stall", (Word.NEED, "reps stall")),
        ("- [ ] promise: send it", (Word.PROMISE, "send it")),
        ("next they call", (Word.NEXT, "they call")),
        ("next: week two", (Word.NEXT, "week two")),
        ("next week they call", None),
        ("next Friday they call", None),
        ("needs a plan", None),
        ("needle", None),
        ("need", (Word.NEED, "")),
        ("NEED - cheaper onboarding", (Word.NEED, "cheaper onboarding")),
        ("todo send refs by mon", (Word.PROMISE, "send refs by mon")),
    ],
)
def test_a_mark_is_its_word_with_or_without_a_colon(text: str, found: tuple[Word, str] | None) -> None:
    assert marked(text) == found


def test_what_happened_has_its_day_its_time_and_its_title() -> None:
    found = happened("Interview with Mia Chen and Joe on 3 Dec at 9:30: second round: the board")

    assert found is not None
    assert (found.kind, found.direction, found.names) == (Kind.INTERVIEW, Direction.WITH, "Mia Chen and Joe")
    assert (found.day, found.at, found.title) == ("3 Dec", "9:30", "second round: the board")


@pytest.mark.parametrize("text", ["call", "call about it", "skipped with Joe", "emailed", "a call with Joe", "call:"])
def test_a_sentence_that_names_no_deed_and_nobody_is_no_entry(text: str) -> None:
    assert happened(text) is None


def test_a_line_is_cut_at_each_colon_that_a_blank_follows() -> None:
    assert list(cuts("A: b: c http://x")) == [("A", "b: c http://x"), ("A: b", "c http://x")]


@given(st.text(max_size=60))
def test_no_line_is_too_strange_to_be_cut(text: str) -> None:
    marked(text)
    happened(text)
    for what, rest in cuts(text):
        assert what in text and rest in text


@pytest.mark.parametrize(
    ("text", "kind", "direction", "names", "rest"),
    [
        ("spoke to imani about the ramp", Kind.CALL, Direction.WITH, "imani", ("", "", "the ramp")),
        ("left a message for imani", Kind.VOICEMAIL, Direction.TO, "imani", ("", "", "")),
        ("left message for imani yesterday", Kind.VOICEMAIL, Direction.TO, "imani", ("yesterday", "", "")),
        ("got email from piet re budget", Kind.EMAIL, Direction.FROM, "piet", ("", "", "budget")),
        ("sent an email to piet", Kind.EMAIL, Direction.TO, "piet", ("", "", "")),
        ("had a call w/ piet", Kind.CALL, Direction.WITH, "piet", ("", "", "")),
        ("got an offer!", Kind.OFFER, None, "", ("", "", "")),
        ("met w/ howard yesterday", Kind.MEETING, Direction.WITH, "howard", ("yesterday", "", "")),
        ("interview w/ ingrid tomorrow 2pm", Kind.INTERVIEW, Direction.WITH, "ingrid", ("tomorrow", "14:00", "")),
        ("interview with ingrid on fri at 12:30 am", Kind.INTERVIEW, Direction.WITH, "ingrid", ("fri", "0:30", "")),
        ("call with ingrid at 12pm", Kind.CALL, Direction.WITH, "ingrid", ("", "12:00", "")),
    ],
)
def test_what_is_typed_in_a_hurry_is_understood(
    text: str, kind: Kind, direction: Direction | None, names: str, rest: tuple[str, str, str]
) -> None:
    found = happened(text)

    assert found is not None
    assert (found.kind, found.direction, found.names) == (kind, direction, names)
    assert (found.day, found.at, found.title) == rest


@pytest.mark.parametrize(
    "text", ["spoke to imani", "left a message for imani", "got email from piet", "call with x re y"]
)
def test_a_hurried_line_about_nobody_who_is_known_stays_a_sentence(text: str) -> None:
    found = happened(text)

    assert found is not None
    assert not found.is_certain


@pytest.mark.parametrize("text", ["had lunch with piet", "got the plan", "sent the ramp plan", "left early", "at 13pm"])
def test_what_only_begins_so_is_a_sentence(text: str) -> None:
    assert happened(text) is None

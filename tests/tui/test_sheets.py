"""A sheet for the phone and a panel as words, without a terminal."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model.entry import Direction, Entry, Kind, Mark, Name, Word
from store.model.opportunity import Contact, Opportunity
from store.rules.panel import Panel, Shared, Sheet
from tui.presentation import call, panel
from tui.presentation.flowing import flowing
from tui.presentation.sheet import LIMIT, read_sheet, spoken, timed
from tui.presentation.spans import Span, plain

TODAY = date(2026, 11, 20)
BODY = """\
A call to Joe Alvarez, VP Sales: +1 555 0100

TO OPEN

- Good day, this is Sam Rivera. Do you have
  two minutes?
- Is another hour better?

TO KEEP IT GOING (take what is true)

- I found this: [[ what is in it for them ]]

VOICEMAIL (30 seconds, read slowly)

This is Sam Rivera. My number is
555 0199.

Once more: 555 0199.
"""
JOE = Contact(line=5, name="Joe Alvarez", ident="Joe Alvarez", title="VP Sales", phone="+1 555 0100")
MIA = Contact(line=9, name="Mia Chen", ident="Mia Chen")


def test_a_sheet_is_read_as_headings_and_lines_to_say() -> None:
    parts = [(part.is_heading, part.text) for part in read_sheet(BODY).parts]

    assert parts == [
        (True, "To open"),
        (False, "Good day, this is Sam Rivera. Do you have two minutes?"),
        (False, "Is another hour better?"),
        (True, "To keep it going"),
        (False, "I found this: [[ what is in it for them ]]"),
        (True, "Voicemail"),
        (False, "This is Sam Rivera. My number is 555 0199."),
        (False, "Once more: 555 0199."),
    ]


def test_a_text_of_any_other_shape_is_lines_to_say() -> None:
    parts = read_sheet("Ask how it went.\n\n1. First this\n2) then that\n\n# A heading").parts

    assert [(part.is_heading, part.text) for part in parts] == [
        (False, "Ask how it went."),
        (False, "First this"),
        (False, "then that"),
        (True, "A heading"),
    ]


@given(st.text(max_size=300))
def test_no_word_of_a_sheet_is_lost(text: str) -> None:
    body = f"Hello there.\n\n{text}"
    shown = " ".join(f"{part.text} {part.aside}" for part in read_sheet(body).parts)

    kept = {c for c in text.casefold() if c.isalnum()}
    assert kept <= set(shown.casefold())


def test_a_message_is_timed_at_150_words_a_minute() -> None:
    sheet = read_sheet(BODY)

    assert (sheet.words, sheet.seconds) == (13, 5)
    assert timed(sheet) == (Span("13 words, 5 seconds", "good"),)
    long = read_sheet("VOICEMAIL\n\n" + "word " * 100)
    assert long.seconds == 40
    assert plain((timed(long),)) == f"100 words, 40 seconds: {LIMIT} is enough"


def test_a_message_with_a_gap_is_not_whole() -> None:
    sheet = read_sheet("VOICEMAIL\n\nThis is Sam. [[ a thought ]]")

    assert not sheet.is_whole
    assert timed(sheet)[0].tone == "warn"
    assert not read_sheet("TO OPEN\n\n- Good day").is_whole


def test_a_gap_is_a_reminder_and_the_mark_stands_on_one_word() -> None:
    assert plain((spoken("I found [[ what ]]."),)) == "I found (your words: what)."
    assert plain((spoken("I found [[ what ]].", 0),)) == "I found (your words: what)."
    assert spoken("one two three", 1) == (Span("one ", "muted"), Span("two", "read"), Span(" three"))


@pytest.mark.parametrize(("seconds", "said"), [(0, "00:00"), (252, "04:12"), (3852, "1:04:12")])
def test_the_clock_tells_how_long_one_talks(seconds: int, said: str) -> None:
    now = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)

    assert call.elapsed(datetime.fromtimestamp(now.timestamp() + seconds, tz=UTC), now) == said
    assert call.clock(now, None) == "17:00"


def test_what_speaks_against_a_call_is_said() -> None:
    rung = Entry(
        line=20, end=20, day=TODAY, kind=Kind.CALL, direction=Direction.TO, title="no answer",
        names=(Name(text="Joe Alvarez", who="Joe Alvarez"),),
    )  # fmt: skip
    here = Opportunity(
        id="n", path="n.md", company="Northwind", position="Director", restrictions=("no-calls",), entries=(rung,)
    )

    assert list(call.warnings(JOE, here, None, TODAY)) == [
        "Northwind wants no calls (restriction no-calls).",
        "You rang once today already: leave a message now, or wait until tomorrow.",
        "The spelling of the name is not confirmed: ask for it, or for a card.",
    ]
    assert len(list(call.warnings(MIA, here, None, TODAY))) == 2


LETTER = "Dear Joe,\n\nThank you for the talk about the board and the\nladder. I will write on Tuesday."
OTHER = "Dear Mia,\n\nThank you for the talk about the board."


def two_letters() -> Panel:
    phrase = "Thank you for the talk about the board"
    places = tuple((n, t.index(phrase), t.index(phrase) + len(phrase)) for n, t in enumerate((LETTER, OTHER)))
    met = Entry(line=12, end=14, day=TODAY, kind=Kind.INTERVIEW)
    need = Mark(line=13, word=Word.NEED, text="a ladder to the board")
    return Panel(
        entry=met,
        sheets=(Sheet(person=JOE, text=LETTER, cited=(need,)), Sheet(person=MIA, text=OTHER), Sheet(person=MIA)),
        pairs={(0, 1): 0.41, (1, 0): 0.83},
        shared=(Shared(text=phrase, places=places),),
    )


def test_a_letter_tells_what_it_cites_shares_and_how_alike_it_is() -> None:
    joe, mia = (plain(panel.column(two_letters(), place, TODAY)) for place in (0, 1))

    assert "cites    need: a ladder to the board" in joe
    assert "alike    41% stands in Mia Chen's too" in joe
    assert "»1 Thank you for the talk about the board« and the ladder. I will" in joe
    assert "cites    ! nothing this person said  R11" in mia
    assert "alike    ? 83% stands in Joe Alvarez's too" in mia


def test_somebody_without_a_letter_is_told() -> None:
    assert "No letter yet." in plain(panel.column(two_letters(), 2, TODAY))
    assert panel.state(two_letters()) == "2 of 2 written to"


@given(st.text(alphabet="ab \n-|", max_size=200))
def test_a_flowing_text_keeps_every_place(text: str) -> None:
    assert len(flowing(text)) == len(text)
    assert flowing(text).replace("\n", " ") == text.replace("\n", " ")

"""The letters of one panel side by side: who cites what, how alike they are, which phrases they share."""

from datetime import date, time

import pytest

from store.model.draft import Draft
from store.model.entry import Direction, Entry, Kind, Mark, Name, Word
from store.model.opportunity import Contact, Opportunity
from store.model.value import replace
from store.rules.panel import Panel, compared, sheets_of

DAY = date(2026, 11, 20)
JOE, MIA, LEE = (Name(text=n, who=n) for n in ("Joe Alvarez", "Mia Chen", "Lee Abara"))
INTERVIEW = Entry(
    line=20,
    end=30,
    day=DAY,
    at=time(14, 0),
    kind=Kind.INTERVIEW,
    direction=Direction.WITH,
    names=(JOE, MIA, LEE),
    marks=(
        Mark(line=21, word=Word.NEED, text="reps stall below the C-level", persons=(JOE,)),
        Mark(line=22, word=Word.TOPIC, text="board-ready value stories", persons=(MIA,)),
    ),
)
HERE = Opportunity(
    id="northwind",
    path="opportunities/northwind.md",
    company="Northwind Freight",
    position="Director of Sales Enablement",
    contacts=tuple(Contact(line=7, name=n.text, ident=n.text) for n in (JOE, MIA, LEE)),
    entries=(INTERVIEW,),
)
TO_JOE = """Dear Joe,

you said that reps stall below the C-level. A quiet half hour with
the figures would show where, and I would be glad to spend it.

With kind regards,
Dana Whitfield
+1 555 0143"""
TO_MIA = """Dear Mia,

your board-ready value stories stay with me. As to what comes next, I would
be glad to spend it on the stories.

With kind regards,
Dana Whitfield
+1 555 0143"""


def draft(to: Name, body: str, *, opportunity: str = "northwind", channel: str = "email") -> Draft:
    path = f"drafts/{to.text}.md"
    return Draft(path=path, opportunity=opportunity, to=to.text, channel=channel, body=body)


def sent(to: Name, text: str, line: int = 40, at: time | None = time(18, 0), day: date = DAY) -> Entry:
    return Entry(
        line=line, end=line + 9, day=day, at=at, kind=Kind.EMAIL, direction=Direction.TO, names=(to,), text=text
    )


def panel(*drafts: Draft, log: tuple[Entry, ...] = (), here: Opportunity = HERE) -> Panel:
    here = replace(here, entries=(*here.entries, *log))
    return compared(here, INTERVIEW, list(sheets_of(here, INTERVIEW, here.contacts, drafts)))


def phrases(found: Panel) -> list[str]:
    return [shared.text for shared in found.shared]


def test_everybody_of_the_interview_has_a_sheet_written_to_or_not() -> None:
    found = panel(draft(MIA, TO_MIA), log=(sent(JOE, TO_JOE),))

    assert [sheet.person.name for sheet in found.sheets] == ["Joe Alvarez", "Mia Chen", "Lee Abara"]
    assert [(bool(s.draft), bool(s.sent), bool(s.text)) for s in found.sheets] == [
        (False, True, True),
        (True, False, True),
        (False, False, False),
    ]


def test_a_sheet_cites_what_its_own_person_said() -> None:
    swapped = panel(draft(JOE, TO_MIA), draft(MIA, TO_JOE))
    found = panel(draft(JOE, TO_JOE), draft(MIA, TO_MIA))

    assert [[mark.text for mark in sheet.cited] for sheet in found.sheets] == [
        ["reps stall below the C-level"],
        ["board-ready value stories"],
        [],
    ]
    assert not any(sheet.cited for sheet in swapped.sheets)


def test_a_shared_phrase_is_as_long_as_it_can_be_and_found_over_a_line_s_end() -> None:
    found = panel(draft(JOE, TO_JOE), draft(MIA, TO_MIA))

    assert phrases(found) == ["I would be glad to spend it"]
    texts = [found.sheets[sheet].text[start:end] for sheet, start, end in found.shared[0].places]
    assert [" ".join(text.split()) for text in texts] == ["I would be glad to spend it"] * 2


def test_greeting_closing_and_signature_are_no_shared_phrases() -> None:
    bare = TO_JOE.replace("With kind regards,\n", "")

    assert "Whitfield" not in str(phrases(panel(draft(JOE, TO_JOE), draft(MIA, TO_MIA))))
    assert "Whitfield" not in str(
        phrases(panel(draft(JOE, bare), draft(MIA, TO_MIA.replace("With kind regards,\n", ""))))
    )


@pytest.mark.parametrize(
    "words",
    [
        "the Director of Sales Enablement at Northwind Freight",
        "of thank you for the",
        "[[ what you saw and heard there ]]",
        "one two three",
    ],
)
def test_names_of_the_employer_gaps_and_words_that_say_nothing_are_no_phrases(words: str) -> None:
    found = panel(draft(JOE, f"Dear Joe,\n\nAlpha {words} beta."), draft(MIA, f"Dear Mia,\n\nGamma {words} delta."))

    assert phrases(found) == []


def test_no_phrase_runs_over_a_gap() -> None:
    body = "Dear you,\n\nquiet afternoon [[ a name ]] wonderful garden"

    assert phrases(panel(draft(JOE, body), draft(MIA, body.replace("a name", "another")))) == []


def test_a_phrase_counts_between_people_and_not_between_letters_to_one() -> None:
    found = panel(draft(JOE, TO_JOE), log=(sent(JOE, TO_JOE),))

    assert phrases(found) == []
    assert found.pairs[0, 1] == 1


def test_a_shorter_phrase_is_told_where_a_third_letter_holds_it() -> None:
    whole, part = "quiet mornings make careful plans for everybody", "make careful plans for everybody"
    found = panel(draft(JOE, whole + "."), draft(MIA, "So " + whole), draft(LEE, "These " + part))

    assert phrases(found) == [whole, part]
    assert [sheet for sheet, _, _ in found.shared[1].places] == [0, 1, 2]


def test_likeness_is_the_share_of_the_first_in_the_second() -> None:
    short = "Dear Joe,\n\none two three four five six"
    found = panel(draft(JOE, short), draft(MIA, short.replace("Joe", "Mia") + " seven eight nine ten"))

    assert (found.pairs[0, 1], found.pairs[1, 0]) == (1, 0.5)
    assert not any(2 in pair for pair in found.pairs)


def test_only_what_followed_this_interview_is_laid_beside_it() -> None:
    second = replace(INTERVIEW, line=80, day=date(2026, 11, 27), marks=())
    log = (
        sent(JOE, "before", at=time(9, 0)),
        sent(JOE, "untimed, below", at=None),
        second,
        sent(JOE, "after the second", line=99, day=date(2026, 11, 28)),
    )

    assert [sheet.text for sheet in panel(log=log).sheets] == ["untimed, below", "", ""]


def test_a_sheet_for_the_phone_and_a_letter_of_another_search_are_left_out() -> None:
    found = panel(draft(JOE, TO_JOE, channel="phone"), draft(MIA, TO_MIA, opportunity="xylo"))

    assert not any(sheet.text for sheet in found.sheets)

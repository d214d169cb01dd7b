"""A letter's text taken apart for paper: nothing lost, nothing added, nothing moved."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.letters.chart import chart
from store.letters.parts import joined, taken_apart
from store.model.posted import Items, Paragraph, Part, Posted, Table, Verbatim

GOLDEN = Path(__file__).parent / "golden"
LETTER = """\
Rowan Ito
18 Alder Lane
Portland

3 July 2026

Priya Raman
Head of Operations
Hollin Logistics
4 Quay Street
Portland

Dear Priya Raman,

Thank you for our interview on 2 July. What you said about letting the
drivers see the plan is one reason why I want this job.

You can see some of that work for yourself:

- An early warning board for late loads:
  https://rowan.example/early-warning
- The plan

Yours sincerely,

Rowan Ito
+1 555 0117

P.S. The plan is enclosed.
"""


def apart(text: str) -> Posted:
    return taken_apart(text, "Rowan Ito", "Priya Raman")


def words_of(posted: Posted) -> list[str]:
    """Return a letter's words in the order of its parts."""
    texts = [*posted.sender, posted.date, *posted.recipient, *_texts(posted.lead), posted.salutation]
    texts += [*_texts(posted.parts), posted.closing, *posted.signature, *_texts(posted.after)]
    return " ".join(texts).split()


def _texts(parts: tuple[Part, ...]) -> list[str]:
    texts: list[str] = []
    for part in parts:
        match part:
            case Paragraph(lines=lines) | Verbatim(lines=lines):
                texts += lines
            case Items(items=items):
                texts += [word for item in items for word in item]
            case Table(rows=rows):
                texts += [cell for row in rows for cell in row]
    return texts


def test_a_letter_falls_into_its_parts() -> None:
    found = apart(LETTER)
    assert found.sender == ("Rowan Ito", "18 Alder Lane", "Portland")
    assert found.date == "3 July 2026"
    assert found.recipient == ("Priya Raman", "Head of Operations", "Hollin Logistics", "4 Quay Street", "Portland")
    assert found.salutation == "Dear Priya Raman,"
    assert found.parts[2] == Items(
        items=(("•", "An early warning board for late loads: https://rowan.example/early-warning"), ("•", "The plan"))
    )
    assert found.closing == "Yours sincerely,"
    assert found.signature == ("Rowan Ito", "+1 555 0117")
    assert found.after == (Paragraph(lines=("P.S. The plan is enclosed.",)),)


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.txt")), ids=lambda path: path.stem)
def test_no_word_of_any_letter_is_lost_or_added(path: Path) -> None:
    body = path.read_text("utf-8").split("\n== gaps")[0].partition("\n\n")[2]
    plain = "\n".join(line for line in body.split("\n") if "|" not in line and not re.fullmatch(r"-+\+-+", line))
    wanted = re.sub(r"(?m)^[-*] ", "• ", plain).split()
    assert words_of(apart(plain)) == wanted


def test_a_folded_line_is_joined_and_a_short_one_is_a_break() -> None:
    text = (
        "Dear Priya,\n\nThank you for our interview on 2 July. What you said about letting\nthe drivers see the plan "
        "is one reason why I want this job.\n\nEnclosed: the plan\nEnclosed: the board\n\nYours,\nRowan Ito"
    )
    first, second = apart(text).parts
    assert isinstance(first, Paragraph)
    assert len(first.lines) == 1
    assert second == Paragraph(lines=("Enclosed: the plan", "Enclosed: the board"))


def test_a_gap_that_was_filled_leaves_no_break_in_its_sentence() -> None:
    text = (
        "Dear Priya,\n\nWhen we spoke you had only my own word for what I can do. Here is the\nword of\nGreta Lund and "
        "Piet Roos.\n\nIf you read one sentence, let it be\nthe first.\n\nYours,\nRowan Ito"
    )
    first, second = apart(text).parts
    assert first == Paragraph(
        lines=(
            "When we spoke you had only my own word for what I can do. Here is the word of Greta Lund and Piet Roos.",
        )
    )
    assert second == Paragraph(lines=("If you read one sentence, let it be the first.",))


@pytest.mark.parametrize("width", [40, 60, 66])
@pytest.mark.parametrize("heads", [("", ""), ("What you need", "What I have done")])
def test_a_chart_is_a_table_again_cell_by_cell(width: int, heads: tuple[str, str]) -> None:
    link = "https://rowan.example/a-long-way/to-the-early-warning/board/of/2026"
    rows = [
        ("Late loads are noticed only when the customer calls.", "An early warning board | for late loads, at last."),
        ("夜間の配車を任せられる人がいないので困っています。", f"See {link} first."),
        ("A bench for nights.", "Two dispatchers."),
    ]  # fmt: skip
    (found,) = apart(f"Dear Priya,\n\n{chart(rows, width, heads)}\n\nYours,\nRowan Ito").parts
    assert isinstance(found, Table)
    assert found.has_heads == bool(heads[0])
    assert list(found.rows) == ([heads] if heads[0] else []) + rows


def test_a_chart_that_was_edited_out_of_its_columns_is_still_read() -> None:
    text = "Dear Priya,\n\nNeed | Done\n-----+-----\nLate loads | A board\n\nYours,\nRowan Ito"
    (found,) = apart(text).parts
    assert found == Table(rows=(("Need", "Done"), ("Late loads", "A board")), has_heads=True)


def test_a_chart_that_cannot_be_read_is_kept_line_by_line() -> None:
    lines = ("Need | Done", "-----+-----", "Late loads are seen too late")
    (found,) = apart("Dear Priya,\n\n" + "\n".join(lines) + "\n\nYours,\nRowan Ito").parts
    assert found == Verbatim(lines=lines)


@pytest.mark.parametrize(
    ("salutation", "closing"),
    [
        ("Sehr geehrte Frau Raman,", "Mit freundlichen Grüßen"),
        ("Dzień dobry Pani Raman,", "Z poważaniem"),
        ("Hello Priya!", "With thanks,"),
        ("Priya 様：", "敬具"),
    ],
)
def test_other_languages_have_their_own_beginning_and_end(salutation: str, closing: str) -> None:
    found = apart(f"3 July 2026\n\n{salutation}\n\nText of the letter.\n\n{closing}\n\nRowan Ito")
    assert (found.date, found.salutation, found.closing) == ("3 July 2026", salutation, closing)
    assert found.signature == ("Rowan Ito",)
    assert len(found.parts) == 1


def test_a_text_without_any_form_is_paragraphs() -> None:
    found = apart("One thought about the plan.\n\nAnother one, in 2026 words.")
    assert found == Posted(
        parts=(
            Paragraph(lines=("One thought about the plan.",)),
            Paragraph(lines=("Another one, in 2026 words.",)),
        )
    )


def test_what_stands_between_address_and_salutation_stays_there() -> None:
    found = apart(
        "Rowan Ito\n\n3 July 2026\n\nPriya Raman\n4 Quay Street\n\nBy hand\n\nDear Priya,\n\nText.\n\nYours,\nR"
    )
    assert found.recipient == ("Priya Raman", "4 Quay Street")
    assert found.lead == (Paragraph(lines=("By hand",)),)


def test_wide_characters_are_joined_without_a_space() -> None:
    assert joined("東京", "都") == "東京都"
    assert joined("to", "Tokyo") == "to Tokyo"


LINES = st.sampled_from(
    """\
Rowan Ito
Priya Raman
3 July 2026
Dear Priya,
Yours sincerely,
With thanks
- an item
  more of it
2. second
a | b
-----+-----
---+---
|
Text that goes on.
Text that goes on and on until it is as wide as a line of a letter is when
東京の

""".split("\n")  # noqa: SIM905 - lines read better as lines
)


@given(st.lists(LINES, max_size=14))
def test_whatever_stands_in_a_text_every_word_of_it_comes_out(lines: list[str]) -> None:
    text = "\n".join(lines)
    written = "".join(sorted(re.sub(r"[\s|+•*-]", "", text)))
    assert "".join(sorted(re.sub(r"[\s|+•*-]", "", "".join(words_of(apart(text)))))) == written


@pytest.mark.parametrize(
    "company", ["Acme & Sons, Inc.", "O'Reilly & Söhne, S.A.", "Bank of the West Corp.", "Müller Verlag GmbH & Co. KG."]
)
def test_a_company_that_ends_in_a_stop_is_no_running_text(company: str) -> None:
    posted = apart(LETTER.replace("Hollin Logistics", company).replace("4 Quay Street\n", "4 Quay St.\n"))

    assert posted.sender[0] == "Rowan Ito"
    assert posted.date == "3 July 2026"
    assert posted.recipient == ("Priya Raman", "Head of Operations", company, "4 Quay St.", "Portland")
    assert posted.salutation == "Dear Priya Raman,"


def test_a_sentence_above_a_line_that_looks_like_a_salutation_is_running_text() -> None:
    posted = apart("I have built one.\n\nDear me,\n\nRowan Ito")

    assert posted.salutation == ""

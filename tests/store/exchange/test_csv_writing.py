"""A table that a spreadsheet opens: one line each, and nothing in it is calculated."""

import csv
import io
import re

from hypothesis import given
from hypothesis import strategies as st

from store.exchange.csv_sheet.guarding import guarded, unguarded
from store.exchange.csv_sheet.writing import written
from store.model.opportunity import Contact, Opportunity
from store.model.outgoing import Leaving, Wishes
from store.model.value import replace
from tests.store.exchange.making import TODAY, leavings

FORMULA = re.compile("[=+\\-@\t\r＝＋－＠]")


def table(leaving: Leaving) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written(leaving).decode(), newline=""), strict=True))


@given(leavings())
def test_each_line_has_the_columns_of_the_first_and_no_cell_is_a_formula(leaving: Leaving) -> None:
    head, *lines = table(leaving)

    assert len(lines) == len(leaving.opportunities)
    assert len(set(head)) == len(head)
    assert all(len(line) == len(head) for line in lines)
    assert not [cell for line in [head, *lines] for cell in line if FORMULA.match(cell)]


@given(leavings())
def test_a_cell_says_what_the_file_says_once_its_guard_is_taken_away(leaving: Leaving) -> None:
    head, *lines = table(leaving)

    for line, o in zip(lines, leaving.opportunities, strict=True):
        cells = {column: unguarded(cell) for column, cell in zip(head, line, strict=True)}
        assert (cells["company"], cells["position"], cells["location"]) == (o.company, o.position, o.location)
        assert cells["stage"] == o.stage
        assert [
            cells.get("contact email" if n == 1 else f"contact {n} email", "") for n in range(1, len(o.contacts) + 1)
        ] == [c.email for c in o.contacts]


@given(st.text())
def test_a_guard_is_taken_away_as_it_was_put_on(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert not FORMULA.match(guarded(cell))


def test_a_cell_that_begins_like_a_guarded_one_is_guarded_once_more() -> None:
    assert guarded("'=1") == "''=1"
    assert unguarded("''=1") == "'=1"
    assert guarded("'tis") == "'tis"


ONE = Opportunity(id="a", path="opportunities/a.md", company="=cmd()", position="P")


def test_raw_leaves_a_formula_as_it_is() -> None:
    assert table(Leaving(today=TODAY, opportunities=(ONE,), wishes=Wishes(raw=True)))[1][1] == "=cmd()"


def test_excel_is_told_that_it_is_utf_8() -> None:
    assert written(Leaving(today=TODAY, wishes=Wishes(excel=True))).startswith(b"\xef\xbb\xbfid,")


def test_a_second_contact_has_columns_of_their_own() -> None:
    two = replace(
        ONE, contacts=(Contact(line=1, name="Joe", ident="Joe"), Contact(line=2, name="Mia", ident="Mia", email="m@x"))
    )
    head, line = table(Leaving(today=TODAY, opportunities=(two,)))

    assert dict(zip(head, line, strict=True)) | {
        "contact": "Joe",
        "contact 2": "Mia",
        "contact 2 email": "m@x",
    } == dict(zip(head, line, strict=True))


def test_own_keys_are_columns_and_lists_among_them_are_not() -> None:
    own = replace(ONE, extra={"remote": '"yes"', "level": "L5", "pay": "[1, 2]", "text": "|\n  a"})
    head, line = table(Leaving(today=TODAY, opportunities=(own,)))

    assert (dict(zip(head, line, strict=True))["remote"], dict(zip(head, line, strict=True))["level"]) == ("yes", "L5")
    assert not {"pay", "text"} & set(head)

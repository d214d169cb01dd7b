"""The chart of needs and accomplishments: two columns that hold, whatever stands in them."""

from hypothesis import given
from hypothesis import strategies as st

from store.letters.chart import chart
from store.rules.columns import fold, width_of

CELLS = st.text(alphabet=st.sampled_from(list("abc dé 漢字かな한글e\u0301-.🚚")), max_size=120)


def test_a_need_stands_beside_what_answers_it() -> None:
    text = chart(
        [("Late loads are noticed too late.", "A warning board."), ("漢字の長い必要性", "ok")], 30, ("Need", "Done")
    )

    assert text.split("\n") == [
        "Need       | Done",
        "-----------+------------------",
        "Late loads | A warning board.",
        "are        |",
        "noticed    |",
        "too late.  |",
        "-----------+------------------",
        "漢字の長い | ok",
        "必要性     |",
    ]


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4), st.integers(20, 90))
def test_no_line_is_wider_than_asked_and_no_character_is_lost(rows: list[tuple[str, str]], width: int) -> None:
    text = chart(rows, width)
    lines = [line for line in text.split("\n") if "-+-" not in line]

    assert all(width_of(line) <= width for line in text.split("\n"))
    left = "".join(line.partition(" |")[0] for line in lines)
    assert sorted(left.replace(" ", "")) == sorted("".join(a for a, _ in rows).replace(" ", ""))
    assert {line.find("|") for line in lines if line.isascii()} <= {next(iter({(width - 3) * 2 // 5}), 0) + 1, 9}


def test_no_rows_make_no_chart() -> None:
    assert chart([]) == ""


@given(st.text(alphabet=st.sampled_from(list("ab 漢。（é")), max_size=200), st.integers(4, 40))
def test_folding_keeps_every_word_and_its_order(line: str, width: int) -> None:
    folded = fold(line, width)

    assert "".join("".join(folded).split()) == "".join(line.split())


def test_a_gap_and_a_link_are_never_cut() -> None:
    gap = "[[ what it is that they can use of all this, and for what purpose ]]"

    assert gap in fold(f"I think that you will find {gap} useful", 40)
    assert "https://example.example/" + "x" * 60 in fold("see https://example.example/" + "x" * 60 + " there", 40)


def test_wide_signs_count_two_and_marks_none() -> None:
    assert [width_of(text) for text in ("abc", "漢字", "e\u0301", "🚚", "")] == [3, 4, 1, 2, 0]

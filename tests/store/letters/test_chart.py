"""The chart of needs and accomplishments: two columns that hold, whatever stands in them."""

from hypothesis import given
from hypothesis import strategies as st

from store.letters.chart import NARROWEST, chart, read_charts
from store.rules.columns import fold, signs, width_of

SIGNS = [*"abc dé 漢字かな한글e-.|+", "e\u0301", "🚚", "👩\u200d🚀", "👍🏽", "🇵🇹", "❤\ufe0f", "स्", "x" * 30]
CELLS = st.lists(st.sampled_from(SIGNS), max_size=80).map("".join)
ROWS = st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4)


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


def read_back(text: str) -> list[tuple[str, str]]:
    lines = text.split("\n")
    return [
        (cells[0], cells[1])
        for row in read_charts(lines)
        if not row.is_rule
        for cells in [["".join(lines[p.row][p.start : p.end] for p in cell) for cell in row.cells]]
    ]


@given(ROWS, st.integers(20, 100))
def test_no_line_is_wider_than_asked_and_both_columns_hold(rows: list[tuple[str, str]], width: int) -> None:
    lines = chart(rows, width, ("Need", "Done")).split("\n")

    assert all(width_of(line) <= width for line in lines)
    for line in lines:
        left = lines[1].index("+")
        before = next(n for n in range(len(line)) if width_of(line[:n]) == left and line[n] in "|+")
        assert line[before] == ("+" if line == lines[1] else "|")


@given(ROWS, st.integers(20, 100))
def test_read_back_cell_by_cell_a_chart_is_what_went_in(rows: list[tuple[str, str]], width: int) -> None:
    text = chart(rows, width, ("Need", "Done"))
    wanted = [tuple("".join(cell.split()) for cell in row) for row in [("Need", "Done"), *rows]]

    assert [tuple("".join(cell.split()) for cell in row) for row in read_back(f"Before\n\n{text}\n\nAfter")] == wanted


@given(ROWS, st.integers(30, 100))
def test_words_that_have_room_stay_whole_and_in_order(rows: list[tuple[str, str]], width: int) -> None:
    lines = chart(rows, width, ("Need", "Done")).split("\n")
    room = max(NARROWEST, (width - 3) * 2 // 5)
    read = [row for row in read_charts(lines) if not row.is_rule][1:]
    for (need, _), row in zip(rows, read, strict=True):
        words = [w for p in row.cells[0] for w in lines[p.row][p.start : p.end].split()]
        if all(width_of(word) <= room and word.isascii() for word in need.split()):
            assert words == need.split()


def test_a_sign_of_several_characters_is_never_cut() -> None:
    family, flag = "👩\u200d👩\u200d👧", "🇵🇹"
    lines = chart([(family * 20 + flag * 20 + "e\u0301" * 40, "x")], 31, ("a", "b")).split("\n")

    assert {sign for line in lines[2:] for sign in signs(line)} == {family, flag, "e\u0301", " ", "|", "x"}


def test_other_text_is_no_chart() -> None:
    assert list(read_charts(["Dear Ann,", "", "a | b", "-----", "c | d"])) == []


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
    assert [width_of(text) for text in ("abc", "漢字", "e\u0301", "🚚", "👩\u200d🚀", "👍🏽", "🇵🇹", "")] == [
        3,
        4,
        1,
        2,
        2,
        2,
        2,
        0,
    ]

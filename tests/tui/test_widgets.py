"""Lists and texts by themselves: widths that hold, cursors that stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.color import Color

from tui.presentation.rows import BLANK, Column, Row, fitting, heading
from tui.presentation.safe import is_shown, safe_line
from tui.presentation.spans import Span, line
from tui.themes.guard import Guard
from tui.widgets.painting import MEASURE, fitted
from tui.widgets.prose import Prose, wrapped
from tui.widgets.row_list import RowList
from tui.widgets.tick_list import TickList

TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=200)


@given(TEXT, st.integers(1, 60))
def test_a_cell_is_exactly_as_wide_as_its_column(text: str, width: int) -> None:
    safe = "".join(c for c in text if is_shown(c))

    assert cell_len(fitted(safe, width)) == width


@given(TEXT, st.integers(6, 60))
def test_what_stands_at_the_end_of_a_cell_is_never_cut(text: str, width: int) -> None:
    cell = fitted("".join(c for c in text if is_shown(c)), width, end=" +12")

    assert cell_len(cell) == width
    assert cell.rstrip().endswith(" +12")


@given(st.lists(TEXT, min_size=1, max_size=3), st.integers(12, 80), st.sampled_from(("", "muted")))
def test_a_paragraph_is_never_wider_than_its_pane_and_loses_no_word(texts: list[str], width: int, tone: str) -> None:
    rows = wrapped(tuple(Span(text, tone) for text in texts), width)

    assert all(cell_len(row.rstrip()) <= width for row in shown(rows))
    kept = "".join("".join(shown(rows)).split())
    assert kept == "".join("".join(c for c in "".join(texts) if is_shown(c)).split())


def shown(rows: list[list[Span]]) -> list[str]:
    """Return rows as text."""
    return ["".join(span.text for span in row) for row in rows]


def test_following_lines_hang_under_the_text() -> None:
    rows = wrapped((Span("due      "), Span("a long way to go")), 20)

    assert ["".join(s.text for s in row) for row in rows] == ["due      a long way ", "         to go"]


def test_following_lines_hang_under_the_text_behind_a_sign_as_well() -> None:
    rows = wrapped((Span("Mon 16 Nov 09:00  "), Span("↔ "), Span("Snoozed with Ingrid Sorensen")), 37)

    assert [text.rstrip() for text in shown(rows)] == ["Mon 16 Nov 09:00  ↔ Snoozed with", " " * 20 + "Ingrid Sorensen"]


def test_a_text_goes_on_below_its_label_where_too_little_room_is_beside_it() -> None:
    rows = wrapped((Span("Mon 16 Nov 09:00  "), Span("↔ "), Span("Snoozed with Ingrid Sorensen")), 33)

    assert shown(rows)[1] == "Ingrid Sorensen"


def test_an_aside_on_a_row_of_its_own_is_set_in_where_no_label_does_it() -> None:
    aside = Span("  not briefed", "accent")

    assert shown(wrapped((Span("Halyard Freight, Director of Sales"), aside), 40))[1] == "  not briefed"
    assert shown(wrapped((Span("  "), Span("Halyard Freight, Director of Sales"), aside), 40))[1] == "    not briefed"
    assert shown(wrapped((Span("what      "), Span("Halyard Freight, Director"), aside), 40))[1].rfind("  not") == 8
    assert (
        shown(wrapped((Span("  joe@northwind.example", "muted"), Span("  +1 555 0100", "muted")), 26))[1]
        == "  +1 555 0100"
    )


def test_an_aside_that_is_too_long_for_a_row_is_set_in_too() -> None:
    rows = wrapped((Span("The ladder"), Span("  win rate from 18 to 31 percent of all", "muted")), 26)

    assert [row.rstrip() for row in shown(rows)] == ["The ladder  win rate from", "  18 to 31 percent of all"]


def test_a_short_aside_is_not_broken() -> None:
    rows = wrapped((Span("need: speed in all they do"), Span("  Joe Alvarez", "muted")), 32)

    assert ["".join(s.text for s in row).strip() for row in rows] == ["need: speed in all they do", "Joe Alvarez"]


def test_an_aside_that_no_line_can_hold_is_broken_at_a_blank() -> None:
    rows = wrapped((Span("Northwind"), Span("  not briefed since Fri 20 Nov", "warn")), 20)

    assert ["".join(s.text for s in row).strip() for row in rows] == ["Northwind  not", "briefed since Fri", "20 Nov"]


@pytest.mark.parametrize("width", [40, 92, 200])
async def test_a_text_keeps_off_its_scrollbar_and_is_never_too_wide_to_read(width: int) -> None:
    class Reading(App[None]):
        def compose(self) -> ComposeResult:
            yield Prose([line("a word and " * 400)])

    async with Reading().run_test(size=(width, 10)) as pilot:
        text = pilot.app.query_one(Prose)
        longest = max(cell_len("".join(span.text for span in row).rstrip()) for row in text._wrapped)

    assert longest <= min(width - 2, MEASURE)
    assert longest > min(width - 2, MEASURE) - 6


def test_a_label_of_blanks_keeps_its_width() -> None:
    (row,) = wrapped((Span("         ", "muted"), Span("second")), 32)

    assert "".join(span.text for span in row) == "         second"


def test_a_path_that_is_too_long_for_a_line_is_cut_behind_a_folder_or_a_part_of_its_name() -> None:
    def lines(text: str, width: int) -> list[str]:
        return ["".join(span.text for span in row) for row in wrapped((Span(text),), width)]

    assert lines("opportunities/northwind.md", 25) == ["opportunities/", "northwind.md"]
    assert lines("opportunities/thornbury-manager-of-training.md:31", 44)[0] == "opportunities/thornbury-manager-of-"
    assert lines("x" * 30, 12) == ["x" * 12, "x" * 12, "x" * 6]


@given(TEXT)
def test_the_guard_lets_nothing_through_that_a_terminal_obeys(text: str) -> None:
    (kept,) = Guard().apply([Segment(text)], Color(0, 0, 0)) or [Segment("")]

    assert all(is_shown(c) for c in kept.text)


@given(st.lists(st.tuples(TEXT, TEXT), max_size=4))
def test_columns_that_fit_take_no_more_than_their_rows_fill(texts: list[tuple[str, str]]) -> None:
    columns = (Column(least=12), Column(least=4, share=1, most=30))
    shown = [Row(key=str(n), cells=(Span(one), Span(other))) for n, (one, other) in enumerate(texts)]
    day, name = fitting(columns, [*shown, heading("A heading that is longer than any column", 2), BLANK], cell_len)

    for place, (column, before) in enumerate(zip((day, name), columns, strict=True)):
        longest = max([0, *(cell_len(safe_line(row.cells[place].text, 400)) for row in shown)])
        assert column.least == min(before.least, longest)
        assert column.most == min(before.most, longest)


class Host(App[None]):
    """A screen with one list."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = RowList((Column(least=4, share=1),))

    def compose(self) -> ComposeResult:
        yield self.rows


def named(*keys: str) -> list[Row]:
    """Return a heading and a row for each key."""
    return [heading("All", len(keys)), *(Row(key=k, cells=(Span(k),)) for k in keys), BLANK]


async def test_the_cursor_skips_headings_and_stays_on_its_row() -> None:
    app = Host()
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.show(named("a", "b", "c"))
        await pilot.press("j", "j", "j", "j")
        assert app.rows.key == "c"
        app.rows.show(named("x", "a", "b", "c", "d"))
        assert app.rows.key == "c"
        app.rows.show(named("x", "a", "b"))
        assert app.rows.key == "b"
        await pilot.press("g")
        assert app.rows.key == "x"
        app.rows.show([])
        assert app.rows.key == ""
        await pilot.press("j", "G", "enter")


async def test_ten_thousand_rows_cost_what_forty_do() -> None:
    app = Host()
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.show(named(*(f"k{n}" for n in range(10_000))))
        await pilot.press("G")
        assert app.rows.key == "k9999"
        assert app.rows.scroll_offset.y > 9_000


async def test_ticks_stay_with_their_lines() -> None:
    class Ticks(App[None]):
        def compose(self) -> ComposeResult:
            yield TickList()

    app = Ticks()
    async with app.run_test(size=(20, 6)) as pilot:
        ticks = app.query_one(TickList)
        ticks.show([(line("one"), "1"), (line("two"), "2")], ["1"])
        await pilot.press("j", "space")
        assert ticks.ticked == {"1", "2"}
        await pilot.press("k", "enter")
        assert ticks.ticked == {"2"}
        ticks.show([(line("new"), "0"), (line("one"), "1"), (line("two"), "2")], ["0", "1"])
        assert ticks.ticked == {"0", "2"}


@pytest.mark.parametrize("width", range(20))
def test_a_text_that_is_cut_at_a_blank_fills_its_cells(width: int) -> None:
    assert cell_len(fitted("Thanks after a no", width)) == width


def many(*keys: str) -> list[Row]:
    """Return a row for each key."""
    return [Row(key=key, cells=(Span(key),)) for key in keys]


KEYS = tuple(f"row {number:02}" for number in range(40))


def is_seen(rows: RowList) -> bool:
    """Tell whether the cursor is on the screen."""
    return 0 <= rows.cursor - rows.scroll_offset.y < rows.size.height


async def test_the_cursor_follows_its_row_and_stays_on_the_screen() -> None:
    app = Host()
    async with app.run_test(size=(40, 10)) as pilot:
        app.rows.show(many(*KEYS))
        await pilot.pause()
        app.rows.show(many(*KEYS[1:], KEYS[0]))
        await pilot.pause()

        assert app.rows.key == KEYS[0]
        assert is_seen(app.rows)


@pytest.mark.parametrize("place", [0, 5, 38])
async def test_a_row_that_was_dealt_with_is_not_followed(place: int) -> None:
    app = Host()
    async with app.run_test(size=(40, 10)) as pilot:
        app.rows.show(many(*KEYS))
        app.rows.highlight(KEYS[place])
        await pilot.pause()
        app.rows.let_go([KEYS[place]])
        others = [key for key in KEYS if key != KEYS[place]]
        app.rows.show([heading("New", 1), BLANK, *many(*others, KEYS[place])])
        await pilot.pause()

        assert app.rows.key == KEYS[place + 1]
        assert is_seen(app.rows)


async def test_a_row_that_was_dealt_with_and_stays_where_it_was_keeps_the_cursor() -> None:
    app = Host()
    async with app.run_test(size=(40, 10)) as pilot:
        app.rows.show(many(*KEYS))
        app.rows.highlight(KEYS[5])
        app.rows.let_go([KEYS[5]])
        changed = many(*KEYS)
        changed[5] = Row(key=KEYS[5], cells=(Span("later"),))
        app.rows.show(changed)
        await pilot.pause()

        assert app.rows.key == KEYS[5]

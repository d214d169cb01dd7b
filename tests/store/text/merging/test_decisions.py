"""What is to decide, as lines that read back exactly, and as a set."""

from hypothesis import given
from hypothesis import strategies as st

from store.text.header import read_file
from store.text.merging.decisions import Decision, joined, read_review, written_review
from tests.store.text.merging.writing import PATH, page, review
from tests.store.text.written import VALUES

ITEMS = st.builds(Decision, where=VALUES, kept=VALUES, other=VALUES, base=VALUES)
ONE = Decision(where="stage", kept="offer", other="lead")
TWO = Decision(where="salary", kept="2", other="1", base="")


def read(text: str) -> frozenset[Decision]:
    parsed = read_file(page(text), PATH)
    assert not parsed.problems
    return read_review(parsed.tree.get("merge_review"))


@given(st.sets(ITEMS, max_size=3))
def test_what_is_written_reads_back_whatever_the_words(items: set[Decision]) -> None:
    assert read(written_review(items)) == items


def test_items_are_sorted_and_stand_once() -> None:
    assert written_review([ONE, TWO, ONE]) == (
        "merge_review:\n"
        '  - where: salary\n    kept: "2"\n    other: "1"\n    base: ""\n'
        '  - where: stage\n    kept: offer\n    other: lead\n    base: ""\n'
    )
    assert written_review([]) == ""


def test_what_somebody_wrote_there_by_hand_is_not_lost() -> None:
    assert review("merge_review: look at it\n") == {("merge_review", "", "look at it", "")}
    assert review("merge_review:\n- where: a\n  mine: b\n") == {("merge_review", "", "where: a\n  mine: b", "")}
    assert review("merge_review:\n- where: a\n- ~\n- kept: ~\n") == {("a", "", "", ""), ("", "", "", "")}


def test_an_item_that_one_side_decided_goes_and_what_is_new_comes() -> None:
    both = frozenset({ONE, TWO})
    assert joined(both, frozenset({ONE}), both, ()) == {ONE}
    assert joined(frozenset(), frozenset({ONE}), frozenset({TWO}), [TWO]) == both
    assert joined(frozenset(), frozenset(), frozenset(), [Decision(where="a", kept="x", other="x")]) == frozenset()

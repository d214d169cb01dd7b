"""Two orders become one, whichever side is called ours."""

from hypothesis import given
from hypothesis import strategies as st

from store.text.merging.order import in_one_order


def test_what_one_side_put_in_follows_what_it_followed_there() -> None:
    assert in_one_order("abc", "axbc", "abcy", "abcxy") == list("axbcy")


def test_the_side_that_moved_something_has_its_say() -> None:
    assert in_one_order("abc", "cab", "abc", "abc") == list("cab")
    assert in_one_order("abc", "abc", "cab", "abc") == list("cab")


def test_what_is_not_kept_is_left_out() -> None:
    assert in_one_order("abc", "ac", "abc", "ac") == list("ac")


def test_what_both_put_in_at_one_place_goes_by_rank() -> None:
    ranks = {"x": 2, "y": 1, "z": 3}
    assert in_one_order("a", "axz", "ay", "axyz", ranks.__getitem__) == list("ayxz")


def test_runs_of_one_place_stay_together_without_a_rank() -> None:
    assert in_one_order("a", "axz", "ay", "axyz") == list("axzy")


LETTERS = "abcdefgh"
ORDERS = st.lists(st.sampled_from(LETTERS), unique=True)


@given(ORDERS, ORDERS, ORDERS, st.booleans())
def test_an_order_is_the_same_from_both_sides_whole_and_stays_as_it_is(
    base: list[str], ours: list[str], theirs: list[str], ranked: bool
) -> None:
    rank = (lambda thing: ord(thing) % 3) if ranked else None
    # What the merge keeps: all of either side but what the other took away.
    kept = {t for t in (*ours, *theirs) if t not in base or (t in ours and t in theirs)}
    result = in_one_order(base, ours, theirs, kept, rank)
    assert result == in_one_order(base, theirs, ours, kept, rank)
    assert sorted(result) == sorted(kept)
    assert in_one_order(base, result, theirs, kept, rank) == result
    assert in_one_order(base, ours, result, kept, rank) == result


@given(ORDERS, ORDERS)
def test_a_side_that_stayed_as_it_was_leaves_the_order_to_the_other(base: list[str], ours: list[str]) -> None:
    assert in_one_order(base, ours, base, set(ours)) == ours

"""Two schedules beside each other: what stays, changes, goes and comes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model.agenda import Because, Bucket, Item, State
from store.model.value import replace
from store.rules.comparing import Fate, compare, told

DAY = date(2026, 11, 20)


def step(key: str, who: str | None = "Joe", channel: str | None = "email", title: str = "", template: str = "") -> Item:
    name = key.split("/", maxsplit=1)[0]
    return Item(
        key=key,
        opportunity="n",
        company="Northwind",
        position="x",
        step=name,
        due=DAY,
        days=0,
        bucket=Bucket.TODAY,
        state=State.OPEN,
        because=Because(event="interview", day=DAY, path="n.md", line=9),
        who=who,
        channel=channel,
        title=title or name,
        template=template or None,
    )


THANKS = step("thanks/d/Joe", template="thank-you-email")


def test_a_step_with_the_same_key_stays() -> None:
    (pair,) = compare([THANKS], [THANKS])

    assert (pair.fate, pair.before, pair.after) == (Fate.STAYS, THANKS, THANKS)


@pytest.mark.parametrize(
    "other",
    [
        step("evening/d/Joe", template="thank-you-email"),
        step("evening/d/Joe", title="Thanks", template="text-message"),
        step("evening/d/Joe"),
    ],
    ids=["the same letter", "the same name", "the same channel"],
)
def test_a_step_that_does_the_same_under_another_name_stays(other: Item) -> None:
    (pair,) = compare([THANKS], [other])

    assert pair.fate is Fate.STAYS


def test_another_day_or_channel_is_a_change() -> None:
    later = replace(THANKS, due=date(2026, 11, 21))
    by_post = replace(THANKS, channel="letter")

    assert [p.fate for p in compare([THANKS], [later])] == [Fate.CHANGES]
    assert [p.fate for p in compare([THANKS], [by_post])] == [Fate.CHANGES]


def test_the_same_letter_to_somebody_else_or_from_another_event_is_another_step() -> None:
    mia = replace(THANKS, key="thanks/d/Mia", who="Mia")
    second = replace(THANKS, key="thanks/e/Joe", because=replace(THANKS.because, line=30))

    assert [p.fate for p in compare([THANKS], [mia])] == [Fate.GOES, Fate.COMES]
    assert {p.fate for p in compare([THANKS], [second])} == {Fate.GOES, Fate.COMES}


def test_another_piece_on_the_same_channel_days_later_is_another_step() -> None:
    later = replace(step("recommend/d/Joe", template="promised-material"), due=date(2026, 11, 27))

    assert [p.fate for p in compare([THANKS], [later])] == [Fate.GOES, Fate.COMES]


def test_what_is_over_is_not_compared() -> None:
    over = [replace(THANKS, state=state) for state in State if state not in (State.OPEN, State.FORECAST)]

    assert compare(over, []) == ()
    assert [p.fate for p in compare(over, [replace(THANKS, state=State.FORECAST)])] == [Fate.COMES]


def test_pairs_stand_by_the_day_they_will_have() -> None:
    soon = replace(THANKS, key="a/d/Joe", due=date(2026, 11, 19), template=None, title="a", channel=None)
    pairs = compare([THANKS, soon], [replace(THANKS, due=date(2026, 11, 30))])

    assert [p.fate for p in pairs] == [Fate.GOES, Fate.CHANGES]


def test_a_comparison_is_told_in_a_few_words() -> None:
    assert told(compare([THANKS], [THANKS])) == "1 stays"
    assert told(compare([THANKS, step("card/d/Joe", channel="note")], [])) == "2 go"
    assert told(()) == "no step is ahead under either"


STEPS = st.lists(
    st.builds(
        step,
        key=st.sampled_from(["a/1/Joe", "b/1/Joe", "c/1/Mia", "d/2/Joe"]),
        who=st.sampled_from(["Joe", "Mia", None]),
        channel=st.sampled_from(["email", "phone", None]),
        template=st.sampled_from(["", "letter"]),
    ),
    max_size=6,
    unique_by=lambda i: i.key,
)


@given(STEPS, STEPS)
def test_every_step_stands_in_exactly_one_pair(before: list[Item], after: list[Item]) -> None:
    pairs = compare(before, after)

    assert sorted(p.before.key for p in pairs if p.before) == sorted(i.key for i in before)
    assert sorted(p.after.key for p in pairs if p.after) == sorted(i.key for i in after)
    assert all(
        (p.fate is Fate.GOES) == (p.after is None) and (p.fate is Fate.COMES) == (p.before is None) for p in pairs
    )


@given(STEPS)
def test_a_schedule_beside_itself_stays(items: list[Item]) -> None:
    assert {p.fate for p in compare(items, items)} <= {Fate.STAYS}

"""Who is who in three versions."""

from hypothesis import given
from hypothesis import strategies as st

from store.text.merging.people import Identity, Match, identity, matched

LISTS = st.lists(
    st.builds(identity, st.sampled_from(["Ana", "ana ", "Joe"]), st.sampled_from(["", "a@x.example", "B@x.example"])),
    max_size=4,
)


def people(*known: str) -> list[Identity]:
    """Contacts written as `Name` or `Name mail`."""
    return [identity(*(*one.split(), "")[:2]) for one in known]


@given(LISTS, LISTS, LISTS)
def test_each_stands_in_one_match_and_it_is_the_same_from_either_side(
    base: list[Identity], ours: list[Identity], theirs: list[Identity]
) -> None:
    found = matched(base, ours, theirs)
    assert sorted(m.ours for m in found if m.ours is not None) == list(range(len(ours)))
    assert sorted(m.theirs for m in found if m.theirs is not None) == list(range(len(theirs)))
    assert {(m.base, m.theirs, m.ours) for m in matched(base, theirs, ours)} == {
        (m.base, m.ours, m.theirs) for m in found
    }


def test_equal_mails_are_one_person_whatever_the_names() -> None:
    assert matched([], people("Ana a@x"), people("Anna A@X")) == [Match(None, 0, 0)]


def test_equal_names_are_one_person_unless_their_mails_differ() -> None:
    assert matched([], people("Ana a@x"), people("ANA")) == [Match(None, 0, 0)]
    assert matched([], people("Ana a@x"), people("Ana b@x")) == [Match(None, 0, None), Match(None, None, 0)]


def test_a_mail_that_changed_is_the_same_person_if_nobody_else_has_the_name() -> None:
    assert matched(people("Ana a@x"), people("Ana b@x"), people("Ana a@x")) == [Match(0, 0, 0)]
    two = people("Ana b@x", "Ana c@x")
    assert Match(0, 0, None) not in matched(people("Ana a@x"), two, people("Ana a@x"))


def test_two_of_one_name_are_told_apart_by_their_order() -> None:
    assert matched(people("Ana", "Ana"), people("Ana", "Ana"), people("Ana")) == [Match(0, 0, 0), Match(1, 1, None)]

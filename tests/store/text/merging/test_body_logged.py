"""What the program logged on two machines reads back after a merge exactly as it was logged."""

from collections.abc import Iterable

from hypothesis import assume, given, settings

from store.model.entry import Entry, Mark
from store.text.document import split
from store.text.log_edit import add_entry, add_mark
from store.text.merging.body import merge_bodies
from tests.store.text.test_log_edit import FILE, NEWLINE, ROSTER, entries, entries_of, marks, placeless

FEWER = settings(max_examples=settings().max_examples * 2 // 5)


def merged(base: bytes, ours: bytes, theirs: bytes) -> bytes:
    """Merge the bodies of files that have one header."""
    return split(base).with_body(merge_bodies(split(base).body, split(ours).body, split(theirs).body).text)


def in_order(found: tuple[Entry, ...]) -> list[str]:
    return sorted(repr(placeless(entry)) for entry in found)


@FEWER
@given(one=entries(), two=entries(), newline=NEWLINE)
def test_letters_logged_on_two_machines_read_back_exactly(one: Entry, two: Entry, newline: str) -> None:
    base = FILE.replace(b"\n", newline.encode())
    ours, theirs = add_entry(base, "x.md", one, ROSTER), add_entry(base, "x.md", two, ROSTER)
    both = (*entries_of(ours), *(entry for entry in entries_of(theirs) if placeless(entry) == placeless(two)))
    assume(placeless(one) != placeless(two))
    assert in_order(entries_of(merged(base, ours, theirs))) == in_order(both)


@FEWER
@given(letter=entries(), mark=marks(), other=marks())
def test_marks_noted_on_two_machines_all_stand_under_their_entry(letter: Entry, mark: Mark, other: Mark) -> None:
    talk = entries_of(FILE)[0]
    ours = add_mark(FILE, "x.md", talk.line, mark, ROSTER)
    theirs = add_entry(add_mark(FILE, "x.md", talk.line, other, ROSTER), "x.md", letter, ROSTER)
    found = entries_of(merged(FILE, ours, theirs))
    assert len(found) == len(entries_of(theirs))
    assert says(found[0].marks) == says((*talk.marks, mark, other))


def says(found: Iterable[Mark]) -> set[tuple[str, str]]:
    return {(each.word.value, " ".join(each.text.casefold().split())) for each in found}

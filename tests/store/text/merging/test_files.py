"""Whole files: line ends, byte order marks, what cannot be read, what is kept apart, and two files about one job."""

import re

import pytest

from store.text.header import read_file
from store.text.merging.files import is_same_subject, merge_files, repaired
from tests.store.text.merging.writing import PATH, merged, page, review

BASE = page("company: N\nposition: P\nstage: lead\n", "## Notes\n\nOne paragraph.\n")
BOM = b"\xef\xbb\xbf"
BROKEN = BASE.replace(b"company: N", b"company: [N")
FENCED = re.compile(r"\n## Kept from the other version\n\n(`{3,})\n(.*?)\n\1\n?\Z", re.DOTALL)


def changed(old: str, new: str, data: bytes = BASE) -> bytes:
    assert old.encode() in data
    return data.replace(old.encode(), new.encode())


def fence(data: bytes) -> list[str]:
    """The lines that were kept apart."""
    found = FENCED.search(data.decode())
    return found[2].split("\n") if found else []


def test_header_and_body_are_merged_together() -> None:
    one, two = changed("lead", "offer"), changed("One paragraph.", "One paragraph.\n\nAnother.")
    assert merged(BASE, one, two).data == changed("lead", "offer", two)


def test_line_ends_that_one_side_changed_hold_for_the_whole_file() -> None:
    one, two = BASE.replace(b"\n", b"\r\n"), changed("lead", "offer")
    assert merged(BASE, one, two).data == two.replace(b"\n", b"\r\n")


def test_a_byte_order_mark_comes_and_goes_as_a_side_says() -> None:
    two = changed("lead", "offer")
    assert merged(BASE, BOM + BASE, two).data == BOM + two
    assert merged(BOM + BASE, BASE, BOM + two).data == two


def test_two_ways_to_end_lines_in_one_file_lose_nothing() -> None:
    one = changed("stage: lead", "stage: lead\r\nurl: x")
    result = merged(BASE, one, changed("lead", "offer")).data
    assert result == changed("stage: lead", "stage: offer\nurl: x")


def test_a_side_that_cannot_be_read_is_kept_in_a_fence_below_the_other() -> None:
    one = changed("One paragraph.", "One paragraph.\n\n### 2026-11-20 Email to Joe\n\nHello", BROKEN)
    two = changed("lead", "offer")
    result = merged(BASE, one, two)
    assert result.data.startswith(two) and result.has_fence
    assert fence(result.data) == ["company: [N", r"\### 2026-11-20 Email to Joe", "Hello"]
    assert not read_file(result.data, PATH).problems


def test_a_side_that_cannot_be_read_and_says_nothing_new_leaves_no_fence() -> None:
    assert merged(BASE, changed("company: N\n", "", BROKEN.replace(b"[", b"")).replace(b"---\n## ", b"## "), BASE).data


def test_of_two_that_cannot_be_read_the_greater_bytes_are_the_file() -> None:
    one, two = changed("lead", "offer", BROKEN), changed("lead", "applied", BROKEN)
    result = merged(BASE, one, two).data
    assert result.startswith(one)
    assert fence(result) == ["stage: applied"]


def test_bytes_that_are_no_text_are_kept_in_a_readable_form() -> None:
    one, two = BASE.replace(b"paragraph", b"par\xe4graph \\x"), changed("lead", "offer")
    assert fence(merged(BASE, one, two).data) == [r"One par\xe4graph \\x."]
    both = merged(BASE, one, BASE.replace(b"paragraph", b"\xff")).data
    assert both.startswith(BASE.replace(b"paragraph", b"\xff"))
    assert rb"One par\xe4graph \\x." in both


def test_the_fence_is_longer_than_any_in_it_and_nothing_in_it_reads_as_anything() -> None:
    lines = "text ```` in it\n```\n<!-- x\n<<<<<<< a\n---\n\\### 2026-11-20 Call\n======="
    result = merged(BASE, changed("One", lines + "\nOne", BROKEN), BASE).data
    assert result == changed("One", lines + "\nOne", BROKEN)
    result = merged(BASE, changed("One", lines + "\nOne", BROKEN), changed("lead", "offer")).data
    kept = ["company: [N", "text ```` in it", r"\```", r"\<!-- x", r"\<<<<<<< a", r"\\### 2026-11-20 Call"]
    assert fence(result) == [*kept, r"\======="]
    assert b"\n`````\n" in result


def test_a_fence_is_apart_from_text_that_ends_with_a_carriage_return() -> None:
    assert merged(BASE, b"> quoted\ntext\r", BROKEN).data.startswith(b"> quoted\ntext\r\n\n## Kept")


def test_a_fence_that_one_side_took_away_goes() -> None:
    base = merged(BASE, BROKEN, changed("lead", "offer")).data
    assert fence(base)
    solved = base.partition(b"\n## Kept")[0]
    assert merged(base, solved, changed("offer", "accepted", base)).data == changed("offer", "accepted", solved)


def test_fences_of_two_merges_stand_one_below_the_other() -> None:
    two = changed("lead", "offer")
    one = merged(BASE, BROKEN, two).data
    other = merged(BASE, BROKEN.replace(b"[N", b"[M"), two).data
    both = merged(two, one, other).data
    assert both.count(b"## Kept from the other version") == 2
    assert both.count(b"[N") == both.count(b"[M") == 1


def test_files_without_a_front_matter_are_merged_as_text() -> None:
    base = b"# Read me\n\nOne.\n\nTwo.\n"
    one, two = base.replace(b"One", b"1"), base + b"\nThree.\n"
    assert merged(base, one, two).data == b"# Read me\n\n1.\n\nTwo.\n\nThree.\n"


def test_both_texts_stay_in_a_file_without_a_front_matter() -> None:
    result = merged(b"One.\n", b"Two.\n", b"Three.\n")
    assert b"Two." in result.data and b"Three." in result.data
    assert [item.where for item in result.reviews] == ["prose"]


def test_what_is_to_decide_in_the_body_stands_in_the_header() -> None:
    result = merged(BASE, changed("One paragraph", "Uno"), changed("One paragraph", "Ein"))
    assert {where for where, *_ in review(result.data)} == {"prose"} == {item.where for item in result.reviews}


def test_only_what_neither_side_said_yet_is_new_to_decide() -> None:
    one, two = changed("lead", "offer"), changed("lead", "applied")
    result = merged(BASE, one, two)
    assert [item.where for item in result.reviews] == ["stage"]
    assert merge_files(BASE, result.data, two, PATH).reviews == ()


def test_an_item_that_a_person_decided_does_not_come_back() -> None:
    base = merged(BASE, changed("lead", "offer"), changed("lead", "applied")).data
    decided = base.partition(b"merge_review")[0] + base[base.index(b"---\n", 4) :]
    assert merged(base, decided, changed("One", "1", base)).data == changed("One", "1", decided)


def test_a_closing_line_without_an_end_gets_one_before_text() -> None:
    base = page("company: N\nposition: P\n")
    one, two = base.removesuffix(b"\n"), base + b"Text.\n"
    assert merged(base, one, two).data == two


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"---", b"---\n---", b"\xff", b"\x00", b"---\n[\n---\n", b"\r", BOM, BOM + b"---"]
)
def test_nothing_is_raised_for_any_bytes(data: bytes) -> None:
    for other in (b"", b"---\na: 1\n---\n", b"\xfe", b"text", BASE, BROKEN):
        for base in (None, b"", BASE, BROKEN, b"\xfd"):
            merged(base, data, other)


def test_a_file_too_big_to_be_read_loses_nothing_either() -> None:
    big = b"x" * 1_100_000 + b"\n"
    assert (
        merged(BASE, big, changed("lead", "offer")).data
        == big + b"\n## Kept from the other version\n\n```\nstage: offer\n```\n"
    )


def test_one_subject_is_equal_company_and_position() -> None:
    assert is_same_subject(BASE, changed("lead", "offer"))
    assert is_same_subject(BASE, changed("position: P", "position: 'p'"))
    assert not is_same_subject(BASE, changed("position: P", "position: Q"))
    assert not is_same_subject(BASE, BROKEN) and not is_same_subject(BROKEN, BROKEN)
    assert not is_same_subject(page("company: N\n"), page("company: N\n"))


def test_committed_markers_are_repaired_by_meaning() -> None:
    data = changed("stage: lead\n", "<<<<<<< HEAD\nstage: offer\n=======\nstage: applied\nurl: x\n>>>>>>> main\n")
    result = repaired(data, PATH)
    assert result.data.startswith(b"---\ncompany: N\nposition: P\nstage: offer\nurl: x\n")
    assert review(result.data) == {("stage", "offer", "applied", "")}
    assert merged(BASE, data, changed("One", "1")).data == changed("One", "1", result.data)

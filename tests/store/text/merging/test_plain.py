"""Settings and lists by lines: the same from both sides, nothing lost, and readable wherever a side was."""

import tomllib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.text.merging.plain import merge_plain, merge_union
from store.text.merging.settings import is_toml, merge_settings

BASE = b'[me]\nname = "Ann"\n\n[search]\nplaybook = "blend"\n'
LINES = st.lists(st.sampled_from(["a", "b", "c", "!c", "", "d\r"]), max_size=7).map(lambda x: "\n".join(x).encode())
ROWS = st.sampled_from(
    ["[me]", "[search]", 'name = "A"', 'name = "B"', "days = [1,", "2]", "x = 1", "x = 2", "# said", "", "no toml"]
)
SETTINGS = st.lists(ROWS, max_size=7).map(lambda rows: "".join(f"{row}\n" for row in rows).encode())


def test_keys_that_each_side_set_are_both_there() -> None:
    ours = BASE.replace(b'"Ann"', b'"Ann Example"')
    theirs = BASE + b"folder = 2026\n"
    assert merge_settings(BASE, ours, theirs) == ours + b"folder = 2026\n"


def test_of_one_key_that_both_set_the_greater_line_holds_and_the_other_is_a_comment() -> None:
    ours, theirs = BASE.replace(b"blend", b"gentle"), BASE.replace(b"blend", b"classic")
    assert merge_settings(BASE, ours, theirs) == (
        b'[me]\nname = "Ann"\n\n[search]\n# kept from the other version: playbook = "classic"\nplaybook = "gentle"\n'
    )


def test_one_key_added_in_two_places_stands_once() -> None:
    ours = BASE.replace(b"[me]\n", b'[me]\nphone = "1"\n')
    theirs = BASE.replace(b'"Ann"\n', b'"Ann"\nphone = "2"\n')
    merged = merge_settings(BASE, ours, theirs)
    assert tomllib.loads(merged.decode())["me"] == {"name": "Ann", "phone": "2"}
    assert b'# kept from the other version: phone = "1"\n' in merged


def test_one_name_in_two_tables_is_two_keys() -> None:
    merged = merge_settings(BASE, BASE + b'[a]\nx = """\n[b]\n"""\n', BASE + b"[b]\nx = [\n  1,\n]\n")
    found = tomllib.loads(merged.decode())
    assert (found["a"], found["b"]) == ({"x": "[b]\n"}, {"x": [1]})


def test_a_key_set_in_a_table_that_the_other_side_took_away_stays_in_it() -> None:
    gone = BASE.partition(b"\n[search]")[0]
    merged = merge_settings(BASE, gone, BASE.replace(b"blend", b"gentle"))
    assert tomllib.loads(merged.decode()) == {"me": {"name": "Ann"}, "search": {"playbook": "gentle"}}


def test_two_tables_added_at_the_end_are_one_where_they_have_one_name() -> None:
    merged = merge_settings(BASE, BASE + b"[stages]\na = 'lead'\n", BASE + b"[stages]\nb = 'offer'\n")
    assert tomllib.loads(merged.decode())["stages"] == {"a": "lead", "b": "offer"}


def test_settings_made_on_both_sides_are_joined() -> None:
    ours, theirs = BASE, BASE.replace(b"Ann", b"Zoe").replace(b"playbook", b"folder = 1\nplaybook")
    merged = tomllib.loads(merge_settings(b"", ours, theirs).decode())
    assert merged == {"me": {"name": "Zoe"}, "search": {"folder": 1, "playbook": "blend"}}


@pytest.mark.parametrize("broken", [b"[me\nname = 3\n", b"\xff\xfe\n", b'[me]\nname = """\n'])
def test_the_side_that_can_be_read_holds(broken: bytes) -> None:
    merged = merge_settings(BASE, BASE + b"folder = 1\n", broken)
    assert tomllib.loads(merged.decode()) == {"me": {"name": "Ann"}, "search": {"playbook": "blend", "folder": 1}}


@given(SETTINGS, SETTINGS, SETTINGS)
def test_settings_merge_alike_from_both_sides_and_again(base: bytes, ours: bytes, theirs: bytes) -> None:
    merged = merge_settings(base, ours, theirs)
    assert merged == merge_settings(base, theirs, ours)
    assert is_toml(merged) or not (is_toml(ours) or is_toml(theirs))
    if is_toml(ours) and is_toml(theirs):
        for line in {*ours.splitlines(), *theirs.splitlines()} - set(base.splitlines()):
            assert line in merged


@given(LINES, LINES, LINES)
def test_a_union_is_the_same_from_both_sides_and_loses_no_new_line(base: bytes, ours: bytes, theirs: bytes) -> None:
    merged = merge_union(base, ours, theirs)
    assert merged == merge_union(base, theirs, ours)
    for line in {*ours.split(b"\n"), *theirs.split(b"\n")} - set(base.split(b"\n")):
        assert line in merged


@given(SETTINGS, SETTINGS, SETTINGS)
def test_settings_merged_again_stay_as_they_are(base: bytes, ours: bytes, theirs: bytes) -> None:
    merged = merge_settings(base, ours, theirs)
    if all(is_toml(data) for data in (base, ours, theirs, merged)):
        assert merge_settings(base, merged, theirs) == merged


@example(b"\na", b"", b"\n\na")
@given(LINES, LINES, LINES)
def test_a_union_made_again_stays_as_it_is(base: bytes, ours: bytes, theirs: bytes) -> None:
    merged = merge_union(base, ours, theirs)
    assert merge_union(base, merged, theirs) == merged


@given(LINES, LINES, LINES)
def test_other_texts_merge_alike_or_not_at_all(base: bytes, ours: bytes, theirs: bytes) -> None:
    assert merge_plain(base, ours, theirs) == merge_plain(base, theirs, ours)


def test_what_is_no_text_is_not_merged_by_lines() -> None:
    assert merge_plain(b"a\0\nb\nc\n", b"A\0\nb\nc\n", b"a\0\nb\nC\n") is None
    assert merge_plain(b"\xff\nb\nc\n", b"A\nb\nc\n", b"\xff\nb\nC\n") is None

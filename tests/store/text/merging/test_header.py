"""Front matter key by key: whose bytes stay, which value is kept, what a person is asked."""

import re
from pathlib import Path

import pytest

from tests.store.text.merging.writing import headers, merged, page, review, without_review

BASE = """\
company: "Northwind Freight"   # as they write it
position: Director
# where it stands
stage: applied
stage_since: 2026-11-01
next_touch: 2026-11-24

salary: '150k'
"""


def test_two_keys_changed_on_two_sides_are_both_changed_and_all_else_is_as_it_was() -> None:
    one = BASE.replace("2026-11-24", "2026-11-30")
    two = BASE.replace("'150k'", "'160k'  # said on the phone")
    assert headers(BASE, one, two) == one.replace("'150k'", "'160k'  # said on the phone")


def test_new_keys_of_both_sides_stand_where_they_were_put() -> None:
    one = BASE.replace("position:", "url: https://x.example\nposition:")
    two = BASE + "location: Berlin\n"
    assert headers(BASE, one, two) == one + "location: Berlin\n"


def test_new_keys_at_one_place_stand_one_below_the_other() -> None:
    assert headers(BASE, BASE + "url: x\n", BASE + "location: y\n") == BASE + "location: y\nurl: x\n"


def test_a_key_that_one_side_took_away_goes() -> None:
    one, two = BASE.replace("next_touch: 2026-11-24\n", ""), BASE + "location: y\n"
    assert headers(BASE, one, two) == one + "location: y\n"


def test_a_key_that_one_side_took_away_and_the_other_changed_stays_and_is_asked_about() -> None:
    one, two = BASE.replace("salary: '150k'\n", ""), BASE.replace("150k", "170k")
    result = headers(BASE, one, two)
    assert without_review(result) == two
    assert review(result) == {("salary", "170k", "", "150k")}


def test_a_comment_written_above_a_key_that_the_other_side_took_away_keeps_it() -> None:
    one, two = BASE.replace("salary: '150k'\n", ""), BASE.replace("salary", "# ask about it\nsalary")
    assert without_review(headers(BASE, one, two)) == two


def test_the_later_stage_is_kept_with_its_own_date() -> None:
    one = BASE.replace("applied", "offer").replace("2026-11-01", "2026-11-20")
    two = BASE.replace("applied", "interviewing").replace("2026-11-01", "2026-11-25")
    result = headers(BASE, one, two)
    assert without_review(result) == one
    assert review(result) == {
        ("stage", "offer", "interviewing", "applied"),
        ("stage_since", "2026-11-20", "2026-11-25", "2026-11-01"),
    }


def test_a_date_corrected_on_one_side_gives_way_to_a_later_stage_and_is_asked_about() -> None:
    one, two = BASE.replace("2026-11-01", "2026-11-02"), BASE.replace("applied", "offer").replace("11-01", "11-20")
    result = headers(BASE, one, two)
    assert without_review(result) == two
    assert review(result) == {("stage_since", "2026-11-20", "2026-11-02", "2026-11-01")}


def test_of_one_stage_the_later_date_is_kept() -> None:
    one, two = BASE.replace("2026-11-01", "2026-11-09"), BASE.replace("2026-11-01", "2026-11-10")
    result = headers(BASE, one, two)
    assert review(result) == {("stage_since", "2026-11-10", "2026-11-09", "2026-11-01")}
    assert without_review(result) == two


def test_a_date_that_the_kept_stage_does_not_have_is_asked_about() -> None:
    one = BASE.replace("applied", "rejected").replace("stage_since: 2026-11-01\n", "")
    two = BASE.replace("applied", "offer").replace("2026-11-01", "2026-11-20")
    result = headers(BASE, one, two)
    assert without_review(result) == one
    assert ("stage_since", "", "2026-11-20", "2026-11-01") in review(result)


def test_a_stage_of_ones_own_is_compared_by_its_bytes() -> None:
    one, two = BASE.replace("applied", "on-site"), BASE.replace("applied", "interviewing")
    assert ("stage", "on-site", "interviewing", "applied") in review(headers(BASE, one, two))


@pytest.mark.parametrize(
    ("one", "two", "kept"),
    [
        ("2026-11-25", "2026-12-01", "2026-12-01"),
        ("2026-11-25", "soon", "soon"),
        ("'2026-11-25'", "2026-11-24", "2026-11-25"),
    ],
)
def test_of_two_dates_the_later_is_kept_and_of_two_texts_the_greater(one: str, two: str, kept: str) -> None:
    result = headers("a: 2026-11-01\n", f"a: {one}\n", f"a: {two}\n")
    assert next(iter(review(result)))[:2] == ("a", kept)


def test_one_value_in_two_spellings_asks_nothing() -> None:
    result = headers("a: x\n", 'a: "y"  # so\n', "a: 'y'\n")
    assert result == "# so\na: 'y'\n"


def test_the_comment_of_a_value_that_was_not_kept_stands_above_the_key() -> None:
    one, two = BASE.replace("'150k'", "160k  # from Joe"), BASE.replace("'150k'", "170k  # from Mia")
    assert "# from Joe\nsalary: 170k  # from Mia\n" in headers(BASE, one, two)


def test_comments_of_both_sides_stay_and_one_that_was_taken_away_goes() -> None:
    one = BASE.replace("# where it stands", "# where it stands now\n# since Monday")
    two = BASE.replace("# where", "# two\n# where")
    result = headers(BASE, one, two)
    assert "# two\n" in result and "# where it stands now\n# since Monday\n" in result
    assert "# where it stands\n" not in result


def test_a_mapping_is_merged_by_its_keys() -> None:
    base = "limits:\n  touches: 1\n  calls: 2 # few\n"
    one, two = base.replace("1", "3"), base.replace("2 #", "4 #") + "  own: x\n"
    assert headers(base, one, two) == "limits:\n  touches: 3\n  calls: 4 # few\n  own: x\n"


def test_a_conflict_in_a_mapping_says_where() -> None:
    assert review(headers("a: {b: 1}\n", "a: {b: 2}\n", "a: {b: 3}\n")) == {("a/b", "3", "2", "1")}


def test_a_header_in_braces_is_merged_key_by_key() -> None:
    result = headers("{company: N, a: 1}\n", "{company: N, a: 2}\n", "{company: N, a: 1, b: 3}\n")
    assert result == "company: N\na: 2\nb: 3\n"


def test_another_layout_and_another_value_fit_together() -> None:
    base = "contacts:\n- name: Joe\n  phone: 1\n- name: Mia\n"
    one, two = "contacts:\n    - name: Joe\n      phone: 1\n    - name: Mia\n", base.replace("1", "2") + "- name: Ana\n"
    assert headers(base, one, two) == ("contacts:\n    - name: Joe\n      phone: 2\n    - name: Mia\n    - name: Ana\n")


def test_a_repeated_key_is_merged_each_by_itself() -> None:
    base = "company: N\na: 1\na: 2\n"
    assert headers(base, base.replace("1", "3"), base.replace("2", "4")) == "company: N\na: 3\na: 4\n"


def test_a_sign_in_the_words_of_a_repeated_key_is_no_comment() -> None:
    base = 'company: N\na: 1\na: ["x # y", no]\n'
    assert headers(base, base.replace("1", "3"), base + "b: 4\n") == base.replace("1", "3") + "b: 4\n"
    one, two = base.replace("]", ", z]"), base.replace("[", "[w, ")
    assert headers(base, one, two) == base.replace("]", ", z]").replace("[", "[w, ")


def test_an_anchor_that_would_lose_its_alias_leaves_one_header_and_the_other_in_a_fence() -> None:
    base = "a: &x 1\nb: *x\n"
    result = merged(page(base), page("a: 5\nb: 6\n"), page("a: &x 1\nb: *x\nc: *x\n")).data.decode()
    assert "c: *x" in result or "\nc: " in result
    assert "a: 5" in result or "other:" in result


def test_text_in_a_block_keeps_its_lines() -> None:
    base = "about: |\n  one\n  # no comment\n\n  two\nurl: x\n"
    one, two = base.replace("url: x", "url: y"), base.replace("  two", "  two\n  three")
    assert headers(base, one, two) == two.replace("url: x", "url: y")


def test_text_of_several_lines_can_be_decided_about() -> None:
    result = headers("a: x\n", 'a: |\n  one "two"\n  three\n', "a: >-\n  four\n")
    assert review(result) == {("a", 'one "two"\nthree\n', "four", "x")}


def test_what_both_added_without_a_common_version_is_one_key() -> None:
    result = headers(None, "company: N\nsalary: 1\n", "company: N\nsalary: 2\nurl: x\n")
    assert without_review(result) == "company: N\nsalary: 2\nurl: x\n"
    assert review(result) == {("salary", "2", "1", "")}


def test_the_example_of_the_documentation_is_what_happens() -> None:
    text = (Path(__file__).parents[4] / "docs" / "merging.md").read_text(encoding="utf-8")
    base, result = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    laptop = base.replace("applied", "interviewing").replace("11-01", "11-12") + '    phone: "+1 555 0100"\n'
    desktop = base.replace("applied", "offer").replace("11-01", "11-20").replace("saas]", "saas, remote]")
    assert headers(base, laptop, desktop + "    email: joe@northwind.example\n") == result

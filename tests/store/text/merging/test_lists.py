"""Lists as sets, and contacts by who they are."""

import pytest

from tests.store.text.merging.writing import headers, review, without_review

TAGS = "tags: [saas, 'b2b']  # mine\n"
PEOPLE = """\
contacts:
  - name: Joe Alvarez
    email: joe@x.example
    part: hr
  # met in May
  - name: Mia Chen
    title: CEO   # since March
"""


def test_what_either_side_added_to_a_list_stays() -> None:
    assert headers(TAGS, "tags: [saas, 'b2b', remote]  # mine\n", "tags: [new, saas, 'b2b']  # mine\n") == (
        "tags: [new, saas, 'b2b', remote]  # mine\n"
    )


def test_what_one_side_took_out_of_a_list_goes() -> None:
    assert headers(TAGS, "tags: ['b2b']  # mine\n", "tags: [saas, 'b2b', x]  # mine\n") == "tags: ['b2b', x]  # mine\n"


def test_a_list_with_dashes_keeps_its_lines_and_comments() -> None:
    base = "own:\n# first\n- a   # one\n- b\n"
    one, two = base.replace("- b\n", '- b\n- "c"\n'), base.replace("- b\n", "- d # four\n")
    assert headers(base, one, two) == 'own:\n# first\n- a   # one\n- d # four\n- "c"\n'


def test_a_list_that_one_side_writes_with_dashes_is_written_so() -> None:
    result = headers(TAGS, "tags:\n- saas\n- b2b\n- c\n", "tags: [saas, 'b2b', 'it''s: x']  # mine\n")
    assert result == "tags:\n- saas\n- b2b\n- c\n- 'it''s: x'\n"


def test_a_word_and_a_list_are_one_list() -> None:
    result = headers("part: interviewer\n", "part: [interviewer, hr]\n", "part: ally\n")
    assert result in ("part: [ally, hr]\n", "part: [hr, ally]\n")


def test_a_list_taken_away_and_added_to_holds_what_was_added() -> None:
    assert headers("a: 1\n" + TAGS, "a: 1\n", "a: 1\ntags: [saas, 'b2b', x]  # mine\n") == "a: 1\ntags: [x]  # mine\n"


def test_a_contact_added_on_either_side_stays() -> None:
    one, two = PEOPLE + "  - name: Ana\n", PEOPLE.replace("  - name: Joe", "  - name: Bo\n  - name: Joe")
    assert headers(PEOPLE, one, two) == two + "  - name: Ana\n"


def test_a_contact_changed_on_both_sides_is_merged_key_by_key() -> None:
    one = PEOPLE.replace("part: hr", "part: hr\n    phone: 1")
    two = PEOPLE.replace("joe@x.example", "joe@y.example").replace("part: hr", "part: [hr, ally]")
    result = headers(PEOPLE, one, two)
    assert result == PEOPLE.replace("joe@x", "joe@y").replace("part: hr", "part: [hr, ally]\n    phone: 1")


def test_a_contact_that_one_side_took_away_goes_and_one_that_the_other_changed_stays() -> None:
    one = PEOPLE.partition("  # met")[0]
    assert headers(PEOPLE, one, PEOPLE.replace("part: hr", "part: ally")) == one.replace("part: hr", "part: ally")
    result = headers(PEOPLE, one, PEOPLE.replace("CEO", "CFO"))
    assert without_review(result) == PEOPLE.replace("CEO", "CFO")
    assert {where for where, *_ in review(result)} == {"contacts/Mia Chen"}


def test_one_contact_is_known_by_e_mail_or_by_name() -> None:
    one = PEOPLE + "  - name: ANA  Moss\n"
    two = PEOPLE + "  - name: Ana Moss\n    email: ana@x.example\n"
    result = headers(PEOPLE, one, two)
    assert result.lower().count("ana ") == 1 or review(result) != set()
    assert result.count("- name") == 3


def test_two_people_of_one_name_with_two_e_mails_are_two() -> None:
    one, two = (PEOPLE + f"  - name: Ana\n    email: ana@{host}.example\n" for host in "xy")
    assert headers(PEOPLE, one, two).count("name: Ana") == 2


def test_a_contact_given_another_e_mail_is_still_who_it_was() -> None:
    one, two = PEOPLE.replace("joe@x", "joe@y"), PEOPLE.replace("part: hr", "part: hr\n    phone: 1")
    assert headers(PEOPLE, one, two) == two.replace("joe@x", "joe@y")


def test_what_both_said_of_a_contact_is_asked_by_name() -> None:
    one, two = PEOPLE.replace("CEO", "CFO"), PEOPLE.replace("CEO", "COO")
    result = headers(PEOPLE, one, two)
    assert review(result) == {("contacts/Mia Chen/title", "COO", "CFO", "CEO")}


def test_contacts_in_brackets_are_merged_as_well() -> None:
    base = "contacts: [{name: Joe, part: hr}, {name: Mia}]\n"
    one, two = base.replace("hr", "ally"), base.replace("{name: Mia}", "{name: Mia, phone: 1}")
    result = headers(base, one, two)
    assert result == "contacts:\n  - name: Joe\n    part: ally\n  - name: Mia\n    phone: 1\n"


def test_steps_are_known_by_their_id() -> None:
    base = "steps:\n- id: one\n  by: email\n- id: two\n  within: 2d\n"
    one, two = base.replace("2d", "3d"), base.replace("by: email", "by: call") + "- id: three\n"
    assert headers(base, one, two) == two.replace("2d", "3d")


@pytest.mark.parametrize("odd", ["[[1], [2]]", "[{a: 1}]", "{a: [x, {b: c}]}", "!own {a: 1}", "[a, {b: c}]"])
def test_what_has_no_identity_is_chosen_whole(odd: str) -> None:
    result = headers("a: x\nb: 1\n", f"a: {odd}\nb: 1\n", "a: zz\nb: 2\n")
    assert "b: 2\n" in result
    (item,) = review(result)
    assert "zz" in item[1:3] and item[3] == "x"


def test_a_comment_between_items_outlives_the_item() -> None:
    one = PEOPLE.replace("# met in May", "# met in May, at the fair")
    two = PEOPLE.partition("  # met")[0].replace("hr", "ally")
    assert "# met in May, at the fair" in headers(PEOPLE, one, two)

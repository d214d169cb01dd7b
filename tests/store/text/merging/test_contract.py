"""The merge by meaning as it is promised, sentence by sentence, each with what a person would see in the file.

Each example starts from one note, edits it on two machines, and writes out the whole result: in words of `edited`,
which replaces a text that stands once, so that every other byte of the result is the byte that was there.
"""

import pytest

from store.text.merging.files import is_same_subject, merge_files
from tests.store.text.merging.writing import PATH, merged

NOTE = """\
---
company: Corvid Analytics
position: Head of Enablement
stage: interviewing            # since the first round
stage_since: 2026-11-06
next_touch: 2026-11-20
salary: "140k"
contacts:
  - name: Odile Farrant
    title: Chief Revenue Officer
    part: hiring-manager
    email: odile@corvid.example
    prefers: email
  - name: Kwame Adjei
    title: Principal Solutions Engineer
    part: interviewer
tags: [remote, analytics]
---
They score everything.

Odile apologised for the scorecard.

## Notes

### 2026-11-13 10:00 Interview with Odile Farrant, Kwame Adjei: first round
- need: sellers hide behind engineers (Odile Farrant)
- topic: the list of nine questions (Kwame Adjei)
- [ ] promise: send the exercise by 2026-11-16 (Odile Farrant)
- [ ] next: Odile writes about the case by 2026-11-17 (Odile Farrant)

A glass room, everybody could see us.

## Correspondence

### 2026-11-06 15:00 Email to Odile Farrant: Re: Head of Enablement

It suits me well.

I look forward to Kwame's questions.
"""
TALK = "2026-11-13 10:00 Interview with Odile Farrant, Kwame Adjei: first round"
MAIL = "2026-11-06 15:00 Email to Odile Farrant: Re: Head of Enablement"
Swap = tuple[str, str]


def edited(*swaps: Swap, note: str = NOTE) -> bytes:
    """The note with some texts replaced, each of which stands in it once."""
    for old, new in swaps:
        assert note.count(old) == 1, old
        note = note.replace(old, new)
    return note.encode()


def below(old: str, new: str) -> Swap:
    """The swap that puts lines below others."""
    return old, old + new


def review(*items: tuple[str, str, str, str]) -> Swap:
    """The swap that puts `merge_review` below the other keys."""
    lines = "".join(
        f"  - where: {where}\n    kept: {kept}\n    other: {other}\n    base: {base}\n"
        for where, kept, other, base in items
    )
    return below("tags: [remote, analytics]\n", f"merge_review:\n{lines}")


def agree(ours: bytes, theirs: bytes, expected: bytes, base: bytes | None = NOTE.encode()) -> None:
    """Merge from both sides, and again with either; the result is as expected to the byte."""
    assert merged(base, ours, theirs).data.decode() == expected.decode()


# “Front matter per key …”
def test_two_keys_changed_on_two_machines_both_hold() -> None:
    touch, salary = ("2026-11-20", "2026-11-27"), ('"140k"', "150k  # she said")
    agree(edited(touch), edited(salary), edited(touch, salary))


def test_a_key_put_in_and_a_key_taken_out_both_hold() -> None:
    put_in, taken_out = below('salary: "140k"\n', "location: remote\n"), ("next_touch: 2026-11-20\n", "")
    agree(edited(put_in), edited(taken_out), edited(put_in, taken_out))


def test_a_key_taken_out_on_one_machine_and_changed_on_the_other_stays_and_is_told() -> None:
    changed = ('"140k"', "150k")
    agree(
        edited(('salary: "140k"\n', "")),
        edited(changed),
        edited(changed, review(("salary", "150k", '""', "140k"))),
    )


# “… contacts by identity …”
def test_one_contact_gets_a_phone_here_and_another_title_there() -> None:
    phone = below("    email: odile@corvid.example\n", '    phone: "+1 608 555 0131"\n')
    title = ("Chief Revenue Officer", "Chief Operating Officer")
    agree(edited(phone), edited(title), edited(phone, title))


def test_each_machine_adds_somebody_and_both_are_there() -> None:
    last = "    title: Principal Solutions Engineer\n    part: interviewer\n"
    ida, bo = "  - name: Ida Quist\n    part: hr\n", "  - name: Bo Karlsen\n"
    agree(edited(below(last, ida)), edited(below(last, bo)), edited(below(last, bo + ida)))


def test_a_contact_renamed_here_is_known_by_the_mail_address_when_changed_there() -> None:
    name, prefers = ("- name: Odile Farrant", "- name: Odile Farrant-Roy"), ("prefers: email", "prefers: phone")
    agree(edited(name), edited(prefers), edited(name, prefers))


def test_a_contact_is_known_by_the_name_whatever_its_case_and_spaces() -> None:
    name = ("- name: Kwame Adjei", "- name: KWAME  Adjei")
    mail = below("    title: Principal Solutions Engineer\n", "    email: kwame@corvid.example\n")
    agree(edited(name), edited(mail), edited(name, mail))


def test_two_of_one_name_and_two_addresses_are_two_people() -> None:
    last = "    title: Principal Solutions Engineer\n    part: interviewer\n"
    one, two = "  - name: Ana\n    email: ana@one.example\n", "  - name: Ana\n    email: ana@two.example\n"
    agree(edited(below(last, one)), edited(below(last, two)), edited(below(last, one + two)))


# “… lists as sets.”
def test_a_tag_put_in_here_and_one_taken_out_there() -> None:
    agree(
        edited(("[remote, analytics]", "[remote, analytics, favourite]")),
        edited(("[remote, analytics]", "[analytics]")),
        edited(("[remote, analytics]", "[analytics, favourite]")),
    )


def test_a_word_that_becomes_a_list_on_one_machine_and_another_on_the_other() -> None:
    last = "Principal Solutions Engineer\n    part: interviewer\n"
    parts = [last.replace("interviewer", words) for words in ("[interviewer, ally]", "[interviewer, hr]")]
    both = last.replace("interviewer", "[interviewer, ally, hr]")
    agree(edited((last, parts[0])), edited((last, parts[1])), edited((last, both)))


# “`stage` with `stage_since` is one value.”
def test_a_stage_and_its_day_come_from_one_machine() -> None:
    offer = ("interviewing            # since", "offer            # since"), ("2026-11-06\n", "2026-11-25\n")
    rejected = ("interviewing            # since", "rejected            # since"), ("2026-11-06\n", "2026-11-24\n")
    agree(
        edited(*offer),
        edited(*rejected),
        edited(
            *rejected,
            review(
                ("stage", "rejected", "offer", "interviewing"),
                ("stage_since", "2026-11-24", "2026-11-25", "2026-11-06"),
            ),
        ),
    )


def test_a_day_mended_here_does_not_go_with_a_stage_moved_there() -> None:
    mended = ("2026-11-06\n", "2026-11-05\n")
    moved = ("interviewing            # since", "offer            # since"), ("2026-11-06\n", "2026-11-25\n")
    told = review(("stage_since", "2026-11-25", "2026-11-05", "2026-11-06"))
    agree(edited(mended), edited(*moved), edited(*moved, told))


# “Where both changed one value: kept is the later stage …, the later date, else the greater UTF-8 bytes;
# the other goes to `merge_review`.”
def test_of_two_days_the_later_is_kept() -> None:
    agree(
        edited(("2026-11-20", "2026-11-27")),
        edited(("2026-11-20", "2026-12-01")),
        edited(("2026-11-20", "2026-12-01"), review(("next_touch", "2026-12-01", "2026-11-27", "2026-11-20"))),
    )


def test_of_two_words_the_greater_bytes_are_kept() -> None:
    agree(
        edited(('"140k"', "150k")),
        edited(('"140k"', "à partir de 120k")),
        edited(('"140k"', "à partir de 120k"), review(("salary", "à partir de 120k", "150k", "140k"))),
    )


def test_one_value_of_a_contact_changed_on_both_is_told_by_name() -> None:
    agree(
        edited(("Chief Revenue Officer", "COO")),
        edited(("Chief Revenue Officer", "CEO")),
        edited(
            ("Chief Revenue Officer", "COO"),
            review(("contacts/Odile Farrant/title", "COO", "CEO", "Chief Revenue Officer")),
        ),
    )


def test_the_same_value_written_in_two_ways_is_nothing_to_decide() -> None:
    agree(edited(('"140k"', "150k")), edited(('"140k"', "'150k'")), edited(('"140k"', "150k")))


# “A log entry is matched on each side by its heading …; equal headings by equal text, then by order.”
def test_an_entry_is_the_same_when_its_heading_is_typed_in_another_way() -> None:
    heading = ("### " + TALK, "###  2026-11-13 10:00 INTERVIEW with Odile  Farrant, Kwame Adjei: First round ###")
    ticked = ("[ ] promise", "[x] promise")
    agree(edited(heading), edited(ticked), edited(heading, ticked))


def test_equal_headings_are_told_apart_by_their_text() -> None:
    call = "### 2026-11-20 Call with Odile Farrant\n"
    base = NOTE + f"\n{call}\nNobody answered.\n\n{call}\nShe answered.\n"
    one, two = ("Nobody answered.", "Nobody answered, twice."), ("She answered.", "She answered and laughed.")
    agree(edited(one, note=base), edited(two, note=base), edited(one, two, note=base), base.encode())


# “Unmatched entries are additions: equal heading and text = one, else both stay.”
def test_two_entries_of_one_heading_and_two_texts_both_stay() -> None:
    call = "\n### 2026-11-20 09:00 Call with Odile Farrant\n\n"
    one, two = NOTE + call + "Next week.\n", NOTE + call + "Monday.\n"
    agree(one.encode(), two.encode(), f"{NOTE}{call}Monday.\n{call}Next week.\n".encode())


def test_an_entry_that_both_logged_word_for_word_is_one() -> None:
    call, mail = (
        "\n### 2026-11-20 09:00 Call with Odile Farrant\n",
        "\n### 2026-11-21 Email to Kwame Adjei: Hi\n\nHi.\n",
    )
    agree((NOTE + call).encode(), (NOTE + call + mail).encode(), (NOTE + call + mail).encode())


def test_entries_logged_on_two_machines_stand_by_their_time() -> None:
    early = "\n### 2026-11-20 09:00 Email to Kwame Adjei: Nine questions\n\nHere they are.\n"
    late = "\n### 2026-11-20 11:30 Email to Odile Farrant: The case\n\nHere it is.\n"
    agree((NOTE + late).encode(), (NOTE + early).encode(), (NOTE + early + late).encode())


# “Matched and changed on one side: that side.”
def test_an_entry_changed_on_one_side_is_that_sides_bytes() -> None:
    changed = ("- topic: the list of nine questions (Kwame Adjei)\n", "*  TOPIC:  the list of ten (Kwame Adjei)  \n")
    elsewhere = ("It suits me well.", "It suits me very well.")
    agree(edited(changed), edited(elsewhere), edited(changed, elsewhere))


def test_an_entry_taken_out_here_and_left_alone_there_goes_and_edited_there_stays() -> None:
    start = NOTE.index("\n## Correspondence")
    without, text = NOTE[:start], ("It suits me well.", "It suits me very well.")
    agree(without.encode(), edited(('"140k"', "150k")), edited(('"140k"', "150k"), note=without))
    agree(without.encode(), edited(text), edited(text))


# “On both: marks as a set, text by paragraph.”
def test_marks_of_two_machines_are_all_there() -> None:
    topic = "- topic: the list of nine questions (Kwame Adjei)\n"
    one, two = '- quote: "question six" (Kwame Adjei)\n', "- fumbled: our churn (Odile Farrant)\n"
    gone = ("- need: sellers hide behind engineers (Odile Farrant)\n", "")
    agree(edited(below(topic, one), gone), edited(below(topic, two)), edited(below(topic, two + one), gone))


def test_two_paragraphs_of_one_entry_changed_on_two_machines_both_hold() -> None:
    one, two = ("It suits me well.", "It suits me."), ("I look forward to Kwame's questions.", "Until then.")
    agree(edited(one), edited(two), edited(one, two))


# “A mark is its word + text + person, without box and `by`; `[x]` beats `[-]` beats `[ ]`; two dates go to review.”
def test_a_mark_ticked_here_and_postponed_there_is_both() -> None:
    ticked, postponed = ("[ ] promise", "[x] promise"), ("by 2026-11-16", "by 2026-11-19")
    agree(edited(ticked), edited(postponed), edited(ticked, postponed))


@pytest.mark.parametrize(("weak", "strong"), [("- ", "- [-] "), ("- [-] ", "- [x] "), ("- ", "- [x] ")])
def test_the_stronger_box_holds(weak: str, strong: str) -> None:
    box = "- [ ] promise: send"
    agree(
        edited((box, f"{weak}promise: send")),
        edited((box, f"{strong}promise: send")),
        edited((box, f"{strong}promise: send")),
    )


def test_a_mark_given_two_days_has_the_later_and_is_told() -> None:
    told = review((
        f'"entry/{TALK}"',
        '"[ ] promise: send the exercise by 2026-11-23 (Odile Farrant)"',
        '"[ ] promise: send the exercise by 2026-11-19 (Odile Farrant)"',
        '"[ ] promise: send the exercise by 2026-11-16 (Odile Farrant)"',
    ))  # fmt: skip
    days = [("by 2026-11-16", f"by 2026-11-{day}") for day in (19, 23)]
    agree(edited(days[0]), edited(days[1]), edited(days[1], told))


# “Prose by paragraph; changed on both sides: both paragraphs stay, lesser bytes first, and one review item.”
def test_two_paragraphs_of_free_prose_changed_on_two_machines_both_hold() -> None:
    one, two = ("They score everything.", "They score."), ("for the scorecard.", "for it.")
    agree(edited(one), edited(two), edited(one, two))


def test_what_replaces_a_line_stands_where_that_stood() -> None:
    base = NOTE.replace("contacts:\n", "# Odile decides.\n# Kwame is kind.\ncontacts:\n").replace(
        "\n- ", "\n- topic: ears\n- ", 1
    )
    for one, two in [
        (("# Odile decides.", "# Odile decides it all."), ("# Kwame is kind.", "# A kind man.")),
        (("- need: sellers hide", "- need: some hide"), ("- topic: ears", "- topic: two ears")),
        (("remote", "local"), ("analytics]", "data]")),
    ]:
        agree(edited(one, note=base), edited(two, note=base), edited(one, two, note=base), base.encode())


def test_a_paragraph_changed_on_both_stands_twice_and_is_told_once() -> None:
    told = review(("prose", "They count everything.", "They weigh everything.", "They score everything."))
    agree(
        edited(("They score", "They weigh")),
        edited(("They score", "They count")),
        edited(("They score everything.", "They count everything.\n\nThey weigh everything."), told),
    )


def test_a_paragraph_of_an_entry_changed_on_both_is_told_with_its_heading() -> None:
    told = review((f'"entry/{MAIL}"', "It fits well.", "It suits me.", "It suits me well."))
    agree(
        edited(("It suits me well.", "It suits me.")),
        edited(("It suits me well.", "It fits well.")),
        edited(("It suits me well.", "It fits well.\n\nIt suits me."), told),
    )


# “`merge_review` is a list …, sorted, without doubles, naming no machine or time; shown until a person decides.”
def test_what_two_merges_left_is_one_sorted_list() -> None:
    old = ("salary", "150k", "130k", "140k")
    new = ("next_touch", "2026-12-01", "2026-11-27", "2026-11-20")
    agree(
        edited(("2026-11-20", "2026-11-27"), review(old)),
        edited(("2026-11-20", "2026-12-01"), review(old)),
        edited(("2026-11-20", "2026-12-01"), review(new, old)),
    )


def test_what_was_decided_on_one_machine_does_not_come_back() -> None:
    base = edited(review(("salary", "150k", "130k", "140k"))).decode()
    touch = ("next_touch: 2026-11-20", "next_touch: 2026-12-24")
    agree(NOTE.encode(), edited(touch, note=base), edited(touch), base.encode())


# “A side that cannot be parsed: the other side is the file, and the differing lines follow in a fence …”
KEPT = "\n## Kept from the other version\n\n```\n%s\n```\n"


def test_of_a_broken_front_matter_the_lines_that_differ_are_kept_below_the_other_side() -> None:
    broken = edited(('salary: "140k"', 'salary: "150k'), ("They score everything.", "They score."))
    whole = edited(("2026-11-20", "2026-11-27"))
    agree(broken, whole, whole + (KEPT % 'salary: "150k\nThey score.').encode())


def test_a_broken_side_that_says_nothing_new_leaves_no_fence() -> None:
    whole = edited(("2026-11-20", "2026-11-27"))
    agree(edited(('salary: "140k"\n', "")).replace(b"\n---\n", b"\n", 1), whole, whole)


# “… if neither parses, the greater bytes are the file and the other the fence.”
def test_of_two_broken_sides_the_greater_bytes_are_the_file() -> None:
    one, two = edited(('salary: "140k"', "salary: [150k")), edited(('salary: "140k"', "salary: {150k"))
    agree(one, two, two + (KEPT % "salary: [150k").encode())


# “Add/add of one id with differing company or position keeps both …”
def test_two_new_files_of_one_name_are_one_only_if_company_and_position_are() -> None:
    assert is_same_subject(NOTE.encode(), edited(("company: Corvid Analytics", 'company: "corvid  analytics"')))
    assert not is_same_subject(NOTE.encode(), edited(("Head of Enablement\nstage", "Trainer\nstage")))
    assert not is_same_subject(NOTE.encode(), edited(("company: Corvid Analytics\n", "")))


def test_two_new_files_of_one_subject_are_put_together() -> None:
    one, two = edited(("[remote, analytics]", "[remote]")), edited(("[remote, analytics]", "[analytics]"))
    agree(one, two, edited(("[remote, analytics]", "[analytics, remote]")), None)


# “Never a conflict marker, never a loss; markers committed by others are understood and repaired.”
@pytest.mark.parametrize("base", ["", "||||||| 1a2b3c4\nnext_touch: 2026-11-20\n"])
def test_markers_in_the_front_matter_become_what_the_merge_would_have_said(base: str) -> None:
    conflict = f"<<<<<<< HEAD\nnext_touch: 2026-11-27\n{base}=======\nnext_touch: 2026-12-01\n>>>>>>> laptop\n"
    with_markers = edited(("next_touch: 2026-11-20\n", conflict))
    was = "2026-11-20" if base else '""'
    told = review(("next_touch", "2026-12-01", "2026-11-27", was))
    other = ("It suits me well.", "It suits me.")
    agree(with_markers, edited(other), edited(("2026-11-20", "2026-12-01"), told, other))


def test_markers_in_the_text_become_both_paragraphs() -> None:
    conflict = "<<<<<<< HEAD\nThey weigh everything.\n=======\nThey count everything.\n>>>>>>> laptop"
    other = ("[ ] promise", "[x] promise")
    agree(
        edited(("They score everything.", conflict)),
        edited(other),
        edited(("They score everything.", "They count everything.\n\nThey weigh everything."), other),
    )


# “Every other byte of the file stays.”
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["", "\n", "\n \n\n"])
def test_line_ends_byte_order_mark_and_the_end_stay(newline: str, start: str, end: str) -> None:
    def written(data: bytes) -> bytes:
        return (start + (data.decode().rstrip("\n") + end).replace("\n", newline)).encode()

    one, two = ("It suits me well.", "It suits me.  "), ("[ ] promise", "[x] promise")
    agree(written(edited(one)), written(edited(two)), written(edited(one, two)), written(NOTE.encode()))


MIXED = edited(
    ('salary: "140k"\n', 'salary: "140k"\r\n'),
    ("They score everything.\n\n", "They score everything.\r\n\r\n"),
    ("Adjei: first round\n", "Adjei: first round\r\n"),
    ("Kwame's questions.\n", "Kwame's questions.\r\n"),
).decode()


def test_a_line_that_nobody_touched_keeps_its_own_line_end() -> None:
    one, two = ("It suits me well.", "It suits me."), ("2026-11-20", "2026-11-27")
    agree(edited(one, note=MIXED), edited(two, note=MIXED), edited(one, two, note=MIXED), MIXED.encode())


def test_a_line_that_was_moved_keeps_its_own_line_end() -> None:
    up, down = below("position: Head of Enablement\n", 'salary: "140k"\r\n'), ('04\nsalary: "140k"\r\n', "04\n")
    base = MIXED.replace("next_touch: 2026-11-20\n", "next_touch: 2026-12-04\n")
    moved, other = edited(down, up, note=base), ("It suits me well.", "It suits me.")
    agree(moved, edited(other, note=base), edited(other, note=moved.decode()), base.encode())


def test_new_lines_among_mixed_line_ends_have_the_end_they_were_written_with() -> None:
    one = below("(Kwame Adjei)\n", "- fumbled: our churn (Odile Farrant)\r\n")
    two = below('"140k"\r\n', "location: remote\n")
    agree(edited(one, note=MIXED), edited(two, note=MIXED), edited(one, two, note=MIXED), MIXED.encode())


def test_mixed_line_ends_made_one_here_are_one_with_what_was_edited_there() -> None:
    two = ("2026-11-20", "2026-11-27")
    agree(NOTE.encode(), edited(two, note=MIXED), edited(two), MIXED.encode())


def test_nothing_of_the_layout_changes_where_both_sides_edit() -> None:
    base = edited(
        ("tags: [remote, analytics]\n", "# mine\ntags:   [ remote,analytics ]   # two\n\nown :  'x'\n")
    ).decode()
    one, two = ("'x'", "'y'"), ("They score everything.", "They   score. ")
    agree(edited(one, note=base), edited(two, note=base), edited(one, two, note=base), base.encode())


def test_whatever_the_bytes_nothing_is_raised() -> None:
    for data in (b"", b"\xff\xfe", b"---\n", b"---\n---\n", b"\0", b"---\n: [\n---\n", NOTE.encode() * 2):
        for other in (b"", NOTE.encode(), b"text\n", b"---\na: *b\n---\n"):
            assert merge_files(NOTE.encode(), data, other, PATH) == merge_files(NOTE.encode(), other, data, PATH)

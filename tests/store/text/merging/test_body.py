"""Two bodies become one: what a person sees afterwards."""

import pytest

from store.text.log import read_log
from store.text.merging.body import MergedBody, merge_bodies
from store.text.merging.decisions import Decision
from store.text.names import Roster

TALK = "2026-11-20 14:00 Interview with Joe Alvarez: first round"
LETTER = "2026-11-20 18:30 Email to Joe Alvarez: Board-ready"
BASE = f"""Found through Dana.

Ask about the team.

## Notes

### {TALK}
- need: reps stall (Joe Alvarez)
- [ ] promise: send the ramp plan by 2026-11-23 (Joe Alvarez)
- [ ] next: Joe calls by 2026-11-27 (Joe Alvarez)

He was in a hurry.

## Correspondence

### {LETTER}
- topic: board

Dear Joe,

thank you for the talk.

Nell
"""


def changed(*changes: tuple[str, str], text: str = BASE) -> str:
    """Return the base with some pieces replaced, each of which stands in it once."""
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


def merged(ours: str, theirs: str, base: str = BASE) -> MergedBody:
    """Merge, and look that the other direction gives the same and merging again changes nothing."""
    result = merge_bodies(base, ours, theirs)
    assert merge_bodies(base, theirs, ours) == result
    assert merge_bodies(base, result.text, theirs).text == result.text
    assert merge_bodies(base, ours, result.text).text == result.text
    return result


def clean(ours: str, theirs: str, base: str = BASE) -> str:
    result = merged(ours, theirs, base)
    assert result.decisions == ()
    return result.text


def entry(heading: str, text: str = "Hello.") -> str:
    return f"\n### {heading}\n\n{text}\n"


def test_letters_logged_on_two_machines_both_stand_in_date_order() -> None:
    later = BASE + entry("2026-11-25 08:00 Email to Joe Alvarez: Later")
    earlier = BASE + entry("2026-11-24 09:00 Email to Joe Alvarez: Earlier")
    both = earlier + entry("2026-11-25 08:00 Email to Joe Alvarez: Later")
    assert clean(later, earlier) == both


def test_a_letter_logged_on_both_machines_alike_stands_once() -> None:
    added = BASE + entry("2026-11-25 08:00 Email to Joe Alvarez: Later")
    assert clean(added, changed(("He was in", "She was in"), text=added)) == changed(
        ("He was in", "She was in"), text=added
    )


def test_the_same_entry_with_another_line_end_stands_once() -> None:
    one = BASE + entry("2026-11-25 08:00 Email to Joe Alvarez: Later")
    other = BASE.replace("\n", "\r\n") + entry("2026-11-25 08:00 email to joe  alvarez: LATER").replace("\n", "\r\n")
    assert merged(one, other).text.casefold().count(": later") == 1


def test_two_entries_with_one_heading_and_different_texts_both_stay() -> None:
    heading = "2026-11-25 08:00 Email to Joe Alvarez: Later"
    assert clean(BASE + entry(heading, "Two."), BASE + entry(heading, "One.")) == BASE + entry(heading, "One.") + entry(
        heading, "Two."
    )


def test_untimed_entries_of_one_day_keep_their_places() -> None:
    ours = BASE + entry("2026-11-25 Call with Joe Alvarez: b") + entry("2026-11-25 Call with Joe Alvarez: a")
    theirs = BASE + entry("2026-11-26 Call with Joe Alvarez: c")
    assert clean(ours, theirs) == ours + entry("2026-11-26 Call with Joe Alvarez: c")


def test_boxes_and_days_of_one_mark_come_together() -> None:
    ours = changed(("[ ] promise", "[x] promise"))
    theirs = changed(("2026-11-23", "2026-11-28"))
    assert clean(ours, theirs) == changed(("[ ] promise", "[x] promise"), ("2026-11-23", "2026-11-28"))


def test_a_day_that_one_side_puts_to_a_mark_stands_beside_the_box_of_the_other() -> None:
    base = changed((" by 2026-11-23", ""))
    ours = changed(("[ ] promise", "[x] promise"), text=base)
    assert clean(ours, BASE, base) == changed(("[ ] promise", "[x] promise"))


def test_done_beats_dropped_and_dropped_beats_open() -> None:
    done, dropped = changed(("[ ] promise", "[x] promise")), changed(("[ ] promise", "[-] promise"))
    assert clean(done, dropped) == done
    heading = "\n### 2026-11-25 Call with Joe Alvarez\n"
    new = {box: f"{heading}- [{box}] promise: call\n" for box in "x- "}
    assert clean(new["-"], new[" "], heading) == new["-"]
    assert clean(new["x"], new["-"], heading) == new["x"]


def test_a_box_that_one_side_opened_again_is_open() -> None:
    base = changed(("[ ] promise", "[x] promise"))
    ours = changed(("[x] promise", "[ ] promise"), text=base)
    theirs = changed(("[ ] next", "[x] next"), text=base)
    assert clean(ours, theirs, base) == changed(("[ ] next", "[x] next"))


def test_of_two_days_the_later_stands_and_a_person_is_told() -> None:
    result = merged(changed(("2026-11-23", "2026-11-25")), changed(("2026-11-23", "2026-11-24")))
    assert result.text == changed(("2026-11-23", "2026-11-25"))
    says = "[ ] promise: send the ramp plan by {} (Joe Alvarez)"
    assert result.decisions == (
        Decision(
            where=f"entry/{TALK}",
            kept=says.format("2026-11-25"),
            other=says.format("2026-11-24"),
            base=says.format("2026-11-23"),
        ),
    )


def test_marks_put_in_on_both_sides_all_stand_and_one_that_went_is_gone() -> None:
    ours = changed(("- [ ] next", "- quote: never (Mia)\n- [ ] next"), ("- need: reps stall (Joe Alvarez)\n", ""))
    theirs = changed(("- [ ] next", "- topic: churn\n- [ ] next"))
    text = clean(ours, theirs)
    assert "- quote: never (Mia)\n- topic: churn\n- [ ] next" in text
    assert "need" not in text


def test_a_mark_that_went_on_one_side_and_was_ticked_on_the_other_stays() -> None:
    ours = changed(("- [ ] promise: send the ramp plan by 2026-11-23 (Joe Alvarez)\n", ""))
    theirs = changed(("[ ] promise", "[x] promise"))
    assert clean(ours, theirs) == theirs


def test_a_mark_in_other_letters_and_spaces_is_the_same_mark() -> None:
    ours = changed(("- [ ] promise: send the ramp plan", "* [x] Promise:  Send the\n  ramp plan"))
    theirs = changed(("2026-11-23", "2026-11-28"))
    text = merged(ours, theirs).text
    assert text.casefold().count("promise") == 1
    assert "[x]" in text
    assert "2026-11-28" in text


def test_a_detail_below_a_mark_stays_below_it() -> None:
    ours = changed(("- [ ] next", "  - with the churn figures\n- [ ] next"))
    theirs = changed(("- [ ] next", "- topic: churn\n- [ ] next"))
    assert "(Joe Alvarez)\n  - with the churn figures\n- topic: churn\n- [ ] next" in clean(ours, theirs)


def test_a_list_in_a_letter_is_text_and_holds_no_marks() -> None:
    base = changed(("thank you for the talk.", "- [ ] promise: not a mark"))
    result = merged(
        changed(("not a mark", "not a mark, by a"), text=base),
        changed(("[ ] promise: not", "[x] promise: not"), text=base),
        base,
    )
    assert result.text.count("not a mark") == 2
    assert [decision.where for decision in result.decisions] == [f"entry/{LETTER}"]


def test_marks_of_a_letter_come_together_above_its_text() -> None:
    ours = changed(("- topic: board\n", "- topic: board\n- need: speed\n"))
    theirs = changed(("- topic: board\n", ""), ("thank you for", "thanks for"))
    assert f"### {LETTER}\n- need: speed\n\nDear Joe,\n\nthanks for" in clean(ours, theirs)


def test_a_list_at_the_top_of_a_letter_does_not_become_its_marks() -> None:
    base = changed(("- topic: board\n\nDear Joe,", "- topic: board\n\n- [ ] promise: only text"))
    ours = changed(("- topic: board\n", ""), ("thank you", "thanks"), text=base)
    theirs = changed(("Nell\n", "Nell A.\n"), text=base)
    entries, _ = read_log(clean(ours, theirs, base), 1, Roster((), ()), "x.md")
    assert entries[1].marks == ()


def test_marks_put_above_the_text_of_a_letter_do_not_take_its_list_in() -> None:
    heading = f"### {LETTER}\n"
    ours = f"{heading}~~~\ncode\n~~~\n- [ ] promise: only text\n\nNell\n"
    text = clean(ours, f"{heading}- topic: board\n\nNell\n", f"{heading}\nNell\n")
    assert text == ours.replace("~~~\ncode", "- topic: board\n\n~~~\ncode")


def test_a_lone_cr_and_a_blank_line_below_it_stay_two_line_ends() -> None:
    assert clean("One.\r", "Two.\nThree.\n", "") == "One.\r\r\nTwo.\nThree.\n"


def test_a_paragraph_changed_on_one_side_is_taken_from_there() -> None:
    ours, theirs = changed(("Ask about the team.", "Ask about Mia.")), changed(("thank you for", "thanks for"))
    assert clean(ours, theirs) == changed(("Ask about the team.", "Ask about Mia."), ("thank you for", "thanks for"))


@pytest.mark.parametrize(
    ("old", "where"),
    [("Ask about the team.", "prose"), ("He was in a hurry.", f"entry/{TALK}"), ("Nell\n", f"entry/{LETTER}")],
)
def test_a_paragraph_changed_on_both_sides_stands_twice_and_a_person_is_told(old: str, where: str) -> None:
    end = "\n" if old.endswith("\n") else ""
    result = merged(changed((old, f"Greater.{end}")), changed((old, f"Both.{end}")))
    assert result.text == changed((old, f"Both.\n\nGreater.{end}"))
    assert result.decisions == (Decision(where=where, kept="Both.", other="Greater.", base=old.strip()),)


def test_two_paragraphs_changed_on_both_sides_stand_pair_by_pair() -> None:
    base = "One.\n\nTwo.\n"
    result = merged("One b.\n\nTwo b.\n", "One a.\n\nTwo a.\n", base)
    assert result.text == "One a.\n\nOne b.\n\nTwo a.\n\nTwo b.\n"
    assert [decision.base for decision in result.decisions] == ["One.", "Two."]


def test_a_paragraph_that_both_added_at_one_place_is_nothing_to_decide() -> None:
    assert clean(BASE + "\nB.\n", BASE + "\nA.\n") == BASE + "\nA.\n\nB.\n"


def test_what_one_side_wrote_on_top_of_the_same_change_is_no_conflict() -> None:
    ours = changed(("Ask about the team.", "Ask about Mia."))
    theirs = changed(("Ask about the team.", "Ask about Mia.\n\nAnd the tools."))
    assert clean(ours, theirs) == theirs


def test_a_paragraph_removed_on_one_side_and_edited_on_the_other_stays_edited() -> None:
    assert clean(changed(("He was in a hurry.\n\n", "")), changed(("hurry.", "rush."))) == changed(("hurry.", "rush."))


def test_an_entry_removed_on_one_side_goes_unless_the_other_edited_it() -> None:
    start = BASE.index(f"### {LETTER}")
    removed = BASE[:start].rstrip("\n") + "\n"
    assert clean(removed, changed(("hurry", "rush"))) == changed(("hurry", "rush"), text=removed)
    assert f"### {LETTER}\n- topic: board\n\nDear Joe,\n\nthanks" in clean(
        removed, changed(("thank you for", "thanks for"))
    )


def test_a_section_removed_on_one_side_stands_when_the_other_edited_an_entry_in_it() -> None:
    start = BASE.index("## Correspondence")
    removed = BASE[:start].rstrip("\n") + "\n"
    theirs = changed(("thank you for", "thanks for"))
    assert clean(removed, theirs) == theirs


def test_a_section_that_both_added_is_one() -> None:
    ours = BASE + "\n## Ideas\n\nCourses.\n"
    theirs = BASE + "\n## ideas\n\nBooks.\n"
    text = clean(ours, theirs)
    assert text.casefold().count("## ideas") == 1
    assert text.endswith("\n\nBooks.\n\nCourses.\n")


def test_notes_stand_before_correspondence_when_each_side_put_in_one() -> None:
    notes, mail = (
        "\n## Notes\n" + entry("2026-11-25 Call with Joe"),
        "\n## Correspondence\n" + entry("2026-11-24 Email to Joe"),
    )
    assert clean("Prose.\n" + mail, "Prose.\n" + notes, "Prose.\n") == "Prose.\n" + notes + mail


def test_an_entry_whose_title_was_corrected_on_one_side_keeps_the_marks_of_the_other() -> None:
    ours, theirs = changed((": first round", ": the first round")), changed(("[ ] promise", "[x] promise"))
    assert clean(ours, theirs) == changed((": first round", ": the first round"), ("[ ] promise", "[x] promise"))


def test_an_entry_moved_on_one_side_stands_there_as_the_other_edited_it() -> None:
    start, end = BASE.index(f"### {TALK}"), BASE.index("## Correspondence")
    moved = BASE[:start] + BASE[end:] + "\n" + BASE[start:end].rstrip("\n") + "\n"
    text = clean(moved, changed(("[ ] promise", "[x] promise")))
    assert text == changed(("[ ] promise", "[x] promise"), text=moved)


def test_equal_headings_are_matched_by_text_and_then_by_order() -> None:
    heading = "2026-11-25 Call with Joe Alvarez"
    base = entry(heading, "One.") + entry(heading, "Two.") + entry(heading, "Three.")
    ours = entry(heading, "One.") + entry(heading, "Two, ours.") + entry(heading, "Three.")
    theirs = entry(heading, "One, theirs.") + entry(heading, "Two.")
    assert clean(ours, theirs, base) == entry(heading, "One, theirs.") + entry(heading, "Two, ours.")


def test_a_file_converted_to_crlf_on_one_side_takes_the_edits_of_the_other() -> None:
    ours = BASE.replace("\n", "\r\n")
    theirs = changed(("[ ] promise", "[x] promise"), ("Ask about the team.", "Ask about Mia."))
    text = clean(ours, theirs)
    assert text.replace("\r\n", "\n") == theirs
    assert text.count("\r\n") == BASE.count("\n") - 2  # all but the paragraph of the other side, and the gap above it


def test_a_missing_last_line_end_stays_missing_and_is_put_in_where_text_follows() -> None:
    base = BASE.removesuffix("\n")
    assert clean(changed(("hurry", "rush"), text=base), base.replace("team", "tools")).endswith("Nell")
    added = entry("2026-11-25 08:00 Email to Joe Alvarez: Later").removesuffix("\n")
    other = entry("2026-11-26 09:00 Email to Joe Alvarez: Later still").removesuffix("\n")
    assert clean(f"{base}\n{added}", f"{base}\n{other}", base) == f"{base}\n{added}\n{other}"


def test_a_fence_is_never_cut_and_swallows_nothing() -> None:
    ours = changed(("He was in a hurry.", "```\nplan\n\n- [ ] promise: hidden\n```"))
    theirs = changed(("He was in a hurry.", "~~~\nother\n\n~~~"), ("- [ ] next", "- topic: churn\n- [ ] next"))
    text = merged(ours, theirs).text
    assert "```\nplan\n\n- [ ] promise: hidden\n```\n\n~~~\nother\n\n~~~\n" in text
    assert "- topic: churn" in text


def test_two_fences_put_in_at_one_place_stay_two() -> None:
    heading = f"### {TALK}\n"
    one, two = "```\na\n```\n", "~~~\nb\n~~~\n"
    assert clean(heading + one, heading + two, heading) == f"{heading}{one}\n{two}"


def test_an_entry_that_stood_twice_and_was_edited_on_one_side_stays() -> None:
    call = "### 2026-11-25 Call with Joe Alvarez\n"
    assert clean("", f"{call}\nHello.\n", call + call) == f"{call}\nHello.\n"


def test_an_entry_copied_on_one_side_and_edited_on_the_other_comes_to_rest() -> None:
    call = "### 2026-11-25 Call with Joe Alvarez\n"
    assert clean(call + call, f"{call}- need: speed\n", call) == f"{call}- need: speed\n{call}{call}"


def test_an_open_fence_of_one_side_hides_nothing_of_the_other() -> None:
    ours = changed(("Ask about the team.", "```\nAsk about the team."))
    theirs = changed(("Ask about the team.", "Ask about the team.\n\n```\ncode\n```"), ("[ ] next", "[x] next"))
    result = merged(ours, theirs)
    entries, _ = read_log(result.text, 1, Roster((), ()), "x.md")
    assert [each.heading for each in entries] == [TALK, LETTER]
    assert "## Notes" in result.text
    assert "[x] next" in result.text
    told = result.text + "".join(decision.kept + decision.other for decision in result.decisions)
    assert "code" in told


def test_an_open_fence_keeps_no_entry_out_wherever_the_other_side_has_one() -> None:
    ours = changed(("Ask about the team.", "~~~\nAsk.")) + entry("2026-11-25 09:00 Email to Joe Alvarez: Ours")
    theirs = changed(("## Notes\n", "## Notes\n\n~~~\ncode\n~~~\n")) + entry("2026-11-26 09:00 Email to Joe: Theirs")
    result = merged(ours, theirs)
    entries, _ = read_log(result.text, 1, Roster((), ()), "x.md")
    assert [each.title for each in entries] == ["first round", "Board-ready", "Ours", "Theirs"]
    assert [decision.where for decision in result.decisions] == ["prose"]


def test_of_two_comments_in_one_mark_the_other_is_told() -> None:
    ours, theirs = changed(("reps stall", "reps stall <!-- b -->")), changed(("reps stall", "reps stall <!-- a -->"))
    result = merged(ours, theirs)
    assert result.text == ours
    assert [decision.other for decision in result.decisions] == ["- need: reps stall <!-- a --> (Joe Alvarez)"]


def test_no_line_looks_like_the_mark_of_a_conflict() -> None:
    text = merged(changed(("hurry", "rush")), changed(("hurry", "haste"))).text
    assert not any(line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")) for line in text.splitlines())


def test_versions_that_came_from_nothing_are_put_together() -> None:
    ours = changed(("[ ] promise", "[x] promise"))
    result = merged(BASE + entry("2026-11-25 Call with Joe Alvarez"), ours, "")
    assert "[x] promise" in result.text
    assert result.text.count("## Notes") == 1

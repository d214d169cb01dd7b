"""Playbooks: the whole step language read, and each mistake told with its line and a sentence."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.data import data_dir
from store.model.playbook import Playbook, Span, Trigger, Unit
from store.model.problem import Problem
from store.text.playbook import read_playbook

FULL = """\
---
name: mine
about: Short and kind.
source: [S4]
limits:
  touches_per_week: 1
  days_between_calls: 45
steps:
  - id: thanks
    after: first interview
    each: [panel, ally]
    by: email, text
    within: 24h
    until: 2w
    only: [interviewed, no-notes]
    template: thank-you-email
    rules: [R7, G5]
    says: Thank {who} at {company}.
    optional: yes
    counts: no
    stands_for: f-debrief
  - id: call
    after: silence
    each: lead
    by: phone
    within: 7d
  - id: again
    after: step call
    each: lead
    by: email, letter, phone in turn
    every: 1m
    template: [one, two, three]
---
Prose.
"""


def read(text: str) -> tuple[Playbook | None, tuple[Problem, ...]]:
    return read_playbook(text.encode(), "playbooks/mine.md")


def book_in(data: bytes, path: str) -> Playbook:
    """Return the playbook of a file in which nothing is wrong."""
    book, problems = read_playbook(data, path)
    assert problems == ()
    assert book is not None
    return book


def test_the_step_language_is_read_in_full() -> None:
    book = book_in(FULL.encode(), "playbooks/mine.md")
    assert (book.name, book.about, book.source) == ("mine", "Short and kind.", ("S4",))
    assert (book.limits.touches_per_week, book.limits.days_between_calls, book.limits.unanswered) == (1, 45, 4)
    thanks, call, again = book.steps
    assert thanks.after == Trigger(event="interview", first=True)
    assert (thanks.each, thanks.by, thanks.in_turn) == (("panel", "ally"), ("email", "text"), False)
    assert (thanks.within, thanks.until) == (Span(24, Unit.HOURS), Span(2, Unit.WEEKS))
    assert (thanks.only, thanks.rules, thanks.templates) == (
        ("interviewed", "no-notes"),
        ("R7", "G5"),
        (("thank-you-email",),),
    )
    assert (thanks.optional, thanks.counts, thanks.stands_for, thanks.line) == (True, False, "f-debrief", 9)
    assert (call.counts, call.optional) == (True, False)
    assert again.after == Trigger(event="step", argument="call")
    assert (again.by, again.in_turn, again.every) == (("email", "letter", "phone"), True, Span(1, Unit.MONTHS))
    assert again.template("letter") == "two"


def test_a_step_is_called_by_its_title_or_else_by_the_words_of_its_id() -> None:
    untitled = "---\nname: x\nsteps:\n  - id: send-a-poem\n    after: interview\n    each: lead\n---\n"
    titled = untitled.replace("    after", "    title: A poem\n    after")

    assert book_in(untitled.encode(), "x.md").steps[0].title == "Send a poem"
    assert book_in(titled.encode(), "x.md").steps[0].title == "A poem"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("planned interview", Trigger(event="interview", planned=True)),
        ("interview planned", Trigger(event="interview", planned=True)),
        ("unconfirmed interview", Trigger(event="interview", unconfirmed=True)),
        ("their next", Trigger(event="next", whose="their")),
        ("my next", Trigger(event="next", whose="my")),
        ("letters 3", Trigger(event="letters", argument="3")),
    ],
)
def test_an_event_may_be_told_more_exactly(text: str, trigger: Trigger) -> None:
    book = book_in(FULL.replace("after: silence", f"after: {text}").encode(), "playbooks/mine.md")
    assert book.steps[1].after == trigger


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("after: silence", "after: silense", 23, "does not know the event “silense”"),
        ("after: silence", "after: letters", 23, "is not understood"),
        ("after: silence", "after: letters many", 23, "is not understood"),
        ("after: silence", "after: interview tomorrow", 23, "is not understood"),
        ("after: step call", "after: step ring", 28, "No step here is called `ring`"),
        ("within: 24h", "within: 24 hours", 13, "is no length of time"),
        ("within: 24h", "within: soon", 13, "is no length of time"),
        ("until: 2w", "until: -2w", 14, "is no length of time"),
        ("every: 1m", "every: 0d", 31, "is no length of time"),
        ("each: [panel, ally]", "each: [panel, boss]", 11, "does not know the audience “boss”"),
        ("    each: lead\n    by: phone\n", "    by: phone\n", 22, "`each` is missing"),
        ("by: phone", "by: fax", 25, "does not know the channel “fax”"),
        ("id: again", "id: call", 27, "There are two steps `call`"),
        ("id: again", "id: A gain", 27, "cannot be a step's id"),
        ("only: [interviewed, no-notes]", "only: [lucky]", 15, "does not know the condition “lucky”"),
        ("rules: [R7, G5]", "rules: [R7, R43]", 17, "“R43” is not a rule"),
        ("source: [S4]", "source: [S9]", 4, "“S9” is not an article"),
        ("says: Thank {who}", "says: Thank {them}", 18, "`says` does not know “{them}”"),
        ("says: Thank {who}", "says: Thank {who", 18, "`says` does not know"),
        ("optional: yes", "optional: perhaps", 19, "must be yes or no"),
        ("touches_per_week: 1", "touches_per_week: many", 6, "must be a number"),
        ("touches_per_week: 1", "touches: 1", 6, "has no key `touches`"),
        ("    optional: yes", "    optionally: yes", 19, "A step has no key `optionally`"),
        ("about: Short", "abuot: Short", 3, "A playbook has no key `abuot`"),
    ],
)
def test_each_mistake_names_its_line_and_a_mend_and_makes_the_playbook_unusable(
    old: str, new: str, line: int, words: str
) -> None:
    assert FULL.count(old) == 1 or old == "each: lead"
    book, problems = read(FULL.replace(old, new))
    assert book is None
    assert len(problems) == 1
    assert (problems[0].path, problems[0].line) == ("playbooks/mine.md", line)
    assert words in problems[0].message
    assert problems[0].fix


def test_nobody_replaces_the_frame() -> None:
    book, problems = read(FULL.replace("name: mine", "name: frame"))
    assert book is None
    assert [(p.line, p.code) for p in problems] == [(2, "playbook-name")]


def test_every_mistake_is_told_at_once() -> None:
    _, problems = read(FULL.replace("after: silence", "after: noise").replace("within: 24h", "within: x"))
    assert [p.line for p in problems] == [13, 23]


def test_a_near_miss_is_named() -> None:
    _, problems = read(FULL.replace("after: silence", "after: silense"))
    assert problems[0].fix == "Did you mean `silence`?"


def test_a_playbook_without_a_name_is_called_by_its_file() -> None:
    book, _ = read("---\nsteps: []\n---\n")
    assert book is not None
    assert (book.name, book.steps) == ("mine", ())


@pytest.mark.parametrize("text", ["", "no header", "---\n- a\n---\n", "---\nsteps: [a\n---\n", "---\nsteps: 3\n---\n"])
def test_a_file_that_is_no_playbook_is_a_problem_and_never_an_exception(text: str) -> None:
    book, problems = read(text)
    assert book is None
    assert problems


@given(st.lists(st.sampled_from([*FULL.splitlines(keepends=True), "x: [\n", "  - 3\n", "\t\n"]), max_size=30))
def test_no_shuffling_of_lines_raises(lines: list[str]) -> None:
    book, problems = read("---\n" + "".join(lines) + "---\n")
    assert (book is None) == bool(problems)


@pytest.mark.parametrize("file", sorted((data_dir("templates") / "playbooks").glob("*.md")), ids=lambda f: f.stem)
def test_each_shipped_playbook_is_in_order_and_names_only_letters_that_ship(file: Path) -> None:
    book = book_in(file.read_bytes(), file.name)
    letters = {f.name.removesuffix(".md.j2") for f in (data_dir("templates") / "letters").glob("*.md.j2")}
    assert {t for step in book.steps for run in step.templates for t in run} <= letters
    assert all(step.says.endswith((".", "?")) and len(step.says) <= 130 for step in book.steps)
    assert book.name == file.stem


def test_what_stands_for_a_step_of_the_frame_comes_after_the_same_event() -> None:
    folder = data_dir("templates") / "playbooks"
    frame = book_in((folder / "frame.md").read_bytes(), "frame.md")
    known = {step.id: step for step in frame.steps}
    for file in folder.glob("*.md"):
        book = book_in(file.read_bytes(), file.name)
        for step in book.steps:
            if step.stands_for:
                assert known[step.stands_for].after == step.after


def test_the_words_of_the_language_are_told_in_the_documentation() -> None:
    from store.model.playbook import AUDIENCES, CHANNELS, CONDITIONS, EVENTS
    from store.text.playbook import KEYS, LIMITS, STEP_KEYS

    text = (data_dir("templates").parent / "docs" / "playbooks.md").read_text()
    written = set(re.findall(r"`([a-z_-]+)", text))
    assert {*AUDIENCES, *CHANNELS, *CONDITIONS, *EVENTS, *KEYS, *LIMITS, *STEP_KEYS} - written == set()


def test_a_limit_of_nothing_is_refused_but_for_the_days_between_calls() -> None:
    text = "---\nname: mine\nlimits: {touches_per_week: 0, days_between_calls: 0}\nsteps: []\n---\n"

    book, problems = read_playbook(text.encode(), "playbooks/mine.md")

    assert book is None
    assert [(p.line, p.code) for p in problems] == [(3, "playbook-number")]


def test_what_a_merge_left_to_decide_does_not_stop_a_playbook() -> None:
    text = FULL.replace(
        "about: Short", "merge_review:\n  - where: about\n    kept: Short\n    other: Long\nabout: Short"
    )

    assert text != FULL
    book, problems = read_playbook(text.encode(), "playbooks/mine.md")

    assert book is not None
    assert not problems

"""The examples of docs/grammar.md: each is read, and what is read and found is what stands there."""

import re
from pathlib import Path

import pytest

from store.model.entry import TASKS, Box, Entry, Mark, Name, Word
from store.model.opportunity import Contact
from store.model.person import Person
from store.text.log import read_log
from store.text.names import Roster

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "grammar.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(
    r"^\*\*(.+?)\*\*\n\n~~~~~afterword\n(.*?)\n?~~~~~\n~~~~~reads\n(.*?)\n~~~~~$", re.MULTILINE | re.DOTALL
)
PEOPLE = re.compile(r"^- (contact|people/): ([^<\n]+?)(?: <(.+)>)?$", re.MULTILINE)
STATES = {Box.OPEN: "open", Box.DONE: "done", Box.DROPPED: "dropped"}
EXAMPLES = EXAMPLE.findall(PAGE)


def roster() -> Roster:
    """Return the people whom the page names at its beginning."""
    rows = PEOPLE.findall(PAGE)
    plain = [name for _, name, _ in rows]
    contacts, people = [], []
    for group, name, email in rows:
        ident = f"{name} <{email}>" if plain.count(name) > 1 else name
        if group == "contact":
            contacts.append(Contact(line=1, name=name, ident=ident, email=email))
        else:
            people.append(Person(path="people/x.md", name=name, ident=ident, email=email))
    return Roster(contacts, people)


def shown_name(name: Name) -> str:
    return name.who or f"“{name.text}” (nobody)"


def shown_entry(entry: Entry) -> str:
    words = [entry.kind.value, entry.day.isoformat()]
    words += [entry.at.strftime("%H:%M")] if entry.at else []
    words += [entry.zone] if entry.zone else []
    if entry.direction:
        words += [entry.direction.value, " + ".join(shown_name(name) for name in entry.names)]
    return " ".join(words) + (f" | {entry.title}" if entry.title else "")


def shown_mark(mark: Mark) -> str:
    words: list[str] = [mark.word.value]
    words += [STATES[mark.box]] if mark.word in TASKS else []
    words += ["mine" if mark.mine else "theirs"] if mark.word is Word.NEXT else []
    words += ["by " + mark.by.isoformat()] if mark.by else []
    words += ["of " + " + ".join(shown_name(person) for person in mark.persons)] if mark.persons else []
    return ", ".join(words) + f" | {mark.text}"


def shown(body: str) -> str:
    """Return what is read in a body and found about it, in lines."""
    entries, problems = read_log(body, 1, roster(), "x.md")
    lines = [(entry.line, 0, shown_entry(entry)) for entry in entries]
    lines += [(e.line, 1, f"message-id | {e.message_id}") for e in entries if e.message_id]
    lines += [(mark.line, 1, shown_mark(mark)) for entry in entries for mark in entry.marks]
    lines += [(p.line, 2, f"found {p.code}: {p.message}. {p.fix}") for p in problems]
    lines += [(e.end, 3, f"text | {line}".rstrip()) for e in entries if e.text for line in e.text.split("\n")]
    rows = [f"{line}: {words}" if place < 3 else words for line, place, words in sorted(lines, key=lambda row: row[:2])]
    return "\n".join(rows) or "nothing"


def test_the_page_holds_the_examples_it_promises() -> None:
    assert len(EXAMPLES) == PAGE.count("~~~~~afterword\n") >= 60


@pytest.mark.parametrize(("written", "reads"), [pytest.param(w, r, id=name) for name, w, r in EXAMPLES])
def test_an_example_reads_as_the_page_says(written: str, reads: str) -> None:
    assert reads == shown(written)

"""Every template, for people of many cultures and for notes with any part missing, is a letter without a seam."""

import itertools
import re
from collections.abc import Callable, Iterator

import pytest

from store.letters.facts import Scene, facts
from store.letters.library import templates
from store.letters.render import GAP, render
from store.model.entry import Word
from store.model.letter import Rendered, Template
from store.model.opportunity import Contact
from store.model.value import replace
from store.rules.columns import width_of
from store.rules.drafting.length import WORDS, word_count

TEMPLATES = templates(None)
PEOPLE = (
    "Madonna",
    "Suharto",
    "Nguyễn Thị Minh Khai",
    "Björk Guðmundsdóttir",
    "Gabriel José de la Concordia García Márquez",
    "Ngũgĩ wa Thiong'o",
    "O'Neill-Bartholomew, Siân",
    "X Æ A-12",
    "王小明",
    "김민준",
    "山田 太郎",
    "أمينة بنت خالد حداد",
    "נעמי בן־דוד",
    "ณัฐวุฒิ ศรีสุข",
    "José, Jr.",
    "Dr. Oyelaran",
)
PARTS = (("hiring-manager",), ("interviewer",), ("hr", "assistant"), ("recruiter",), ())
SEAMS = re.compile(
    r"Dear\s*,|(?<=\S)  +(?=\S)|\s[,.;:](?:\s|$)|(?<!\.)\.\.(?!\.)|,,|[,;:]\.|\(\s*\)|\bNone\b|\{\{|\{%|“”|\"\"",
    re.MULTILINE,
)
"""What two notes leave behind that were joined without looking."""
GENDERED = re.compile(r"\b(?:he|she|him|her|hers|his|himself|herself|mr|mrs|ms|sir|madam)\b", re.IGNORECASE)
CHART = re.compile(r"^.*(?: \||-\+-).*$\n?", re.MULTILINE)


def faults(template: Template, rendered: Rendered) -> Iterator[str]:
    """Yield what a reader would stumble over."""
    for text in (rendered.subject, CHART.sub("", rendered.body)):
        yield from SEAMS.findall(text)
        rest = GAP.sub("", text)
        if "[[" in rest or "]]" in rest or any("[[" in gap for gap in GAP.findall(text)):
            yield "a gap that does not close"
    for paragraph in CHART.sub("", rendered.body).split("\n\n"):
        if paragraph and not re.search(r"\w", paragraph):
            yield f"a paragraph of nothing: {paragraph}"
    if not rendered.subject and template.subject:
        yield "no subject"
    if template.channel == "email":
        for line in rendered.body.split("\n"):
            if width_of(line) > 60 and len(line.split()) > 1 and not GAP.search(line):
                yield f"too wide: {line}"
    _, spoken, voicemail = rendered.body.partition("\nVOICEMAIL")
    measured = voicemail.partition("\n")[2] if spoken else "" if template.channel == "phone" else rendered.body
    if word_count(measured) > WORDS.get(template.channel, 10_000):
        yield f"{word_count(measured)} words"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_it_reads_well_to_people_of_many_cultures(
    template: Template, state: str, scenes: dict[str, Callable[..., Scene]], people: tuple[Contact, ...]
) -> None:
    scene = scenes[state]()
    for name in PEOPLE:
        rendered = render(template, facts(replace(scene, contact=replace(people[0], name=name))))

        assert list(faults(template, rendered)) == [], name
        assert "".join(name.split()) in "".join(rendered.body.split())
        if template.channel != "phone":
            assert f"Dear {name},\n" in rendered.body


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
@pytest.mark.parametrize("part", PARTS, ids=lambda part: part[0] if part else "nobody")
def test_it_reads_well_whatever_the_notes_lack(
    template: Template,
    part: tuple[str, ...],
    scenes: dict[str, Callable[..., Scene]],
    people: tuple[Contact, ...],
) -> None:
    scene = scenes["rich"](replace(people[0], part=part))
    here = scene.opportunity
    words = (Word.TOPIC, Word.QUOTE, Word.NEED, Word.VALUE, Word.PROMISE, Word.NEXT)
    shelves = itertools.cycle((scene.stories, tuple(replace(s, result="") for s in scene.stories), ()))
    for kept in itertools.product((True, False), repeat=len(words)):
        gone = {word for word, stays in zip(words, kept, strict=True) if not stays}
        entries = tuple(replace(e, marks=tuple(m for m in e.marks if m.word not in gone)) for e in here.entries)
        fewer = replace(scene, opportunity=replace(here, entries=entries), stories=next(shelves))
        rendered = render(template, facts(fewer))

        assert list(faults(template, rendered)) == [], (gone, rendered.body)


@pytest.mark.parametrize(
    "noted", ["why do the good ones leave?", "Nobody asks!", "The plan, and who owns it...", "How it is done; and why."]
)
def test_a_note_with_a_stop_of_its_own_gets_no_second_one(
    noted: str, scenes: dict[str, Callable[..., Scene]], people: tuple[Contact, ...]
) -> None:
    scene = scenes["rich"](people[0])
    said = {Word.TOPIC, Word.NEED, Word.VALUE, Word.QUOTE}
    entries = tuple(
        replace(e, marks=tuple(replace(m, text=noted) if m.word in said else m for m in e.marks))
        for e in scene.opportunity.entries
    )
    scene = replace(scene, opportunity=replace(scene.opportunity, entries=entries))
    for template in TEMPLATES:
        rendered = render(template, facts(scene))

        assert list(faults(template, rendered)) == [], (template.name, rendered.body)
        assert not re.search(r"[?!;]\.", rendered.body), template.name


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_nobody_is_called_a_man_or_a_woman(template: Template) -> None:
    assert GENDERED.findall(f"{template.subject}\n{template.source}") == []


@pytest.mark.parametrize(
    ("chosen", "greeted"),
    [
        ("Dear Priya", "Dear Priya,"),
        ("Good morning, Priya!", "Good morning, Priya!"),
        ("王先生：", "王先生："),
        ("عزيزتي أمينة،", "عزيزتي أمينة،"),
        ("山田様", "山田様,"),
    ],
)
def test_a_greeting_of_ones_own_stands_as_it_is_written(
    chosen: str, greeted: str, scenes: dict[str, Callable[..., Scene]], people: tuple[Contact, ...]
) -> None:
    scene = scenes["rich"](replace(people[0], extra={"greeting": chosen}))
    for template in TEMPLATES:
        if template.channel != "phone":
            body = render(template, facts(scene)).body

            assert f"{greeted}\n" in body
            assert "Dear Priya Raman" not in body


def test_a_seam_would_be_seen(scenes: dict[str, Callable[..., Scene]], shipped: dict[str, Template]) -> None:
    careless = (
        "Dear {{ person.name }} ,",
        "{{ person.name }},,",
        "You said:\n\n.\n\nSo it is.",
        "[[ a [[ b ]]",
        "a  b",
    )
    for source in careless:
        template = replace(shipped["plain-message"], source=source)

        assert list(faults(template, render(template, facts(scenes["rich"]())))), source

"""The facts that a template may insert: plain texts, lists and dictionaries, each with the file and line it is from.

Free prose never becomes a fact: only keys of headers, note marks and stories do.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from store.letters.chart import chart
from store.letters.choosing import allowed_marks, default_choice, followed
from store.letters.finds import parts_of
from store.letters.follow_up import Announced, announced
from store.letters.names import SINGLES
from store.letters.phrases import clause, day_in_words, full_day, sentence, weekday_and_day, when_in_words
from store.letters.timeline import answered, latest_from, timeline
from store.letters.told import is_told, sent_to
from store.model.entry import Entry, Kind, Mark, Word
from store.model.letter import Choice, Proof
from store.model.opportunity import Contact, Opportunity
from store.model.person import Person
from store.model.settings import Settings
from store.model.story import Story
from store.model.value import replace
from store.rules.matching import assign
from store.rules.meeting import is_theirs
from store.rules.workdays import Calendar

Plain = dict[str, Any]
Locate = Callable[[str, str, int], int]
SETTINGS = "afterword.toml"
UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000]")
KINDS = {Kind.INTERVIEW: "interview", Kind.CALL: "call", Kind.MEETING: "meeting", Kind.VISIT: "visit"}
LISTS = {
    "topics": Word.TOPIC,
    "quotes": Word.QUOTE,
    "needs": Word.NEED,
    "values": Word.VALUE,
    "strengths": Word.STRENGTH,
    "fumbles": Word.FUMBLED,
    "questions": Word.QUESTION,
    "promises": Word.PROMISE,
}
PROMISED = re.compile(
    r"(?:send|share|forward|mail|e-?mail|bring|give|show|get)(?: (?:over|along))?(?: (?:him|her|them|you))? "
    r"((?:the|a|an|my|our|some|two|three|his|her|their)\b.+)",
    re.IGNORECASE,
)
"""A promise of something to hand over, as notes put it: `send him the ramp plan`."""
ASKED = re.compile(r"^(.*[?？]).*$")
"""A question, and what the user noted behind it: that is for nobody else."""
REACH = 24
"""Lines within which a value stands below its key, or below the first line of its contact."""
ABOUT_THEM = re.compile(r"\b(?:he|she|they|him|her|them|his|hers|theirs?)\b", re.IGNORECASE)
"""A find that is noted with its use for somebody (`a book for his team`): those words are for the user alone."""
HEADS = ("What you need", "What I have done")
EVERYBODY = "everybody who was there"
UNANSWERED = "[[ your answer to this need ]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a template is filled with, and where it all comes from."""

    values: Mapping[str, Any]
    """Dictionaries, lists and texts only; an empty text is a documented name without a value."""
    proof: tuple[Proof, ...] = ()
    """Every fact that could be inserted."""
    chart_rows: tuple[tuple[str, str], ...] = ()
    """Each need with what answers it, for a chart of another width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a letter is written from."""

    opportunity: Opportunity
    settings: Settings
    today: date
    contact: Contact | Person | None = None
    stories: tuple[Story, ...] = ()
    meeting: Entry | None = None
    """The conversation that it follows; None = the latest with this person."""
    about: int = 0
    """Line of the note that it is for, which comes first among those of its word; 0 = none."""
    calendar: Calendar | None = None
    """The user's working days; None = the settings' ones, without public holidays."""
    to_all: date | None = None
    """The day of the next contact that the playbook names to everybody alike; None = each person has their own."""
    rules: tuple[str, ...] | None = None
    """The rules that the template carries out; None = it is not known."""
    locate: Locate | None = None
    """Finds the line of a text in a file, at or below a line: (path, text, line) -> line; 0 where it is not there."""


def facts(scene: Scene, choice: Choice | None = None) -> Facts:
    """Gather the facts for a letter.

    Args:
        scene: the opportunity, the person, the stories, the settings, the day.
        choice: the marks and stories that go in; None = this person's own, and the best story for each need.
    """
    return _Gathering(scene, choice).facts()


def clean(text: str) -> str:
    """Return a text of the vault on one line, without control characters."""
    return " ".join(UNPRINTABLE.sub(" ", text).split())


class _Gathering:
    """Collects values and their proof."""

    def __init__(self, scene: Scene, choice: Choice | None) -> None:
        self.scene = scene
        self.opportunity = scene.opportunity
        self.contact = scene.contact
        self.ident = scene.contact.ident if scene.contact else None
        self.meeting = scene.meeting or followed(scene.opportunity, scene.contact, scene.today)
        self.choice = choice or default_choice(
            scene.opportunity, scene.contact, scene.stories, scene.today, self.meeting, scene.rules
        )
        self.marks = allowed_marks(scene.opportunity, scene.contact, self.choice.marks, scene.today)
        needs = {mark.line: mark.text for _, mark in self.marks if mark.word is Word.NEED}
        wanted = self.choice.stories | {path for line, path in self.choice.answers.items() if line in needs}
        self.stories = [s for s in scene.stories if s.readable and s.path in wanted]
        self.sent = sent_to(scene.opportunity, self.ident)
        self.answers = assign(needs, self.stories, self.choice.answers)
        self.proof: dict[Proof, None] = {}
        self.chart_rows: list[tuple[str, str]] = []

    def facts(self) -> Facts:
        """Return everything that was gathered."""
        values: Plain = {
            "company": self.fact(self.opportunity.company, self.opportunity.path, self.key_line("company")),
            "position": self.fact(self.opportunity.position, self.opportunity.path, self.key_line("position")),
            "today": full_day(self.scene.today),
            "me": self.me(),
            "person": self.person(),
            "meeting": self.meeting_facts(),
            **self.next_step(),
            **timeline(self.opportunity, self.scene.today, self.insert),
            "message": answered(
                latest_from(self.opportunity, self.ident, self.scene.today), self.scene.today, self.insert
            ),
            **{name: self.marks_of(word) for name, word in LISTS.items()},
            "stories": [self.story(story) for story in self.stories],
            "documents": [
                self.located(text, self.opportunity.path, self.key_line("documents"))
                for text in self.opportunity.documents
            ],
        }
        values["greeting"] = self.greeting()
        values["signature"] = self.signature(values["me"])
        values["chart"] = self.chart(values["needs"])
        values["uncovered"] = [need for need in values["needs"] if not need["story"]]
        for single, plural in SINGLES.items():
            values[single] = values[plural][0] if values[plural] else {}
        return Facts(
            values=values,
            proof=tuple(self.proof),
            chart_rows=tuple(self.chart_rows),
        )

    def fact(self, text: str, path: str, line: int) -> str:
        """Return a text of the vault, cleaned, and remember where it is from."""
        value = clean(text)
        if value:
            self.proof.setdefault(Proof(text=value, path=path, line=line))
        return value

    def insert(self, text: str, line: int) -> str:
        """Return a fact of the opportunity's file."""
        return self.fact(text, self.opportunity.path, line)

    def key_line(self, key: str) -> int:
        """Return the line of a key of the opportunity's header."""
        return self.opportunity.lines.get(key, 1)

    def located(self, text: str, path: str, line: int = 1, reach: int = REACH) -> str:
        """Return a fact of a file; of a value that stands below its key or its list, the very line is looked up."""
        found = self.scene.locate(path, text, line) if self.scene.locate and text.strip() else 0
        return self.fact(text, path, found if line <= found < line + reach else line)

    def me(self) -> Plain:
        """Return who writes."""
        settings = self.scene.settings
        table = (self.scene.locate(SETTINGS, "[me]", 1) or 1) if self.scene.locate else 1
        names = {"name": settings.name, "email": settings.email, "phone": settings.phone}
        return {key: self.located(text, SETTINGS, table) for key, text in names.items()} | {
            "address": self.lines(settings.address, SETTINGS, table)
        }

    def person(self) -> Plain:
        """Return whom the letter is to."""
        contact = self.contact
        if contact is None:
            return dict.fromkeys(("name", "title", "part", "email", "phone", "address"), "")
        texts = {"name": contact.name, "email": contact.email, "phone": contact.phone}
        if isinstance(contact, Person):
            lines = contact.lines
            return {key: self.located(text, contact.path, lines.get(key, 1)) for key, text in texts.items()} | {
                "title": "",
                "part": " ".join(contact.part),
                "address": self.lines(contact.address, contact.path, lines.get("address", 1)),
            }
        path = self.opportunity.path
        return {
            key: self.located(text, path, contact.line) for key, text in (texts | {"title": contact.title}).items()
        } | {"part": " ".join(contact.part), "address": self.lines(contact.address, path, contact.line)}

    def lines(self, address: str, path: str, line: int = 1) -> str:
        """Return a postal address on lines of its own: cut at line ends, else at commas."""
        parts = address.split("\n") if "\n" in address.strip() else address.split(",")
        return "\n".join(self.located(part.strip(), path, line) for part in parts if clean(part))

    def greeting(self) -> str:
        """Return the greeting: the name as written, or the user's own words for this person."""
        contact = self.contact
        if contact is None or not clean(contact.name):
            return ""
        if isinstance(contact, Person):
            path, line = contact.path, contact.lines.get("greeting", 1)
        else:
            path, line = self.opportunity.path, contact.line
        chosen = self.located(contact.extra.get("greeting", ""), path, line)
        return (
            (chosen if chosen.endswith((",", ":", "!", "،", "、", "，", "：", "！")) else f"{chosen},")
            if chosen
            else (f"Dear {clean(contact.name)},")
        )

    def signature(self, me: Plain) -> str:
        """Return my name and how to reach me, with gaps for what the settings lack (R30)."""
        reach = [me[key] for key in ("phone", "email") if me[key]]
        return "\n".join([me["name"] or "[[ your name ]]", *(reach or ["[[ your phone number or e-mail address ]]"])])

    def meeting_facts(self) -> Plain:
        """Return the conversation that the letter follows."""
        meeting = self.meeting
        if meeting is None:
            return {}
        words = when_in_words(meeting.day, self.scene.today)
        return {
            "kind": KINDS.get(meeting.kind, "conversation"),
            "when": self.fact(words, self.opportunity.path, meeting.line),
            "date": self.fact(day_in_words(meeting.day), self.opportunity.path, meeting.line),
        }

    def next_step(self) -> Plain:
        """Return the agreed next step and the day on which I follow up (R6, R12)."""
        scene = self.scene
        calendar = scene.calendar or Calendar(scene.settings)
        contact = self.contact if isinstance(self.contact, Contact) else None
        step = announced(self.opportunity, contact, self.meeting, scene.today, calendar)
        if scene.to_all and scene.to_all > scene.today and self.meeting is not None:
            step = replace(step, day=scene.to_all)
        return {"next": self.agreed(step), "follow_up": self.followed_up(step)}

    def agreed(self, step: Announced) -> Plain:
        """Return the next step as agreed."""
        if step.mark is None:
            return {}
        path, line = self.opportunity.path, step.mark.line
        return {
            "text": self.fact(clause(step.mark.text), path, line),
            "who": self.fact(step.who, path, line),
            "owner": step.owner,
            "date": self.fact(weekday_and_day(step.mark.by), path, line) if step.mark.by else "",
            "late": self.late(step.mark),
        }

    def late(self, task: Mark) -> str:
        """Return something where the day of a promise or an agreed step is over."""
        return "yes" if task.by and task.by < self.scene.today else ""

    def followed_up(self, step: Announced) -> Plain:
        """Return the announced day, proved by what it was counted from."""
        if step.day is None:
            return {}
        dated = step.mark if step.mark and step.mark.by else self.meeting
        line = dated.line if dated else 1
        return {"date": self.fact(weekday_and_day(step.day), self.opportunity.path, line)}

    def marks_of(self, word: Word) -> list[Plain]:
        """Return the chosen marks of one word: this person's own first, then needs that a story answers."""
        marks = [mark for _, mark in self.marks if mark.word is word]
        answered = self.answers if word is Word.NEED else {}
        about = self.scene.about
        marks.sort(key=lambda mark: (mark.line != about, not is_theirs(mark, self.ident), mark.line not in answered))
        return [self.mark(mark) for mark in marks]

    def mark(self, mark: Mark) -> Plain:
        """Return one mark: its text, and who said it where that is not the person written to."""
        path = self.opportunity.path
        theirs = is_theirs(mark, self.ident)
        said = () if theirs else tuple(self.fact(name.text, path, mark.line) for name in mark.persons)
        by = ", ".join(said) or ("" if theirs else EVERYBODY)
        text = ASKED.sub(r"\1", clean(mark.text)) if mark.word is Word.QUESTION else mark.text
        item = {"text": self.fact(text, path, mark.line), "by": by}
        if mark.word is Word.NEED:
            return item | self.answer(mark)
        if mark.word is Word.VALUE:
            return item | self.value(mark)
        if mark.word is Word.PROMISE:
            thing = PROMISED.match(clause(item["text"]))
            return item | {
                "thing": self.fact(thing.group(1), path, mark.line) if thing else "",
                "date": self.fact(weekday_and_day(mark.by), path, mark.line) if mark.by else "",
                "late": self.late(mark),
            }
        return item

    def value(self, mark: Mark) -> Plain:
        """Return a value item: its words, its title, its link, and what can be said of it to the person."""
        parts = dict(zip(("text", "title", "link"), parts_of(clean(mark.text)), strict=True))
        parts["phrase"] = parts["title" if ABOUT_THEM.search(parts["text"]) else "text"]
        return {name: self.fact(text, self.opportunity.path, mark.line) for name, text in parts.items()}

    def answer(self, need: Mark) -> Plain:
        """Return the chosen story that answers a need (R17)."""
        chosen = self.answers.get(need.line)
        if chosen is None:
            return {"story": "", "result": "", "sample": ""}
        story = self.story(chosen)
        return {"story": story["title"], "result": story["result"], "sample": story["sample"]}

    def story(self, story: Story) -> Plain:
        """Return a story: its title, its result, its sample; its prose stays with the user."""
        fields = {"title": story.title, "result": story.result, "sample": story.sample}
        told = "yes" if is_told(self.sent, story.title, story.result) else ""
        return {name: self.located(text, story.path, story.lines.get(name, 1)) for name, text in fields.items()} | {
            "told": told
        }

    def chart(self, needs: Sequence[Plain]) -> str:
        """Return the needs beside the accomplishments, as plain text."""
        self.chart_rows = [(sentence(need["text"]), _accomplished(need)) for need in needs]
        return chart(self.chart_rows, heads=HEADS)


def _accomplished(need: Plain) -> str:
    told = [sentence(need[key]) for key in ("story", "result") if need[key]]
    return " ".join(told) or UNANSWERED

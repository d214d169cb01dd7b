"""Every rule and every guard at work: the stories of `stories/*.md`, held against the program."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from store.model.agenda import Bucket, Item, State
from store.vault.reading import Reader
from store.workspace.compose import compose, lint_text
from store.workspace.moment import Moment
from store.workspace.shipped import shipped_playbooks
from store.workspace.snapshot import Snapshot
from store.workspace.templates import template_named
from tests.store.rules.storybook import Day, Row, Story, stories

STORIES = stories()
RULES = tuple(f"R{number}" for number in range(1, 43))
GUARDS = tuple(f"Guard {number}" for number in range(1, 17))
FAR = 100_000
"""Days ahead: nothing that a story expects lies behind the agenda's edge."""
NO = ("never", "no check", "no draft", "no letter")
SETTINGS = '[me]\nname = "Dana Whitfield"\nemail = "dana@whitfield.example"\ntimezone = "UTC"\n'


def vault(root: Path, day: Day) -> Snapshot:
    """Return a vault of the story's files, on its day."""
    for path, text in {"afterword.toml": SETTINGS, **day.files}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    reader = Reader(root)
    records = reader.records()
    assert [p for p in records.problems if p.severity == "error"] == []
    own = {book.name: book for book in records.playbooks}
    clock = time.fromisoformat(day.time) if day.time else time(9)
    now = datetime.combine(date.fromisoformat(day.day), clock, tzinfo=UTC)
    return Snapshot(
        root=root,
        records=records,
        playbooks={**shipped_playbooks(), **own},
        moment=Moment(today=now.date(), now=now, fixed=not day.is_universal),
        read=reader.bytes_of,
    )


class Telling:
    """What the program says on one day of a story."""

    def __init__(self, snapshot: Snapshot, day: Day) -> None:
        self.snapshot = snapshot
        self.main = next(Path(path).stem for path in day.files if path.startswith("opportunities/"))
        self.agenda = snapshot.agenda_within(FAR)
        listed = {(i.opportunity, i.key) for i in self.agenda}
        schedules = [i for o in snapshot.records.opportunities for i in snapshot.schedule(o.id)]
        self.items = (*self.agenda, *(i for i in schedules if (i.opportunity, i.key) not in listed))

    def faults(self, day: Day) -> Iterator[str]:
        """Yield what is not as the story says."""
        for row in day.rows:
            if not self.holds(row):
                yield f"line {row.line}: {shown(row)}\n" + self.instead(row)
        if day.only:
            yield from self.beyond(day.rows)

    def holds(self, row: Row) -> bool:
        """Tell whether one row is as the program says."""
        match row.where.removeprefix("no "):
            case "check":
                found = any(self.is_problem(row))
            case "draft":
                found = any(self.is_finding(row))
            case "letter":
                found = self.is_letter(row)
            case "never":
                found = any(is_open(i) and self.is_item(row, i) for i in self.items)
            case _:
                found = any(row.where in (i.bucket, i.state) and self.is_item(row, i) for i in self.items)
        return found != (row.where in NO)

    def is_item(self, row: Row, item: Item) -> bool:
        """Tell whether an item is the one that a row means."""
        opportunity, _, step = row.what.rpartition("/")
        return (
            item.opportunity == (opportunity or self.main)
            and step in ("*", item.step)
            and row.who in ("", item.who or "me")
            and row.by in ("", item.channel)
            and row.due in ("", str(item.due))
            and set(row.rules) <= set(item.rules)
            and all(words in item.because.event for words in row.because)
            and all(text_is(item, name, text) for name, text in row.details)
        )

    def is_problem(self, row: Row) -> Iterator[bool]:
        """Yield for each problem of the vault whether it is the one that a row means."""
        for problem in self.snapshot.problems:
            words = (*row.because, *row.rules, row.who)
            yield problem.code == row.what and all(w in problem.message for w in words)

    def is_finding(self, row: Row) -> Iterator[bool]:
        """Yield for each finding in the drafts whether it is the one that a row means."""
        for draft in self.snapshot.records.drafts:
            for finding in lint_text(self.snapshot, draft):
                yield (
                    row.what in ("*", finding.code)
                    and row.who in ("", draft.to)
                    and row.by in ("", draft.channel)
                    and row.rules in ((), (finding.rule,))
                    and all(words in finding.message for words in row.because)
                )

    def is_letter(self, row: Row) -> bool:
        """Tell whether a template makes a letter that carries out the rules and holds the words."""
        letter = compose(self.snapshot, self.main, row.what, row.who)
        text = " ".join(f"{letter.subject}\n{letter.body}".split())
        template = template_named(self.snapshot, row.what)
        assert row.by in ("", template.channel)
        assert set(row.rules) <= set(template.rules), (template.name, template.rules)
        words = (*row.because, *(text for _, text in row.details))
        return any(w in text for w in words) if row.where in NO else all(w in text for w in words)

    def beyond(self, rows: Iterable[Row]) -> Iterator[str]:
        """Yield what is due or overdue and stands in no row."""
        told = [row for row in rows if row.where in (Bucket.OVERDUE, Bucket.TODAY)]
        for item in self.agenda:
            if item.bucket in (Bucket.OVERDUE, Bucket.TODAY) and not any(self.is_item(r, item) for r in told):
                yield f"not expected: {shown_item(item)}"

    def instead(self, row: Row) -> str:
        """Return what the program says where a row does not hold."""
        match row.where.removeprefix("no "):
            case "check":
                found = [f"{p.code}  {p.message}" for p in self.snapshot.problems]
            case "draft":
                drafts = self.snapshot.records.drafts
                found = [
                    f"{d.to}  {f.code}  {f.rule}  {f.message}" for d in drafts for f in lint_text(self.snapshot, d)
                ]
            case "letter":
                found = compose(self.snapshot, self.main, row.what, row.who).body.split("\n")
            case _:
                step = row.what.rpartition("/")[2]
                near = [
                    i
                    for i in self.items
                    if i.step == step and i.opportunity == (row.what.rpartition("/")[0] or self.main)
                ]
                found = [shown_item(i) for i in near or self.agenda]
        return "".join(f"        {line}\n" for line in found or ["(nothing)"])


def is_open(item: Item) -> bool:
    """Tell whether an item stands on the agenda or will."""
    return item.bucket is not None or item.state is State.FORECAST


def text_is(item: Item, name: str, text: str) -> bool:
    """Tell whether a text of an item holds the words; lists and days are compared as a whole."""
    match name:
        case "allowed" if text != "yes":
            return str(item.allowed) == text
        case "because":
            return text in item.because.event
        case "hint":
            return any(text in hint for hint in item.hints)
        case "answers":
            return ", ".join(item.answers) == text
        case "also":
            return all(any(key.startswith(f"{step}/") for key in item.also) for step in text.split(", "))
        case _ if text in ("yes", "no"):
            return bool(getattr(item, name)) == (text == "yes")
    return text in str(getattr(item, name))


def shown(row: Row) -> str:
    """Return a row as it was told."""
    cells = (row.where, row.what, row.who, row.by, row.due, " ".join(row.rules), *row.because)
    details = "".join(f"; {name}: {text}" for name, text in row.details)
    return "  ".join(cell or "-" for cell in cells) + details


def shown_item(item: Item) -> str:
    """Return an item in the columns of a row."""
    cells = (
        item.bucket or item.state,
        f"{item.opportunity}/{item.step}",
        item.who or "me",
        item.channel,
        str(item.due),
        " ".join(item.rules),
        item.because.event,
    )
    more = {
        "allowed": item.allowed,
        "note": item.note,
        "hint": " | ".join(item.hints),
        "also": ", ".join(item.also),
        "stale": item.stale,
    }
    return "  ".join(c or "-" for c in cells) + "".join(f"; {name}: {text}" for name, text in more.items() if text)


@pytest.mark.parametrize("story", STORIES, ids=lambda s: f"{s.place} {s.title[:60]}")
def test_a_story_comes_true(story: Story, tmp_path: Path) -> None:
    faults = []
    for number, day in enumerate(story.days):
        telling = Telling(vault(tmp_path / str(number), day), day)
        faults += [f"On {day.day}, {fault}" for fault in telling.faults(day)]
    assert not faults, f"{story.place} {story.title}\n\n" + "\n".join(faults)


@pytest.mark.parametrize("wanted", [*RULES, *GUARDS])
def test_there_is_a_story_for_every_rule_and_every_guard(wanted: str) -> None:
    assert [story.place for story in STORIES if wanted in story.ids]


def test_a_story_of_a_rule_expects_to_see_its_number() -> None:
    for story in STORIES:
        seen = {rule for day in story.days for row in day.rows for rule in row.rules}
        assert {i for i in story.ids if i in RULES} <= seen, story.place


def test_every_row_says_where() -> None:
    known = {*Bucket, *State, *NO, "check", "draft", "letter"}
    for story in STORIES:
        assert {row.where for day in story.days for row in day.rows} <= known, story.place
        assert all(row.what for day in story.days for row in day.rows), story.place


@pytest.mark.parametrize("name", sorted(shipped_playbooks()))
def test_every_step_of_every_playbook_stands_in_a_story(name: str) -> None:
    told = {(book, row.what) for story in STORIES for day in story.days for book, row in steps_told(day)}
    wanted = {step.id for step in shipped_playbooks()[name].steps}
    assert wanted - {step for book, step in told if name in ("frame", book)} == set()


def steps_told(day: Day) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a day that say that a step is there, each with the playbook of the opportunity."""
    main = next(text for path, text in day.files.items() if path.startswith("opportunities/"))
    found = re.search(r"^playbook: (.+)$", main, re.MULTILINE)
    yield from ((found[1] if found else "blend", row) for row in day.rows if row.where in {*Bucket, *State})


def test_every_row_names_a_step_and_a_person_that_there_are() -> None:
    """A misspelt step would never be on any agenda, and `never` would prove nothing."""
    steps = {step.id for book in shipped_playbooks().values() for step in book.steps} | {"*"}
    for story in STORIES:
        for day in story.days:
            texts = "".join(day.files.values())
            for row in day.rows:
                assert row.who in ("", "me") or row.who in texts, (story.place, row)
                if not row.where.endswith(("check", "draft", "letter")):
                    assert row.what.rpartition("/")[2] in steps, (story.place, row)


def test_no_two_stories_have_one_title() -> None:
    titles = [story.title for story in STORIES]
    assert sorted(titles) == sorted(set(titles))

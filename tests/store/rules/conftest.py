"""One opportunity out of its Markdown text, its schedule on a day, and the playbooks that ship."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, tzinfo

import pytest

from store.data import data_dir
from store.model.agenda import Bucket, Item, State
from store.model.person import Person
from store.model.playbook import Playbook
from store.model.records import Records
from store.model.settings import Settings
from store.model.value import replace
from store.rules.agenda import agenda
from store.rules.schedule import schedule
from store.text.opportunity import read_opportunity
from store.text.person import read_person
from store.text.playbook import read_playbook

HOLIDAYS = frozenset(
    map(date.fromisoformat, ("2026-07-03", "2026-07-04", "2026-09-07", "2026-10-12", "2026-11-26", "2026-12-25"))
)


def shipped() -> Mapping[str, Playbook]:
    """Return the playbooks that ship, which have no mistakes."""
    books = {}
    for file in sorted((data_dir("templates") / "playbooks").glob("*.md")):
        book, problems = read_playbook(file.read_bytes(), file.name)
        assert problems == ()
        assert book is not None
        books[book.name] = book
    return books


BOOKS = shipped()


@dataclass(frozen=True)
class Told:
    """A vault with one opportunity of interest, and what follows from it."""

    text: str
    people: tuple[str, ...] = ()
    others: Mapping[str, str] = field(default_factory=dict)
    settings: Settings = Settings()
    books: Mapping[str, Playbook] = field(default_factory=lambda: BOOKS)
    tz: tzinfo = UTC
    id: str = "hollin"

    def records(self) -> Records:
        """Return the vault as it is read."""
        people: list[Person] = [read_person(t.encode(), f"people/{n}.md")[0] for n, t in enumerate(self.people)]
        texts = {self.id: self.text, **self.others}
        read = [
            read_opportunity(text.encode(), f"opportunities/{name}.md", self.settings, people)
            for name, text in texts.items()
        ]
        assert [p for _, problems in read for p in problems if p.severity == "error"] == []
        return Records(settings=self.settings, people=tuple(people), opportunities=tuple(o for o, _ in read))

    def items(self, today: str) -> tuple[Item, ...]:
        """Return the schedule on a day."""
        records = self.records()
        day = date.fromisoformat(today)
        return schedule(records.opportunities[0], self.books, records, day, self.tz, HOLIDAYS.__contains__)

    def agenda(self, today: str, horizon: int | None = 14) -> tuple[Item, ...]:
        """Return the agenda on a day."""
        day = date.fromisoformat(today)
        return agenda(self.records(), self.books, day, self.tz, HOLIDAYS.__contains__, horizon=horizon)

    def due(self, today: str) -> list[tuple[str, str]]:
        """Return what is due on a day or overdue, as step and person."""
        wanted = (Bucket.OVERDUE, Bucket.TODAY)
        return [(i.step, i.who or "me") for i in self.items(today) if i.bucket in wanted]

    def on(self, today: str, bucket: Bucket | State) -> list[tuple[str, str, str]]:
        """Return step, person and due day of everything in a bucket or state."""
        items = self.items(today)
        return [(i.step, i.who or "me", str(i.due)) for i in items if bucket in (i.bucket, i.state)]

    def one(self, today: str, step: str, who: str | None = None) -> Item:
        """Return the only item of a step, or the one for a person."""
        found = [i for i in self.items(today) if i.step == step and (who is None or i.who == who)]
        assert len(found) == 1, [i.key for i in self.items(today)]
        return found[0]

    def all(self, today: str, step: str) -> list[Item]:
        """Return every item of a step."""
        return [i for i in self.items(today) if i.step == step]

    def has(self, today: str, step: str) -> bool:
        """Tell whether a step is outstanding."""
        return any(i.step == step and i.bucket is not None for i in self.items(today))

    def plus(self, *entries: str) -> "Told":
        """Return the same with more log entries at the end."""
        return replace(self, text=self.text + "".join(f"\n{entry}\n" for entry in entries))

    def instead(self, old: str, new: str) -> "Told":
        """Return the same with a piece of the text changed."""
        assert old in self.text
        return replace(self, text=self.text.replace(old, new))


Telling = Callable[..., Told]


@pytest.fixture
def tell() -> Telling:
    """Return a function that makes a vault out of the header's lines and the log of one opportunity."""

    def made(header: str | Sequence[str], log: str = "", **more: object) -> Told:
        lines = header if isinstance(header, str) else "\n".join(header)
        text = f"---\ncompany: Hollin Logistics\nposition: Head of Enablement\n{lines}\n---\n\n## Notes\n\n{log}\n"
        return Told(text=text, **more)  # type: ignore[arg-type]

    return made


PANEL = """\
stage: interviewing
stage_since: 2026-06-29
contacts:
  - name: Priya Raman
    part: hiring-manager
    spelling: confirmed
  - name: Tom Becker
    part: interviewer
  - name: Lucía Ortega
    part: hr
    spelling: confirmed
"""

HEADING = "### 2026-07-02 16:00 Interview with Priya Raman, Tom Becker, Lucía Ortega: first round"

MARKS = """\
- need: new hires take a year to sell (Priya Raman)
- need: two systems that never agree (Tom Becker)
- topic: how they hire (Lucía Ortega)
- fumbled: the churn question (Priya Raman)
- value: a piece on ramping sellers <https://journal.example/ramp> (Priya Raman)
- [ ] promise: send the plan by 2026-07-06 (Priya Raman)
- [ ] next: Lucía calls by 2026-07-08 (Lucía Ortega)
"""

ANNA = """\
---
name: Anna Weiss
part: reference
consent: yes, asked on 2026-06-01
opportunities: [hollin]
---
"""


@pytest.fixture
def planned(tell: Telling) -> Told:
    """Return the interview of the golden scenario, as it stands in the file beforehand."""
    return tell(PANEL, HEADING, people=(ANNA,))


@pytest.fixture
def held(tell: Telling) -> Told:
    """Return the same interview with its notes."""
    return tell(PANEL, f"{HEADING}\n{MARKS}", people=(ANNA,))

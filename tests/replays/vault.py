"""A vault in memory: its files as text, what people do to them, and what follows on a day through the real rules."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from store.data import data_dir
from store.model.agenda import Item
from store.model.playbook import Playbook
from store.model.records import Records
from store.rules.agenda import in_order
from store.rules.schedule import Schedules
from store.rules.zones import zone_of
from store.text.header_edit import set_contact, set_keys
from store.text.opportunity import read_opportunity
from store.text.person import read_person
from store.text.playbook import read_playbook
from store.text.settings import read_settings
from store.workspace.compose import compose
from store.workspace.moment import Moment
from store.workspace.public_holidays import public_holidays
from store.workspace.snapshot import Snapshot
from tests.replays.diary import BadDiary, Deed

HEADING = re.compile(r"^### (\d{4}-\d\d-\d\d)(?: \d\d:\d\d)? (Interview|Meeting)\b.*$", re.MULTILINE)


def shipped() -> Mapping[str, Playbook]:
    """Return the playbooks that ship."""
    books = {}
    for file in sorted((data_dir("templates") / "playbooks").glob("*.md")):
        book, problems = read_playbook(file.read_bytes(), file.name)
        assert problems == (), problems
        assert book is not None
        books[book.name] = book
    return books


BOOKS = shipped()


@dataclass(frozen=True, slots=True)
class View:
    """What a vault says on one day."""

    day: date
    agenda: tuple[Item, ...]
    """What is on the agenda, in its order."""
    everything: tuple[Item, ...]
    """All steps of all opportunities, the settled ones too."""


class Vault:
    """The files, changed in place by what is done."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = dict(files)
        self.at = next(name for name in self.files if name.startswith("opportunities/"))
        """The file that deeds are about."""
        self._read: Records | None = None

    def do(self, deeds: Iterable[Deed]) -> None:
        """Carry out what is done on a day."""
        for deed in deeds:
            self._do(deed)
            self._read = None

    def _do(self, deed: Deed) -> None:
        text = self.files[self.at]
        match deed.verb:
            case "in":
                self.at = f"opportunities/{deed.text}.md"
            case "log":
                self.files[self.at] = f"{text.rstrip(chr(10))}\n\n{deed.text}\n"
            case "notes":
                heading = list(HEADING.finditer(text))[-1]
                self.files[self.at] = f"{text[: heading.end()]}\n{deed.text}{text[heading.end() :]}"
            case "tick" | "drop":
                self._box(deed.text, "x" if deed.verb == "tick" else "-")
            case "confirm":
                self._edit(set_contact(text.encode(), self.at, deed.text, {"spelling": "confirmed"}))
            case "set":
                key, _, value = (part.strip() for part in deed.text.partition(":"))
                self._edit(set_keys(text.encode(), self.at, {key: value or None}))
            case "change":
                old, _, new = (part.strip() for part in deed.text.partition("=>"))
                self._once(old, new)
            case _:
                raise BadDiary(deed.verb)

    def _edit(self, data: bytes) -> None:
        self.files[self.at] = data.decode()

    def _box(self, words: str, box: str) -> None:
        for mark in ("promise", "next"):
            if f"- [ ] {mark}: {words}" in self.files[self.at]:
                self._once(f"- [ ] {mark}: {words}", f"- [{box}] {mark}: {words}")
                return
        raise BadDiary(f"no open box: {words}")

    def _once(self, old: str, new: str) -> None:
        if self.files[self.at].count(old) != 1:
            raise BadDiary(f"{self.files[self.at].count(old)} times in {self.at}: {old}")
        self.files[self.at] = self.files[self.at].replace(old, new)

    def records(self) -> Records:
        """Return the vault as it is read, once for each state of it; a file with a fault is no replay."""
        if self._read is not None:
            return self._read
        settings, faults = read_settings(self.files["afterword.toml"].encode())
        if settings.playbook not in BOOKS:
            raise BadDiary(f"there is no playbook {settings.playbook} yet")
        people = []
        for name, text in sorted(self.files.items()):
            if name.startswith("people/"):
                person, problems = read_person(text.encode(), name)
                people.append(person)
                faults = (*faults, *problems)
        opportunities = []
        for name, text in sorted(self.files.items()):
            if name.startswith("opportunities/"):
                opportunity, problems = read_opportunity(text.encode(), name, settings, people)
                opportunities.append(opportunity)
                faults = (*faults, *problems)
        if faults:
            raise BadDiary(f"the vault has faults: {faults}")
        self._read = Records(settings=settings, people=tuple(people), opportunities=tuple(opportunities))
        return self._read

    def on(self, day: date, clock: time | None = None) -> View:
        """Return what the vault says on a day, at an hour of it where that matters."""
        records = self.records()
        zone = zone_of(records.settings.timezone, UTC)
        is_holiday = public_holidays(records.settings.country, records.settings.region)
        schedules = Schedules(records, BOOKS, day, zone, is_holiday, clock=clock)
        everything = tuple(item for opportunity in records.opportunities for item in schedules.of(opportunity.id))
        return View(day, in_order(schedules.outstanding(None)), everything)

    def draft(self, day: date, template: str, to: str) -> str:
        """Return the letter that the composer makes on a day out of what it takes by itself."""
        snapshot = Snapshot(
            root=Path("/no/vault/here"),  # so that only the templates that ship are found
            records=self.records(),
            playbooks=BOOKS,
            moment=Moment(today=day, now=datetime.combine(day, time(20), UTC), fixed=True),
            read=lambda path: self.files[path].encode(),
        )
        letter = compose(snapshot, Path(self.at).stem, template, to)
        return f"{letter.subject}\n{letter.body}"

    def line(self, path: str, number: int) -> str:
        """Return a line of a file; empty where there is none."""
        lines = self.files.get(path, "").splitlines()
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def heading_above(self, path: str, number: int) -> str:
        """Return the nearest log heading at or above a line."""
        lines = self.files.get(path, "").splitlines()[:number]
        return next((line for line in reversed(lines) if line.startswith("### ")), "")

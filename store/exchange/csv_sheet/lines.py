"""One line of a table to one opportunity; what a key cannot hold becomes a paragraph of notes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from store.exchange.csv_sheet.columns import person_told
from store.exchange.csv_sheet.days import Order, read_day
from store.exchange.csv_sheet.joining import people_together
from store.exchange.csv_sheet.stages import stage_meant
from store.model.folding import fold
from store.model.incoming import Arrival, Column, Reading, Told
from store.model.opportunity import CLOSED, PARTS, RESTRICTIONS, Stage

KEYS = {key: key.replace(" ", "_") for key in ("stage since", "next touch", "deadline", "runner up")}
DAYS = ("applied", "last contact", "stage since", "next touch", "deadline")
LISTS = ("tags", "documents", "restrictions")
TRUE, FALSE = ("true", "yes", "y", "x", "1"), ("false", "no", "n", "0", "")
BLANK = frozenset(
    {"", "-", "--", "—", "–", "n/a", "na", "none", "null", "nil", "?", "tbd", "tba", "unknown", "n.a.", "#n/a"}
)
WITH_EMAIL = re.compile(r"(?P<name>[^<(@]+?)\s*[<(]\s*(?P<email>[^\s<>()]+@[^\s<>()]+)\s*[>)]")


class Tells(Protocol):
    """Takes what is worth telling of a line."""

    def of_line(self, number: int, what: str) -> None:
        """Tell something of one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line with all its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(slots=True)
class Taken:
    """What was taken out of a line so far."""

    reading: Reading
    number: int
    tells: Tells
    header: dict[str, Told]
    days: dict[str, date]
    people: dict[str, dict[str, str]]
    notes: list[str]

    def keep(self, title: str, cell: str, why: str = "") -> None:
        """Keep a cell as a paragraph of notes."""
        self.notes.append(f"{title}: {cell.strip()}" if title else cell.strip())
        if why:
            self.tells.of_line(self.number, f"{why}; it is kept in the notes")


def arrival_of(
    line: Line, columns: Sequence[Column], orders: Mapping[int, Order | None], reading: Reading, tells: Tells
) -> Arrival:
    """Return the opportunity that a line tells of; without company and position it is none."""
    taken = Taken(reading, line.number, tells, {}, {}, {}, [])
    for place, column in enumerate(columns):
        cell = line.cells[place]
        if column.holds and cell.strip():
            take(taken, column, cell, orders.get(place))
    for cell in line.cells[len(columns) :]:
        if cell.strip():
            taken.keep("", cell, "A cell stands beyond the last title")
    contacts = people_of(taken)
    settle_stage(taken)
    names = {key: str(taken.header.pop(key, "")) for key in ("company", "position", "id")}
    applied, last = past_day(taken, "applied", "Applied"), past_day(taken, "last contact", "Last contact")
    return Arrival(
        rows=(line.number,),
        company=names["company"],
        position=names["position"],
        ident=names["id"],
        header=taken.header,
        contacts=contacts,
        applied=(applied,) if applied else (),
        last_contact=None if last == applied else last,
        notes=tuple(taken.notes),
    )


def take(taken: Taken, column: Column, cell: str, order: Order | None) -> None:
    """Take one cell."""
    holds, text = column.holds, " ".join(cell.split())
    person = person_told(holds)
    if holds == "notes":
        taken.keep("" if column.how == "known" else column.title, cell)
    elif person:
        take_person(taken, person, cell)
    elif holds == "stage":
        take_stage(taken, column, text)
    elif holds in DAYS:
        take_day(taken, column, text, order)
    elif holds in LISTS:
        take_list(taken, column, cell)
    elif holds == "runner up":
        take_truth(taken, column, text)
    elif holds == "playbook" and text not in taken.reading.playbooks:
        taken.keep(column.title, cell, f"There is no playbook “{text}”")
    else:
        taken.header[holds] = text


def take_stage(taken: Taken, column: Column, text: str) -> None:
    """Take a word for the stage; one that nobody knows is kept as a note."""
    found = stage_meant(text, taken.reading.stages, taken.reading.own_stages)
    if found:
        taken.header["stage"] = found
    elif fold(text) not in BLANK:
        taken.keep(column.title, text, f'“{text}” is no stage that is known (say it with --stage "{text}=STAGE")')


def take_day(taken: Taken, column: Column, text: str, order: Order | None) -> None:
    """Take a day; what is none is kept as a note."""
    day = read_day(text, order)
    if day:
        taken.days[column.holds] = day
    elif fold(text) not in BLANK:
        taken.keep(column.title, text, f"“{column.title}” holds no date")


def take_truth(taken: Taken, column: Column, text: str) -> None:
    """Take a yes or no."""
    if fold(text) in TRUE:
        taken.header[KEYS[column.holds]] = "true"
    elif fold(text) not in FALSE:
        taken.keep(column.title, text)


def take_list(taken: Taken, column: Column, cell: str) -> None:
    """Take a list: a line each, or else set apart by commas or semicolons."""
    items = re.split(r"\n", cell) if "\n" in cell else re.split("[,;]", cell)
    words = tuple(dict.fromkeys(" ".join(item.split()) for item in items if item.strip()))
    if column.holds == "restrictions" and not set(words) <= set(RESTRICTIONS):
        taken.keep(column.title, cell, f"“{column.title}” holds no restriction that is known")
    else:
        taken.header[column.holds] = words


def take_person(taken: Taken, told: tuple[str, str, str], cell: str) -> None:
    """Take a side of a person."""
    who, part, side = told
    if fold(" ".join(cell.split())) in BLANK:
        return
    person = taken.people.setdefault(who, {})
    person[side] = cell if side == "name" else " ".join(cell.split())
    if part:
        person.setdefault("part", part)


def people_of(taken: Taken) -> tuple[Mapping[str, Told], ...]:
    """Return the contacts of a line; what is told of nobody by name is kept as a note."""
    found: list[dict[str, Told]] = []
    named = [person for person in taken.people.values() if "name" in person]
    if len(named) == 1:  # an e-mail of nobody is that of the only one who is named
        for who in [who for who, person in taken.people.items() if "name" not in person]:
            named[0].update({k: v for k, v in taken.people.pop(who).items() if k not in named[0]})
    for who, person in taken.people.items():
        names = [part for part in re.split(r"[;\n]", person.get("name", "")) if part.strip()]
        if not names:
            for side in ("email", "phone", "title", "address"):
                if side in person:
                    taken.keep(f"{who.split(' ')[0].capitalize()} {side}", person[side], "A contact has no name")
            continue
        emails = [e.strip() for e in person.get("email", "").split(";") if e.strip()]
        for place, name in enumerate(names):
            sides: dict[str, str] = {**person, **name_and_email(name)} if not place else name_and_email(name)
            if len(emails) == len(names) and "email" not in name_and_email(name):
                sides["email"] = emails[place]
            found.append(contact_of(sides))
    return people_together((), found)


def name_and_email(text: str) -> dict[str, str]:
    """Return a name, and the e-mail where the cell holds both."""
    both = WITH_EMAIL.fullmatch(text.strip())
    return {k: " ".join(v.split()) for k, v in (both.groupdict() if both else {"name": text}).items()}


def contact_of(sides: Mapping[str, str]) -> dict[str, Told]:
    """Return a contact as the front matter holds it; a part that nobody has goes to the title."""
    contact: dict[str, Told] = {key: text for key, text in sides.items() if text and key != "part"}
    words = tuple(word for word in re.split(r"[,;\s]+", fold(sides.get("part", ""))) if word)
    if words and set(words) <= set(PARTS):
        contact["part"] = words[0] if len(words) == 1 else words
    elif words:
        contact.setdefault("title", sides["part"])
    return contact


def settle_stage(taken: Taken) -> None:
    """Say when the stage began, as far as the line tells, and that who applied has applied."""
    days, header, today = taken.days, taken.header, taken.reading.today
    if "stage" not in header and "applied" in days and days["applied"] <= today:
        header["stage"] = str(Stage.APPLIED)
    told = str(header.get("stage", Stage.LEAD))
    stage = taken.reading.own_stages.get(told) or Stage(told)
    header["stage"] = told
    past = [days[key] for key in ("applied", "last contact") if key in days and days[key] <= today]
    since = days.get("stage since") or (days.get("applied") if stage is Stage.APPLIED else max(past, default=None))
    if since is None or since > today:
        since = None if stage in CLOSED else today
    if since:
        header["stage_since"] = since.isoformat()
    for key in ("next touch", "deadline"):
        if key in days:
            header[KEYS[key]] = days[key].isoformat()


def past_day(taken: Taken, key: str, title: str) -> date | None:
    """Return a day that has been; one that is still to come is kept as a note."""
    day = taken.days.get(key)
    if day and day > taken.reading.today:
        taken.keep(title, day.isoformat(), f"“{title}” is still to come")
        return None
    return day

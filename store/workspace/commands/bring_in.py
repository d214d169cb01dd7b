"""Bring what a foreign file tells into the vault: new files for what is new, empty keys filled for what is here."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from store.errors import BadRequest, RefusedEdit
from store.model.change import Change, Edit
from store.model.entry import Direction, Entry, Kind, Name
from store.model.folding import fold, fold_name
from store.model.incoming import Arrival, Incoming
from store.model.opportunity import Contact, Opportunity
from store.model.problem import Severity
from store.text.guard import guarded, text_lines
from store.text.header_edit import add_contact, set_contact, set_keys
from store.text.log_edit import add_entry
from store.text.opportunity import new_opportunity as new_file
from store.text.opportunity import read_opportunity
from store.text.slug import slug
from store.workspace.changing import Plan
from store.workspace.free_paths import path_beside, taken_ids
from store.workspace.importing import sorted_out
from store.workspace.snapshot import Snapshot

FIRST_SECTION = b"\n## Notes\n\n## Correspondence\n"
MISSING = frozenset({"missing-company", "missing-position"})
"""What a foreign file may not tell; `check` reminds of it."""
KEPT = frozenset({"stage", "stage_since"})
"""What an update never sets: where an opportunity stands is known better here."""
IDENT = re.compile("[a-z0-9]+(?:-[a-z0-9]+)+")
Watch = Callable[[int, int], None]


def nobody(_done: int, _of: int) -> None:
    """Watch nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a foreign file is brought in."""

    origin: str
    """What it is called in the history: its name, without folders."""
    update: bool = False
    """Fill empty keys of what is here already."""


def bring_in(incoming: Incoming, wanted: Wanted, watch: Watch = nobody) -> Plan:
    """Return the plan that makes one change of everything a file brings.

    Args:
        incoming: the file as it was read.
        wanted: how it is brought in.
        watch: is told how many are planned, and of how many.
    """

    def plan(snapshot: Snapshot) -> Change:
        found = sorted_out(snapshot, incoming)
        known = found.known if wanted.update else ()
        total = len(found.new) + len(known)
        taken = taken_ids(snapshot)
        edits: list[Edit] = []
        for done, arrival in enumerate(found.new, 1):
            path = path_beside(snapshot, wished_id(arrival, taken), taken)
            taken.add(fold(path.rsplit("/", 1)[-1].removesuffix(".md")))
            edits.append(Edit(path=path, before=None, after=new_bytes(snapshot, arrival, path)))
            watch(done, total)
        filled: dict[str, Edit] = {}
        for done, (arrival, opportunity) in enumerate(known, len(found.new) + 1):
            edit = filling(snapshot, arrival, opportunity, filled.get(opportunity.path))
            if edit.before != edit.after:
                filled[opportunity.path] = edit
            watch(done, total)
        return Change(sentence=told(len(found.new), len(filled), wanted), edits=(*edits, *filled.values()))

    return plan


def told(new: int, filled: int, wanted: Wanted) -> str:
    """Return the sentence of the change."""
    parts = [f"{new} opportunit{'y' if new == 1 else 'ies'} imported"] if new or not filled else []
    parts += [f"{filled} filled in"] if filled else []
    return f"{', '.join(parts)} from {wanted.origin}"


def wished_id(arrival: Arrival, taken: set[str]) -> str:
    """Return the id that an export told, where it can be a file's name and begins as ours do; else the plain one."""
    base = slug(arrival.company, arrival.position)
    ident = arrival.ident
    is_ours = IDENT.fullmatch(ident) and ident.partition("-")[0] == base.partition("-")[0]
    return ident if is_ours and fold(ident) not in taken else base


def new_bytes(snapshot: Snapshot, arrival: Arrival, path: str) -> bytes:
    """Return the file of a new opportunity, read once more and compared with what was meant.

    Raises:
        RefusedEdit: it would not read back as it is.
    """
    header = {"company": arrival.company, "position": arrival.position, **arrival.header}
    data = new_file(header)
    for contact in arrival.contacts:
        data = add_contact(data, path, contact)
    contacts = read_opportunity(data, path, snapshot.settings, ())[0].contacts
    notes = list(arrival.notes)
    for entry in entries_of(arrival, contacts):
        data = add_entry(data, path, entry)
    for lead in ("", "> "):
        whole = with_prose(data, notes, lead)
        if reads_back(snapshot, arrival, path, whole):
            return whole
    raise RefusedEdit(path, arrival.rows[0], "the notes of this line would not read back as they are")


def entries_of(arrival: Arrival, contacts: tuple[Contact, ...]) -> tuple[Entry, ...]:
    """Return what the log will hold: each application, and the last time somebody was in touch."""
    entries = [Entry(line=0, end=0, day=day, kind=Kind.APPLICATION) for day in arrival.applied]
    if arrival.last_contact:
        names = tuple(Name(text=c.name, who=c.ident) for c in contacts[:1])
        direction = Direction.WITH if names else None
        day = arrival.last_contact
        entries.append(
            Entry(line=0, end=0, day=day, kind=Kind.MESSAGE, direction=direction, names=names, title="last contact")
        )
    return tuple(sorted(entries, key=lambda entry: entry.day))


def with_prose(data: bytes, notes: list[str], lead: str) -> bytes:
    """Return the file with paragraphs before its first section, none of which reads as heading, fence or comment."""
    paragraphs = [[lead + guarded(line) for line in text_lines(shown(note))] for note in notes]
    prose = "\n\n".join("\n".join(lines) for lines in paragraphs if lines)
    if not prose:
        return data
    at = data.index(FIRST_SECTION[: len(b"\n## Notes\n")])
    return data[:at] + f"\n{prose}\n".encode() + data[at:]


def shown(text: str) -> str:
    """Return a text with spaces for its control characters."""
    return "".join(c if c in "\n\r\t" or unicodedata.category(c) not in ("Cc", "Cs") else " " for c in text)


def reads_back(snapshot: Snapshot, arrival: Arrival, path: str, data: bytes) -> bool:
    """Tell whether a new file says what was meant, and nothing in it is wrong that the user did not leave out."""
    read, problems = read_opportunity(data, path, snapshot.settings, snapshot.records.people)
    wrong = {problem.code for problem in problems if problem.severity is Severity.ERROR}
    entries = len(arrival.applied) + (arrival.last_contact is not None)
    return (
        (read.company, read.position) == (arrival.company, arrival.position)
        and len(read.contacts) == len(arrival.contacts)
        and len(read.entries) == entries
        and wrong <= MISSING
    )


def filling(snapshot: Snapshot, arrival: Arrival, opportunity: Opportunity, before: Edit | None) -> Edit:
    """Return the edit that fills the empty keys of an opportunity and of its contacts, and adds people who are new."""
    path = opportunity.path
    start = before.before if before and before.before is not None else snapshot.bytes_of(path)
    data = before.after if before and before.after is not None else start
    read = read_opportunity(data, path, snapshot.settings, snapshot.records.people)[0]
    if not read.readable:
        return Edit(path=path, before=start, after=start)
    empty = {key: value for key, value in arrival.header.items() if key not in KEPT and is_empty(read, key)}
    data = set_keys(data, path, empty)
    for person in arrival.contacts:
        data = with_person(data, path, read, person)
    return Edit(path=path, before=start, after=data)


def is_empty(opportunity: Opportunity, key: str) -> bool:
    """Tell whether a key has no value."""
    if key in opportunity.extra:
        return opportunity.extra[key] in ("", "~", "null", '""', "''")
    return not getattr(opportunity, key, None)


def with_person(data: bytes, path: str, read: Opportunity, person: Mapping[str, str | tuple[str, ...]]) -> bytes:
    """Return the file with a contact more, or with the empty keys of the one who is there."""
    email, name = fold(str(person.get("email", ""))), fold_name(str(person["name"]))
    same = [c for c in read.contacts if email and fold(c.email) == email]
    same += [
        c for c in read.contacts if fold_name(c.name) == name and not (email and c.email and fold(c.email) != email)
    ]
    if not same:
        try:
            return add_contact(data, path, person)
        except BadRequest:  # the same person stands twice in the file that comes in
            return data
    empty = {k: v for k, v in person.items() if k != "name" and v and not getattr(same[0], k, None)}
    return set_contact(data, path, same[0].ident, empty)

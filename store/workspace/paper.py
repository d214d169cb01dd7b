"""A draft on paper: the letter with its envelope, or the card with its one, as PDF files with names that people know.

The draft's text stays the one source: what the pages say is what is logged.
"""

import os
import re
import shlex
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from store.errors import BadRequest, NotWritten
from store.letters.facts import UNPRINTABLE
from store.letters.parts import taken_apart
from store.model.draft import Draft
from store.model.folding import fold_name
from store.model.opportunity import Contact, Opportunity
from store.model.own_settings import OwnSettings, PaperSettings
from store.model.person import Person
from store.model.posted import Part, Posted, Table
from store.outside import opening, pdf
from store.outside.eml import usual_folder
from store.rules.drafting.context import GAP
from store.text.slug import shorten, words_of
from store.workspace.machine import Machine
from store.workspace.people import person_meant
from store.workspace.snapshot import Snapshot

PAPER = ("letter", "note")
ENVELOPES = {"a4": "dl", "us-letter": "10"}
"""The envelope that goes with a sheet."""
CARDS = {"a4": ("a6", "c6"), "us-letter": ("a2", "a2-envelope")}
"""The card and its envelope that are usual where a sheet is."""
MOST = 1000
MOST_LETTERS = 24
"""Of a name beyond ASCII, which takes up to four bytes for each: file systems count those."""
WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What will be printed: for each file its name, its template and what is set with it."""

    files: tuple[tuple[str, str, Mapping[str, Any]], ...]
    own: Path | None = None
    """The user's own templates."""


def print_draft(
    snapshot: Snapshot, own: OwnSettings, path: str, folder: Path, templates: Path | None = None
) -> tuple[Path, ...]:
    """Write the pages of a draft as PDF files into a folder, beside what is there, and return them: the letter first.

    Args:
        snapshot: the vault.
        own: the user's own settings: sheet, envelope, window.
        path: the draft.
        folder: where the files go.
        templates: a folder of the user's own templates; a vault never has any.

    Raises:
        BadRequest: it is no letter, has gaps, or lacks a postal address.
        NotPrinted: typst is not there, or no font has a character.
        NotWritten: the file system refused.
    """
    return write(pages_of(snapshot, own, path, templates), folder)


def pages_of(snapshot: Snapshot, own: OwnSettings, path: str, templates: Path | None = None) -> Pages:
    """Return what a draft's pages hold; nothing is run and nothing written. See `print_draft`."""
    draft = snapshot.draft(path)
    if draft.channel not in PAPER:
        raise BadRequest(f"The draft to {draft.to or 'nobody'} is no letter and no note, so there is nothing to print.")
    opportunity = snapshot.opportunity(draft.opportunity)
    person = person_meant(snapshot, opportunity, draft.to)
    posted = taken_apart(UNPRINTABLE.sub("", draft.body.expandtabs(1)), snapshot.settings.name, person.name)
    paper = own.paper
    refuse_without_address(draft, posted, opportunity, person, needed=draft.channel == "letter" or has_envelope(paper))
    refuse_gaps(draft)
    language = own.spelling.language.replace("-", "_").split("_")[0].lower()
    values = {
        "lang": language if len(language) == len("en") and language.isalpha() else "en",
        "window": paper.window,
        "subject": " ".join(draft.subject.split()) if draft.channel == "letter" else "",
        "foot": ", ".join(filter(None, (person.name, posted.date))),
        **values_of(posted),
        "sender": posted.sender
        or tuple(filter(None, (snapshot.settings.name, *address_lines(snapshot.settings.address)))),
        "recipient": posted.recipient or block_of(opportunity, person),
    }
    whom = called(person.name)
    if draft.channel == "letter":
        main = (f"letter-to-{whom}", "letter", {**values, "size": paper.size})
        envelope = paper.envelope or ENVELOPES[paper.size]
    else:
        card, envelope = CARDS[paper.size]
        main = (f"card-to-{whom}", "card", {**values, "size": card})
    cover = (f"envelope-to-{whom}", "envelope", {**values, "size": envelope})
    return Pages(files=(main, cover) if has_envelope(paper) else (main,), own=templates)


def called(name: str) -> str:
    """Return a person as a part of a file's name: in plain letters, or in those of a script that has none."""
    if plain := words_of(name):
        return shorten("-".join(plain))
    own = "-".join(WORDS.findall(unicodedata.normalize("NFC", name.casefold())))
    return own[:MOST_LETTERS].strip("-") or "nobody-yet"


def write(pages: Pages, folder: Path) -> tuple[Path, ...]:
    """Make the pages and write all of them, or none. May run in any thread. See `print_draft`."""
    if not folder.is_dir():
        raise BadRequest(f"There is no folder {folder}. Nothing was printed.")
    made = [(name, pdf.page(template, values, pages.own)) for name, template, values in pages.files]
    for number in range(1, MOST):
        ending = ".pdf" if number == 1 else f"-{number}.pdf"
        files = [(folder / f"{name}{ending}", data) for name, data in made]
        if not any(os.path.lexists(file) for file, _ in files) and _written(files):
            return tuple(file.absolute() for file, _ in files)
    raise BadRequest(f"{folder} holds a thousand files called {made[0][0]}. Nothing was printed.")


def folder_for(own: OwnSettings, asked: str | None = None) -> Path:
    """Return where pages go: the folder asked for, else that of the user's own settings, else the downloads."""
    named = asked or own.paper.folder
    return Path(named).expanduser() if named else usual_folder()


def show(file: Path, own: OwnSettings) -> None:
    """Open a page in the viewer of this machine, or in the one of the user's own settings.

    Raises:
        NotPrinted: there is none, or no screen.
    """
    opening.show(file, own.paper.open)


def own_templates(machine: Machine) -> Path | None:
    """Return where the user's own templates for paper would be: beside the own settings, never in a vault."""
    return machine.config.parent / "paper" if machine.config else None


def can_print() -> bool:
    """Tell whether pages can be made on this machine."""
    return pdf.is_there()


def has_envelope(paper: PaperSettings) -> bool:
    """Tell whether the user wants an envelope printed."""
    return paper.envelope != "none"


def refuse_without_address(
    draft: Draft, posted: Posted, opportunity: Opportunity, person: Contact | Person, *, needed: bool
) -> None:
    """Refuse a letter that nobody could deliver.

    Raises:
        BadRequest: there is no postal address, neither in the draft nor in the files.
    """
    title = person.title if isinstance(person, Contact) else person.company
    known = {fold_name(text) for text in (person.name, title, opportunity.company)}
    written = [line for line in posted.recipient if fold_name(line) not in known and not GAP.search(line)]
    if not needed or written or (person.address.strip() and not posted.recipient):
        return
    if person.address.strip():
        raise BadRequest(
            f"The draft does not have the postal address of {person.name}. Write it under the name in {draft.path}: "
            f"{'; '.join(address_lines(person.address))}."
        )
    where = (
        f"Write `address: …` into {person.path}"
        if isinstance(person, Person)
        else f"Add it: afterword contact {opportunity.id} --name {shlex.quote(person.name)} --address 'STREET, TOWN'"
    )
    again = f", and write it under the name in {draft.path}" if draft.channel == "letter" else ""
    raise BadRequest(f"{person.name} has no postal address, so nothing was printed. {where}{again}.")


def refuse_gaps(draft: Draft) -> None:
    """Refuse a letter that is not finished.

    Raises:
        BadRequest: it has gaps.
    """
    gaps = [" ".join(gap.split()) for text in (draft.subject, draft.body) for gap in GAP.findall(text)]
    if gaps:
        raise BadRequest(f"The draft to {draft.to} still has gaps, so nothing was printed: {'; '.join(gaps)}.")


def address_lines(address: str) -> tuple[str, ...]:
    """Return a postal address on lines of its own: cut at line ends, else at commas."""
    parts = address.split("\n") if "\n" in address.strip() else address.split(",")
    return tuple(" ".join(part.split()) for part in parts if part.strip())


def block_of(opportunity: Opportunity, person: Contact | Person) -> tuple[str, ...]:
    """Return the address of a person as it stands on an envelope."""
    if isinstance(person, Person):
        return tuple(filter(None, (person.name, person.company))) + address_lines(person.address)
    return tuple(filter(None, (person.name, person.title, opportunity.company))) + address_lines(person.address)


def values_of(posted: Posted) -> dict[str, Any]:
    """Return a letter's parts as plain values for a template."""
    plain: dict[str, Any] = asdict(posted)
    for name in ("lead", "parts", "after"):
        plain[name] = [_part(part) for part in getattr(posted, name)]
    return plain


def _part(part: Part) -> dict[str, Any]:
    kind = {"Paragraph": "paragraph", "Items": "items", "Verbatim": "lines", "Table": "chart"}[type(part).__name__]
    if isinstance(part, Table):
        heads, rows = (part.rows[0], part.rows[1:]) if part.has_heads else (("", ""), part.rows)
        return {"kind": kind, "heads": heads, "rows": rows}
    return {"kind": kind, **asdict(part)}


def _written(files: list[tuple[Path, bytes]]) -> bool:
    """Write new files that nobody else can read, all or none; tell whether their names were still free."""
    done: list[Path] = []
    try:
        for file, data in files:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            done.append(file)
            with os.fdopen(handle, "wb") as out:
                out.write(data)
    except OSError as error:
        for file in done:
            file.unlink(missing_ok=True)
        if isinstance(error, FileExistsError):
            return False
        raise NotWritten(str(files[len(done) - 1][0]), error.strerror or str(error)) from error
    return True

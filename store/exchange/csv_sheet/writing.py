"""Opportunities as a table: one line each, cells that could be formulas made harmless."""

import re
from collections.abc import Iterable, Mapping, Sequence

from store.exchange.csv_sheet.guarding import guarded
from store.model.entry import Direction, Entry, Kind
from store.model.opportunity import Contact, Opportunity
from store.model.outgoing import Leaving

BOM = b"\xef\xbb\xbf"
QUOTED = re.compile(r'[",;\t\r\n]|^\s|\s$')
"""What needs quotes in one reader of tables or another."""
OWN_TEXT = re.compile(r"""(?P<quote>["'])(?P<inner>[^"'\\\n]*)(?P=quote)|(?P<plain>[^\s"'\[{|>&*!%#@`][^\n]*|)""")
"""A key of the user's own whose value is one text and can be a cell."""
CONTACT_COLUMNS = ("name", "title", "part", "email", "phone", "address", "spelling", "prefers")
USUAL = (
    "id",
    "company",
    "position",
    "stage",
    "stage since",
    "applied",
    "last contact",
    "next touch",
    "deadline",
    "location",
    "salary",
    "url",
    "source",
    "tags",
    "playbook",
    "documents",
    "runner up",
    "restrictions",
)
ALWAYS = USUAL[:14]
"""Columns that stand there even where nobody has anything in them."""


def written(leaving: Leaving) -> bytes:
    """Return the table."""
    lines = [cells_of(o, leaving) for o in leaving.opportunities if o.readable]
    columns = columns_of(lines)
    rows = [columns, *([line.get(column, "") for column in columns] for line in lines)]
    guard = (lambda cell: cell) if leaving.wishes.raw else guarded
    text = "".join(",".join(quoted(guard(cell)) for cell in row) + "\n" for row in rows)
    return (BOM if leaving.wishes.excel else b"") + text.encode()


def columns_of(lines: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the columns: the usual ones, the contacts' and the user's own, as far as anybody has something there."""
    used = dict.fromkeys(column for line in lines for column, cell in line.items() if cell)
    usual = [column for column in USUAL if column in ALWAYS or column in used]
    most = max((number for number in range(1, len(used) + 1) if contact_column(number, "name") in used), default=0)
    people = [contact_column(number, key) for number in range(1, most + 1) for key in CONTACT_COLUMNS]
    known = {*USUAL, *people}
    return [*usual, *(c for c in people if c in used), *(c for c in used if c not in known)]


def contact_column(number: int, key: str) -> str:
    """Return what a contact's column is called: `contact`, `contact email`, `contact 2`, `contact 2 email`."""
    who = "contact" if number == 1 else f"contact {number}"
    return who if key == "name" else f"{who} {key}"


def cells_of(opportunity: Opportunity, leaving: Leaving) -> dict[str, str]:
    """Return the cells of an opportunity by their columns."""
    o = opportunity
    cells = {
        "id": o.id,
        "company": o.company,
        "position": o.position,
        "stage": str(o.stage),
        "stage since": str(o.stage_since or ""),
        "applied": first_day(entry for entry in o.entries if entry.kind is Kind.APPLICATION),
        "last contact": last_contact(o, leaving),
        "next touch": str(o.next_touch or ""),
        "deadline": str(o.deadline or ""),
        "location": o.location,
        "salary": o.salary,
        "url": o.url,
        "source": o.source,
        "tags": listed(o.tags),
        "playbook": o.playbook,
        "documents": listed(o.documents),
        "runner up": "true" if o.runner_up else "",
        "restrictions": ", ".join(o.restrictions),
    }
    for number, contact in enumerate(o.contacts, 1):
        cells |= {contact_column(number, key): cell for key, cell in contact_cells(contact).items()}
    own = {key: own_text(source) for key, source in o.extra.items()}
    return cells | {key: text for key, text in own.items() if text and key not in cells}


def contact_cells(contact: Contact) -> dict[str, str]:
    """Return a contact's cells."""
    c = contact
    return {
        "name": c.name,
        "title": c.title,
        "part": ", ".join(c.part),
        "email": c.email,
        "phone": c.phone,
        "address": c.address,
        "spelling": c.spelling,
        "prefers": c.prefers,
    }


def first_day(entries: Iterable[Entry]) -> str:
    """Return the first day of some entries."""
    return min((entry.day.isoformat() for entry in entries), default="")


def last_contact(opportunity: Opportunity, leaving: Leaving) -> str:
    """Return the last day up to today on which somebody was reached, or reached out."""
    reached = (Direction.TO, Direction.FROM, Direction.WITH)
    days = (e.day for e in opportunity.entries if e.direction in reached and e.day <= leaving.today)
    return str(max(days, default=""))


def listed(items: Sequence[str]) -> str:
    """Return a list as one cell: with commas, or a line each where an item holds a comma itself."""
    if any(re.search("[,;\n]", item) for item in items):
        return "".join(f"{' '.join(item.split())}\n" for item in items)
    return ", ".join(items)


def own_text(source: str) -> str:
    """Return the text of a key of the user's own; empty for lists and whatever is more than one text."""
    found = OWN_TEXT.fullmatch(source)
    return (found["inner"] or found["plain"] or "") if found else ""


def quoted(cell: str) -> str:
    """Return a cell as it stands in the file."""
    return '"' + cell.replace('"', '""') + '"' if QUOTED.search(cell) else cell

"""A panel of two with their own words, another search beside it, and a draft that has nothing wrong."""

from collections.abc import Callable
from datetime import date

import pytest

from store.model.draft import Draft, Finding
from store.model.entry import Direction, Entry, Kind, Mark, Name, Word
from store.model.opportunity import Contact, Opportunity, Stage
from store.model.person import Person
from store.model.records import Records
from store.model.settings import Settings
from store.model.value import replace
from store.rules.linting import lint

TODAY = date(2026, 11, 20)
JOE, MIA = Name(text="Joe Alvarez", who="Joe Alvarez"), Name(text="Mia Chen", who="Mia Chen")
BODY = """Dear Joe Alvarez,

Thank you for your time today, and for the talk about reps
who stall below the C-level.

I have built one before, and would be glad to do it here.

You will hear from me on Tuesday, 1 December.

With kind regards,

Dana Whitfield
+1 555 0143"""

MARKS = (
    Mark(line=21, word=Word.NEED, text="reps stall below the C-level", persons=(JOE,)),
    Mark(line=22, word=Word.TOPIC, text="board-ready value stories", persons=(MIA,)),
    Mark(line=23, word=Word.QUOTE, text='"we lose them in the second meeting"', persons=(MIA,)),
    Mark(line=24, word=Word.PROMISE, text="send the ramp plan", persons=(JOE,), mine=True, by=date(2026, 11, 23)),
    Mark(line=25, word=Word.VALUE, text='"Selling to the C-Suite" <https://books.example/c>', persons=(JOE,)),
    Mark(line=26, word=Word.NEXT, text="Joe calls about round two", persons=(JOE,), by=date(2026, 11, 27)),
)
INTERVIEW = Entry(
    line=20, end=30, day=TODAY, kind=Kind.INTERVIEW, direction=Direction.WITH, names=(JOE, MIA), marks=MARKS
)
HERE = Opportunity(
    id="northwind",
    path="opportunities/northwind.md",
    company="Northwind Freight",
    position="Director of Sales Enablement",
    stage=Stage.INTERVIEWING,
    contacts=(
        Contact(line=7, name="Joe Alvarez", ident="Joe Alvarez", part=("hiring-manager",), spelling="confirmed"),
        Contact(line=9, name="Mia Chen", ident="Mia Chen", spelling="confirmed"),
    ),
    entries=(INTERVIEW,),
)


def elsewhere(ident: str, company: str, *people: str) -> Opportunity:
    contacts = tuple(Contact(line=5, name=name, ident=name) for name in people)
    return Opportunity(id=ident, path=f"opportunities/{ident}.md", company=company, position="x", contacts=contacts)


RECORDS = Records(
    settings=Settings(name="Dana Whitfield", email="dana@whitfield.example", phone="+1 555 0143"),
    opportunities=(
        HERE,
        elsewhere("xylo", "Xylo Robotics GmbH", "Priya Raman"),
        elsewhere("target", "Target", "May Lindqvist", "Will Okafor"),
        elsewhere("kestrel", "Kestrel"),
    ),
    people=(
        Person(path="people/anna.md", name="Anna Weiss", ident="Anna Weiss"),
        Person(path="people/ben.md", name="Ben Osei", ident="Ben Osei", opportunities=("northwind",)),
    ),
)
DRAFT = Draft(
    path="drafts/joe.md",
    opportunity="northwind",
    to="Joe Alvarez",
    channel="email",
    template="thank-you-email",
    subject="Thank you, and a thought on stalled reps",
    body=BODY,
)
RULES = ("R7", "R10", "R11", "R12", "R17", "R30")


@pytest.fixture
def draft() -> Draft:
    return DRAFT


@pytest.fixture
def records() -> Records:
    return RECORDS


@pytest.fixture
def look() -> Callable[..., tuple[Finding, ...]]:
    """Return a function that lints the good draft with some of it changed."""

    def look(
        body: str | None = None,
        *,
        records: Records = RECORDS,
        rules: tuple[str, ...] | None = RULES,
        **changes: object,
    ) -> tuple[Finding, ...]:
        changed = replace(DRAFT, body=DRAFT.body if body is None else body, **changes)  # type: ignore[arg-type]
        here = next(o for o in records.opportunities if o.id == "northwind")
        return lint(changed, here, records, TODAY, rules)

    return look

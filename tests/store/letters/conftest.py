"""One search in three states of its notes: rich, sparse, empty."""

from collections.abc import Callable
from datetime import date, time

import pytest

from store.letters.facts import Scene
from store.letters.library import templates
from store.model.entry import Direction, Entry, Kind, Mark, Name, Word
from store.model.letter import Template
from store.model.opportunity import Contact, Opportunity, Stage
from store.model.settings import Settings
from store.model.story import Story
from store.model.value import replace

TODAY = date(2026, 7, 3)
PRIYA, TOM, LUCIA = (Name(text=n, who=n) for n in ("Priya Raman", "Tom Becker", "Lucía Ortega"))


def mark(line: int, word: Word, text: str, *persons: Name, by: date | None = None) -> Mark:
    mine = word is Word.PROMISE or (word is Word.NEXT and not persons)
    return Mark(line=line, word=word, text=text, persons=persons, by=by, mine=mine)


MARKS = (
    mark(31, Word.NEED, "late loads are noticed only when the customer calls", PRIYA),
    mark(32, Word.NEED, "two planning teams that never see each other's plans", TOM),
    mark(33, Word.NEED, "a dispatcher bench that can cover nights"),
    mark(34, Word.TOPIC, "letting the drivers see the plan", PRIYA),
    mark(35, Word.TOPIC, "the Monday planning round", TOM),
    mark(36, Word.TOPIC, "how people grow in the company", LUCIA),
    mark(37, Word.QUOTE, '"we find out last"', PRIYA),
    mark(38, Word.FUMBLED, "could not say what a late load costs", PRIYA),
    mark(39, Word.VALUE, '"Calm Dispatch", an essay on early warnings <https://essays.example/calm-dispatch>', PRIYA),
    mark(40, Word.STRENGTH, "built a control tower from nothing", PRIYA),
    mark(41, Word.PROMISE, "send the rollout plan", PRIYA, by=date(2026, 7, 6)),
    mark(42, Word.NEXT, "Lucía calls about the second round", LUCIA, by=date(2026, 7, 8)),
)
SPARSE = (mark(31, Word.TOPIC, "letting the drivers see the plan", PRIYA),)
CONTACTS = (
    Contact(
        line=7,
        name="Priya Raman",
        ident="Priya Raman",
        title="Head of Operations",
        part=("hiring-manager",),
        email="priya.raman@hollin.example",
        address="Hollin House, 4 Quay Street, Portland",
        spelling="confirmed",
    ),
    Contact(line=14, name="Tom Becker", ident="Tom Becker", part=("interviewer",)),
    Contact(line=17, name="Lucía Ortega", ident="Lucía Ortega", part=("hr",), spelling="confirmed"),
)
STORIES = (
    Story(
        path="stories/early-warning.md",
        title="An early warning board for late loads",
        needs=("late loads are noticed too late", "customers call first"),
        skills=("dispatch", "alerting"),
        result="nine of ten late loads were reported to the customer before he called",
        sample="https://rowan.example/early-warning",
        body="Private prose that never enters a letter.",
    ),
    Story(
        path="stories/one-plan.md",
        title="One plan for two planning teams",
        needs=("planning teams that do not see each other's plans",),
        result="double bookings fell from 30 a week to 4",
    ),
    Story(path="stories/cafe.md", title="Ran a cafe", needs=("staff rota",), result="open every day for a year"),
)
SETTINGS = Settings(name="Rowan Ito", email="rowan@ito.example", phone="+1 555 0117", address="18 Alder Lane, Portland")


APPLIED = Entry(line=26, end=26, day=date(2026, 6, 5), kind=Kind.APPLICATION, direction=Direction.TO)
PLANNED = Entry(
    line=47,
    end=47,
    day=date(2026, 7, 14),
    kind=Kind.INTERVIEW,
    direction=Direction.WITH,
    names=(PRIYA,),
    title="second",
)


def interview(marks: tuple[Mark, ...], names: tuple[Name, ...] = (PRIYA, TOM, LUCIA)) -> Entry:
    return Entry(
        line=30,
        end=45,
        day=date(2026, 7, 2),
        at=time(16),
        kind=Kind.INTERVIEW,
        direction=Direction.WITH,
        names=names,
        title="first round",
        marks=marks,
        text="Private prose that never enters a letter.",
    )


def opportunity(marks: tuple[Mark, ...] = MARKS) -> Opportunity:
    return Opportunity(
        id="hollin",
        path="opportunities/hollin.md",
        company="Hollin Logistics",
        position="Dispatch Lead",
        stage=Stage.INTERVIEWING,
        contacts=CONTACTS,
        documents=("cv.pdf", "recommendation-anna-weiss.pdf"),
        entries=(interview(marks), PLANNED, APPLIED),
        lines={"company": 2, "position": 3, "documents": 20},
    )


def rich(contact: Contact | None = CONTACTS[0]) -> Scene:
    return Scene(opportunity=opportunity(), contact=contact, stories=STORIES, settings=SETTINGS, today=TODAY)


def sparse() -> Scene:
    scene = rich()
    return replace(
        scene,
        opportunity=replace(opportunity(SPARSE), entries=(interview(SPARSE),), documents=()),
        stories=(),
        contact=replace(CONTACTS[0], title="", address=""),
        settings=replace(SETTINGS, phone="", address=""),
    )


def empty() -> Scene:
    bare = replace(opportunity(()), entries=(), contacts=(), documents=())
    return Scene(opportunity=bare, settings=Settings(), today=TODAY)


@pytest.fixture(params=["rich", "sparse", "empty"])
def state(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def scenes() -> dict[str, Callable[..., Scene]]:
    return {"rich": rich, "sparse": sparse, "empty": empty}


@pytest.fixture
def people() -> tuple[Contact, ...]:
    return CONTACTS


@pytest.fixture
def shipped() -> dict[str, Template]:
    return {template.name: template for template in templates(None)}

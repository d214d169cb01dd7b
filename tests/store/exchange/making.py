"""Opportunities of any kind, for the laws of exports."""

from datetime import date, time

from hypothesis import strategies as st

from store.model.agenda import Because, Bucket, Item, State
from store.model.entry import Direction, Entry, Kind, Name
from store.model.opportunity import Contact, Opportunity, Stage
from store.model.outgoing import Leaving, Wishes

TODAY = date(2026, 11, 26)
HOSTILE = [
    "=1+1",
    "'=x",
    "+1 555",
    "-",
    "@you",
    "a;b",
    'say "x"',
    "a,b",
    "BEGIN:VALARM",
    "x\r\nEND:VEVENT",
    "ü" * 90,
    "\\n",
]
TEXT = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
NAMES = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=12)
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    name = draw(NAMES)
    return Contact(line=1, name=name, ident=name, title=draw(TEXT), email=draw(TEXT), phone=draw(TEXT))


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    names = tuple(Name(text=n, who=None) for n in draw(st.lists(NAMES, max_size=2)))
    return Entry(
        line=1,
        end=2,
        day=draw(DAYS),
        at=draw(st.none() | st.times().map(lambda t: time(t.hour, t.minute))),
        zone=draw(st.sampled_from([None, "Z", "+05:30", "Europe/Berlin", "Nowhere/Atall"])),
        kind=draw(st.sampled_from(Kind)),
        direction=Direction.WITH if names else None,
        names=names,
        title=draw(TEXT),
    )


@st.composite
def opportunities(draw: st.DrawFn) -> Opportunity:
    return Opportunity(
        id=draw(st.text("abc-", min_size=1, max_size=5)),
        path="opportunities/x.md",
        company=draw(TEXT),
        position=draw(TEXT),
        stage=draw(st.sampled_from(Stage)),
        deadline=draw(st.none() | DAYS),
        location=draw(TEXT),
        url=draw(TEXT),
        tags=tuple(draw(st.lists(NAMES, max_size=2))),
        contacts=tuple(draw(st.lists(contacts(), max_size=3, unique_by=lambda c: c.name))),
        entries=tuple(draw(st.lists(entries(), max_size=4))),
    )


@st.composite
def items(draw: st.DrawFn, of: list[str]) -> Item:
    due = draw(DAYS)
    step, who = draw(NAMES), draw(st.none() | TEXT)
    return Item(
        key=f"{step}/{due}/{who}",
        opportunity=draw(st.sampled_from(of)),
        company=draw(TEXT),
        position=draw(TEXT),
        step=step,
        due=due,
        days=(due - TODAY).days,
        bucket=draw(st.sampled_from(Bucket)),
        state=State.OPEN,
        because=Because(event=draw(TEXT), day=due, path="opportunities/x.md", line=3),
        who=who,
        time=draw(st.none() | st.just("09:30")),
        says=draw(TEXT),
    )


@st.composite
def leavings(draw: st.DrawFn) -> Leaving:
    found = draw(st.lists(opportunities(), max_size=4, unique_by=lambda o: o.id))
    outstanding = draw(st.lists(items([o.id for o in found]), max_size=4)) if found else []
    return Leaving(
        today=TODAY,
        opportunities=tuple(found),
        items=tuple({(i.opportunity, i.key): i for i in outstanding}.values()),
        wishes=Wishes(private=draw(st.booleans()), todos=draw(st.booleans())),
    )

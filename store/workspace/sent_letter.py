"""What a letter leaves when it goes out: its entry in the log, promises that it keeps, steps that it can do as well."""

from dataclasses import dataclass
from datetime import date

from store.model.agenda import Item
from store.model.draft import Draft
from store.model.entry import Box, Direction, Entry, Kind, Mark, Name, Word
from store.model.opportunity import Contact, Opportunity
from store.model.person import Person
from store.model.value import replace
from store.rules.drafting.echo import is_echoed
from store.rules.meeting import conversations, lead_of
from store.workspace.announcing import announced_day
from store.workspace.marking import KINDS, clock_of
from store.workspace.people import person_meant
from store.workspace.snapshot import Snapshot

LAST_LINE = 1 << 30
"""Behind every line of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentSteps:
    """The open steps that a letter has to do with."""

    kept: tuple[Item, ...] = ()
    """Promises of what the letter brings: its words stand in it, and it is the letter for them."""
    offered: tuple[Item, ...] = ()
    """Other steps that the same message can have done; only the user knows whether it has."""


def sent_entry(snapshot: Snapshot, opportunity: Opportunity, draft: Draft, on: date) -> Entry:
    """Return the log entry of a draft that was sent, with the day it announces as a promise (R12)."""
    person = person_meant(snapshot, opportunity, draft.to)
    name = Name(text=person.name, who=person.ident)
    announced = announced_day(draft.body, on)
    if announced and announced == snapshot.announced_to_all(opportunity.id) and not leads(opportunity, person, on):
        announced = None  # everybody hears the day; only the one who will be called is promised it (guard 4)
    noted = announced and any(
        m.word is Word.PROMISE and m.box is Box.OPEN and m.by == announced and any(n.who == name.who for n in m.persons)
        for e in opportunity.entries
        for m in e.marks
    )
    promise = Mark(line=0, word=Word.PROMISE, text="be in touch", by=announced, persons=(name,), mine=True)
    return Entry(
        line=0,
        end=0,
        day=on,
        at=clock_of(snapshot, on),
        kind=KINDS.get(draft.channel, Kind.EMAIL),
        direction=Direction.TO,
        names=(name,),
        title=draft.subject,
        marks=(promise,) if announced and not noted else (),
        text=draft.body,
    )


def leads(opportunity: Opportunity, person: Contact | Person, on: date) -> bool:
    """Tell whether a person leads the latest conversation that they were in."""
    latest = next(iter(conversations(opportunity, person.ident, on)), None)
    return person.ident == lead_of(opportunity, latest, on)


def is_logged(opportunity: Opportunity, entry: Entry) -> bool:
    """Tell whether the log holds this very text to this very person already."""
    whom = [n.who for n in entry.names]
    return any(
        e.kind == entry.kind and e.text == entry.text and [n.who for n in e.names] == whom
        for e in opportunity.entries
        if e.direction == Direction.TO
    )


def steps_of(snapshot: Snapshot, draft: Draft, on: date | None = None) -> SentSteps:
    """Return what a draft does once it is logged as sent on a day (None = today); nothing where it is logged already.

    Raises:
        StoreError: its opportunity or its person is not there.
    """
    opportunity = snapshot.opportunity_to_change(draft.opportunity)
    entry = sent_entry(snapshot, opportunity, draft, on or snapshot.today)
    if is_logged(opportunity, entry):
        return SentSteps()
    ident = entry.names[0].who
    open_steps = {i.key: i for i in snapshot.schedule(opportunity.id) if i.bucket is not None and i.ident == ident}
    promises = {mark.line: mark for e in opportunity.entries for mark in e.marks}
    kept = [i for i in open_steps.values() if i.template == draft.template and _brings(draft, promises, i)]
    settled = open_steps.keys() - _open_after(snapshot, opportunity, entry) | {i.key for i in kept}
    offered: dict[str, Item] = {}
    for item in open_steps.values():
        group = {item.key, *item.also}
        if settled & group:
            offered |= {key: open_steps[key] for key in group - settled if key in open_steps}
    in_order = sorted(offered.values(), key=lambda i: (i.due, i.key))
    return SentSteps(kept=tuple(kept), offered=tuple(i for i in in_order if not i.answers))


def _brings(draft: Draft, promises: dict[int, Mark], item: Item) -> bool:
    """Tell whether the text takes up the promise that a step is about."""
    mark = promises.get(item.mark_line or 0)
    return mark is not None and is_echoed(mark, f"{draft.subject}\n{draft.body}")


def _open_after(snapshot: Snapshot, opportunity: Opportunity, entry: Entry) -> frozenset[str]:
    """Return the keys that stay open once the entry is in the log."""
    then = replace(opportunity, entries=(*opportunity.entries, replace(entry, line=LAST_LINE, end=LAST_LINE)))
    return snapshot.open_with(then)

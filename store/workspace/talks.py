"""Talks that notes belong to: which one is meant, and who was there."""

from datetime import date, time

from store.errors import BadRequest
from store.model.entry import SPOKEN, Entry, Kind, Name
from store.model.opportunity import Contact, Opportunity
from store.model.person import Person
from store.rules.meeting import present
from store.workspace.noting import Reader
from store.workspace.people import roster_of
from store.workspace.snapshot import Snapshot


def talk(opportunity: Opportunity, today: date, day: date | None = None) -> Entry:
    """Return the talk that a note belongs to: the latest one up to today, or the one of that day.

    Raises:
        BadRequest: there is none.
    """
    talks = [e for e in opportunity.entries if e.kind in SPOKEN and (e.day <= today if day is None else e.day == day)]
    if not talks:
        when = f"on {day}" if day else "yet"
        raise BadRequest(
            f"{opportunity.label} has no interview, call, meeting or visit {when} that a note could stand in. "
            f"Log it first: afterword log {opportunity.id} interview --with NAME"
        )
    return max(talks, key=_order)


def talk_headed(opportunity: Opportunity, heading: str) -> Entry:
    """Return the talk with that heading; of several the last one.

    Raises:
        BadRequest: there is none: its heading was changed meanwhile.
    """
    talks = [e for e in opportunity.entries if e.kind in SPOKEN and e.heading == heading]
    if not talks:
        raise BadRequest(
            f"“{heading}” is no longer in the log of {opportunity.label}: another program changed its heading. "
            "Nothing was written."
        )
    return talks[-1]


def talk_to_debrief(opportunity: Opportunity, today: date, line: int = 0) -> Entry:
    """Return the talk to write down: the one on that line, else the latest interview, else the latest talk.

    Raises:
        BadRequest: nothing has taken place that could be written down.
    """
    held = [e for e in opportunity.entries if e.kind in SPOKEN and e.day <= today]
    if (here := next((e for e in held if e.line == line), None)) is not None:
        return here
    interviews = [e for e in held if e.kind is Kind.INTERVIEW]
    return max(interviews, key=_order) if interviews else talk(opportunity, today)


def _order(entry: Entry) -> tuple[date, time, int]:
    return entry.day, entry.at or time.min, entry.line


def people_there(snapshot: Snapshot, opportunity: Opportunity, entry: Entry) -> tuple[Contact | Person, ...]:
    """Return who was in a talk, without those whose name fits several people.

    Somebody whom no file knows yet is a contact without a line.
    """
    beyond = {p.ident: p for p in snapshot.records.people}
    roster = roster_of(snapshot, opportunity)
    found: list[Contact | Person] = []
    for name in entry.names or tuple(Name(text=ident, who=ident) for ident in present(opportunity, entry)):
        known = opportunity.contact(name.who) or beyond.get(name.who or "")
        if known or not roster.fitting(name.text):
            found.append(known or Contact(line=0, name=name.text, ident=name.text))
    return tuple({p.ident: p for p in found}.values())


def reader_of(snapshot: Snapshot, opportunity: Opportunity, entry: Entry) -> Reader:
    """Return what reads the notes of a talk."""
    there = people_there(snapshot, opportunity, entry)
    known: tuple[Contact | Person, ...] = (*opportunity.contacts, *snapshot.records.people)
    return Reader(there=there, known=known, today=snapshot.today, workdays_on=snapshot.calendar.workdays_from)

"""Log how a call ended, with what was heard in it: one change, whatever the outcome was (R19, R31, R32)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from store.errors import BadRequest, NoSuchStep
from store.model.agenda import Item
from store.model.change import Change, Edit
from store.model.entry import Direction, Entry, Kind, Mark, Name, Word
from store.model.opportunity import Contact, Opportunity
from store.model.person import Person
from store.rules.advice import BRIEFING
from store.text.header_edit import set_keys
from store.workspace.changing import Plan
from store.workspace.marking import clock_of
from store.workspace.noting import Note
from store.workspace.people import person_meant
from store.workspace.snapshot import Snapshot
from store.workspace.tracing import Trace, written


class Outcome(StrEnum):
    """How a call ended."""

    TALKED = "talked"
    MESSAGE = "left a message"
    NO_ANSWER = "no answer"
    """It rang, and nobody noticed: it settles nothing and keeps no promise (guards 4 and 11)."""
    LATER = "asked to be called back"
    REFUSED = "does not want to be called"


RANG_IN_VAIN = "no answer"
"""The title by which the engine knows an attempt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call that is over."""

    opportunity: str
    """Its id, or a unique part of its names."""
    to: str
    """Who was called."""
    outcome: Outcome
    key: str = ""
    """The step that it was for; empty = none."""
    began: time | None = None
    """When they picked up, as the clock on the wall had it; None = now."""
    notes: Sequence[Note] = ()
    said: str = ""
    """The message that was left."""
    until: date | None = None
    """The day on which they want to be called back."""
    at: str = ""
    """The hour of that day, in their own words."""
    restriction: str = ""
    """What is not wanted from now on: `no-calls`, `no-contact`; empty = only this call was refused."""
    draft: str = ""
    """Path of the sheet's draft; it goes once it has served."""


def log_call(call: Call) -> Plan:
    """Return the plan that logs a call.

    The step that it was for may be settled by now: the call took place all the same, and is logged.
    """

    def plan(snapshot: Snapshot) -> Change:
        opportunity = snapshot.opportunity_to_change(call.opportunity)
        person = person_meant(snapshot, opportunity, call.to)
        if call.until is not None and call.until < snapshot.today:
            raise BadRequest(f"{call.until} is over. Name today or a later day, such as mon or +3d.")
        item = _item(snapshot, opportunity, call.key)
        boxes = (item.mark_line,) if item and item.mark_line and call.outcome is not Outcome.NO_ANSWER else ()
        entry = entry_of(snapshot, call, person, item)
        before = snapshot.bytes_of(opportunity.path)
        after = written(snapshot, opportunity, before, [Trace(boxes=boxes, entries=(entry,))])
        if call.restriction and call.restriction not in opportunity.restrictions:
            after = set_keys(after, opportunity.path, {"restrictions": (*opportunity.restrictions, call.restriction)})
        edits = [Edit(path=opportunity.path, before=before, after=after)]
        if call.draft and call.outcome in (Outcome.TALKED, Outcome.MESSAGE):
            edits += [
                Edit(path=draft.path, before=snapshot.bytes_of(draft.path), after=None)
                for draft in snapshot.records.drafts
                if draft.path == call.draft
            ]
        return Change(sentence=f"{opportunity.label}: {sentence(call, person)}", edits=tuple(edits))

    return plan


def _item(snapshot: Snapshot, opportunity: Opportunity, key: str) -> Item | None:
    try:
        return snapshot.item(opportunity.id, key) if key else None
    except NoSuchStep:
        return None


def entry_of(snapshot: Snapshot, call: Call, person: Contact | Person, item: Item | None) -> Entry:
    """Return what a call leaves in the log.

    A talk is `Call to`, since the user dialled: it is a turn and a call of the user's (R21, R23). The engine knows that
    whoever took it was heard of (`store.rules.logbook`).
    """
    is_briefing = item is not None and BRIEFING in item.rules and call.outcome is Outcome.TALKED
    kind = Kind.BRIEFING if is_briefing else Kind.VOICEMAIL if call.outcome is Outcome.MESSAGE else Kind.CALL
    marks = [Mark(line=0, word=n.word, text=n.text, by=n.by, persons=n.persons) for n in call.notes]
    if call.until is not None:
        hour = f" at {' '.join(call.at.split())}" if call.at.strip() else ""
        marks.append(Mark(line=0, word=Word.PROMISE, text=f"call back{hour}", by=call.until))
    return Entry(
        line=0,
        end=0,
        day=snapshot.today,
        at=call.began or clock_of(snapshot, snapshot.today),
        kind=kind,
        direction=Direction.WITH if is_briefing else Direction.TO,
        names=(Name(text=person.name, who=person.ident),),
        title=_title(call, item),
        marks=tuple(marks),
        text=call.said if call.outcome is Outcome.MESSAGE else "",
    )


def _title(call: Call, item: Item | None) -> str:
    """Return a title by which the engine settles just the step that the call was for, or nothing."""
    if call.outcome is Outcome.NO_ANSWER:
        return RANG_IN_VAIN
    if call.outcome in (Outcome.LATER, Outcome.REFUSED):
        return {"no-calls": "asked for no more calls", "no-contact": "asked not to be contacted"}.get(
            call.restriction, str(call.outcome)
        )
    return item.step if item else ""


def sentence(call: Call, person: Contact | Person) -> str:
    """Return what happened, without a word of the notes."""
    said = {
        Outcome.TALKED: f"call to {person.name} logged",
        Outcome.MESSAGE: f"voicemail to {person.name} logged",
        Outcome.NO_ANSWER: f"call to {person.name} logged, no answer",
        Outcome.LATER: f"call to {person.name} logged, to call back on {call.until}",
        Outcome.REFUSED: f"call to {person.name} logged, {call.restriction or 'refused'}",
    }[call.outcome]
    number = len(call.notes)
    return said + (f", {number} {'note' if number == 1 else 'notes'}" if number else "")

"""Mark a draft as sent: the letter goes into the log first, the draft goes second."""

from datetime import date

from store.errors import BadRequest, RefusedEdit
from store.model.change import Change, Edit
from store.model.draft import Draft
from store.model.entry import Box, Direction, Entry, Kind, Mark, Name, Word
from store.model.opportunity import Contact, Opportunity
from store.model.person import Person
from store.rules.meeting import conversations, lead_of
from store.workspace.announcing import announced_day
from store.workspace.changing import Plan, with_entry
from store.workspace.compose import lint_text
from store.workspace.marking import KINDS, clock_of
from store.workspace.people import person_meant
from store.workspace.snapshot import Snapshot


def mark_sent(part: str, day: date | None = None) -> Plan:
    """Return the plan that logs a draft as sent on a day (None = today) and removes it.

    A draft whose text and person are logged already is only removed. The plan raises BadRequest while the
    draft has gaps, or a mistake that must not go out.
    """

    def plan(snapshot: Snapshot) -> Change:
        draft = snapshot.draft(part)
        refuse_astray(snapshot, draft)
        opportunity = snapshot.opportunity_to_change(draft.opportunity)
        on = day or snapshot.today
        if on > snapshot.today:
            raise BadRequest(f"{on} is still to come: a letter is sent once it was sent.")
        removal = Edit(path=draft.path, before=snapshot.bytes_of(draft.path), after=None)
        entry = sent_entry(snapshot, opportunity, draft, on)
        if is_logged(opportunity, entry):
            return Change(
                sentence=f"{opportunity.label}: draft to {draft.to} was already sent, removed",
                edits=(removal,),
            )
        refuse_mistakes(snapshot, draft)
        before = snapshot.bytes_of(opportunity.path)
        promised = "".join(f", to be in touch by {m.by}" for m in entry.marks)
        logged = Edit(
            path=opportunity.path,
            before=before,
            after=with_entry(snapshot, opportunity, before, entry),
        )
        return Change(
            sentence=f"{opportunity.label}: {entry.kind} to {draft.to} sent{promised}", edits=(logged, removal)
        )

    return plan


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


def refuse_astray(snapshot: Snapshot, draft: Draft) -> None:
    """Refuse a draft that cannot be read, or that names no opportunity.

    Raises:
        RefusedEdit: it is such a draft.
    """
    if draft.readable and draft.opportunity:
        return
    why = next((p for p in snapshot.problems if p.path == draft.path), None)
    line, reason = (why.line, why.message) if why else (1, "it does not say which opportunity it is for")
    raise RefusedEdit(draft.path, line, reason.rstrip("."))


def refuse_mistakes(snapshot: Snapshot, draft: Draft) -> None:
    """Refuse a draft that must not go out yet.

    Raises:
        BadRequest: it has gaps, or another finding that blocks.
    """
    errors = [f for f in lint_text(snapshot, draft) if f.severity == "error"]
    if errors:
        listing = "".join(f"\n  line {f.line}: {f.message}" for f in errors)
        raise BadRequest(f"The draft to {draft.to} is not ready, so nothing was logged:{listing}")

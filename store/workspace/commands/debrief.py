"""Write down a talk right after it: notes, cards and who leads, all in one change (R2, R3, R4, R6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from store.errors import BadRequest
from store.model.change import Change
from store.model.entry import Entry, Kind, Mark
from store.model.opportunity import Contact, Opportunity
from store.text.header_edit import add_contact, set_contact
from store.text.log_edit import add_mark
from store.text.opportunity import read_opportunity
from store.workspace.changing import Plan, change_of
from store.workspace.noting import Note
from store.workspace.people import roster_of
from store.workspace.snapshot import Snapshot
from store.workspace.talks import people_there, talk, talk_headed

LEAD = "hiring-manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What was learnt of one person who was there."""

    ident: str
    confirmed: bool = False
    """A card, a signature or the person says that the name is spelt so."""
    title: str = ""
    email: str = ""
    address: str = ""
    leads: bool = False
    """Whether this is the prospective boss."""


def debrief(
    opportunity_id: str,
    notes: Sequence[Note],
    cards: Sequence[Card] = (),
    *,
    heading: str | None = None,
    entry_day: date | None = None,
) -> Plan:
    """Return the plan that writes notes under a talk, and what the cards say into its people's entries.

    Args:
        opportunity_id: id of the opportunity, or a unique part of its names.
        notes: the marks, in their order.
        cards: what was learnt of people; empty fields change nothing.
        heading: the talk's heading as written, without `###`.
        entry_day: the talk's day, where no heading is given; None = the latest one up to today.
    """

    def plan(snapshot: Snapshot) -> Change:
        opportunity = snapshot.opportunity_to_change(opportunity_id)
        entry = talk(opportunity, snapshot.today, entry_day) if heading is None else talk_headed(opportunity, heading)
        before = snapshot.bytes_of(opportunity.path)
        known = {c.ident for c in opportunity.contacts} | {p.ident for p in snapshot.records.people}
        learnt = {c.ident: facts(c, opportunity.contact(c.ident)) for c in cards}
        named = {n.who for note in notes for n in note.persons if n.who}
        new = [
            p.ident
            for p in people_there(snapshot, opportunity, entry)
            if p.ident not in known and (learnt.get(p.ident) or p.ident in named)
        ]
        after = with_people(before, opportunity, {ident: learnt.get(ident, {}) for ident in new}, entry.kind)
        after = with_notes(snapshot, opportunity, after, entry, notes)
        for ident, values in learnt.items():
            if values and opportunity.contact(ident):
                after = set_contact(after, opportunity.path, ident, values)
        if after == before:
            raise BadRequest("Nothing is written down yet.")
        return change_of(opportunity, sentence(entry, notes, cards), before, after)

    return plan


def facts(card: Card, known: Contact | None) -> dict[str, str | tuple[str, ...]]:
    """Return the keys of a contact that a card changes."""
    told = {"title": card.title, "email": card.email, "address": card.address}
    values: dict[str, str | tuple[str, ...]] = {key: " ".join(v.split()) for key, v in told.items() if v.strip()}
    if card.confirmed and not (known and known.is_confirmed):
        values["spelling"] = "confirmed"
    part = known.part if known else ()
    if card.leads and LEAD not in part:
        values["part"] = (*part, LEAD) if part else LEAD
    return values


def with_people(
    data: bytes, opportunity: Opportunity, people: Mapping[str, Mapping[str, str | tuple[str, ...]]], kind: Kind
) -> bytes:
    """Return the file with people whom the talk names and the header does not know yet."""
    for name, values in people.items():
        part = {"part": "interviewer"} if kind is Kind.INTERVIEW else {}
        data = add_contact(data, opportunity.path, {"name": name, **part, **values})
    return data


def with_notes(snapshot: Snapshot, opportunity: Opportunity, data: bytes, entry: Entry, notes: Sequence[Note]) -> bytes:
    """Return the file with the notes under its talk, behind those that stand there."""
    place = opportunity.entries.index(entry)
    read, _problems = read_opportunity(data, opportunity.path, snapshot.settings, snapshot.records.people)
    line = read.entries[place].line
    roster = roster_of(snapshot, read)
    for note in notes:
        mark = Mark(line=0, word=note.word, text=note.text, by=note.by, persons=note.persons)
        data = add_mark(data, opportunity.path, line, mark, roster)
    return data


def sentence(entry: Entry, notes: Sequence[Note], cards: Sequence[Card]) -> str:
    """Return what was done, without a word of the notes."""
    names = [card.ident for card in cards if card.confirmed]
    parts = [f"{len(notes)} {'note' if len(notes) == 1 else 'notes'}"] if notes else []
    parts += [f"spelling of {', '.join(names)} confirmed"] if names else []
    told = f", {', '.join(parts)}" if parts else ""
    return f"debrief of the {entry.kind.lower()} of {entry.day}{told}"

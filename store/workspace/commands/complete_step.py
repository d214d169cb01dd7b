"""Mark a step as done, in the way that leaves a true trace: a touch in the log, a ticked box, a confirmed name."""

from datetime import date

from store.errors import BadRequest
from store.model.agenda import Item
from store.model.change import Change
from store.model.entry import Box, Direction, Entry, Kind, Name
from store.model.opportunity import Opportunity
from store.text.header_edit import set_contact
from store.text.log_edit import set_box
from store.workspace.changing import Plan, change_of, with_entry
from store.workspace.marking import KINDS, clock_of, entry_about, step_in_words
from store.workspace.snapshot import Snapshot


def complete_step(opportunity_id: str, key: str, day: date | None = None, body: str = "") -> Plan:
    """Return the plan that completes a step.

    A promise or a next step is ticked, and with a `body` the touch is logged as well; a touch is logged on its
    channel; an unconfirmed spelling is confirmed; what the user does alone is logged as done.
    """

    def plan(snapshot: Snapshot) -> Change:
        opportunity = snapshot.opportunity_to_change(opportunity_id)
        item = snapshot.item(opportunity.id, key)
        on = day or snapshot.today
        if on > snapshot.today:
            raise BadRequest(f"{on} is still to come: a step is done once it was done.")
        if item.channel == "meeting" and item.due > on:
            raise BadRequest(
                f"It is planned for {item.due}, and done once it took place. To move it, edit its heading."
            )
        before = snapshot.bytes_of(opportunity.path)
        after = completed(snapshot, opportunity, item, on, body, before)
        return change_of(opportunity, f"done: {step_in_words(item)}", before, after)

    return plan


def completed(snapshot: Snapshot, opportunity: Opportunity, item: Item, on: date, body: str, data: bytes) -> bytes:
    """Return the file with the step done."""
    path = opportunity.path
    if item.step == "spelling" and item.ident:
        return set_contact(data, path, item.ident, {"spelling": "confirmed"})
    entries = []
    if item.mark_line is not None:
        data = set_box(data, path, item.mark_line, Box.DONE)
        if item.ident and (body.strip() or item.counted):  # a turn on an announced day is a touch as well
            entries.append(touch(snapshot, item, on, body))
    elif item.ident and (item.channel in KINDS or item.step == "brief"):
        entries.append(touch(snapshot, item, on, body))
    else:
        entries.append(entry_about(snapshot, item, Kind.SKIPPED, f"{item.key} - done"))
    for entry in entries:
        data = with_entry(snapshot, opportunity, data, entry)
    return data


def touch(snapshot: Snapshot, item: Item, on: date, body: str) -> Entry:
    """Return the entry that the step's touch leaves in the log."""
    kind = Kind.BRIEFING if item.step == "brief" else KINDS.get(item.channel or "email", Kind.EMAIL)
    return Entry(
        line=0,
        end=0,
        day=on,
        at=clock_of(snapshot, on),
        kind=kind,
        direction=Direction.WITH if kind in (Kind.BRIEFING, Kind.MEETING, Kind.VISIT) else Direction.TO,
        names=(Name(text=item.who or "", who=item.ident),),
        title=item.step,  # so that it settles this step, and no other that is open for the same person
        text=body,
    )

"""Mark a draft as sent: the letter goes into the log first, the draft goes second."""

from collections.abc import Sequence
from datetime import date

from store.errors import BadRequest, RefusedEdit
from store.model.agenda import Item
from store.model.change import Change, Edit
from store.model.draft import Draft
from store.model.entry import Entry
from store.model.opportunity import Opportunity
from store.workspace.changing import Plan
from store.workspace.compose import lint_text
from store.workspace.marking import step_in_words
from store.workspace.sent_letter import is_logged, sent_entry, steps_of
from store.workspace.snapshot import Snapshot
from store.workspace.tracing import Trace, along_trace, joined, written


def mark_sent(part: str, day: date | None = None, also: Sequence[str] | None = None) -> Plan:
    """Return the plan that logs a draft as sent and removes it.

    A draft whose text and person are logged already is only removed. The plan raises BadRequest while the
    draft has gaps, or a mistake that must not go out.

    Args:
        part: the draft, by any part of its file, person or subject.
        day: when it was sent; None = today.
        also: keys of the open steps that the same message did; None = the promises that the letter keeps.
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
        others = done_along(snapshot, opportunity, draft, entry, also)
        trace = joined((Trace(entries=(entry,)), *(along_trace(snapshot, item, on) for item in others)))
        logged = Edit(path=opportunity.path, before=before, after=written(snapshot, opportunity, before, (trace,)))
        words = "".join(f", to be in touch by {m.by}" for m in entry.marks)
        words += "".join(f", and with it {step_in_words(item)}" for item in others)
        return Change(sentence=f"{opportunity.label}: {entry.kind} to {draft.to} sent{words}", edits=(logged, removal))

    return plan


def done_along(
    snapshot: Snapshot, opportunity: Opportunity, draft: Draft, entry: Entry, also: Sequence[str] | None
) -> tuple[Item, ...]:
    """Return the steps that a letter does besides its own.

    Raises:
        BadRequest: one of those named is not for the letter's person, or is a question.
        StoreError: one of them is gone.
    """
    if also is None:
        return steps_of(snapshot, draft, entry.day).kept
    items = {item.key: item for item in (snapshot.item(opportunity.id, key) for key in also)}
    for item in items.values():
        if item.ident is None or item.ident != entry.names[0].who or item.answers:
            raise BadRequest(f"A letter to {draft.to} cannot do {step_in_words(item)}. Nothing was logged.")
    return tuple(items.values())


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

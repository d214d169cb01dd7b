"""Mark a draft as sent: the letter goes into the log first, the draft goes second."""

import hashlib
from collections.abc import Sequence
from datetime import date

from store.errors import BadRequest, NotFound, RefusedEdit
from store.model.agenda import Item
from store.model.change import Change, Edit
from store.model.draft import Draft
from store.model.entry import Entry
from store.model.mail import Gone
from store.model.opportunity import Opportunity
from store.model.value import replace
from store.workspace.changing import Plan
from store.workspace.compose import lint_text
from store.workspace.marking import step_in_words
from store.workspace.sent_letter import is_logged, sent_entry, steps_of
from store.workspace.snapshot import Snapshot
from store.workspace.tracing import Trace, along_trace, joined, written


def mark_sent(part: str, day: date | None = None, also: Sequence[str] | None = None, gone: Gone | None = None) -> Plan:
    """Return the plan that logs a draft as sent and removes it.

    A draft whose text and person are logged already is only removed. The plan raises BadRequest while the
    draft has gaps, or a mistake that must not go out.

    Args:
        part: the draft, by any part of its file, person or subject.
        day: when it was sent; None = today.
        also: keys of the open steps that the same message did; None = the promises that the letter keeps.
        gone: what went out and when, where the program sent it itself: that is logged whatever the draft says by now,
            and a draft that was changed since then stays.
    """

    def plan(snapshot: Snapshot) -> Change:
        draft = as_sent(gone) if gone else snapshot.draft(part)
        refuse_astray(snapshot, draft)
        opportunity = snapshot.opportunity_to_change(draft.opportunity)
        on = gone.at.date() if gone else day or snapshot.today
        if on > snapshot.today and not gone:
            raise BadRequest(f"{on} is still to come: a letter is sent once it was sent.")
        removals = removal(snapshot, draft.path, gone)
        entry = sent_entry(snapshot, opportunity, draft, on)
        if is_logged(opportunity, entry):
            return Change(
                sentence=f"{opportunity.label}: draft to {draft.to} was already sent, removed", edits=removals
            )
        if gone:
            entry = replace(entry, at=gone.at.time().replace(second=0, tzinfo=None), message_id=gone.message_id)
        else:
            refuse_mistakes(snapshot, draft)
        before = snapshot.bytes_of(opportunity.path)
        others = done_along(snapshot, opportunity, draft, entry, also)
        trace = joined((Trace(entries=(entry,)), *(along_trace(snapshot, item, on) for item in others)))
        logged = Edit(path=opportunity.path, before=before, after=written(snapshot, opportunity, before, (trace,)))
        words = "".join(f", to be in touch by {m.by}" for m in entry.marks)
        words += "".join(f", and with it {step_in_words(item)}" for item in others)
        return Change(
            sentence=f"{opportunity.label}: {entry.kind} to {draft.to} sent{words}", edits=(logged, *removals)
        )

    return plan


def as_sent(gone: Gone) -> Draft:
    """Return the draft as it was when it went out."""
    return Draft(
        path=gone.path,
        opportunity=gone.opportunity,
        to=gone.to,
        channel=gone.channel,
        template=gone.template,
        subject=gone.subject,
        body=gone.text,
    )


def removal(snapshot: Snapshot, path: str, gone: Gone | None) -> tuple[Edit, ...]:
    """Return the removal of a draft; none where it went out by itself and was changed or removed since then."""
    try:
        data = snapshot.bytes_of(path)
    except NotFound:
        if gone:
            return ()
        raise
    if gone and hashlib.sha256(data).hexdigest() != gone.digest:
        return ()
    return (Edit(path=path, before=data, after=None),)


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


def refuse_mistakes(snapshot: Snapshot, draft: Draft, left_undone: str = "logged") -> None:
    """Refuse a draft that must not go out yet; `left_undone` says what was not done with it.

    Raises:
        BadRequest: it has gaps, or another finding that blocks.
    """
    errors = [f for f in lint_text(snapshot, draft) if f.severity == "error"]
    if errors:
        listing = "".join(f"\n  line {f.line}: {f.message}" for f in errors)
        raise BadRequest(f"The draft to {draft.to} is not ready, so nothing was {left_undone}:{listing}")

"""Mark steps as done, in the way that leaves a true trace: a touch in the log, a ticked box, a confirmed name."""

from collections.abc import Sequence
from datetime import date

from store.errors import BadRequest
from store.model.agenda import Item
from store.model.change import Change
from store.model.entry import Direction, Entry, Kind, Name
from store.model.value import replace
from store.workspace.answering import answer_trace
from store.workspace.changing import Plan
from store.workspace.marking import KINDS, clock_of, entry_about, step_in_words
from store.workspace.snapshot import Snapshot
from store.workspace.tracing import (
    Settled,
    Step,
    Trace,
    along_trace,
    along_with,
    change_of_steps,
    joined,
    steps_meant,
)

SPELLING = "spelling-unconfirmed"
"""The condition of steps that are done by confirming a name."""


def complete_step(
    opportunity_id: str, key: str, day: date | None = None, body: str = "", also: Sequence[str] = ()
) -> Plan:
    """Return the plan that completes a step.

    A promise or a next step is ticked, and with a `body` the touch is logged as well; a touch is logged on its
    channel; an unconfirmed spelling is confirmed; a question gets its first answer; what the user does alone is
    logged as done. The steps named in `also` were done by the same message: it is logged once.
    """

    def plan(snapshot: Snapshot) -> Change:
        ((opportunity, item),) = steps_meant(snapshot, ((opportunity_id, key),))
        others = [other for _o, other in steps_meant(snapshot, ((opportunity.id, k) for k in also)) if other != item]
        for other in others:
            refuse_stranger(item, other)
        on = day or snapshot.today
        refuse_future(snapshot, item, on)
        traces = [done_trace(snapshot, item, on, body, reached=bool(others))]
        traces += [along_trace(snapshot, other, on) for other in others]
        settled = Settled(opportunity, item, joined(traces))
        with_it = "".join(f", and with it {step_in_words(other)}" for other in others)
        change = change_of_steps(snapshot, verb(item), [settled])
        return replace(change, sentence=change.sentence + with_it)

    return plan


def complete_steps(steps: Sequence[Step], day: date | None = None, body: str = "") -> Plan:
    """Return the plan that completes steps as `complete_step` does, all on one day and in one change.

    A step that the message of another one among them can do is done by that message, which is logged once.
    """

    def plan(snapshot: Snapshot) -> Change:
        on = day or snapshot.today
        found = steps_meant(snapshot, steps)
        for _opportunity, item in found:
            refuse_future(snapshot, item, on)
        along = along_with([item for _opportunity, item in found])
        settled = []
        for opportunity, item in found:
            if (opportunity.id, item.key) in along:
                trace = along_trace(snapshot, item, on)
            else:
                leads = any((opportunity.id, key) in along for key in item.also)
                trace = done_trace(snapshot, item, on, body, reached=leads)
            settled.append(Settled(opportunity, item, trace))
        return change_of_steps(snapshot, verb(found[0][1]) if len(found) == 1 else "done", settled)

    return plan


def verb(item: Item) -> str:
    """Return what became of a step that is done: a question is answered."""
    return f"answered “{item.answers[0]}”" if item.answers else "done"


def refuse_stranger(item: Item, other: Item) -> None:
    """Refuse to let a message do what it cannot.

    Raises:
        BadRequest: the other step is not for the same person, or is a question.
    """
    if other.ident is None or other.ident != item.ident or item.answers or other.answers:
        raise BadRequest(f"One message cannot do both {step_in_words(item)} and {step_in_words(other)}.")


def refuse_future(snapshot: Snapshot, item: Item, on: date) -> None:
    """Refuse to call done what is still to come.

    Raises:
        BadRequest: the day, or the meeting, is.
    """
    if on > snapshot.today:
        raise BadRequest(f"{on} is still to come: a step is done once it was done.")
    if item.channel == "meeting" and item.due > on:
        raise BadRequest(
            f"{item.title} at {item.company} is planned for {item.due}, and done once it took place. "
            "To move it, edit its heading."
        )


def done_trace(snapshot: Snapshot, item: Item, on: date, body: str, *, reached: bool = False) -> Trace:
    """Return what a step leaves that is done; `reached` = a message went out in any case."""
    if item.answers:
        return answer_trace(snapshot, item, item.answers[0], body)
    if item.ident and SPELLING in item.awaits:
        return Trace(confirmed=(item.ident,))
    if item.mark_line is not None:
        is_touch = item.ident and (body.strip() or item.counted or reached)  # an announced day's turn is one too
        return Trace(boxes=(item.mark_line,), entries=(touch(snapshot, item, on, body),) if is_touch else ())
    if item.ident and (item.channel in KINDS or item.is_briefing):
        return Trace(entries=(touch(snapshot, item, on, body),))
    entry = entry_about(snapshot, item, Kind.SKIPPED, f"{item.key} - done", on)
    return Trace(entries=(replace(entry, text=body),))


def touch(snapshot: Snapshot, item: Item, on: date, body: str) -> Entry:
    """Return the entry that the step's touch leaves in the log."""
    kind = Kind.BRIEFING if item.is_briefing else KINDS.get(item.channel or "email", Kind.EMAIL)
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

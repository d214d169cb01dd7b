"""Tick, drop or reopen a promise or a next step."""

from store.model.change import Change
from store.model.entry import Box
from store.text.log_edit import set_box
from store.workspace.changing import Plan, change_of
from store.workspace.snapshot import Snapshot

WORDS = {Box.DONE: "done", Box.DROPPED: "dropped", Box.OPEN: "open again"}


def set_mark_box(opportunity_id: str, line: int, box: Box) -> Plan:
    """Return the plan that gives the task mark on that line another state."""

    def plan(snapshot: Snapshot) -> Change:
        opportunity = snapshot.opportunity_to_change(opportunity_id)
        before = snapshot.bytes_of(opportunity.path)
        word = next((m.word for e in opportunity.entries for m in e.marks if m.line == line), "promise")
        return change_of(opportunity, f"{word} {WORDS[box]}", before, set_box(before, opportunity.path, line, box))

    return plan

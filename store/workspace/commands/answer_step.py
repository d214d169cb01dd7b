"""Answer a step that is a question; an answer that leaves moves the stage as well."""

from collections.abc import Sequence

from store.errors import BadRequest
from store.model.change import Change
from store.workspace.answering import answer_meant, answer_trace
from store.workspace.changing import Plan
from store.workspace.snapshot import Snapshot
from store.workspace.tracing import Settled, Step, change_of_steps, steps_meant


def answer_steps(steps: Sequence[Step], answer: str) -> Plan:
    """Return the plan that gives one answer to each of these questions; BadRequest where it is none to one of them."""

    def plan(snapshot: Snapshot) -> Change:
        settled = []
        for opportunity, item in steps_meant(snapshot, steps):
            meant = answer_meant(item, answer)
            if meant is None:
                offered = ", ".join(item.answers) or "none; it is done or skipped"
                raise BadRequest(f"“{answer}” does not answer “{item.title}”. Answers: {offered}.")
            settled.append(Settled(opportunity, item, answer_trace(snapshot, item, meant)))
        return change_of_steps(snapshot, f"answered “{answer}”", settled)

    return plan

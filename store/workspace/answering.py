"""Answers to the steps that are questions: `go on`, `close`, `add them`."""

from store.model.agenda import Item
from store.model.entry import Kind
from store.model.folding import fold
from store.model.opportunity import Stage
from store.model.value import replace
from store.workspace.marking import entry_about
from store.workspace.snapshot import Snapshot
from store.workspace.tracing import Trace

LEAVING = frozenset({"close", "withdraw"})
"""Answers by which the search there is over, on the user's own wish."""


def answer_meant(item: Item, text: str) -> str | None:
    """Return the answer that a text is, however it is written; None where it is none."""
    wanted = fold(" ".join(text.split()))
    return next((answer for answer in item.answers if fold(answer) == wanted), None)


def answer_trace(snapshot: Snapshot, item: Item, answer: str, body: str = "") -> Trace:
    """Return what an answer leaves: an entry that holds it, and the stage where it ends the search there."""
    entry = entry_about(snapshot, item, Kind.SKIPPED, f"{item.key} - {answer}")
    stage = str(Stage.WITHDRAWN) if answer in LEAVING else ""
    return Trace(stage=stage, entries=(replace(entry, text=body),))

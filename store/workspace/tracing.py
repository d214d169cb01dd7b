"""What settled steps leave in the files: ticked boxes, keys of the header, log entries; of many steps in one change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from store.model.agenda import Item
from store.model.change import Change, Edit
from store.model.entry import Box, Entry, Kind
from store.model.opportunity import Opportunity
from store.text.header_edit import set_contact, set_keys
from store.text.log_edit import set_box
from store.workspace.changing import places_in_words, with_entry
from store.workspace.marking import entry_about, step_in_words
from store.workspace.snapshot import Snapshot

Step = tuple[str, str]
"""An opportunity, by a part of its name, and the key of one of its open steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What one settled step leaves in its file."""

    boxes: tuple[int, ...] = ()
    """Lines of promises and next steps to tick."""
    confirmed: tuple[str, ...] = ()
    """Contacts whose name is now known to be spelt right."""
    stage: str = ""
    """The stage it moves to; empty = it stays."""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """A step, its opportunity, and the trace that it leaves."""

    opportunity: Opportunity
    item: Item
    trace: Trace


def along_trace(snapshot: Snapshot, item: Item, on: date) -> Trace:
    """Return what a step leaves that was done by the message of another one."""
    if item.mark_line is not None:
        return Trace(boxes=(item.mark_line,))
    return Trace(entries=(entry_about(snapshot, item, Kind.SKIPPED, f"{item.key} - done, in the same message", on),))


def joined(traces: Sequence[Trace]) -> Trace:
    """Return several traces in one file as one."""
    return Trace(
        boxes=tuple(line for t in traces for line in t.boxes),
        confirmed=tuple(ident for t in traces for ident in t.confirmed),
        stage=next((t.stage for t in traces if t.stage), ""),
        entries=tuple(entry for t in traces for entry in t.entries),
    )


def steps_meant(snapshot: Snapshot, steps: Iterable[Step]) -> list[tuple[Opportunity, Item]]:
    """Return the open steps, each with its opportunity, in the order given and each of them once.

    Raises:
        StoreError: one of them is gone, could be several, or is in a file that cannot be changed.
    """
    found: dict[tuple[str, str], tuple[Opportunity, Item]] = {}
    for name, key in steps:
        opportunity = snapshot.opportunity_to_change(name)
        item = snapshot.item(opportunity.id, key)
        found[opportunity.id, item.key] = (opportunity, item)
    return list(found.values())


def along_with(items: Sequence[Item]) -> frozenset[Step]:
    """Return those of several steps that the message of another one among them does as well."""
    among = {(item.opportunity, item.key) for item in items}
    leading = {(i.opportunity, i.key) for i in items if any((i.opportunity, key) in among for key in i.also)}
    also = {(i.opportunity, key) for i in items for key in i.also}
    return frozenset(also & among - leading)


def change_of_steps(snapshot: Snapshot, words: str, settled: Sequence[Settled]) -> Change:
    """Return the one change that settles all of these steps; `words` say what became of them."""
    files: dict[str, list[Settled]] = {}
    for one in settled:
        files.setdefault(one.opportunity.path, []).append(one)
    edits = []
    for path, inside in files.items():
        before = snapshot.bytes_of(path)
        after = written(snapshot, inside[0].opportunity, before, [one.trace for one in inside])
        edits.append(Edit(path=path, before=before, after=after))
    return Change(sentence=sentence_of(words, settled), edits=tuple(edits))


def written(snapshot: Snapshot, opportunity: Opportunity, data: bytes, traces: Sequence[Trace]) -> bytes:
    """Return an opportunity's file with the traces in it.

    Boxes come first, since header and entries move the lines that boxes are found by.
    """
    path = opportunity.path
    for line in dict.fromkeys(line for trace in traces for line in trace.boxes):
        data = set_box(data, path, line, Box.DONE)
    for trace in traces:
        for ident in trace.confirmed:
            data = set_contact(data, path, ident, {"spelling": "confirmed"})
        if trace.stage:
            data = set_keys(data, path, {"stage": trace.stage, "stage_since": snapshot.today.isoformat()})
    for trace in traces:
        for entry in trace.entries:
            data = with_entry(snapshot, opportunity, data, entry)
    return data


def sentence_of(words: str, settled: Sequence[Settled]) -> str:
    """Return what was done, for commit and screen: of one step in full, of many how many and where."""
    if len(settled) == 1:
        return f"{settled[0].opportunity.label}: {words}: {step_in_words(settled[0].item)}"
    where = places_in_words([one.opportunity.label for one in settled])
    return f"{len(settled)} steps at {where}: {words}"

"""One line typed in a hurry, put where it belongs: a note in the latest talk, or an entry in the log."""

from store.model.change import Change
from store.model.entry import Entry, Mark
from store.text.log_edit import add_mark
from store.workspace.capturing import captured
from store.workspace.changing import Plan, change_of, with_entry
from store.workspace.marking import clock_of
from store.workspace.people import names_meant, roster_of
from store.workspace.snapshot import Snapshot


def capture(line: str, here: str = "") -> Plan:
    """Return the plan that keeps a line.

    Args:
        line: as typed: `WHAT: [MARK] TEXT [by DATE] [(PERSON)]`, or `WHAT: KIND with NAME: TITLE`.
        here: id of the opportunity that is open, for a line that begins with its mark.
    """

    def plan(snapshot: Snapshot) -> Change:
        found = captured(snapshot, line, here)
        opportunity = found.opportunity
        before = snapshot.bytes_of(opportunity.path)
        if (touch := found.touch) is not None:
            entry = Entry(
                line=0,
                end=0,
                day=touch.day,
                at=touch.at or clock_of(snapshot, touch.day),
                kind=touch.kind,
                direction=touch.direction,
                names=names_meant(snapshot, opportunity, touch.names),
                title=touch.title,
            )
            people = f" {touch.direction} {', '.join(touch.names)}" if touch.names else ""
            after = with_entry(snapshot, opportunity, before, entry)
            return change_of(opportunity, f"{touch.kind}{people} logged", before, after)
        note, talk = found.note, found.talk
        if note is None or talk is None:
            raise TypeError(line)
        mark = Mark(line=0, word=note.word, text=note.text, by=note.by, persons=note.persons)
        after = add_mark(before, opportunity.path, talk.line, mark, roster_of(snapshot, opportunity))
        return change_of(opportunity, f"{note.word} noted in the {talk.kind.lower()} of {talk.day}", before, after)

    return plan

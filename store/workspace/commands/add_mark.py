"""Add a note mark to the latest talk: a need, a topic, a promise."""

from datetime import date

from store.errors import BadRequest
from store.model.change import Change
from store.model.entry import Mark, Word
from store.text.log_edit import add_mark as add_mark_line
from store.workspace.changing import Plan, change_of
from store.workspace.people import names_meant, roster_of
from store.workspace.snapshot import Snapshot
from store.workspace.talks import talk


def add_mark(
    opportunity_id: str,
    word: Word,
    text: str,
    by: date | None = None,
    persons: tuple[str, ...] = (),
    entry_day: date | None = None,
) -> Plan:
    """Return the plan of a new note mark.

    Args:
        opportunity_id: id of the opportunity, or a unique part of its names.
        word: what sort of note.
        text: one line.
        by: the day of a promise or a next step.
        persons: whose mark it is; nobody = the entry's only person, else the whole meeting.
        entry_day: which talk; None = the latest interview, call, meeting or visit up to today.
    """

    def plan(snapshot: Snapshot) -> Change:
        opportunity = snapshot.opportunity_to_change(opportunity_id)
        if not text.strip():
            raise BadRequest("The note is empty: say in a few words what was said.")
        entry = talk(opportunity, snapshot.today, entry_day)
        mark = Mark(
            line=0,
            word=word,
            text=" ".join(text.split()),
            by=by,
            persons=names_meant(snapshot, opportunity, persons),
        )
        before = snapshot.bytes_of(opportunity.path)
        after = add_mark_line(before, opportunity.path, entry.line, mark, roster_of(snapshot, opportunity))
        return change_of(opportunity, f"{word} noted in the {entry.kind.lower()} of {entry.day}", before, after)

    return plan

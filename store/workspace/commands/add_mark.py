"""Add a note mark to the latest talk: a need, a topic, a promise."""

from datetime import date, time

from store.errors import BadRequest
from store.model.change import Change
from store.model.entry import SPOKEN, Entry, Mark, Word
from store.model.opportunity import Opportunity
from store.text.log_edit import add_mark as add_mark_line
from store.workspace.changing import Plan, change_of
from store.workspace.people import names_meant, roster_of
from store.workspace.snapshot import Snapshot


def add_mark(
    opportunity_id: str,
    word: Word,
    text: str,
    by: date | None = None,
    person: str | None = None,
    entry_day: date | None = None,
) -> Plan:
    """Return the plan of a new note mark.

    Args:
        opportunity_id: id of the opportunity, or a unique part of its names.
        word: what sort of note.
        text: one line.
        by: the day of a promise or a next step.
        person: whose mark it is; None = the entry's only person, else the whole meeting.
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
            persons=names_meant(snapshot, opportunity, (person,) if person else ()),
        )
        before = snapshot.bytes_of(opportunity.path)
        after = add_mark_line(before, opportunity.path, entry.line, mark, roster_of(snapshot, opportunity))
        return change_of(opportunity, f"{word} noted in the {entry.kind.lower()} of {entry.day}", before, after)

    return plan


def talk(opportunity: Opportunity, today: date, day: date | None) -> Entry:
    """Return the talk that a note belongs to.

    Raises:
        BadRequest: there is none.
    """
    talks = [e for e in opportunity.entries if e.kind in SPOKEN and e.day <= today]
    if day is not None:
        talks = [e for e in opportunity.entries if e.kind in SPOKEN and e.day == day]
    if not talks:
        when = f"on {day}" if day else "yet"
        raise BadRequest(
            f"{opportunity.label} has no interview, call, meeting or visit {when} that a note could stand in. "
            f"Log it first: afterword log {opportunity.id} interview --with NAME"
        )
    return max(talks, key=lambda e: (e.day, e.at or time.min, e.line))

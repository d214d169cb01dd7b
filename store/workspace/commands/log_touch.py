"""Log something that happened: a mail, a call, an interview, an offer."""

from datetime import date, time

from store.errors import BadRequest
from store.model.change import Change
from store.model.entry import PLANNABLE, Direction, Entry, Kind
from store.workspace.changing import Plan, change_of, with_entry
from store.workspace.marking import clock_of
from store.workspace.people import names_meant
from store.workspace.snapshot import Snapshot


def log_touch(  # noqa: PLR0913, PLR0917 - a touch has that many sides
    opportunity_id: str,
    kind: Kind,
    direction: Direction | None,
    names: tuple[str, ...],
    day: date | None = None,
    at: time | None = None,
    title: str = "",
    body: str = "",
) -> Plan:
    """Return the plan of a new log entry.

    Args:
        opportunity_id: id of the opportunity, or a unique part of its names.
        kind: what happened.
        direction: who acted; needed when people are named.
        names: the people, by any unique part of their names.
        day: None = today.
        at: None = now for today's entries, none for those of other days.
        title: one line.
        body: the text of a mail or letter, or notes.
    """

    def plan(snapshot: Snapshot) -> Change:
        opportunity = snapshot.opportunity_to_change(opportunity_id)
        on = day or snapshot.today
        if on > snapshot.today and kind not in PLANNABLE:
            raise BadRequest(
                f"{on} is still to come, and a {kind.lower()} cannot be planned: only an interview, a meeting or "
                "a visit can. Set next_touch, or note a promise with its date, instead."
            )
        if bool(names) != bool(direction):
            raise BadRequest("Say who acted and with whom: --to, --from, --with or --by and a name.")
        entry = Entry(
            line=0,
            end=0,
            day=on,
            at=at or clock_of(snapshot, on),
            kind=kind,
            direction=direction,
            names=names_meant(snapshot, opportunity, names),
            title=title,
            text=body,
        )
        before = snapshot.bytes_of(opportunity.path)
        people = f" {direction or 'with'} {', '.join(n.text for n in entry.names)}" if entry.names else ""
        return change_of(
            opportunity, f"{kind}{people} logged", before, with_entry(snapshot, opportunity, before, entry)
        )

    return plan

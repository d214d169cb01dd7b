"""An agenda as bytes and back, in the interpreter's own form: a prompt cannot wait for a library to be loaded.

The bytes come out of a file that is the user's alone, and whose seal shows that this very program wrote them.
"""

import marshal
from dataclasses import fields
from datetime import date
from operator import attrgetter
from typing import Any

from store.model.agenda import Agenda, Because, Bucket, Item, State

NAMES = tuple(field.name for field in fields(Item))
DAYS = tuple(field.name for field in fields(Item) if "date" in str(field.type))
ALL = attrgetter(*NAMES)


def pack(agenda: Agenda) -> bytes:
    """Return the agenda as bytes."""
    return marshal.dumps((agenda.today.toordinal(), agenda.problems, [_packed(item) for item in agenda.items]))


def unpack(data: bytes) -> Agenda:
    """Return the agenda that was packed."""
    today, problems, items = marshal.loads(data)  # noqa: S302 - sealed, and nobody else's
    return Agenda(today=date.fromordinal(today), problems=problems, items=tuple(map(_unpacked, items)))


def _packed(item: Item) -> tuple[object, ...]:
    because = item.because
    named: dict[str, Any] = dict(zip(NAMES, ALL(item), strict=True))
    named["because"] = (because.event, because.day.toordinal(), because.path, because.line)
    named["bucket"] = item.bucket.value if item.bucket else None
    named["state"] = item.state.value
    for name in DAYS:
        day = named[name]
        named[name] = day.toordinal() if isinstance(day, date) else None
    return tuple(named.values())


def _unpacked(packed: tuple[Any, ...]) -> Item:
    named: dict[str, Any] = dict(zip(NAMES, packed, strict=True))
    event, day, path, line = named["because"]
    named["because"] = Because(event=event, day=date.fromordinal(day), path=path, line=line)
    named["bucket"] = Bucket(named["bucket"]) if named["bucket"] else None
    named["state"] = State(named["state"])
    for name in DAYS:
        if named[name] is not None:
            named[name] = date.fromordinal(named[name])
    return Item(**named)

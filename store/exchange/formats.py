"""The table of foreign formats: adding one is a module here and a row."""

from collections.abc import Callable
from dataclasses import dataclass

from store.errors import BadRequest
from store.model.incoming import Incoming, Reading
from store.model.outgoing import Leaving

Read = Callable[[bytes, Reading], Incoming]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One foreign format: what it is called and what it is good for."""

    name: str
    """What is typed, and how its files end."""
    about: str
    write: Callable[[Leaving], bytes]
    read: Read | None = None
    """None for what is only written."""


def _csv(leaving: Leaving) -> bytes:
    from store.exchange.csv_sheet.writing import written

    return written(leaving)


def _read_csv(data: bytes, reading: Reading) -> Incoming:
    from store.exchange.csv_sheet.reading import read

    return read(data, reading)


def _json(leaving: Leaving) -> bytes:
    from store.exchange.json_document import written

    return written(leaving)


def _ics(leaving: Leaving) -> bytes:
    from store.exchange.ics_calendar import written

    return written(leaving)


FORMATS = (
    Format(name="csv", about="a table for spreadsheets, one line for each opportunity", write=_csv, read=_read_csv),
    Format(name="json", about="everything the vault holds, for programs", write=_json),
    Format(name="ics", about="steps, interviews and deadlines for calendars", write=_ics),
)


def format_named(name: str) -> Format:
    """Return the format of that name.

    Raises:
        BadRequest: there is none.
    """
    found = next((one for one in FORMATS if one.name == name.strip().casefold()), None)
    if found is None:
        raise BadRequest(f"“{name}” is no format of an export. There are: {', '.join(f.name for f in FORMATS)}.")
    return found


def readable_format(name: str) -> Read:
    """Return what reads the format of that name.

    Raises:
        BadRequest: nothing does.
    """
    found = next((one.read for one in FORMATS if one.name == name.strip().casefold()), None)
    if found is None:
        raise BadRequest(f"“{name}” cannot be imported. There is: {', '.join(f.name for f in FORMATS if f.read)}.")
    return found

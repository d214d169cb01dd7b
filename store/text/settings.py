"""The vault's `afterword.toml`, to settings. A bad value is a problem and its default stays."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from store.model.opportunity import Stage
from store.model.problem import Problem
from store.model.settings import Settings
from store.text.fields import day_from, shortened
from store.text.tables import Readers, Reading, Wrong, load, text
from store.text.zone import timezone

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_TRANSIT = 60
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def folder(value: object) -> str:
    """Read a folder below `opportunities/`, which may be none."""
    parts = text(value).strip("/").split("/")
    if any(part.startswith(".") or "\\" in part or ":" in part for part in parts):
        raise Wrong('must be a folder inside `opportunities/`, such as "2026"')
    return "/".join(parts)


def workdays(value: object) -> frozenset[int]:
    """Read a list of weekday names, in full or by their first three letters."""
    names = [v.strip().casefold() if isinstance(v, str) else "" for v in value] if isinstance(value, list) else []
    days = [i for name in names for i, day in enumerate(WEEKDAYS) if name in (day, day[:3])]
    if not days or len(days) != len(names):
        raise Wrong('must be a list of weekdays, such as ["mon", "tue", "wed", "thu", "fri"]')
    return frozenset(days)


def days_off(value: object) -> tuple[tuple[date, date], ...]:
    """Read a list of days and ranges of days, first and last included."""
    if not isinstance(value, list):
        raise Wrong('must be a list of days, such as ["2026-12-24", "2026-12-27..2027-01-02"]')
    return tuple(day_range(item) for item in value)


def day_range(value: object) -> tuple[date, date]:
    """Read `2026-12-24`, as a text or a TOML date, or `2026-12-24..2027-01-02`."""
    if type(value) is date:
        return value, value
    first, dots, last = str(value).partition("..")
    start = day_from(first.strip())
    end = day_from(last.strip()) if dots else start
    if start is None or end is None or end < start:
        raise Wrong(f'holds “{shortened(str(value))}”, which is no day or range such as "2026-12-24..2027-01-02"')
    return start, end


def transit(value: object) -> int:
    """Read a number of working days."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LONGEST_TRANSIT:
        raise Wrong(f"must be a number of working days from 0 to {LONGEST_TRANSIT}")
    return value


def stage(value: object) -> Stage:
    """Read one of the seven stages."""
    try:
        return Stage(text(value).casefold())
    except ValueError:
        raise Wrong(f"must be one of {', '.join(Stage)}") from None


READERS: Mapping[str, Readers] = MappingProxyType(
    {
        "me": {"name": text, "email": text, "phone": text, "address": text, "timezone": timezone},
        "search": {
            "playbook": text,
            "folder": folder,
            "workdays": workdays,
            "country": text,
            "region": text,
            "days_off": days_off,
            "transit_days": transit,
        },
    }
)


def read_settings(data: bytes, path: str = "afterword.toml") -> tuple[Settings, tuple[Problem, ...]]:
    """Read the settings, with everything that is wrong in them."""
    table, fault = load(data, path)
    if fault is not None:
        return Settings(), (fault,)
    reading = Reading(lines=data.decode("utf-8-sig").splitlines(), path=path, problems=[])
    values: dict[str, Any] = {}
    for section, content in table.items():
        if not isinstance(content, dict):
            reading.unknown(section, "")
        elif section == "stages":
            values["stages"] = MappingProxyType(_stages(reading, content))
        elif section in READERS:
            values |= reading.values(section, content, READERS[section])
        else:
            reading.unknown(section, "")
    return Settings(**values), tuple(sorted(reading.problems, key=lambda p: p.line))


def _stages(reading: Reading, content: dict[str, Any]) -> dict[str, Stage]:
    """Return the stage names of the user's own."""
    own = {}
    for name, value in content.items():
        try:
            own[name] = stage(value)
        except Wrong as wrong:
            reading.wrong("stages", name, str(wrong))
    return own


def new_settings(name: str = "", email: str = "") -> bytes:
    """Return the text of a new `afterword.toml`."""
    me = "".join(f"{key} = {toml_text(value)}\n" for key, value in (("name", name), ("email", email)))
    return f'# What all machines of this search share.\n\n[me]\n{me}\n[search]\nplaybook = "blend"\n'.encode()


def toml_text(value: str) -> str:
    """Return a text in double quotes, as TOML reads it."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + UNPRINTABLE.sub(lambda m: f"\\u{ord(m[0]):04x}", escaped) + '"'

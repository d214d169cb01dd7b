"""The vault's `afterword.toml`, to settings. A bad value is a problem and its default stays."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from store.model.opportunity import Stage
from store.model.problem import Problem, Severity
from store.model.settings import Settings
from store.text.fields import day_from, shortened

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_TRANSIT = 60
FILE_BYTES = 64 * 1024
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f]")
NESTED = re.compile(rb"[\[{]")
MOST_BRACKETS = 2000
"""The reader of TOML goes down one level for each open bracket."""


class Wrong(ValueError):
    """A value that a key cannot have; the text says what it can."""


def text(value: object) -> str:
    """Read a text."""
    if not isinstance(value, str):
        raise Wrong('must be a text in "quotes"')
    return value.strip()


def timezone(value: object) -> str:
    """Read the name of a time zone."""
    from zoneinfo import ZoneInfo

    name = text(value)
    try:
        return ZoneInfo(name).key if name else ""
    except (ValueError, LookupError, OSError):
        raise Wrong(f'holds “{shortened(name)}”, which is no time zone such as "Europe/Lisbon"') from None


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


Readers = Mapping[str, Callable[[object], Any]]
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
            values["stages"] = MappingProxyType(reading.stages(content))
        elif section in READERS:
            values |= reading.values(section, content, READERS[section])
        else:
            reading.unknown(section, "")
    return Settings(**values), tuple(sorted(reading.problems, key=lambda p: p.line))


def load(data: bytes, path: str) -> tuple[dict[str, Any], Problem | None]:
    """Return the file's table, or the problem that hides it."""
    import tomllib

    if len(data) > FILE_BYTES or len(NESTED.findall(data)) > MOST_BRACKETS:
        message = "The settings are too big to be read."
        return {}, Problem(path=path, line=1, code="settings-too-big", message=message, fix="Keep only known keys.")
    try:
        return tomllib.loads(data.decode("utf-8-sig")), None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"The settings are not UTF-8 text (byte {error.start})."
        return {}, Problem(path=path, line=line, code="not-text", message=message, fix="Save the file as UTF-8.")
    except (ValueError, RecursionError) as error:
        place = re.search(r"at line (\d+)", str(error))
        line = int(place[1]) if place else max(1, data.count(b"\n"))
        reason = re.sub(r" \(at .*\)$", "", str(error))
        message = f"The settings cannot be read: {reason[:1].lower()}{reason[1:]}. The defaults are used."
        fix = 'Write `key = "value"` lines below the names of tables, such as `[me]`.'
        return {}, Problem(path=path, line=line, code="settings-syntax", message=message, fix=fix)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The settings being read: the file's lines, and the problems met."""

    lines: list[str]
    path: str
    problems: list[Problem]

    def values(self, section: str, content: dict[str, Any], readers: Readers) -> dict[str, Any]:
        """Return the good values of one table."""
        values = {}
        for key, value in content.items():
            reader = readers.get(key)
            if reader is None:
                self.unknown(section, key)
                continue
            try:
                values[key] = reader(value)
            except Wrong as wrong:
                self.wrong(section, key, str(wrong))
        return values

    def stages(self, content: dict[str, Any]) -> dict[str, Stage]:
        """Return the stage names of the user's own."""
        own = {}
        for name, value in content.items():
            try:
                own[name] = stage(value)
            except Wrong as wrong:
                self.wrong("stages", name, str(wrong))
        return own

    def unknown(self, section: str, key: str) -> None:
        """Report a key or table that nothing reads."""
        what = f"`{key}` in [{section}]" if key else f"[{section}]"
        self.note(section, key, "unknown-setting", f"{what} is not known and does nothing.", Severity.WARNING)

    def wrong(self, section: str, key: str, reason: str) -> None:
        """Report a value that is not what its key takes."""
        self.note(section, key, "bad-setting", f"`{key}` in [{section}] {reason}.", Severity.ERROR)

    def note(self, section: str, key: str, code: str, message: str, severity: Severity) -> None:
        """Add a problem at the line of a key."""
        fix = "Correct or remove it; until then the default counts."
        line = self.line_of(section, key)
        problem = Problem(
            path=self.path, line=line, code=code, message=message, severity=severity, fix=fix, table=section
        )
        self.problems.append(problem)

    def line_of(self, section: str, key: str) -> int:
        """Return the line where a key of a table is written; 1 when it is written in an unusual way."""
        head = re.compile(
            rf"\s*(?:\[+\s*[\"']?{re.escape(section)}[\"']?\s*\]+|[\"']?{re.escape(section)}[\"']?\s*[=.])"
        )
        start = next((i for i, line in enumerate(self.lines) if head.match(line)), None)
        if start is None:
            return 1
        wanted = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
        below = range(start + 1, len(self.lines))
        found = next((i for i in below if key and wanted.match(self.lines[i])), start)
        return found + 1


def new_settings(name: str = "", email: str = "") -> bytes:
    """Return the text of a new `afterword.toml`."""
    me = "".join(f"{key} = {toml_text(value)}\n" for key, value in (("name", name), ("email", email)))
    return f'# What all machines of this search share.\n\n[me]\n{me}\n[search]\nplaybook = "blend"\n'.encode()


def toml_text(value: str) -> str:
    """Return a text in double quotes, as TOML reads it."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + UNPRINTABLE.sub(lambda m: f"\\u{ord(m[0]):04x}", escaped) + '"'

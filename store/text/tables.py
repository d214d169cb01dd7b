"""TOML files of settings and themes, to tables; a bad value is a problem with its line."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from store.model.problem import Problem, Severity

FILE_BYTES = 64 * 1024
NESTED = re.compile(rb"[\[{]")
MOST_BRACKETS = 2000
"""The reader of TOML goes down one level for each open bracket."""
Readers = Mapping[str, Callable[[object], Any]]


class Wrong(ValueError):
    """A value that a key cannot have; the text says what it can."""


def text(value: object) -> str:
    """Read a text."""
    if not isinstance(value, str):
        raise Wrong('must be a text in "quotes"')
    return value.strip()


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


class Reading(Struct, frozen=True, kw_only=True):
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

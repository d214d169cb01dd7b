"""The headings of log entries: `DATE [TIME] KIND [to|from|with|by NAMES][: TITLE]`, read and written."""

import re
from datetime import date, time
from functools import lru_cache
from typing import NamedTuple

from store.model.entry import Direction, Entry, Kind
from store.text.names import cut, written_name

ALIASES = {"phone": Kind.CALL, "e-mail": Kind.EMAIL, "linkedin": Kind.MESSAGE, "chat": Kind.MESSAGE}
KINDS = {kind.value.casefold(): kind for kind in Kind} | ALIASES
DIRECTIONS = {direction.value: direction for direction in Direction}

DATED = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?=[ \t]|$)")
TIME = re.compile(r"[ \t]+([0-9]{2}):([0-9]{2})(?![0-9:])(?:[ \t]*([Zz]|[+-][0-9]{2}:[0-9]{2})(?=[ \t]|$))?")
ZONE = re.compile(r"[ \t]*([A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*)(?=[ \t])")
WORD = re.compile(r"[ \t]+([^ \t]+)")
OFFSET = re.compile(r"[+-](?:[01][0-9]|2[0-3]):[0-5][0-9]")
CLOSING = re.compile(r"[ \t]#+$")
USUAL = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?: ([0-9]{2}):([0-9]{2}))? ([A-Za-z]+)(?: (to|from|with|by) ([A-Za-z][^\":]*))?"
    r"(?::(?:[ \t](.*))?)?$"
)
"""Most headings, in one go: no zone, nobody's name in quotes, no colon in a name."""
LINE_END = re.compile(r"\r\n|\n|\r")


class NotAHeading(ValueError):
    """A heading begins with a date and is no log entry; `code`, `message` and `fix` say why and what to do."""

    def __init__(self, code: str, message: str, fix: str) -> None:
        self.code, self.message, self.fix = code, message, fix
        super().__init__(message)


class Heading(NamedTuple):
    """What the heading of a log entry says; its names are not yet cut."""

    day: date
    at: time | None
    zone: str | None
    kind: Kind
    direction: Direction | None
    names: str
    title: str


def without_closing(content: str) -> str:
    """Return a heading's text without the run of `#` that may close it."""
    content = content.strip(" \t")
    if not content.endswith("#"):
        return content
    return "" if not content.strip("#") else CLOSING.sub("", content).rstrip(" \t")


def read_heading(content: str) -> Heading:
    """Read a heading that begins with a date; `content` is without `###` and closing run.

    Raises:
        NotAHeading: it is no log entry.
    """
    return _usual(content) or _any(content)


def _usual(content: str) -> Heading | None:
    """Read a heading as most are; None where it may be another."""
    found = USUAL.match(content)
    if not found:
        return None
    day, hour, minute, word, direction, names, title = found.groups("")
    kind = KINDS.get(word.casefold())
    if kind is None:
        return None
    try:
        at = time(int(hour), int(minute)) if hour else None
        on = date.fromisoformat(day)
    except ValueError:
        return None
    return Heading(on, at, None, kind, DIRECTIONS.get(direction), names.rstrip(" \t"), title.strip(" \t"))


def _any(content: str) -> Heading:
    day, at = _day(content), None
    place = 10
    if content[place:].lstrip(" \t")[:1].isdigit():
        at, zone, place = _time(content, place)
        if zone is None:
            zone, place = _zone(content, place)
    else:
        zone = None
    kind, place, has_colon = _kind(content, place)
    if has_colon:
        return Heading(day, at, zone, kind, None, "", content[place:].strip(" \t"))
    direction, names, title = _rest(content, place, kind)
    return Heading(day, at, zone, kind, direction, names, title)


def _day(content: str) -> date:
    found = DATE.match(content)
    if not found:
        raise NotAHeading(
            "not-an-entry",
            "this heading begins with a date and is not a log entry",
            "Write the day as YYYY-MM-DD and a space behind it: `### 2026-11-20 14:00 Call with NAME`.",
        )
    try:
        return date.fromisoformat(found[0])
    except ValueError:
        raise NotAHeading(
            "impossible-date", f"there is no day {found[0]}", "Correct the date; it is year-month-day."
        ) from None


def _time(content: str, place: int) -> tuple[time, str | None, int]:
    found = TIME.match(content, place)
    if not found:
        raise NotAHeading(
            "not-an-entry",
            "what follows the date is not a time",
            "Write the time as HH:MM, such as 09:30, or leave it out.",
        )
    hour, minute, zone = int(found[1]), int(found[2]), found[3]
    if hour > 23 or minute > 59:  # noqa: PLR2004 - a day's own numbers
        raise NotAHeading(
            "impossible-time", f"there is no time {found[1]}:{found[2]}", "Correct the time; it is HH:MM."
        )
    if zone and zone not in "Zz" and not OFFSET.fullmatch(zone):
        raise NotAHeading(
            "unknown-zone", f"there is no time zone {zone}", "Write Z, an offset such as +01:00, or a zone."
        )
    return time(hour, minute), zone.upper() if zone else None, found.end()


def _zone(content: str, place: int) -> tuple[str | None, int]:
    found = ZONE.match(content, place)
    if not found or found[1].casefold() in KINDS:
        return None, place
    follows = WORD.match(content, found.end())
    if "/" not in found[1] and not (follows and follows[1].rstrip(":").casefold() in KINDS):
        return None, place
    if not is_zone(found[1]):
        raise NotAHeading(
            "unknown-zone",
            f"there is no time zone {found[1]}",
            "Write Z, an offset such as +01:00, or a zone such as Europe/Berlin.",
        )
    return found[1], found.end()


@lru_cache(maxsize=256)
def is_zone(name: str) -> bool:
    """Tell whether this is `Z`, an offset or a time zone that is known here."""
    if name == "Z" or OFFSET.fullmatch(name):
        return True
    from zoneinfo import ZoneInfo  # few vaults name a zone, and the import costs a start

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _kind(content: str, place: int) -> tuple[Kind, int, bool]:
    found = WORD.match(content, place)
    word = found[1] if found else ""
    has_colon = word.endswith(":")
    kind = KINDS.get(word.removesuffix(":").casefold())
    if found and kind:
        return kind, found.end(), has_colon
    if has_colon and not word.strip(":"):
        word = ""
    raise NotAHeading(
        "unknown-kind",
        f"“{word.removesuffix(':')}” is no kind of log entry" if word else "the kind of log entry is missing",
        "Put one of these behind the date, without a colon before it: " + ", ".join(Kind) + ".",
    )


def _rest(content: str, place: int, kind: Kind) -> tuple[Direction | None, str, str]:
    rest = content[place:].lstrip(" \t")
    if not rest or rest == ":" or rest.startswith((": ", ":\t")):
        return None, "", rest[1:].strip(" \t")
    word = rest.split(None, 1)[0]
    direction = DIRECTIONS.get(word.removesuffix(":").casefold())
    if direction is None:
        raise NotAHeading(
            "not-an-entry",
            f"“{word}” cannot follow {kind}",
            f"Write `{kind} with NAME: TITLE`; to, from, with or by stand before names, a colon before a title.",
        )
    listing = rest[len(direction) :]
    pieces, end = cut(listing, until_title=True)
    if not pieces:
        raise NotAHeading(
            "not-an-entry", f"nobody is named after “{direction}”", f"Name somebody, or leave “{direction}” out."
        )
    return direction, listing[:end].strip(" \t"), listing[end + 1 :].strip(" \t")


def one_line(text: str) -> str:
    """Return a text without line ends and without spaces at both ends."""
    return " ".join(line.strip(" \t") for line in LINE_END.split(text)).strip(" \t")


def written_heading(entry: Entry) -> str:
    """Return the heading line of an entry, without line end."""
    words = [entry.day.isoformat()]
    if entry.at is not None:
        near = entry.zone is not None and (entry.zone == "Z" or entry.zone[0] in "+-")
        words.append(entry.at.strftime("%H:%M") + (entry.zone or "" if near else ""))
        words += [entry.zone] if entry.zone and not near else []
    words.append(entry.kind.value)
    if entry.direction is not None:
        words.append(entry.direction.value)
    line = " ".join(words)
    if entry.names:
        line += " " + ", ".join(written_name(name.who or name.text) for name in entry.names)
    title = one_line(entry.title)
    line += f": {title}" if title else ""
    return "### " + line + (" #" if line.endswith("#") else "")

r"""Steps, interviews and deadlines as an iCalendar file (RFC 5545).

Written by hand and not by a library: three kinds of components with ten properties need none, the bytes are the same
on every machine, and it costs no import. Times are in UTC, so that no time zone has to be described.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from uuid import NAMESPACE_URL, uuid5

from store import VERSION
from store.model.agenda import Bucket, Item
from store.model.entry import PLANNABLE, Entry
from store.model.opportunity import CLOSED, Opportunity
from store.model.outgoing import Leaving
from store.rules.zones import named_zone

WIDEST = 75
"""Octets of a line, without its end."""
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
"""What no value may hold; line ends and tabs are seen to before."""
TALK = "PT1H"
"""How long an interview is taken to be: no entry tells."""
STEP = "PT15M"
Component = list[tuple[str, str]]
"""Properties, each with its parameters, and its value as it is written."""


def written(leaving: Leaving) -> bytes:
    """Return the calendar."""
    head = [("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", f"-//Afterword//Afterword {VERSION}//EN")]
    head += [("CALSCALE", "GREGORIAN"), ("X-WR-CALNAME", "Afterword")]
    parts = [*talks(leaving), *deadlines(leaving), *steps(leaving)]
    lines = (*head, *(line for part in parts for line in part), ("END", "VCALENDAR"))
    return "".join(folded(f"{name}:{value}") for name, value in lines).encode()


def is_too_far(day: date, leaving: Leaving) -> bool:
    """Tell whether a day is farther ahead than was wished for."""
    days = leaving.wishes.days
    return days is not None and (day - leaving.today).days > days


def steps(leaving: Leaving) -> Iterator[Component]:
    """Yield what is on the agenda; what is overdue stands on today, where it can be seen."""
    held = {o.id: o for o in leaving.opportunities}
    for item in leaving.items:
        opportunity = held.get(item.opportunity)
        if is_too_far(item.allowed or item.due, leaving):
            continue
        if opportunity and item.bucket is not Bucket.WAITING and not stands_already(item, opportunity, leaving):
            yield todo(item, leaving) if leaving.wishes.todos else event(item, leaving)


def stands_already(item: Item, opportunity: Opportunity, leaving: Leaving) -> bool:
    """Tell whether a step is the planned talk itself, or the deadline itself, which have events of their own."""
    line = item.because.line
    if item.who is not None or leaving.wishes.todos:
        return False
    if line == opportunity.lines.get("deadline"):
        return item.due >= leaving.today and opportunity.stage not in CLOSED
    return bool(item.time) and any(e.line == line and e.kind in PLANNABLE for e in opportunity.entries)


def event(item: Item, leaving: Leaving) -> Component:
    """Return a step as an event that leaves the day free."""
    day = max(item.allowed or item.due, leaving.today)
    timed = item.time and day == item.due
    when = timed_at(day, item.time or "", STEP, leaving) if timed else whole_day(day)
    notes = step_notes(item)
    return component("VEVENT", uid(item.opportunity, item.key), step_title(item), when, notes, leaving)


def todo(item: Item, leaving: Leaving) -> Component:
    """Return a step as a to-do with the day it is due."""
    day = item.allowed or item.due
    when = [("DUE;VALUE=DATE", compact(day)), ("STATUS", "NEEDS-ACTION")]
    if item.time:
        when[0] = ("DUE", instant(day, item.time, leaving))
    return component("VTODO", uid(item.opportunity, item.key), step_title(item), when, step_notes(item), leaving)


def talks(leaving: Leaving) -> Iterator[Component]:
    """Yield the interviews, meetings and visits, those that were and those to come."""
    for o in leaving.opportunities:
        seen: dict[tuple[str, date], int] = {}
        for entry in o.entries:
            if entry.kind in PLANNABLE and not is_too_far(entry.day, leaving):
                same = (str(entry.kind), entry.day)
                seen[same] = seen.get(same, 0) + 1
                yield talk(o, entry, seen[same], leaving)


def talk(opportunity: Opportunity, entry: Entry, number: int, leaving: Leaving) -> Component:
    """Return one talk; its name in the calendar stays when its hour or its people change."""
    whom = ", ".join(name.text for name in entry.names)
    title = f"{entry.kind}: {opportunity.label}" + (f" ({whom})" if whom else "")
    when = whole_day(entry.day)
    if entry.at:
        when = timed_at(entry.day, f"{entry.at:%H:%M}", TALK, leaving, entry.zone)
    if opportunity.location:
        when.append(("LOCATION", escaped(opportunity.location)))
    notes = [opportunity.position, entry.title]
    ident = uid(opportunity.id, f"{entry.kind}/{entry.day}/{number}")
    return component("VEVENT", ident, title, when, notes, leaving)


def deadlines(leaving: Leaving) -> Iterator[Component]:
    """Yield the last days to apply or to answer."""
    for o in leaving.opportunities:
        if o.deadline and o.stage not in CLOSED and not is_too_far(o.deadline, leaving):
            title = f"Deadline: {o.label}"
            yield component("VEVENT", uid(o.id, "deadline"), title, whole_day(o.deadline), [o.position], leaving)


def component(kind: str, ident: str, title: str, when: Component, notes: Iterable[str], leaving: Leaving) -> Component:
    """Return a component; its stamp is the day it was made on, so that one day gives the same bytes."""
    stamp = f"{compact(leaving.today)}T000000Z"
    lines = [("BEGIN", kind), ("UID", ident), ("DTSTAMP", stamp), ("LAST-MODIFIED", stamp), *when]
    lines.append(("SUMMARY", escaped(title)))
    text = "\n".join(note for note in notes if note)
    if text and not leaving.wishes.private:
        lines.append(("DESCRIPTION", escaped(text)))
    if leaving.wishes.private:
        lines.append(("CLASS", "PRIVATE"))
    return [*lines, ("END", kind)]


def step_title(item: Item) -> str:
    """Return what a step is called among other events."""
    whom = ", ".join(part for part in (item.who, item.company or item.opportunity) if part)
    return f"{item.title or item.step}: {whom}"


def step_notes(item: Item) -> list[str]:
    """Return what stands below a step: what to do, since when it is due, and why."""
    late = f"Due on {item.due}." if item.days < 0 else ""
    since = f"{item.step} · since {item.because.event}" if item.because.event else item.step
    return [item.says, late, item.position, since]


def uid(opportunity: str, key: str) -> str:
    """Return the name that a calendar knows something by: always the same, and it tells nothing."""
    return str(uuid5(NAMESPACE_URL, f"afterword:{opportunity}/{key}"))


def whole_day(day: date) -> Component:
    """Return the properties of something that lasts a day and keeps nobody busy; without an end it is that day."""
    return [("DTSTART;VALUE=DATE", compact(day)), ("TRANSP", "TRANSPARENT")]


def timed_at(day: date, clock: str, lasts: str, leaving: Leaving, zone: str | None = None) -> Component:
    """Return the properties of something at a time of day."""
    return [("DTSTART", instant(day, clock, leaving, zone)), ("DURATION", lasts)]


def instant(day: date, clock: str, leaving: Leaving, zone: str | None = None) -> str:
    """Return a wall-clock time as UTC; at the ends of the calendar, where there is none, as it stands."""
    there = (named_zone(zone) if zone else None) or leaving.zone
    local = datetime.fromisoformat(f"{day}T{clock}")
    try:
        utc = local.replace(tzinfo=there).astimezone(UTC)
    except (OverflowError, ValueError):
        utc = local
    return f"{compact(utc.date())}T{utc:%H%M%S}Z"


def compact(day: date) -> str:
    """Return a day as calendars write it; `strftime` would leave out the zeros of early years."""
    return day.isoformat().replace("-", "")


def escaped(text: str) -> str:
    """Return a text as a value: nothing in it can end the line or begin another property."""
    lines = re.sub("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]", "\n", text)
    shown = UNSEEN.sub("", lines)
    for plain, meant in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        shown = shown.replace(plain, meant)
    return shown


def folded(line: str) -> str:
    """Return a line of at most 75 octets and its continuations, each behind a space; no character is cut."""
    pieces: list[str] = []
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > WIDEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += octets
    return "\r\n".join([*pieces, piece]) + "\r\n"

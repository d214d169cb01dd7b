"""The keys as help, and as docs/keys.md."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tui.actions.naming import key_name
from tui.actions.presets import VIM
from tui.actions.table import ACTIONS, GROUPS, actions_at

PLACES = {
    "app": "everywhere",
    "list": "lists",
    "reading": "texts",
    "ticks": "notes to tick",
    "letter": "the text of a letter",
    "noting": "lines of a debrief or a call",
    "welcome": "first screen",
    "agenda": "agenda",
    "week": "week",
    "opportunities": "opportunities",
    "opportunity": "one opportunity",
    "board": "board",
    "people": "people",
    "stories": "stories",
    "insights": "insights",
    "drafts": "drafts",
    "problems": "problems",
    "composer": "composer",
    "debrief": "debrief",
    "call": "call sheet",
    "panel": "panel",
    "review": "review",
    "history": "history",
    "recover": "recovery",
    "script": "lines of a call sheet",
    "charts": "charts",
    "dialog": "dialogs",
    "completing": "fields with a list",
    "palette": "commands",
    "help": "help",
}


Shown = tuple[str, str, str]
"""The keys of an action, what it does, its id."""


@dataclass(frozen=True, slots=True)
class Section:
    """Keys that belong together."""

    title: str
    rows: tuple[Shown, ...]


OPENING = """# Keys

This page is made from the table of actions in `tui/actions/` by `python docs/make_keys.py`; a test compares them.

Letters do nothing while you type in a field; `Esc` leaves the field. Everything can be reached by mouse as well; hold
Shift (Option in iTerm) to select text the terminal's own way. No key needs Alt, a function key or a chord.

These are the keys that ship; the second column says what the preset `vim` has instead. How to choose it, or
keys of your own: [settings.md](settings.md). `afterword keys` lists those that you have,
and `?` those of the screen that you see.
"""


def sections(places: Sequence[str]) -> tuple[Section, ...]:
    """Return the keys of some places, the nearest first; an action stands where it is nearest."""
    seen: set[str] = set()
    found = []
    for place in places:
        rows = [row for row in actions_at(place) if row.id not in seen]
        seen |= {row.id for row in rows}
        if rows:
            shown = tuple(("  ".join(map(key_name, row.keys)) or "no key", row.tooltip, row.id) for row in rows)
            name = PLACES[place]
            found.append(Section(f"{name[:1].upper()}{name[1:]}", shown))
    return tuple(found)


def matching(every: Sequence[Section], typed: str) -> tuple[Section, ...]:
    """Return what has the typed key; where there is none, what holds every typed word."""
    words = typed.casefold().split()
    by_key = _narrowed(every, lambda row: typed in row[0].split())
    return by_key or _narrowed(every, lambda row: all(w in f"{row[1]} {row[2]}".casefold() for w in words))


def _narrowed(every: Sequence[Section], fits: Callable[[Shown], bool]) -> tuple[Section, ...]:
    sections = (Section(one.title, tuple(row for row in one.rows if fits(row))) for one in every)
    return tuple(one for one in sections if one.rows)


def page() -> str:
    """Return the text of docs/keys.md."""
    parts = [OPENING]
    for group in GROUPS:
        parts.append(f"\n## {group}\n\n| Key | In `vim` | Does | Where | Name |\n| --- | --- | --- | --- | --- |\n")
        for row in ACTIONS:
            if row.group == group:
                keys = " ".join(f"`{key}`" for key in row.keys)
                where = ", ".join(PLACES[place] for place in row.places)
                vim = " ".join(f"`{key}`" for key in VIM.get(row.id, ()))
                parts.append(f"| {keys} | {vim} | {row.tooltip} | {where} | `{row.id}` |\n")
    return "".join(parts)

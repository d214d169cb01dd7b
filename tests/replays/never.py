"""What must not appear on any day of a replay: items by name, and the promises about too much."""

import re
from datetime import date, timedelta

from store.model.agenda import Item, State
from tests.replays.comparing import DUE, told, wanted
from tests.replays.vault import Vault, View

FROM = re.compile(r"from (\d{4}-\d\d-\d\d) ")
BEFORE = re.compile(r"due before (\d{4}-\d\d-\d\d) ")
ENTRY = re.compile(r"^### (\d{4}-\d\d-\d\d)(?: \d\d:\d\d)? (\w+) (?:to|with) ([^:\n]+)(?::(.*))?$")
TOUCHES = frozenset({"Call", "Voicemail", "Email", "Letter", "Note", "Text", "Message", "Briefing"})
WEEK = timedelta(days=7)
MONTH = timedelta(days=30)
PROMISES = frozenset({"promised", "f-promise", "f-next-mine"})


class Past:
    """The touches of a vault's files, read without the rules that are being tested."""

    def __init__(self, vault: Vault) -> None:
        self.touches: list[tuple[date, str, str, str, int]] = []
        """Day, kind, person, file, line of each; a call that nobody answered is none."""
        for path, text in vault.files.items():
            for number, line in enumerate(text.splitlines(), 1):
                found = ENTRY.match(line)
                if found and found[2] in TOUCHES and "no answer" not in (found[4] or ""):
                    day = date.fromisoformat(found[1])
                    self.touches += [(day, found[2], who.strip(), path, number) for who in found[3].split(", ")]


def broken(nevers: tuple[str, ...], view: View, past: Past) -> list[str]:
    """Return what appears on a day although it never should."""
    return [f"{never}: but {what}" for never in nevers for what in _broken(never, view, past)]


def _broken(never: str, view: View, past: Past) -> list[str]:
    match never:
        case "one message to several people":
            return [told(i) for i in view.agenda if i.who and ("," in i.who or " and " in i.who)]
        case "two calls to one person within 30 days":
            return _second_calls(view, past)
        case "more than two counted touches to one person in 7 days":
            return _third_touches(view, past)
    items = [i for i in view.everything if i.bucket is not None or i.state is State.FORECAST]
    if found := FROM.match(never):
        never = never[found.end() :]
        items = [] if view.day < date.fromisoformat(found[1]) else items
    elif found := BEFORE.match(never):
        never = never[found.end() :]
        items = [i for i in items if i.bucket in DUE] if view.day < date.fromisoformat(found[1]) else []
    want = wanted(never)
    return [told(i) for i in items if want.fits(i) and want.nearness(i) == len(want.facets)]


def _second_calls(view: View, past: Past) -> list[str]:
    calls = [(day, who) for day, kind, who, *_ in past.touches if kind in ("Call", "Voicemail")]
    return [
        told(item)
        for item in view.agenda
        if item.bucket in DUE
        and item.channel == "phone"
        and item.counted
        and any(who == item.who and timedelta(0) <= view.day - day < MONTH for day, who in calls)
    ]


def _third_touches(view: View, past: Past) -> list[str]:
    free = _free(view, past)
    asked: dict[str, list[Item]] = {}
    for item in view.agenda:
        if item.bucket in DUE and item.counted and item.who:
            asked.setdefault(item.who, []).append(item)
    result = []
    for who, items in asked.items():
        done = [
            1
            for day, _, name, path, line in past.touches
            if name == who and (path, line) not in free and timedelta(0) <= view.day - day < WEEK
        ]
        if len(done) + len(items) > 2:
            result += [told(item) for item in items]
    return result


def _free(view: View, past: Past) -> set[tuple[str, int]]:
    """Return which entries use nothing up: those that did a step that does not count, and those that kept a promise."""
    done = [i for i in view.everything if i.settled_by and i.state is State.DONE]
    free = {(i.because.path, i.settled_by or 0) for i in done if not i.counted}
    taken = {(i.because.path, i.settled_by) for i in done if i.mark_line is None}
    for item in done:
        if item.mark_line is not None and item.step in PROMISES:
            near = [
                (abs(day - item.due), path, line)
                for day, _, who, path, line in past.touches
                if who == item.who and (path, line) not in taken and abs(day - item.due) <= WEEK
            ]
            if near:
                free.add(min(near)[1:])
    return free

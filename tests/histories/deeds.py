"""What people do to a vault between two syncs: by the program, in an editor, with files."""

import re
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Protocol

from store.errors import StoreError
from store.model.entry import Box, Direction, Kind, Word
from store.text.document import lines_of
from store.workspace.changing import Plan
from store.workspace.commands.add_contact import add_contact
from store.workspace.commands.add_mark import add_mark
from store.workspace.commands.delete_file import delete_opportunity
from store.workspace.commands.log_touch import log_touch
from store.workspace.commands.move_stage import move_stage
from store.workspace.commands.new_opportunity import new_opportunity
from store.workspace.commands.set_keys import set_keys
from store.workspace.commands.set_mark_box import set_mark_box
from tests.histories.world import TODAY, Desk, World

STAGES = ("applied", "interviewing", "offer", "accepted", "rejected", "withdrawn")
KINDS = (Kind.INTERVIEW, Kind.CALL, Kind.EMAIL, Kind.LETTER, Kind.MEETING)
COMPANIES = ("Northwind Freight", "Halyard Marine", "Copperleaf", "Quill & Sons")
KEY_LINE = re.compile(r"^(location|salary|own_\w+):[^\r\n]*", re.MULTILINE)
WORD_LINE = re.compile(r"[A-Za-z].*tk[0-9a-z]+z")

Deed = Callable[[World, Desk], str]


class Hand(Protocol):
    """Who edits: chance, and words that stand nowhere yet."""

    dice: Random

    def token(self) -> str:
        """Return a word that stands nowhere yet."""


def by_app(world: World, machine: Desk) -> str:
    """Let the program make one change."""
    dice, snapshot = world.dice, machine.workspace.snapshot()
    readable = [o for o in snapshot.records.opportunities if o.readable]
    if not readable or dice.random() < 0.12:
        company = dice.choice(COMPANIES)
        position = dice.choice(("Sales Director", f"Director {world.token()}"))
        return carried_out(machine, new_opportunity(company, position, {"tags": world.token()}), f"new at {company}")
    here = dice.choice(readable)
    day = TODAY - timedelta(days=dice.randrange(9))
    tasks = [m for e in here.entries for m in e.marks if m.word in (Word.PROMISE, Word.NEXT)]
    names = tuple(c.name for c in here.contacts)
    plans: list[tuple[str, Plan]] = [
        ("stage", move_stage(here.id, dice.choice(STAGES))),
        ("location", set_keys(here.id, {"location": world.token()})),
        ("tags", set_keys(here.id, {"tags": ", ".join((*here.tags, world.token()))})),
        ("next touch", set_keys(here.id, {"next_touch": (TODAY + timedelta(days=dice.randrange(1, 9))).isoformat()})),
        ("contact", add_contact(here.id, {"name": f"Joe {world.token().title()}", "title": world.token()})),
        (
            "entry",
            log_touch(here.id, dice.choice(KINDS), Direction.WITH, names[:1], day, title=world.token())
            if names
            else set_keys(here.id, {"salary": world.token()}),
        ),
        ("mark", add_mark(here.id, dice.choice((Word.NEED, Word.TOPIC, Word.PROMISE)), f"the {world.token()} plan")),
    ]
    if tasks:
        plans.append(("tick", set_mark_box(here.id, dice.choice(tasks).line, dice.choice(list(Box)))))
    if dice.random() < 0.1:
        plans = [("delete", delete_opportunity(here.id))]
    what, plan = dice.choice(plans)
    return carried_out(machine, plan, f"{what} of {here.id}")


def carried_out(machine: Desk, plan: Plan, what: str) -> str:
    """Make a change; one that is refused changes nothing."""
    try:
        machine.workspace.carry_out(plan)
    except StoreError as refused:
        return f"{what}: refused ({str(refused)[:60]})"
    return what


def by_editor(world: World, machine: Desk) -> str:
    """Change a note as text, as an editor does."""
    notes = machine.notes()
    if not notes:
        return "nothing to edit"
    path = world.dice.choice(notes)
    place = machine.root / path
    try:
        text = place.read_bytes().decode()
    except UnicodeDecodeError:
        return f"{path} is no text"
    edit = world.dice.choice(EDITS)
    changed = edit(world, text)
    place.write_bytes(changed.encode())
    return f"{edit.__name__.removeprefix('_')} in {path}"


def by_files(world: World, machine: Desk) -> str:
    """Move or delete a note, or put another file there, as a file manager does."""
    dice, notes = world.dice, machine.notes()
    if dice.random() < 0.4 or not notes:
        kind = dice.choice(("people", "stories", "drafts"))
        place = machine.root / kind / f"{dice.choice('abc')}.md"
        place.parent.mkdir(exist_ok=True)
        if place.exists():
            place.write_text(place.read_text() + f"\nMore {world.token()}.\n")
            return f"more in {place.name}"
        place.write_text(f"---\nname: Ann {world.token().title()}\n---\n\nText {world.token()}.\n")
        return f"new {kind}/{place.name}"
    path = dice.choice(notes)
    place = machine.root / path
    if dice.random() < 0.3:
        place.unlink()
        return f"removed {path}"
    target = place.with_name(f"{place.stem}-{dice.choice('xyz')}.md")
    if target.exists():
        return f"{target.name} is there"
    place.rename(target)
    return f"renamed {path} to {target.name}"


def _paragraph_added(hand: Hand, text: str) -> str:
    lines = lines_of(text)
    gaps = [at + 1 for at in range(_body(lines), len(lines)) if not lines[at].strip()]
    at = hand.dice.choice(gaps) if gaps else len(lines)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return "".join([*lines[:at], f"A thought about {hand.token()} here.\n\n", *lines[at:]])


def _word_changed(hand: Hand, text: str) -> str:
    lines = lines_of(text)
    places = [at for at in range(_body(lines), len(lines)) if WORD_LINE.match(lines[at])]
    if not places:
        return text
    at = hand.dice.choice(places)
    lines[at] = lines[at].rstrip("\r\n") + f" and {hand.token()}" + lines[at][len(lines[at].rstrip("\r\n")) :]
    return "".join(lines)


def _paragraph_removed(hand: Hand, text: str) -> str:
    lines = lines_of(text)
    places = [at for at in range(_body(lines), len(lines)) if WORD_LINE.match(lines[at])]
    if not places:
        return text
    del lines[hand.dice.choice(places)]
    return "".join(lines)


def _entry_removed(hand: Hand, text: str) -> str:
    lines = lines_of(text)
    heads = [at for at, line in enumerate(lines) if line.startswith("### ")]
    if not heads:
        return text
    start = hand.dice.choice(heads)
    stop = next((at for at in range(start + 1, len(lines)) if lines[at].startswith("##")), len(lines))
    return "".join(lines[:start] + lines[stop:])


def _entry_written(hand: Hand, text: str) -> str:
    day = TODAY - timedelta(days=hand.dice.randrange(9))
    end = "" if not text or text.endswith("\n") else "\n"
    return f"{text}{end}\n### {day} Call: {hand.token()}\n- need: more {hand.token()}\n"


def _key_added(hand: Hand, text: str) -> str:
    head, fence, rest = text.partition("\n---")
    return f"{head}\nown_{hand.token()}: {hand.token()}{fence}{rest}" if fence else text


def _key_changed(hand: Hand, text: str) -> str:
    return KEY_LINE.sub(lambda found: f"{found[1]}: {hand.token()}", text, count=1)


def _key_moved(hand: Hand, text: str) -> str:
    head, fence, rest = text.partition("\n---")
    lines = head.split("\n")
    plain = [at for at, line in enumerate(lines) if re.match(r"(location|salary|tags|own_\w+): \S", line)]
    if not fence or not plain:
        return text
    line = lines.pop(hand.dice.choice(plain))
    return "\n".join([lines[0], line, *lines[1:]]) + fence + rest


def _comment_added(hand: Hand, text: str) -> str:
    return text.replace("---\n", f"---\n# {hand.token()}\n", 1)


def _ticked(_hand: Hand, text: str) -> str:
    return text.replace("- [ ] ", "- [x] ", 1)


def _line_ends_changed(hand: Hand, text: str) -> str:
    if hand.dice.random() < 0.7:
        return text
    return text.replace("\r\n", "\n") if "\r\n" in text else text.replace("\n", "\r\n")


EDITS: tuple[Callable[[Hand, str], str], ...] = (
    *(_paragraph_added, _paragraph_added, _word_changed, _word_changed, _paragraph_removed, _entry_removed),
    *(_entry_written, _entry_written, _key_added, _key_changed, _key_moved, _comment_added, _ticked),
    _line_ends_changed,
)
DEEDS: tuple[tuple[Deed, int], ...] = ((by_app, 10), (by_editor, 10), (by_files, 2))


def _body(lines: list[str]) -> int:
    """Return the first line below the header."""
    fences = [at for at, line in enumerate(lines) if line.rstrip("\r\n") == "---"]
    return fences[1] + 1 if len(fences) > 1 else len(lines)

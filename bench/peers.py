"""Rows about other programs of the kind, told what is due in equal data; nobody must have them."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from bench import commands
from bench.place import Place
from bench.rows import Case, Pair, Row, Skipped, at_most, whole
from store.model.agenda import Bucket
from store.workspace.door import Workspace

LATER = 365
"""Days ahead at which, at most, an opportunity is due of which nothing is outstanding."""
BATCH = 1_000
TODOMAN = """path = {lists!r}
date_format = "%Y-%m-%d"
time_format = "%H:%M"
default_list = "search"
cache_path = {cache!r}
"""
TASKRC = "data.location={data}\nconfirmation=no\nhooks=0\ncolor=off\nnews.version=9.9.9\n"
TODO = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//bench//EN
BEGIN:VTODO
UID:{uid}
DTSTAMP:20260101T000000Z
SUMMARY:{title}
DUE;VALUE=DATE:{due:%Y%m%d}
DESCRIPTION:{body}
END:VTODO
END:VCALENDAR
"""
ORG = "* TODO {title}\nDEADLINE: <{due:%Y-%m-%d %a}>\n{body}\n"
AGENDA = (
    "(progn (require 'org) (require 'org-agenda) (setq org-agenda-files '({file}) org-agenda-span 'day"
    ' org-deadline-warning-days 0 large-file-warning-threshold nil) (org-batch-agenda "a"))'
)
TITLE = re.compile(r"^company: (.*)\nposition: (.*)$", re.MULTILINE)


class Task(NamedTuple):
    """One opportunity as a thing to do."""

    uid: str
    title: str
    due: date
    body: str


def tasks(place: Place) -> list[Task]:
    """Return every opportunity as a thing to do; due as the agenda says, or some day later where it says nothing.

    All of them are open: elsewhere a closed one leaves the file that is read, and here it may still have something due.
    """
    due: dict[str, str] = place.kept("due", lambda: due_in(place))
    made = []
    for number, (path, text) in enumerate(place.texts.items()):
        found = TITLE.search(text)
        if found:
            uid = path.rpartition("/")[2].removesuffix(".md")
            later = place.today + timedelta(days=20 + number % LATER)
            made.append(Task(uid, f"{found[1]}: {found[2]}", date.fromisoformat(due.get(uid, later.isoformat())), text))
    return made


def due_in(place: Place) -> dict[str, str]:
    """Return the day of the first step of each opportunity that has something outstanding, by its id."""
    machine = place.machine("peers")
    agenda = Workspace.open(place.root, place.moment, lambda: machine).snapshot().agenda
    found: dict[str, str] = {}
    for item in agenda:
        if item.bucket in (Bucket.OVERDUE, Bucket.TODAY, Bucket.UPCOMING):
            found[item.opportunity] = min(item.due.isoformat(), found.get(item.opportunity, "9999"))
    return found


def stocked(place: Place, name: str, fill: Callable[[Path, list[Task]], None]) -> Path:
    """Return the folder of a program's data; it is filled once for a vault, and kept beside it."""
    folder, mark = place.root.parent / name, place.root.parent / f"{name}.filled"
    if not mark.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        fill(folder, tasks(place))
        mark.touch()
    return folder


def found(place: Place, *names: str) -> str:
    """Return where one of the programs of these names is.

    Raises:
        Skipped: none of them is here.
    """
    where = place.program(*names)
    if where is None:
        raise Skipped(f"{names[0]} is not installed")
    return where


def todoman(place: Place) -> Case:
    """Return the case of todoman's list of what is due; it keeps an index, too."""
    program = found(place, "todo")

    def fill(folder: Path, made: list[Task]) -> None:
        lists = folder / "lists" / "search"
        lists.mkdir(parents=True)
        (folder / "config.py").write_text(
            TODOMAN.format(lists=str(folder / "lists" / "*"), cache=str(folder / "cache.sqlite3"))
        )
        for task in made:
            body = task.body.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")
            text = TODO.format(uid=task.uid, title=task.title, due=task.due, body=body)
            (lists / f"{task.uid}.ics").write_bytes(text.replace("\n", "\r\n").encode())

    config = stocked(place, "todoman", fill) / "config.py"
    return whole([program, "--config", config, "list", "--due", "1"], env=place.env)


def taskwarrior(place: Place) -> Case:
    """Return the case of taskwarrior's report of what is due."""
    program = found(place, "task")

    def fill(folder: Path, made: list[Task]) -> None:
        (folder / "data").mkdir()
        (folder / "taskrc").write_text(TASKRC.format(data=folder / "data"))
        entry = f"{place.today - timedelta(days=30):%Y%m%d}T000000Z"
        rows = [
            {
                "uuid": str(uuid5(NAMESPACE_URL, task.uid)),
                "status": "pending",
                "entry": entry,
                "description": task.title,
                "due": f"{task.due:%Y%m%d}T000000Z",
                "annotations": [{"entry": entry, "description": task.body}],
            }
            for task in made
        ]
        for start in range(0, len(rows), BATCH):
            data = "\n".join(map(json.dumps, rows[start : start + BATCH]))
            words = [program, f"rc:{folder / 'taskrc'}", "import", "-"]
            subprocess.run(words, env=place.env, input=data, text=True, check=True, capture_output=True)

    rc = stocked(place, "taskwarrior", fill) / "taskrc"
    return whole([program, f"rc:{rc}", "due.before:tomorrow", "minimal"], env=place.env, fine=(0, 1))


def org(place: Place) -> Case:
    """Return the case of Emacs that writes the agenda of a day, and ends."""
    program = found(place, "emacs", "emacs-nox")

    def fill(folder: Path, made: list[Task]) -> None:
        text = "".join(ORG.format(title=task.title, due=task.due, body=indented(task.body)) for task in made)
        (folder / "search.org").write_text(text, "utf-8")

    file = stocked(place, "org", fill) / "search.org"
    return whole([program, "-Q", "--batch", "--eval", AGENDA.format(file=json.dumps(str(file)))], env=place.env)


def indented(text: str) -> str:
    """Return a text of which no line is a heading."""
    return text.replace("\n", "\n  ")


def beside(peer: Callable[[Place], Case]) -> Callable[[Place], Pair]:
    """Return what makes the pair of our agenda and theirs."""
    return lambda place: Pair(yardstick=peer(place), ours=commands.at(place).agenda)


ROWS = (
    Row(
        name="agenda, beside todoman",
        yardstick="todo list --due",
        goal=at_most(1 / 5, since=10_000),
        pair=beside(todoman),
    ),
    Row(
        name="agenda, beside taskwarrior",
        yardstick="task minimal",
        goal=at_most(1 / 4, since=10_000),
        pair=beside(taskwarrior),
    ),
    Row(
        name="agenda, beside an Org agenda",
        yardstick="emacs --batch org-agenda",
        goal=at_most(1 / 40, since=10_000),
        pair=beside(org),
    ),
)

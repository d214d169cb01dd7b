"""Rows about other programs of the kind, told what is due in equal data; nobody must have them."""

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from bench import commands
from bench.place import Place
from bench.rows import Case, Pair, Row, Skipped, at_most, whole
from store.model.agenda import Bucket
from store.workspace.door import Workspace

LATER = 365
"""Days ahead at which is due, at most, what nothing is outstanding of."""
TODOMAN = "path = {lists!r}\ndate_format = '%Y-%m-%d'\ndefault_list = 'search'\ncache_path = {cache!r}\n"
TASKRC = "data.location={data}\nconfirmation=no\nverbose=nothing\nhooks=0\ndetection=0\ngc=1\ncolor=off\n"
ORG = """(progn (require 'org-agenda) (setq org-agenda-files '("{file}") org-agenda-span 1 org-deadline-warning-days 0
 org-startup-folded nil) (org-batch-agenda "a"))"""


class Task(NamedTuple):
    """One opportunity as a thing to do: what is told of it, when something is due, and its text."""

    title: str
    due: date
    body: str


def tasks(place: Place) -> list[Task]:
    """Return every opportunity as a thing to do; due as the agenda says, or in the next year where it says nothing.

    All of them are open: elsewhere a closed one leaves the file that is read, and here it may still have something due.
    """
    due: dict[str, str] = place.kept("due", lambda: due_in(place))
    made = []
    for number, (path, text) in enumerate(place.texts.items()):
        if path.startswith("opportunities/"):
            ident = path.rpartition("/")[2].removesuffix(".md")
            later = place.today + timedelta(days=20 + number % LATER)
            made.append(Task(title_of(text), date.fromisoformat(due.get(ident, later.isoformat())), text))
    return made


def due_in(place: Place) -> dict[str, str]:
    """Return the day of the first step of each opportunity that has something outstanding, by its id."""
    machine = place.machine("peers")
    agenda = Workspace.open(place.root, place.moment, lambda: machine).snapshot().agenda
    found: dict[str, str] = {}
    for item in agenda.items:
        if item.bucket in (Bucket.OVERDUE, Bucket.TODAY, Bucket.UPCOMING):
            found[item.opportunity] = min(item.due.isoformat(), found.get(item.opportunity, "9999"))
    return found

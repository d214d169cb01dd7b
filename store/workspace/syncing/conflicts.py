"""Conflict markers that somebody committed or left in a note: found, and taken apart so that both sides stay."""

import os
from collections.abc import Iterable
from pathlib import Path

from store.errors import GitTrouble, NotFound
from store.history.git import Git
from store.model.change import Change, Edit
from store.model.problem import Problem
from store.vault.layout import Kind, kind_of
from store.vault.parsing import MARKED
from store.workspace.changing import Plan
from store.workspace.snapshot import Snapshot

BEGINNING = "^<<<<<<<"
NOTES = (Kind.OPPORTUNITY, Kind.PERSON, Kind.STORY, Kind.DRAFT, Kind.PLAYBOOK)


def marked_paths(git: Git) -> tuple[str, ...]:
    """Return the notes of the vault in which a conflict begins, by git's own quick search.

    Raises:
        GitTrouble: git says no.
    """
    out = git.ask("grep", "-I", "-l", "-z", "--untracked", "-e", BEGINNING, "--", ".", fine=(0, 1))
    paths = (os.fsdecode(path) for path in out.split(b"\0") if path)
    return tuple(path for path in paths if kind_of(path) in NOTES)


def repairing(paths: Iterable[str]) -> Plan:
    """Return the plan that takes the markers out of some notes: both sides of each conflict, merged by meaning."""

    def plan(snapshot: Snapshot) -> Change:
        edits = tuple(edit for path in paths if (edit := repaired_file(snapshot, path)))
        names = ", ".join(edit.path for edit in edits)
        return Change(sentence=f"Conflict markers taken out, both sides kept: {names}", edits=edits)

    return plan


def repairs(snapshot: Snapshot) -> tuple[Edit, ...]:
    """Return what takes the markers out of every note; nothing while a merge is half done, which knows better."""
    paths = tuple(dict.fromkeys(problem.path for problem in marked(snapshot)))
    if not paths or is_half_done(snapshot.root):
        return ()
    return tuple(edit for path in paths if (edit := repaired_file(snapshot, path)))


def marked(snapshot: Snapshot) -> tuple[Problem, ...]:
    """Return the problems of notes with markers in them."""
    return tuple(problem for problem in snapshot.problems if problem.code == MARKED)


def repaired_file(snapshot: Snapshot, path: str) -> Edit | None:
    """Return the edit that takes the markers out of one note; None where there are none."""
    from store.text.merging.files import repaired

    try:
        before = snapshot.bytes_of(path)
    except NotFound:  # gone since it was seen
        return None
    after = repaired(before, path).data
    return Edit(path=path, before=before, after=after) if after != before else None


def is_half_done(root: Path) -> bool:
    """Tell whether git is in the middle of a merge here."""
    from store.history.merging.stopped import is_stopped

    try:
        return is_stopped(Git(root))
    except GitTrouble:
        return False

"""Which of the vault's own templates are as this person used them last on this machine: their marks, kept outside.

A template may arrive by a sync or a pull, and what it says goes out under the user's name. So a text that was not used
here is told before it is used, with whose it is and what is different.
"""

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from store.errors import BadRequest, StoreError
from store.letters.library import digest_of, shipped_text, templates
from store.model.change import Edit
from store.model.letter import Template
from store.text.diff import diff_of
from store.vault.place import name_outside
from store.workspace.door import Workspace
from store.workspace.machine import Machine, keep_values
from store.workspace.snapshot import Snapshot
from store.workspace.templates import all_templates

FOLDER = "templates"
LOOKED_BACK = 50
"""Commits of one template among which the text that was used last is looked for."""
LONGEST = 200
"""Lines of a difference that are told."""


class News(StrEnum):
    """How a template stands to what was used here."""

    NONE = ""
    CHANGED = "changed"
    NEW = "new"
    """No text of it was used here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfamiliar:
    """A template of the vault whose text was not used on this machine yet."""

    template: Template
    sentence: str
    """What is new about it, and who made it so."""
    diff: str
    """What is different from the text used last, or from the one that ships; empty where neither can be found."""


def used_in(machine: Machine, root: Path) -> Mapping[str, str]:
    """Return the mark of the text that was used last, by the path of the template."""
    if machine.state is None:
        return {}
    try:
        used = json.loads((machine.state / FOLDER / _name(root)).read_text("utf-8"))["used"]
        return {path: mark for path, mark in used.items() if isinstance(mark, str)}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def news_of(template: Template, used: Mapping[str, str]) -> News:
    """Tell how a template stands to what was used here; those that ship are never news."""
    if not template.own or used.get(template.path) == template.digest:
        return News.NONE
    return News.CHANGED if template.path in used else News.NEW


def news(workspace: Workspace, snapshot: Snapshot) -> Mapping[str, News]:
    """Return the templates that are not as they were used last, by name."""
    used = used_in(workspace.machine, workspace.root)
    return {t.name: found for t in all_templates(snapshot) if (found := news_of(t, used))}


def unfamiliar(workspace: Workspace, templates: Iterable[Template]) -> tuple[Unfamiliar, ...]:
    """Return which of some templates were not used as they are, with what is different."""
    used = used_in(workspace.machine, workspace.root)
    found = {template.path: template for template in templates if news_of(template, used)}
    return tuple(_told(workspace, template, used.get(template.path, "")) for template in found.values())


def note_use(workspace: Workspace, templates: Iterable[Template]) -> None:
    """Remember the texts of some templates as used; where nothing can be kept, they are told again."""
    marks = {template.path: template.digest for template in templates if template.own}
    used = used_in(workspace.machine, workspace.root)
    if any(used.get(path) != mark for path, mark in marks.items()):
        with contextlib.suppress(OSError, BadRequest):  # a full disk must not keep a letter from being written
            place = workspace.machine.folder(FOLDER) / _name(workspace.root)
            called = os.fsencode(workspace.root.resolve()).decode("utf-8", "replace")
            keep_values(place, {"vault": called, "used": {**used, **marks}})


def note_all(workspace: Workspace) -> None:
    """Remember all templates of a vault as used: it was made by this program a moment ago, and by nobody else."""
    note_use(workspace, templates(workspace.root))


def note_edit(workspace: Workspace, path: str) -> None:
    """Remember a template's text as used once its user had it in the editor; any other file is nobody's template."""
    note_use(workspace, [t for t in all_templates(workspace.snapshot()) if t.own and t.path == path])


def _told(workspace: Workspace, template: Template, mark: str) -> Unfamiliar:
    who, texts = _past(workspace, template)
    before, place = texts.get(mark), ""
    if mark:
        what = f"{template.path} has changed since you used it last on this machine"
    else:
        what = f"{template.path} is a template that you have not used on this machine yet"
        before = shipped_text(template.name)
        place = " It takes the place of the one that ships." if before is not None else ""
    now = texts.get(template.digest) or _bytes(workspace, template)
    diff = diff_of(Edit(path=template.path, before=before, after=now)) if before is not None and now else ""
    lines = diff.split("\n")
    if len(lines) > LONGEST:
        diff = "\n".join((*lines[:LONGEST], f"... and {len(lines) - LONGEST} more lines"))
    return Unfamiliar(template=template, sentence=f"{what}{who}.{place}", diff=diff)


def _past(workspace: Workspace, template: Template) -> tuple[str, Mapping[str, bytes]]:
    """Return who made a template what it is, in words, and its texts in the history by their marks."""
    try:
        revisions = workspace.history(template.path, LOOKED_BACK)
        blobs = workspace.blobs(one.new for revision in revisions for one in revision.touched)
    except StoreError:  # without git, or with git off, there is nothing to say about it
        return "", {}
    marks = {ident: digest_of(data) for ident, data in blobs.items()}
    made = [r for r in revisions if any(marks.get(one.new) == template.digest for one in r.touched)]
    if not made:
        return ", and that is in no commit yet", {mark: blobs[ident] for ident, mark in marks.items()}
    last = made[0]
    who = f" ({last.who}, {last.when.date().isoformat()}, commit {last.id[:8]})"
    return who, {mark: blobs[ident] for ident, mark in marks.items()}


def _bytes(workspace: Workspace, template: Template) -> bytes:
    """Return a template's bytes; none where they are no longer those that were read."""
    try:
        data = workspace.bytes_of(template.path)
    except (OSError, StoreError):
        return b""
    return data if digest_of(data) == template.digest else b""


def _name(root: Path) -> str:
    return f"{name_outside(root)}.json"

"""What can be brought back though no file and no commit holds it: versions that were kept, and text that a crash left.

Reading lists what belongs to one vault and nothing of another. Bringing back is a change like any other: written by the
one writer, committed, undone by undo; what stands in its way is kept first.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from store.errors import BadRequest, NotFound
from store.model.change import Change
from store.model.left_form import LeftForm
from store.text.draft import set_draft_text
from store.vault.lock import vault_lock
from store.vault.versions import Version, data_of
from store.workspace.changing import Plan
from store.workspace.commands.restore_file import bring_back
from store.workspace.commands.save_draft import BothChanged, save_draft
from store.workspace.commands.write_draft import write_draft
from store.workspace.door import Workspace
from store.workspace.kept import Keeping, Why, kept_in
from store.workspace.left_notes import is_written, rows_of
from store.workspace.snapshot import Snapshot
from store.workspace.unsaved import Unsaved, forget, left_forms, left_unsaved


@dataclass(frozen=True, slots=True, kw_only=True)
class Recoverable:
    """One text that can be brought back."""

    ident: str
    """What it is called: a number that stays, or the name of the copy of a form or letter."""
    path: str
    """The file that it was or was to be, relative to the vault; empty = none is known."""
    when: datetime
    """When it was kept, aware."""
    why: Why
    during: str
    """What was being done, as a sentence."""
    size: int
    """Bytes."""
    source: Version | tuple[Unsaved, Path] | tuple[LeftForm, Path]
    """Where it is."""

    @property
    def left(self) -> tuple[Unsaved, Path] | tuple[LeftForm, Path] | None:
        """Return the letter or form that a crash left, with its copy; None for a version."""
        return None if isinstance(self.source, Version) else self.source


def recoverable(workspace: Workspace) -> tuple[Recoverable, ...]:
    """Return what can be brought back in this vault: what was typed first, then versions, the latest first."""
    typed = sorted(_typed(workspace), key=lambda one: one.when, reverse=True)
    return (*typed, *_versions(workspace))


def clean_up(workspace: Workspace) -> None:
    """Remove what was kept for long enough."""
    if versions := kept_in(workspace.machine, workspace.root):
        versions.clean()


def named(workspace: Workspace, ident: str) -> Recoverable:
    """Return the one that is called so.

    Raises:
        NotFound: there is none.
    """
    found = next((one for one in recoverable(workspace) if one.ident == ident), None)
    if found is None:
        raise NotFound("kept text", ident)
    return found


def text_of(one: Recoverable) -> str:
    """Return what it holds, to be read.

    Raises:
        NotFound: it is gone meanwhile.
    """
    if isinstance(one.source, Version):
        return _bytes(one.source).decode("utf-8", "replace").replace("\r\n", "\n")
    return _text(one.source[0])


def bringing_back(one: Recoverable, to: str = "") -> Plan:
    """Return the plan that brings it back.

    Args:
        one: what is brought back.
        to: a path that is free, for a version that is to stand beside what is there now; empty = its own.

    Raises:
        BadRequest: it goes into no file, or not there.
        NotFound: it is gone meanwhile.
    """
    if isinstance(one.source, Version):
        return bring_back(to or one.path, _bytes(one.source), "a kept version", to_free=bool(to))
    typed = one.source[0]
    if isinstance(typed, LeftForm):
        raise BadRequest(
            f"{one.ident} is what was typed into a form, and goes into no file as it is. The full screen (`afterword`) "
            f"opens the form again; `afterword recover show {one.ident}` prints what was typed."
        )
    if to:
        raise BadRequest("A letter goes into its own draft. Leave out --to; nothing was written.")
    return _letter(typed)


def keep_given_up(workspace: Workspace, path: str, subject: str, body: str) -> None:
    """Keep a letter as its draft would have been, had its writer not chosen another program's lines.

    Raises:
        StoreError: the draft cannot be read, or not be changed that exactly.
        OSError: it is gone.
    """
    data = set_draft_text(workspace.bytes_of(path), path, subject, body)
    with vault_lock(workspace.root):
        keeping = Keeping(workspace.machine, workspace.root, f"{path}: another program's lines chosen instead")
        keeping.keep(((path, data),), is_merged=True)


def settle(one: Recoverable) -> None:
    """Let go of a copy whose text is in a file now; versions stay for their 30 days."""
    if not isinstance(one.source, Version):
        forget(one.source[1])


def _letter(typed: Unsaved) -> Plan:
    """Return the plan that saves a letter: into its draft, joined with what that gained, or into a new one."""

    def plan(snapshot: Snapshot) -> Change:
        if not any(draft.path == typed.path for draft in snapshot.records.drafts):
            words = typed.subject, typed.body
            return write_draft(typed.opportunity, typed.template, typed.to, typed=words)(snapshot)
        try:
            return save_draft(typed.path, typed.base_body, typed.subject, typed.body)(snapshot)
        except BothChanged as both:
            raise BadRequest(
                f"{typed.path} was changed since, on the same lines. Nothing was written and the letter is still kept: "
                "the full screen (`afterword`) shows both versions and lets you choose."
            ) from both

    return plan


def _bytes(version: Version) -> bytes:
    try:
        return data_of(version)
    except OSError as error:
        raise NotFound("kept text", str(version.number)) from error


def _versions(workspace: Workspace) -> Iterator[Recoverable]:
    versions = kept_in(workspace.machine, workspace.root)
    for version in versions.listed() if versions else ():
        yield Recoverable(
            ident=str(version.number),
            path=version.path,
            when=_time(version.when),
            why=Why.MERGED if version.why == Why.MERGED else Why.DISPLACED,
            during=version.during,
            size=version.size,
            source=version,
        )


def _typed(workspace: Workspace) -> Iterator[Recoverable]:
    for letter in left_unsaved(workspace):
        yield _left(letter, letter[0].path, f"A letter to {letter[0].to}")
    for form in left_forms(workspace.machine, os.fspath(workspace.root)):
        if not is_written(workspace.snapshot(), form[0]):
            yield _left(form, "", form[0].title)


def _left(source: tuple[Unsaved, Path] | tuple[LeftForm, Path], path: str, during: str) -> Recoverable:
    typed, file = source
    return Recoverable(
        ident=file.stem,
        path=path,
        when=_time(_modified(file)),
        why=Why.TYPED,
        during=during,
        size=len(_text(typed).encode("utf-8", "surrogatepass")),
        source=source,
    )


def _modified(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:  # another program has settled it meanwhile
        return 0.0


def _text(typed: Unsaved | LeftForm) -> str:
    if isinstance(typed, LeftForm):
        return "\n".join(rows_of(typed.held))
    return f"{typed.subject}\n\n{typed.body}"


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)

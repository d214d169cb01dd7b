"""Bring back an earlier version of a file, out of the history or as it was kept; a deleted file too: as a change."""

from store.errors import BadRequest
from store.history.past.log import Revision
from store.history.past.restoring import version_at
from store.history.past.undo import on_disk
from store.model.change import Change, Edit
from store.model.folding import fold
from store.model.trust import NO_TRUST, Trust
from store.text.opportunity import read_opportunity
from store.vault.layout import Kind, ident_of, kind_of
from store.vault.place import place_of
from store.workspace.changing import Plan
from store.workspace.snapshot import Snapshot


def restore_file(path: str, revision: str, *, trusted: Trust = NO_TRUST) -> Plan:
    """Return the plan that makes a file what it was at a revision; at the one that deleted it, what it was before.

    Args:
        path: the file, by its name now or the last that it had.
        revision: the id of a commit.
        trusted: what the user said of the vault's git.
    """

    def plan(snapshot: Snapshot) -> Change:
        version = version_at(snapshot.root, path, revision, trusted=trusted)
        now = on_disk(snapshot.root, path)
        if now is None:
            _refuse_twin(snapshot, path)
        words = "brought back" if now is None else "as it was again"
        if not any(t.path == path and not t.new for t in version.revision.touched):
            words += f", the version of {_when(version.revision)}"
        sentence = f"{_label(snapshot, path, version.data)}: {words}"
        return Change(
            sentence=sentence, edits=(Edit(path=path, before=now, after=version.data),), over_text=now is not None
        )

    return plan


def bring_back(path: str, data: bytes, what: str, *, to_free: bool = False) -> Plan:
    """Return the plan that makes a file what it once was, as it was kept outside of the vault.

    Args:
        path: where it goes, relative to the vault.
        data: what it was.
        what: what is brought back, in a few words.
        to_free: whether nothing may stand there.
    """

    def plan(snapshot: Snapshot) -> Change:
        place_of(snapshot.root, path)  # nowhere else is looked, either
        now = on_disk(snapshot.root, path)
        if now is not None and to_free:
            raise BadRequest(f"{path} is there already. Nothing was written; name a path that is free.")
        if now is None:
            _refuse_twin(snapshot, path)
        edits = (Edit(path=path, before=now, after=data),)
        sentence = f"{_label(snapshot, path, data)}: {what} brought back"
        return Change(sentence=sentence, edits=edits, over_text=now is not None)

    return plan


def _refuse_twin(snapshot: Snapshot, path: str) -> None:
    """Refuse to make a second opportunity with an id that is taken.

    Raises:
        BadRequest: there is one.
    """
    if kind_of(path) is not Kind.OPPORTUNITY:
        return
    for other in snapshot.records.opportunities:
        if fold(other.id) == fold(ident_of(path)):
            raise BadRequest(
                f"{other.path} has the same id as {path}, so that file was not brought back beside it. If it is the "
                f"same opportunity, restore {other.path} itself; if not, rename one of them first."
            )


def _label(snapshot: Snapshot, path: str, data: bytes) -> str:
    if kind_of(path) is not Kind.OPPORTUNITY:
        return path
    return read_opportunity(data, path, snapshot.settings, snapshot.records.people)[0].label


def _when(revision: Revision) -> str:
    return f"{revision.when:%Y-%m-%d %H:%M}"

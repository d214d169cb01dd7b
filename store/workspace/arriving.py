"""What a sync brought, file by file in sentences, and what it left for a person to decide."""

from collections.abc import Iterable, Iterator, Sequence

from store.history.past.touched import Touched
from store.model.change import Edit
from store.text.fields import Fields
from store.text.header import read_file
from store.text.merging.decisions import KEY, Decision
from store.text.merging.files import is_same_subject
from store.text.reviews import read_reviews
from store.workspace.door import Workspace
from store.workspace.happenings import AT_MOST, in_numbers, told_file
from store.workspace.reviewing import SINCE, STAGE

Open = tuple[str, Decision]
"""A file, and what is to decide in it."""


def arrived(workspace: Workspace, edits: Sequence[Edit]) -> tuple[str, ...]:
    """Return what edits of the vault's files mean; of very many it is said how many they are."""
    pairs = tuple(_with_moves(edits))
    if not pairs:
        return ()
    if len(pairs) > AT_MOST:
        return tuple(in_numbers(touched for touched, _, _ in pairs))
    snapshot = workspace.snapshot()
    said = []
    for touched, before, after in pairs:
        label, sentences = told_file(snapshot, touched, before, after)
        said += [f"{label}: {sentence}" for sentence in sentences]
    return tuple(said)


def _with_moves(edits: Sequence[Edit]) -> Iterator[tuple[Touched, bytes | None, bytes | None]]:
    """Name what happened to each file; one that goes and comes under another name has moved."""
    gone = [edit for edit in edits if edit.after is None]
    for edit in edits:
        if edit.after is None:
            continue
        was = _moved_from(edit, gone) if edit.before is None else None
        if was is not None:
            gone.remove(was)
            yield Touched(path=edit.path, status="R", was=was.path), was.before, edit.after
        else:
            yield Touched(path=edit.path, status="M" if edit.before is not None else "A"), edit.before, edit.after
    for edit in gone:
        yield Touched(path=edit.path, status="D"), edit.before, None


def _moved_from(edit: Edit, gone: Iterable[Edit]) -> Edit | None:
    after = edit.after or b""
    same = (g for g in gone if g.before is not None and (g.before == after or is_same_subject(g.before, after)))
    return next(same, None)


def left_open(edits: Iterable[Edit]) -> frozenset[Open]:
    """Return what is to decide now and was not before, whichever machine merged it."""
    return frozenset((e.path, one) for e in edits for one in _open(e.path, e.after) - _open(e.path, e.before))


def _open(path: str, data: bytes | None) -> frozenset[Decision]:
    if data is None or KEY.encode() not in data:
        return frozenset()
    fields = Fields(read_file(data, path).tree, path, [])
    return frozenset(Decision(where=r.where, kept=r.kept, other=r.other, base=r.base) for r in read_reviews(fields))


def how_many(found: Iterable[Open]) -> int:
    """Return how many things there are to decide: a stage and its date are one."""
    every = tuple(found)
    of_a_stage = {path for path, one in every if one.where == STAGE}
    return sum(one.where != SINCE or path not in of_a_stage for path, one in every)

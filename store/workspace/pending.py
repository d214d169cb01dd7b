"""What was changed in the vault and is not committed yet: which files those are, and their own commit before a sync."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from store.errors import MustDecide
from store.history.git import Git
from store.history.repository import Repository
from store.history.status import every_state
from store.history.trailers import WORK
from store.vault.layout import Kind, ident_of, kind_of, original_of
from store.workspace.create import OWN, vault_paths

LARGEST = 5 * 1024 * 1024
"""Bytes of a file that is committed without a question."""
NAMED = 5
"""Files that a sentence names."""
FEW, SHARE = 5, 0.2
"""More deleted opportunities than the greater of these is a mass deletion."""
Identity = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """Files of the vault's own that differ from the last commit."""

    paths: tuple[str, ...]
    """Relative to the vault, with `/`."""
    deleted: tuple[str, ...]
    """Those of them that are gone."""
    too_large: tuple[str, ...]
    """Files that stay out, since nobody meant them to be here for good."""


def pending(git: Git, root: Path) -> Pending:
    """Return what waits to be committed; the user's other files are no affair of ours.

    Raises:
        GitTrouble: git says no.
    """
    kept, deleted, large = [], [], []
    for state in every_state(git):
        path, place = state.path, root / state.path
        if not is_own(path) or place.is_symlink() or (state.is_new and is_copy(root, path)):
            continue
        if not place.exists():
            deleted.append(path)
        elif not place.is_file():
            continue
        elif place.stat().st_size > LARGEST:
            large.append(path)
            continue
        kept.append(path)
    return Pending(paths=tuple(kept), deleted=tuple(deleted), too_large=tuple(large))


def is_own(path: str) -> bool:
    """Tell whether a path belongs in a vault's history: of a kind that it knows, or one of its few own files."""
    return path in OWN or kind_of(path) is not Kind.OTHER


def is_copy(root: Path, path: str) -> bool:
    """Tell whether a file is the conflict copy that some sync tool made of another one; `check` speaks of those."""
    original = original_of(path)
    return original is not None and (root / original).exists()


def commit_pending(repository: Repository, identity: Identity, accept: frozenset[str]) -> tuple[str, ...]:
    """Commit what an editor changed, by itself; return sentences about what the user should know of that.

    Raises:
        MustDecide: many opportunities are gone at once.
        GitTrouble: it cannot be committed now.
    """
    if repository.is_unborn():
        repository.commit(vault_paths(repository.root), "a new vault", identity, {WORK: "start"})
    waiting = pending(repository.git, repository.root)
    if "deleted-here" not in accept:
        look_at_deletions(repository.root, waiting.deleted)
    said = []
    if waiting.paths:
        staged = repository.part_staged(waiting.paths)
        repository.commit_outside_edits(waiting.paths, identity)
        said += [f"What you had staged of {_names(staged)} is committed as it is on disk now."] if staged else []
    if waiting.too_large:
        size = LARGEST // 1024 // 1024
        said.append(f"Not committed, since larger than {size} MB: {_names(waiting.too_large)}.")
    return tuple(said)


def look_at_deletions(root: Path, deleted: Iterable[str]) -> None:
    """Refuse to spread what may be a disk that is not plugged in, or a slip.

    Raises:
        MustDecide: many opportunities are gone at once.
    """
    gone = [path for path in deleted if kind_of(path) is Kind.OPPORTUNITY]
    if len(gone) <= FEW:
        return
    there = [place.relative_to(root).as_posix() for place in (root / "opportunities").rglob("*.md")]
    left = {ident_of(path) for path in there if kind_of(path) is Kind.OPPORTUNITY}
    gone = [path for path in gone if ident_of(path) not in left]  # the others were moved
    if len(gone) <= FEW:
        return
    if len(gone) > SHARE * (len(left) + len(gone)):
        raise MustDecide(
            "deleted-here",
            f"{len(gone)} of {len(left) + len(gone)} opportunities are gone from this folder, and nobody deleted them "
            f"with Afterword: {_names(gone)}. Syncing would delete them on your other machines, too. Nothing was sent.",
        )


def _names(paths: Iterable[str]) -> str:
    names = [PurePosixPath(path).stem for path in paths]
    rest = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {rest} more" if rest > 0 else "")

"""What happened to the vault: its commits, an old version of a file, the difference a commit made."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from store.errors import GitTrouble
from store.history.git import Git
from store.history.trailers import REDOES, UNDOES, WORK

REVISION = re.compile(r"HEAD|[0-9a-f]{4,64}\^?")
FIELDS = (
    "%H",
    "%P",
    "%aI",
    "%an",
    "%s",
    *(f"%(trailers:key={key},valueonly,unfold)" for key in (WORK, UNDOES, REDOES)),
)
FORMAT = "%x00".join(("", *FIELDS, ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One commit, as far as it touched the vault."""

    id: str
    when: datetime
    """When it was made, with the zone of the machine that made it."""
    who: str
    sentence: str
    paths: tuple[str, ...]
    """Relative to the vault, with `/`."""
    work: str = ""
    """`change`, `undo`, `redo` or `outside` for commits that Afterword made; empty for others."""
    undoes: str = ""
    """Id of the commit that this one takes back."""
    redoes: str = ""
    """Id of the undo that this one takes back."""
    is_first: bool = False
    """Nothing came before it."""


def history(root: Path, path: str | None = None, limit: int = 200, *, trusted: bool = False) -> tuple[Revision, ...]:
    """Return the commits that touched the vault, or one path of it, newest first.

    Args:
        root: the vault's folder.
        path: relative to the vault; None = everything.
        limit: how many at most.
        trusted: whether the user trusts this repository's settings.

    Raises:
        GitTrouble: there is no repository, or git is off for it.
    """
    git = Git(root, trusted=trusted)
    git.audit()
    return revisions(git, f"--max-count={int(limit)}", "--", path or ".")


def revisions(git: Git, *arguments: str) -> tuple[Revision, ...]:
    """Return the commits that `git log` lists; the arguments end with `--` and paths.

    Raises:
        GitTrouble: git says no.
    """
    if not has_commits(git):
        return ()
    out = git.ask(
        *("log", "-z", "--no-renames", "--name-only", "--relative", "--no-show-signature", "--no-mailmap"),
        *("--diff-merges=first-parent", f"--format={FORMAT}", *arguments),
    )
    return tuple(_rows(out.decode("utf-8", "surrogateescape")))


def has_commits(git: Git) -> bool:
    """Tell whether the branch has any commit yet.

    Raises:
        GitTrouble: git says no for another reason.
    """
    return bool(git.ask("rev-parse", "--verify", "--quiet", "HEAD", fine=(0, 1)))


def show(root: Path, revision: str, path: str, *, trusted: bool = False) -> bytes:
    """Return exactly the bytes that a file had at a revision.

    Raises:
        GitTrouble: there was no such file then.
    """
    git = Git(root, trusted=trusted)
    git.audit()
    return blob(git, revision, path)


def blob(git: Git, revision: str, path: str) -> bytes:
    """Return the bytes of a file at a revision, as a checkout would write them.

    Raises:
        GitTrouble: there was no such file then.
    """
    return git.ask("cat-file", "--filters", f"{known_form(revision)}:./{path}")


def difference(root: Path, revision: str, path: str | None = None, *, trusted: bool = False) -> str:
    """Return what a revision changed, as a unified diff; a merge against the branch it was made on.

    Raises:
        GitTrouble: there is no such revision.
    """
    git = Git(root, trusted=trusted)
    git.audit()
    out = git.ask(
        *("show", "--format=", "--no-ext-diff", "--no-textconv", "--no-color", "--no-renames", "--relative"),
        *("--diff-merges=first-parent", known_form(revision), "--", path or "."),
    )
    return out.decode("utf-8", "replace")


def known_form(revision: str) -> str:
    """Return a revision that is certainly no option.

    Raises:
        GitTrouble: it is neither HEAD nor a commit's id.
    """
    if not REVISION.fullmatch(revision):
        raise GitTrouble(f"“{revision[:80]}” is not the id of a commit; `afterword history` lists them.")
    return revision


def _rows(out: str) -> Iterator[Revision]:
    """Read git's list: fields ended by NUL, an empty one, paths, and an empty one again before the next commit."""
    parts = iter(out.split("\0"))
    for first in parts:
        if not first:
            continue
        parents, when, who, sentence, work, undoes, redoes = (next(parts) for _ in FIELDS[1:])
        next(parts, "")
        yield Revision(
            id=first,
            when=datetime.fromisoformat(when),
            who=who,
            sentence=sentence,
            paths=tuple(_paths(parts)),
            work=work.strip(),
            undoes=undoes.strip(),
            redoes=redoes.strip(),
            is_first=not parents,
        )


def _paths(parts: Iterator[str]) -> Iterator[str]:
    for part in parts:
        if not part:
            return
        yield part.removeprefix("\n")

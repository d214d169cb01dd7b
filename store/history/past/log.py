"""What happened to the vault: its commits, an old version of a file, the difference a commit made."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from store.errors import GitTrouble
from store.history.git import Git
from store.history.past.touched import Touched, touched_by, touched_of
from store.history.state import head_of
from store.history.trailers import MACHINE, REDOES, UNDOES, WORK
from store.model.trust import NO_TRUST, Trust
from store.model.value import replace

REVISION = re.compile(r"HEAD|[0-9a-f]{4,64}\^?")
FIELDS = (
    "%H",
    "%P",
    "%aI",
    "%an",
    "%s",
    *(f"%(trailers:key={key},valueonly,unfold)" for key in (WORK, UNDOES, REDOES, MACHINE)),
)
NO_COMMIT = "“{}” is not the id of a commit; `afterword history` lists them."
QUOTED = ("-c", "core.quotePath=false")
"""Names in a diff stand there as they are."""
FORMAT = "%x00".join(("", *FIELDS, ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One commit, as far as it touched the vault."""

    id: str
    when: datetime
    """When it was made, with the zone of the machine that made it."""
    who: str
    sentence: str
    touched: tuple[Touched, ...] = ()
    """The files that it changed against its first parent."""
    work: str = ""
    """`change`, `undo`, `redo`, `start`, `sync` or `outside` for commits that Afterword made; empty for others."""
    undoes: str = ""
    """Id of the commit that this one takes back."""
    redoes: str = ""
    """Id of the undo that this one takes back."""
    machine: str = ""
    """The machine that made it, where it says so."""
    is_first: bool = False
    """Nothing came before it."""
    is_merge: bool = False
    """It joins two lines of work."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Return the names of its files, relative to the vault with `/`, in order."""
        return tuple(dict.fromkeys(path for one in self.touched for path in one.paths))


def history(
    root: Path, path: str | None = None, limit: int = 200, skip: int = 0, *, trusted: Trust = NO_TRUST
) -> tuple[Revision, ...]:
    """Return the commits that touched the vault, or one file of it under all its names, newest first.

    Args:
        root: the vault's folder.
        path: relative to the vault; None = everything.
        limit: how many at most.
        skip: how many of the newest to leave out.
        trusted: what the user said of this repository's settings.

    Raises:
        GitTrouble: there is no repository, or git is off for it.
    """
    git = Git(root, trusted=trusted)
    git.audit()
    if path is None:
        return revisions(git, "-M", "--full-history", f"--max-count={int(limit)}", f"--skip={int(skip)}", "--", ".")
    return followed(git, path, limit, skip)


def followed(git: Git, path: str, limit: int, skip: int = 0) -> tuple[Revision, ...]:
    """Return the commits of one file, newest first, also those from before it was renamed.

    Git's own `--follow` looks for renames in every commit and takes thirty times as long in a large vault; here
    only the commits are looked at in which a file of that name began, mostly one.

    Raises:
        GitTrouble: git says no.
    """
    found: list[Revision] = []
    start = "HEAD"
    while len(found) < limit + skip:
        older = revisions(git, f"--max-count={limit + skip - len(found)}", start, "--", path)
        renames = ((place, _rename_in(git, revision, path)) for place, revision in enumerate(older))
        place, moved = next(((place, one) for place, one in renames if one), (len(older), None))
        found += older[:place]
        if moved is None:
            break
        found.append(replace(older[place], touched=(moved,)))
        path, start = moved.was, f"{older[place].id}^1"
    return tuple(found[skip:])


def _rename_in(git: Git, revision: Revision, path: str) -> Touched | None:
    """Return the rename by which a file came to its name in a commit; None where it did not."""
    if revision.is_first or not any(t.path == path and t.status == "A" for t in revision.touched):
        return None
    renames = touched_by(git, revision.id, "-M", "--diff-filter=R")  # an import may have added thousands beside it
    return next((t for t in renames if t.path == path), None)


def revisions(git: Git, *arguments: str) -> tuple[Revision, ...]:
    """Return the commits that `git log` lists, with the files of each; the arguments end with `--` and paths.

    Raises:
        GitTrouble: git says no.
    """
    return _listed(git, "--raw", "--no-abbrev", "--relative", "--diff-merges=first-parent", *arguments)


def deeds(git: Git, limit: int) -> tuple[Revision, ...]:
    """Return the commits that Afterword made by itself, each before those it builds on, without their files.

    Raises:
        GitTrouble: git says no.
    """
    return _listed(
        *(git, "--topo-order", "--basic-regexp", f"--grep=^{WORK}: ", f"--max-count={limit}"),
        *(
            ("--full-history", "--", ".") if git.prefix else ("--",)
        ),  # in a repository of its own every commit is the vault's
    )


def _listed(git: Git, *arguments: str) -> tuple[Revision, ...]:
    if not has_commits(git):
        return ()
    out = git.ask("log", "-z", "--no-show-signature", "--no-mailmap", f"--format={FORMAT}", *_renames(arguments))
    return tuple(_rows(out.decode("utf-8", "surrogateescape")))


def _renames(arguments: tuple[str, ...]) -> tuple[str, ...]:
    """Return the arguments of a list, in which renames are looked for on demand only, whatever the settings say."""
    return arguments if "-M" in arguments else ("--no-renames", *arguments)


def has_commits(git: Git) -> bool:
    """Tell whether the branch has any commit yet.

    Raises:
        GitTrouble: git says no for another reason.
    """
    if git.plain_home and head_of(git.plain_home):
        return True
    return bool(git.ask("rev-parse", "--verify", "--quiet", "HEAD", fine=(0, 1)))


def show(root: Path, revision: str, path: str, *, trusted: Trust = NO_TRUST) -> bytes:
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


def blobs(git: Git, idents: Iterable[str]) -> dict[str, bytes]:
    """Return the bytes of blobs by their ids, as git holds them; what is not there, or no file, is left out.

    Raises:
        GitTrouble: git says no.
    """
    wanted = tuple(dict.fromkeys(ident for ident in idents if ident))
    if not wanted:
        return {}
    out = git.ask("cat-file", "--batch", "--buffer", text="".join(f"{ident}\n" for ident in wanted))
    found: dict[str, bytes] = {}
    place = 0
    while place < len(out):
        end = out.index(b"\n", place)
        words = out[place:end].decode().split(" ")
        if len(words) != len(("id", "type", "size")):  # `missing`
            place = end + 1
            continue
        size = int(words[2])
        if words[1] == "blob":
            found[words[0]] = out[end + 1 : end + 1 + size]
        place = end + 1 + size + 1
    return found


def contents(root: Path, idents: Iterable[str], *, trusted: Trust = NO_TRUST) -> dict[str, bytes]:
    """Return versions of files by their ids.

    Raises:
        GitTrouble: git says no.
    """
    git = Git(root, trusted=trusted)
    git.audit()
    return blobs(git, idents)


def difference(root: Path, revision: str, *paths: str, trusted: Trust = NO_TRUST) -> str:
    """Return what a revision changed, as a unified diff; a merge against the branch it was made on.

    Args:
        root: the vault's folder.
        revision: the id of a commit.
        paths: only these files; none = everything. With both names of a renamed one it is told as renamed.
        trusted: what the user said of this repository's settings.

    Raises:
        GitTrouble: there is no such revision.
    """
    git = Git(root, trusted=trusted)
    git.audit()
    out = git.ask(
        *(*QUOTED, "show", "--format=", "--no-ext-diff", "--no-textconv", "--no-color", "-M", "--relative"),
        *("--diff-merges=first-parent", known(git, revision), "--", *(paths or (".",))),
    )
    return plain_diff(out.decode("utf-8", "replace"))


def plain_diff(text: str) -> str:
    """Return git's diff without the lines that are for git: ids and modes, where the names stand below anyway."""
    lines = text.split("\n")
    heads = [i for i, line in enumerate(lines) if line.startswith("diff --git ")]
    left_out: set[int] = set()
    for start, end in zip(heads, [*heads, len(lines)][1:], strict=True):
        names = next((i for i in range(start, end) if lines[i].startswith("--- ")), start)
        left_out.update(range(start, names))
    return "\n".join(line for i, line in enumerate(lines) if i not in left_out)


def known(git: Git, revision: str) -> str:
    """Return a revision that is certainly a commit of this repository.

    Raises:
        GitTrouble: there is no such commit, or several begin like that.
    """
    if not git.ask("rev-parse", "--verify", "--quiet", f"{known_form(revision)}^{{commit}}", fine=(0, 1, 128)).strip():
        raise GitTrouble(NO_COMMIT.format(revision[:80]))
    return revision


def known_form(revision: str) -> str:
    """Return a revision that is certainly no option.

    Raises:
        GitTrouble: it is neither HEAD nor a commit's id.
    """
    if not REVISION.fullmatch(revision):
        raise GitTrouble(NO_COMMIT.format(revision[:80]))
    return revision


def _rows(out: str) -> Iterator[Revision]:
    """Read git's list: fields ended by NUL, an empty one, files, and an empty one again before the next commit."""
    parts = iter(out.split("\0"))
    for first in parts:
        if not first:
            continue
        parents, when, who, sentence, work, undoes, redoes, machine = (next(parts) for _ in FIELDS[1:])
        next(parts, "")
        yield Revision(
            id=first,
            when=datetime.fromisoformat(when),
            who=who,
            sentence=sentence,
            touched=tuple(touched_of(parts)),
            work=work.strip(),
            undoes=undoes.strip(),
            redoes=redoes.strip(),
            machine=machine.strip(),
            is_first=not parents,
            is_merge=" " in parents,
        )

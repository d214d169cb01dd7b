"""A merge that plain git has stopped, finished on the user's word: the same result as a sync's, and nothing lost.

Git stops where it has no merge driver, and always where one side deleted or renamed what the other changed. What it
merged by itself and what the user staged since then stays as it stands in the index; what is left open there comes to
what a sync would have made of it, together with what the user wrote into those files since. An edit wins over a
deletion. The files are written first, by the one writer; only then the merge is committed, with both parents.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from store.errors import GitTrouble, MustDecide
from store.history.git import Git
from store.history.identity import author
from store.history.merging.desk import desk
from store.history.merging.joining import MASS_DELETION, UNRELATED, Signature, join
from store.history.merging.meaning import Meaning, by_meaning
from store.history.merging.open_files import OpenFiles
from store.history.merging.renames import shown
from store.history.merging.trees import Version
from store.history.merging.unmerged import stages_of
from store.history.state import hindrance
from store.model.change import Edit

WORD = "stopped-merge"
NOBODY = Signature()
"""Who commits where git's own settings say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """How a stopped merge can be finished; nothing is done yet."""

    ours: str
    theirs: str
    edits: tuple[Edit, ...]
    """What makes of the files as they are now those of the merge; relative to the repository's top folder."""
    staged: Mapping[str, Version | None] = field(default_factory=dict)
    """What the index must hold instead of what is open there; None = nothing."""
    decisions: tuple[tuple[str, Any], ...] = ()
    """Path and what a person should decide there."""
    notes: tuple[str, ...] = ()


def is_stopped(git: Git) -> bool:
    """Tell whether a merge is half done here, and nothing else.

    Raises:
        GitTrouble: there is no repository.
    """
    found = hindrance(git.home, 0)
    return found is not None and found.name == "merge"


def ask(git: Git) -> MustDecide:
    """Return the question whether the merge that is half done is to be finished."""
    open_paths = [shown(path) for path in stages_of(git.at_top())]
    named = ", ".join(open_paths[:3]) + (f" and {len(open_paths) - 3} more" if len(open_paths) > 3 else "")  # noqa: PLR2004
    told = f" in {named}" if open_paths else ""
    return MustDecide(
        WORD,
        f"A merge is half done: plain git began it and stopped{told}. Afterword can finish it: both sides are kept, "
        "and what you wrote into these files since then, too; what you staged stays as you staged it. "
        "`git merge --abort` takes the merge back instead.",
    )


def plan(git: Git, meaning: Meaning | None = None) -> Finish:
    """Work out how to finish the merge that is half done; nothing is touched.

    Raises:
        GitTrouble: there is none, or it holds something that only a person can settle.
    """
    git.audit()
    top, heads = git.at_top(), _heads(git.home)
    if not is_stopped(git) or not heads:
        raise GitTrouble("There is no merge half done in this vault, so there is none to finish.")
    if len(heads) > 1:
        raise GitTrouble("This merge is of more than two histories; only `git commit` or `git merge --abort` ends it.")
    ours, theirs = top.ask("rev-parse", "--verify", "HEAD").decode().strip(), heads[0]
    meaning = meaning or by_meaning()
    joined = join(git, ours, theirs, accept=frozenset({UNRELATED, MASS_DELETION}), meaning=meaning)
    with desk(git) as at:
        work = OpenFiles(top, at, meaning, ours=ours, theirs=theirs, joined=joined.commit)
        staged = work.settle()
    paths = set(staged)
    return Finish(
        ours=ours,
        theirs=theirs,
        edits=tuple(work.edits),
        staged=staged,
        decisions=tuple(one for one in joined.decisions if one[0] in paths),
        notes=(*(note for note in joined.notes if any(shown(path) in note for path in paths)), *work.notes),
    )


def conclude(git: Git, finish: Finish, signature: Signature = NOBODY) -> str:
    """Commit a merge whose files are written, with both parents, and return the commit's id.

    Args:
        git: git in the vault.
        finish: what `plan` worked out.
        signature: who does it.

    Raises:
        GitTrouble: the merge is another one by now, or git says no.
    """
    top = git.at_top()
    if _heads(git.home) != [finish.theirs] or top.ask("rev-parse", "HEAD").decode().strip() != finish.ours:
        raise GitTrouble("The merge was ended or went on in another program meanwhile; look at `git status`.")
    nothing = "0" * len(finish.ours)
    rows = [f"0 {nothing}\t{path}" for path in finish.staged]
    rows += [f"{version.mode} {version.id} 0\t{path}" for path, version in finish.staged.items() if version]
    top.run("update-index", "-z", "--index-info", text=os.fsencode("".join(f"{row}\0" for row in rows)))
    top.run(
        *("commit", "--quiet", "--no-status", "--allow-empty", "--cleanup=whitespace", "--file=-"),
        text=signature.message(", where git had stopped"),
        env=author(git, signature.identity),
    )
    return top.ask("rev-parse", "HEAD").decode().strip()


def _heads(home: Path) -> list[str]:
    try:
        return (home / "MERGE_HEAD").read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return []

"""The branch moved to another commit, and the index brought to it: whole, or repaired the next time.

A note in git's own folder says what is being moved. Who finds it there later knows that the branch has moved and the
index may not have, and finishes that; until then git shows as staged what nobody staged, and nothing is lost.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from store.errors import GitTrouble, Overtaken
from store.history.git import Git
from store.history.merging.renames import shown
from store.history.merging.trees import Difference, Version, differences, rows_of

NOTE = "afterword-settling"


def move(git: Git, before: str, after: str) -> tuple[str, ...]:
    """Move the branch from one commit to another and the index with it; files are as they are.

    Args:
        git: git in the vault.
        before: where the branch must be; empty = it has no commit yet.
        after: where it goes.

    Returns:
        What was staged and is not any more, in whole sentences.

    Raises:
        Overtaken: the branch is somewhere else by now; nothing was moved.
        GitTrouble: git says no; when the branch had moved already, `finish` does the rest.
    """
    top = git.at_top()
    rows = differences(top, before or _empty_tree(top), after)
    note = top.home / NOTE
    _write(note, f"{before} {after}\n")
    try:
        if _head(top) != before:
            raise Overtaken
        top.run("update-ref", "-m", "afterword: bring together", "HEAD", after, before)
    except GitTrouble as trouble:
        note.unlink(missing_ok=True)
        if _head(top) not in (before, after):
            raise Overtaken from trouble
        raise
    notes = _bring_index(top, before, rows, is_fresh=True)
    note.unlink(missing_ok=True)
    return notes


def finish(git: Git, home: Path | None = None) -> None:
    """Bring the index to where the branch was moved, if something died in between; mostly there is nothing to do.

    Args:
        git: git in the vault.
        home: git's own folder, for those who know it.

    Raises:
        GitTrouble: git says no.
    """
    note = (home or git.home) / NOTE
    try:
        before, _, after = note.read_text(encoding="ascii").removesuffix("\n").partition(" ")
    except FileNotFoundError:
        return
    except (OSError, ValueError):
        before = after = ""
    top = git.at_top()
    if after and _head(top) == before:
        return  # not moved yet; perhaps by somebody who is about to
    if after and _is_reached(top, after):
        _bring_index(top, before, differences(top, before or _empty_tree(top), after), is_fresh=False)
    note.unlink(missing_ok=True)


def left_out(git: Git) -> frozenset[str]:
    """Return the paths that a sparse checkout leaves out of the folder; mostly none.

    Raises:
        GitTrouble: git says no.
    """
    top = git.at_top()
    if top.ask("config", "--type=bool", "--get", "core.sparseCheckout", fine=(0, 1)).strip() != b"true":
        return frozenset()
    rows = top.ask("ls-files", "-t", "-z").split(b"\0")
    return frozenset(os.fsdecode(row[2:]) for row in rows if row.startswith(b"S "))


def _bring_index(top: Git, before: str, rows: Iterable[Difference], *, is_fresh: bool) -> tuple[str, ...]:
    """Bring the index from one commit to another in what differs between the two.

    Where it is not `is_fresh`, what differs from the earlier commit was put there since, and stays.
    """
    staged = _staged(top, before)
    hidden = left_out(top)
    as_it_was = [row for row in rows if row.path not in staged or (is_fresh and staged[row.path] != row.after)]
    notes = [_said(row.path, staged[row.path]) for row in as_it_was if row.path in staged]
    irregular = [row for row in as_it_was if _is_irregular(row)]
    if irregular:
        top.run("update-index", "-q", "--refresh", fine=(0, 1))
    untouched = [row for row in irregular if _is_untouched(top, row)]
    notes += [
        f"{shown(row.path)} was changed on disk; it is left as it is." for row in irregular if row not in untouched
    ]
    _set_index(top, as_it_was)
    again = [row.path for row in as_it_was if row.path in hidden and row.after]
    if again:
        top.run("update-index", "--skip-worktree", "-z", "--stdin", text=_joined(again))
    _check_out(top, untouched)
    for row in as_it_was:
        _permit(top, row)
    top.run("update-index", "-q", "--refresh", fine=(0, 1))
    return tuple(notes)


def _staged(top: Git, before: str) -> dict[str, Version | None]:
    """Return what the index holds where it differs from a commit."""
    out = top.ask(
        *("diff-index", "--cached", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-relative", "--no-ext-diff"),
        *(before or _empty_tree(top), "--"),
    )
    return {row.path: row.after for row in rows_of(out)}


def _set_index(top: Git, rows: Iterable[Difference]) -> None:
    gone = [f"0 {'0' * len(row.before.id)}\t{row.path}" for row in rows if row.before]
    there = [f"{row.after.mode} {row.after.id} 0\t{row.path}" for row in rows if row.after]
    top.run("update-index", "-z", "--index-info", text=_joined([*gone, *there]))


def _said(path: str, version: Version | None) -> str:
    what = f"; git still holds it as {version.id}" if version else ""
    return f"{shown(path)} was staged as another version, which is staged no more{what}. What is on disk is kept."


def _is_irregular(row: Difference) -> bool:
    return any(version is not None and not version.is_file for version in (row.before, row.after))


def _is_untouched(top: Git, row: Difference) -> bool:
    """Tell whether a path is on disk as the earlier commit has it."""
    place = top.folder / row.path
    if row.before is None:
        return not os.path.lexists(place)
    return not top.ask("diff-files", "--name-only", "-z", "--ignore-submodules=all", "--", row.path)


def _check_out(top: Git, rows: Iterable[Difference]) -> None:
    """Write what no writer of files writes: links, and the empty folder that stands for a submodule."""
    for row in rows:
        place = top.folder / row.path
        if row.after is None and place.is_symlink():
            place.unlink()
    there = [row.path for row in rows if row.after]
    if there:
        top.run("checkout-index", "-f", "-z", "--stdin", text=_joined(there))


def _permit(top: Git, row: Difference) -> None:
    """Let a file be run, or not any more, where that changed."""
    if not (row.after and row.after.is_file) or (row.before and row.before.mode == row.after.mode):
        return
    place = top.folder / row.path
    if place.is_symlink() or not place.is_file():
        return
    mode = place.stat().st_mode & 0o777
    place.chmod(mode | (mode & 0o444) >> 2 if row.after.mode == "100755" else mode & ~0o111)


def _joined(paths: Iterable[str]) -> bytes:
    return os.fsencode("".join(f"{path}\0" for path in paths))


def _is_reached(top: Git, commit: str) -> bool:
    head = _head(top)
    return bool(head) and not top.ask("rev-list", "--max-count=1", commit, f"^{head}", "--")


def _head(top: Git) -> str:
    return top.ask("rev-parse", "--verify", "--quiet", "HEAD", fine=(0, 1)).decode().strip()


def _empty_tree(top: Git) -> str:
    return top.run("mktree", text="").decode().strip()


def _write(place: Path, text: str) -> None:
    with place.open("w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())

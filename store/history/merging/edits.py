"""What has to be written so that the files of one commit become those of another."""

from collections.abc import Iterable

from store.errors import GitTrouble
from store.history.git import Git
from store.history.merging.blobs import ancestors
from store.history.merging.branch import left_out
from store.history.merging.desk import Desk
from store.history.merging.renames import shown
from store.history.merging.trees import Difference, differences
from store.model.change import Edit


def edits_between(at: Desk, git: Git, before: str, after: str) -> tuple[Edit, ...]:
    """Return what makes the files of one commit or tree those of another, as a checkout writes them.

    Args:
        at: where the merge is made.
        git: git in the vault.
        before: a commit; empty = there is nothing yet.
        after: a commit or tree.

    Raises:
        GitTrouble: a filter failed, or a file would have to take the place of a folder.
    """
    hidden = left_out(git)
    rows = [row for row in differences(at.git, before or at.empty_tree, after) if row.path not in hidden]
    rows = [row for row in rows if all(version is None or version.is_file for version in (row.before, row.after))]
    rows.sort(key=lambda row: row.after is not None)  # what goes makes room for a folder, or a name in another case
    _require_room(rows)
    paths = [row.path for row in rows]
    asked_new = [(row.after.id, row.path) for row in rows if row.after]
    asked_old = [(row.before.id, row.path) for row in rows if row.before]
    earlier = at.attributes_at(before, paths) if before else {}
    at.lay(at.attributes_at(after, paths))
    is_same = earlier == at.attributes  # mostly: then both are read at once
    new = at.read([*asked_new, *asked_old] if is_same else asked_new)
    at.lay(earlier)
    old = at.read(asked_old)
    edits = (
        Edit(
            path=row.path,
            before=old[row.before.id, row.path] if row.before else None,
            after=new[row.after.id, row.path] if row.after else None,
        )
        for row in rows
    )
    return tuple(edit for edit in edits if edit.before != edit.after)


def _require_room(rows: Iterable[Difference]) -> None:
    """Refuse a file in the place of a folder, which may hold what only the user knows.

    Raises:
        GitTrouble: there is one.
    """
    folders = ancestors(row.path for row in rows if row.after is None)
    for row in rows:
        if row.before is None and row.path in folders:
            raise GitTrouble(
                f"{shown(row.path)} is a folder here and a file on the other side, which took the files of that folder "
                "away. Nothing was touched. Delete or rename the folder here, or the file there; then sync again."
            )

"""Where a new opportunity's file goes: a path whose id nobody has."""

from store.model.folding import fold
from store.text.slug import slug
from store.workspace.snapshot import Snapshot


def free_path(snapshot: Snapshot, company: str, position: str) -> str:
    """Return the path of a new file whose id nobody has: with `-2`, `-3` where the plain one is taken."""
    return path_beside(snapshot, slug(company, position), taken_ids(snapshot))


def taken_ids(snapshot: Snapshot) -> set[str]:
    """Return every id of the vault, as ids are compared."""
    return {fold(o.id) for o in snapshot.records.opportunities}


def path_beside(snapshot: Snapshot, base: str, taken: set[str]) -> str:
    """Return the path of a new file with an id that is not taken, as near to the wanted one as can be."""
    number, name = 1, base
    while fold(name) in taken:
        number += 1
        name = f"{base}-{number}"
    folder = snapshot.settings.folder
    if folder is None:
        folder = str(snapshot.today.year)
    return "/".join(part for part in ("opportunities", folder.strip("/"), f"{name}.md") if part)

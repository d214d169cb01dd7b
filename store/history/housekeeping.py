"""Keeping git quick: what lies about by itself is packed once it is much, at the end of a sync.

Git would do so after any commit; that is off, since it comes at a bad time. Nothing is ever thrown away here.
"""

import contextlib

from store.errors import GitTrouble
from store.history.git import Git

LOOSE = 3000
"""Objects that lie about by themselves before they are packed: about a thousand changes."""
PACKS = 40
"""Packs before they become one."""


def keep_quick(git: Git) -> None:
    """Pack what lies about, if it is much; a failure costs nothing but speed."""
    with contextlib.suppress(GitTrouble):
        said = git.ask("count-objects", "-v").decode("ascii", "replace")
        counted = {name: value for name, _, value in (row.partition(": ") for row in said.splitlines())}
        if int(counted.get("packs", 0)) > PACKS:
            git.run("repack", "-a", "-d", "-l", "-q", "--keep-unreachable")
        elif int(counted.get("count", 0)) > LOOSE:
            git.run("repack", "-d", "-l", "-q")

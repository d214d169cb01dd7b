"""Keeping git quick: what lies about by itself is packed once it is much, and git notes which files a commit touched.

Git would do so after any commit; that is off, since it comes at a bad time. It is done at the end of a sync, while
nobody is at the keys, and by `doctor --fix`. Nothing is ever thrown away here.
"""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from store.errors import Cancelled, GitTrouble
from store.history.git import Git
from store.history.locks import is_open
from store.history.remote.watched import Limits, run_watched
from store.history.state import common_of, hindrance

LOOSE = 3000
"""Objects that lie about by themselves before they are packed: about a thousand changes."""
HEAP = 2 * LOOSE
"""Objects that lie about before they are packed whatever the moment: nobody rested for some thousand changes."""
SAMPLE = "17"
"""The folder that stands for all: names are spread evenly, as git itself takes it."""
FOLDERS = 256
PACKS = 40
"""Packs before they become one."""
PATIENCE = Limits(whole=300.0, first=300.0)
"""How long one step may take, in seconds; it says nothing meanwhile."""
GRAPHS = ("info/commit-graph", "info/commit-graphs/commit-graph-chain")
"""Where git notes the order of commits, and which files they touched."""
ALL_IN_ONE = ("repack", "-a", "-d", "-l", "-q", "--keep-unreachable")
MORE = ("repack", "-d", "-l", "-q")
GRAPH = ("commit-graph", "write", "--reachable", "--changed-paths", "--split", "--no-progress")

Step = tuple[str, ...]


def keep_quick(git: Git) -> None:
    """Do what is due; a failure costs nothing but speed."""
    with contextlib.suppress(GitTrouble):
        git.audit()
        for step in due(git):
            git.run(*step)


def keep_quick_at_rest(git: Git, cancelled: Callable[[], bool]) -> bool:
    """Do what is due while nobody works, and stop as soon as somebody does; tell whether it was done.

    Nothing is begun while another git has the repository open, or where the system cannot tell.

    Args:
        git: git in the vault.
        cancelled: is asked several times a second whether somebody works again.
    """

    def is_wanted_elsewhere() -> bool:
        return cancelled() or (git.home / "index.lock").exists()

    try:
        git.audit()
        for step in due(git):
            if hindrance(git.home, 0) or is_open(git.home):
                return False
            ran = run_watched(
                git, step, {}, watch=lambda _: None, cancelled=is_wanted_elsewhere, limits=PATIENCE
            )  # what it has packed until it is stopped stays packed
            if ran.status:
                return False
    except (GitTrouble, Cancelled):
        return False
    return True


def due(git: Git) -> Iterator[Step]:
    """Yield what there is to do, each step looked at when its turn comes.

    Raises:
        GitTrouble: git says no.
    """
    counted = counts(git)
    if counted["packs"] > PACKS:
        yield ALL_IN_ONE
    elif counted["count"] > LOOSE:
        yield MORE
        if counts(git)["count"] > LOOSE:  # it is what no commit holds, and that stays, too
            yield ALL_IN_ONE
    if counted["in-pack"] + counted["count"] > LOOSE and _is_graph_old(git.home):
        yield GRAPH


def counts(git: Git) -> dict[str, int]:
    """Return how many objects lie about (`count`), are packed (`in-pack`), and in how many packs (`packs`).

    Raises:
        GitTrouble: git says no.
    """
    rows = (row.partition(": ") for row in git.ask("count-objects", "-v").decode("ascii", "replace").splitlines())
    counted = {name: int(value) for name, _, value in rows if value.isdigit()}
    return {name: counted.get(name, 0) for name in ("count", "in-pack", "packs")}


def is_crowded(home: Path) -> bool:
    """Tell whether so much lies about that it is packed at once; one folder is looked at.

    Args:
        home: the repository's own folder.
    """
    try:
        return sum(1 for _ in (common_of(home) / "objects" / SAMPLE).iterdir()) * FOLDERS > HEAP
    except OSError:
        return False


def _is_graph_old(home: Path) -> bool:
    """Tell whether packs came since git noted the order of commits last."""
    objects = common_of(home) / "objects"
    graphs = [_time(objects / name) for name in GRAPHS]
    packs = [_time(place) for place in (objects / "pack").glob("*.pack")]
    return bool(packs) and max(graphs) < max(packs)


def _time(place: Path) -> int:
    try:
        return place.stat().st_mtime_ns
    except OSError:
        return 0

"""One history from its seed: deeds on several machines, syncs among them, accidents, and what must hold at the end."""

from collections.abc import Iterator
from pathlib import Path

from store.errors import StoreError
from store.text.merging.markers import has_markers
from tests.histories.deeds import DEEDS
from tests.histories.world import Desk, World, git

ROUNDS = 12
"""Syncs after which all machines must hold the same."""


class WentWrong(AssertionError):
    """A history in which something was lost or did not come together; its text is the story."""

    def __init__(self, world: World, seed: int, what: str) -> None:
        super().__init__(f"seed {seed}: {what}\n" + "\n".join(world.story))


def play(folder: Path, seed: int, *, machines: int = 3, steps: int = 20, plain: bool = True) -> World:
    """Play a history and look at its end.

    Args:
        folder: an empty folder.
        seed: decides everything but the moment at which a process is killed.
        machines: how many clones.
        steps: how many deeds and syncs.
        plain: whether the last machine uses plain git most of the time.

    Raises:
        WentWrong: something was lost, a marker was written, or the machines do not hold the same at the end.
    """
    world = World(folder, seed, machines)
    deeds, weights = zip(*DEEDS, strict=True)
    for _ in range(steps):
        machine = world.dice.choice(world.machines)
        if world.dice.random() < 0.65:
            before = machine.tokens()
            deed = world.dice.choices(deeds, weights)[0]
            world.did(machine, deed(world, machine), before)
        else:
            synced(world, machine, seed, plain=plain)
    come_together(world, seed)
    return world


def synced(world: World, machine: Desk, seed: int, *, plain: bool) -> None:
    """Sync one machine in one of the ways that people and accidents have."""
    uses_git = plain and machine is world.machines[-1] and world.dice.random() < 0.75
    is_killed = not uses_git and world.dice.random() < 0.1
    moment = world.dice.uniform(0.3, 1.2)
    try:
        if uses_git:
            what = machine.plain_sync()
        elif is_killed:
            machine.killed_sync(moment)
            what = f"sync, killed after {moment:.2f} s"
        else:
            machine.sync()
            what = "sync"
    except StoreError as error:
        raise WentWrong(world, seed, f"{machine.name}: {type(error).__name__}: {error}") from error
    world.story.append(f"{machine.name}: {what}")
    for path, data in machine.files().items():
        if has_markers(data):
            raise WentWrong(world, seed, f"{machine.name}: a conflict marker in {path}")


def come_together(world: World, seed: int) -> None:
    """Sync until nothing changes, and look whether everything is whole."""
    for _ in range(ROUNDS):
        for machine in world.machines:
            try:
                machine.sync()
            except StoreError as error:
                raise WentWrong(world, seed, f"{machine.name}: {type(error).__name__}: {error}") from error
        if len({head(machine) for machine in world.machines}) == 1:
            break
    else:
        raise WentWrong(world, seed, "the machines do not come to one commit")
    for fault in faults(world):
        raise WentWrong(world, seed, fault)


def faults(world: World) -> Iterator[str]:
    """Yield what is wrong at the end of a history."""
    first, *others = [machine.files() for machine in world.machines]
    for machine, files in zip(world.machines[1:], others, strict=True):
        if files != first:
            differing = sorted({p for p in {*files, *first} if files.get(p) != first.get(p)})
            yield f"{machine.name} differs from m0 in {', '.join(differing)}"
    for machine in world.machines:
        if not machine.is_clean():
            yield f"{machine.name}: git has something to say about the work tree"
        git(machine.root, "fsck", "--full", "--strict")
    if missing := world.missing():
        yield f"lost: {', '.join(sorted(missing))}"
    records = world.machines[0].workspace.snapshot().records
    yield from (f"{o.path} cannot be read" for o in records.opportunities if not o.readable)


def head(machine: Desk) -> str:
    """Return the commit that a machine is at."""
    return git(machine.root, "rev-parse", "HEAD").stdout.strip()

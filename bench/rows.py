"""What a row of the table is: something of ours and its yardstick, measured in turn in the same run."""

import resource
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Literal, NamedTuple

from bench.place import Place
from store.workspace.garbage import tidy

DEVNULL = subprocess.DEVNULL
LONGEST = 1_800.0
"""Seconds after which a program will not end any more: perhaps it asks something."""
LEAST = 1e-6
"""What is divided by where a yardstick took nothing that can be measured."""


class Skipped(Exception):
    """A row cannot be measured here; its words say why."""


class Taken(NamedTuple):
    """What one run took."""

    cpu: float
    """Seconds of the processor, children included; KiB in a row about memory."""
    wall: float
    """Seconds of the wall's clock; not a number where they mean nothing."""


def nothing() -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One thing that is measured once in each round."""

    once: Callable[[], Taken]
    before: Callable[[], None] = nothing
    """What is done before each run, and not counted."""


class Pair(NamedTuple):
    """What is measured, and what it is measured by."""

    ours: Case
    yardstick: Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """How many yardsticks something may take."""

    most: float
    since: int = 0
    """From so many opportunities on."""
    until: int | None = None
    """Up to so many opportunities; None = however many."""

    def holds_at(self, count: int) -> bool:
        """Tell whether the goal is about that many opportunities."""
        return self.since <= count and (self.until is None or count <= self.until)


def at_most(most: float, *, since: int = 0, until: int | None = None) -> Goal:
    """Return the goal of so many yardsticks at most; below one means so much faster than the yardstick."""
    return Goal(most=most, since=since, until=until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the table, known before anything of it runs."""

    name: str
    yardstick: str
    pair: Callable[[Place], Pair]
    """Makes what the row needs in a vault, and says how the two are measured there.

    Raises:
        Skipped: it cannot be measured here.
    """
    goal: Goal | None = None
    """None = only told."""
    rounds: int | None = None
    """At most so many; such a row is not run once before it counts, either. None = as many as were asked for."""
    unit: Literal["s", "KiB"] = "s"
    judged: Literal["cpu", "wall"] = "cpu"
    """Which of the two times the goal is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What came of a row in one vault."""

    ours: Taken = Taken(0, 0)
    yardstick: Taken = Taken(0, 0)
    times: Taken = Taken(0, 0)
    """Medians of the ratios, round by round."""
    missing: str = ""
    """Why there is no figure; empty = there is one."""
    is_failure: bool = False
    """Whether it is missing because something went wrong."""


def measured(rows: Sequence[Row], place: Place, rounds: int) -> dict[str, Figure]:
    """Measure rows in one vault, all their cases in turn, and return what came of each by its name."""
    pairs: dict[Row, Pair] = {}
    figures: dict[str, Figure] = {}
    for row in rows:
        try:
            pairs[row] = row.pair(place)
        except Skipped as why:
            figures[row.name] = Figure(missing=str(why))
        except Exception as error:  # noqa: BLE001 - one broken row hides no other
            figures[row.name] = broken(error)
    taken, troubles = in_turn(pairs, rounds)
    for row, (ours, yardstick) in pairs.items():
        trouble = troubles.get(ours) or troubles.get(yardstick)
        figures[row.name] = broken(trouble) if trouble else figure_of(taken[ours], taken[yardstick])
    return {row.name: figures[row.name] for row in rows}


def broken(error: Exception) -> Figure:
    """Return the figure of a row that went wrong."""
    return Figure(missing=f"failed: {type(error).__name__}: {error}", is_failure=True)


def in_turn(pairs: Mapping[Row, Pair], rounds: int) -> tuple[dict[Case, list[Taken]], dict[Case, Exception]]:
    """Run every case once a round, one after the other; return what each took, and what went wrong with which.

    A first round is not counted: it fills what the system and the program keep.
    """
    taken: dict[Case, list[Taken]] = {case: [] for pair in pairs.values() for case in pair}
    troubles: dict[Case, Exception] = {}
    for number in range(-1, rounds):
        wanted = (pair for row, pair in pairs.items() if is_on(row, number))
        for case in dict.fromkeys(case for pair in wanted for case in pair):
            if case in troubles:
                continue
            try:
                case.before()
                found = case.once()
            except Exception as error:  # noqa: BLE001 - one broken row hides no other
                troubles[case] = error
                continue
            if number >= 0:
                taken[case].append(found)
    return taken, troubles


def is_on(row: Row, number: int) -> bool:
    """Tell whether a row runs in that round."""
    return row.rounds is None or 0 <= number < row.rounds


def figure_of(ours: Sequence[Taken], yardstick: Sequence[Taken]) -> Figure:
    """Return medians of both, and of their ratios round by round."""
    both = list(zip(ours, yardstick, strict=False))  # one of them may stand in another row that runs more rounds
    return Figure(
        ours=Taken(median(a.cpu for a, _ in both), median(a.wall for a, _ in both)),
        yardstick=Taken(median(b.cpu for _, b in both), median(b.wall for _, b in both)),
        times=Taken(
            median(a.cpu / max(b.cpu, LEAST) for a, b in both), median(a.wall / max(b.wall, LEAST) for a, b in both)
        ),
    )


def whole(
    argv: Sequence[str | Path],
    *,
    env: Mapping[str, str],
    cwd: Path | None = None,
    before: Callable[[], None] = nothing,
    fine: Sequence[int] = (0,),
) -> Case:
    """Return the case of a whole process, with all that it starts.

    Args:
        argv: the program and its words.
        env: its environment.
        cwd: the folder it runs in.
        before: is done before each run, and not counted.
        fine: exit codes that do not mean a failure.
    """

    def once() -> Taken:
        begun, used = time.perf_counter(), spent(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            argv, env=env, cwd=cwd, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, check=False, timeout=LONGEST
        )
        took = Taken(spent(resource.RUSAGE_CHILDREN) - used, time.perf_counter() - begun)
        if done.returncode not in fine:
            raise RuntimeError(f"{' '.join(map(str, argv))[:120]} ended with {done.returncode}")
        return took

    return Case(once, before)


def inside(job: Callable[[], object], *, before: Callable[[], None] = nothing) -> Case:
    """Return the case of something in this process, with the programs that it starts and waits for.

    Python's collector runs as it does in the program: what was there before is set aside.
    """

    def ready() -> None:
        before()
        tidy(thoroughly=False)

    def once() -> Taken:
        both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        begun, used = time.perf_counter(), sum(map(spent, both))
        job()
        return Taken(sum(map(spent, both)) - used, time.perf_counter() - begun)

    return Case(once, ready)


def spent(who: int) -> float:
    """Return the seconds of the processor that this process, or those it waited for, have used."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime

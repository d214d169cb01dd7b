"""Rows about the full screen in a real terminal: first rows, keys, memory, beside small programs of its kind."""

import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from math import nan
from statistics import median
from typing import NamedTuple

from bench import commands
from bench.place import Place
from bench.rows import Case, Pair, Row, Taken, at_most
from bench.screens import BARE, TABLE, Terminal, peak_of, spent_by
from bench.searches import PLACES, TRADES

COMPANY = re.compile(rf"(?:{'|'.join(PLACES)}) (?:{'|'.join(TRADES)})".encode())
"""What every row of ours tells."""
SAID = re.compile(rb"Reading \d|" + COMPANY.pattern)
"""How far the reading is; where that takes no time, the rows are there at once."""
BARE_ROW = re.compile(rb"row 1")
COMPANY_ROW = re.compile(rb"company 1")
PATIENCE, QUIET, IDLE = 900.0, 2.0, 0.02
"""Seconds that a text may take; seconds in which nothing happens once all is read; the processor's in them."""
BLINK = 0.3
"""Seconds in which nothing is drawn once a key is done; a cursor blinks after half a second."""
KEYS, FILTERED = 40, 10
ROUNDS = 3


class Way(NamedTuple):
    """Where keys are pressed."""

    there: str
    """The keys that lead there, from anywhere."""
    pair: tuple[str, str]
    """A key, and the one that takes it back."""
    back: str = ""
    """The keys that leave it."""


AGENDA = Way("1", ("j", "k"))
LIST = Way("2", ("j", "k"))
FILTER = Way("2/", ("a", "\x7f"), "\x1b")


class Open(Terminal):
    """A program in which keys are pressed of which nobody asks how long they take."""

    def send(self, keys: str) -> None:
        """Press keys, one after the other, each once what the one before changed is drawn."""
        for key in keys:
            os.write(self._file, key.encode())
            self.rest(BLINK)


def shown(terminal: Terminal, wanted: re.Pattern[bytes]) -> Taken:
    """Wait until a text is on the screen, and return what the program took until then.

    Raises:
        TimeoutError: it does not come.
    """
    while not wanted.search(terminal.drawn):
        if time.perf_counter() - terminal.began > PATIENCE:
            raise TimeoutError(wanted.pattern)
        terminal.read(0.05)
    return Taken(spent_by(terminal.pid), time.perf_counter() - terminal.began)


def settle(terminal: Terminal) -> None:
    """Wait until nothing is drawn any more, and nothing read."""
    used = spent_by(terminal.pid)
    while True:
        terminal.rest(QUIET)
        before, used = used, spent_by(terminal.pid)
        if used - before < IDLE:
            return


def started(
    argv: Sequence[str], env: Mapping[str, str], wanted: re.Pattern[bytes], before: Callable[[], None] = lambda: None
) -> Case:
    """Return the case of a start until a text is on the screen."""

    def once() -> Taken:
        terminal = Terminal(argv, dict(env))
        took = shown(terminal, wanted)
        terminal.close()
        return took

    return Case(once, before)


def memory(argv: Sequence[str], env: Mapping[str, str], wanted: re.Pattern[bytes]) -> Case:
    """Return the case of the most memory that a program takes until all is read and shown."""

    def once() -> Taken:
        terminal = Terminal(argv, dict(env))
        shown(terminal, wanted)
        settle(terminal)
        peak = peak_of(terminal.pid)
        terminal.close()
        return Taken(peak, nan)

    return Case(once)


def bare(place: Place) -> Case:
    """Return the start of a bare program until its first paint."""
    return started([sys.executable, "-c", BARE], place.env, BARE_ROW)


def first_rows(place: Place) -> Pair:
    """Return the start until the first rows, in a vault that was opened before."""
    opened(place).close()
    return Pair(started(place.command(), place.env, COMPANY), place.share(bare))


def first_start(wanted: re.Pattern[bytes]) -> Callable[[Place], Pair]:
    """Return what makes the pair of a first start, without an index, until a text is on the screen."""

    def pair(place: Place) -> Pair:
        home = place.home / "without"

        def forget() -> None:
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir()

        return Pair(started(place.command(), place.env_of(home), wanted, forget), place.share(commands.find))

    return pair


def opened(place: Place) -> Open:
    """Return the program, open in that vault, with all of it read."""
    terminal = Open(place.command(), place.env)
    shown(terminal, COMPANY)
    settle(terminal)
    return terminal


def open_in(place: Place) -> Open:
    """Return the program, open for all rows."""
    terminal = opened(place)
    place.after.callback(terminal.close)
    return terminal


def pressed(terminal: Open, way: Way, once: Callable[[], Taken]) -> Case:
    """Return the case of keys that are pressed somewhere in the open program."""

    def there_and_back() -> Taken:
        took = once()
        terminal.send(way.back)
        return took

    return Case(there_and_back, lambda: terminal.send(way.there))


def late(terminal: Open, way: Way) -> Case:
    """Return the case of many keys: what 95 in a hundred do not exceed, from the key to the first that is drawn."""

    def once() -> Taken:
        cpu, wall = [], []
        for _ in range(KEYS // 2):
            for key in way.pair:
                used = spent_by(terminal.pid)
                wall.append(terminal.seconds_after(key))
                cpu.append(spent_by(terminal.pid) - used)
        return Taken(percentile(cpu), percentile(wall))

    return pressed(terminal, way, once)


def percentile(found: Sequence[float]) -> float:
    """Return what 95 in a hundred do not exceed."""
    return sorted(found)[len(found) * 95 // 100]


def key(way: Way) -> Callable[[Place], Pair]:
    """Return what makes the pair of keys in a vault and in the smallest one."""

    def pair(place: Place) -> Pair:
        least = place.smallest or place
        return Pair(late(place.share(open_in), way), late(least.share(open_in), way))

    return pair


def middle(terminal: Open, keys: Sequence[str]) -> Callable[[], Taken]:
    """Return what presses some keys and gives the median of the processor's time until nothing is drawn any more."""

    def once() -> Taken:
        found = []
        for number in range(FILTERED):
            used, begun = spent_by(terminal.pid), time.perf_counter()
            terminal.send(keys[number % len(keys)])
            found.append(Taken(spent_by(terminal.pid) - used, time.perf_counter() - begun - BLINK))
        return Taken(median(one.cpu for one in found), median(one.wall for one in found))

    return once


def filtered(place: Place) -> Pair:
    """Return a key in the filter beside a table of as many rows that is filled anew."""
    ours = place.share(open_in)
    table = Open([sys.executable, "-c", TABLE.format(count=place.count)], place.env)
    place.after.callback(table.close)
    shown(table, COMPANY_ROW)
    settle(table)
    return Pair(pressed(ours, FILTER, middle(ours, FILTER.pair)), Case(middle(table, "x")))


def remembered(place: Place) -> Pair:
    """Return the memory of the program beside a bare one's."""
    argv = [sys.executable, "-c", BARE]
    return Pair(memory(place.command(), place.env, COMPANY), memory(argv, place.env, BARE_ROW))


ROWS = (
    Row(
        name="full screen to first rows",
        yardstick="bare Textual app, first paint",
        goal=at_most(1.3),
        pair=first_rows,
    ),
    Row(
        name="first start without an index, to first rows",
        yardstick="find -printf",
        goal=at_most(10, since=10_000),
        pair=first_start(COMPANY),
        rounds=1,
    ),
    Row(
        name="first start, until it says how far it is",
        yardstick="find -printf",
        pair=first_start(SAID),
        rounds=1,
    ),
    Row(
        name="memory of the full screen",
        yardstick="bare Textual app",
        goal=at_most(1.5),
        pair=remembered,
        rounds=ROUNDS,
        unit="KiB",
    ),
)
KEYS_PRESSED = (
    *(
        Row(
            name=f"key to repaint, 95 %: {name}",
            yardstick="the same among 100",
            goal=at_most(1.3),
            pair=key(way),
            rounds=ROUNDS,
            judged="wall",
        )
        for name, way in (("agenda, j and k", AGENDA), ("list, j and k", LIST), ("list, filter", FILTER))
    ),
    Row(
        name="a key in the filter",
        yardstick="DataTable, clear and add_rows",
        goal=at_most(1 / 20, since=10_000),
        pair=filtered,
        rounds=ROUNDS,
    ),
)

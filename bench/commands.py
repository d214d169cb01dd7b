"""Rows about commands that a prompt or a habit starts: whole processes beside find, a bare interpreter, and rg."""

import shutil
import sys
import time
from collections.abc import Callable
from datetime import timedelta

from bench.place import PAUSE, Place
from bench.rows import Case, Pair, Row, Skipped, Taken, at_most, inside, nothing, whole
from store.model.value import replace
from store.workspace.door import Workspace
from store.workspace.narrowing import Narrowing

PHRASE = "takes too long (Greta Chen)"
KEY = "text:"
TYPED = f'{KEY}"greta chen'
"""What somebody types who has the list open; as rare as the other."""
TOPIC = "\n- topic: what a bench wrote\n"
FAR = 14
"""Days that an agenda looks ahead by itself."""
TURN = 4
"""So many notes are changed in turn."""


class Desk:
    """The commands of one vault, of which some change what the others find."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.changed: float | None = 0.0
        """When a file was changed last; None = nothing has changed since everything was asked."""
        self.number = self.asked = 0
        self.nothing = whole([sys.executable, "-c", "pass"], env=place.env)
        self.agenda = whole(place.command("agenda"), env=place.env, before=self.settle)
        self.short = whole(place.command("agenda", "--short"), env=place.env, before=self.settle)
        self.list = whole(place.command("list"), env=place.env, before=self.settle)
        self.search = whole(place.command("search", PHRASE), env=place.env, before=self.settle)
        self.edited = whole(place.command("agenda"), env=place.env, before=self.edit)
        self.anew = self.asking(lambda: ("agenda", "--days", str(FAR + self.next())))
        self.morning = self.asking(
            lambda: ("agenda", "--today", str(place.today + timedelta(days=self.next()))), self.back
        )
        place.after.callback(self.put_back)

    def next(self) -> int:
        """Return one more than the last time."""
        self.asked += 1
        return self.asked

    def back(self) -> None:
        """Let what is kept of each file be that of today again."""
        self.place.run("agenda", "--days", str(FAR + self.next()))

    def asking(self, words: Callable[[], tuple[str, ...]], after: Callable[[], None] = nothing) -> Case:
        """Return the case of a command that was never asked before: the answer is worked out, of files read before."""
        asked: list[str] = []

        def before() -> None:
            self.settle()
            asked[:] = self.place.command(*words())

        def once() -> Taken:
            took = whole(asked, env=self.place.env).once()
            after()
            return took

        return Case(once, before)

    def settle(self) -> None:
        """Ask everything once, when no file counts as just changed any more."""
        if self.changed is None:
            return
        time.sleep(max(0.0, self.changed + PAUSE - time.monotonic()))
        for words in (("agenda",), ("agenda", "--short"), ("list",), ("search", PHRASE)):
            self.place.run(*words)
        self.changed = None

    def edit(self) -> None:
        """Change one file as an editor does."""
        self.settle()
        self.number += 1
        path = self.place.note(self.number % TURN)
        text = self.place.texts[path] + (TOPIC if self.number // TURN % 2 else TOPIC * 2)
        (self.place.root / path).write_text(text, encoding="utf-8")
        self.changed = time.monotonic()

    def put_back(self) -> None:
        """Let the notes be what they were."""
        for number in range(TURN):
            path = self.place.note(number)
            (self.place.root / path).write_text(self.place.texts[path], encoding="utf-8")
        self.place.rest()

    def first(self, command: str) -> Case:
        """Return the case of a command for which nothing was kept yet."""
        home = self.place.home / "without"

        def forget() -> None:
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir()

        return whole(self.place.command(command), env=self.place.env_of(home), before=forget)

    def grep(self) -> Case:
        """Return the case of the plain search for a text.

        Raises:
            Skipped: ripgrep is not here.
        """
        if not shutil.which("rg"):
            raise Skipped("rg is not installed")
        return whole(["rg", "-l", "-F", PHRASE, self.place.root], env=self.place.env, fine=(0, 1))


def at(place: Place) -> Desk:
    """Return the commands of that vault."""
    return place.share(Desk)


def find(place: Place) -> Case:
    """Return a look at the stamps of the same files, once for all rows."""
    return whole(["find", place.root / "opportunities", "-printf", "%p %s %T@ %C@\n"], env=place.env)


def grep(place: Place) -> Case:
    """Return the plain search of that vault, once for all rows."""
    return at(place).grep()


def searched_inside(place: Place) -> Pair:
    """Return a key in the search of a program that is open: the mean of a text typed into the filter of a list."""
    desk = at(place)
    home = place.home / ".cache" / "afterword"
    machine = replace(place.machine("searcher"), cache=home)
    snapshot = Workspace.open(place.root, place.moment, lambda: machine).snapshot()
    snapshot.work_out(nothing)
    snapshot.look_ahead(nothing)
    listed = snapshot.records.opportunities
    keys = [TYPED[:end] for end in range(len(KEY), len(TYPED) + 1)]

    def type_it() -> None:
        filter_line = Narrowing()
        for key in keys:
            filter_line.matching(key, listed, snapshot)

    whole_text = inside(type_it, before=desk.settle)

    def once() -> Taken:
        taken = whole_text.once()
        return Taken(taken.cpu / len(keys), taken.wall / len(keys))

    return Pair(replace(whole_text, once=once), place.share(grep))


ROWS = (
    Row(
        name="agenda, nothing changed",
        yardstick="find -printf",
        goal=at_most(3, since=10_000),
        pair=lambda place: Pair(at(place).agenda, place.share(find)),
    ),
    Row(
        name="agenda, nothing changed, to Python",
        yardstick="python -c pass",
        goal=at_most(4, until=1_000),
        pair=lambda place: Pair(at(place).agenda, at(place).nothing),
    ),
    Row(
        name="agenda --short, for a prompt",
        yardstick="python -c pass",
        pair=lambda place: Pair(at(place).short, at(place).nothing),
    ),
    Row(
        name="agenda, one file changed",
        yardstick="agenda, nothing changed",
        goal=at_most(1.6),
        pair=lambda place: Pair(at(place).edited, at(place).agenda),
    ),
    Row(
        name="agenda, one file changed, to one worked out",
        yardstick="agenda never asked so",
        goal=at_most(1.6),
        pair=lambda place: Pair(at(place).edited, at(place).anew),
    ),
    Row(
        name="agenda, on the next morning",
        yardstick="agenda never asked so",
        pair=lambda place: Pair(at(place).morning, at(place).anew),
    ),
    Row(
        name="agenda, first start without an index",
        yardstick="find -printf",
        goal=at_most(100, since=10_000),
        pair=lambda place: Pair(at(place).first("agenda"), place.share(find)),
        rounds=1,
    ),
    Row(
        name="list, nothing changed",
        yardstick="find -printf",
        pair=lambda place: Pair(at(place).list, place.share(find)),
    ),
    Row(
        name="search in all texts",
        yardstick="rg -l",
        goal=at_most(2, since=10_000),
        pair=lambda place: Pair(at(place).search, place.share(grep)),
    ),
    Row(
        name="search in all texts, in process",
        yardstick="rg -l",
        goal=at_most(0.1, since=10_000),
        pair=searched_inside,
    ),
)

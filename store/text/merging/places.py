"""Which parts of two bodies stay, under which section, and in which order.

A part stays when both sides have it, when one has put it in, and when one has edited what the other took away. An
entry stands in the section where the side that moved it has it; a section of which only the heading is needed, since
an entry still stands in it, is bare.
"""

from collections.abc import Iterator
from typing import NamedTuple

from store.text.merging.matching import BASE, OURS, THEIRS, Trio
from store.text.merging.order import in_one_order
from store.text.merging.parts import Part, plain
from store.text.outline import LOG_LEVEL

FIRST_SECTIONS = ("notes", "correspondence")
"""Which sections stand first among those that both sides put in at one place."""


class Section(NamedTuple):
    """One section of the result, or what stands above the first one."""

    heading: Trio
    entries: list[Trio]
    is_bare: bool


def arranged(trios: list[Trio]) -> Iterator[Section]:
    """Yield the sections of the result with the parts of level 3 in them, all in order."""
    return _Arrangement(trios).sections()


class _Arrangement:
    def __init__(self, trios: list[Trio]) -> None:
        self._number = {trio: at for at, trio in enumerate(trios)}
        self._orders = [_order(trios, side) for side in (BASE, OURS, THEIRS)]
        self._homes = [_homes(order) for order in self._orders]
        self._home = {trio: self._home_of(trio) for trio in trios if trio.any.level == LOG_LEVEL and _stays(trio)}
        self._children: dict[Trio, list[Trio]] = {}
        for trio, home in self._home.items():
            self._children.setdefault(home, []).append(trio)
        self._here = [self._here_in(homes) for homes in self._homes]

    def sections(self) -> Iterator[Section]:
        """Yield the sections of the result."""
        for section in self._sections():
            yield Section(section, self._entries(section), not _stays(section))

    def _here_in(self, homes: dict[Trio, Trio]) -> dict[Trio, list[Trio]]:
        """Return what stands in each section of a body, in its order, and is to stand there."""
        here: dict[Trio, list[Trio]] = {}
        for trio, home in homes.items():
            if self._home.get(trio) is home:
                here.setdefault(home, []).append(trio)
        return here

    def _home_of(self, trio: Trio) -> Trio:
        base, ours, theirs = (homes.get(trio) for homes in self._homes)
        if ours is None or theirs is None or ours is theirs:
            home = ours or theirs
        elif base in (ours, theirs):
            home = theirs if base is ours else ours
        else:
            home = min(ours, theirs, key=self._section_thing)
        assert home is not None  # noqa: S101 - what stays is on one of the sides
        return home

    def _sections(self) -> list[Trio]:
        orders = [[self._section_thing(trio) for trio in order if trio.any.level < LOG_LEVEL] for order in self._orders]
        things = {thing for order in orders[OURS:] for thing in order}
        by_thing = {self._section_thing(trio): trio for trio in self._number if trio.any.level < LOG_LEVEL}
        kept = {thing for thing in things if _stays(by_thing[thing]) or by_thing[thing] in self._children}
        return [by_thing[thing] for thing in in_one_order(orders[BASE], orders[OURS], orders[THEIRS], kept)]

    def _section_thing(self, trio: Trio) -> tuple[int, tuple[str, ...], int]:
        key = trio.any.key
        place = FIRST_SECTIONS.index(key[-1]) if key[-1] in FIRST_SECTIONS else len(FIRST_SECTIONS)
        return place if trio.any.level else -1, key, self._number[trio]

    def _entries(self, section: Trio) -> list[Trio]:
        children = self._children.get(section, [])
        if len(children) < 2:  # noqa: PLR2004 - one alone has no order
            return children
        things = {trio: (trio.any.key, trio.any.plain, self._number[trio]) for trio in children}
        by_thing = {thing: trio for trio, thing in things.items()}
        base, ours, theirs = ([things[trio] for trio in here.get(section, ())] for here in self._here)
        order = in_one_order(base, ours, theirs, set(by_thing), lambda thing: _rank(by_thing[thing].any))
        return [by_thing[thing] for thing in order]


def _order(trios: list[Trio], side: int) -> list[Trio]:
    """Return the parts of one body in its order."""
    there = [trio for trio in trios if trio.places[side] is not None]
    return sorted(there, key=lambda trio: trio.places[side] or 0)


def _homes(order: list[Trio]) -> dict[Trio, Trio]:
    """Return the section in which each part of level 3 stands."""
    homes: dict[Trio, Trio] = {}
    for trio in order:
        if trio.any.level < LOG_LEVEL:
            section = trio
        else:
            homes[trio] = section
    return homes


def _stays(trio: Trio) -> bool:
    sides = [part for part in (trio.ours, trio.theirs) if part]
    if len(sides) == 1 and trio.is_counted is not None:
        return trio.is_counted
    if len(sides) != 1 or not trio.base:
        return bool(sides)
    return sides[0].plain != trio.base.plain or plain(sides[0].line) != plain(trio.base.line)


def _rank(part: Part) -> tuple[str, str]:
    """Return what orders two parts that both sides put in at one place; what has no date follows what it follows."""
    heading = part.heading
    if heading is None:
        return "", ""
    return heading.day.isoformat(), heading.at.isoformat() if heading.at else ""

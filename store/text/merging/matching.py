"""Which part of a body is which in the others: by what its heading says, equal headings by equal text, then by order.

An entry whose heading was edited is recognised by its text, if that was left alone. What is in none of the others is an
addition: of two entries that were added with one heading and different texts both stay, but a section that both added
is one section.
"""

from itertools import zip_longest

from msgspec import Struct, field

from store.text.merging.choosing import chosen
from store.text.merging.parts import NOTHING, Body, Key, Part

BASE, OURS, THEIRS = 0, 1, 2
SIDES = (OURS, THEIRS)


class Trio(Struct, eq=False):
    """One part as it is in the base and on both sides; None where it is not."""

    parts: list[Part | None] = field(default_factory=lambda: [None, None, None])
    places: list[int | None] = field(default_factory=lambda: [None, None, None])
    """Its place among the parts of each body."""
    is_counted: bool | None = None
    """Of several that say the same to the letter: whether it is one of as many as stay."""

    @property
    def base(self) -> Part | None:
        """The part in the base."""
        return self.parts[BASE]

    @property
    def ours(self) -> Part | None:
        """The part on our side."""
        return self.parts[OURS]

    @property
    def theirs(self) -> Part | None:
        """The part on their side."""
        return self.parts[THEIRS]

    @property
    def any(self) -> Part:
        """The part on one of the sides, else in the base."""
        return self.ours or self.theirs or self.base or NOTHING

    def is_only_in(self, side: int) -> bool:
        """Tell whether it is in one body alone."""
        return [place is not None for place in self.places] == [at == side for at in range(3)]

    def absorb(self, other: "Trio") -> None:
        """Take what another trio has, which is nothing that this one has."""
        self.is_counted = None
        for side in range(3):
            if other.places[side] is not None:
                self.parts[side], self.places[side] = other.parts[side], other.places[side]


def matched(base: Body, ours: Body, theirs: Body, *, by_order: bool = True) -> list[Trio]:
    """Match the parts of three bodies.

    Without `by_order` entries whose heading stands twice in one body are the same by their text only.
    """
    bodies = (base.parts, ours.parts, theirs.parts)
    groups: dict[Key, Group] = {}
    for side, parts in enumerate(bodies):
        for place, (_, part) in enumerate(parts):
            groups.setdefault(part.key, ([], [], []))[side].append((place, part))
    return _renamed([trio for group in groups.values() for trio in _of_one_heading(group, by_order=by_order)])


Group = tuple[list[tuple[int, Part]], list[tuple[int, Part]], list[tuple[int, Part]]]
"""The parts of one heading with their places, of each body."""


def _of_one_heading(group: Group, *, by_order: bool) -> list[Trio]:
    if all(len(found) == 1 for found in group):
        return [_trio(*(found[0] for found in group))]
    if next(part for found in group for _, part in found).heading is None:
        trios = _counted(group)
        for trio in trios:
            trio.is_counted = trio.is_counted or None  # beyond the count, an edited section stays
        return trios
    texts: dict[str, Group] = {}
    for side, found in enumerate(group):
        for place, part in found:
            texts.setdefault(part.plain, ([], [], []))[side].append((place, part))
    trios = [trio for same_text in texts.values() for trio in _counted(same_text)]
    if not by_order and any(len(found) > 1 for found in group):
        return trios
    for side in SIDES:
        _join(trios, [trio for trio in trios if trio.base and not trio.parts[side]], side)
    return trios


def _counted(group: Group) -> list[Trio]:
    """Put parts together in order, and note how many of them are wanted."""
    trios = [_trio(*same) for same in zip_longest(*group)]
    if len(trios) > 1:
        stay = chosen(*map(len, group))
        for at, trio in enumerate(trios):
            trio.is_counted = at < stay
    return trios


def _trio(*found: tuple[int, Part] | None) -> Trio:
    return Trio([each and each[1] for each in found], [each and each[0] for each in found])


def _join(trios: list[Trio], lacking: list[Trio], side: int) -> None:
    """Give each trio that lacks a side one of those that are nowhere else, in order."""
    lonely = sorted((trio for trio in trios if trio.is_only_in(side)), key=lambda trio: trio.places[side] or 0)
    taken = set()
    for trio, other in zip(sorted(lacking, key=_first_place), lonely, strict=False):
        trio.absorb(other)
        taken.add(other)
    trios[:] = [trio for trio in trios if trio not in taken]


def _first_place(trio: Trio) -> int:
    return next((place for place in trio.places if place is not None), 0)


def _renamed(trios: list[Trio]) -> list[Trio]:
    """Recognise the entries whose heading was edited by their text."""
    lonely = {side: [trio for trio in trios if trio.any.heading and trio.is_only_in(side)] for side in SIDES}
    if not any(lonely.values()):
        return trios
    for trio in [trio for trio in trios if trio.base and trio.base.heading and trio.base.plain.strip()]:
        for found in _renaming(trio, lonely):
            trio.absorb(found)
            trios.remove(found)
            for rest in lonely.values():
                if found in rest:
                    rest.remove(found)
    return trios


def _renaming(trio: Trio, lonely: dict[int, list[Trio]]) -> list[Trio]:
    """Return what an entry became where its heading is no more."""
    base = trio.base or NOTHING
    there = trio.ours or trio.theirs
    if not there:
        for side, other in (SIDES, SIDES[::-1]):
            found = [each for each in lonely[side] if _is_text_of(each.any, base, base)]
            twins = [each for each in lonely[other] if found and each.any.key == found[0].any.key]
            if len(found) == 1 and twins:
                return [found[0], twins[0]]
    elif not (trio.ours and trio.theirs) and there.plain != base.plain:
        side = THEIRS if trio.ours else OURS
        found = [each for each in lonely[side] if _is_text_of(each.any, base, there)]
        return found if len(found) == 1 else []
    return []


def _is_text_of(part: Part, base: Part, other: Part) -> bool:
    return bool(part.plain.strip()) and part.is_written == base.is_written and part.plain in (base.plain, other.plain)

"""Who is who in three versions of a list: contacts by e-mail and name, other things by their `id` or `name`.

Two contacts are one when their e-mails are equal, or their names are and no e-mails differ. A contact that was given
another e-mail is still who it was, if nobody else has the name. All is done in the same way from either side.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from store.model.folding import fold_name

Pair = tuple[int, int]


class Identity(Struct, frozen=True):
    """By what a thing is known; both are compared folded."""

    name: str
    email: str = ""


class Match(Struct, frozen=True):
    """The places of one thing in three versions; None where it is not."""

    base: int | None
    ours: int | None
    theirs: int | None


def identity(name: str, email: str) -> Identity:
    """Return by what a contact is known."""
    return Identity(fold_name(name), email.strip().casefold())


def matched(base: Sequence[Identity], ours: Sequence[Identity], theirs: Sequence[Identity]) -> list[Match]:
    """Return which things of two versions are one, and what they were; each thing of a version stands in one match."""
    mine_was, other_was = from_base(base, ours), from_base(base, theirs)
    both = {**dict(pairs(ours, theirs))}
    siblings = {was: at for at, was in other_was.items() if at not in set(both.values())}
    for at, was in mine_was.items():
        twin = siblings.get(was)
        if at not in both and twin is not None and ours[at].name == theirs[twin].name:
            both[at] = twin
    found = [Match(_older(mine_was.get(at), other_was.get(twin)), at, twin) for at, twin in both.items()]
    used = {match.base for match in found}
    left = [at for at in range(len(ours)) if at not in both]
    others = [at for at in range(len(theirs)) if at not in set(both.values())]
    claimed = [was for was in (*map(mine_was.get, left), *map(other_was.get, others)) if was is not None]

    def own(was: int | None) -> int | None:
        return was if was not in used and claimed.count(was) == 1 else None  # type: ignore[arg-type]

    found += [Match(own(mine_was.get(at)), at, None) for at in left]
    found += [Match(own(other_was.get(at)), None, at) for at in others]
    return found


def _older(one: int | None, two: int | None) -> int | None:
    known = [at for at in (one, two) if at is not None]
    return min(known) if known else None


def from_base(base: Sequence[Identity], side: Sequence[Identity]) -> dict[int, int]:
    """Return for the things of a version which one of the base each was."""
    found = {at: was for was, at in pairs(base, side)}
    old = _places(base, set(range(len(base))) - set(found.values()), lambda one: one.name)
    new = _places(side, set(range(len(side))) - set(found), lambda one: one.name)
    for name in old.keys() & new.keys() - {""}:
        if len(old[name]) == len(new[name]) == 1:
            found[new[name][0]] = old[name][0]
    return found


def pairs(ones: Sequence[Identity], others: Sequence[Identity]) -> Iterator[Pair]:
    """Yield the places of what is the same in two versions, nothing twice."""
    left, right = set(range(len(ones))), set(range(len(others)))
    passes: tuple[tuple[Callable[[Identity], object], Callable[[Identity], object]], ...] = (
        (_whole, _whole),
        (_mail, _mail),
        (_name_alone, _name_with_mail),
        (_name_with_mail, _name_alone),
    )
    for key, other_key in passes:
        mine, theirs = _places(ones, left, key), _places(others, right, other_key)
        for same in mine.keys() & theirs.keys() - {None}:
            for pair in zip(mine[same], theirs[same], strict=False):
                left.discard(pair[0])
                right.discard(pair[1])
                yield pair


def _whole(one: Identity) -> object:
    return one


def _mail(one: Identity) -> object:
    return one.email or None


def _name_alone(one: Identity) -> object:
    return None if one.email else one.name


def _name_with_mail(one: Identity) -> object:
    return one.name if one.email else None


def _places(things: Sequence[Identity], left: set[int], key: Callable[[Identity], object]) -> dict[object, list[int]]:
    """Return the places of things by a key, in order."""
    found: dict[object, list[int]] = defaultdict(list)
    for at in sorted(left):
        found[key(things[at])].append(at)
    return found

"""Where each file of a merge goes: what both sides did to the files they had in common, and what they added; pure."""

import os
from dataclasses import dataclass

from store.history.merging.trees import Side, Version

Fate = tuple[str, Version] | None
"""Where a file of the base is now and what; None = deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One file of the result, before the contents of both sides are brought together."""

    path: str
    base: Version | None = None
    ours: Version | None = None
    """None = this side holds nothing there."""
    theirs: Version | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a merge has to hold, and what it must not."""

    claims: dict[str, list[Claim]]
    """By path: one, or two that came there in different ways, of which each side holds one."""
    touched: frozenset[str]
    """Every path that a side changed, added, removed or left; what is not here is the same everywhere."""
    notes: tuple[str, ...]


def plan(ours: Side, theirs: Side) -> Plan:
    """Return where everything goes that one side or the other changed."""
    claims: dict[str, list[Claim]] = {}
    notes: list[str] = []

    def claim(one: Claim) -> None:
        claims.setdefault(one.path, []).append(one)

    bases = ours.base | theirs.base
    for origin in sorted(ours.moved | theirs.moved, key=os.fsencode):
        base = bases[origin]
        still: Fate = (origin, base)
        mine, other = ours.moved.get(origin, still), theirs.moved.get(origin, still)
        if mine and other:
            path, said = _where(origin, mine[0], other[0])
            notes += said
            claim(Claim(path=path, base=base, ours=mine[1], theirs=other[1]))
        elif mine and mine != still:
            notes.append(_kept(origin, mine[0], gone="there", stays="here"))
            claim(Claim(path=mine[0], ours=mine[1]))
        elif other and other != still:
            notes.append(_kept(origin, other[0], gone="here", stays="there"))
            claim(Claim(path=other[0], theirs=other[1]))
    for path in sorted(ours.added | theirs.added, key=os.fsencode):
        claim(Claim(path=path, ours=ours.added.get(path), theirs=theirs.added.get(path)))
    return Plan(claims=claims, touched=_touched(ours) | _touched(theirs), notes=tuple(notes))


def _where(origin: str, mine: str, other: str) -> tuple[str, list[str]]:
    """Return where a file goes that both sides hold, and what is to be said of that."""
    if other in {mine, origin}:
        return mine, []
    if mine == origin:
        return other, []
    path = min(mine, other, key=os.fsencode)
    names = f"to {shown(mine)} here and to {shown(other)} there"
    return path, [f"{shown(origin)} was renamed {names}: it is {shown(path)} now, with the changes of both."]


def _kept(origin: str, path: str, *, gone: str, stays: str) -> str:
    did = "changed" if path == origin else f"renamed to {shown(path)}"
    return f"{shown(origin)} was deleted {gone} and {did} {stays}: it is kept."


def _touched(side: Side) -> frozenset[str]:
    now = {fate[0] for fate in side.moved.values() if fate}
    return frozenset(side.moved) | now | frozenset(side.added)


def shown(path: str) -> str:
    """Return a path as a sentence for people shows it."""
    return "“" + "".join(c if c.isprintable() else "?" for c in os.fsencode(path).decode("utf-8", "replace")) + "”"

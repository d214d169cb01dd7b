"""Two schedules of one opportunity beside each other: what stays, what moves, what goes and what comes."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from store.model.agenda import Item, State


class Fate(StrEnum):
    """What becomes of a step under the other playbook."""

    STAYS = "stays"
    CHANGES = "changes"
    """It is there under both, on another day or another channel."""
    GOES = "goes"
    COMES = "comes"


class Pair(Struct, frozen=True, kw_only=True):
    """One step now and then; one side is empty where it goes or comes."""

    fate: Fate
    before: Item | None = None
    after: Item | None = None

    @property
    def day(self) -> date:
        """The day under which it is listed: the later version's, where there is one."""
        item = self.after or self.before
        return item.due if item else date.max


AHEAD = frozenset({State.OPEN, State.FORECAST})


def compare(before: Iterable[Item], after: Iterable[Item]) -> tuple[Pair, ...]:
    """Return the open and expected steps of two schedules in pairs, in the order of their days.

    A step is the same under both when it has the same key; else when it is for the same person, from the same event,
    with the same letter or the same name; else when it is for them, from that event, on one channel and one day.
    """
    old = [i for i in before if i.state in AHEAD]
    new = [i for i in after if i.state in AHEAD]
    pairs: list[Pair] = []
    for alike in (_key, _purpose, _title, _place):
        for item in list(old):
            twin = next((other for other in new if _same(alike, item, other)), None)
            if twin is not None:
                old.remove(item)
                new.remove(twin)
                pairs.append(Pair(fate=_fate(item, twin), before=item, after=twin))
    pairs += [Pair(fate=Fate.GOES, before=item) for item in old]
    pairs += [Pair(fate=Fate.COMES, after=item) for item in new]
    return tuple(sorted(pairs, key=_order))


Likeness = Callable[[Item], tuple[object, ...]]


def _same(alike: Likeness, one: Item, other: Item) -> bool:
    mine = alike(one)
    return bool(mine) and mine == alike(other)


def _key(item: Item) -> tuple[object, ...]:
    return (item.key,)


def _purpose(item: Item) -> tuple[object, ...]:
    return (item.who, item.because.line, item.template) if item.template else ()


def _title(item: Item) -> tuple[object, ...]:
    return (item.who, item.because.line, item.title.casefold())


def _place(item: Item) -> tuple[object, ...]:
    """Return what two steps share that do the same in their own words: a card beside a letter stays another step."""
    return (item.who, item.because.line, item.channel, item.due) if item.channel else ()


def _fate(one: Item, other: Item) -> Fate:
    return Fate.STAYS if (one.due, one.channel, one.who) == (other.due, other.channel, other.who) else Fate.CHANGES


def _order(pair: Pair) -> tuple[date, str, str]:
    item = pair.after or pair.before
    return pair.day, (item and item.who) or "", item.key if item else ""


def told(pairs: Sequence[Pair]) -> str:
    """Return the comparison in a few words: `3 go, 2 come, 1 changes, 4 stay`."""
    words = {Fate.GOES: ("goes", "go"), Fate.COMES: ("comes", "come"), Fate.CHANGES: ("changes", "change")}
    words[Fate.STAYS] = ("stays", "stay")
    counts = {fate: sum(1 for pair in pairs if pair.fate is fate) for fate in words}
    parts = [f"{count} {words[fate][count > 1]}" for fate, count in counts.items() if count]
    return ", ".join(parts) or "no step is ahead under either"

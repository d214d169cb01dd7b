"""What the long lists show of a vault, made once for each state of it: by the bridge, so that no key waits for it."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple
from weakref import WeakKeyDictionary

from store.model.agenda import Item
from store.model.opportunity import Opportunity
from store.rules.ordering import SORTS, both_ways, by_name, next_items
from store.workspace.snapshot import Snapshot
from tui.presentation import board, opportunities, week
from tui.presentation.commands import Finder, names
from tui.presentation.outlook import Cells, Outlook
from tui.presentation.problems import Listed
from tui.presentation.rows import Row
from tui.presentation.week import Day


class Order(NamedTuple):
    """Opportunities in an order, and their ids in the same one."""

    opportunities: tuple[Opportunity, ...]
    idents: tuple[str, ...]

    @classmethod
    def of(cls, listed: tuple[Opportunity, ...]) -> "Order":
        """Return an order with its ids."""
        return cls(listed, tuple([o.id for o in listed]))


class Ready:
    """Rows and orders of one state of the vault. It must not hold the snapshot, which goes when nobody shows it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._records, self._all = snapshot.records, snapshot.records.opportunities
        self._agenda, self._problems, self._today = snapshot.agenda, snapshot.problems, snapshot.today
        self._orders: dict[str, tuple[Order, Order]] = {}
        self._longest: tuple[int, int] | None = None
        self._is_workday = snapshot.calendar.is_workday
        self.outlook = Outlook(snapshot.agenda, snapshot.today)
        """What the agenda's screen shows."""

    @cached_property
    def coming(self) -> Mapping[str, Item]:
        """The most urgent outstanding item of each opportunity."""
        return next_items(self._agenda)

    def follow(self, before: "Ready") -> None:
        """Take over what is the same in another state."""
        self.outlook.follow(before.outlook)

    @cached_property
    def known(self) -> Mapping[str, Opportunity]:
        """The opportunities by their ids, the first of twins."""
        return {o.id: o for o in reversed(self._all)}

    @cached_property
    def week(self) -> tuple[Day, ...]:
        """The seven days from today on."""
        return week.week(self._agenda, self._today, self._today, self._is_workday)

    @cached_property
    def problems(self) -> Listed:
        """The problems as a list shows them."""
        return Listed(self._problems)

    @cached_property
    def names(self) -> Finder:
        """Everything that has a name in the vault's files, to be found by it."""
        return Finder(names(self._records))

    def line(self, ident: str) -> Row:
        """Return an opportunity as a row of the list."""
        return opportunities.row(self.known[ident], self.coming.get(ident), self._today)

    @cached_property
    def stacked(self) -> tuple[Opportunity, ...]:
        """All opportunities as the board has them."""
        return board.in_order(self._all, self.coming)

    @cached_property
    def _named(self) -> tuple[Opportunity, ...]:
        return by_name(self._all)

    def ordered(self, sort: str, *, is_turned: bool = False) -> Order:
        """Return all opportunities in one of SORTS."""
        if sort not in self._orders:
            as_it_is, turned = both_ways(self._named, sort, self.coming, self._today)
            self._orders[sort] = Order.of(as_it_is), Order.of(turned)
        return self._orders[sort][is_turned]

    def longest(self, cells: Cells) -> tuple[int, int]:
        """Return how wide the longest company and the longest position are."""
        if self._longest is None:
            self._longest = opportunities.longest(self._all, cells)
        return self._longest

    def make_agenda(self, cells: Cells) -> None:
        """Make what the first screen shows."""
        _ = self.outlook.rows, self.outlook.items, self.outlook.strip, self.known, self.outlook.columns(cells)

    def make(self, pulse: Callable[[], None], cells: Cells) -> None:
        """Make everything now; `pulse` is called between the parts, and what it raises ends the work."""
        self.make_agenda(cells)
        _ = self.longest(cells)
        for sort in SORTS:
            pulse()
            self.ordered(sort)
        _ = self.stacked
        pulse()
        _ = self.problems, self.problems.columns(cells), [day.cards for day in self.week]
        pulse()
        _ = self.names


_made: WeakKeyDictionary[Snapshot, Ready] = WeakKeyDictionary()


def ready(snapshot: Snapshot) -> Ready:
    """Return what was made of a snapshot, or what will be made of it when it is asked for."""
    return _made.get(snapshot) or _made.setdefault(snapshot, Ready(snapshot))

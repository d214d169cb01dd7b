"""The schedules of a vault: every step of each playbook and of the frame, what became of it, and why."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time, tzinfo
from functools import cached_property

from store.model.agenda import Item, State
from store.model.opportunity import Opportunity
from store.model.playbook import Playbook
from store.model.records import Records
from store.model.share import Share
from store.rules.announced import merge_announced
from store.rules.chronicle import Chronicle, Phase, is_done
from store.rules.clock import Moment
from store.rules.expansion import expand
from store.rules.expected import Expected
from store.rules.following import follow_ups
from store.rules.joining import join
from store.rules.long_over import is_long_over
from store.rules.marking import mark
from store.rules.next_turn import chain, first_turn
from store.rules.outcomes import ENDINGS
from store.rules.placed import Placed, told
from store.rules.placing import in_places, outstanding
from store.rules.planned import Planned
from store.rules.reasons import bucket_of, item_from
from store.rules.recurring import recurring
from store.rules.satisfaction import Settled, settle
from store.rules.sharing import Plan
from store.rules.situation import SETTLING, Situation
from store.rules.sorted_book import SortedBook
from store.rules.surroundings import Surroundings
from store.rules.workdays import IsHoliday, no_holiday

CLOSING = "f-closing"
"""The step that asks whether the closing steps of the default playbook are wanted where a school has none."""
WANTED = "add them"
WITHDRAW = "withdraw"
"""The answer after which nothing presses on, even before the stage says so."""


class Schedules:
    """The steps of all opportunities on one day, within the limits that they share."""

    def __init__(  # noqa: PLR0913  what schedules follow from is this much
        self,
        records: Records,
        books: Mapping[str, Playbook],
        today: date,
        tz: tzinfo,
        is_holiday: IsHoliday = no_holiday,
        *,
        clock: time | None = None,
        planned: Planned | None = None,
    ) -> None:
        """Gather what the vault says.

        Args:
            records: the vault as it was read.
            books: every playbook by name, the frame among them.
            today: the user's own day.
            tz: the user's own time zone.
            is_holiday: tells public holidays.
            clock: what time it is; None = not known, then an interview of today has taken place.
            planned: what was planned before; a plan that would be the same is not made again.
        """
        self._planned = planned or Planned()
        self._around = self._planned.around(Surroundings(records, books, Moment(today, clock), tz, is_holiday))
        self._opportunities = {o.id: o for o in records.opportunities if o.readable}
        self._today = today
        self.pulse: Callable[[], None] = lambda: None
        """Is called for each opportunity while plans are made; what it raises ends the work."""

    @cached_property
    def shares(self) -> list[Share]:
        """What each opportunity brings into the limits on the day, where it brings anything."""
        return self._planned.of(self._opportunities.values(), self._around, self._situation, plan_of)

    @cached_property
    def _places(self) -> list[tuple[Share, list[Placed]]]:
        """The open steps at their places among all others."""
        return in_places(self.shares, self._around.calendar, self._today)

    def _situation(self, opportunity: Opportunity, around: Surroundings) -> Situation | None:
        """Return an opportunity as the agenda looks at it; None where it ended so long ago that nothing matters."""
        self.pulse()
        is_over = is_long_over(opportunity, around.books_of(opportunity), around.oldest)
        return None if is_over else Situation(opportunity, around, is_brief=True)

    @cached_property
    def _by_id(self) -> Mapping[str, Sequence[Placed]]:
        return {share.opportunity: steps for share, steps in self._places}

    def chronicle_of(self, opportunity: Opportunity) -> Chronicle:
        """Return an opportunity's people and log in the order of time."""
        return self._around.chronicle_of(opportunity)

    def of(self, opportunity_id: str) -> tuple[Item, ...]:
        """Return every step of an opportunity: open, forecast, done, skipped, stopped, retired."""
        if opportunity_id not in self._opportunities:
            return ()
        situation = Situation(self._opportunities[opportunity_id], self._around)
        places = {one.step.item.key: one for one in self._by_id.get(opportunity_id, ())}
        items = (item_from(situation, item) for item in plan_of(situation).items)
        return tuple(told(places[i.key], i) if i.bucket and i.key in places else i for i in items)

    def open_in(self, opportunity: Opportunity) -> frozenset[str]:
        """Return the keys of the open steps of an opportunity of the vault, as if its log held what is given here.

        The other searches are not looked at: limits move steps, and settle none.
        """
        situation = Situation(opportunity, self._around)
        return frozenset(i.key for i in plan_of(situation).items if bucket_of(situation, i) is not None)

    def announced_to_all(self, opportunity_id: str) -> date | None:
        """Return the day that a thank-you names to everybody: that of the first turn, in a school that knows no other.

        A playbook with a step for a lapsed day announces to each person what concerns that person; None for it.
        """
        opportunity = self._opportunities.get(opportunity_id)
        if opportunity is None or self._around.book_of(opportunity).after("lapsed"):
            return None
        situation = Situation(opportunity, self._around)
        return first_turn(situation, plan_of(situation).items)

    def outstanding(self, last: date | None) -> list[Item]:
        """Return what is on the agenda and due up to a day; None = any day."""
        return outstanding(self._places, last, self._today)


def schedule(  # noqa: PLR0913  what a schedule follows from is this much
    opportunity: Opportunity,
    books: Mapping[str, Playbook],
    records: Records,
    today: date,
    tz: tzinfo,
    is_holiday: IsHoliday = no_holiday,
    *,
    clock: time | None = None,
) -> tuple[Item, ...]:
    """Return every step of an opportunity: open, forecast, done, skipped, stopped, retired.

    Args:
        opportunity: one of the records.
        books: every playbook by name, the frame among them.
        records: the whole vault: people who help, offers accepted elsewhere, settings, other searches at one employer.
        today: the user's own day.
        tz: the user's own time zone.
        is_holiday: tells public holidays.
        clock: what time it is; None = not known, then an interview of today has taken place.
    """
    return Schedules(records, books, today, tz, is_holiday, clock=clock).of(opportunity.id)


def plan_of(situation: Situation) -> Plan:
    """Return all steps of an opportunity, settled, in the order of their days, before the limits."""
    book, frame = situation.book, situation.around.frame
    own = [*expand(situation, book), *_adopted(situation)]
    items = numbered([*own, *_still_framing(situation, own, frame)], ())
    used = settle(situation, items)
    _drop_older_rounds(items)
    again = numbered([*recurring(situation, book, used), *_adopted_again(situation, used)], items)
    settle(situation, again)
    later = _follow_ups(situation, [*items, *again], used)
    turns = numbered(chain(situation, frame, items, used), items)
    mark(situation, turns)
    items = merge_announced(_without_double_touch(situation, [*items, *again, *later, *turns]))
    items = _without_idle_question(items)
    _hold_elsewhere(items)
    join(situation, items)
    items.sort(key=lambda i: (i.due.day, i.step.line, i.key))
    lines = frozenset(i.settled_by for i in turns if i.settled_by is not None)
    return Plan(situation=situation, items=items, used=used, turns=lines)


def _follow_ups(situation: Situation, items: list[Expected], used: Settled) -> list[Expected]:
    """Return the steps after others that are done, and those after these in turn."""
    found: list[Expected] = []
    latest = items
    for _ in range(len(situation.book.by_step) + 1):
        latest = numbered(
            [i for b in _books(situation) for i in follow_ups(situation, b, latest, used)], [*items, *found]
        )
        settle(situation, latest)
        found += latest
    return found


def _books(situation: Situation) -> Iterable[SortedBook]:
    yield situation.book
    if adopts_closing(situation):
        yield situation.around.fallback


def adopts_closing(situation: Situation) -> bool:
    """Tell whether the user wants the closing steps of the default playbook beside a school that has none."""
    answers = [title for title in situation.skipped if title.startswith(CLOSING)]
    return bool(answers) and (is_done(answers[-1]) or answers[-1].endswith(WANTED))


def _adopted(situation: Situation) -> Iterable[Expected]:
    return expand(situation, situation.around.fallback, _silent(situation)) if adopts_closing(situation) else ()


def _silent(situation: Situation) -> frozenset[str]:
    """Return the endings that the playbook itself says nothing about."""
    return frozenset(sort for sort in ENDINGS if not situation.book.speaks_of(sort))


def _adopted_again(situation: Situation, used: dict[int, list[Expected]]) -> Iterable[Expected]:
    if not adopts_closing(situation):
        return ()
    silent = _silent(situation)
    return [i for i in recurring(situation, situation.around.fallback, used) if i.event.sort in silent]


def _still_framing(situation: Situation, own: Iterable[Expected], frame: SortedBook) -> Iterable[Expected]:
    """Return the frame's steps but those that a step of the playbook stands for, at the same event and person."""
    replaced = frozenset((item.step.stands_for, id(item.event), item.person) for item in own if item.step.stands_for)
    return expand(situation, frame, replaced=replaced)


def numbered(items: Iterable[Expected], others: Iterable[Expected]) -> list[Expected]:
    """Give each item a key of its own: the second of the same name gets `#2`."""
    taken = {item.key for item in others}
    result = []
    for item in items:
        key, number = item.key, 1
        while item.key in taken:
            number += 1
            item.key = f"{key}#{number}"
        taken.add(item.key)
        result.append(item)
    return result


def _without_double_touch(situation: Situation, items: list[Expected]) -> list[Expected]:
    """Drop the plain `next_touch` item where a turn of the playbook falls on that day already."""
    wanted = situation.opportunity.next_touch
    if wanted is None:
        return items
    turn = any(i.is_open and i.is_recurring and i.due.day == wanted for i in items)
    return [i for i in items if not (turn and i.event.sort == "next_touch" and i.is_open)]


def _drop_older_rounds(items: Iterable[Expected]) -> None:
    """Retire what is open after one interview and comes after a later one too: one letter to a person does for both."""
    latest: dict[tuple[str, str], Expected] = {}
    listed = sorted(items, key=lambda i: (i.who in i.event.persons, i.event.when.clock), reverse=True)
    for item in listed:
        event = item.event
        if event.sort != "interview" or event.phase is not Phase.HELD or item.who is None or not item.who.hires:
            continue
        if not SETTLING.isdisjoint(item.step.only) or item.step.after.planned or item.state is State.SKIPPED:
            continue
        newer = latest.setdefault((item.step.id, item.person), item)
        if newer is not item and item.is_open:
            item.state = State.RETIRED
            item.note = f"the one after the interview of {newer.event.when.day} does for both"
            item.rules = (*item.rules, "R28")


def _without_idle_question(items: list[Expected]) -> list[Expected]:
    """Drop the reminder of a search that nobody looks at, where anything else there is outstanding."""
    if all(i.event.sort == "neglect" for i in items if i.is_open):
        return items
    return [i for i in items if i.event.sort != "neglect" or not i.is_open]


def _hold_elsewhere(items: Iterable[Expected]) -> None:
    """Hold what presses on until the user has decided about a search that an accepted offer overtook (guard 14)."""
    listed = tuple(items)
    asking = next((i for i in listed if i.event.sort == "elsewhere" and (i.is_open or i.note == WITHDRAW)), None)
    if asking is None:
        return
    for item in listed:
        if item.state is State.OPEN and (item.step.counts or item.event.sort == "next_touch"):
            item.is_held = True
            item.note = f"held: an offer was accepted elsewhere on {asking.event.when.day}"
            item.rules = (*item.rules, "R27")

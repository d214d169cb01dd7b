"""From steps and events to expected items: for whom, by what channel, by when. Nothing is settled here."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from store.model.agenda import State
from store.model.entry import Kind
from store.model.opportunity import CLOSED
from store.model.playbook import POSTED, Playbook, Step, Trigger, Unit
from store.rules.chronicle import Event, Phase
from store.rules.clock import Moment, days_later, later
from store.rules.logbook import CHANNEL, Logged, follows
from store.rules.outcomes import ENDINGS
from store.rules.people import BESIDE, Someone
from store.rules.situation import HOLDS, SETTLING, Situation
from store.rules.sorted_book import SortedBook
from store.rules.wording import names_words

CANVASSING = frozenset({"R35", "R36"})
"""Rules that ask others to speak for the user: not where `restrictions` say no-canvassing (guard 7)."""
BRIEFING = "R34"
NAMING = frozenset({"reply", "promise", "next"})
"""Events that may say themselves by what channel they are met."""
SPOKEN = frozenset({"phone", "meeting"})
ME = "me"
MAY_COME_LATER = frozenset({"promise", "reply", "next_touch"})
"""Events that may leave something outstanding after a search has ended."""
Replaced = frozenset[tuple[str, int, str]]
"""A step, an event, a person."""
SPOKEN_OF = re.compile(r"\b(?:call|phone|ring|telephone)\b", re.IGNORECASE)
"""Words of a promise that is kept by a call."""


@dataclass(slots=True, kw_only=True)
class Expected:
    """One step for one person after one event, while it is being worked out."""

    step: Step
    book: Playbook
    event: Event
    who: Someone | None
    due: Moment
    channel: str | None = None
    key: str = ""
    state: State = State.OPEN
    note: str = ""
    settled_by: int | None = None
    allowed: date | None = None
    not_before: date | None = None
    """From when on it should go out, where it waits in a backlog."""
    why: str = ""
    """Why it should wait so long."""
    rules: tuple[str, ...] = ()
    """Rules besides the step's own."""
    says: str = ""
    """A sentence besides the step's own."""
    mark_line: int | None = None
    is_early: bool = False
    """To be shown as today's although it is due on a day off to come."""
    is_recurring: bool = False
    is_held: bool = False
    next_call: date | None = None
    """From when on a call would be allowed again."""
    times: int = 0
    """How often it was done on this channel before; for the run of templates."""
    unheard: Step | None = None
    """What to do in the same call when nobody answers."""
    also: tuple["Expected", ...] = ()
    """Other open items that the same message can do."""
    goes_with: "Expected | None" = None
    """The item whose message does this one as well."""
    beside: str = ""
    """Another search at the same employer that is under way."""

    @property
    def person(self) -> str:
        """What the person is compared by; `me` for the user alone."""
        return self.who.key if self.who else ME

    @property
    def is_open(self) -> bool:
        """Tell whether it is still outstanding."""
        return self.state is State.OPEN

    def remark(self, words: str) -> None:
        """Say something more about it."""
        self.note = f"{self.note}; {words}" if self.note else words


def expand(
    situation: Situation, book: SortedBook, only: frozenset[str] | None = None, replaced: Replaced = frozenset()
) -> Iterator[Expected]:
    """Yield every step of a playbook for every event that it comes after, for everybody whom it is for.

    Steps that come again are not among them (`recurring`), nor are those that another step or the silence brings.

    Args:
        situation: what the rules look at.
        book: the playbook.
        only: sorts of events; None = all.
        replaced: steps that another playbook's step stands for.
    """
    is_brief = situation.is_brief
    for event in situation.events:
        steps = book.after(event.sort)
        if not steps or (only is not None and event.sort not in only):
            continue
        over = is_brief and _leaves_nothing(situation, event)
        past = is_brief and event.phase is Phase.HELD and event.when.day < situation.today
        for step in steps:
            if (over and not step.endures) or (past and step.after.planned) or not fits(step.after, event):
                continue
            if is_brief and situation.is_long_over and _is_retired(situation, step, event, book):
                continue
            yield from expected(situation, book.book, step, event, replaced)


def _is_retired(situation: Situation, step: Step, event: Event, book: SortedBook) -> bool:
    """Tell whether a step retired before all that the limits look back to, and nothing follows from it."""
    if step.until is None or event.when.day >= situation.around.oldest:
        return False
    if step.id in book.by_step or event.sort in book.again:
        return False
    last = later(Moment(due_of(situation, step, event).day), step.until, situation.calendar).day
    return last < situation.around.oldest


def _leaves_nothing(situation: Situation, event: Event) -> bool:
    """Tell whether nothing of an event can be outstanding, since the search ended long ago."""
    if not situation.is_long_over or outlives(event):
        return False
    settled = event.settled_by is not None and event.when.day < situation.around.oldest
    return event.sort not in MAY_COME_LATER or settled


def fits(trigger: Trigger, event: Event) -> bool:
    """Tell whether a step with that trigger comes after that event."""
    if trigger.event != event.sort or (trigger.first and not event.is_first) or (trigger.later and event.is_first):
        return False
    if trigger.event == "stage":
        return trigger.argument == event.which
    if trigger.unconfirmed:
        return event.phase is Phase.UNCONFIRMED
    return not trigger.whose or trigger.whose == ("my" if event.mine else "their")


def expected(
    situation: Situation, book: Playbook, step: Step, event: Event, replaced: Replaced = frozenset()
) -> Iterator[Expected]:
    """Yield one step for each person of its audience, where its conditions hold."""
    if situation.opportunity.restrictions and _is_unwanted(situation, step, event):
        return
    stamp = f"{step.id}/{event.stamp}/"
    due: Moment | None = None
    for who in audience(situation, step, event):
        if replaced and (step.id, id(event), who.key if who else ME) in replaced:
            continue
        unmet = [name for name in step.only if not HOLDS[name](situation, event, who)] if step.only else ()
        if unmet and (situation.is_brief or not SETTLING.issuperset(unmet)):
            continue
        channel = channel_of(situation, step, who, event)
        if who and not _may_be_told(step, who, channel):
            continue
        due = due or due_of(situation, step, event)
        item = Expected(
            step=step,
            book=book,
            event=event,
            who=who,
            due=due,
            channel=channel,
            key=stamp + name_in_key(who) + (f"#{event.number}" if event.number > 1 else ""),
            mark_line=event.mark.line if event.mark and event.sort != "lapsed" else None,
        )
        place(situation, item)
        if unmet:
            item.state = State.DONE
            item.settled_by = event.line if "no-notes" in unmet else None
        yield item


def _may_be_told(step: Step, who: Someone, channel: str | None) -> bool:
    """Tell whether a message would reach somebody who may have it.

    Not an address that nobody reads (guard 13), and no reference who has not agreed to be one (guard 8): before an
    interview one calls to ask for that, after it there must be a yes in the file.
    """
    if channel == "email" and who.takes_no_mail:
        return False
    return who.agreed or step.after.planned or BRIEFING not in step.rules


def _is_unwanted(situation: Situation, step: Step, event: Event) -> bool:
    """Tell whether the opportunity's restrictions rule a step out."""
    if "no-canvassing" not in situation.opportunity.restrictions:
        return False
    return not CANVASSING.isdisjoint(step.rules) or (event.sort == "interview" and "ally" in step.each)


def recurring(situation: Situation, book: SortedBook, used: dict[int, list[Expected]]) -> Iterator[Expected]:
    """Yield the steps that come again after an event, other than the turns of a silence."""
    if not book.again:
        return
    for event in situation.events:
        for step in book.again.get(event.sort, ()):
            if fits(step.after, event):
                for item in expected(situation, book.book, step, event):
                    recur(situation, item, used)
                    yield item


def recur(situation: Situation, item: Expected, used: dict[int, list[Expected]]) -> None:
    """Count a recurring step from the latest touch with that person since its event, on the next channel in turn."""
    step, event = item.step, item.event
    touches = [
        o
        for o in situation.past
        if o.goes_out
        and o.reaches(item.person)
        and follows(o.when, event.when)
        and o.entry is not event.entry
        and not any(i.event.sort == event.sort for i in used.get(o.entry.line, ()))
    ]
    base = max([event.when.day, *(o.when.day for o in touches)])
    item.is_recurring = True
    if touches and step.every:
        item.due, item.note = later(Moment(base), step.every, situation.calendar), ""
    wanted = situation.opportunity.next_touch
    if wanted is not None and wanted > base:
        item.due, item.note = Moment(wanted), "on the day that `next_touch` in the file names"
    item.key = f"{step.id}/{base}/{name_in_key(item.who)}"
    channels = allowed_channels(situation, step)
    if step.in_turn and touches:
        item.channel = in_turn(channels, [o.channel for o in touches])
        item.times = sum(o.channel == item.channel for o in touches)
    place(situation, item)


def in_turn(channels: tuple[str, ...], used: Iterable[str]) -> str | None:
    """Return whose turn it is: the channel that was used longest ago, those never used first (R21)."""
    last = {channel: n for n, channel in enumerate(used)}
    return min(channels, key=lambda c: (last.get(c, -1), channels.index(c)), default=None)


def follow_ups(
    situation: Situation, book: SortedBook, items: Iterable[Expected], used: dict[int, list[Expected]]
) -> Iterator[Expected]:
    """Yield the steps that come after another one, once that one is done by a touch."""
    if not book.by_step:
        return
    by_line = {o.entry.line: o for o in situation.past}
    for item in items:
        touch = by_line.get(item.settled_by or 0)
        if item.state is not State.DONE or touch is None or item.book is not book.book:
            continue
        for step in book.by_step.get(item.step.id, ()):
            for found in expected(situation, book.book, step, _done_event(situation, item, touch)):
                if step.every:
                    recur(situation, found, used)
                yield found


def _done_event(situation: Situation, item: Expected, touch: Logged) -> Event:
    persons = (item.who,) if item.who else ()
    return Event(
        sort="step",
        when=touch.when,
        stamp=touch.when.day.isoformat(),
        words=f"your {touch.entry.kind.value.lower()}{names_words(persons, 'to')}",
        path=situation.opportunity.path,
        line=touch.entry.line,
        persons=persons,
        entry=touch.entry,
        over=item.event.over,
    )


def name_in_key(who: Someone | None) -> str:
    """Return the last part of a key."""
    return (who.ident or who.name) if who else ME


def audience(situation: Situation, step: Step, event: Event) -> tuple[Someone | None, ...]:
    """Return whom a step is for, nobody twice; None is the user alone."""
    if step.each == ("me",):
        return (None,)
    known = situation.audiences.get((id(event), step.each))
    if known is None:
        found: dict[str, Someone | None] = {}
        for word in step.each:
            for who in _members(situation, word, event):
                found.setdefault(who.key if who else ME, who)
        known = tuple(found.values()) if found or event.sort != "next_touch" else (None,)
        situation.audiences[id(event), step.each] = known
    return known


def _members(situation: Situation, word: str, event: Event) -> tuple[Someone | None, ...]:
    cast = situation.cast
    panel = event.persons if event.sort == "interview" else situation.met
    members: tuple[Someone | None, ...]
    match word:
        case "me" | "once":
            return (None,)
        case "person":
            members = event.persons[:1] or (None,)
        case "reference" | "ally" | "helper":
            return cast.of(word)
        case "panel":
            members = panel
        case "lead":
            members = _lead(situation, event, panel)
        case "others":
            members = _others(situation, event, panel)
        case "hr":
            members = _hr(situation, event, panel)
        case "interviewer":
            members = cast.of("interviewer", "hiring-manager")
        case _:
            members = cast.of("recruiter")
    if "via-recruiter" in situation.opportunity.restrictions and event.sort != "reply":
        return _by_way_of_recruiter(cast.of("recruiter")[:1], word, members)
    return members


def _by_way_of_recruiter(
    recruiter: tuple[Someone, ...], word: str, members: tuple[Someone | None, ...]
) -> tuple[Someone | None, ...]:
    """Return the recruiter in the place of people at the employer; what is for the others goes with the lead's."""
    if not recruiter or not any(who and who.hires for who in members):
        return members
    return () if word == "others" else recruiter


def _lead(situation: Situation, event: Event, panel: tuple[Someone, ...]) -> tuple[Someone, ...]:
    lead = situation.cast.lead(panel, situation.met)
    if lead is None and event.sort != "interview":
        lead = next(iter((*situation.cast.hr(), *(s for s in situation.cast.members if s.hires))), None)
    return (lead,) if lead else ()


def _hr(situation: Situation, event: Event, panel: tuple[Someone, ...]) -> tuple[Someone | None, ...]:
    """Return HR; after an ending without the one who is thanked as lead, after an application never nobody."""
    found = situation.cast.hr()
    if event.sort in ENDINGS:
        leads = {s.key for s in _lead(situation, event, panel)}
        return tuple(s for s in found if s.key not in leads)
    if found or event.sort != "application":
        return found
    return tuple(s for s in event.persons[:1] if not s.takes_no_mail) or (None,)


def _others(situation: Situation, event: Event, panel: tuple[Someone, ...]) -> tuple[Someone, ...]:
    apart = {s.key for s in _lead(situation, event, panel)}
    if event.sort in ENDINGS:
        apart |= {s.key for s in situation.cast.hr()}
    return tuple(s for s in panel if s.key not in apart)


def due_of(situation: Situation, step: Step, event: Event) -> Moment:
    """Return when a step is due: the day that the event names itself, else its span after the event."""
    if event.fixed:
        return event.when
    span = step.within or step.every
    if span is None or (step.after.planned and not span.count):
        return event.when
    if not span.count and step.by[:1] == ("phone",) and situation.today > event.when.day:
        return Moment(situation.calendar.workdays_from(event.when.day, 1))  # the offices are closed by then
    return later(event.when, span, situation.calendar)


def channel_of(situation: Situation, step: Step, who: Someone | None, event: Event | None = None) -> str | None:
    """Return the channel (R29): theirs for an answer, the one a promise names, the preferred one, one that reaches."""
    channels = allowed_channels(situation, step)
    if len(channels) < 2:  # noqa: PLR2004  there is no choice
        return channels[0] if channels else None
    if event is not None and event.sort in NAMING and event.entry is not None:
        asked = _asked_for(event)
        if asked in channels:
            return asked
        if (
            event.mark is not None and event.sort != "lapsed"
        ):  # what was promised in so many words goes in writing, whoever likes the phone
            channels = tuple(c for c in channels if c not in SPOKEN) or channels
    if who is None or step.in_turn:
        return channels[0]
    if who.prefers in channels:
        return who.prefers
    return next((c for c in channels if who.is_reached_by(c)), channels[0])


def _asked_for(event: Event) -> str:
    if event.sort == "reply" and event.entry:
        return "phone" if event.entry.kind is Kind.VOICEMAIL else CHANNEL.get(event.entry.kind, "")
    return "phone" if event.mark and SPOKEN_OF.search(event.mark.text) else ""


def allowed_channels(situation: Situation, step: Step) -> tuple[str, ...]:
    """Return a step's channels without calls where they are not wanted; what is left of a call is an e-mail.

    Where gifts are not wanted nothing useful goes by post either: a link will do (guard 7).
    """
    channels, unwanted = step.by, situation.opportunity.restrictions
    if not unwanted or not channels:
        return channels
    if "no-calls" in unwanted and not BESIDE.issuperset(step.each):
        written = tuple(c for c in channels if c != "phone")
        channels = written or (("email",) if SETTLING.isdisjoint(step.only) else ())
    if "no-gifts" in unwanted and "R13" in step.rules:
        channels = tuple(c for c in channels if c not in POSTED) or ("email",)
    return channels


def place(situation: Situation, item: Expected) -> None:
    """Move a due day to one on which the thing can be done, and say so; promises and e-mail never move."""
    calendar, day = situation.calendar, item.due.day
    if item.event.fixed or item.step.after.planned or item.step.waits:
        item.is_early = _is_shown_early(situation, item)
        return
    if item.channel in POSTED:
        to, why = calendar.post_at_or_after(day), "no post"
    elif item.channel == "phone" or item.is_recurring:
        to, why = calendar.workday_at_or_after(day), "no working day"
    else:
        return
    item.due = Moment(to)  # by what hour a letter is posted or a call made matters to nobody
    if to != day:
        item.remark(f"moved from {day} to {to}: {why}")


def _is_shown_early(situation: Situation, item: Expected) -> bool:
    """Tell whether something promised is due on a day off to come, so that the working day before shows it too."""
    calendar, day, today = situation.calendar, item.due.day, situation.today
    if item.event.sort not in ("promise", "next", "deadline") or item.step.waits or not item.event.fixed:
        return False
    if day <= today or calendar.is_workday(day):
        return False
    return calendar.workday_before(day) <= today


def retires_on(situation: Situation, item: Expected) -> date | None:
    """Return the last day on which a step still stands; None = it stands until it is done."""
    span = item.step.until
    if span is None:
        return None
    if span.unit is Unit.DAYS:
        return days_later(item.due.day, span.count)
    return later(Moment(item.due.day), span, situation.calendar).day


def outlives(event: Event) -> bool:
    """Tell whether what comes after an event is about the end of a search, and not stopped by it."""
    return event.sort in ENDINGS or event.sort == "step" or (event.sort == "stage" and event.which in CLOSED)

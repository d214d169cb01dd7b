"""The clock of silence: when a quiet week calls for the next touch, by what channel, and when to ask whether to go on.

It runs from the latest touch of the user's after the latest interview (R20). It stands still while a message of theirs
waits for an answer, while the next interview is planned and until an agreed day of theirs has passed. Another interview
sets it back and does not begin the turns anew. There is one next turn at a time: of all steps that the silence brings
the one that is due first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from store.model.agenda import State
from store.model.entry import Kind
from store.model.playbook import Playbook, Span, Step, Unit
from store.rules.announced import is_announced
from store.rules.audience import audience
from store.rules.channels import allowed_channels, channel_of, in_turn
from store.rules.chronicle import Event, Phase, is_done
from store.rules.clock import Moment, later
from store.rules.expected import Expected, name_in_key
from store.rules.logbook import Logged, follows
from store.rules.people import Someone
from store.rules.satisfaction import Settled, stop
from store.rules.situation import Situation
from store.rules.sorted_book import SortedBook
from store.rules.wording import names_words

WEEK = Span(7, Unit.DAYS)
MONTH = Span(1, Unit.MONTHS)
NAMED_DAY = Span(2, Unit.WORKING_DAYS)
"""How long after a day that they named nobody presses (guard 12)."""
FORTNIGHT = timedelta(days=14)
DAY = timedelta(days=1)


@dataclass(slots=True, kw_only=True)
class Clock:
    """Where the silence stands after the entries up to now."""

    interview: Event
    """The latest one."""
    since: Logged
    """The first touch after it, or what was heard of them since: from there on nobody has answered."""
    last: Logged
    """The latest touch of the user's, of any sort."""
    base: date
    """The day that the silence is counted from."""
    set_by: Logged
    """The entry of that day: the latest touch, their latest word, a turn that was left out."""
    is_under_way: bool = False
    """A turn was taken since the latest interview; until then a touch may still belong to the interview."""
    is_quiet: bool = True
    """Something went out after the latest interview, so that there is a silence at all."""
    lead: str = ""
    """Whose letters are counted."""
    rings: list[date] = field(default_factory=list)
    """Calls since then that nobody took."""
    turns: list[tuple[str, str, date]] = field(default_factory=list)
    """Step, channel and day of each turn that was taken or left out."""
    unanswered: int = 0
    letters: int = 0
    is_slow: bool = False
    """The user decided for one touch a month."""
    is_closed: bool = False
    """The user decided to close it; the stage may not say so yet."""
    done: list[Expected] = field(default_factory=list)

    def times(self, step: Step) -> int:
        """Return how often a step was done or left out."""
        return sum(ident == step.id for ident, _, _ in self.turns)


@dataclass(slots=True, kw_only=True)
class Turn:
    """A step that may come next."""

    step: Step
    due: date
    channel: str | None
    times: int
    note: str = ""


def chain(situation: Situation, frame: SortedBook, others: list[Expected], used: Settled) -> list[Expected]:
    """Return the steps that silence brings: those done, and the next one if there is one."""
    book = situation.book
    if not book.chain or not situation.held or (situation.is_brief and situation.is_long_over):
        return []
    silence = _Silence(situation, book, frame, used)
    clock = silence.wind()
    if clock is None:
        return []
    return [*clock.done, *silence.next(clock, others)]


def first_turn(situation: Situation, items: Iterable[Expected]) -> date | None:
    """Return when the first turn comes if nobody answers: so long after the last opening step to the lead (R20)."""
    first = next((s for s in situation.book.chain if s.after.event == "silence"), None)
    if first is None or not situation.held:
        return None
    interview = situation.held[-1]
    lead = situation.cast.lead(interview.persons, situation.met)
    key = lead.key if lead else ""
    opening = [i.due.day for i in items if i.event is interview and i.person == key and not i.step.optional]
    if not opening:
        return None
    due = later(Moment(max(opening)), first.within or first.every or WEEK, situation.calendar)
    return situation.calendar.workday_at_or_after(due.day)


class _Silence:
    """The steps of one playbook that silence brings, in one opportunity."""

    def __init__(self, situation: Situation, book: SortedBook, frame: SortedBook, used: Settled) -> None:
        self.situation = situation
        self.calendar = situation.calendar
        self.book = book.book
        self.steps = tuple(s for s in book.chain if s.after.event != "attempts")
        self.unheard = next((s for s in book.chain if s.after.event == "attempts"), None)
        """What to do when a call is not taken."""
        decides = (*book.after("unanswered"), *frame.after("unanswered"))
        self.decide = decides[0] if decides else None
        self.decide_book = book.book if book.after("unanswered") else frame.book
        self.ids = book.chain_ids
        self.used = used

    # What has happened.

    def wind(self) -> Clock | None:
        """Walk through the log since the first interview and see which touches were turns; None where none went out."""
        clock: Clock | None = None
        interviews = {id(e.entry): e for e in self.situation.held}
        met: Event | None = None
        end = self.situation.ending
        for logged in self.situation.past:
            if end is not None and logged.when.day > end.when.day:
                break
            interview = interviews.get(id(logged.entry))
            if interview is not None:
                met = interview
                if clock is not None:
                    self._meet(clock, interview)
            elif met is None or not follows(logged.when, met.when):
                continue
            elif clock is not None:
                self._advance(clock, logged)
            elif logged.goes_out and logged.with_employer:
                lead = self.situation.cast.lead(met.persons, self.situation.met)
                clock = Clock(interview=met, since=logged, last=logged, base=logged.when.day, set_by=logged)
                clock.lead = lead.key if lead else ""
                self._spoke(clock, logged)
                self._count(clock, logged)
        return clock

    def _meet(self, clock: Clock, interview: Event) -> None:
        """Set the clock back for another interview: they asked for the user again."""
        day = interview.when.day
        clock.interview, clock.base = interview, day
        clock.is_quiet = clock.is_under_way = clock.is_slow = clock.is_closed = False
        clock.unanswered = 0
        clock.rings.clear()

    def _advance(self, clock: Clock, logged: Logged) -> None:
        """Move the clock on by one entry of the log."""
        day = logged.when.day
        if logged.entry.kind is Kind.SKIPPED:
            self._skip(clock, logged)
        elif not logged.with_employer:
            return
        elif logged.rings:
            clock.rings.append(day)
        else:
            if logged.goes_out:
                if not clock.is_quiet:
                    clock.is_quiet, clock.since = True, logged
                if logged.entry.line not in self.used:
                    self._take(clock, logged)
                else:
                    self._spoke(clock, logged)
                    if self._is_given_up(clock):
                        clock.rings.clear()
                clock.last, clock.base, clock.set_by = logged, day, logged
                self._count(clock, logged)
            if logged.comes_in:
                clock.unanswered, clock.base, clock.since, clock.set_by = 0, day, logged, logged
                clock.rings.clear()
                clock.is_slow = clock.is_closed = False  # what was decided was decided about their silence

    def _spoke(self, clock: Clock, logged: Logged) -> None:
        """Let a call that did another step stand for the first one, where a second would have to wait (R23)."""
        step = next((s for s in self.steps if s.after.event == "silence" and s.by == ("phone",) and not s.every), None)
        waits = self.book.limits.days_between_calls > WEEK.count
        if step and waits and logged.is_call and logged.reaches(clock.lead) and not clock.times(step):
            clock.turns.append((step.id, "phone", logged.when.day))

    def _is_given_up(self, clock: Clock) -> bool:
        """Tell whether a call was rung so often that one writes instead; what is written then is that turn."""
        most, unheard = self.book.limits.attempts_per_call, self.unheard
        return bool(clock.rings) and len(clock.rings) >= max(most, unheard.after.count if unheard else 0)

    def _count(self, clock: Clock, logged: Logged) -> None:
        clock.letters += logged.entry.kind is Kind.LETTER and logged.reaches(clock.lead)

    def _take(self, clock: Clock, logged: Logged) -> None:
        """Count a touch as a turn, if it is one: a call, or a touch after about a week of silence."""
        turns = self._turns(clock)
        if not turns:
            return
        channel, day = logged.channel, logged.when.day
        named = [t for t in turns if t.step.id == logged.entry.title]
        given_up = self._is_given_up(clock)
        fitting = named or [t for t in turns if channel in (*t.step.by, t.channel)]
        fitting = fitting or (turns if clock.turns or given_up else [])
        if not fitting:
            return  # a mail before the first call sets the clock back, and does not stand for the call
        turn = min(fitting, key=lambda t: _precedence(t, channel))
        if not (clock.is_under_way or given_up or named) and channel != "phone" and day < turn.due - DAY:
            return
        clock.is_under_way = True
        item = self._item(clock, turn.step, self.book, logged.persons[0], day)
        item.state, item.settled_by, item.channel = State.DONE, logged.entry.line, channel
        clock.done.append(item)
        if "phone" in (channel, turn.channel):
            clock.rings.clear()
        clock.turns.append((turn.step.id, channel, day))
        clock.unanswered += 1

    def _skip(self, clock: Clock, logged: Logged) -> None:
        """Take a skipped turn for a quiet week by choice, and a decision to go on for a new count."""
        title = logged.entry.title
        ident = title.split("/", 1)[0].split(" ", 1)[0]
        reason = title.rpartition(" - ")[2].casefold()
        if self.decide and ident == self.decide.id:
            clock.unanswered = 0
            clock.is_slow = reason.startswith("slow")
            clock.is_closed = reason.startswith("close")
        step = next((s for s in self.steps if s.id == ident), None)
        if step is None:
            return
        item = self._item(clock, step, self.book, self._whom(step, clock), logged.when.day)
        item.state = State.DONE if is_done(title) else State.SKIPPED
        item.settled_by, item.note = logged.entry.line, title.rpartition(" - ")[2]
        item.key = title.rpartition(" - ")[0].strip() or item.key
        clock.done.append(item)
        clock.turns.append((step.id, "", logged.when.day))
        clock.base, clock.set_by = logged.when.day, logged
        clock.rings.clear()

    # What comes next.

    def next(self, clock: Clock, others: list[Expected]) -> list[Expected]:
        """Return the next turn, or the question whether to go on; nothing while the clock stands still.

        Where a playbook allows two turns a week, a call and a letter may come next to each other.
        """
        ending = self.situation.ending
        if not clock.is_quiet or clock.is_closed or (ending is None and self._is_paused(others)):
            return []
        turns = sorted(self._turns(clock, others), key=_precedence)
        if self.book.limits.recurring_per_week > 1 and not self._must_decide(clock):
            turns = [*turns[:1], *[t for t in turns[1:] if (t.channel == "phone") != (turns[0].channel == "phone")][:1]]
        else:
            turns = turns[:1]
        found = [item for turn in turns if (item := self._next_item(clock, turn, others)) is not None]
        if ending is not None:
            for item in found:
                stop(item, ending)
        return found

    def _must_decide(self, clock: Clock) -> bool:
        return self.decide is not None and clock.unanswered >= self.book.limits.unanswered

    def _next_item(self, clock: Clock, turn: Turn, others: list[Expected]) -> Expected | None:
        """Return the item of a turn, or the question in its place."""
        self._put_off(turn, others)
        if self.decide is not None and self._must_decide(clock):
            item = self._item(clock, self.decide, self.decide_book, None, turn.due)
            item.is_recurring = False
            return item
        who = self._whom(turn.step, clock)
        if who is None:
            return None
        calls = turn.channel == "phone"
        item = self._call(clock, turn, who, others) if calls else self._other(clock, turn, who)
        if turn.step.after.event != "no-answer" and not clock.last.reaches(who.key):
            item.rules = (*item.rules, "R28")
            item.remark(f"{item.event.words.removeprefix('no word since ')} on {clock.base} set the clock back")
        return item

    def _other(self, clock: Clock, turn: Turn, who: Someone) -> Expected:
        item = self._item(clock, turn.step, self.book, who, turn.due)
        item.channel, item.note, item.times = turn.channel, turn.note, turn.times
        if turn.step.in_turn and turn.channel != "phone" and "phone" in turn.step.by:
            item.next_call = self._next_call(turn.due, who)
        return item

    def _call(self, clock: Clock, turn: Turn, who: Someone, others: Iterable[Expected]) -> Expected:
        """Return a call, or what becomes of one that was rung in vain (R32, guard 11)."""
        rings, unheard, most = clock.rings, self.unheard, self.book.limits.attempts_per_call
        message_at = unheard.after.count if unheard else most + 1
        if not rings:
            item = self._other(clock, turn, who)
            if unheard and message_at > 1:
                item.unheard = unheard
            elif unheard:
                leave_message(item, unheard)
            return item
        is_announced_day = any(
            i.is_open and is_announced(i) and i.person == who.key and i.due.day <= rings[-1] for i in others
        )
        if unheard and (is_announced_day or len(rings) >= message_at):
            turn.due = rings[-1]  # the message belongs to that very call
        else:
            turn.due = max(turn.due, self.calendar.workdays_from(rings[-1], 1))
        rang = f"rang {len(rings)} time{'' if len(rings) == 1 else 's'} without an answer, last on {rings[-1]}"
        if self._is_given_up(clock):
            return self._instead(clock, turn, who, rang)
        turn.note = rang
        item = self._other(clock, turn, who)
        if unheard and (is_announced_day or len(rings) + 1 >= message_at):
            item.step = unheard
            item.key = f"{unheard.id}/{item.event.stamp}/{name_in_key(who)}"
        return item

    def _instead(self, clock: Clock, turn: Turn, who: Someone, rang: str) -> Expected:
        """Return what is written where nobody takes the call."""
        written = tuple(c for c in allowed_channels(self.situation, turn.step) if c != "phone")
        turn.due = self.calendar.workdays_from(clock.rings[-1], 1)
        turn.note = f"{rang}: write instead"
        turn.channel = in_turn(written, [c for _, c, _ in clock.turns]) or "email"
        return self._other(clock, turn, who)

    def _turns(self, clock: Clock, others: Iterable[Expected] = ()) -> list[Turn]:
        """Return every step that may come next, with its day."""
        reset = [max(i.due.day, self.situation.today) for i in others if self._will_reset(i, clock)]
        base = max([clock.base, *reset])
        return [turn for step in self.steps if (turn := self._turn(clock, step, base)) is not None]

    def _turn(self, clock: Clock, step: Step, base: date) -> Turn | None:
        times = clock.times(step)
        if (times and step.every is None) or not self._is_open(clock, step):
            return None
        span = (step.every if times else None) or step.within or step.every or WEEK
        if step.after.event == "no-answer":
            due = self._unheard_for(clock, step, span)
        else:
            due = later(Moment(base), span, self.calendar).day
        if clock.is_slow:
            due = max(due, later(Moment(base), MONTH, self.calendar).day)
        channel = self._channel(clock, step, due)
        done = sum(ident == step.id and by == channel for ident, by, _ in clock.turns)
        return Turn(step=step, due=due, channel=channel, times=done)

    def _is_open(self, clock: Clock, step: Step) -> bool:
        trigger = step.after
        match trigger.event:
            case "letters":
                return bool(clock.turns) and clock.letters >= trigger.count
            case "step":
                return any(ident == trigger.argument for ident, _, _ in clock.turns)
        return True

    def _unheard_for(self, clock: Clock, step: Step, span: Span) -> date:
        done = [day for ident, _, day in clock.turns if ident == step.id]
        return later(Moment(max([clock.since.when.day, *done])), span, self.calendar).day

    def _channel(self, clock: Clock, step: Step, day: date) -> str | None:
        """Return whose turn it is among the channels (R21), without a call too soon after the last one (R23)."""
        channels = allowed_channels(self.situation, step)
        if not step.in_turn:
            who = self._whom(step, clock)
            channel, written = channel_of(self.situation, step, who), tuple(c for c in channels if c != "phone")
            if channel == "phone" and written and self._next_call(day, who) is not None:
                return next((c for c in written if who and who.is_reached_by(c)), written[0])
            return channel
        who = self._whom(step, clock)
        usable = tuple(c for c in channels if c != "phone" or self._next_call(day, who) is None)
        return in_turn(usable, [c for _, c, _ in clock.turns])

    def _next_call(self, day: date, who: Someone | None) -> date | None:
        """Return from when on a call to somebody is allowed again, where that is after a day (R23)."""
        apart = timedelta(days=self.book.limits.days_between_calls)
        last = max((o.when.day for o in self.situation.past if o.is_call and who and o.reaches(who.key)), default=None)
        return last + apart if last is not None and day - last < apart else None

    def _put_off(self, turn: Turn, others: Iterable[Expected]) -> None:
        """Move a turn to the day that the user, the other side or the calendar asks for."""
        situation = self.situation
        wanted, last = situation.opportunity.next_touch, self._last_out()
        if wanted is not None and wanted > last:
            turn.due, turn.note = wanted, "on the day that `next_touch` in the file names"
            return
        due = turn.due
        for event in situation.events:
            if event.sort == "lapsed" and event.settled_by is None:
                due = max(due, later(event.when, NAMED_DAY, self.calendar).day)
        named = [i.due.day for i in others if i.is_open and is_announced(i) and i.due.day > due]
        if named and min(named) - due <= FORTNIGHT:
            due = min(named)
        day = self.calendar.workday_at_or_after(due)
        turn.note = f"moved from {due} to {day}: no working day" if day != due else ""
        turn.due = day

    def _last_out(self) -> date:
        return max((o.when.day for o in self.situation.past if o.goes_out and o.with_employer), default=date.min)

    def _is_paused(self, others: Iterable[Expected]) -> bool:
        """Tell whether nobody presses now: an interview ahead or unconfirmed, a message to answer, an offer, an end."""
        situation = self.situation
        if situation.has_offer:
            return True
        if any(i.event.sort == "reply" and i.is_open and i.who and i.who.hires for i in others):
            return True
        latest = situation.held[-1].when.day
        return any(
            e.sort == "interview" and e.phase is not Phase.HELD and e.when.day >= latest for e in situation.events
        )

    def _will_reset(self, item: Expected, clock: Clock) -> bool:
        """Tell whether an open step of the same interview will be a touch of its own before the week is over."""
        if item.state not in (State.OPEN, State.FORECAST) or item.step.optional or not (item.who and item.who.hires):
            return False
        if item.event.sort == "lapsed":
            return item.person == clock.lead
        same = item.event.sort == "interview" and item.event.line == clock.interview.line
        return same and item.due.day >= self.situation.today

    def _whom(self, step: Step, clock: Clock) -> Someone | None:
        return next(iter(audience(self.situation, step, clock.interview)), None)

    def _item(self, clock: Clock, step: Step, book: Playbook, who: Someone | None, day: date) -> Expected:
        """Return one turn, explained by the touch that the silence counts from."""
        counted, base = clock.set_by, clock.base
        if step.after.event == "no-answer":  # the user's own touches do not set it back
            counted, base = clock.since, clock.since.when.day
        stamp = base.isoformat()
        event = Event(
            sort="silence",
            when=Moment(base),
            stamp=stamp,
            words=_since_words(counted),
            path=self.situation.opportunity.path,
            line=counted.entry.line,
            persons=counted.persons,
            entry=counted.entry,
        )
        return Expected(
            step=step,
            book=book,
            event=event,
            who=who,
            due=Moment(day),
            channel=step.by[0] if step.by else None,
            key=f"{step.id}/{stamp}/{name_in_key(who)}",
            is_recurring=True,
        )


def _since_words(since: Logged) -> str:
    """Return what the silence is counted from."""
    kind, persons = since.entry.kind, since.persons
    if kind is Kind.SKIPPED:
        return "a turn that you left out"
    if since.goes_out:
        how = "with" if since.comes_in else "to"
        return f"no word since your {kind.value.lower()}{names_words(persons, how)}"
    return f"no word since the {kind.value.lower()}{names_words(persons, 'from')}"


def leave_message(item: Expected, unheard: Step) -> None:
    """Say that this call is not to be rung in vain: where nobody answers, a message is left at once (R31, R32)."""
    item.rules = (*item.rules, *unheard.rules)
    item.says = unheard.says


def _precedence(turn: Turn, channel: str = "phone") -> tuple[date, bool, bool]:
    """Return what comes first: the earlier day, a call, what takes the place of an ordinary turn (R26)."""
    return (turn.due, turn.channel != channel, turn.step.after.event != "letters")

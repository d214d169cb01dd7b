"""A silence after an interview: the steps that it brings in one search, and the clock that says where it stands."""

from datetime import date

from msgspec import Struct, field

from store.model.entry import Kind
from store.model.playbook import Playbook, Step
from store.rules.audience import audience
from store.rules.chronicle import Event
from store.rules.clock import Moment
from store.rules.expected import Expected, name_in_key
from store.rules.logbook import Logged
from store.rules.people import Someone
from store.rules.situation import Situation
from store.rules.sorted_book import SortedBook
from store.rules.wording import names_words


class Clock(Struct, kw_only=True):
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


class Silence:
    """The steps of one playbook that silence brings, in one opportunity."""

    def __init__(self, situation: Situation, frame: SortedBook) -> None:
        book = situation.book
        self.situation = situation
        self.calendar = situation.calendar
        self.book = book.book
        self.steps = tuple(s for s in book.chain if s.after.event != "attempts")
        self.unheard = next((s for s in book.chain if s.after.event == "attempts"), None)
        """What to do when a call is not taken."""
        decides = (*book.after("unanswered"), *frame.after("unanswered"))
        self.decide = decides[0] if decides else None
        """The question whether to go on (guard 1)."""
        self.decide_book = book.book if book.after("unanswered") else frame.book

    def lead(self, interview: Event) -> str:
        """Return what the lead of an interview is compared by; empty where there is none."""
        lead = self.situation.cast.lead(interview.persons, self.situation.met)
        return lead.key if lead else ""

    def whom(self, step: Step, clock: Clock) -> Someone | None:
        """Return whom a turn is for."""
        return next(iter(audience(self.situation, step, clock.interview)), None)

    def is_given_up(self, clock: Clock) -> bool:
        """Tell whether a call was rung so often that one writes instead; what is written then is that turn."""
        most, unheard = self.book.limits.attempts_per_call, self.unheard
        return bool(clock.rings) and len(clock.rings) >= max(most, unheard.after.count if unheard else 0)

    def item(self, clock: Clock, step: Step, book: Playbook, who: Someone | None, day: date) -> Expected:
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

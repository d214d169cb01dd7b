"""From steps and events to expected items: which step follows what, and for whom. Nothing is settled here."""

from collections.abc import Iterator

from store.model.agenda import State
from store.model.playbook import Playbook, Step, Trigger
from store.rules.advice import BRIEFING, INFLUENCE
from store.rules.audience import audience
from store.rules.channels import channel_of
from store.rules.chronicle import Event, Phase
from store.rules.clock import Moment, later
from store.rules.due import due_of, place
from store.rules.expected import ME, Expected, name_in_key
from store.rules.outcomes import outlives
from store.rules.people import Someone
from store.rules.situation import HOLDS, SETTLING, Situation
from store.rules.sorted_book import SortedBook

CANVASSING = frozenset({INFLUENCE, "R36"})
"""Rules that ask others to speak for the user: not where `restrictions` say no-canvassing (guard 7)."""
MAY_COME_LATER = frozenset({"promise", "reply", "next_touch"})
"""Events that may leave something outstanding after a search has ended."""
Replaced = frozenset[tuple[str, int, str]]
"""A step, an event, a person."""


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
            yield from for_each(situation, book.book, step, event, replaced)


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


def for_each(
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

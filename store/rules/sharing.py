"""The plan of one opportunity by itself, and the share that it has in the limits of the whole vault."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from store.model.entry import Kind
from store.model.share import OpenStep, Share, Use, Used
from store.rules.advice import BRIEFING, INFLUENCE
from store.rules.clock import Moment, later
from store.rules.due import retires_on
from store.rules.expected import Expected
from store.rules.logbook import Logged
from store.rules.reasons import general_hints, has_word, item_from
from store.rules.satisfaction import Settled
from store.rules.situation import SETTLING, Situation
from store.rules.staleness import stale_since

IN_PERSON = frozenset({"interview", "meeting", "visit"})


class Plan(Struct, frozen=True, kw_only=True):
    """The steps of one opportunity before the limits, and what its log has used of them."""

    situation: Situation
    items: list[Expected]
    used: Settled
    turns: frozenset[int]
    """Lines of the entries that were turns of a silence."""


def share_of(plan: Plan) -> Share | None:
    """Return what a plan brings into the limits; None where nothing is outstanding and nothing uses one up."""
    situation = plan.situation
    steps = tuple(_open_step(situation, item) for item in plan.items if item.is_open)
    recent = bool(situation.past) and situation.past[-1].when.day >= situation.around.oldest
    if not (steps or recent):
        return None
    opportunity = situation.opportunity
    return Share(
        opportunity=opportunity.id,
        position=opportunity.position,
        label=opportunity.label,
        employer=situation.cast.company,
        is_under_way=situation.ending is None and any(o.with_employer for o in situation.past),
        wrote_today=any(
            o.when.day == situation.today and o.goes_out and o.with_employer for o in reversed(situation.past)
        ),
        steps=steps,
        used=tuple(_used(plan)),
    )


def _open_step(situation: Situation, item: Expected) -> OpenStep:
    step, who = item.step, item.who
    return OpenStep(
        item=item_from(situation, item),
        sort=item.event.sort,
        limits=item.book.limits,
        whom=who.everywhere if who else "",
        hires=who is not None and who.hires,
        is_limited=who is not None and not step.waits and not item.is_held,
        asks_influence=INFLUENCE in step.rules and who is not None,
        briefs=BRIEFING in step.rules and item.event.sort == "interview" and not step.after.planned,
        is_for_lead="lead" in step.each,
        has_word=has_word(situation, item),
        piles_up=_piles_up(situation, item),
        stands_until=_last_good_day(situation, item),
        goes_with=item.goes_with.key if item.goes_with else "",
        hinted=len(tuple(general_hints(situation, item))),
    )


def _piles_up(situation: Situation, item: Expected) -> bool:
    return (
        item.who is not None
        and item.who.hires
        and item.due.day < situation.today
        and not (item.step.waits or item.is_held or item.step.optional)
        and SETTLING.isdisjoint(item.step.only)
        and not stale_since(situation, item, posted_only=True)
    )


def _last_good_day(situation: Situation, item: Expected) -> date | None:
    """Return until when a step is worth doing as it is, or stands at all."""
    if item.step.fades is not None:
        faded = later(Moment(item.due.day), item.step.fades, situation.calendar).day
        if faded >= situation.today:
            return faded
    return retires_on(situation, item)


def _used(plan: Plan) -> Iterator[Used]:
    """Yield what the log has used of the limits, the latest first."""
    oldest = plan.situation.around.oldest
    for logged in reversed(plan.situation.past):
        if logged.when.day < oldest:
            return
        if logged.goes_out and logged.channel not in IN_PERSON:
            yield from _used_by(plan, logged)


def _used_by(plan: Plan, logged: Logged) -> Iterator[Used]:
    """Yield what a touch uses; one that settled a step which does not count is free."""
    day, steps = logged.when.day, plan.used.get(logged.entry.line)
    counted = steps is None or any(i.step.counts for i in steps)
    about = {rule for item in steps or () for rule in item.step.rules}
    is_briefing = logged.entry.kind is Kind.BRIEFING or BRIEFING in about
    for someone in logged.persons:
        uses = (
            (Use.TOUCH, counted),
            (Use.CALL, logged.is_call and someone.hires),
            (Use.MAIL, logged.channel == "email"),
            (Use.BRIEFING, is_briefing),
            (Use.INFLUENCE, INFLUENCE in about),
        )
        yield from (Used(use, someone.everywhere, day) for use, is_used in uses if is_used)
    if logged.entry.line in plan.turns:
        yield Used(Use.TURN, plan.situation.cast.company, day)

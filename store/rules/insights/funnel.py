"""How many opportunities ever reached each stage, and how long they stayed there."""

from collections.abc import Iterable

from msgspec import Struct

from store.model.opportunity import Stage
from store.rules.insights.amounts import Cases, Share, Spread
from store.rules.insights.reading import ORDER, Reading


class Level(Struct, frozen=True, kw_only=True):
    """One stage of the funnel."""

    stage: Stage
    ever: Cases
    """The opportunities that reached it, or a later one, whatever became of them."""
    now: Cases
    """Those that stand there now."""
    of_before: Share | None
    """How many of the stage before got here; None for the first."""


class Stay(Struct, frozen=True, kw_only=True):
    """How long opportunities stood in one stage."""

    stage: Stage
    over: Spread
    """The stays that have ended."""
    so_far: Spread
    """Those that go on today."""


def funnel(readings: Iterable[Reading]) -> tuple[Level, ...]:
    """Return the stages with what reached them."""
    listed = tuple(readings)
    levels: list[Level] = []
    for stage in ORDER:
        ever = tuple(case for r in listed if (case := r.reached(stage)))
        now = tuple(r.case(r.stage_line, r.opportunity.stage_since) for r in listed if r.opportunity.stage is stage)
        ids = {case.opportunity for case in ever}
        hits = tuple(case for case in levels[-1].ever if case.opportunity in ids) if levels else ()
        before = Share(hits=hits, cases=levels[-1].ever) if levels else None
        levels.append(Level(stage=stage, ever=ever, now=now, of_before=before))
    return tuple(levels)


def ended(readings: Iterable[Reading]) -> dict[Stage, Cases]:
    """Return the searches that are over without a job, by how they ended."""
    found: dict[Stage, Cases] = {Stage.REJECTED: (), Stage.WITHDRAWN: ()}
    for reading in readings:
        ending = reading.ending
        stage = Stage(ending.sort) if ending else reading.opportunity.stage
        if stage in found:
            line = ending.line if ending else reading.stage_line
            found[stage] = (*found[stage], reading.case(line, ending.when.day if ending else None))
    return found


def stays(readings: Iterable[Reading]) -> tuple[Stay, ...]:
    """Return the time in each stage that one leaves again."""
    listed = tuple(readings)
    return tuple(_stay(stage, listed) for stage in ORDER[:-1])


def _stay(stage: Stage, readings: tuple[Reading, ...]) -> Stay:
    over: Cases = ()
    so_far: Cases = ()
    for reading in readings:
        sign = reading.signs.get(stage)
        if sign is None or sign.day is None:
            continue
        if reading.is_open and reading.opportunity.stage is stage:
            since = reading.opportunity.stage_since or sign.day
            if (days := (reading.today - since).days) >= 0:
                so_far = (*so_far, reading.case(sign.line, since, days))
            continue
        later = [reading.signs[s].day for s in ORDER[ORDER.index(stage) + 1 :] if s in reading.signs]
        ends = [day for day in (*later, reading.ending.when.day if reading.ending else None) if day]
        days = (min(ends) - sign.day).days if ends else -1
        if days >= 0:  # what seems to end before it began was written down in another order than it happened
            over = (*over, reading.case(sign.line, sign.day, days))
    return Stay(stage=stage, over=Spread(cases=over), so_far=Spread(cases=so_far))

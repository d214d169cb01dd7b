"""Insights as JSON: every number with the cases that it counts."""

from store.rules.insights.amounts import Case, Cases, Share, Spread
from store.rules.insights.whole import Insights
from store.rules.shapes import Shape


def insights_shape(found: Insights) -> Shape:
    """Return everything that `stats` tells."""
    return {
        "today": found.today.isoformat(),
        "funnel": [
            {
                "stage": str(level.stage),
                "ever": cases_shape(level.ever),
                "now": cases_shape(level.now),
                "of_before": share_shape(level.of_before) if level.of_before else None,
            }
            for level in found.funnel
        ],
        "ended": {str(stage): cases_shape(cases) for stage, cases in found.ended.items()},
        "stays": [
            {"stage": str(stay.stage), "over": spread_shape(stay.over), "so_far": spread_shape(stay.so_far)}
            for stay in found.stays
        ],
        "replies": [
            {
                "channel": one.channel,
                "answered": share_shape(one.answered),
                "waiting": cases_shape(one.waiting),
                "took": spread_shape(one.took),
            }
            for one in found.replies
        ],
        "weeks": [
            {
                "monday": week.monday.isoformat(),
                "out": cases_shape(week.out),
                "in": cases_shape(week.into),
                "interviews": cases_shape(week.interviews),
            }
            for week in found.weeks
        ],
        "promises": {
            "in_time": share_shape(found.promises.in_time),
            "open": cases_shape(found.promises.open),
            "untold": cases_shape(found.promises.untold),
            "dropped": cases_shape(found.promises.dropped),
        },
        "thanks": {"in_time": share_shape(found.thanks.in_time), "waiting": cases_shape(found.thanks.waiting)},
        "sources": [
            {"source": source.name or None, "interviewed": share_shape(source.interviewed)} for source in found.sources
        ],
        "unread": found.unread,
    }


def cases_shape(cases: Cases) -> Shape:
    """Return how many there are, and each with its place."""
    return {"count": len(cases), "cases": [case_shape(case) for case in cases]}


def case_shape(case: Case) -> Shape:
    """Return what was counted, and where it stands."""
    return {
        "opportunity": case.opportunity,
        "file": case.path,
        "line": case.line,
        "date": case.day.isoformat() if case.day else None,
        "days": case.days,
    }


def share_shape(share: Share) -> Shape:
    """Return so many of so many; `percent` and `likely` are null where there are too few."""
    return {
        "hits": cases_shape(share.hits),
        "of": cases_shape(share.cases),
        "percent": share.percent,
        "likely": list(share.range) if share.range else None,
    }


def spread_shape(spread: Spread) -> Shape:
    """Return how long things took, in days."""
    ends = spread.ends
    return {
        "median": spread.median,
        "least": ends[0] if ends else None,
        "most": ends[1] if ends else None,
        **cases_shape(spread.cases),
    }

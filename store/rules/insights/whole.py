"""Everything that can be told of a search in numbers, on one day."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from store.model.opportunity import Opportunity, Stage
from store.rules.insights.amounts import Cases
from store.rules.insights.funnel import Level, Stay, ended, funnel, stays
from store.rules.insights.keeping import Promises, Thanks, promises, thanks
from store.rules.insights.reading import Reading
from store.rules.insights.replies import Replies, replies
from store.rules.insights.sources import Source, sources
from store.rules.insights.weeks import Week, weeks
from store.rules.surroundings import Surroundings


class Insights(Struct, frozen=True, kw_only=True):
    """How a search goes."""

    today: date
    funnel: tuple[Level, ...]
    ended: Mapping[Stage, Cases]
    """The searches that are over without a job."""
    stays: tuple[Stay, ...]
    replies: tuple[Replies, ...]
    weeks: tuple[Week, ...]
    promises: Promises
    thanks: Thanks
    sources: tuple[Source, ...]
    unread: int
    """Files that cannot be read as an opportunity, and are not counted."""


def insights(opportunities: Sequence[Opportunity], around: Surroundings) -> Insights:
    """Return what the files of a vault say in numbers."""
    readings = tuple(Reading(o, around) for o in opportunities if o.readable)
    return Insights(
        today=around.today,
        funnel=funnel(readings),
        ended=ended(readings),
        stays=stays(readings),
        replies=replies(readings),
        weeks=weeks(readings, around.today),
        promises=promises(readings),
        thanks=thanks(readings),
        sources=sources(readings),
        unread=len(opportunities) - len(readings),
    )

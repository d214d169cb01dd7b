"""Which sources led to interviews."""

from collections.abc import Iterable

from msgspec import Struct

from store.model.folding import fold_name
from store.model.opportunity import Stage
from store.rules.insights.amounts import Case, Share
from store.rules.insights.reading import Reading


class Source(Struct, frozen=True, kw_only=True):
    """Opportunities that came from one source."""

    name: str
    """As it is written in the first file; empty where none is written."""
    interviewed: Share
    """Those that led to an interview."""


def sources(readings: Iterable[Reading]) -> tuple[Source, ...]:
    """Return the sources, those with most interviews first; what names none comes last."""
    names: dict[str, str] = {}
    cases: dict[str, list[Case]] = {}
    hits: dict[str, list[Case]] = {}
    for reading in readings:
        opportunity = reading.opportunity
        key = fold_name(opportunity.source)
        names.setdefault(key, " ".join(opportunity.source.split()))
        case = reading.case(opportunity.lines.get("source", 1))
        cases.setdefault(key, []).append(case)
        if reading.reached(Stage.INTERVIEWING):
            hits.setdefault(key, []).append(case)
    found = (
        Source(name=names[key], interviewed=Share(hits=tuple(hits.get(key, ())), cases=tuple(cases[key])))
        for key in cases
    )
    return tuple(sorted(found, key=_order))


def _order(source: Source) -> tuple[bool, int, int, str]:
    share = source.interviewed
    return not source.name, -len(share.hits), -len(share.cases), fold_name(source.name)

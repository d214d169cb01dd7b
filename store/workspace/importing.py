"""A foreign file, read for this vault: what it brings, what is here already, and what becomes of both."""

from collections.abc import Mapping
from dataclasses import dataclass

from store.errors import BadRequest
from store.exchange.csv_sheet.joining import plain_url
from store.exchange.formats import readable_format
from store.model.folding import fold, fold_name
from store.model.incoming import Arrival, Incoming, Reading
from store.model.opportunity import Opportunity
from store.workspace.snapshot import Snapshot
from store.workspace.values import stage_named

ORDERS = ("dmy", "mdy", "iso")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """The opportunities of a file: those that are new, and those that the vault has."""

    new: tuple[Arrival, ...]
    known: tuple[tuple[Arrival, Opportunity], ...]


def read_foreign(
    snapshot: Snapshot,
    format_name: str,
    data: bytes,
    *,
    columns: Mapping[str, str],
    stages: Mapping[str, str],
    dates: str = "",
) -> Incoming:
    """Read a foreign file.

    Args:
        snapshot: the vault that it is for.
        format_name: `csv`.
        data: the file.
        columns: what columns hold, by their titles, where the guess would be wrong; empty = left out.
        stages: which stage a word means.
        dates: `dmy`, `mdy` or `iso`; empty = as the file shows.

    Raises:
        BadRequest: the file is none of that format, or the user named what is not there.
        MustTell: it can mean two things, and the user can say which.
    """
    if dates and dates not in ORDERS:
        raise BadRequest(f"“{dates}” is no order of dates. There are: {', '.join(ORDERS)}.")
    settings = snapshot.settings
    reading = Reading(
        today=snapshot.today,
        columns=columns,
        stages={word: stage_named(stage, settings.stages) for word, stage in stages.items()},
        dates=dates,
        own_stages=settings.stages,
        playbooks=frozenset(snapshot.playbooks),
    )
    return readable_format(format_name)(data, reading)


def sorted_out(snapshot: Snapshot, incoming: Incoming) -> Sorted:
    """Tell what is new from what the vault has: the same company and position, or the same address of the posting."""
    by_name: dict[tuple[str, str], Opportunity] = {}
    by_url: dict[tuple[str, str], list[Opportunity]] = {}
    for o in snapshot.records.opportunities:
        by_name.setdefault((fold_name(o.company), fold_name(o.position)), o)
        if o.url:
            by_url.setdefault((fold_name(o.company), plain_url(o.url)), []).append(o)
    urls = [plain_url(str(a.header.get("url", ""))) for a in incoming.arrivals]
    new: list[Arrival] = []
    known: list[tuple[Arrival, Opportunity]] = []
    for arrival, url in zip(incoming.arrivals, urls, strict=True):
        company = fold_name(arrival.company)
        twins = by_url.get((company, url), []) if url and urls.count(url) == 1 else []
        found = named_here(snapshot, arrival) or by_name.get((company, fold_name(arrival.position)))
        if found is None and len(twins) == 1:  # a page that lists several jobs is no sign of one
            found = twins[0]
        if found is None:
            new.append(arrival)
        else:
            known.append((arrival, found))
    return Sorted(new=tuple(new), known=tuple(known))


def named_here(snapshot: Snapshot, arrival: Arrival) -> Opportunity | None:
    """Return the opportunity that has the id of an exported line, if it is of the same company."""
    found = snapshot.opportunity_with(arrival.ident) if arrival.ident else None
    return found if found and fold(found.company) == fold(arrival.company) else None

"""How the search goes as charts, and what each of their figures says in full."""

from collections.abc import Iterator
from dataclasses import dataclass

from store.model.opportunity import Opportunity, Stage
from store.rules.insights import words
from store.rules.insights.amounts import Cases, Share
from store.rules.insights.whole import Insights
from tui.actions.naming import with_keys
from tui.presentation.charts import Bar, Chart, Figure
from tui.presentation.days import short
from tui.presentation.spans import Line, Span, line
from tui.presentation.words import company, counted

NO_SOURCE = "none written"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A figure in full: what it says, what it counts, and the query that finds that."""

    title: str
    says: str
    cases: Cases = ()
    query: str = ""
    """Finds exactly these opportunities in the list; empty where no query does."""
    also: str = ""
    """Finds those of them that stand there now."""


Row = tuple[Figure, Told]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Every chart, and what its figures say."""

    charts: tuple[Chart, ...]
    told: dict[str, Told]


def page(found: Insights) -> Page:
    """Return the charts in the order in which they are read."""
    made: list[tuple[str, str, str, tuple[str, ...], list[Row]]] = [
        ("Funnel", words.FUNNEL, "n#=t", (), list(_funnel(found))),
        ("Time in each stage, in days", words.STAYS, "n#=t", (), list(_stays(found))),
        ("Replies", words.REPLIES, "n#=t", (), list(_replies(found))),
        (
            "Days to a reply",
            "The day count in the middle, from the quickest to the slowest.",
            "n#=t",
            (),
            list(_took(found)),
        ),
        (
            "Touches a week",
            words.WEEKS,
            "n#=#=#",
            ("week from", "out", "", "in", "", "interviews"),
            list(_weeks(found)),
        ),
        ("Promises and thanks, in time", words.KEEPING, "n#=t", (), list(_keeping(found))),
        ("Sources of interviews", words.SOURCES, "n#=t", (), list(_sources(found))),
    ]
    charts = tuple(
        Chart(title=title, reads=reads, columns=columns, heads=heads, figures=tuple(figure for figure, _ in rows))
        for title, reads, columns, heads, rows in made
        if rows
    )
    return Page(charts=charts, told={figure.key: told for *_, rows in made for figure, told in rows})


def detail(told: Told) -> tuple[Line, ...]:
    """Return what is said of the figure under the cursor."""
    return ((Span(f"{told.title}: ", "strong"), Span(told.says)),)


def behind(told: Told, opportunities: dict[str, Opportunity]) -> tuple[tuple[Line, str], ...]:
    """Return the opportunities behind a figure as lines to pick from, each once, with their days."""
    by_id: dict[str, list[str]] = {}
    for case in told.cases:
        days = by_id.setdefault(case.opportunity, [])
        if case.day:
            took = f" ({words.days_words(case.days)})" if case.days is not None else ""
            days.append(f"{case.day.isoformat()}{took}")
    width = max((len(day) for days in by_id.values() for day in days[:1]), default=0)
    rows: list[tuple[Line, str]] = []
    for ident, days in by_id.items():
        known = opportunities.get(ident)
        name = Span(company(known) if known else ident, "strong")
        position = Span(f"  {known.position if known else ''}")
        more = f", {counted(len(days) - 2, 'more', 'more')}" if len(days) > 3 else ""  # noqa: PLR2004  a line
        others = ", ".join(days[1 : 2 if more else 3]) + more
        first = (Span(f"{days[0] if days else '':{width}}  ", "muted"),) if width else ()
        rows.append(((*first, name, position, Span(f"  also {others}" if others else "", "muted")), ident))
    return tuple(rows)


def _shared(key: str, title: str, share: Share, *more: str, name: str = "", tone: str = "bar") -> Row:
    """Return a share as a figure: its hits, a bar of all, the share in words."""
    hits, total = len(share.hits), len(share.cases)
    cells = (
        Span(name or title),
        Span(str(hits) if total else "-"),
        Bar(value=hits, most=total, tone=tone),
        Span(words.share_words(share), "" if total else "muted"),
    )
    told = "; ".join(part for part in (words.share_words(share), words.likely_words(share), *more) if part)
    return Figure(key=key, cells=cells), Told(title=title, says=f"{told}.", cases=share.cases)


def _funnel(found: Insights) -> Iterator[Row]:
    if not found.funnel[0].ever:
        return
    most = len(found.funnel[0].ever)
    for place, level in enumerate(found.funnel):
        share, before = level.of_before, found.funnel[place - 1].stage
        of = words.share_words(share) if share and share.cases else ""
        likely = words.likely_words(share) if share else ""
        parts = (
            f"{len(level.ever)} ever got so far",
            f"{of} of those that reached {before}" if of else "",
            likely,
            f"{len(level.now)} there now",
        )
        cells = (Span(level.stage), Span(str(len(level.ever))), Bar(value=len(level.ever), most=most), Span(of))
        says = "; ".join(part for part in parts if part) + "."
        told = Told(title=level.stage, says=says, cases=level.ever, also=f"stage:{level.stage}" if level.now else "")
        yield Figure(key=f"funnel:{level.stage}", cells=cells), told
    rejected, withdrawn = (found.ended[stage] for stage in (Stage.REJECTED, Stage.WITHDRAWN))
    for stage, cases, how in ((Stage.REJECTED, rejected, "by a no"), (Stage.WITHDRAWN, withdrawn, "by you")):
        bar = Bar(value=len(cases), most=most, tone="bar-aside")
        cells = (Span(stage, "muted"), Span(str(len(cases)), "muted"), bar, Span(f"ended {how}", "muted"))
        told = Told(title=stage, says=f"{counted(len(cases), 'search', 'searches')} ended {how}.", cases=cases)
        yield Figure(key=f"funnel:{stage}", cells=cells), told


def _stays(found: Insights) -> Iterator[Row]:
    spreads = [spread for stay in found.stays for spread in (stay.over, stay.so_far)]
    most = max((spread.median or 0 for spread in spreads), default=0)
    for stay in found.stays:
        for spread, name, tone in ((stay.over, str(stay.stage), "bar"), (stay.so_far, "  so far", "bar-aside")):
            if spread.median is None or spread.ends is None:
                continue
            ends = f"{spread.ends[0]} to {spread.ends[1]}, of {len(spread.cases)}"
            cells = (
                Span(name, "muted" if spread is stay.so_far else ""),
                Span(words.number_words(spread.median)),
                Bar(value=spread.median, most=most, tone=tone),
                Span(ends if len(spread.cases) > 1 else "once", "muted"),
            )
            goes_on = spread is stay.so_far
            title = f"{stay.stage}, so far" if goes_on else str(stay.stage)
            told = Told(
                title=title,
                says=f"{words.spread_words(spread)}.",
                cases=spread.cases,
                query=f"stage:{stay.stage}" if goes_on else "",
            )
            yield Figure(key=f"stay:{title}", cells=cells), told


def _replies(found: Insights) -> Iterator[Row]:
    for one in found.replies:
        waiting = f"{len(one.waiting)} may still be answered" if one.waiting else ""
        yield _shared(f"reply:{one.channel}", one.channel, one.answered, waiting)


def _took(found: Insights) -> Iterator[Row]:
    most = max((one.took.median or 0 for one in found.replies), default=0)
    for one in found.replies:
        spread = one.took
        if spread.median is None or spread.ends is None:
            continue
        ends = f"{spread.ends[0]} to {spread.ends[1]}, of {len(spread.cases)}" if len(spread.cases) > 1 else "once"
        number = Span(words.number_words(spread.median))
        cells = (Span(one.channel), number, Bar(value=spread.median, most=most), Span(ends, "muted"))
        told = Told(title=one.channel, says=f"{words.spread_words(spread)}.", cases=spread.cases)
        yield Figure(key=f"took:{one.channel}", cells=cells), told


def _weeks(found: Insights) -> Iterator[Row]:
    most = max((max(len(week.out), len(week.into)) for week in found.weeks), default=0)
    if not any(week.out or week.into or week.interviews for week in found.weeks):
        return
    for week in found.weeks:
        name = short(week.monday, found.today)
        cells = (
            Span(name.partition(" ")[2]),
            Span(str(len(week.out))),
            Bar(value=len(week.out), most=most),
            Span(str(len(week.into))),
            Bar(value=len(week.into), most=most, tone="good"),
            Span(str(len(week.interviews)) if week.interviews else "·", "" if week.interviews else "muted"),
        )
        says = f"{len(week.out)} out, {len(week.into)} in, {counted(len(week.interviews), 'interview')} held."
        cases = (*week.out, *week.into, *week.interviews)
        yield Figure(key=f"week:{week.monday}", cells=cells), Told(title=f"Week from {name}", says=says, cases=cases)


def _keeping(found: Insights) -> Iterator[Row]:
    promises, thanks = found.promises, found.thanks
    more = (
        f"{len(promises.open)} still open" if promises.open else "",
        f"{len(promises.untold)} ticked, no message tells when" if promises.untold else "",
        f"{len(promises.dropped)} dropped" if promises.dropped else "",
    )
    if promises.in_time.cases or any(more):
        yield _shared("promises", "promises", promises.in_time, *more, tone="good")
    waiting = f"{len(thanks.waiting)} still to be thanked" if thanks.waiting else ""
    if thanks.in_time.cases or waiting:
        yield _shared("thanks", "thank-yous", thanks.in_time, waiting, tone="good")


def _sources(found: Insights) -> Iterator[Row]:
    for source in found.sources:
        name = source.name or NO_SOURCE
        yield _shared(f"source:{source.name}", name, source.interviewed)


def empty() -> tuple[Line, ...]:
    """Return what stands there while nothing can be counted."""
    return (
        line("Nothing to count yet.", "strong"),
        (),
        line("Numbers appear here as soon as there is an opportunity with something logged."),
        line(with_keys("Press {app.new} to add the first.")),
    )

"""What is in no file and no commit, as a list by day and in full."""

from collections.abc import Sequence
from datetime import date, tzinfo

from store.workspace.kept import Why
from store.workspace.recovery import Recoverable
from tui.actions.naming import with_keys
from tui.presentation import days
from tui.presentation.rows import BLANK, SIGN, Column, Row, heading
from tui.presentation.spans import BLANK as EMPTY
from tui.presentation.spans import Line, Span, line
from tui.presentation.words import counted

COLUMNS = (SIGN, Column(least=5), Column(least=12, share=3, most=48), Column(least=12, share=4, most=100, needs=48))
"""Sign, time, file, what was being done."""
SIGNS = {Why.DISPLACED: ("<", "muted"), Why.MERGED: ("=", "accent"), Why.TYPED: ("!", "warn")}
"""Sign and tone for each reason."""
SAYS = {
    Why.DISPLACED: "A change took its place, and git does not hold it.",
    Why.MERGED: "It went into a merge; so it stood there, or was typed, before.",
    Why.TYPED: "It was typed and not saved when the program ended.",
}
LINES = 500
"""Lines of one text that are shown."""


def rows(found: Sequence[Recoverable], zone: tzinfo, today: date) -> tuple[Row, ...]:
    """Return the list's lines by day, in the order in which they come."""
    lines: list[Row] = []
    by_day: dict[date, list[Recoverable]] = {}
    for one in found:
        by_day.setdefault(one.when.astimezone(zone).date(), []).append(one)
    for day, inside in by_day.items():
        if lines:
            lines.append(BLANK)
        lines.append(heading(days.short(day, today), len(inside)))
        lines.extend(_row(one, zone) for one in inside)
    return tuple(lines)


def _row(one: Recoverable, zone: tzinfo) -> Row:
    sign, tone = SIGNS[one.why]
    clock = Span(f"{one.when.astimezone(zone):%H:%M}", "muted")
    name = one.path.rsplit("/", 1)[-1] or one.during
    return Row(
        key=one.ident, cells=(Span(sign, tone), clock, Span(name), Span(one.during if one.path else "", "muted"))
    )


def detail(one: Recoverable, zone: tzinfo, text: str | None) -> tuple[Line, ...]:
    """Return the lines about one text; one that is None is still being read."""
    when = one.when.astimezone(zone)
    return (
        line(one.path or one.during, "strong"),
        *((line(one.during, "muted"),) if one.path and one.during else ()),
        line(SAYS[one.why], "warn" if one.why is Why.TYPED else "muted"),
        line(f"{days.full(when.date())} {when:%H:%M}, {counted(one.size, 'byte')}, called {one.ident}", "muted"),
        EMPTY,
        *(_lines(text) if text is not None else (line("Reading …", "muted"),)),
    )


def _lines(text: str) -> tuple[Line, ...]:
    every = text.removesuffix("\n").split("\n")
    more = (line(f"… {len(every) - LINES} more lines", "muted"),) if len(every) > LINES else ()
    return (*(line(row.expandtabs(4)) for row in every[:LINES]), *more)


def nothing() -> tuple[Line, ...]:
    """Return what stands where there is nothing."""
    return (
        line("Nothing is kept.", "strong"),
        EMPTY,
        line(with_keys("All that there was is in your files and in the history ({app.history}).")),
        line("What no commit holds is listed here for 30 days, and what was typed when the program died."),
    )


def hint(number: int) -> str:
    """Return what other screens say of it; nothing where there is nothing."""
    return f", {counted(number, 'text')} kept ({with_keys('{app.recover}')})" if number else ""

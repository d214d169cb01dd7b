"""What happened, as a list by day and in detail: the words, where it was done, and the change line by line."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, tzinfo

from store.workspace.happenings import Happening
from tui.presentation import days
from tui.presentation.rows import BLANK, SIGN, Column, Row, heading
from tui.presentation.spans import BLANK as EMPTY
from tui.presentation.spans import Line, Span, line
from tui.presentation.words import counted

COLUMNS = (SIGN, Column(least=5, share=4, most=24), Column(least=20, share=1, most=160))
"""Sign, time with machine, sentence."""
SIGNS = {
    "change": ("·", ""),
    "undo": ("<", "warn"),
    "redo": (">", "warn"),
    "start": ("+", "muted"),
    "outside": ("~", "accent"),
}
"""Sign and tone of each sort of work of ours."""
FOREIGN, JOINED = ("~", "accent"), ("=", "muted")
DONE_BY = {
    "change": "by Afterword",
    "undo": "by Afterword",
    "redo": "by Afterword",
    "start": "by Afterword",
    "sync": "by a sync",
    "outside": "in an editor, found by Afterword",
}
GONE = "/dev/null"
"""What a diff names instead of a file that is not there."""
DIFF_LINES = 400
"""Lines of one change that are shown."""
TONES = {"+": "good", "-": "gone", "@": "accent"}


def rows(happenings: Sequence[Happening], zone: tzinfo, today: date) -> tuple[Row, ...]:
    """Return the list's lines by day, the newest first; machines are named when there are several."""
    several = len({one.revision.machine for one in happenings} - {""}) > 1
    lines: list[Row] = []
    by_day: dict[date, list[Happening]] = {}
    for one in happenings:
        by_day.setdefault(one.revision.when.astimezone(zone).date(), []).append(one)
    for day, inside in by_day.items():
        if lines:
            lines.append(BLANK)
        lines.append(heading(days.short(day, today), len(inside)))
        lines.extend(_row(one, zone, several=several) for one in inside)
    return tuple(lines)


def _row(one: Happening, zone: tzinfo, *, several: bool) -> Row:
    revision = one.revision
    sign, tone = SIGNS.get(revision.work, JOINED if revision.is_merge else FOREIGN)
    clock = f"{revision.when.astimezone(zone):%H:%M}"
    where = f"{clock} {revision.machine}" if several and revision.machine else clock
    return Row(key=revision.id, cells=(Span(sign, tone), Span(where, "muted"), Span(one.heading)))


def detail(one: Happening, zone: tzinfo, diff: str | None) -> tuple[Line, ...]:
    """Return the lines about one change; a diff that is None is still being read."""
    revision = one.revision
    made = DONE_BY.get(revision.work, "joined by git" if revision.is_merge else "by git, not by Afterword")
    who = f", on {revision.machine}" if revision.machine else f", by {revision.who}" if revision.who else ""
    when = revision.when.astimezone(zone)
    told = [sentence for sentence in one.sentences if sentence != one.revision.sentence]
    return (
        line(revision.sentence or "no words", "strong"),
        line(f"{days.full(when.date())} {when:%H:%M}, {made}{who}", "muted"),
        *((Span("· ", "accent"), Span(sentence)) for sentence in told),
        *(diff_lines(diff) if diff is not None else (EMPTY, line("Reading …", "muted"))),
        EMPTY,
        line(f"{counted(len(revision.paths), 'file')}; its id is {revision.id[:8]}", "muted"),
    )


PLACE = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)")
"""Where in a file a change is."""


def diff_lines(text: str) -> tuple[Line, ...]:
    """Return a unified diff as lines, added and removed ones by sign and tone; a long one is cut."""
    if not text:
        return (EMPTY, line("No line of a file was changed.", "muted"))
    every = text.removesuffix("\n").split("\n")
    cut = every[:DIFF_LINES]
    more = (line(f"… {len(every) - DIFF_LINES} more lines", "muted"),) if len(every) > DIFF_LINES else ()
    return (*_toned(cut), *more)


def _toned(texts: Iterable[str]) -> Iterable[Line]:
    before = ""
    for text in texts:
        if text.startswith("--- "):
            before = text.removeprefix("--- ").removeprefix("a/")
        elif text.startswith("+++ ") and before:
            name = text.removeprefix("+++ ").removeprefix("b/")
            yield EMPTY
            yield line(f"{before}, deleted" if name == GONE else name, "strong")
            before = ""
        elif place := PLACE.match(text):
            yield line(f"line {place[1]}", "accent")
        else:
            yield line(text.expandtabs(4), TONES.get(text[:1], ""))


NOTHING = (
    line("Nothing is recorded yet.", "strong"),
    EMPTY,
    line("Each change is kept here with what it did, and can be taken back."),
)

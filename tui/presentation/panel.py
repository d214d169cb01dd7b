"""The letters to the people of one interview, each as a column: what it cites, how alike it is, what it shares."""

from collections.abc import Iterator, Sequence
from datetime import date

from store.rules.columns import width_of
from store.rules.drafting.likeness import TOO_ALIKE
from store.rules.panel import Panel, Sheet
from tui.presentation import days, findings
from tui.presentation.flowing import CHART, flowing
from tui.presentation.reasons import fact
from tui.presentation.spans import BLANK, Line, Span, line
from tui.presentation.words import channel_name, counted

BESIDE = 4
"""Cells of a column that are no text."""
SHOWN = 160
"""Characters of a cited note that are shown."""
NOTHING = (line("No letter yet.", "warn"), BLANK, line("c writes one, out of what this person said.", "muted"))


def headline(panel: Panel, today: date) -> str:
    """Return which interview it is about."""
    clock = f" {panel.entry.at:%H:%M}" if panel.entry.at else ""
    title = f": {panel.entry.title}" if panel.entry.title else ""
    return f"{days.short(panel.entry.day, today)}{clock}, {panel.entry.kind.value}{title}"


def state(panel: Panel) -> str:
    """Return how many of the people have a letter."""
    people = {sheet.person.ident for sheet in panel.sheets}
    written = {sheet.person.ident for sheet in panel.sheets if sheet.text}
    return f"{len(written)} of {len(people)} written to"


def places(panel: Panel, current: int) -> Line:
    """Return the names of all letters, the one with the cursor in brackets; several to one say what they are."""
    spans: list[Span] = []
    for place, sheet in enumerate(panel.sheets):
        sign = f" ({_kind(sheet)})" if not sheet.text or _has_several(panel, sheet) else ""
        name = f"{sheet.person.name}{sign}"
        is_here = place == current
        spans.append(Span(f"[{name}]" if is_here else f" {name} ", "strong" if is_here else "muted"))
        spans.append(Span(" "))
    return tuple(spans)


def _kind(sheet: Sheet) -> str:
    """Return what a letter is: `email`, `sent letter`, `none`."""
    if sheet.sent:
        return f"sent {sheet.sent.kind.value.lower()}"
    return channel_name(sheet.draft.channel) if sheet.draft else "none"


def column(panel: Panel, place: int, today: date) -> tuple[Line, ...]:
    """Return the lines of one letter: what is to be known of it, then its text."""
    sheet = panel.sheets[place]
    lines = [*_head(sheet, today)]
    if not sheet.text:
        return (*lines, BLANK, *NOTHING)
    lines += [fact("" if n else "cites", *said) for n, said in enumerate(_cites(sheet))]
    lines += [fact("" if n else "alike", *said) for n, said in enumerate(_alike(panel, place))]
    if numbers := {number for number, *_ in _places(panel, place)}:
        lines.append(fact("shares", Span(f"{counted(len(numbers), 'phrase')}, between » and «", "warn")))
    if sheet.draft:
        is_ready = not findings.blocking(sheet.findings)
        lines.append(fact("checks", Span(findings.summary(sheet.findings), "" if is_ready else "alarm")))
    return (*lines, BLANK, *_text(sheet.text, _places(panel, place)))


def _head(sheet: Sheet, today: date) -> Iterator[Line]:
    title = getattr(sheet.person, "title", "")
    yield (Span(sheet.person.name, "strong"), Span(f"  {title}" if title else "", "muted"))
    if sheet.sent:
        yield fact("sent", Span(f"{sheet.sent.kind.value}, {days.short(sheet.sent.day, today)}", "good"))
        subject = sheet.sent.title
    elif sheet.draft:
        yield fact("draft", Span(f"{channel_name(sheet.draft.channel)}, {sheet.draft.template}"))
        subject = sheet.draft.subject
    else:
        return
    if subject:
        yield fact("subject", Span(subject))


def _cites(sheet: Sheet) -> Iterator[tuple[Span, ...]]:
    if not sheet.cited:
        yield (Span("! ", "alarm"), Span("nothing this person said", "alarm"), Span("  R11", "muted"))
    for mark in sheet.cited:
        text = mark.text if len(mark.text) <= SHOWN else f"{mark.text[: SHOWN - 1]}…"
        yield (Span(f"{mark.word.value}: ", "muted"), Span(text, "good"))


def _alike(panel: Panel, place: int) -> Iterator[tuple[Span, ...]]:
    """Yield how much of this letter stands in those to the others, the most alike first."""
    mine = panel.sheets[place].person.ident
    others = [
        (part, panel.sheets[other])
        for (one, other), part in panel.pairs.items()
        if one == place and panel.sheets[other].person.ident != mine
    ]
    for part, other in sorted(others, key=lambda pair: -pair[0]):
        is_alike = part >= TOO_ALIKE
        sign = Span("? ", "warn") if is_alike else Span("")
        what = "" if not other.draft or not _has_several(panel, other) else f", {other.draft.template}"
        yield (sign, Span(f"{part:.0%} stands in {other.person.name}'s too{what}", "warn" if is_alike else ""))


def _has_several(panel: Panel, sheet: Sheet) -> bool:
    return sum(one.person.ident == sheet.person.ident for one in panel.sheets) > 1


def _places(panel: Panel, place: int) -> list[tuple[int, int, int]]:
    """Return the shared phrases of a letter, none inside another: number, begin and end in its text."""
    found = [
        (start, end, number)
        for number, shared in enumerate(panel.shared, 1)
        for sheet, start, end in shared.places
        if sheet == place
    ]
    joined: list[tuple[int, int, int]] = []
    for start, end, number in sorted(found, key=lambda one: (one[0], -one[1])):
        if joined and start < joined[-1][2]:
            last = joined[-1]
            joined[-1] = (last[0], last[1], max(end, last[2]))
        else:
            joined.append((number, start, end))
    return joined


def _text(text: str, places: Sequence[tuple[int, int, int]]) -> Iterator[Line]:
    """Yield a letter's paragraphs, the shared phrases marked by a sign and a tone."""
    start = 0
    for paragraph in flowing(text).split("\n"):
        end = start + len(paragraph)
        yield (
            (Span(""), *_marked(paragraph, start, places)) if paragraph else BLANK
        )  # an empty piece: no hanging indent
        start = end + 1


def _marked(paragraph: str, start: int, places: Sequence[tuple[int, int, int]]) -> Iterator[Span]:
    done = 0
    for number, begin, end in places:
        a, b = max(0, begin - start), min(len(paragraph), end - start)
        if b <= a or a < done:
            continue
        if a > done:
            yield Span(paragraph[done:a])
        opening = f"»{number} " if begin >= start else ""
        closing = "«" if end <= start + len(paragraph) else ""
        yield Span(f"{opening}{paragraph[a:b]}{closing}", "warn")
        done = b
    if paragraph[done:]:
        yield Span(paragraph[done:])


def least_width(panel: Panel) -> int:
    """Return the cells that a column needs at least, so that no line of a chart is broken."""
    lines = (row for sheet in panel.sheets for row in sheet.text.split("\n") if CHART.search(row))
    return max((width_of(row) + BESIDE for row in lines), default=0)

"""Problems of the vault as rows: errors, warnings, advice."""

from collections.abc import Iterable

from store.model.problem import Problem, Severity
from tui.presentation.rows import BLANK, Column, Row, heading
from tui.presentation.spans import BLANK as EMPTY
from tui.presentation.spans import Line, Span, line

COLUMNS = (Column(least=1), Column(least=18, share=3, most=44), Column(least=24, share=6, most=120))
"""Sign, place, message."""
PARTS: tuple[tuple[Severity, str, str, str], ...] = (
    (Severity.ERROR, "Files that need mending", "!", "alarm"),
    (Severity.WARNING, "Worth a look", "?", "warn"),
    (Severity.ADVICE, "Advice on the search", "·", "muted"),
)


def rows(problems: Iterable[Problem]) -> tuple[Row, ...]:
    """Return the list's lines by severity."""
    listed = tuple(enumerate(problems))
    lines: list[Row] = []
    for severity, name, sign, tone in PARTS:
        inside = [(place, p) for place, p in listed if p.severity is severity]
        if not inside:
            continue
        if lines:
            lines.append(BLANK)
        lines.append(heading(name, len(inside)))
        lines.extend(
            Row(key=key(p, place), cells=(Span(sign, tone), Span(place_of(p), "muted"), Span(p.message)))
            for place, p in inside
        )
    return tuple(lines)


def key(problem: Problem, place: int) -> str:
    """Return what names a problem among all."""
    return f"{place}\x1f{problem.path}\x1f{problem.line}\x1f{problem.code}"


def place_of(problem: Problem) -> str:
    """Return `file.md:12`, the folder left out."""
    return f"{problem.path.rsplit('/', 1)[-1]}:{problem.line}"


def detail(problem: Problem) -> tuple[Line, ...]:
    """Return the lines of the detail pane for one problem."""
    mend = (line("How to mend it", "strong"), line(problem.fix)) if problem.fix else ()
    return (
        line(problem.message, "strong"),
        line(f"{problem.path}:{problem.line}", "muted"),
        line(f"{problem.severity.value}, {problem.code}", "muted"),
        EMPTY,
        *mend,
    )


def faults(problems: Iterable[Problem]) -> tuple[Line, ...]:
    """Return what keeps a file from being read: each fault with its line and its mend, and the key that opens it."""
    lines: list[Line] = []
    for problem in problems:
        lines.append((Span("! ", "alarm"), Span(f"line {problem.line}: ", "muted"), Span(problem.message, "alarm")))
        if problem.fix:
            lines.append((Span("  "), Span(problem.fix)))
    return (*lines, EMPTY, line("Press e to open the file in your editor at that line."))

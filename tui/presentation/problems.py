"""Problems of the vault as rows: errors, warnings, advice."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from store.model.problem import Problem, Severity
from store.workspace.commands.mend import can_mend
from tui.actions.naming import with_keys
from tui.presentation.rows import BLANK, SIGN, Column, Row, fitting, heading
from tui.presentation.spans import BLANK as EMPTY
from tui.presentation.spans import Line, Span, line
from tui.presentation.words import counted

COLUMNS = (SIGN, Column(least=18, share=3, most=50), Column(least=24, share=6, most=120))
"""Sign, place, message."""
PARTS: tuple[tuple[Severity, str, str, str], ...] = (
    (Severity.ERROR, "Files that need mending", "!", "alarm"),
    (Severity.WARNING, "Worth a look", "?", "warn"),
    (Severity.ADVICE, "Advice on the search", "·", "muted"),
)


class Listed:
    """Problems as a list shows them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.rows = rows(problems)
        self.by_key = {key(problem, place): problem for place, problem in enumerate(problems)}
        self.per_file = Counter(problem.path for problem in problems)
        """How many there are in each file."""
        self.mendable = sum(map(can_mend, problems))
        self._columns: tuple[Column, ...] | None = None

    def columns(self, cells: Callable[[str], int]) -> tuple[Column, ...]:
        """Return columns that have no more room than the rows fill; `cells` tells how wide a text is."""
        if self._columns is None:
            self._columns = fitting(COLUMNS, self.rows, cells)
        return self._columns


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


LOOK = "Open the file at that line and look what it says; the message tells what is expected."
"""How to mend what names no mend."""


def detail(problem: Problem, beside: int = 0, mend_key: str = "") -> tuple[Line, ...]:
    """Return the lines of the detail pane for one problem.

    Args:
        problem: what is wrong.
        beside: how many others there are in the same file.
        mend_key: the key that mends it; empty where no key does.
    """
    others = f", {counted(beside, 'other')} in this file" if beside else ""
    by_key = (line(f"{mend_key} does that, after showing it."),) if mend_key else ()
    return (
        line(problem.message, "strong"),
        (Span("To mend it: ", "accent"), Span(problem.fix or LOOK)),
        *by_key,
        EMPTY,
        line(f"{problem.path}:{problem.line}", "muted"),
        line(f"{problem.severity.value}, {problem.code}{others}", "muted"),
    )


def summary(found: int, mendable: int) -> str:
    """Return what the title bar says."""
    mends = f", {mendable} can be mended" if mendable else ""
    return f"{counted(found, 'remark')}{mends}"


def proud(files: int) -> tuple[Line, ...]:
    """Return what stands where there is no problem."""
    whole = f"All {files} files are read in full" if files > 1 else "Every file is read in full"
    return (
        line("Nothing to mend.", "good"),
        EMPTY,
        line(f"{whole}, their names and dates are understood, and no advice on the search is open."),
    )


def faults(problems: Iterable[Problem]) -> tuple[Line, ...]:
    """Return what keeps a file from being read: each fault with its line and its mend, and the key that opens it."""
    lines: list[Line] = []
    for problem in problems:
        lines.append((Span("! ", "alarm"), Span(f"line {problem.line}: ", "muted"), Span(problem.message, "alarm")))
        if problem.fix:
            lines.append((Span("  "), Span(problem.fix)))
    return (*lines, EMPTY, line(with_keys("Press {file.edit} to open the file in your editor at that line.")))

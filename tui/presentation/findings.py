"""What the checks say about a letter, as lines."""

from collections.abc import Sequence

from store.model.draft import Finding
from tui.presentation.spans import Line, Span, line
from tui.presentation.words import counted

SIGNS = {"error": ("!", "alarm"), "warning": ("?", "warn"), "advice": ("·", "muted")}
ORDER = ("error", "warning", "advice")


def findings(found: Sequence[Finding]) -> tuple[Line, ...]:
    """Return the lines under a letter, what blocks it first."""
    if not found:
        return (line("Nothing to mend: it says something of theirs, and it is complete.", "good"),)
    return tuple(_finding(one) for one in in_order(found))


def listed(found: Sequence[Finding]) -> tuple[tuple[Line, str], ...]:
    """Return the lines under a letter, each with the place in `found` that it leads to."""
    if not found:
        return tuple((one, "") for one in findings(found))
    return tuple((_finding(one), str(found.index(one))) for one in in_order(found))


def in_order(found: Sequence[Finding]) -> list[Finding]:
    """Return what was found: what blocks first, then by line."""
    return sorted(found, key=lambda f: (ORDER.index(f.severity) if f.severity in ORDER else 3, f.line))


def _finding(one: Finding) -> Line:
    sign, tone = SIGNS.get(one.severity, ("·", "muted"))
    rule = f"  {one.rule}" if one.rule else ""
    return (Span(f"{sign} ", tone), Span(f"line {one.line:<3} ", "muted"), Span(one.message), Span(rule, "muted"))


def summary(found: Sequence[Finding]) -> str:
    """Return `2 to mend, 1 to look at`, or that nothing stands in the way."""
    errors = sum(f.severity == "error" for f in found)
    others = len(found) - errors
    if not found:
        return "ready"
    parts = [f"{errors} to mend"] * bool(errors) + [counted(others, "remark")] * bool(others)
    return ", ".join(parts)


def blocking(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings that stand in the way of `sent`."""
    return tuple(f for f in found if f.severity == "error")

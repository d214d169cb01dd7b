"""Two versions of a text beside each other, where they differ: yours above, the other one below."""

from difflib import SequenceMatcher

from tui.presentation.spans import BLANK, Line, Span, line


def conflict(mine: str, theirs: str, other: str = "theirs") -> tuple[Line, ...]:
    """Return the places where two texts differ, each line with whose it is."""
    ours, others = mine.split("\n"), theirs.split("\n")
    lines: list[Line] = []
    for kind, start, end, at, to in SequenceMatcher(None, ours, others, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if lines:
            lines.append(BLANK)
        lines.append(line(f"line {start + 1}", "muted"))
        lines.extend(_side("yours", "accent", ours[start:end]))
        lines.extend(_side(other, "warn", others[at:to]))
    return tuple(lines)


def _side(whose: str, tone: str, texts: list[str]) -> list[Line]:
    shown = texts or ["(nothing there)"]
    return [(Span(f"{whose:<7} ", tone), Span(text or "(a blank line)")) for text in shown]

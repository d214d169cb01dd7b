"""Lines and how far they stand to the right. All texts have LF line ends here."""

import re

ASIDE = re.compile(r"[ \t]*(?:#.*)?\n?")
"""A blank line or a comment."""


def lines_of(text: str) -> list[str]:
    """Return the lines of a text with LF ends, with them."""
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def width(line: str) -> int:
    """Return how many spaces begin a line."""
    return len(line) - len(line.lstrip(" "))


def dedented(lines: list[str], indent: int) -> str | None:
    """Return lines moved to the left; None when one stands too far left already. Comments go as far as they can."""
    moved = []
    for line in lines:
        here = width(line)
        if here < indent and not ASIDE.fullmatch(line):
            return None
        moved.append(line[min(here, indent) :])
    return "".join(moved)


def indented(text: str, indent: int) -> str:
    """Return lines moved to the right, empty ones aside."""
    if not indent:
        return text
    lead = " " * indent
    return "".join(lead + line if line != "\n" else line for line in lines_of(text))

"""Logged text that cannot be mistaken: a line that would read as heading, fence or comment wears a backslash."""

import re

SIGN = r"(?: {0,3}(\\*)(?=#{1,6}(?:[ \t]|$|[0-9]{4}-[0-9]))|[ \t]*(\\*)(?=```|~~~|<!--))"
NEEDS_ONE = re.compile(SIGN)
LINE_END = re.compile(r"\r\n|\n|\r")


def guarded(line: str) -> str:
    """Return a line with one backslash more, if it would read as heading, fence or comment without those it has."""
    found = NEEDS_ONE.match(line)
    return f"{line[: found.end()]}\\{line[found.end() :]}" if found else line


def unguarded(line: str) -> str:
    """Take away the backslash that `guarded` puts before a line."""
    found = NEEDS_ONE.match(line)
    if found and (found[1] or found[2]):
        return line[: found.end() - 1] + line[found.end() :]
    return line


def trimmed(lines: list[str]) -> list[str]:
    """Return lines without the blank ones at both ends."""
    first, last = 0, len(lines)
    while first < last and not lines[first].strip(" \t"):
        first += 1
    while last > first and not lines[last - 1].strip(" \t"):
        last -= 1
    return lines[first:last]


def text_lines(text: str) -> list[str]:
    """Return the lines of a text to be logged, without line ends and without blank lines at both ends."""
    return trimmed(LINE_END.split(text))

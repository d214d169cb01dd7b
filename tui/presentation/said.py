"""What the program said in this run: each message with its time, how grave it was, and what it was about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tui.presentation.spans import BLANK, Line, Span, line

SIGNS = {"information": (" ", ""), "warning": ("?", "warn"), "error": ("!", "alarm")}
"""Sign and tone of each severity."""
SHOWN = 280
"""Characters of a message that a toast shows; the log has all of it."""
KEPT = 500
"""Messages that are kept."""
NOTHING = (line("Nothing was said yet.", "strong"), BLANK, line("What a toast tells in passing stays here to be read."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message."""

    at: datetime
    severity: str
    text: str
    about: str
    """The screen on which it was said, and what that was about."""


def lines(said: Iterable[Said]) -> tuple[Line, ...]:
    """Return the log, the newest message first."""
    found: list[Line] = []
    for one in said:
        sign, tone = SIGNS.get(one.severity, SIGNS["information"])
        about = f"  {one.about}" if one.about else ""
        text = " ".join(one.text.split())
        found.append((Span(f"{one.at:%H:%M:%S} {sign} ", tone or "muted"), Span(text, tone), Span(about, "muted")))
    return tuple(found) or NOTHING


def in_brief(text: str, key: str) -> str:
    """Return what a toast shows of a message; where it is cut, the key that shows the whole."""
    if len(text) <= SHOWN:
        return text
    return f"{text[: text.rfind(' ', 0, SHOWN)]} … ({key} shows it all)"

"""Lines of an e-mail that are too wide for a reader's screen (R30)."""

from collections.abc import Iterable

from store.model.draft import Finding
from store.rules.columns import width_of
from store.rules.drafting.context import GAP, Context, warning

WIDEST = 60
"""Three quarters of a screen of 80 columns."""


def check(context: Context) -> Iterable[Finding]:
    """Find lines of more than 60 columns; one long word, such as a link, cannot be helped."""
    if context.draft.channel != "email":
        return
    for number, line in enumerate(context.lines, 1):
        width = width_of(line)
        if width > WIDEST and len(line.split()) > 1 and not GAP.search(line):
            yield warning("too-wide", number, f"The line is {width} columns wide; {WIDEST} is the most.", "R30")

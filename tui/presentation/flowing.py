"""Letters are folded for the mail; on a screen their lines flow on, so that they fit any width."""

import re
from itertools import pairwise

FOLDED = 45
"""Characters from which on a line is taken for one that was folded, and flows on into the next."""
KEPT = (" ", "\t", "-", "*", "|", ">")
"""What a line begins with that stays a line of its own: lists, charts, quoted text."""
CHART = re.compile(r" \| |-\+-")
"""What stands in each line of a chart."""


def flowing(text: str) -> str:
    """Return a text of the same length whose folded lines flow on, so that it fits any width."""
    lines = text.split("\n")
    parts = [lines[0]]
    for before, after in pairwise(lines):
        flows = len(before) >= FOLDED and after and not after.startswith(KEPT) and not before.startswith(("|", ">"))
        flows = flows and not (CHART.search(before) or CHART.search(after))
        parts.append((" " if flows else "\n") + after)
    return "".join(parts)

"""Where in a letter each finding stands: in the subject, at the very gap, or at the beginning of a line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from store.model.draft import Finding

GAP = re.compile(r"\[\[ (.+?) \]\]", re.DOTALL)
HALF = re.compile(r"\[\[ | \]\]")
"""One side of a gap, as the checks tell of it."""
IN_SUBJECT = -1
"""The row of what stands in the subject."""
BEFORE_ALL = (-2, 0)
"""Before every place."""


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of a letter: rows and columns from 0, in the text as it is kept."""

    row: int
    column: int
    end: tuple[int, int]
    """One past its last character; where it is a mere point, the point."""

    @property
    def start(self) -> tuple[int, int]:
        """Return row and column of its beginning."""
        return self.row, self.column

    @property
    def is_gap(self) -> bool:
        """Tell whether it has an extent: a gap has, to be typed over."""
        return self.end != self.start


def places_of(found: Iterable[Finding], subject: str, body: str) -> list[tuple[Finding, Place]]:
    """Return the findings with their places, from top to bottom, without gaps that were typed over meanwhile."""
    gaps, rows = [*_gaps(subject, IN_SUBJECT), *_gaps(body, 0)], body.split("\n")
    places = []
    for one in found:
        place = _gap_of(one, gaps)
        row = IN_SUBJECT if one.code == "subject" else one.line - 1
        if place or one.code != "gap" or any(HALF.search(text) for text in rows[row : row + 1]):
            places.append((one, place or Place(row, 0, (row, 0))))
    return sorted(places, key=lambda place: place[1].start)


def _gap_of(one: Finding, gaps: list[tuple[str, Place]]) -> Place | None:
    """Return the gap that a finding names, and take it out of the list."""
    named = next((gap for gap in gaps if one.code == "gap" and one.message.endswith(f": {gap[0]}.")), None)
    if named:
        gaps.remove(named)
    return named[1] if named else None


def _gaps(text: str, first: int) -> Iterable[tuple[str, Place]]:
    """Give each gap: what it asks for, and where it stands."""

    def at(offset: int) -> tuple[int, int]:
        before = text[:offset]
        return first + before.count("\n"), offset - (before.rfind("\n") + 1)

    for gap in GAP.finditer(text):
        row, column = at(gap.start())
        yield " ".join(gap[1].split()), Place(row, column, at(gap.end()))

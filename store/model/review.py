"""What a merge left for a person to decide."""

from msgspec import Struct

PROSE = "prose"
ENTRY = "entry/"
CONTACTS = "contacts/"
BRIEF = 60
"""Characters of a text that stand in a sentence."""


class Review(Struct, frozen=True, kw_only=True, array_like=True):
    """One place that two machines changed in different ways: an item of `merge_review` in a file's header."""

    line: int
    """Line of the item in the file, from 1."""
    where: str
    """A key of the header, `contacts/NAME/KEY`, `entry/HEADING` or `prose`."""
    kept: str
    """The value that stands; of two texts that both stand, the first."""
    other: str
    """The value that was put aside; of two texts that both stand, the second."""
    base: str = ""
    """What both came from."""

    @property
    def is_text(self) -> bool:
        """Tell whether both versions stand in the file, one below the other."""
        return self.where == PROSE or self.where.startswith(ENTRY)

    @property
    def in_words(self) -> str:
        """Return in a sentence what was changed on both."""
        kept, other = _brief(self.kept), _brief(self.other)
        if self.is_text:
            return f"Two machines changed the same text ({self.where}): “{kept}” and “{other}”."
        if not self.other:
            return f"One machine set {self.where} to “{kept}”, another took it out; it stands."
        return f"Two machines changed {self.where}: “{kept}” stands, “{other}” was put aside."


def _brief(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= BRIEF else line[:BRIEF] + "…"

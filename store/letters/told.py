"""What a person has been sent already: a story or a find that was told once is not new the second time (R25)."""

from store.model.entry import WRITTEN, Direction
from store.model.opportunity import Opportunity


def sent_to(opportunity: Opportunity, ident: str | None) -> str:
    """Return everything that was sent to a person here, ready to be searched."""
    if ident is None:
        return ""
    return "\n".join(
        _flat(f"{entry.title} {entry.text}")
        for entry in opportunity.entries
        if entry.kind in WRITTEN and entry.direction is Direction.TO and any(name.who == ident for name in entry.names)
    )


def is_told(sent: str, *texts: str) -> bool:
    """Tell whether one of the texts stands in what was sent."""
    return any(text and _flat(text) in sent for text in texts)


def _flat(text: str) -> str:
    return " ".join(text.strip(" \"“”„‘’'.,;:").split()).casefold()

"""What is worth most to the other side, by what it comes after: what is owed, then an open question, then the rest."""

OWED = frozenset({"promise", "next", "reply"})
"""Events after which somebody waits for the user's word."""
OPEN_QUESTION = frozenset({"lapsed", "offer"})
"""Events about which somebody may wonder what became of the user."""


def rank(sort: str) -> int:
    """Return the place of what comes after that sort of event; the lowest is worth most."""
    return 0 if sort in OWED else 1 if sort in OPEN_QUESTION else 2

"""How names and ids are compared: case and Unicode form aside. One rule, so that every room agrees on who is who."""

from unicodedata import normalize


def fold(text: str) -> str:
    """Return a text as it is compared: case and Unicode form aside."""
    return text.lower() if text.isascii() else normalize("NFC", normalize("NFC", text).casefold())


def fold_name(text: str) -> str:
    """Return a name as it is compared: case, Unicode form and runs of spaces aside."""
    return " ".join(fold(text).split())

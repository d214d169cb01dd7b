"""Text for mail that wraps on any screen (RFC 3676), and the same text in ASCII where that is wished for."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from store.rules.columns import width_of

EARLY = 52
"""Columns: where the next word would have ended before this one, the line was ended by its writer and not by its width.

E-mails are folded to 60 (R30), and people who fold by hand stop a little earlier."""
SIGNATURE = "-- "
WORD = 12
"""Columns of a word that count there: a long link below a short line stands there on purpose."""
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
ITEM = re.compile(r"(?:[-*+•>|]|\d{1,3}[.)]|--)(?:\s|$)")
ASIDE = re.compile(r"\S {2,}\S| \| |-\+-")
"""What a line of a table has in it."""

SIGNS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–−", "-"),
        **dict.fromkeys("•‣·", "*"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "),
        "—": "--",
        "…": "...",
        "→": "->",
        "←": "<-",
        "×": "x",
        "€": "EUR",
        "£": "GBP",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "ø": "o",
        "Ø": "O",
        "œ": "oe",
        "ł": "l",
        "Ł": "L",
        "\u200b": "",
        "\u00ad": "",
    }
)


def plain(text: str) -> str:
    """Return a text for a mail: LF line ends, no control characters, no blank lines at its ends."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).expandtabs(4).strip("\n")


def ascii_text(text: str, names: Iterable[str]) -> str:
    """Return a text in ASCII; the names in it, and letters that ASCII has nothing like, stay as they are."""
    kept = sorted({n for name in names for n in (name, *name.split()) if n and not n.isascii()}, key=len, reverse=True)
    if not kept:
        return _folded(text)
    pieces = re.split(rf"(?<!\w)({'|'.join(re.escape(name) for name in kept)})(?!\w)", text)
    return "".join(piece if number % 2 else _folded(piece) for number, piece in enumerate(pieces))


def _folded(text: str) -> str:
    if text.isascii():
        return text
    return "".join(_like(character) for character in unicodedata.normalize("NFC", text).translate(SIGNS))


def _like(character: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    return bare if bare.isascii() and bare else character


def flowed(text: str) -> str:
    """Return a text with a space behind each line that only the width ended, and none where the writer ended it."""
    lines = [line.rstrip() for line in text.split("\n")]
    soft = [_was_folded(line, after) for line, after in pairwise([*lines, ""])]
    return "\n".join(_written(line, is_soft=is_soft) for line, is_soft in zip(lines, soft, strict=True))


def _was_folded(line: str, after: str) -> bool:
    """Tell whether a line goes on in the next one, since that one's first word had no room in it."""
    if not line or not after or after[0] == " " or line == SIGNATURE.rstrip():
        return False
    if ITEM.match(after) or ASIDE.search(line) or ASIDE.search(after) or line.startswith(">"):
        return False
    return width_of(line) + 1 + min(width_of(after.split(maxsplit=1)[0]), WORD) > EARLY


def _written(line: str, *, is_soft: bool) -> str:
    """Return a line as it stands in the mail: stuffed with a space where readers would take it for something else."""
    if line == SIGNATURE.rstrip():
        return SIGNATURE
    stuffed = f" {line}" if line.startswith((" ", "From ")) else line
    return f"{stuffed} " if is_soft else stuffed


def unflowed(text: str) -> str:
    """Return the lines of a flowed text as they stand, without stuffing and without the spaces that tell soft ends."""
    lines = text.split("\n")
    bare = (line.removeprefix(" ") for line in lines)
    return "\n".join(line if line == SIGNATURE else line.rstrip() for line in bare)

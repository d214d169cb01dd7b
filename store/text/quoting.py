"""Text to YAML on one line, so that readers of YAML 1.1 and 1.2 both read back exactly that text.

What any of them would take for a truth value, a number or a time gets quotes; a real date needs none.
"""

import re
from datetime import date

WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none"})
PLAIN_START = re.compile(r"[^\W_]|[(/$]")
NUMBER_LIKE = re.compile(r"[0-9](?!.*[g-nG-Np-sP-Su-wU-WyY])")
"""Begins with a digit and holds no letter that rules out a number, a time or an offset."""
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
INNER = re.compile(r":(?=\s|$)|\s#|\s\s|[^\S ]")
"""What ends a plain text, or would be folded in it."""
FLOW_INNER = re.compile(r"[\[\]{},:?]")
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\xa0\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]")
"""Also what cannot be seen in an editor: a value that holds it is written so that it shows."""
ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def quote_value(text: str, *, flow: bool = False, like: str = "") -> str:
    """Return a text as a YAML scalar on one line.

    Args:
        text: the text meant.
        flow: it stands in brackets or braces.
        like: how the value it replaces was written; its kind of quotes is kept where they can hold the text.
    """
    if UNPRINTABLE.search(text):
        return double(text)
    if like.startswith('"'):
        return double(text)
    if like.startswith("'") or '"' in text or "\\" in text:
        return single(text) if like.startswith("'") or not is_plain(text, flow=flow) else text
    return text if is_plain(text, flow=flow) else double(text)


def is_plain(text: str, *, flow: bool = False) -> bool:
    """Tell whether a text needs no quotes for any reader of YAML."""
    if not PLAIN_START.match(text) or text != text.strip() or text.casefold() in WORDS:
        return False
    if INNER.search(text) or (flow and FLOW_INNER.search(text)):
        return False
    return is_day(text) or not NUMBER_LIKE.match(text)


def is_day(text: str) -> bool:
    """Tell whether a text is a date of the calendar, `YYYY-MM-DD`."""
    if not DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def double(text: str) -> str:
    """Return a text in double quotes, with escapes for what cannot be seen."""
    return '"' + "".join(ESCAPES.get(c) or escaped(c) for c in text) + '"'


def escaped(character: str) -> str:
    """Return a character as it is, or as an escape when it cannot be seen."""
    if not UNPRINTABLE.match(character):
        return character
    return f"\\u{ord(character):04x}"


def single(text: str) -> str:
    """Return a text in single quotes."""
    return "'" + text.replace("'", "''") + "'"

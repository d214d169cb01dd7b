"""The person's name: written as in the contact, and its spelling confirmed (R5)."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from store.model.draft import Finding
from store.model.folding import fold_name
from store.rules.drafting.context import Context, warning

GREETED = re.compile(r"^\s*(?:dear|hello|hi|good (?:morning|afternoon|evening))\s+(.+?)\s*[,:!;，]?\s*$", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
TITLES = frozenset(
    ("mr", "mrs", "ms", "mx", "miss", "dr", "prof", "professor", "sir", "madam", "and", "or", "team", "all", "again")
)
ALIKE = 0.75
SHORTEST = 4


def check(context: Context) -> Iterable[Finding]:
    """Find a greeting for somebody else, a name that is nearly right, and a spelling that nobody has confirmed."""
    contact = context.contact
    if contact is None or context.is_spoken:
        return
    known = set(WORD.findall(fold_name(contact.name))) | set(WORD.findall(fold_name(contact.extra.get("greeting", ""))))
    yield from _greeting(context, contact.name, known)
    yield from _nearly(context, contact.name, known)
    if contact.spelling.casefold() != "confirmed":
        message = (
            f"The spelling of “{contact.name}” is not confirmed yet. A card, a signature or a web page settles it."
        )
        yield warning("spelling-unconfirmed", _greeting_line(context), message, "R5")


def _greeting_line(context: Context) -> int:
    return next((number for number, line in enumerate(context.lines, 1) if GREETED.match(line)), 1)


def _greeting(context: Context, name: str, known: set[str]) -> Iterable[Finding]:
    for number, line in enumerate(context.lines, 1):
        match = GREETED.match(line)
        if match and "[[" not in line:
            words = {word for word in WORD.findall(fold_name(match[1])) if word not in TITLES}
            if words and not words <= known:
                message = f"The greeting says “{match[1]}”, the contact is {name}."
                yield warning("name-differs", number, message, "R5")
            return


def _nearly(context: Context, name: str, known: set[str]) -> Iterable[Finding]:
    """Find words that begin large and miss the name by a letter or two."""
    others = {
        word
        for c in (context.opportunity.contacts if context.opportunity else ())
        for word in WORD.findall(fold_name(c.name))
    }
    for number, line in enumerate(context.lines, 1):
        if GREETED.match(line):
            continue
        for word in WORD.findall(line):
            bare = fold_name(re.sub(r"['’]s?$", "", word))
            if word[0].isupper() and bare not in known | others and any(_is_slip(bare, part) for part in known):
                yield warning("name-differs", number, f"“{word}” looks like a slip for {name}.", "R5")


def _is_slip(word: str, part: str) -> bool:
    if min(len(word), len(part)) < SHORTEST or abs(len(word) - len(part)) > 1 or word[0] != part[0]:
        return False
    return SequenceMatcher(None, word, part, autojunk=False).ratio() >= ALIKE

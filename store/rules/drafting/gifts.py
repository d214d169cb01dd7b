"""Gifts: never where they are ruled out, only with a yes where they are not, and never called a gift."""

import re
from collections.abc import Iterable

from store.model.draft import Finding
from store.model.entry import Mark, Word
from store.model.opportunity import Opportunity
from store.rules.drafting.context import Context, error, flat, warning

GOODS = re.compile(
    r"\b(?:books?|cop(?:y|ies)|mugs?|tickets?|vouchers?|gifts?|presents?|bottles?|wine|chocolates?|flowers|lunch|dinner"
    r"|meals?|subscriptions?|hampers?|baskets?|passes)\b(?!-)",
    re.IGNORECASE,
)
LINK = re.compile(r"https?://\S+")
QUOTED = re.compile(r"[\"“”«»]([^\"“”«»]+)[\"“”«»]")
CALLED = re.compile(
    r"\b(?:a|an|this|my|the|as)(?: \w+)? gift\b(?! (?:for|of|to) \w+ing\b)|\bas a(?: \w+)? present\b"
    r"|\ba little something\b"
    r"|\btokens? of (?:my |our )?(?:thanks|appreciation|gratitude|esteem)\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterable[Finding]:
    """Find goods that a draft hands over, and a gift that is called one."""
    here, body = context.opportunity, context.draft.body
    if here is None:
        return
    for mark in _handed_over(here, flat(body)):
        if "no-gifts" in here.restrictions:
            message = f"“{mark.text}” would be a gift, and this search has the restriction no-gifts."
            yield error("no-gifts", context.line_of(_words(mark)), message)
        else:
            message = f"“{mark.text}” has a price. May {context.draft.to} take it, and should it be now?"
            yield warning("gift", context.line_of(_words(mark)), message, "R13")
    for match in CALLED.finditer(body):
        message = f"“{match[0]}” puts a price on it. Say what it is and what it is good for."
        yield warning("named-gift", context.line_at(match.start()), message)


def is_goods(mark: Mark) -> bool:
    """Tell whether a value note is a thing with a price. What only has an address to be read at is none."""
    return mark.word is Word.VALUE and not LINK.search(mark.text) and bool(GOODS.search(QUOTED.sub(" ", mark.text)))


def _handed_over(here: Opportunity, text: str) -> list[Mark]:
    goods = (mark for entry in here.entries for mark in entry.marks if is_goods(mark))
    return [mark for mark in goods if _words(mark) in text]


def _words(mark: Mark) -> str:
    """Return the words by which a thing is known in a text: its title, else the whole note."""
    title = QUOTED.search(mark.text)
    return flat(title[1] if title else mark.text)

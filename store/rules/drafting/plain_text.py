"""Signs in an e-mail that plain ASCII does not have (R30). Names are never folded to ASCII, and so are exempt."""

import re
from collections.abc import Iterable

from store.model.draft import Finding
from store.model.folding import fold
from store.rules.drafting.context import Context, advice

WORD = re.compile(r"\w+")
SHOWN = 6


def check(context: Context) -> Iterable[Finding]:
    """Tell which signs of an e-mail are not ASCII, names aside."""
    if context.draft.channel != "email":
        return
    names = _names(context)
    for number, line in enumerate((context.draft.subject, *context.lines)):
        bare = WORD.sub(lambda match: "" if fold(match[0]) in names else match[0], line)
        signs = list(dict.fromkeys(sign for sign in bare if not sign.isascii()))
        if signs:
            where = "The subject" if number == 0 else "The line"
            listing = " ".join(signs[:SHOWN]) + (" ..." if len(signs) > SHOWN else "")
            message = f"{where} has signs beyond plain ASCII, which some mail programs garble: {listing}"
            yield advice("not-ascii", max(1, number), message, "R30")


def _names(context: Context) -> frozenset[str]:
    here, records = context.opportunity, context.records
    texts = [context.draft.to, records.settings.name, records.settings.address]
    texts += [person.name for person in records.people]
    if here:
        texts += [here.company, here.position, here.location, *(t for c in here.contacts for t in (c.name, c.title))]
    return frozenset(fold(word) for text in texts for word in WORD.findall(text))

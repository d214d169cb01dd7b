"""Another company's or person's name: a letter that was written for somebody else.

Names are matched as whole words and with their capitals. A name that this opportunity, the user or a story has too is
no stranger, and a name that is also a word (a company called Target, somebody called May) counts only where it cannot
be one.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from store.model.draft import Finding
from store.model.opportunity import Stage
from store.rules.drafting.context import Context, error, warning

WORD = re.compile(r"[^\W_]+")
LEGAL = frozenset(
    ("inc", "ltd", "llc", "gmbh", "ag", "sa", "sarl", "bv", "nv", "plc", "corp", "co", "company", "group", "holding",
     "holdings", "limited", "kg", "se", "spa", "srl", "oy", "ab", "as", "pty")
)  # fmt: skip
ORDINARY = frozenset(
    """
    amber angel apple april art august autumn bell best bill black bob box brook brown buck carol chance chase chip
    christian clay cliff cook dale dawn day dean dear drew earl east faith fast ford frank gap gene general gold good
    grace grant gray green guy hall harmony hill holly home hope hunter indeed iris ivy jack january jay jean joy june
    king lane lark lily long major march mark marshall mason may mercy meta miles mission monday moon moss next nick
    north notion oracle orange page park pat paris paul penny pierce pilot price prince rains ray reed rich rob robin
    rock rose ruby rusty sage sandy saturday savage shell sky slack sharp south square star sterling stone strange
    stripe sue summer sunday sunny target thursday tuesday victor visa wade walker ward wednesday west white will winter
    wise wood word worth wright young friday february december november october september july
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
SHORTEST = 3


def check(context: Context) -> Iterable[Finding]:
    """Find names of other opportunities and people in the subject and in the text."""
    if context.opportunity is None:
        return
    at_home = _at_home(context)
    text = context.draft.subject + "\n" + context.draft.body
    written = frozenset(WORD.findall(text))
    employers = {o.company for o in context.records.opportunities if o.stage is Stage.ACCEPTED}
    for company in sorted({o.company for o in context.records.opportunities}):
        place = _found(_bare(company), text, written, at_home)
        if place is not None:
            yield _company(context, company, _line(context, place), hired=company in employers)
    for name in sorted(_people(context)):
        yield from _person(context, name, text, written, at_home)


def _company(context: Context, company: str, line: int, *, hired: bool) -> Finding:
    if hired:
        return error("other-company", line, f"“{company}” is where you have accepted. Nobody else needs to know that.")
    if _withdraws(context):
        message = f"“{company}” is another company in your search. Whoever withdraws names no other employer."
        return error("other-company", line, message)
    message = f"“{company}” is another company in your search. Is this letter really meant for it?"
    return (warning if len(_bare(company).split()) == 1 else error)("other-company", line, message)


def _withdraws(context: Context) -> bool:
    """Tell whether the letter ends a search from my side."""
    here = context.opportunity
    return context.draft.template == "withdrawal-note" or (here is not None and here.stage is Stage.WITHDRAWN)


def _person(
    context: Context, name: str, text: str, written: frozenset[str], at_home: frozenset[str]
) -> Iterator[Finding]:
    whole = _found(name, text, written, at_home) if len(name.split()) > 1 else None
    if whole is not None:
        message = f"“{name}” belongs to another part of your search, not to this letter."
        helper = any(person.name == name for person in context.records.people)
        yield (warning if helper and not _withdraws(context) else error)("other-person", _line(context, whole), message)
        return
    for part in name.split():
        place = _found(part, text, written, at_home) if len(part) >= SHORTEST else None
        if place is not None:
            message = f"“{part}” may be {name}, who belongs to another part of your search."
            yield warning("other-person", _line(context, place), message)
            return


def _people(context: Context) -> set[str]:
    """Return the names of everybody who has nothing to do with this opportunity."""
    here = context.opportunity
    if here is None:
        return set()
    names = {c.name for o in context.records.opportunities if o.id != here.id for c in o.contacts}
    names |= {p.name for p in context.records.people if here.id not in p.opportunities}
    return (
        names - {c.name for c in here.contacts} - {p.name for p in context.records.people if p.name == context.draft.to}
    )


def _at_home(context: Context) -> frozenset[str]:
    """Return every word that may stand in this letter: the opportunity's, the user's, the stories'."""
    here, settings = context.opportunity, context.records.settings
    if here is None:
        return frozenset()
    texts = [here.company, here.position, here.location, here.url, context.draft.to, settings.name, settings.address]
    texts += [*here.tags, *here.extra.values(), *here.documents]
    texts += [text for c in here.contacts for text in (c.name, c.title, c.address, *c.extra.values())]
    texts += [text for e in here.entries for text in (e.heading, e.title, *(m.text for m in e.marks))]
    texts += [text for s in context.records.stories for text in (s.title, s.result, s.sample)]
    texts += [p.company for p in context.records.people if p.name == context.draft.to]
    return frozenset(word for text in texts for word in WORD.findall(text))


@lru_cache(maxsize=20_000)
def _bare(company: str) -> str:
    """Return a company's name without `Inc`, `GmbH` and the like."""
    words = company.replace(",", " ").split()
    while len(words) > 1 and words[-1].strip(".").casefold() in LEGAL:
        words.pop()
    return " ".join(words)


def _found(name: str, text: str, written: frozenset[str], at_home: frozenset[str]) -> int | None:
    """Return where a strange name stands in a text; None where it does not, or may be something else."""
    words = WORD.findall(name)
    if not words or not written.issuperset(words) or at_home.issuperset(words):
        return None
    pattern = r"[\s\-.,&']+".join(re.escape(word) for word in words)
    for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text):
        if len(words) > 1 or _is_name(match, text):
            return match.start()
    return None


def _is_name(match: re.Match[str], text: str) -> bool:
    """Tell whether a single word is a name here: it begins large, and not only because a sentence does."""
    word = match.group()
    if word.islower() or len(word) < SHORTEST:
        return False
    if word.casefold() not in ORDINARY:
        return True
    before = text[: match.start()].rstrip(" \n\"'“‘(")
    begins = not before or before[-1] in ".!?:,\n" or "\n" in text[len(before) : match.start()]
    owns = re.match(r"['’]s\b", text[match.end() :]) is not None
    return owns and not begins


def _line(context: Context, place: int) -> int:
    """Return the body's line of a place in subject and body; the subject's places count as line 1."""
    return max(1, context.line_at(max(0, place - len(context.draft.subject) - 1)))

"""`Attached` or `enclosed` is said, and the draft names nothing that is noted to go with it (R30)."""

import re
from collections.abc import Iterable, Iterator

from store.model.draft import Finding
from store.rules.drafting.context import GAP, Context, warning
from store.rules.drafting.echo import takes_up

SAID = re.compile(
    r"\b(?:is|are|find|see|have|I've|I’ve|also|the|my) (?:attached|enclosed)\b(?! to\b)"
    r"|(?:^|(?<=[.!?] ))(?:Attached|Enclosed)\b(?! to\b|:?\s*\0)"
    r"|\bI (?:attach|enclose|am attaching|am enclosing)\b"
    r"|\b(?:see|find|with|in) (?:the|my|an?) (?:attachment|enclosure)s?\b",
    re.MULTILINE,
)


OPEN = "\0"
"""Stands for what is not written yet."""
ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
SEPARATORS = re.compile(r"[-_.+%\s]+")


def check(context: Context) -> Iterable[Finding]:
    """Ask what is enclosed where the draft takes up no document of its opportunity and no story with a sample."""
    here, said = context.opportunity, SAID.search(GAP.sub(lambda gap: OPEN * len(gap[0]), context.draft.body))
    if here is None or said is None or any(_is_enclosed(context, thing) for thing in _things(context)):
        return
    known = ", ".join(here.documents)
    hint = f"names none of what is noted here ({known})" if known else "names no document (`documents`)"
    message = f"It says “{said[0]}”, and {hint} and no story's sample. What goes with it?"
    yield warning("nothing-enclosed", context.line_at(said.start()), message, "R30")


def _things(context: Context) -> Iterator[tuple[str, ...]]:
    """Yield what could go with the draft, each as the texts by which a letter may speak of it."""
    yield from ((name, called(name)) for name in (context.opportunity.documents if context.opportunity else ()))
    for story in context.records.stories:
        if story.sample:
            yield (story.sample, called(story.sample), story.title, story.result)


def _is_enclosed(context: Context, texts: tuple[str, ...]) -> bool:
    body = f"{context.draft.subject}\n{context.draft.body}"
    return texts[0] in body or any(takes_up(body, words) for words in texts[1:])


def called(place: str) -> str:
    """Return what a file or a link is called: the words of its last part, without the ending."""
    return SEPARATORS.sub(" ", ENDING.sub("", place.rstrip("/").rpartition("/")[2]))

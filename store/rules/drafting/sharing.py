"""What may be confidential or protected: a sample, a document, a rival's news, a copy. Each wants a yes (R18)."""

import re
from collections.abc import Iterable, Iterator

from store.model.draft import Finding
from store.model.entry import Word
from store.rules.drafting.context import Context, flat, warning
from store.rules.drafting.echo import is_echoed

LINK = re.compile(r"https?://\S+")
RIVAL = re.compile(r"\b(?:rivals?|competitors?|competition)\b", re.IGNORECASE)
COPY = re.compile(
    r"\b(?:clippings?|cuttings?|cop(?:y|ies)|scans?|photocop\w+|cartoons?|printouts?|pdf)\b", re.IGNORECASE
)


def check(context: Context) -> Iterable[Finding]:
    """Ask for each thing in a draft that may not be the user's to show."""
    if context.opportunity is None:
        return
    text = flat(context.draft.body)
    for thing, question in dict(_things(context)).items():
        words = flat(thing)
        if words and words in text:
            yield warning("yours-to-show", context.line_of(words), question, "R18")
    for entry in context.opportunity.entries:
        for mark in entry.marks:
            if mark.word is Word.VALUE and is_echoed(mark, context.draft.body) and (why := _doubt(mark.text)):
                yield warning("yours-to-show", 1, f"“{mark.text}”: {why}", "R13")


def _things(context: Context) -> Iterator[tuple[str, str]]:
    here = context.opportunity
    for story in context.records.stories:
        yield (
            story.sample,
            f"“{story.sample}” is a sample of your work. Is it yours to show, with nothing secret in it?",
        )
    for name in here.documents if here else ():
        yield name, f"“{name}” goes with it. Is it meant for {context.draft.to}, and may it be shown?"


def _doubt(text: str) -> str:
    """Return what to ask about a find; empty where nothing speaks against it."""
    if RIVAL.search(text):
        return "is that public? News of a rival must not come from a confidence."
    if COPY.search(text) and not LINK.search(text):
        return "a copy may be protected. A link is always in order."
    return ""

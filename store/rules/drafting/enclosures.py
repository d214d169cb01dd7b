"""`Attached` or `enclosed` is said, and there is nothing to enclose (R30)."""

import re
from collections.abc import Iterable

from store.model.draft import Finding
from store.rules.drafting.context import Context, warning

SAID = re.compile(
    r"\b(?:is|are|find|see|have|I've|I’ve|also|the|my) (?:attached|enclosed)\b(?! to\b)"
    r"|(?:^|(?<=[.!?] ))(?:Attached|Enclosed)\b(?! to\b)"
    r"|\bI (?:attach|enclose|am attaching|am enclosing)\b"
    r"|\b(?:see|find|with|in) (?:the|my|an?) (?:attachment|enclosure)s?\b",
    re.MULTILINE,
)


def check(context: Context) -> Iterable[Finding]:
    """Ask what is enclosed where neither the opportunity nor a story has a document to go with it."""
    here = context.opportunity
    if here is None or here.documents or any(story.sample for story in context.records.stories):
        return
    for match in SAID.finditer(context.draft.body):
        message = f"It says “{match[0]}”, and no document is noted here (`documents`) or on a story (`sample`)."
        yield warning("nothing-enclosed", context.line_at(match.start()), message, "R30")
        return

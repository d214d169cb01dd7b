"""After a no: thanks only to those who met you, and no hope that somebody else fails (R37, R38, R40)."""

import re
from collections.abc import Iterable

from store.model.draft import Finding
from store.model.entry import Kind
from store.model.opportunity import Stage
from store.rules.drafting.context import Context, error, warning

NOBODY = re.compile(
    r"^(?:no|not|donot|do-not|do_not)[._-]?reply\b|^(?:mailer-daemon|postmaster|bounces?)@", re.IGNORECASE
)
HOPING = re.compile(
    r"\b(?:if|should|in case|in the event)\b[^.!?]*\b(?:hire|person|candidate|choice|choose|chose|chosen|else|appointee"
    r"|they|things|it)\b[^.!?]*\b(?:work(?:s|ing|ed)? out|leav\w+|fail\w*|quits?|let go|step\w* down|not stay"
    r"|turns? out|falls? through|declin\w+|disappoint\w*|chang\w+ \w+ mind)",
    re.IGNORECASE,
)


def check(context: Context) -> Iterable[Finding]:
    """Find a message that nobody reads or nobody expects, and words that are better left out after a no."""
    here, contact = context.opportunity, context.contact
    if contact is not None and context.draft.channel == "email" and NOBODY.match(contact.email):
        yield error("no-reply", 1, f"Nobody reads what is sent to {contact.email}. Is there a person to write to?")
    if here is None:
        return
    met = any(e.kind is Kind.INTERVIEW and e.day <= context.today for e in here.entries)
    if context.carries("R37") and not met:
        message = f"{here.label} has not met you: thanks after a no belong to those who gave you an interview."
        yield warning("no-interview", 1, message, "R37")
    others = (o for o in context.records.opportunities if o.id != here.id)
    if context.carries("R38") and any(o.stage is Stage.ACCEPTED for o in others):
        yield warning("hired-meanwhile", 1, "You have a job by now. Do you still want to ask here?", "R38")
    if here.stage is Stage.REJECTED:
        for number, sentence in context.sentences():
            if "[[" not in sentence and (match := HOPING.search(sentence)):
                message = f"“{match[0]}” hopes that somebody fails. Keep it only if you are sure how it will be read."
                yield warning("hopes-on-failure", number, message, "R40")

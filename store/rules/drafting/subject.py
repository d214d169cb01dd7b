"""A subject line that says something (R30)."""

import re
from collections.abc import Iterable

from store.model.draft import Finding
from store.model.folding import fold_name
from store.rules.drafting.context import Context, error, warning

EMPTY_WORDS = frozenset(
    ("hello", "hi", "thanks", "thank you", "follow up", "follow-up", "following up", "checking in", "question", "re",
     "quick question", "fwd", "no subject", "touching base", "interview", "job", "application", "update", "greetings")
)  # fmt: skip
LONGEST = 78


def check(context: Context) -> Iterable[Finding]:
    """Ask for a subject where there is none, or where it could stand over any message."""
    if context.draft.channel != "email":
        return
    subject = context.draft.subject.strip()
    bare = fold_name(re.sub(r"^(?:(?:re|fwd?|aw)\s*:\s*)+", "", subject, flags=re.IGNORECASE)).strip(" .!?:")
    if not bare:
        yield error("no-subject", 1, "The e-mail has no subject line.", "R30")
    elif bare in EMPTY_WORDS:
        message = f"The subject “{subject}” could stand over any message. Name the topic or the position."
        yield warning("empty-subject", 1, message, "R30")
    elif len(subject) > LONGEST:
        message = f"The subject has {len(subject)} characters; most mail programs show fewer than {LONGEST}."
        yield warning("long-subject", 1, message, "R30")

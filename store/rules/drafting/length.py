"""A text that is too long for its channel (R7, R16, R30, R31)."""

import re
from collections.abc import Iterable

from store.model.draft import Finding
from store.rules.drafting.context import Context, warning

WORDS = {"email": 200, "note": 90, "text": 60, "message": 120, "phone": 75}
"""Most words; a voicemail of 30 seconds at 150 words a minute has 75."""
RULES = {"email": "R30", "note": "R16", "phone": "R31"}
NAMES = {
    "email": "an e-mail",
    "note": "a card",
    "text": "a text message",
    "message": "a message",
    "phone": "a voicemail of 30 seconds",
}
PAGE_LINES = 54
"""Lines of a letter that fit on one page."""
WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")


def check(context: Context) -> Iterable[Finding]:
    """Compare the words of a message, and the lines of a letter, with what the channel carries."""
    draft = context.draft
    if draft.channel == "letter":
        if len(context.lines) > PAGE_LINES:
            message = f"The letter has {len(context.lines)} lines; one page holds {PAGE_LINES}."
            yield warning("too-long", PAGE_LINES + 1, message)
        return
    most = WORDS.get(draft.channel)
    start, text = _measured(context)
    count = word_count(text)
    if most and count > most:
        message = f"It has {count} words; {NAMES[draft.channel]} carries {most}."
        yield warning("too-long", _line_of_word(context, start, most + 1), message, RULES.get(draft.channel))


def word_count(text: str) -> int:
    """Return how many words a text has; two characters of a script without spaces count as one."""
    wide = len(WIDE.findall(text))
    return len(WIDE.sub(" ", text).split()) + (wide + 1) // 2


def _measured(context: Context) -> tuple[int, str]:
    """Return the line where the text begins that the limit is for, and the text.

    Of a sheet for the phone that is the message for the voicemail; a sheet without one is as long as the user likes.
    """
    if not context.is_spoken:
        return 1, context.draft.body
    if context.voicemail[1] or not context.carries("R31"):
        return context.voicemail
    return 1, context.draft.body


def _line_of_word(context: Context, start: int, number: int) -> int:
    seen = 0
    for line, text in enumerate(context.lines[start - 1 :], start):
        seen += word_count(text)
        if seen >= number:
            return line
    return len(context.lines)

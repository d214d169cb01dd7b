"""The message for a voicemail: name, position, a thought that rests on the notes, number (R31)."""

import re
from collections.abc import Iterable, Iterator

from store.model.draft import Finding
from store.model.entry import TASKS
from store.rules.drafting.context import GAP, Context, warning
from store.rules.drafting.echo import is_echoed
from store.rules.matching import words_of


def check(context: Context) -> Iterable[Finding]:
    """Tell what a message lacks."""
    line, text = context.voicemail
    if not text or context.opportunity is None or GAP.search(text):
        return
    missing = list(_missing(context, text))
    if missing:
        yield warning("voicemail", line, f"The message for the voicemail does not say {' or '.join(missing)}.", "R31")


def _missing(context: Context, text: str) -> Iterator[str]:
    here, settings = context.opportunity, context.records.settings
    if here is None:
        return
    written = words_of(text).keys()
    if settings.name and settings.name.casefold() not in text.casefold():
        yield "your name"
    if not (words_of(here.position).keys() <= written or words_of(here.company).keys() <= written):
        yield "which position it is about"
    digits = re.sub(r"\D", "", settings.phone)
    if digits and digits not in re.sub(r"\D", "", text):
        yield "your number"
    notes = [mark for entry in here.entries for mark in entry.marks if mark.word not in TASKS]
    if not any(is_echoed(mark, text) for mark in notes):
        yield "anything from your notes that makes them call back"

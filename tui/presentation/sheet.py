"""A sheet for the phone as parts: what to say under which heading, and the message for a voicemail with its pace."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from store.rules.drafting.context import GAP, VOICEMAIL
from store.rules.drafting.length import word_count
from tui.presentation.spans import Line, Span

PACE = 150
"""Words a minute that a message is read at, so that it is understood (R31)."""
LIMIT = 30
"""Seconds that a message may take (R31)."""
ITEM = re.compile(r"(?:[-*+]|\d{1,2}[.)]) +(?=\S)")
HEADING = re.compile(r"([^()]+?)\s*(?:\(([^()]*)\))?\s*:?")
WORD = re.compile(r"\S+")
CALL_TO = re.compile(r"a call to\b", re.IGNORECASE)
"""How a sheet names whom it is for; the screen does that itself."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, or one thing to say."""

    text: str
    is_heading: bool = False
    aside: str = ""
    """What a heading adds in parentheses."""
    is_message: bool = False
    """Whether it belongs to the message for a voicemail."""


@dataclass(frozen=True)
class Sheet:
    """A sheet for the phone, read."""

    parts: tuple[Part, ...]

    @cached_property
    def message(self) -> str:
        """The message for a voicemail; empty where the sheet has none."""
        return "\n\n".join(part.text for part in self.parts if part.is_message and not part.is_heading)

    @property
    def is_whole(self) -> bool:
        """Tell whether the message can be read out as it stands: it is there, and has no gap."""
        return bool(self.message) and GAP.search(self.message) is None

    @cached_property
    def words(self) -> int:
        """How many words the message has; a gap counts for none."""
        return word_count(GAP.sub(" ", self.message))

    @property
    def seconds(self) -> int:
        """How long the message takes to read out."""
        return round(self.words * 60 / PACE)


def read_sheet(body: str) -> Sheet:
    """Read the text of a sheet; any text will do, since people write their own."""
    return Sheet(tuple(_parts(body)))


def _parts(body: str) -> Iterator[Part]:
    is_message = False
    for place, text in enumerate(_paragraphs(body)):
        if not place and CALL_TO.match(text):
            continue
        bare = ITEM.sub("", text, count=1) if ITEM.match(text) else text
        if bare == text and (heading := _heading(text)) is not None:
            is_message = is_message or VOICEMAIL.match(text) is not None
            yield Part(heading[0], is_heading=True, aside=heading[1], is_message=is_message)
        else:
            yield Part(bare, is_message=is_message)


def _paragraphs(body: str) -> Iterator[str]:
    """Yield paragraphs and list items, each on one line; a heading stands alone even without a blank line around it."""
    held: list[str] = []
    for raw in [*body.split("\n"), ""]:
        line = raw.strip()
        stands_alone = bool(line) and _heading(line) is not None
        if held and (not line or stands_alone or ITEM.match(line)):
            yield " ".join(held)
            held = []
        if stands_alone:
            yield line
        elif line:
            held.append(line)


def _heading(line: str) -> tuple[str, str] | None:
    """Return a heading and what it adds in parentheses; None for any other line."""
    text = line.lstrip("#").strip()
    found = HEADING.fullmatch(text)
    if found is None:
        return None
    is_marked = text != line or VOICEMAIL.match(line) is not None
    if not (is_marked or (found[1].isupper() and len(found[1]) > 1)):
        return None
    name = found[1].strip()
    return (name[:1] + name[1:].lower() if name.isupper() else name), (found[2] or "").strip()


def spoken(text: str, read: int | None = None, tone: str = "") -> Line:
    """Return something to say; its gaps are reminders of what to say in one's own words.

    Args:
        text: as the sheet has it.
        read: the word that is being read out, from 0; None = none is.
        tone: of the text that is not read yet, and no reminder.
    """
    if read is not None:
        return _at_word(text, read)
    spans: list[Span] = []
    end = 0
    for gap in GAP.finditer(text):
        spans += [Span(text[end : gap.start()], tone), Span(f"(your words: {gap[1]})", "warn")]
        end = gap.end()
    return tuple(span for span in (*spans, Span(text[end:], tone)) if span.text)


def _at_word(text: str, read: int) -> Line:
    text = _reminding(text)
    found = next((match for place, match in enumerate(WORD.finditer(text)) if place == read), None)
    if found is None:
        return (Span(text, "muted"),)
    spans = (Span(text[: found.start()], "muted"), Span(found[0], "read"), Span(text[found.end() :]))
    return tuple(span for span in spans if span.text)


def words_in(text: str) -> int:
    """Return how many steps the mark takes through a text."""
    return len(WORD.findall(_reminding(text)))


def _reminding(text: str) -> str:
    """Return a text whose gaps are reminders, as they are shown."""
    return GAP.sub(lambda gap: f"(your words: {gap[1]})", text)


def timed(sheet: Sheet) -> tuple[Span, ...]:
    """Return how long the message is: `71 words, 28 seconds`."""
    if not sheet.is_whole:
        return (Span(f"{sheet.words} words, and a gap to fill in your own words", "warn"),)
    too_long = sheet.seconds > LIMIT
    aside = f": {LIMIT} is enough" if too_long else ""
    return (Span(f"{sheet.words} words, {sheet.seconds} seconds{aside}", "warn" if too_long else "good"),)

"""Which words of a letter a dictionary is asked about, and what its answers mean.

Addresses, gaps, figures and abbreviations are no words; a name that the vault knows is right as it stands there.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from unicodedata import combining, normalize

from store.model.folding import fold
from store.model.records import Records
from store.model.spelling import Misspelt

NO_WORDS = re.compile(
    r"""
    \[\[\s.*?\s\]\]                    # a gap
    | <[^<>\s]+>                       # a link or an address in brackets
    | \b\w[\w+.-]*://\S+               # a link
    | \S*@\S+                          # an address, a name on a network
    | (?<![\w.])[\w-]+(?:\.[\w-]+)+(?:/\S*)?   # a host or a file: news.example, plan.pdf
    | \w*\d[\w.,:/-]*                  # figures, and what is joined to them: 3rd, Q4, 40k
    | \#\w+                            # a tag
    """,
    re.VERBOSE | re.DOTALL,
)
LETTERS = r"(?:[^\W\d_][\u0300-\u036f]*)+"
WORD = re.compile(rf"{LETTERS}(?:['’]{LETTERS})*")
POSSESSIVE = re.compile(r"['’]s?$")
WITHOUT_SPACES = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff]")
"""Scripts that no word list of this kind knows."""
SHORTEST = 2
LONGEST = 60
JUDGED = 12
FOREIGN = 0.4
"""A text of so many words of which so large a part is unknown is in another language than the dictionary."""
MOST_SUGGESTED = 5
EVERYDAY = frozenset(
    """
    analytics backlog blog bootcamp chatbot cybersecurity dataset devops email emails enablement fintech fundraise
    fundraising healthcare inbox internship intranet keynote laptop linkedin login mentee mentees mentoring
    microsite offline offsite onboard onboarded onboarding online onsite podcast podcasts postdoc rebrand rebranding
    reskilling roadmap roadmaps rollout saas scalable signup smartphone spreadsheet startup startups storytelling
    telehealth touchpoint touchpoints unpaid upsell upskill upskilling voicemail webcast webinar webinars website
    websites wellbeing whiteboard whitepaper wifi workflow workflows workstream
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
"""Words of a working day that older word lists do not hold."""


def words_of(text: str, known: Collection[str]) -> Iterator[Misspelt]:
    """Yield the words that a dictionary has to be asked about, as if all of them were wrong.

    Args:
        text: a letter.
        known: words that are right in any case, folded.
    """
    masked = NO_WORDS.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    for number, line in enumerate(masked.split("\n"), 1):
        for match in WORD.finditer(line):
            word = match.group()
            if _is_plain(word) and known_as(word) not in known and fold(word) not in known:
                yield Misspelt(line=number, column=match.start(), length=len(word), word=word)


def _is_plain(word: str) -> bool:
    """Tell whether it is a word at all: no abbreviation, no letters of a script without spaces."""
    capitals = sum(letter.isupper() for letter in word[1:])
    return SHORTEST <= len(word) <= LONGEST and not capitals and WITHOUT_SPACES.search(word) is None


def known_as(word: str) -> str:
    """Return a word as it is looked up among the known ones: folded, without the `'s`."""
    return fold(POSSESSIVE.sub("", word))


def asked(word: str) -> str:
    """Return a word as a dictionary is asked about it: composed, with the plain apostrophe."""
    return normalize("NFC", word).replace("’", "'")


def judged(words: Sequence[Misspelt], answers: Mapping[str, tuple[str, ...]]) -> tuple[Misspelt, ...] | None:
    """Return the words that are wrong; None where the text is in another language than the dictionary.

    Args:
        words: what was asked.
        answers: the suggestions for each word that the dictionary does not know.
    """
    found = tuple(
        Misspelt(line=w.line, column=w.column, length=w.length, word=w.word, suggestions=likely)
        for w in words
        if (likely := _suggested(w.word, answers)) is not None
    )
    asked_about = {fold(w.word) for w in words}
    unknown = {fold(w.word) for w in found}
    if len(asked_about) >= JUDGED and len(unknown) > FOREIGN * len(asked_about):
        return None
    return found


def _suggested(word: str, answers: Mapping[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    """Return what may have been meant; None where the word is right, be it with accents that the dictionary lacks."""
    likely = answers.get(asked(word))
    if likely is None or (not word.isascii() and _is_foreign(word, likely)):
        return None
    return tuple(s.replace("'", "’") if "’" in word else s for s in likely[:MOST_SUGGESTED])


def _is_foreign(word: str, likely: Collection[str]) -> bool:
    """Tell whether nothing is like a word with such letters, or a word is the same but for its accents."""
    bare = "".join(c for c in normalize("NFD", asked(word)) if not combining(c))
    return not likely or fold(bare) in map(fold, likely)


def known_words(records: Records) -> frozenset[str]:
    """Return the words that are right because the vault has them: names, companies, places, the stories."""
    return frozenset(known_as(word) for text in _texts(records) for word in WORD.findall(text)) | EVERYDAY


def _texts(records: Records) -> Iterable[str]:
    me = records.settings
    yield from (me.name, me.address, me.email, *me.stages)
    for here in records.opportunities:
        yield from (here.company, here.position, here.location, here.source, *here.tags)
        for contact in here.contacts:
            yield from (contact.name, contact.title, contact.address, *contact.extra.values())
    for person in records.people:
        yield from (person.name, person.company, person.address)
    for story in records.stories:
        yield from (story.title, story.result, story.sample, story.body, *story.needs, *story.skills)

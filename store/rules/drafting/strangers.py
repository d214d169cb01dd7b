"""Another company's or person's name: a letter that was written for somebody else.

Names are matched as whole words with a capital, in full, for short, with an `s`, and nearly right. A name that this
opportunity, the user or a story has too is no stranger, and a name that is also a word (a company called Target,
somebody called May) counts only where it cannot be one.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from msgspec import Struct

from store.model.draft import Finding
from store.model.folding import fold
from store.model.opportunity import Stage
from store.rules.drafting.context import Context, error, warning
from store.rules.ordinary import ALSO_NAMES, CALENDAR, GIVEN_NAMES, is_ordinary
from store.rules.roll import SHORTEST, SHORTEST_SLIP, WORD, Call, Named, Roll, bare, calls_of, distance

Like = tuple[int, str, tuple[Named, ...]]
BETWEEN = re.compile(r"[\s\-.,&'’+/]+")
"""What may stand between the words of a name."""
LINK = re.compile(r"https?://\S+|www\.\S+|\S+@\S+")
PLURAL_BEFORE = frozenset(("the", "these", "those", "some", "many", "all", "few", "two", "three"))
SHORTEST_AT_HEAD = 6
"""Letters from which a word at the head of a sentence may be a slip for a name."""


class Hit(Struct, frozen=True):
    """A name that stands in a text."""

    start: int
    end: int
    text: str
    named: Named
    is_whole: bool
    is_slip: bool = False


def check(context: Context) -> Iterable[Finding]:
    """Find names of other opportunities and people in the subject and in the text."""
    if context.opportunity is None:
        return
    told: set[Named] = set()
    for hit in _Search(context).hits():
        if hit.named not in told:
            told.add(hit.named)
            line = _line(context, hit.start)
            yield _company(context, hit, line) if hit.named.is_company else _person(context, hit, line)


def _company(context: Context, hit: Hit, line: int) -> Finding:
    company = hit.named.name
    if hit.is_slip:
        return warning("other-company", line, f"“{hit.text}” looks like {company}, another company in your search.")
    what = f"“{company}”" if hit.is_whole else f"“{hit.text}” ({company})"
    if context.roll.is_hired(company):
        return error("other-company", line, f"{what} is where you have accepted. Nobody else needs to know that.")
    if _withdraws(context):
        message = f"{what} is another company in your search. Whoever withdraws names no other employer."
        return error("other-company", line, message)
    message = f"{what} is another company in your search. Is this letter really meant for it?"
    sure = hit.is_whole and len(bare(company).split()) > 1
    return (error if sure else warning)("other-company", line, message)


def _withdraws(context: Context) -> bool:
    """Tell whether the letter ends a search from my side."""
    here = context.opportunity
    return context.draft.template == "withdrawal-note" or (here is not None and here.stage is Stage.WITHDRAWN)


def _person(context: Context, hit: Hit, line: int) -> Finding:
    name = hit.named.name
    if hit.is_slip:
        message = f"“{hit.text}” looks like {name}, who belongs to another part of your search."
        return warning("other-person", line, message)
    if hit.is_whole and len(name.split()) > 1:
        message = f"“{name}” belongs to another part of your search, not to this letter."
        helper = any(person.name == name for person in context.records.people)
        return (warning if helper and not _withdraws(context) else error)("other-person", line, message)
    message = f"“{hit.text}” may be {name}, who belongs to another part of your search."
    return warning("other-person", line, message)


def _line(context: Context, place: int) -> int:
    """Return the body's line of a place in subject and body; the subject's places count as line 1."""
    return max(1, context.line_at(max(0, place - len(context.draft.subject) - 1)))


class _Search:
    """One look through a draft for names that are not at home in it."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._roll: Roll = context.roll
        self._text = context.draft.subject + "\n" + context.draft.body
        links = [match.span() for match in LINK.finditer(self._text)]
        self._tokens = [m for m in WORD.finditer(self._text) if not any(a <= m.start() < b for a, b in links)]
        self._folded = [fold(match.group()) for match in self._tokens]
        self._looked_up: dict[str, list[Like]] = {}
        self._compared: dict[tuple[str, int], bool] = {}

    def hits(self) -> Iterator[Hit]:
        """Yield the strange names in the order of the text."""
        number = 0
        while number < len(self._tokens):
            hit, taken = self._named_at(number)
            if hit is None and not taken:
                hit = self._slip_at(number)
            if hit is not None:
                yield hit
            number += max(1, taken)

    def _named_at(self, number: int) -> tuple[Hit | None, int]:
        """Return the longest name that begins at a word, and how many words it takes; a name at home is no hit."""
        calls = self._calls_at(number)
        length = max((len(call.words) for call in calls), default=0)
        calls = [call for call in calls if len(call.words) == length]
        if not calls or self._are_home(number, length) or any(self._is_home(call) for call in calls):
            return None, length
        if length == 1 and not self._is_name(number):
            return None, 0
        call = min(calls, key=lambda call: (not call.is_whole, not call.named.is_company, call.named.name))
        start, end = self._tokens[number].start(), self._tokens[number + length - 1].end()
        return Hit(start, end, " ".join(self._text[start:end].split()), call.named, call.is_whole), length

    def _calls_at(self, number: int) -> list[Call]:
        """Return the names that stand at a word."""
        word, following = self._folded[number], "".join(self._folded[number + 1 : number + 2])
        seconds = dict.fromkeys((following, following.removesuffix("s")))
        near = [call for second in seconds for call in self._roll.calls(word, second)]
        found = [call for call in (*near, *self._roll.calls(word)) if self._stands(call, number)]
        plural = word.endswith("s") and len(word) > SHORTEST and self._before(number) not in PLURAL_BEFORE
        if not found and plural and not is_ordinary(word):
            found = list(self._roll.calls(word.removesuffix("s")))
        return found

    def _stands(self, call: Call, number: int) -> bool:
        last = number + len(call.words) - 1
        if last >= len(self._tokens) or self._folded[last] not in {call.words[-1], call.words[-1] + "s"}:
            return False
        if tuple(self._folded[number:last]) != call.words[:-1]:
            return False
        tokens = self._tokens[number : last + 1]
        if any(large and t.group()[0].islower() for large, t in zip(call.capitals, tokens, strict=True)):
            return False
        pairs = zip(self._tokens[number:last], self._tokens[number + 1 : last + 1], strict=True)
        return all(BETWEEN.fullmatch(self._text, a.end(), b.start()) for a, b in pairs)

    def _before(self, number: int) -> str:
        return self._folded[number - 1] if number else ""

    def _are_home(self, number: int, length: int) -> bool:
        """Tell whether words belong to this letter, because they stand at home."""
        words = [match.group() for match in self._tokens[number : number + length]]
        home = self._words_at_home
        return home.issuperset(words) or home.issuperset(word.removesuffix("s") for word in words)

    def _is_home(self, call: Call) -> bool:
        """Tell whether a name is that of somebody who belongs to this letter."""
        return call.named in self._at_home or (call.is_whole and call.words in self._names_at_home)

    @cached_property
    def _at_home(self) -> frozenset[Named]:
        here, records = self._context.opportunity, self._context.records
        if here is None:
            return frozenset()
        helpers = (p.name for p in records.people if here.id in p.opportunities)
        names = [*(c.name for c in here.contacts), *helpers, self._context.draft.to]
        return frozenset({Named(here.company, is_company=True), *(Named(name, is_company=False) for name in names)})

    @cached_property
    def _names_at_home(self) -> frozenset[tuple[str, ...]]:
        names = [*self._at_home, Named(self._context.records.settings.name, is_company=False)]
        return frozenset(call.words for named in names for call in calls_of(named) if call.is_whole)

    @cached_property
    def _words_at_home(self) -> frozenset[str]:
        """Every word that may stand in this letter: the opportunity's, the user's, the stories'."""
        here, records = self._context.opportunity, self._context.records
        if here is None:
            return frozenset()
        me, to = records.settings, self._context.draft.to
        texts = [here.company, here.position, here.location, here.url, to, me.name, me.address]
        texts += [*here.tags, *here.extra.values(), *here.documents]
        texts += [text for c in here.contacts for text in (c.name, c.title, c.address, *c.extra.values())]
        texts += [text for e in here.entries for text in (e.heading, e.title, *(m.text for m in e.marks))]
        texts += [text for s in records.stories for text in (s.title, s.result, s.sample)]
        texts += [p.company for p in records.people if p.name == to]
        return frozenset(word for text in texts for word in WORD.findall(text))

    @cached_property
    def _folded_at_home(self) -> frozenset[str]:
        return frozenset(fold(word) for word in self._words_at_home)

    def _is_name(self, number: int) -> bool:
        """Tell whether a single word is a name here, and not a word that begins large for another reason."""
        match, word = self._tokens[number], self._folded[number]
        if match.group().islower() or len(word) < SHORTEST:
            return False
        if not is_ordinary(word):
            return True
        if self._begins(match, at_line=True):
            return False
        if re.match(r"['’]s\b", self._text[match.end() :]):
            return True
        return word in ALSO_NAMES - CALENDAR and self._stands_out(number)

    def _stands_out(self, number: int) -> bool:
        """Tell whether a word is the only one with a capital among those beside it: in no title, in no list."""
        if self._tokens[number].start() <= len(self._context.draft.subject):
            return False
        match = self._tokens[number]
        before, after = self._tokens[max(0, number - 1) : number], self._tokens[number + 1 : number + 2]
        beside = [t for t in before if self._text[t.end() : match.start()].isspace()]
        beside += [t for t in after if self._text[match.end() : t.start()].isspace()]
        return all(t.group()[0].islower() for t in beside)

    def _begins(self, match: re.Match[str], *, at_line: bool = False) -> bool:
        """Tell whether a sentence begins with a word; `at_line` counts a line's begin too."""
        before = self._text[: match.start()].rstrip(" \n\"'“‘(")
        gap = self._text[len(before) : match.start()]
        if not before or before[-1] in ".!?:…" or "\n\n" in gap:
            return True
        return "\n" in gap and (at_line or before[-1] == ",")

    def _slip_at(self, number: int) -> Hit | None:
        """Return the strange name that a word looks like."""
        match, word = self._tokens[number], self._folded[number]
        if not self._may_be_a_slip(match, word):
            return None
        most = 1 if self._begins(match) else 2
        near = [like for like in self._likes(word) if like[0] <= most and like[1] not in self._folded_at_home]
        for edits, _, owners in sorted(near, key=lambda like: like[:2]):
            if self._is_near_home(word, edits):
                return None
            for named in sorted(owners, key=lambda n: (not n.is_company, n.name)):
                if named not in self._at_home:
                    return Hit(match.start(), match.end(), match.group(), named, is_whole=False, is_slip=True)
        return None

    def _is_near_home(self, word: str, edits: int) -> bool:
        """Tell whether a word is as near to one of this letter's own."""
        if (word, edits) not in self._compared:
            long = (own for own in self._folded_at_home if len(own) >= SHORTEST_SLIP)
            self._compared[word, edits] = any(distance(word, own, edits) <= edits for own in long)
        return self._compared[word, edits]

    def _likes(self, word: str) -> list[Like]:
        if word not in self._looked_up:
            self._looked_up[word] = list(self._roll.likes(word))
        return self._looked_up[word]

    def _may_be_a_slip(self, match: re.Match[str], word: str) -> bool:
        if len(word) < SHORTEST_SLIP or not match.group()[0].isupper() or not word.isalpha():
            return False
        if word in GIVEN_NAMES or word in self._written_small or is_ordinary(word):
            return False
        if not self._folded_at_home.isdisjoint({word, word.removesuffix("s")}) or self._is_plural(word):
            return False
        return len(word) >= SHORTEST_AT_HEAD or not self._begins(match)

    def _is_plural(self, word: str) -> bool:
        return word.endswith("s") and self._roll.is_called(word.removesuffix("s"))

    @cached_property
    def _written_small(self) -> frozenset[str]:
        """The words that the letter also writes without a capital."""
        return frozenset(match.group() for match in self._tokens if match.group().islower())

"""Which story answers which need (R17): by the words that they share, and saying which words those are."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import log
from types import MappingProxyType

from msgspec import Struct

from store.model.story import Story

FITTING = 0.3
"""From this score on a story is proposed by itself; below it the user must pick it."""

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
TELLING_NOTHING = """
a about after all also an and any are as at be because been before being between both but by can
could did do does doing done down each few for from further get had has have having he her here hers
him his how i if in into is it its just like made make many me more most much must my need needs
needed no nor not now of off on once one only or other our out over own same she should so some such
than that the their them then there these they this those through to too under until up us very want
wants was we well were what when where which while who whom why will with within without work works
would year years you your
"""
COMMON = frozenset(TELLING_NOTHING.split())
ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ies",
    "ers",
    "ed",
    "er",
    "es",
    "ly",
    "al",
    "s",
    "e",
    "y",
)
SHORTEST = 4
NOTHING_PINNED: Mapping[int, str] = MappingProxyType({})


class Match(Struct, frozen=True, kw_only=True):
    """A story that answers a need, and why."""

    story: Story
    score: float
    """From 0 to 1: how much of the need the story's words cover, rare words counting more."""
    words: tuple[str, ...]
    """The words of the need that the story holds too, as written, in the need's order."""
    telling: tuple[str, ...] = ()
    """The same words, the strongest reason first."""

    @property
    def is_fitting(self) -> bool:
        """Tell whether the match is good enough to be proposed unasked."""
        return self.score >= FITTING


def rank(need: str, stories: Iterable[Story]) -> tuple[Match, ...]:
    """Rank the stories that share a word with a need, best first; the others are left out (R17)."""
    told = [(story, _weights(story)) for story in stories if story.readable]
    wanted = words_of(need)
    rarity = _rarity(wanted, [weights for _, weights in told])
    whole = sum(rarity.values())
    matches = []
    for story, weights in told:
        found = {root: weights[root] for root in wanted if root in weights}
        if found:
            worth = {root: rarity[root] * weight for root, weight in found.items()}
            score = sum(worth.values()) / whole
            words = tuple(wanted[root] for root in found)
            strongest = sorted(found, key=lambda root: -worth[root] * len(wanted[root]))  # long words say more
            telling = tuple(wanted[root] for root in strongest)
            matches.append(Match(story=story, score=round(score, 3), words=words, telling=telling))
    return tuple(sorted(matches, key=lambda match: (-match.score, match.story.path)))


def ranked(need: str, stories: Sequence[Story]) -> tuple[Match, ...]:
    """Rank all the stories for a need, so that the user can pick any: those that share no word stand last."""
    near = rank(need, stories)
    shared = {match.story.path for match in near}
    rest = sorted((s for s in stories if s.readable and s.path not in shared), key=lambda s: (s.title, s.path))
    return (*near, *(Match(story=story, score=0.0, words=()) for story in rest))


def best(need: str, stories: Sequence[Story]) -> Match | None:
    """Return the best fitting story for a need, if there is one."""
    ranked = rank(need, stories)
    return ranked[0] if ranked and ranked[0].is_fitting else None


def assign(
    needs: Mapping[int, str], stories: Sequence[Story], pinned: Mapping[int, str] = NOTHING_PINNED
) -> dict[int, Story]:
    """Set the chosen stories beside the needs (R17): each need gets the story that fits it best.

    What the user set beside a need stays there. A story that then stands nowhere was picked by hand: it answers the
    open need that it is nearest to.

    Args:
        needs: the needs' texts by any key, such as their lines.
        stories: the stories that were chosen.
        pinned: a need's key -> path of the story that the user set beside it; empty = none, on purpose.
    """
    known = {story.path: story for story in stories}
    set_by_hand = {key: path for key, path in pinned.items() if key in needs and (not path or path in known)}
    answers = {key: known[path] for key, path in set_by_hand.items() if path}
    free = {key: need for key, need in needs.items() if key not in set_by_hand}
    answers.update({key: match.story for key, need in free.items() if (match := best(need, stories))})
    for story in stories:
        unanswered = [key for key in free if key not in answers]
        if unanswered and story not in answers.values():
            near = {key: sum(match.score for match in rank(needs[key], [story])) for key in unanswered}
            answers[max(unanswered, key=lambda key: near[key])] = story
    return answers


def words_of(text: str) -> dict[str, str]:
    """Return the telling words of a text: their roots, each with the word as written.

    Texts without spaces between words are taken two characters at a time.
    """
    found: dict[str, str] = {}
    for match in WORD.finditer(unicodedata.normalize("NFC", text)):
        word = match.group()
        parts = [word] if not WIDE.search(word) else [word[i : i + 2] for i in range(max(len(word) - 1, 1))]
        for part in parts:
            if part.casefold() not in COMMON:
                found.setdefault(_root(part), part)
    return found


def _root(word: str) -> str:
    """Return what `stall`, `stalls` and `stalled` share; accents and case aside."""
    decomposed = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).removesuffix("'s")
    for ending in ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= SHORTEST - (ending == "s"):
            plain = plain.removesuffix(ending)
            break
    return plain[:-1] if len(plain) > SHORTEST and plain[-1] == plain[-2] else plain


def _weights(story: Story) -> Mapping[str, float]:
    """Return how much each root of a story counts: its needs most, its prose least."""
    return _weighed(story.body, story.result, story.title, " ".join(story.skills), " ".join(story.needs))


@lru_cache(maxsize=1024)
def _weighed(body: str, result: str, title: str, skills: str, needs: str) -> Mapping[str, float]:
    weights: dict[str, float] = {}
    fields = ((0.4, body), (0.7, result), (0.8, title), (0.8, skills), (1.0, needs))
    for weight, text in fields:
        weights.update(dict.fromkeys(words_of(text), weight))
    return weights


def _rarity(wanted: Mapping[str, str], told: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return how much each root says: the fewer stories hold it, the more."""
    return {root: 1 + log((1 + len(told)) / (1 + sum(root in w for w in told))) for root in wanted}

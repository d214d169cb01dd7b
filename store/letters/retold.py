"""Which stories a text tells (R17): by a story's title, result or sample, wherever a letter or its chart has it."""

from collections.abc import Mapping, Sequence

from store.letters.facts import Facts, clean
from store.letters.proof import EDGES, proof_of
from store.model.letter import Proof
from store.model.story import Story
from store.rules.matching import words_of

TELLING = 2
"""A title or result of fewer telling words may stand anywhere by chance."""
IN_CHARTS = " | "
"""A text with this may hold a chart, whose cells cut what stands in them."""


class Retold:
    """Looks for the stories in one text after another."""

    def __init__(self, stories: Sequence[Story]) -> None:
        evidence = tuple(proof for story in stories if story.readable for proof in _evidence(story))
        self._evidence = tuple((proof, _close(proof.text.strip(EDGES))) for proof in evidence)

    def told_in(self, subject: str, body: str) -> Mapping[str, str]:
        """Return the paths of the stories that a text tells, each with the words of the story that stand in it."""
        close = _close(f"{subject}\n{body}")
        cut = IN_CHARTS in body
        likely = tuple(proof for proof, words in self._evidence if cut or words in close)
        if not likely:
            return {}
        found: dict[str, str] = {}
        for proof in proof_of(subject, body, Facts(values={}, proof=likely)):
            found.setdefault(proof.path, proof.text)
        return found


def _evidence(story: Story) -> list[Proof]:
    told = [clean(text) for text in (story.title, story.result) if len(words_of(text)) >= TELLING]
    told += [clean(story.sample)] if story.sample.strip() else []
    return [Proof(text=text, path=story.path, line=1) for text in told]


def _close(text: str) -> str:
    """Return a text without spaces and case, so that a folded line hides nothing."""
    return "".join(text.casefold().split())

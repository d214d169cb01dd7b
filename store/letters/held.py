"""Which notes and stories a text holds: what was ticked for a letter, told by the letter itself."""

from collections.abc import Iterable, Mapping

from store.letters.chart import read_charts
from store.letters.facts import PROMISED, UNANSWERED, Scene, clean, facts
from store.letters.finds import parts_of
from store.letters.phrases import clause
from store.letters.proof import proof_of
from store.model.entry import Mark, Word
from store.model.letter import Choice, Passage, Proof
from store.model.story import Story
from store.rules.matching import assign


def everything(scene: Scene) -> Choice:
    """Return the choice of every note and every story that there is."""
    entries = scene.opportunity.entries
    return Choice(
        marks=frozenset(mark.line for entry in entries for mark in entry.marks if mark.word is not Word.NEXT),
        stories=frozenset(story.path for story in scene.stories if story.readable),
    )


def held_by(subject: str, body: str, scene: Scene) -> Choice:
    """Return which notes and stories stand in a letter, and which story stands beside which need in its chart."""
    whole = everything(scene)
    proof = proof_of(subject, body, facts(scene, whole))
    found = {(fact.path, fact.text) for fact in proof}
    path = scene.opportunity.path
    marks = {
        mark.line: mark
        for entry in scene.opportunity.entries
        for mark in entry.marks
        if mark.line in whole.marks and any((path, text) in found for text in _texts(mark))
    }
    stories = {
        story.path: story
        for story in scene.stories
        if story.path in whole.stories
        and any((story.path, clean(text)) in found for text in (story.title, story.result, story.sample))
    }
    needs = {line: mark for line, mark in marks.items() if mark.word is Word.NEED}
    beside = dict(_charted(body, needs, stories.values())) or _told_after(body, needs, stories.values(), proof)
    usual = assign({line: mark.text for line, mark in needs.items()}, list(stories.values()))
    return Choice(
        marks=frozenset(marks),
        stories=frozenset(stories),
        answers={line: answer for line, answer in beside.items() if answer != _path(usual.get(line))},
    )


def _texts(mark: Mark) -> tuple[str, ...]:
    """Return the words by which a letter takes up a note."""
    text = clean(mark.text)
    if mark.word is Word.VALUE:
        bare, title, link = parts_of(text)
        return (text, bare, title, link)
    thing = PROMISED.match(clause(text)) if mark.word is Word.PROMISE else None
    return (text, thing.group(1)) if thing else (text,)


def _charted(body: str, needs: Mapping[int, Mark], stories: Iterable[Story]) -> Iterable[tuple[int, str]]:
    """Yield the line of each need in the letter's charts with the path of what stands beside it."""
    lines = body.split("\n")
    known = list(stories)
    for row in read_charts(lines):
        left, right = (_said(lines, cell) for cell in row.cells)
        for line, mark in needs.items():
            if not row.is_rule and _close(mark.text) in left:
                answers = (s.path for s in known if any(t and _close(t) in right for t in (s.title, s.result)))
                answer = next(answers, "")
                if answer or _close(UNANSWERED) in right:
                    yield line, answer


def _told_after(
    body: str, needs: Mapping[int, Mark], stories: Iterable[Story], proof: Iterable[Proof]
) -> dict[int, str]:
    """Return which story is told behind which need, in its own paragraph; empty where none is."""
    lines = body.split("\n")
    first = {(fact.path, fact.text): fact.places[0] for fact in proof}
    texts = {clean(mark.text): line for line, mark in needs.items()}
    at = {p: texts[text] for (_, text), p in first.items() if text in texts and p.row >= 0}
    told = [
        (min(places, key=lambda p: (p.row, p.start)), story.path)
        for story in stories
        if (places := [p for t in (story.title, story.result) if (p := first.get((story.path, clean(t))))])
    ]
    answers: dict[int, str] = {}
    for place, path in sorted(told, key=lambda pair: (pair[0].row, pair[0].start)):
        before = [p for p in at if (p.row, p.start) < (place.row, place.start)]
        need = max(before, key=lambda p: (p.row, p.start), default=None)
        if need is not None and all(line.strip() for line in lines[need.row : place.row]):
            answers.setdefault(at[need], path)
    return {line: answers.get(line, "") for line in at.values()} if answers else {}


def _said(lines: list[str], cell: Iterable[Passage]) -> str:
    return _close("".join(lines[p.row][p.start : p.end] for p in cell))


def _close(text: str) -> str:
    return "".join(clean(text).casefold().rstrip(".").split())


def _path(story: Story | None) -> str:
    return story.path if story else ""

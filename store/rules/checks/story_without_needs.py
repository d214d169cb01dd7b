"""A story is found by the needs it answers (R17); without any it is never offered for a letter."""

from collections.abc import Iterable

from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView

CODE = "story-without-needs"
RULES = ("R17",)


def check(view: CheckView) -> Iterable[Problem]:
    """Find stories that name no need."""
    for story in view.records.stories:
        if story.readable and not any(need.strip() for need in story.needs):
            yield Problem(
                path=story.path,
                line=story.lines.get("needs", 1),
                code=CODE,
                severity=Severity.ADVICE,
                message=f"The story “{story.title}” names no need that it answers, so no letter will suggest it (R17).",
                fix="Add `needs:` with one or two needs in the words an employer would use.",
            )

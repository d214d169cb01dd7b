"""The file of an accomplishment worth retelling, to its value."""

from types import MappingProxyType

from store.model.problem import Problem
from store.model.story import Story
from store.text.body import body_of
from store.text.fields import Fields, in_order
from store.text.header import read_file
from store.text.reviews import read_reviews


def read_story(data: bytes, path: str) -> tuple[Story, tuple[Problem, ...]]:
    """Read one file of `stories/`, with everything that is wrong in it."""
    parsed = read_file(data, path)
    body = body_of(parsed.document).text
    if not parsed.is_readable:
        return Story(path=path, title="", body=body, readable=False), parsed.problems
    problems = list(parsed.problems)
    fields = Fields(parsed.tree, path, problems)
    story = Story(
        path=path,
        title=fields.required("title", "Cut onboarding from 9 weeks to 5"),
        needs=fields.words("needs"),
        skills=fields.words("skills"),
        result=fields.text("result"),
        sample=fields.text("sample"),
        body=body,
        merge_review=read_reviews(fields),
        lines=MappingProxyType({entry.key: entry.line for entry in parsed.tree}),
    )
    return story, in_order(problems)

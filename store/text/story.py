"""The file of an accomplishment worth retelling, to its value."""

from collections.abc import Mapping as Table
from types import MappingProxyType

from store.errors import RefusedEdit
from store.model.problem import Problem
from store.model.story import Story
from store.text.body import body_of, prose, trimmed, with_text
from store.text.fields import Fields, in_order
from store.text.header import header_text, read_file
from store.text.reviews import read_reviews

KEYS = ("title", "needs", "skills", "result", "sample")


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


def new_story(values: Table[str, str | tuple[str, ...]], body: str = "") -> bytes:
    """Return the text of a new file: the known keys in their order, then the story."""
    header = header_text({key: values[key] for key in KEYS if values.get(key)})
    return f"---\n{header}---\n{prose(body)}".encode()


def set_story_text(data: bytes, path: str, body: str) -> bytes:
    """Return a story's bytes with another text; lines that did not change keep their bytes.

    Raises:
        RefusedEdit: the file cannot be changed exactly.
    """
    old, _ = read_story(data, path)
    wanted = trimmed(body)
    if not old.readable:
        raise RefusedEdit(path, 1, "its front matter cannot be read")
    if old.body == wanted:
        return data
    after = with_text(read_file(data, path).document, wanted)
    now, _ = read_story(after, path)
    if (now.body, now.readable, now.title) != (wanted, True, old.title):
        raise RefusedEdit(path, 1, "the text cannot be put in so that it reads back the same")
    return after

"""Add a story worth retelling, in a file of its own, or change one."""

from collections.abc import Mapping

from store.errors import BadRequest
from store.model.change import Change, Edit
from store.model.folding import fold_name
from store.text.header_edit import set_keys
from store.text.slug import words_of
from store.text.story import new_story, set_story_text
from store.workspace.changing import Plan
from store.workspace.filing import free_path
from store.workspace.snapshot import Snapshot
from store.workspace.values import Value

FOLDER = "stories"


def add_story(values: Mapping[str, str | tuple[str, ...]], body: str = "") -> Plan:
    """Return the plan of a new story: `title`, `needs` and `skills` as lists, `result`, `sample`, and its text.

    The plan raises BadRequest where the title is missing or another story has it.
    """

    def plan(snapshot: Snapshot) -> Change:
        held = {key: value for key, value in _held(values).items() if value}
        title = str(held.get("title", ""))
        if not title:
            raise BadRequest("A story needs a title.")
        stories = snapshot.records.stories
        if twin := next((s for s in stories if fold_name(s.title) == fold_name(title)), None):
            raise BadRequest(f"{twin.path} is called “{twin.title}” already. Change it, or give another title.")
        path = free_path(FOLDER, "-".join(words_of(title)) or "story", {s.path for s in stories})
        return Change(
            sentence=f"Story “{title}” added", edits=(Edit(path=path, before=None, after=new_story(held, body)),)
        )

    return plan


def change_story(path: str, values: Mapping[str, str | tuple[str, ...]], body: str | None = None) -> Plan:
    """Return the plan that changes keys of a story, and its text where one is given; an empty value removes a key.

    The plan raises BadRequest where the title would be empty.
    """

    def plan(snapshot: Snapshot) -> Change:
        story = next((s for s in snapshot.records.stories if s.path == path), None)
        if story is None:
            raise BadRequest(f"{path} is there no longer. Nothing was written.")
        held = _held(values)
        if "title" in held and not held["title"]:
            raise BadRequest("A story needs a title.")
        before = snapshot.bytes_of(path)
        after = set_keys(before, path, held)
        if body is not None:
            after = set_story_text(after, path, body)
        what = (*held, *(("text",) if body is not None else ()))
        edit = Edit(path=path, before=before, after=after)
        return Change(sentence=f"Story “{story.title or path}”: {', '.join(what)} changed", edits=(edit,))

    return plan


def _held(values: Mapping[str, str | tuple[str, ...]]) -> dict[str, Value]:
    held: dict[str, Value] = {}
    for key, value in values.items():
        lines = (value,) if isinstance(value, str) else value
        told = tuple(text for text in (" ".join(line.split()) for line in lines) if text)
        held[key] = (told[0] if isinstance(value, str) else told) if told else None
    return held

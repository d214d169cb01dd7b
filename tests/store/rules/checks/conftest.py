"""A vault out of a few texts, looked over on one day."""

from collections.abc import Callable, Mapping
from datetime import UTC, date
from types import MappingProxyType

import pytest

from store.model.playbook import Playbook
from store.model.problem import Problem
from store.model.records import Records
from store.model.settings import Settings
from store.rules.checking import problems
from store.text.draft import read_draft
from store.text.opportunity import read_opportunity
from store.text.person import read_person
from store.text.story import read_story

TODAY = date(2026, 11, 20)
BOOKS = MappingProxyType({"blend": Playbook(name="blend", path="blend.md")})

PLAIN = Settings()

Look = Callable[..., list[Problem]]


def records_of(files: Mapping[str, str], settings: Settings) -> Records:
    """Read texts by path into records."""
    data = {path: text.encode() for path, text in files.items()}
    folders: dict[str, list[str]] = {}
    for path in data:
        folders.setdefault(path.split("/")[0], []).append(path)
    people = [read_person(data[p], p) for p in folders.get("people", ())]
    stories = [read_story(data[p], p) for p in folders.get("stories", ())]
    drafts = [read_draft(data[p], p) for p in folders.get("drafts", ())]
    known = [person for person, _ in people]
    found = [read_opportunity(data[p], p, settings, known) for p in folders.get("opportunities", ())]
    return Records(
        settings=settings,
        opportunities=tuple(o for o, _ in found),
        people=tuple(known),
        stories=tuple(s for s, _ in stories),
        drafts=tuple(d for d, _ in drafts),
    )


@pytest.fixture
def look() -> Look:
    """Return a function that reads texts and gives the problems of one code, or all with None, on 2026-11-20."""

    def looked(
        code: str | None,
        files: Mapping[str, str],
        settings: Settings = PLAIN,
        templates: frozenset[str] | None = None,
    ) -> list[Problem]:
        records = records_of(files, settings)
        found = problems(records, BOOKS, TODAY, UTC, templates)
        assert all(p.line >= 1 and p.message.endswith((".", "?")) and p.fix for p in found)
        return [p for p in found if code in (None, p.code)]

    return looked

"""Finding by typed words: the filter of the lists, and the search through all texts."""

import pytest

from store.workspace.door import Workspace
from store.workspace.searching import search


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("north", ["northwind"]),
        ("JOE north", ["northwind"]),
        ("joe south", []),
        ("", ["northwind"]),
        ("interview", ["northwind"]),
    ],
)
def test_a_filter_wants_every_word_somewhere(workspace: Workspace, query: str, found: list[str]) -> None:
    assert [o.id for o in workspace.snapshot().matching(query)] == found


@pytest.mark.parametrize("typed", ["Zoë", "zoe\u0308", "ZO\u00cb"])
def test_accents_are_found_whichever_way_they_are_written(workspace: Workspace, typed: str) -> None:
    file = workspace.root / "opportunities" / "northwind.md"
    file.write_text(file.read_text().replace("Found through Ana.", "Found through Zoe\u0308."), encoding="utf-8")

    assert [hit.path for hit in search(workspace, typed)] == ["opportunities/northwind.md"]

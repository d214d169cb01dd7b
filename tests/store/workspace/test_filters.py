"""Saved filters: those of the user's own settings, and those the program keeps."""

from pathlib import Path

import pytest

from store.errors import BadRequest
from store.workspace.door import Workspace
from store.workspace.filters import filter_named, forget_filter, save_filter, saved_filters
from store.workspace.machine import Machine

CONFIG = '[filters]\nQuiet = "stage:open quiet>2w"\nwrong = 1\n'


@pytest.fixture
def mine(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Return a vault on a machine with own settings."""
    (tmp_path / "config.toml").write_text(CONFIG)
    machine = Machine(config=tmp_path / "config.toml", state=tmp_path / "state")
    return Workspace.open(workspace.root, workspace.moment, lambda: machine)


def names(workspace: Workspace) -> list[tuple[str, bool]]:
    return [(one.name, one.is_own) for one in saved_filters(workspace)]


def test_own_ones_stand_first_and_saved_ones_follow(mine: Workspace) -> None:
    save_filter(mine, "  this   week ", " due:eow ")

    assert names(mine) == [("Quiet", True), ("this week", False)]
    assert filter_named(mine, "THIS WEEK").query == "due:eow"


def test_a_name_in_another_case_is_the_same_name(mine: Workspace) -> None:
    save_filter(mine, "week", "due:eow")
    save_filter(mine, "Week", "due:fri")

    assert [(one.name, one.query) for one in saved_filters(mine)][1:] == [("Week", "due:fri")]


def test_what_was_saved_is_forgotten_and_the_settings_are_never_written(mine: Workspace, tmp_path: Path) -> None:
    save_filter(mine, "week", "due:eow")
    forget_filter(mine, "WEEK")

    assert names(mine) == [("Quiet", True)]
    with pytest.raises(BadRequest, match="own settings"):
        forget_filter(mine, "quiet")
    with pytest.raises(BadRequest, match="own settings"):
        save_filter(mine, "quiet", "tag:saas")
    assert (tmp_path / "config.toml").read_text() == CONFIG


@pytest.mark.parametrize(
    ("name", "query", "why"),
    [
        ("", "tag:a", "needs a name"),
        ("x" * 41, "tag:a", "at most 40"),
        ("a\x1bb", "tag:a", "one line"),
        ("a", "  ", "empty"),
        ("a", "tga:a", "Did you mean tag:"),
    ],
)
def test_what_cannot_be_saved_says_why(mine: Workspace, name: str, query: str, why: str) -> None:
    with pytest.raises(BadRequest, match=why):
        save_filter(mine, name, query)


def test_where_nothing_can_be_kept_it_says_so(workspace: Workspace) -> None:
    with pytest.raises(BadRequest, match="could not be kept"):
        save_filter(workspace, "week", "due:eow")


def test_a_filter_that_is_not_there_names_those_that_are(mine: Workspace) -> None:
    with pytest.raises(BadRequest, match="Filters: Quiet"):
        filter_named(mine, "week")

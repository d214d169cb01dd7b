"""People and stories by keys alone: found, read, added, written to, logged, deleted and brought back."""

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.driver import frame, opened, press, settled, small_vault, snapshot_of, toasts
from tui.dialogs.choose import ChooseDialog
from tui.dialogs.log import LogDialog
from tui.dialogs.person import PersonDialog
from tui.dialogs.pick import PickDialog
from tui.dialogs.story import StoryDialog
from tui.screens.call.screen import CallScreen
from tui.screens.composer.screen import ComposerScreen
from tui.screens.people import PeopleScreen
from tui.screens.stories import StoriesScreen
from tui.widgets.row_list import RowList

ANNA = """\
---
name: Anna Weiss
part: reference
email: anna@weiss.example
phone: "+1 555 0150"
consent: yes, asked on 2026-11-02
opportunities: [northwind, harbor]
---
"""
BEN = "---\nname: Ben [b]Osei[/b]\npart: ally\n---\n"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    vault = small_vault(tmp_path)
    (vault / "people" / "anna.md").write_text(ANNA)
    (vault / "people" / "ben.md").write_text(BEN)
    return vault


async def test_who_is_to_be_briefed_is_seen_at_once_with_the_reason(vault: Path) -> None:
    async with opened(vault, (120, 40)) as (app, pilot):
        await press(pilot, "5")

        shown = frame(app)
        assert "Anna Weiss" in shown
        assert "to brief" in shown
        assert "not briefed since Fri 20 Nov" in shown
        assert "Ben [b]Osei[/b]" in shown


async def test_of_several_searches_the_first_is_named_and_the_others_are_counted(vault: Path) -> None:
    async with opened(vault, (200, 60)) as (app, pilot):
        await press(pilot, "5")

        assert "Harbor Analytics +1" in frame(app)


async def test_a_person_is_added_by_keys_and_shown(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await press(pilot, "5", "n")
        assert isinstance(app.screen, PersonDialog)
        await press(pilot, *"Cleo Day", "enter")

        assert (vault / "people" / "cleo-day.md").read_text() == "---\nname: Cleo Day\npart: reference\n---\n"
        assert "Cleo Day added to people" in toasts(app)
        assert "Cleo Day" in frame(app)


async def test_a_name_that_is_there_already_brings_the_form_back_with_what_was_typed(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await press(pilot, "5", "n", *"anna weiss", "enter")

        assert isinstance(app.screen, PersonDialog)
        assert app.screen.query_one("#name", Input).value == "anna weiss"
        assert "people/anna.md already" in frame(app)


async def test_a_briefing_is_logged_for_the_search_that_was_picked(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await press(pilot, "5", "L")
        assert isinstance(app.screen, PickDialog)
        assert "not briefed" in frame(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, LogDialog)
        await press(pilot, "ctrl+o")

        assert "Briefing with Anna Weiss" in (vault / "opportunities" / "northwind.md").read_text()
        assert "briefed 20 Nov" in frame(app)


async def test_a_reference_is_called_with_the_briefing_sheet(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await press(pilot, "5", "C", "enter")

        assert isinstance(app.screen, CallScreen)
        assert "Call to Anna Weiss" in frame(app)
        assert "What would help most" in frame(app)


async def test_a_letter_to_somebody_without_a_step_begins_in_the_search_that_was_picked(vault: Path) -> None:
    async with opened(vault, (100, 30)) as (app, pilot):
        await press(pilot, "5", "G", "c", "enter")

        assert isinstance(app.screen, ComposerScreen)
        assert app.screen.draft.to == "Ben [b]Osei[/b]"
        assert app.screen.template == "plain-message"


async def test_a_filter_narrows_and_escape_takes_it_away_before_anything_closes(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await press(pilot, "5", "slash", *"northw")
        assert "Ben [b]" not in frame(app)
        assert f"{len(app.screen.query_one('#rows', RowList).keys)} of " in frame(app)
        assert "Enter keeps it" in frame(app)
        await press(pilot, "enter")
        assert "Enter keeps it" not in frame(app)
        await press(pilot, "escape")

        assert isinstance(app.screen, PeopleScreen)
        assert "Ben [b]" in frame(app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_enter_reads_and_escape_comes_back_to_the_same_person(vault: Path, size: tuple[int, int]) -> None:
    async with opened(vault, size) as (app, pilot):
        await press(pilot, "5", "G", "enter")
        assert app.screen.query_one("#detail").has_focus
        await press(pilot, "escape")

        assert isinstance(app.screen, PeopleScreen)
        assert app.screen.rows.has_focus
        assert app.screen.person is not None
        assert app.screen.person.name == "Ben [b]Osei[/b]"


async def test_a_person_is_deleted_by_another_key_and_comes_back_by_undo(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await press(pilot, "5", "G", "D", "D")
        assert isinstance(app.screen, ChooseDialog)
        assert (vault / "people" / "ben.md").exists()
        await press(pilot, "y")
        assert not (vault / "people" / "ben.md").exists()
        await press(pilot, "u", "y")

        assert (vault / "people" / "ben.md").read_text() == BEN


async def test_a_contact_has_no_file_to_delete(vault: Path) -> None:
    place = vault / "opportunities" / "harbor.md"
    place.write_text(
        place.read_text().replace("---\n\n## Notes", "  - name: Zed Kay\n    part: helper\n---\n\n## Notes")
    )
    async with opened(vault) as (app, pilot):
        await press(pilot, "5", "G", "D")

        assert "Zed Kay is a contact in opportunities/harbor.md" in toasts(app)
        assert isinstance(app.screen, PeopleScreen)


async def test_a_change_by_an_editor_is_shown_and_the_cursor_stays(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await press(pilot, "5", "G")
        (vault / "people" / "aaron.md").write_text("---\nname: Aaron Ito\npart: reference\n---\n")
        await press(pilot, "r")
        await settled(pilot)

        assert isinstance(app.screen, PeopleScreen)
        assert "Aaron Ito" in frame(app)
        assert app.screen.person is not None
        assert app.screen.person.name == "Ben [b]Osei[/b]"


async def test_an_empty_list_says_why_references_matter_and_what_to_press(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await press(pilot, "5")

        assert "References speak for you" in frame(app)
        assert "Press n to add the first" in frame(app)


async def test_a_need_without_a_story_begins_the_story_that_answers_it(vault: Path) -> None:
    place = vault / "opportunities" / "northwind.md"
    place.write_text(place.read_text() + "- need: forklifts queue at the north gate (Mia Chen)\n")
    async with opened(vault) as (app, pilot):
        await press(pilot, "6", "G")
        assert "Needs without a story  1" in frame(app)
        assert "None of your stories answers this need" in frame(app)
        await press(pilot, "n")
        assert isinstance(app.screen, StoryDialog)
        await press(pilot, *"Two gates", "ctrl+o")

        assert (vault / "stories" / "two-gates.md").read_text() == (
            "---\ntitle: Two gates\nneeds: [forklifts queue at the north gate]\n---\n"
        )
        assert "Needs without a story" not in frame(app)


async def test_a_letter_tells_the_story_to_who_has_the_need(vault: Path) -> None:
    async with opened(vault, (120, 40)) as (app, pilot):
        await press(pilot, "6", "c")

        assert isinstance(app.screen, ComposerScreen)
        assert (app.screen.draft.opportunity, app.screen.draft.to) == ("northwind", "Joe Alvarez")
        assert "The ladder to the board" in app.screen.letter.text
        assert "stories/ladder.md" in app.screen.choice.stories


async def test_a_story_that_nobody_needs_is_told_to_nobody(vault: Path) -> None:
    (vault / "stories" / "ladder.md").write_text("---\ntitle: Zebras\nneeds: [zebras]\n---\n")
    async with opened(vault, (120, 40)) as (app, pilot):
        await press(pilot, "6", "c")

        assert isinstance(app.screen, StoriesScreen)
        assert "No open search has said a need" in frame(app)
        assert "Compose needs a highlighted story that answers a need of an open search." in toasts(app)


async def test_a_story_is_deleted_after_it_was_shown(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await press(pilot, "6", "D")
        assert "-title: The ladder to the board" in frame(app)
        await press(pilot, "y")

        assert snapshot_of(app).records.stories == ()
        assert "No stories yet" in frame(app) or "Needs without a story" in frame(app)

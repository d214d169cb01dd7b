"""What is asked before one opportunity, or several, are tagged, put off, moved or deleted."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.workspace.commands.write_draft import write_draft
from store.workspace.door import Workspace
from store.workspace.moment import Moment
from tests.tui.driver import NOW, TODAY, app_on, frame, opened, press, settled, small_vault, snapshot_of, toasts, until
from tui import messages
from tui.app import AfterwordApp
from tui.dialogs.delete import DeleteDialog
from tui.dialogs.tags import TagsDialog

ALL = ("northwind", "harbor", "kestrel")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return small_vault(tmp_path)


def text(vault: Path, name: str) -> str:
    """Return an opportunity's file."""
    return (vault / "opportunities" / f"{name}.md").read_text()


async def ask(app: AfterwordApp, pilot: Pilot[int], deed: messages.Deed) -> None:
    """Ask for a deed, as a list with marks does."""
    app.post_message(deed)
    await settled(pilot)


async def test_a_tag_is_typed_and_a_known_one_ticked_in_one_change(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await ask(app, pilot, messages.TagOpportunities(("kestrel",)))
        await press(pilot, *"#Remote", "down", "space", "ctrl+o")

        await until(pilot, lambda: "tags:" in text(vault, "kestrel"))
        assert "tags +Remote +enablement" in toasts(app)
        assert {"Remote", "enablement"} == {
            tag for o in snapshot_of(app).records.opportunities for tag in o.tags if o.id == "kestrel"
        }


async def test_of_several_a_tag_that_some_have_is_half_ticked_and_stays_so_unless_touched(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await ask(app, pilot, messages.TagOpportunities(ALL))
        assert "[~] enablement" in frame(app)
        assert "on 1 of these 3" in frame(app)

        await press(pilot, *"b2b", "enter")
        await until(pilot, lambda: all("b2b" in text(vault, name) for name in ALL))

    assert "saas" in text(vault, "northwind")
    assert "saas" not in text(vault, "harbor")


async def test_a_half_ticked_tag_becomes_everybodys_then_nobodys_then_as_it_was(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await ask(app, pilot, messages.TagOpportunities(ALL))
        await press(pilot, "down", "space")
        assert "[x] enablement" in frame(app)
        await press(pilot, "space")
        assert "[ ] enablement" in frame(app)
        await press(pilot, "space")
        assert "[~] enablement" in frame(app)
        await press(pilot, "ctrl+o")
        assert "Nothing is changed yet" in frame(app)
        await press(pilot, "space", "space", "ctrl+o")

        await until(pilot, lambda: "enablement]" not in text(vault, "northwind"))
    assert "saas" in text(vault, "northwind")


async def test_leaving_the_tags_asks_when_something_was_ticked(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await ask(app, pilot, messages.TagOpportunities(("northwind",)))
        await press(pilot, "down", "space", "escape")
        assert "Leave and lose" in frame(app)
        await press(pilot, "n", "escape", "y")

        assert not isinstance(app.screen, TagsDialog)
    assert "[saas, enablement]" in text(vault, "northwind")


async def test_the_arrow_up_leads_from_the_list_back_to_the_field(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await ask(app, pilot, messages.TagOpportunities(("northwind",)))
        await press(pilot, "down", "up", *"x")

        assert app.screen.query_one("#new").has_focus


async def test_deleting_shows_the_file_its_drafts_and_its_last_entry_and_takes_them_on_y_alone(vault: Path) -> None:
    moment = Moment(today=TODAY, now=NOW, fixed=True)
    Workspace.open(vault, moment).carry_out(write_draft("northwind", "thank-you-email", "Joe"))
    before = text(vault, "northwind")
    async with opened(vault) as (app, pilot):
        await ask(app, pilot, messages.DeleteOpportunities(("northwind",)))
        shown = frame(app)
        assert "opportunities/northwind.md" in shown
        assert "email to Joe Alvarez" in shown
        assert "the last: Fri 20 Nov, Interview with Joe Alvarez, Mia" in shown
        await press(pilot, "enter")
        assert not isinstance(app.screen, DeleteDialog), "Enter presses Keep"
        await ask(app, pilot, messages.DeleteOpportunities(("northwind",)))
        await press(pilot, "D")
        assert text(vault, "northwind") == before, "the key that asks is not the one that answers"
        await press(pilot, "y")
        await until(pilot, lambda: not (vault / "opportunities" / "northwind.md").exists())
        assert not list((vault / "drafts").rglob("*.md"))

        await press(pilot, "u", "y")
        await until(pilot, (vault / "opportunities" / "northwind.md").exists)
    assert text(vault, "northwind") == before
    assert len(list((vault / "drafts").rglob("*.md"))) == 1


async def test_several_are_deleted_in_one_change_and_named_first(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await ask(app, pilot, messages.DeleteOpportunities(ALL))
        assert "Delete 3 opportunities?" in frame(app)
        assert "Kestrel Books" in frame(app)
        await press(pilot, "y")
        await until(pilot, lambda: not list((vault / "opportunities").glob("*.md")))
        await press(pilot, "u", "y")
        await until(pilot, lambda: len(list((vault / "opportunities").glob("*.md"))) == len(ALL))


async def test_the_next_touch_of_several_is_put_off_in_one_change(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await ask(app, pilot, messages.PutOffOpportunities(ALL))
        await press(pilot, *"+5d")
        assert "→ Wed 25 Nov, in 5 days" in frame(app)
        await press(pilot, "enter")

        await until(pilot, lambda: all("next_touch: 2026-11-25" in text(vault, name) for name in ALL))


async def test_several_move_to_one_stage_in_one_change(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await ask(app, pilot, messages.MoveStage("northwind", ("harbor", "kestrel")))
        assert "3 opportunities: which stage?" in frame(app)
        assert "2 now" in frame(app)
        await press(pilot, "j", "enter")

        await until(pilot, lambda: all("stage: offer" in text(vault, name) for name in ALL))


async def test_a_hostile_tag_is_shown_as_text(vault: Path) -> None:
    path = vault / "opportunities" / "kestrel.md"
    path.write_text(path.read_text().replace("stage: applied", 'stage: applied\ntags: ["x [/b] [red]"]'))
    app = app_on(vault)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: app._snapshot is not None)
        await settled(pilot)
        await ask(app, pilot, messages.TagOpportunities(("kestrel",)))

        assert "x [/b] [red]" in frame(app)

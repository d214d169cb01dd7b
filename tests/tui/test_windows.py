"""Windows over a screen: what is said where, which key does what from where one is, and what a click does."""

from pathlib import Path

import pytest
from textual.widgets import Button, Input, ProgressBar, Static

from store.model.sync import Progress
from store.workspace.machine import Machine
from tests.tui.driver import frame, opened, press, settled, small_vault, until
from tests.tui.test_welcome import typed, welcomed
from tui.dialogs.fetch import FetchDialog
from tui.dialogs.sync import SyncDialog
from tui.presentation.history import diff_lines
from tui.presentation.spans import line
from tui.widgets.dialog import Dialog
from tui.widgets.field import Field
from tui.widgets.hint import Hint
from tui.widgets.row_list import RowList

NARROW = (60, 20)


def said_at(dialog: Dialog[object], name: str) -> str:
    """Return what is said below a field; nothing while it is not shown."""
    field = next(f for f in dialog.query(Field) if f.inner.id == name)
    said = field.query_one(".amiss", Static)
    return str(said.content) if said.display else ""


def lit(dialog: Dialog[object]) -> list[str]:
    """Return the buttons that stand out."""
    ground = dialog.window.styles.background
    return [b.id or "" for b in dialog.buttons.query(Button) if b.styles.background != ground]


def marked(dialog: Dialog[object]) -> list[str]:
    """Return the labels that stand out."""
    return [str(label.content) for label in dialog.query(".label").results(Static) if label.styles.text_style.bold]


async def test_the_button_says_which_key_accepts_from_where_one_is_and_stays_as_wide(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await press(pilot, "d")
        button = app.screen.query_one("#accept", Button)
        width = button.region.width
        assert str(button.label) == "Log it (Enter)"
        await press(pilot, "tab")

        assert app.focused is not None
        assert app.focused.id == "body"
        assert str(button.label) == "Log it (^o)"
        assert button.region.width == width
        await press(pilot, "shift+tab")
        assert str(button.label) == "Log it (Enter)"


@pytest.mark.parametrize("theme", ["dark", "light", "high-contrast"])
async def test_one_button_stands_out_and_it_is_the_one_that_enter_presses(tmp_path: Path, theme: str) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        app.theme = theme
        await press(pilot, "d")
        dialog = app.screen
        assert isinstance(dialog, Dialog)
        assert lit(dialog) == ["accept"]
        dialog.query_one("#cancel").focus()
        await settled(pilot)
        assert lit(dialog) == ["cancel"]
        dialog.query_one("#accept").focus()
        await settled(pilot)
        assert lit(dialog) == ["accept"]


async def test_the_label_of_the_field_that_has_the_cursor_stands_out_by_more_than_colour(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await press(pilot, "L")
        dialog = app.screen
        assert isinstance(dialog, Dialog)
        found = []
        for _ in range(6):
            found.append(marked(dialog))
            await press(pilot, "tab")

        assert found == [["kind"], ["way"], ["who"], ["when"], ["title"], ["text"]]


@pytest.mark.parametrize(
    ("keys", "name", "why"),
    [
        (("5", "n", "ctrl+o"), "name", "A person needs a name."),
        (("6", "n", "ctrl+o"), "title", "A story needs a title."),
        (("2", "slash", *"stage:open", "enter", "F", "enter"), "name", "A filter needs a name."),
    ],
)
async def test_what_is_missing_is_said_at_its_field(tmp_path: Path, keys: tuple[str, ...], name: str, why: str) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await press(pilot, *keys)
        dialog = app.screen
        assert isinstance(dialog, Dialog)

        assert said_at(dialog, name) == why
        assert not dialog.trouble.display
        assert app.focused is not None
        assert app.focused.id == name


@pytest.mark.parametrize(
    ("keys", "name"),
    [(("2", "ctrl+o"), "name"), (("3", "ctrl+o"), "folder"), (("3", "nowhere at all", "enter"), "folder")],
)
async def test_what_is_wrong_at_the_first_start_is_said_at_its_field(
    tmp_path: Path, keys: tuple[str, ...], name: str
) -> None:
    async with welcomed(tmp_path, Machine(state=tmp_path / "state")) as (app, pilot):
        await typed(pilot, keys[0])
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        await typed(pilot, *keys[1:])
        dialog = app.screen
        assert isinstance(dialog, Dialog)

        await until(pilot, lambda: bool(said_at(dialog, name)))
        assert not dialog.trouble.display


async def test_a_vault_that_cannot_be_fetched_leaves_nothing_and_is_not_told_to_be_saved(tmp_path: Path) -> None:
    async with welcomed(tmp_path, Machine(state=tmp_path / "state")) as (app, pilot):
        await typed(pilot, "4")
        await until(pilot, lambda: isinstance(app.screen, FetchDialog))
        await typed(pilot, "/no where/x.git", "enter")
        await until(pilot, lambda: isinstance(app.screen, FetchDialog) and app.screen.trouble.display)
        said = " ".join(frame(app).replace("│", " ").split())

        assert "is not there" in said
        assert "try again" in said
        assert "sync" not in said
        assert "saved here" not in said


async def test_a_click_beside_a_window_closes_it_at_the_first_start_too(tmp_path: Path) -> None:
    async with welcomed(tmp_path, Machine(state=tmp_path / "state")) as (app, pilot):
        await typed(pilot, "3")
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        await pilot.click(offset=(0, 0))

        await until(pilot, lambda: not isinstance(app.screen, Dialog))


async def test_nothing_at_the_foot_of_a_window_is_cut_on_a_small_screen(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path), NARROW) as (app, pilot):
        await press(pilot, "2", "space", "space", "m")
        assert "Esc leaves them where they" in frame(app)
        assert "are." in frame(app)
        await press(pilot, "escape", "a", "x", "escape")
        assert "Leave and lose it?" in frame(app)


@pytest.mark.parametrize(("word", "is_moved"), [("Esc", False), ("Enter", True)])
async def test_what_is_said_of_a_key_can_be_clicked(tmp_path: Path, word: str, *, is_moved: bool) -> None:
    vault = small_vault(tmp_path)
    async with opened(vault) as (app, pilot):
        await press(pilot, "2", "m")
        app.screen.query_one(RowList).highlight("offer")
        await settled(pilot)
        hint = app.screen.query_one(Hint)
        at = str(hint.content).index(word)
        await pilot.click(hint, offset=(at + 1, 0))
        await settled(pilot)

        assert not app.screen.query(Hint)
        assert ("stage: offer" in (vault / "opportunities" / "northwind.md").read_text()) is is_moved


async def test_a_sync_says_at_once_how_far_it_is_and_what_came_of_one_that_was_quicker(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        window = SyncDialog((line("One change to send."),), Progress(doing="fetching", done=3, total=10), lambda: None)
        await app.push_screen(window)
        await settled(pilot)
        assert "fetching 30 %" in frame(app)
        quick = SyncDialog((), None, lambda: None)
        quick.over((line("In step."),))
        await app.push_screen(quick)
        await settled(pilot)

        assert "In step." in frame(app)
        assert "Close (Esc)" in frame(app)
        assert not quick.query_one(ProgressBar).display


def test_a_change_is_shown_with_the_line_where_it_is_and_without_the_marks_of_git() -> None:
    said = [
        "".join(s.text for s in one) for one in diff_lines("--- a/x.md\n+++ b/x.md\n@@ -3,7 +3,6 @@ Found\n-a\n b\n")
    ]

    assert said == ["", "x.md", "line 3", "-a", " b"]


async def test_keys_stand_in_one_column_whatever_section_they_are_of(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path), (80, 40)) as (app, pilot):
        await press(pilot, "a", "ctrl+g")
        rows = frame(app).splitlines()
        ends = next(row for row in rows if "Close without" in row).index("Close without")

        assert next(row for row in rows if "Open what is" in row).index("Open what is") == ends


async def test_a_folder_that_no_vault_can_be_made_in_is_refused_at_its_field(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    async with welcomed(tmp_path, Machine(state=tmp_path / "state")) as (app, pilot):
        await typed(pilot, "2")
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        await typed(pilot, "Sam Rivera ", "tab", "tab", "ctrl+e", "ctrl+u", str(taken), "enter")
        await until(pilot, lambda: isinstance(app.screen, Dialog) and "is a file" in said_at(app.screen, "folder"))

        assert app.focused is not None
        assert app.focused.id == "folder"
        assert isinstance(app.screen, Dialog)
        assert not app.screen.trouble.display


@pytest.mark.parametrize("theme", ["high-contrast", "high-contrast-light", "ansi", "ansi-light"])
async def test_what_enter_takes_in_the_palette_and_the_cursor_in_its_field_are_seen_in_every_theme(
    tmp_path: Path, theme: str
) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        app.theme = theme
        await press(pilot, "colon")
        found = app.screen.query_one("#found", RowList)
        field = app.screen.query_one("#wanted", Input)

        assert found.get_component_rich_style("painted--cursor-blurred").reverse
        cursor = field.get_component_rich_style("input--cursor")
        assert cursor.reverse or (cursor.bgcolor and cursor.bgcolor != field.rich_style.bgcolor)


async def test_without_colours_the_cursor_is_seen_in_every_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await press(pilot, "L")
        dialog = app.screen
        chosen = dialog.query_one("#kind SelectCurrent #label")

        assert chosen.rich_style.reverse
        assert dialog.query_one("#day").get_component_rich_style("input--cursor").reverse
        assert dialog.query_one("#body").get_component_rich_style("text-area--cursor").reverse
        await press(pilot, "escape", "colon")
        found = app.screen.query_one("#found", RowList)
        assert found.get_component_rich_style("painted--cursor-blurred").reverse


async def test_what_is_typed_in_a_form_begins_in_one_column(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await press(pilot, "L")
        fields = [field.inner for field in app.screen.query(Field)]

        assert len({field.content_region.x for field in fields}) == 1


@pytest.mark.parametrize("key", ["colon", "semicolon"])
async def test_a_window_whose_lines_are_long_is_wider_where_there_is_room(tmp_path: Path, key: str) -> None:
    async with opened(small_vault(tmp_path), (200, 60)) as (app, pilot):
        await press(pilot, key)

        assert app.screen.query_one("#window").region.width > 100

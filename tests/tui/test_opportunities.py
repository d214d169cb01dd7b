"""The list of opportunities: narrowed by queries, sorted, marked, and dealt with together."""

from pathlib import Path

from textual.pilot import Pilot

from store.workspace.machine import Machine
from store.workspace.remembered import remember
from tests.tui.driver import frame, git, opened, press, program, settled, small_vault, toasts, until
from tui.app import AfterwordApp
from tui.screens.opportunities import OpportunitiesScreen

KEYS = {":": "colon", "<": "less_than_sign", ">": "greater_than_sign", " ": "space", "-": "minus"}


def typed(text: str) -> list[str]:
    return [KEYS.get(letter, letter) for letter in text]


def screen_of(app: AfterwordApp) -> OpportunitiesScreen:
    screen = app.screen
    assert isinstance(screen, OpportunitiesScreen)
    return screen


def keys(app: AfterwordApp) -> list[str]:
    return list(screen_of(app).rows.keys)


async def filtered(pilot: Pilot[int], text: str) -> None:
    await press(pilot, "slash", *typed(text), "enter")


def subjects(vault: Path) -> int:
    return len((vault / ".git" / "logs" / "HEAD").read_text().splitlines())


async def test_the_filter_speaks_the_language_of_queries(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await press(pilot, "2")
        await filtered(pilot, "stage:interviewing -who:priya")

        assert keys(app) == ["northwind"]
        assert "1 of 3" in frame(app)


async def test_what_cannot_be_read_is_pointed_at_and_the_terms_before_it_hold(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path), (100, 24)) as (app, pilot):
        await press(pilot, "2", "slash", *typed("stage:applied due<fryd"))

        lines = frame(app).splitlines()
        under = next(n for n, line in enumerate(lines) if "^" in line)
        assert lines[under].index("^") == lines[under - 1].index("fryd")
        assert "no day" in lines[under]
        assert keys(app) == ["kestrel"]

        await press(pilot, *["backspace"] * 4, *typed("eoy"))
        assert "^" not in frame(app)


async def test_tab_takes_what_is_offered_and_then_goes_on_as_ever(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await press(pilot, "2", "slash", *typed("company:harb"))
        await until(pilot, lambda: "company:harbor" in frame(app))
        await press(pilot, "tab")

        assert screen_of(app).filter.value == "company:harbor"
        assert screen_of(app).filter.has_focus
        await press(pilot, "tab")
        assert not screen_of(app).filter.has_focus


async def test_the_order_is_chosen_by_keys_and_by_clicks_on_the_heads_and_the_cursor_stays(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await press(pilot, "2", "j")
        assert screen_of(app).rows.key == "harbor"

        await press(pilot, "z")
        assert keys(app) == ["harbor", "kestrel", "northwind"]
        assert "company ↓" in frame(app)
        await press(pilot, "Z")
        assert keys(app) == ["northwind", "kestrel", "harbor"]
        assert "company ↑" in frame(app)
        assert screen_of(app).rows.key == "harbor"

        head = next(line for line in frame(app).splitlines() if "company" in line)
        await pilot.click("#heads", offset=(head.index("stage"), 0))
        await settled(pilot)
        assert "stage ↓" in frame(app)
        await pilot.click("#heads", offset=(head.index("company"), 0))
        await settled(pilot)
        assert keys(app) == ["harbor", "kestrel", "northwind"]


async def test_what_a_narrow_list_is_sorted_by_is_one_of_its_columns(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path), (60, 20)) as (app, pilot):
        await press(pilot, "2", "z", "z", "z", "z")

        assert "deadline ↓" in frame(app)
        assert "Tue 15 Dec" in frame(app)


async def test_the_list_opens_with_the_order_it_was_left_with(tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    async with program(vault) as (app, pilot):
        await press(pilot, "2", "z", "Z")
        assert keys(app) == ["northwind", "kestrel", "harbor"]

    async with program(vault) as (app, pilot):
        await press(pilot, "2")
        assert keys(app) == ["northwind", "kestrel", "harbor"]
        assert "company ↑" in frame(app)


async def test_an_order_of_another_version_is_no_order(tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    assert remember(Machine(state=vault.parent / "home" / "state"), sort="-colour")
    async with program(vault) as (app, pilot):
        await press(pilot, "2")

        assert "company ↓" not in frame(app)
        assert len(keys(app)) == 3


async def test_marked_ones_move_together_in_one_commit_and_lose_their_marks(tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    git(vault, "add", "-A")
    git(vault, "commit", "-qm", "three")
    async with opened(vault) as (app, pilot):
        await press(pilot, "2", "space", "j", "V")
        assert " 3 marked" in frame(app)
        before = subjects(vault)
        await press(pilot, "m", "j", "enter")
        await until(pilot, lambda: "stage: offer" in (vault / "opportunities" / "kestrel.md").read_text())
        await until(pilot, lambda: not screen_of(app).rows.marked)

        assert all("stage: offer" in file.read_text() for file in (vault / "opportunities").glob("*.md"))
        assert subjects(vault) == before + 1
        assert "3 opportunities" in toasts(app)
        assert "marked" not in frame(app)


async def test_esc_takes_marks_away_first_then_the_filter(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await press(pilot, "2")
        await filtered(pilot, "stage:interviewing")
        await press(pilot, "v")
        await press(pilot, "escape")
        assert not screen_of(app).rows.marked
        assert screen_of(app).filter.value

        await press(pilot, "escape")
        assert not screen_of(app).filter.value
        assert len(keys(app)) == 3


async def test_deleting_what_is_marked_wants_another_key(tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    async with opened(vault) as (app, pilot):
        await press(pilot, "2", "space", "space", "D", "D")
        assert (vault / "opportunities" / "northwind.md").exists()
        await press(pilot, "y")
        await until(pilot, lambda: not (vault / "opportunities" / "northwind.md").exists())
        await until(pilot, lambda: isinstance(app.screen, OpportunitiesScreen) and keys(app) == ["kestrel"])


async def test_a_filter_is_saved_chosen_and_forgotten(tmp_path: Path) -> None:
    config = '[filters]\n"mine" = "stage:applied"\n"odd" = "stge:x"\n'
    async with program(small_vault(tmp_path), (100, 30), config) as (app, pilot):
        await press(pilot, "2", "F")
        assert "no filter to save" in toasts(app)
        await filtered(pilot, "who:joe")
        await press(pilot, "F", *typed("with joe"), "enter")
        await until(pilot, lambda: "Saved: with joe" in toasts(app))
        await press(pilot, "escape", "f")
        await until(pilot, lambda: "Saved filters" in frame(app))
        shown = frame(app)
        assert "cannot be read" in shown
        assert "with joe  1  who:joe" in shown

        await press(pilot, "j", "j", "enter")
        assert screen_of(app).filter.value == "who:joe"
        assert keys(app) == ["northwind"]

        await press(pilot, "f")
        await until(pilot, lambda: "Saved filters" in frame(app))
        await press(pilot, "x")
        assert "own settings" in frame(app)
        await press(pilot, "j", "j", "x")
        assert "Forget “with joe”?" in frame(app)
        await press(pilot, "y")
        await until(pilot, lambda: "Saved filters" in frame(app))
        assert "with joe" not in frame(app)


async def test_a_wide_screen_tells_beside_the_list_what_is_known(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path), (120, 40)) as (app, pilot):
        await press(pilot, "2")
        assert "joe.alvarez@northwind.example" in frame(app)
        assert "first round" in frame(app)

        await press(pilot, "j")
        assert "priya@harbor.example" in frame(app)
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert "priya@harbor.example" not in frame(app)


async def test_the_cursor_stays_on_its_row_when_files_change(tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    async with opened(vault) as (app, pilot):
        await press(pilot, "2", "z", "k")
        assert screen_of(app).rows.key == "kestrel"
        (vault / "opportunities" / "adder.md").write_text("---\ncompany: Adder\nposition: Clerk\n---\n")
        await press(pilot, "r")
        await until(pilot, lambda: len(keys(app)) == 4)

        assert keys(app) == ["adder", "harbor", "kestrel", "northwind"]
        assert screen_of(app).rows.key == "kestrel"


async def test_the_board_narrows_by_the_same_language(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path), (120, 30)) as (app, pilot):
        await press(pilot, "3", "slash", *typed("stage:applied"))
        assert "Northwind" not in frame(app)
        await press(pilot, *typed(" due<"))
        assert "wants a day" in frame(app)
        assert "Northwind" not in frame(app)

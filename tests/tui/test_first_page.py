"""The agenda before the vault has been read: as it was kept, for the very state of the files."""

import os
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events
from textual.pilot import Pilot

from store.model.agenda import HORIZON
from store.vault import program
from store.workspace.at_hand import agenda_at_hand
from store.workspace.door import Workspace
from store.workspace.machine import Machine
from store.workspace.moment import Moment
from tests.tui.driver import NOW, TODAY, at_rest, frame, opened, sample_vault, settled, toasts, until
from tui import messages
from tui.app import AfterwordApp
from tui.bridge.early import Early, page_at_hand
from tui.presentation import first_page
from tui.presentation.ready import ready
from tui.screens.agenda import AgendaScreen
from tui.screens.opportunity import OpportunityScreen

ROOT = Path(__file__).resolve().parent.parent.parent
MOMENT = Moment(today=TODAY, now=NOW, fixed=True)


class Place:
    """A vault and a machine with an index of it."""

    def __init__(self, folder: Path) -> None:
        self.vault = sample_vault(folder)
        for own in (self.vault / "templates").iterdir():  # nobody compares those by content while they are young
            own.unlink()
        self.machine = Machine(cache=folder / "cache")

    def workspace(self) -> Workspace:
        return Workspace.open(self.vault, MOMENT, lambda: self.machine)

    def early(self) -> Early:
        """Return what is found now, as another process would have written it."""
        pipe, there = os.pipe()
        with os.fdopen(there, "wb") as file:
            file.write(page_at_hand(self.workspace()))
        return Early(pipe)

    @asynccontextmanager
    async def begun(
        self, gate: threading.Event, size: tuple[int, int] = (120, 40)
    ) -> AsyncIterator[tuple[AfterwordApp, Pilot[int]]]:
        """Open the program with what was kept; the vault is read once the gate is open."""
        app = AfterwordApp(self.workspace(), clock=lambda: MOMENT, early=self.early())
        app._bridge._queue.submit(gate.wait)
        async with app.run_test(size=size, notifications=True) as pilot:
            try:
                app.animation_level = "none"
                await pilot.pause()
                yield app, pilot
            finally:
                gate.set()


@pytest.fixture
async def place(tmp_path: Path) -> Place:
    """Return a vault that the program was opened on before."""
    found = Place(tmp_path)
    async with opened(found.vault, (120, 40), machine=found.machine):
        pass
    return found


def agenda(app: AfterwordApp) -> AgendaScreen:
    assert isinstance(app.screen, AgendaScreen)
    return app.screen


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_what_is_shown_at_once_is_what_is_shown_when_all_is_read(place: Place, size: tuple[int, int]) -> None:
    gate = threading.Event()
    async with place.begun(gate, size) as (app, pilot):
        first = (await at_rest(pilot)).splitlines()
        place_of_cursor = agenda(app).rows.cursor
        before = app._snapshot
        gate.set()
        await until(pilot, lambda: app._snapshot is not None)
        await settled(pilot)
        then = frame(app).splitlines()

        assert before is None
        assert agenda(app).rows.cursor == place_of_cursor
        for early, late in zip(first, then, strict=True):  # the log of the opportunity comes, nothing goes
            assert early in late or (size[0] >= 120 and late.startswith(early[:70]))


async def test_the_rows_are_in_the_first_frame(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    painted: list[str] = []
    draw = AgendaScreen._compositor_refresh

    def look(self: AgendaScreen) -> None:
        draw(self)
        if not self.app._batch_count and self.is_mounted:
            painted.append(frame(app))

    monkeypatch.setattr(AgendaScreen, "_compositor_refresh", look)
    app = AfterwordApp(place.workspace(), clock=lambda: MOMENT, early=place.early())
    app._bridge._queue.submit(gate.wait)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        gate.set()

    assert "Overdue" in painted[0]
    assert not any("Reading the vault" in one for one in painted)


async def test_keys_before_all_is_read_open_the_step_that_they_moved_to(place: Place) -> None:
    gate = threading.Event()
    async with place.begun(gate) as (app, pilot):
        wanted = [key for key in agenda(app).rows.keys if key][2]
        await pilot.press("j", "j", "enter")
        assert agenda(app).rows.key == wanted
        assert "reading …" in frame(app)
        gate.set()
        await until(pilot, lambda: isinstance(app.screen, OpportunityScreen) and app.screen.is_mounted)
        await settled(pilot)

        assert app.screen._ident == wanted.split("\x1f")[0]  # type: ignore[attr-defined]


async def test_what_is_typed_behind_a_key_that_waits_follows_it(place: Place) -> None:
    gate = threading.Event()
    async with place.begun(gate) as (app, pilot):
        await pilot.press("space", "j", "2")
        assert app.current_mode == "agenda"
        assert agenda(app).rows.marks == 0
        first, _, third = [key for key in agenda(app).rows.keys if key][:3]
        gate.set()
        await until(pilot, lambda: app.current_mode == "opportunities")
        await settled(pilot)
        app.simulate_key("1")
        await settled(pilot)

        assert agenda(app).rows.marked == (first,)
        assert agenda(app).rows.key == third


async def test_a_click_waits_and_then_meets_the_row_that_was_under_it(place: Place) -> None:
    gate = threading.Event()
    async with place.begun(gate) as (app, pilot):
        rows = agenda(app).rows
        wanted = next(index for index, key in enumerate(rows._keys) if key and index > 4)
        key = rows._keys[wanted]
        x, y = rows.region.x + 10, rows.region.y + wanted
        for event in (events.MouseDown, events.MouseUp):
            app.post_message(event(None, x, y, 0, 0, 1, False, False, False, x, y))
        await pilot.pause()
        assert rows.cursor != wanted
        gate.set()
        await until(pilot, lambda: app._snapshot is not None)
        await until(pilot, lambda: agenda(app).rows.key == key)


async def test_another_screen_does_not_wait(place: Place) -> None:
    gate = threading.Event()
    async with place.begun(gate) as (app, pilot):
        await pilot.press("2")
        await until(pilot, lambda: app.current_mode == "opportunities")

        assert app._snapshot is None


async def test_a_step_that_is_gone_when_all_is_read_passes_its_keys_to_no_other(place: Place) -> None:
    gate = threading.Event()
    async with place.begun(gate) as (app, pilot):
        wanted = agenda_at_hand(place.workspace(), HORIZON)[0].items[2]
        await pilot.press("j", "j", "enter")
        assert agenda(app).rows.key.startswith(wanted.opportunity)
        (place.vault / wanted.because.path).unlink()
        gate.set()
        await until(pilot, lambda: app._snapshot is not None)
        await settled(pilot)

        assert isinstance(app.screen, AgendaScreen)
        assert "is gone since" in toasts(app)


async def test_a_vault_that_cannot_be_read_shows_no_rows_that_nothing_can_be_done_about(place: Place) -> None:
    gate = threading.Event()
    async with place.begun(gate) as (app, pilot):
        assert agenda(app).rows.keys
        app.post_message(messages.ReadingFailed("it is out of reach"))
        await until(pilot, lambda: "could not be read" in toasts(app))

        assert not agenda(app).rows.keys


def test_nothing_is_at_hand_once_a_file_has_changed(place: Place) -> None:
    assert page_at_hand(place.workspace())
    file = next((place.vault / "opportunities").rglob("*.md"))
    file.write_text(file.read_text() + "\n")

    assert page_at_hand(place.workspace()) == b""


def test_an_agenda_that_a_command_kept_gives_the_same_page(tmp_path: Path) -> None:
    found = Place(tmp_path)
    assert page_at_hand(found.workspace()) == b""
    agenda_at_hand(found.workspace(), HORIZON)
    snapshot = found.workspace().snapshot()

    assert first_page.unpacked(page_at_hand(found.workspace())) == ready(snapshot).outlook.first_page(cell_len)


async def test_other_words_on_the_screen_are_another_question(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "FOLDERS", tuple(f for f in program.FOLDERS if "presentation" not in f))
    kept = place.machine.cache
    assert kept is not None
    asked = page_at_hand(place.workspace())

    assert asked == b""


@pytest.mark.parametrize("most", [1, 5, 12])
async def test_a_page_that_is_not_whole_has_the_length_of_all_and_its_end_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(first_page, "MOST", most)
    found = Place(tmp_path)
    async with opened(found.vault, (120, 40), machine=found.machine) as (app, _):
        rows = agenda(app).rows
        length, last, headed = len(rows._keys), rows.keys[-1], rows.virtual_size
    gate = threading.Event()
    async with found.begun(gate) as (app, pilot):
        rows = agenda(app).rows
        assert (len(rows._keys), rows.virtual_size) == (length, headed)
        await pilot.press("G")
        assert len(rows.keys) < most
        gate.set()
        await until(pilot, lambda: rows.key == last)


SCRIPT = """
import sys
from pathlib import Path
from store.workspace.machine import Machine
from tests.tui.test_first_page import Place
from tui.bridge.early import begin, page_at_hand
place = Place.__new__(Place)
place.vault, place.machine = Path(sys.argv[1]), Machine(cache=Path(sys.argv[2]))
early = begin(lambda: page_at_hand(place.workspace()))
broken = begin(lambda: 1 / 0)
print(len(early.page().known), early.page(), early.is_there(), broken.page())
"""


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="no second process is started there")
def test_another_process_finds_it_and_one_that_breaks_finds_nothing(place: Place) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, place.vault, str(place.machine.cache)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    rows = ready(place.workspace().snapshot()).outlook.rows

    assert done.stdout.split() == [str(min(len(rows), first_page.MOST)), "None", "False", "None"]

"""What a key does not do: make rows that nobody sees, lay out a screen that keeps its shape, read files for a sort."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.app import App, ComposeResult
from textual.message import Message

from store.workspace.commands.set_keys import set_keys
from store.workspace.door import Workspace
from store.workspace.moment import Moment
from tests.tui.driver import NOW, TODAY, frame, opened, press, settled, small_vault
from tui import messages
from tui.app import AfterwordApp
from tui.bridge.queue import Bridge
from tui.presentation.rows import Column, LateRows, Row
from tui.presentation.spans import Span
from tui.screens.opportunities import OpportunitiesScreen
from tui.widgets.row_list import RowList

MANY = [f"row {number:05}" for number in range(10_000)]
HEIGHT = 20


class Listing(App[None]):
    """A long list, and which of its rows were made."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[str] = []

    def compose(self) -> ComposeResult:
        yield RowList((Column(least=9),), id="rows")

    def make(self, key: str) -> Row:
        self.made.append(key)
        return Row(key=key, cells=(Span(key),))


@pytest.mark.parametrize(
    "what",
    [
        pytest.param(lambda app, rows: rows.show(LateRows(MANY[::-1], app.make)), id="a sort"),
        pytest.param(lambda app, rows: rows.show(LateRows(MANY[::2], app.make)), id="a filter"),
        pytest.param(lambda app, rows: rows.show(LateRows(MANY[2000:], app.make)), id="a filter without the cursor's"),
        pytest.param(lambda _, rows: rows.action_row_last(), id="a long way"),
        pytest.param(lambda _, rows: rows.mark_here(), id="a mark"),
        pytest.param(lambda _, rows: rows.mark_up_to_here(), id="many marks"),
    ],
)
async def test_of_a_long_list_the_rows_on_the_screen_are_made_and_no_others(
    what: Callable[[Listing, RowList], object],
) -> None:
    app = Listing()
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        rows = app.query_one(RowList)
        rows.show(LateRows(MANY, app.make))
        rows.highlight(MANY[1_000])
        await pilot.pause()
        app.made.clear()
        what(app, rows)
        await pilot.pause()

        assert 0 < len(set(app.made)) <= HEIGHT
        assert rows.key in app.made


async def test_a_mark_a_filter_and_a_step_on_the_board_lay_nothing_out_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[str] = []
    reflow = Compositor.reflow

    def counted(compositor: Compositor, *where: Any) -> Any:
        laid_out.append(key)
        return reflow(compositor, *where)

    async with opened(small_vault(tmp_path), (120, 40)) as (app, pilot):
        await press(pilot, "2", "space")
        monkeypatch.setattr(Compositor, "reflow", counted)
        for key in ("space", "V", "j"):
            await press(pilot, key)
        marked = frame(app)
        monkeypatch.undo()
        await press(pilot, "escape", "slash")
        monkeypatch.setattr(Compositor, "reflow", counted)
        for key in ("k", "e", "backspace"):
            await press(pilot, key)
        narrowed = frame(app)
        monkeypatch.undo()
        await press(pilot, "escape", "3")
        monkeypatch.setattr(Compositor, "reflow", counted)
        for key in ("l", "h", "slash", "k", "backspace"):
            await press(pilot, key)

    assert "3 marked" in marked
    assert "1 of 3" in narrowed
    assert laid_out == []


async def test_a_screen_that_comes_back_is_drawn_once_it_has_caught_up_and_not_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = small_vault(tmp_path)
    place = vault / "opportunities" / "kestrel.md"
    async with opened(vault, (100, 30)) as (app, pilot):
        await press(pilot, "2", "1")
        place.write_text(place.read_text().replace("Kestrel Books", "Kestrel Press"))
        app._bridge.refresh()
        await settled(pilot)
        drawn: list[str] = []
        waited: list[float] = []
        display, set_timer = app._display, app.set_timer

        def seen(*what: Any) -> None:
            if not app._batch_count:
                drawn.append(frame(app))
            display(*what)

        def timed(delay: float, *what: Any, **how: Any) -> Any:
            waited.append(delay)
            return set_timer(delay, *what, **how)

        monkeypatch.setattr(app, "_display", seen)
        monkeypatch.setattr(app, "set_timer", timed)
        await press(pilot, "2")

    assert waited == []
    assert "Kestrel Press" in drawn[0]


async def test_a_screen_is_drawn_even_where_what_lay_over_it_closes_at_once(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path), (100, 30)) as (app, pilot):
        await press(pilot, "2", "enter", "1")
        for key in ("2", "3", "2", "escape", "1"):
            app.simulate_key(key)
        await settled(pilot)

        assert app._batch_count == 0
        assert "Overdue" in frame(app) or "Today" in frame(app)


async def test_an_order_is_remembered_without_a_look_at_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await press(pilot, "2")
        looked: list[None] = []
        monkeypatch.setattr(app._bridge, "refresh", lambda: looked.append(None))
        await press(pilot, "z", "Z")
        after_orders = len(looked)
        app.post_message(messages.Ask(lambda _: None, lambda _: None))
        await settled(pilot)

    assert (after_orders, len(looked)) == (0, 1)


async def test_behind_a_change_only_its_own_files_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workspace, "watch", lambda *_: iter(()))  # which looks for itself, in its own time
    async with opened(small_vault(tmp_path), (100, 30)) as (app, pilot):
        await press(pilot, "2")
        looked: list[None] = []
        monkeypatch.setattr(app._bridge, "refresh", lambda: looked.append(None))
        app.post_message(messages.CarryOut(set_keys("kestrel", {"company": "Kestrel Press"})))
        await settled(pilot)
        after_change, seen = len(looked), frame(app)
        app.post_message(messages.CarryOut(set_keys("nobody", {"company": "X"})))
        await settled(pilot)

    assert "Kestrel Press" in seen
    assert (after_change, len(looked)) == (0, 1), "what is refused is followed by a look at everything"


def test_readings_that_are_asked_for_while_one_waits_are_one(tmp_path: Path) -> None:
    moment = Moment(today=TODAY, now=NOW, fixed=True)
    read: list[None] = []

    class Counted(Workspace):
        def snapshot(self, *told: Any, **asked: Any) -> Any:
            read.append(None)
            return super().snapshot(*told, **asked)

    posted: list[Message] = []
    bridge = Bridge(Counted.open(small_vault(tmp_path), moment), lambda: moment, posted.append)
    is_free = threading.Event()
    bridge.submit(lambda _: is_free.wait())
    for _ in range(5):
        bridge.refresh()
    is_free.set()
    bridge.submit(lambda _: None).result()
    before = len(read)
    bridge.refresh()
    bridge.submit(lambda _: None).result()
    bridge.stop()

    assert (before, len(read)) == (1, 2)
    assert not [one for one in posted if isinstance(one, messages.ReadingFailed)]


async def test_of_a_query_longer_than_its_line_the_end_is_seen_where_one_types(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path), (60, 20)) as (app, pilot):
        await press(pilot, "2", "slash", *"north", *["space"] * 40, *"freight")
        at_the_end = frame(app)
        await press(pilot, "home")

        assert "freight" in at_the_end
        assert "north " not in at_the_end.splitlines()[2]
        assert "freight" not in frame(app)
        assert "north " in frame(app)


def styles_of(app: AfterwordApp) -> list[str]:
    return [f"{node.id} {node.styles.css}" for node in app.screen.walk_children(with_self=True)]


async def test_the_styles_of_a_screen_that_comes_back_are_worked_out_anew_only_where_something_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(small_vault(tmp_path), (100, 30)) as (app, pilot):
        await press(pilot, "2", "1")
        styled: list[str] = []
        update = OpportunitiesScreen.update_node_styles

        def counted(screen: OpportunitiesScreen, *, animate: bool = True) -> None:
            styled.append(screen.NAME)
            update(screen, animate=animate)

        monkeypatch.setattr(OpportunitiesScreen, "update_node_styles", counted)
        await press(pilot, "2", "1", "2", "1")
        unchanged = list(styled)
        found: list[tuple[list[str], list[str]]] = []
        for is_turned, height in ((True, 30), (False, 16), (True, 30)):
            if is_turned:
                app.action_app_theme()
            await pilot.resize_terminal(100, height)
            await press(pilot, "2")
            shown = styles_of(app)
            app.screen.update_node_styles(animate=False)
            found.append((shown, styles_of(app)))
            await press(pilot, "1")

    assert unchanged == []
    assert [shown for shown, _ in found] == [anew for _, anew in found]
    assert len({tuple(shown) for shown, _ in found}) == 3  # a theme each, and a low screen

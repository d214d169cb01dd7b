"""What opening a window or a screen does once only: its styles, and what lies behind it."""

from pathlib import Path
from typing import Any

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import Screen
from textual.widgets import Button

from tests.tui.driver import opened, press, small_vault
from tui.bridge.place import Place
from tui.presentation.completing import Choice, Source, one_of, when_asked
from tui.screens.opportunity import OpportunityScreen
from tui.widgets.dimmed import Dimmed
from tui.widgets.window import Window

LINE = (
    Segment("plain"),
    Segment("bold", Style.parse("bold #ff8800 on #102030")),
    Segment("default", Style.parse("default on default")),
    Segment("a link", Style(color="#00ff00", link="https://books.example", meta={"@click": "app.quit"})),
    Segment("bold", Style.parse("bold #ff8800 on #102030")),
)


def styles_of(screen: Screen[Any]) -> list[str]:
    return [f"{node!r} {node.styles.css}" for node in screen.walk_children(with_self=True)]


@pytest.mark.parametrize("size", [(60, 20), (120, 40), (200, 60)], ids=str)
@pytest.mark.parametrize("key", ["a", "s", "n", "d", "x", "question_mark", "colon"])
async def test_the_styles_of_a_window_are_worked_out_once_and_are_the_right_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, size: tuple[int, int]
) -> None:
    again: list[Window[Any]] = []
    update = Window.update_node_styles

    def counted(window: Window[Any], *, animate: bool = True) -> None:
        again.append(window)
        update(window, animate=animate)

    async with opened(small_vault(tmp_path), size) as (app, pilot):
        monkeypatch.setattr(Window, "update_node_styles", counted)
        await press(pilot, key)
        assert isinstance(app.screen, Window)
        found = styles_of(app.screen)
        assert again == []
        app.screen.update_node_styles(animate=False)

        assert found == styles_of(app.screen)


async def test_the_styles_of_a_screen_that_opens_are_worked_out_once_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again: list[str] = []
    update = Place.update_node_styles

    def counted(place: Place, *, animate: bool = True) -> None:
        again.append(place.NAME)
        update(place, animate=animate)

    async with opened(small_vault(tmp_path), (120, 40)) as (app, pilot):
        monkeypatch.setattr(Place, "update_node_styles", counted)
        await press(pilot, "3", "1", "enter")
        found = styles_of(app.screen)
        assert isinstance(app.screen, OpportunityScreen)
        assert "board" not in again
        app.screen.update_node_styles(animate=False)

        assert found == styles_of(app.screen)


async def test_what_is_only_being_made_is_not_styled_before_it_is_put_on_a_screen(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, _):
        button = Button("Do it", variant="primary", classes="first")
        button.add_class("second")
        before = dict(button.styles.base.get_rules())
        await app.screen.mount(button)

        assert before == {}
        assert button.styles.base.get_rules()


@pytest.mark.parametrize("share", [0.6, 0.0])
def test_what_lies_behind_a_window_is_as_dim_as_the_library_has_it(share: float) -> None:
    colour = Color(16, 32, 48, share)

    assert list(Dimmed.process_segments(LINE, colour)) == list(BackgroundScreen.process_segments(LINE, colour))


def test_what_completes_a_field_is_gathered_once_when_something_is_typed() -> None:
    gathered: list[str] = []

    def gather() -> Source:
        gathered.append("once")
        return one_of([Choice("Northwind")])

    source = when_asked(gather)
    before = list(gathered)
    found = [source(typed, len(typed)).choices for typed in ("N", "No")]

    assert before == []
    assert gathered == ["once"]
    assert found == [(Choice("Northwind"),)] * 2

"""Work that no key waits for: what is hidden is not redone, long lists are made beforehand, the collector rests."""

import gc
from pathlib import Path

import pytest

from store.rules.ordering import SORTS
from store.workspace.snapshot import Snapshot
from tests.tui.driver import KESTREL, TODAY, frame, opened, press, settled, small_vault, snapshot_of, until
from tui.bridge.queue import THOROUGHLY
from tui.presentation import agenda
from tui.presentation.commands import Entry, Finder, best_first
from tui.presentation.ready import ready
from tui.screens.agenda import AgendaScreen
from tui.screens.opportunities import OpportunitiesScreen


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of screens, each time that one shows a state of the vault."""
    names: list[str] = []
    for kind in (AgendaScreen, OpportunitiesScreen):

        def show(self: AgendaScreen, snapshot: Snapshot, before: object = kind.show) -> None:
            names.append(self.NAME)
            before(self, snapshot)  # type: ignore[operator]

        monkeypatch.setattr(kind, "show", show)
    return names


async def test_a_hidden_screen_shows_a_change_when_it_is_looked_at(tmp_path: Path, shown: list[str]) -> None:
    vault = small_vault(tmp_path)
    async with opened(vault, (120, 40)) as (app, pilot):
        await press(pilot, "2")
        shown.clear()
        before = snapshot_of(app)
        (vault / "opportunities" / "kestrel.md").write_text(KESTREL.replace("Kestrel Books", "Osprey Books"))
        app._bridge.refresh()
        await until(pilot, lambda: snapshot_of(app) is not before)
        await settled(pilot)

        assert set(shown) == {"opportunities"}
        assert "Osprey" in frame(app)

        await press(pilot, "1")

        assert shown.count("agenda") == 1
        assert "Osprey" in frame(app)
        assert "Kestrel" not in frame(app)

        await press(pilot, "2", "1")
        assert shown.count("agenda") == 1, "nothing has changed since"


async def test_a_screen_behind_a_window_shows_a_change_at_once(tmp_path: Path, shown: list[str]) -> None:
    vault = small_vault(tmp_path)
    async with opened(vault, (120, 40)) as (app, pilot):
        await press(pilot, "question_mark")
        shown.clear()
        (vault / "opportunities" / "kestrel.md").write_text(KESTREL.replace("Kestrel Books", "Osprey Books"))
        app._bridge.refresh()
        await until(pilot, lambda: "agenda" in shown)


async def test_what_long_lists_show_is_made_before_a_key_asks_for_it(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, _pilot):
        made = vars(ready(snapshot_of(app)))

        assert {"known", "coming", "stacked", "problems", "names", "week"} <= set(made)
        assert {"rows", "items", "strip"} <= set(vars(made["outlook"]))
        assert set(made["_orders"]) == set(SORTS)
        assert vars(made["outlook"])["_columns"]
        assert made["_longest"]


async def test_only_a_quiet_moment_has_everything_looked_through(tmp_path: Path) -> None:
    before = gc.get_threshold()
    async with opened(small_vault(tmp_path)) as (app, pilot):
        assert gc.get_threshold()[:2] == before[:2]
        assert gc.get_threshold()[2] > 1_000_000

        passes: list[int] = []
        gc.callbacks.append(watch := lambda phase, info: passes.append(info["generation"] if phase == "start" else -1))
        try:
            await press(pilot, "j")
            app._look_again()
            await settled(pilot)
            assert 2 not in passes

            app._pressed -= 60
            app._bridge._states = THOROUGHLY - 1
            app._look_again()
            await settled(pilot)
            assert 2 in passes
            assert app._bridge._states == THOROUGHLY - 1, "what was set aside is looked through more rarely"

            app._bridge._states += 1
            app._look_again()
            await settled(pilot)
            assert app._bridge._states == 0
        finally:
            gc.callbacks.remove(watch)
    assert gc.get_threshold() == before


def entry(name: str, kind: str = "opportunity") -> Entry:
    return Entry(kind=kind, name=name, value=name)


@pytest.mark.parametrize("typed", ["h", "ha", "har", "", "har b", "xyz", "x", "b h"])
def test_what_was_found_last_changes_nothing_that_is_found_next(typed: str) -> None:
    names = ("Harbor Books", "Northwind", "Ash and Bohr", "Hart")
    used = Finder(map(entry, names))
    for before in ("ha", "x", "har b", typed[:1]):
        used.find(before)

    assert used.find(typed) == Finder(map(entry, names)).find(typed)


def test_kinds_from_several_places_are_told_the_best_first() -> None:
    names, deeds = Finder([entry("Add Ltd")]), Finder([entry("Note: add one", "app"), entry("Add", "here")])

    assert list(best_first(deeds.ranked("add"), names.ranked("add"))) == ["here", "opportunity", "app"]


async def test_rows_of_items_that_are_the_same_are_the_same(tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    async with opened(vault) as (app, pilot):
        first = snapshot_of(app)
        (vault / "opportunities" / "kestrel.md").write_text(KESTREL.replace("Kestrel Books", "Osprey Books"))
        app._bridge.refresh()
        await until(pilot, lambda: snapshot_of(app) is not first)
        before, after = ({row.key: row for row in ready(one).outlook.rows} for one in (first, snapshot_of(app)))

        assert after == {row.key: row for row in agenda.rows(snapshot_of(app).agenda, TODAY)}
        assert any(key.startswith("northwind") for key in before)
        assert all(after[key] is row for key, row in before.items() if key.startswith("northwind"))

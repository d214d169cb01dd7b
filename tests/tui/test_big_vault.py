"""Vaults of thousands of files: what is said while they are read, that one can leave, and what is made beforehand."""

import asyncio
import gc
import re
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.pilot import Pilot

from bench.searches import vault_of
from store.model.opportunity import Opportunity
from store.rules.ordering import SORTS, in_order, next_items
from store.workspace.create import create_vault
from store.workspace.door import Workspace
from store.workspace.moment import Moment
from store.workspace.shipped import shipped_playbooks
from store.workspace.snapshot import Snapshot
from tests.tui.driver import NORTHWIND, NOW, TODAY, app_on, strips, until
from tui.presentation import agenda, board, opportunities
from tui.presentation.ready import ready
from tui.screens.opportunities import OpportunitiesScreen

MANY = 1_500
MOMENT = Moment(today=TODAY, now=NOW, fixed=True)
SAID = re.compile(r"Reading [\d,]+ of 1,50\d")


class Enough(Exception):
    """What we wanted to know is known."""


@pytest.fixture(scope="module")
def big_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = create_vault(tmp_path_factory.mktemp("big") / "vault", "Sam Rivera", "sam@rivera.example").root
    folder = root / "opportunities"
    folder.mkdir(exist_ok=True)
    for number in range(MANY):
        text = NORTHWIND.replace("Northwind Freight", f"Northwind {number}")
        (folder / f"northwind-{number:04}.md").write_text(text, encoding="utf-8")
    return root


def shows_progress(pilot: Pilot[int]) -> bool:
    return any(SAID.search(line) for line in strips(pilot.app))


def left_to_read(workspace: Workspace) -> int:
    """Return how many files would have to be read now."""
    found: list[int] = []

    def told(_read: int, of: int) -> None:
        found.append(of)
        raise Enough

    try:
        workspace.snapshot(told)
    except Enough:
        return found[0]
    return 0


async def test_a_long_reading_says_how_far_it_is_and_keys_are_alive(big_vault: Path) -> None:
    app = app_on(big_vault)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: shows_progress(pilot))
        app.simulate_key("2")
        await until(pilot, lambda: isinstance(app.screen, OpportunitiesScreen) and shows_progress(pilot))

        assert app.snapshot is None

        app.end()


async def test_who_leaves_while_a_vault_is_read_does_not_wait_for_it(big_vault: Path) -> None:
    app = app_on(big_vault)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: shows_progress(pilot))
        app.simulate_key("q")
        await until(pilot, lambda: not app.is_running)

    assert app.return_code == 0
    assert await asyncio.to_thread(left_to_read, app._workspace) > 0


def test_what_was_read_before_the_reading_ended_is_not_read_again(big_vault: Path) -> None:
    workspace = Workspace.open(big_vault, MOMENT)
    first = left_to_read(workspace)

    assert first > MANY
    assert 0 < left_to_read(workspace) < first


@contextmanager
def uncollected() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def snapshot_of(count: int, seed: int) -> Snapshot:
    return Snapshot(
        root=Path("nowhere"),
        records=vault_of(count, TODAY, seed).records,
        playbooks=shipped_playbooks(),
        moment=MOMENT,
        read=lambda path: path.encode(),
    )


def test_a_state_of_the_vault_goes_when_nobody_shows_it_any_more() -> None:
    with uncollected():
        snapshot = snapshot_of(20, 1)
        snapshot.work_out(lambda: None)
        snapshot.look_ahead(lambda: None)
        ready(snapshot).make(lambda: None, cell_len)
        _ = (
            snapshot.matching("due<fri has:problem text:plan"),
            snapshot.insights,
            snapshot.roll,
            snapshot.completed("c"),
        )
        states = weakref.ref(snapshot), weakref.ref(ready(snapshot))
        del snapshot

        assert [state() for state in states] == [None, None]


def test_what_queries_look_through_is_there_before_anybody_types(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_: Opportunity) -> str:
        raise Enough

    snapshot = snapshot_of(20, 1)
    asked = ("birch", "text:plan", "quiet>14d")
    expected = [snapshot_of(20, 1).matching(query) for query in asked]
    snapshot.look_ahead(lambda: None)
    for kept in (snapshot._prepared.words, snapshot._prepared.logs, snapshot._prepared.touches):
        monkeypatch.setattr(kept, "_make", never)

    assert [snapshot.matching(query) for query in asked] == expected
    assert all(expected)


@settings(max_examples=15)
@given(seed=st.integers(0, 9), sort=st.sampled_from(list(SORTS)), is_turned=st.booleans())
def test_what_is_made_beforehand_is_what_would_be_made_now(seed: int, sort: str, is_turned: bool) -> None:
    snapshot = snapshot_of(25, seed)
    made = ready(snapshot)
    made.make(lambda: None, cell_len)
    today: date = snapshot.today
    coming = next_items(snapshot.agenda)

    everything = snapshot.records.opportunities
    listed = in_order(everything, sort, coming, today, is_turned=is_turned)
    assert made.ordered(sort, is_turned=is_turned) == (listed, tuple(o.id for o in listed))
    assert [made.line(o.id) for o in everything] == [opportunities.row(o, coming.get(o.id), today) for o in everything]
    assert made.stacked == board.in_order(everything, coming)
    assert made.outlook.rows == agenda.rows(snapshot.agenda, today)
    assert list(made.outlook.items) == [row.key for row in made.outlook.rows if row.key]

"""While nobody is at the keys, git is put in order."""

from pathlib import Path

import pytest

from store.history import housekeeping
from tests.tui.driver import opened, press, small_vault, until
from tui.app import AfterwordApp
from tui.bridge import desk


async def test_after_a_long_pause_git_is_put_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = small_vault(tmp_path)
    monkeypatch.setattr(desk, "LONG", 0.0)
    monkeypatch.setattr(desk, "LOOK_AGAIN", 0.02)
    monkeypatch.setattr(housekeeping, "LOOSE", 1)
    packs = vault / ".git" / "objects" / "pack"
    async with opened(vault) as (_, pilot):
        # Looked at without git: nothing is begun while another one has the repository open.
        await until(pilot, lambda: len(list(packs.glob("*.pack"))) == 1)


async def test_it_is_begun_once_for_each_pause_and_beside_no_sync(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        monkeypatch.setattr(desk, "LONG", 0.0)
        monkeypatch.setattr(desk, "RESTING", 1000.0)
        began: list[float] = []
        put = AfterwordApp.put_git_in_order

        def counting(one: AfterwordApp) -> None:
            began.append(one._pressed)
            put(one)

        monkeypatch.setattr(AfterwordApp, "put_git_in_order", counting)
        app._look_again()
        app._look_again()
        assert len(began) == 1
        await press(pilot, "j")
        app._syncer.is_running = True
        app._look_again()
        assert len(began) == 1
        app._syncer.is_running = False
        app._look_again()
        assert began[0] < began[1]

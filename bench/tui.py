"""How long keys take over more and more opportunities, beside a DataTable filled anew: `python bench/tui.py`."""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from time import thread_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.widgets import DataTable, Input

from bench.searches import Vault, vault_of
from store.workspace.create import create_vault
from store.workspace.door import Workspace
from store.workspace.garbage import tidy
from store.workspace.moment import Moment
from store.workspace.shipped import shipped_playbooks
from store.workspace.snapshot import Snapshot
from tui import messages
from tui.app import AfterwordApp
from tui.presentation.ready import ready

TODAY = date(2026, 11, 24)
MOMENT = Moment(today=TODAY, now=datetime(2026, 11, 24, 9, 0, tzinfo=UTC), fixed=True)
SEED = 20261124
QUERIES = ("m", "ma", "map", "maple", "stage:open", "tag:a", "quiet>14d", "has:promise", "text:plan", "due<fri", "due<")
"""What is typed; each is one change of the filter."""


class Bare(App[None]):
    """A Textual app with one DataTable."""

    def compose(self) -> ComposeResult:
        """Hold the table."""
        yield DataTable(id="table")


async def bare(rows: Sequence[tuple[str, ...]], runs: int) -> list[float]:
    """Return how long clear and add_rows take, until it is drawn."""
    app, times = Bare(), []
    async with app.run_test(size=(120, 40)) as pilot:
        table = app.query_one("#table", DataTable)
        table.add_columns("company", "position", "stage", "next", "touch", "day")
        for _ in range(runs):
            began = thread_time()
            table.clear()
            table.add_rows(rows)
            await pilot.pause()
            times.append((thread_time() - began) * 1000)
    return times


def snapshot_of(vault: Vault, root: Path) -> Snapshot:
    """Return the vault as it would have been read."""
    texts: dict[str, bytes] = {}
    return Snapshot(
        root=root, records=vault.records, playbooks=shipped_playbooks(), moment=MOMENT, read=lambda path: texts[path]
    )


async def ours(snapshot: Snapshot, root: Path, runs: int) -> dict[str, list[float]]:
    """Return how long each key takes, until it is drawn."""
    app = AfterwordApp(Workspace.open(root, MOMENT), clock=lambda: MOMENT)
    times: dict[str, list[float]] = {}
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.5)
        await app.workers.wait_for_complete()

        async def timed(name: str, do: Callable[[], object]) -> None:
            await pilot.pause()
            began = thread_time()
            do()
            await pilot.pause()
            times.setdefault(name, []).append((thread_time() - began) * 1000)

        def key(name: str) -> Callable[[], object]:
            return lambda: app.simulate_key(name)

        def take(text: str) -> Callable[[], object]:
            return lambda: setattr(app.screen.query_one("#filter", Input), "value", text)

        for screen in "21":
            app.simulate_key(screen)
            await pilot.pause(0.5)
        await timed("a vault was read", lambda: app.post_message(messages.VaultRead(snapshot)))
        for _ in range(runs):
            for name in ("j", "G", "g"):
                await timed(f"agenda: {name}", key(name))
            await timed("2: to the list", key("2"))
            for name in ("j", "G", "space", "V", "escape", "z", "Z"):
                await timed(f"list: {name}", key(name))
            for text in QUERIES:
                await timed(f"list: {text}", take(text))
                await timed("list: filter cleared", take(""))
            await timed("3: to the board", key("3"))
            for name in ("j", "l", "G", "h", "g"):
                await timed(f"board: {name}", key(name))
            await timed("board: maple", take("maple"))
            await timed("board: filter cleared", take(""))
            await timed("1: to the agenda", key("1"))
    return times


def made(count: int, root: Path) -> Snapshot:
    """Return a vault as the bridge has it ready beside the screen."""
    snapshot = snapshot_of(vault_of(count, TODAY, SEED), root)
    snapshot.work_out(lambda: None)
    snapshot.look_ahead(lambda: None)
    ready(snapshot).make(lambda: None, cell_len)
    return snapshot


def main() -> None:
    """Make the vaults, press the keys, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=[100, 1_000, 10_000], help="how many searches")
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    found: list[dict[str, list[float]]] = []
    with tempfile.TemporaryDirectory() as folder:
        root = create_vault(Path(folder) / "vault", "Nell Ashworth", "nell@ashworth.example").root
        for count in asked.counts:
            snapshot = made(count, root)
            tidy(thoroughly=True)
            found.append(asyncio.run(ours(snapshot, root, asked.runs)))
    opportunities = snapshot.records.opportunities
    rows: list[tuple[str, ...]] = [(o.company, o.position, str(o.stage), "", "", "") for o in opportunities]
    yardstick = median(asyncio.run(bare(rows, asked.runs)))
    print(f"seed {SEED}, {asked.runs} runs, 120x40; ms of the screen's thread until drawn, medians")
    print(f"a DataTable of {len(rows)} rows, clear and add_rows: {yardstick:.1f}")
    print(f"{'':28}{''.join(f'{count:>9,}' for count in asked.counts)}   growth  to the DataTable")
    for name in found[0]:
        taken = [median(times[name]) for times in found]
        figures = "".join(f"{time:9.1f}" for time in taken)
        print(f"{name:28}{figures}   x {taken[-1] / taken[0]:4.1f}   x {taken[-1] / yardstick:5.2f}")


if __name__ == "__main__":
    main()

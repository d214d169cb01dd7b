"""How long the screen's thread is held up, over all screens of a large vault: `python bench/pauses.py [--count N]`.

Each turn of the loop is measured in the thread's own time; what takes longer than a frame of a screen is named.
"""

import argparse
import asyncio
import sys
import tempfile
from asyncio import Handle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, thread_time
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from textual.message import Message
from textual.message_pump import MessagePump
from textual.pilot import Pilot

from bench.screens import SEED, vault_on_disk
from bench.tui import MOMENT
from store.workspace.door import Workspace
from store.workspace.garbage import keep_still
from store.workspace.machine import Machine
from tui.app import AfterwordApp

FRAME = 16.0
"""Milliseconds of one frame of a screen."""
ROUNDS = 3
FORTH = "jjGgkk"
SESSION = (
    *FORTH, "space", "j", "V", "escape", "enter", *"jjGg", "escape", "w", "l", "h", "escape",
    "2", *FORTH, "space", "V", "escape", "z", "z", "Z", "slash", *"maple", "escape", "enter", *"jj", "escape",
    "3", *"jlGhg", "slash", *"map", "escape", "enter", "escape",
    "4", *FORTH, "5", *FORTH, "6", *FORTH, "7", *FORTH, "8", *FORTH,
    "1", "question_mark", *"jj", "escape", "colon", *"map", "escape", "H", *"jj", "escape",
    "s", "escape", "l", "escape", "a", *"Zoe", "escape", "y", "escape", "ctrl+r",
)  # fmt: skip
"""What is pressed: each main screen, the windows that are opened most, and what moves about in them."""


class Pauses:
    """The turns of the loop that took longer than a frame, by what was pressed last and what was done in them."""

    def __init__(self) -> None:
        self.pressed = "opening"
        self.turns = 0
        self.worst: dict[tuple[str, str], list[float]] = {}
        self._doing: dict[str, float] = {}

    def note(self, took: float, task: str) -> None:
        """Note what a turn took, in milliseconds, and whose it was."""
        self.turns += 1
        if took > FRAME:
            what = max(self._doing, key=self._doing.__getitem__, default=task)
            self.worst.setdefault((self.pressed, what), []).append(took)
        self._doing.clear()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Measure every turn of the loop, and every message in it."""
        run, dispatch = Handle._run, MessagePump._dispatch_message  # noqa: SLF001 - nothing public is asked

        def measured(handle: Any) -> None:
            began = thread_time()
            run(handle)
            owner = getattr(handle._callback, "__self__", None)  # noqa: SLF001 - as above
            name = owner.get_name() if isinstance(owner, asyncio.Task) else type(owner).__name__
            self.note((thread_time() - began) * 1000, name)

        async def told(pump: MessagePump, message: Message) -> None:
            began = thread_time()
            await dispatch(pump, message)
            name = f"{type(pump).__name__}: {type(message).__qualname__}"
            self._doing[name] = self._doing.get(name, 0.0) + thread_time() - began

        put_in(measured, told)
        try:
            yield
        finally:
            put_in(run, dispatch)


def put_in(run: Callable[..., Any], dispatch: Callable[..., Any]) -> None:
    """Have the loop and the library call these."""
    for owner, name, own in ((Handle, "_run", run), (MessagePump, "_dispatch_message", dispatch)):
        setattr(owner, name, own)


async def session(app: AfterwordApp, pauses: Pauses, rounds: int) -> None:
    """Open the program, wait until all is read, and press the keys."""
    async with app.run_test(size=(120, 40)) as pilot:
        while app.snapshot is None:
            await pilot.pause(0.05)
        await rest(app, pilot)
        for number in range(rounds):
            for key in SESSION:
                pauses.pressed = f"{key}, on {type(app.screen).__name__}" + (
                    " for the first time" if not number else ""
                )
                app.simulate_key(key)
                await rest(app, pilot)
        pauses.pressed = "leaving"


async def rest(app: AfterwordApp, pilot: Pilot[int]) -> None:
    """Wait until neither the vault's thread nor the screen has anything left to do."""
    for _ in range(2):
        await asyncio.wrap_future(app._bridge.submit(lambda _: None))  # noqa: SLF001 - it is waited for by nobody else
        await app.workers.wait_for_complete()
        await pilot.pause()


def main() -> None:
    """Make the vault, press the keys, and print what took long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="how many opportunities")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--vault", type=Path, help="one that `bench.screens` made")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        vault = asked.vault or vault_on_disk(Path(folder), asked.count, SEED)
        machine = Machine(cache=Path(folder) / "cache", state=Path(folder) / "state")
        workspace = Workspace.open(vault, MOMENT, lambda: machine)
        workspace.snapshot()
        keep_still()
        pauses = Pauses()
        began = perf_counter()
        with pauses.watched():
            asyncio.run(session(AfterwordApp(workspace, clock=lambda: MOMENT), pauses, asked.rounds))
    many = sum(map(len, pauses.worst.values()))
    seconds = perf_counter() - began
    print(f"seed {SEED}, {pauses.turns:,} turns in {seconds:.0f} s, {many} of them over {FRAME:.0f} ms")
    for (pressed, what), took in sorted(pauses.worst.items(), key=lambda row: -max(row[1])):
        print(f"{max(took):7.1f} ms  {len(took):3} x  {pressed:60}  {what}")


if __name__ == "__main__":
    main()

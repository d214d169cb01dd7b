"""A game of the monkey: a program, its vault, the steps that were done, and what was found."""

import asyncio
import gc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time

import pytest

from store.workspace.door import Workspace
from store.workspace.machine import Machine
from tests.tui.driver import sample_vault, until
from tests.tui.monkey.hands import MOMENT, PATIENCE, Hands
from tests.tui.monkey.laws import Errors, Fault, amiss, errors, kept, look
from tests.tui.monkey.steps import Step
from tests.tui.monkey.watched import Newcomer, Watched
from tui.presentation.looks import Looks
from tui.welcome.app import Ready, Surroundings

PACE = 12
"""Steps after which the screen is waited for: mostly the next key comes before, as from somebody who knows the way."""
FRAME = 0.2
"""Seconds between two pictures, as over a slow line: keys come between them, which is harder and cheaper."""
CHECKED = 50
"""Steps after which everything comes to rest and is looked at."""


@dataclass
class Game:
    """Where and how it is played, and what came of it."""

    folder: Path
    """For the vault and a home; nothing else is written to."""
    size: tuple[int, int] = (80, 24)
    config: str = ""
    looks: Looks | None = None
    is_welcome: bool = False
    make: Callable[[Path], Path] = sample_vault
    tell: Callable[[str], object] = lambda _: None
    """Gets a word of how far it is."""
    done: list[Step] = field(default_factory=list)
    outside: set[str] = field(default_factory=set)
    accepted: set[str] = field(default_factory=set)
    rescued: set[str] = field(default_factory=set)
    starts: int = 0
    home: Path = field(init=False)
    vault: Path | None = None
    before: Errors = field(default_factory=set)

    def __post_init__(self) -> None:
        self.home = self.folder / "home"
        self.home.mkdir(exist_ok=True)
        (self.home / "config.toml").write_text(self.config)
        if not self.is_welcome:
            self.vault = self.make(self.folder)
            self.before = errors(self.vault)

    async def play(self, steps: Iterable[Step]) -> None:
        """Do the steps, opening the program again where it ended.

        Raises:
            Fault: a law was broken.
            Exception: whatever ended the program.
        """
        left = iter(steps)
        is_over = False
        with pytest.MonkeyPatch.context() as slow:
            slow.setattr("textual.screen.UPDATE_PERIOD", FRAME)
            while not is_over:
                self.starts += 1
                is_over = await (self._welcome(left) if self.vault is None else self._run(left, self.vault))
        if self.vault is not None:
            self.judge(self.vault)

    def judge(self, vault: Path) -> None:
        """Look at the vault.

        Raises:
            Fault: text was lost, or the vault has a problem that it had not before.
        """
        found = kept(vault, self.home)
        groups = (("the editor", self.outside), ("a dialog", self.accepted), ("a page when it ended", self.rescued))
        said = [f"lost: {mark} of {whose}" for whose, marks in groups for mark in sorted(marks - found)]
        said += amiss(vault, self.before)
        if said:
            raise Fault("\n".join(said))

    def _machine(self) -> Machine:
        return Machine(config=self.home / "config.toml", state=self.home / "state", name="desk")

    async def _run(self, left: Iterator[Step], vault: Path) -> bool:
        """Play until the program ends or the steps are done; tell whether they are."""
        workspace = Workspace.open(vault, MOMENT, self._machine)
        app = Watched(workspace, clock=lambda: MOMENT, editor="true", looks=self.looks)
        async with app.run_test(size=self.size, notifications=True) as pilot:
            await until(pilot, lambda: app._snapshot is not None)
            gc.freeze()  # what is there at the start stays, and need not be gone through again and again
            hands = Hands(app, pilot, self.size, vault)
            is_over = await self._do(left, hands)
            self.outside |= hands.outside
            if app.is_running:
                await self._quit(app, hands)
        self.accepted |= app.accepted
        return is_over

    async def _do(self, left: Iterator[Step], hands: Hands) -> bool:
        for step in left:
            self.done.append(step)
            number = len(self.done)
            if step == ("quit",):
                return False
            async with asyncio.timeout(2 * PATIENCE):
                await hands.do(step)
                if number % PACE == 0:
                    await hands.rest()
                if number % CHECKED == 0:
                    await hands.rest(3)
                    look(hands.app)
                    self.tell(f"{number} steps, {process_time():.0f} s of CPU\n")
            if hands.app._exception or not hands.app.is_running:
                return False
        return True

    async def _quit(self, app: Watched, hands: Hands) -> None:
        """End the program as a user does, and note what it promised to keep."""
        async with asyncio.timeout(2 * PATIENCE):
            await hands.rest(3)
            if not app.is_running:
                return
            look(app)
            app.may_end = True
            written = app.written()
            for _ in range(3):
                if app.is_running:
                    app.end()
                    await hands.rest(2)
                if app.has_refused_to_end:
                    app.exit()
                    return
        self.rescued |= written

    async def _welcome(self, left: Iterator[Step]) -> bool:
        """Play with the first screen until there is a vault, which must have no problems; tell whether that was all."""
        made = self.folder / f"made{self.starts}"
        around = Surroundings(home=self.home, here=self.home, temporary=lambda: made)
        app = Newcomer(self._machine(), MOMENT, around, self.looks)
        async with app.run_test(size=self.size, notifications=True) as pilot:
            is_over = await self._do(left, Hands(app, pilot, self.size, None))
        if isinstance(app.return_value, Ready) and (said := amiss(app.return_value.root, set())):
            raise Fault("\n".join(said))
        return is_over

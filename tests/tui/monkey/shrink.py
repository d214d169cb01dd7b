"""Playing steps in a place of their own, and finding fewer of them that show the same fault."""

import asyncio
import os
import re
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.tui.monkey.play import Game
from tests.tui.monkey.steps import Step
from tui.presentation.looks import ANSI, Looks

MARK = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Setting:
    """How it is played."""

    size: tuple[int, int] = (80, 24)
    preset: str = "default"
    is_plain: bool = False
    is_welcome: bool = False

    def game(self, folder: Path) -> Game:
        """Return a new game in a folder."""
        looks = Looks(theme=ANSI, ascii=True, low_bandwidth=True) if self.is_plain else None
        config = f'[keys]\npreset = "{self.preset}"\n'
        return Game(folder, self.size, config, looks, self.is_welcome)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What came of a game; empty texts where all went well."""

    done: tuple[Step, ...]
    told: str
    text: str = ""
    sign: str = ""
    """The same for the same fault."""


def trouble_of(steps: Sequence[Step], setting: Setting, tell: Callable[[str], object] = lambda _: None) -> Trouble:
    """Play in a new folder, and return what came of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        alone(folder / "home", os.environ.__setitem__)
        game = setting.game(folder)
        game.tell = tell
        text = sign = ""
        try:
            asyncio.run(game.play(steps))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            text = "".join(traceback.format_exception(error))
            frames = traceback.extract_tb(error.__traceback__)
            sign = f"{type(error).__name__} {frames[-1].name} {MARK.sub('', str(error).splitlines()[0])[:60]}"
        told = f"{len(game.outside)} texts of the editor, {len(game.accepted)} of dialogs, "
        told += f"{len(game.rescued)} kept when it ended, {game.starts} starts"
        return Trouble(tuple(game.done), told, text, sign)


def shrunk(trouble: Trouble, play: Callable[[Sequence[Step]], Trouble]) -> tuple[Step, ...]:
    """Return fewer steps that show the same fault when they are played: pieces are left out, halves first."""
    steps = trouble.done
    piece = len(steps) // 2
    while piece:
        start = 0
        while start < len(steps):
            fewer = steps[:start] + steps[start + piece :]
            again = play(fewer)
            if again.sign == trouble.sign:
                steps = again.done
                sys.stderr.write(f"{len(steps)} steps show it\n")
            else:
                start += piece
        piece //= 2
    return steps


def alone(home: Path, setenv: Callable[[str, str], None]) -> None:
    """Let nothing that the monkey does reach anybody: no other home, no network, no screen, no programs to open."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "SSH_AUTH_SOCK"):
        setenv(name, "")
    own = {"HOME": str(home), "GIT_ALLOW_PROTOCOL": "none", "GIT_CONFIG_NOSYSTEM": "1", "EDITOR": "true"}
    for name, value in {**own, "GIT_SSH_COMMAND": "false", "AFTERWORD_SPELLING": "off", "TZ": "UTC"}.items():
        setenv(name, value)

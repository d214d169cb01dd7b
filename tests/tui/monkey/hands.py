"""How a monkey does its steps: keys as a terminal sends them, and no waiting for the screen unless a step needs it."""

import asyncio
import unicodedata
from pathlib import Path
from typing import Any

from textual import events
from textual.geometry import Size
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot, WaitForScreenTimeout

from store.errors import StoreError
from store.model.entry import Kind
from store.workspace.commands.log_touch import log_touch
from store.workspace.door import Workspace
from store.workspace.moment import Moment
from tests.tui.driver import NOW, TODAY
from tests.tui.monkey.steps import Step
from tests.tui.monkey.watched import TOKEN, Player, Watched, fields_of, text_of
from tui.widgets.dialog import Dialog

LONG = 40
"""Letters from which on a text is pasted."""
MOMENT = Moment(today=TODAY, now=NOW, fixed=True)
PATIENCE = 120.0
"""Seconds after which a step hangs, on a busy machine too."""
TRIES = 20
MOST_OPEN = 6
"""Windows and screens over each other that are closed, before something is opened on purpose."""


class Hands:
    """Plays one run of a program."""

    def __init__(self, app: Player, pilot: Pilot[Any], size: tuple[int, int], vault: Path | None) -> None:
        self.app, self.pilot = app, pilot
        self.size, self.vault = size, vault
        self.outside: set[str] = set()
        """What the editor and the commands wrote."""

    async def do(self, step: Step) -> None:
        """Do one step."""
        match step:
            case ("press", key):
                await self._hit(key)
            case ("type", text):
                await self._type(text)
            case ("click", across, down):
                self._click(int(float(across) * self.app.size.width), int(float(down) * self.app.size.height))
            case ("resize", *wanted):
                width, height = map(int, wanted or self.size)
                self._resize(width, height)
            case ("fill", key, down, text):
                await self._fill(key, int(down), text)
            case ("write", key, down, text):
                await self._write(key, int(down), text)
            case (way, place, text) if self.vault is not None:
                await self._beside(self.vault, way, int(place), text)
        await asyncio.sleep(0)

    async def rest(self, rounds: int = 1) -> None:
        """Let everything that was begun come to its end: the vault's queue, workers, messages, the screen."""
        for _ in range(rounds):
            if not self.app.is_running:
                return
            if isinstance(self.app, Watched):
                await asyncio.wrap_future(self.app._bridge.submit(lambda _: None))
                await self.app.workers.wait_for_complete()
            await self._messages()
            while self._keys_wait:  # noqa: ASYNC110 - nobody tells when they are passed on
                await asyncio.sleep(0.002)
            await self._messages()
            if self.app.is_running:
                self.app.screen._on_timer_update()

    @property
    def _keys_wait(self) -> bool:
        """Tell whether keys wait for those before them."""
        return self.app.is_running and bool(self.app._ahead)

    async def _messages(self) -> None:
        """Wait until every widget has dealt with its messages; one that goes never says so, hence the tries."""
        for tries_left in reversed(range(TRIES)):
            try:
                await self.pilot._wait_for_screen(timeout=PATIENCE / TRIES)
            except WaitForScreenTimeout:
                if not tries_left:
                    raise
            else:
                return

    async def _hit(self, key: str) -> None:
        self._send(key_event(key))
        await asyncio.sleep(0)

    def _send(self, event: events.Event) -> None:
        if self.app.is_running and self.app._driver:
            self.app._driver.process_message(event)

    async def _type(self, text: str) -> None:
        """Type text by its keys; what has none, or is long, is pasted."""
        if len(text) > LONG or not text.isprintable():
            self._send(events.Paste(text))
        else:
            for letter in text:
                await self._hit(letter)

    def _click(self, x: int, y: int) -> None:
        for kind, button in ((events.MouseMove, 0), (events.MouseDown, 1), (events.MouseUp, 1)):
            self._send(kind(None, x, y, 0, 0, button, False, False, False, x, y))

    def _resize(self, width: int, height: int) -> None:
        self.app._driver._size = width, height  # type: ignore[union-attr] # the headless one says what it is told
        self._send(events.Resize(Size(width, height), Size(width, height)))

    async def _from_agenda(self, key: str, down: int) -> None:
        """Leave what is open, whatever was typed, and press a key on a row of the agenda."""
        for _ in range(MOST_OPEN):
            await self.rest()
            if not self.app.is_running or len(self.app.screen_stack) < 2:
                break
            await self._hit("escape")
            await self.rest()
            if isinstance(self.app.screen, Dialog):
                await self._hit("y")
        for one in ("escape", "1", *("j",) * down):
            await self._hit(one)
            await self.rest()
        await self._hit(key)
        await self.rest(2)

    async def _fill(self, key: str, down: int, text: str) -> None:
        """Open a dialog, give it a text, and accept."""
        await self._from_agenda(key, down)
        if isinstance(self.app.screen, Dialog) and (fields := list(fields_of(self.app.screen))):
            if self.app.focused not in fields:
                fields[0].focus()
                await self.rest()
            await self._type(text)
            await self._hit("ctrl+o")

    async def _write(self, key: str, down: int, text: str) -> None:
        """Open a place where one writes, and write there."""
        await self._from_agenda(key, down)
        if not isinstance(self.app.screen, Dialog) and (fields := list(fields_of(self.app.screen))):
            fields[-1].focus()
            await self.rest()
            await self._type(text)

    async def _beside(self, vault: Path, way: str, place: int, text: str) -> None:
        """Change a file while something may stand in a field: what is typed must not move."""
        await self.rest()
        screen = self.app.screen
        before = {field: set(TOKEN.findall(text_of(field))) for field in fields_of(screen)}
        if await asyncio.to_thread(change, vault, way, place, text):
            self.outside.add(text)
        await self.rest(2)
        if self.app.is_running and self.app.screen is screen:
            for field, marks in before.items():
                gone = marks - set(TOKEN.findall(text_of(field)))
                assert not (field.is_attached and gone), f"typed into {field} and gone after {way}: {gone}"


def key_event(key: str) -> events.Key:
    """Return what a terminal sends for a key."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    try:
        letter = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
    except KeyError:
        letter = name if len(name) == 1 else ""
    return events.Key(name, letter or None)


def change(vault: Path, way: str, place: int, text: str) -> bool:
    """Change a file of the vault as an editor or a command does; tell whether the text is in it now."""
    files = sorted((vault / "opportunities").rglob("*.md"))
    if not files:
        return False
    file = files[place % len(files)]
    if way == "command":
        try:
            plan = log_touch(file.relative_to(vault).as_posix(), Kind.NOTE, None, (), title=text)
            Workspace.open(vault, MOMENT).carry_out(plan)
        except StoreError:
            return False
        return True
    if way == "garbage":
        (vault / "opportunities" / ".editor.swp").write_bytes(bytes(range(256)))
        return False
    return _edit(file, way, f"\n### 2026-11-19 Call: {text}\n".encode())


def _edit(file: Path, way: str, entry: bytes) -> bool:
    try:
        if way == "append":
            with file.open("ab") as end:
                end.write(entry)
            return True
        after = file.read_bytes() + entry
        if way == "recreate":
            file.unlink()
        aside = file.with_name(f".{file.name}.swp")
        aside.write_bytes(after)
        aside.replace(file)
    except OSError:  # the program moved it meanwhile
        return False
    return True

"""Each screen as plain text at four sizes, to be read in a diff.

`python -m tests.tui.test_frames` draws them anew after a change that was meant.
"""

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from textual.pilot import Pilot

from store.workspace.machine import Machine
from tests.tui.driver import (
    FRAMES,
    SIZES,
    broken_vault,
    frames_at,
    late_vault,
    opened,
    panel_vault,
    press,
    sample_vault,
    settled,
    small_vault,
    snapshot_of,
    storyless_vault,
    undecided_vault,
    until,
    vault_with_kept,
    vault_with_news,
)
from tui.dialogs.sync import SyncDialog
from tui.widgets.letter import Letter
from tui.widgets.pick_list import PickList
from tui.widgets.row_list import RowList

SCREENS: dict[str, tuple[str, ...]] = {
    "agenda": ("g",),
    "opportunities": ("2",),
    "board": ("3", "l"),
    "filtering": ("2", "slash", *"stage:open due", "less_than_sign"),
    "marked-opportunities": ("2", "z", "g", "space", "space"),
    "drafts": ("4",),
    "people": ("5",),
    "people-reading": ("5", "enter"),
    "people-log": ("5", "L"),
    "people-none": ("5",),
    "person-adding": ("5", "n"),
    "stories": ("6",),
    "stories-need": ("6", "G"),
    "stories-none": ("6",),
    "story-adding": ("6", "G", "n"),
    "problems": ("8",),
    "steps": ("2", "enter"),
    "log": ("2", "enter", "l"),
    "people-here": ("2", "enter", "l", "l"),
    "letters-here": ("2", "enter", "l", "l", "l"),
    "card": ("2", "enter", "h", "h"),
    "file": ("2", "enter", "h"),
    "composer": ("THANKS", "c"),
    "writing": ("THANKS", "c", "i"),
    "done": ("THANKS", "d"),
    "snooze": ("THANKS", "s"),
    "skip": ("THANKS", "x"),
    "logging": ("THANKS", "L"),
    "note": ("THANKS", "n"),
    "stage": ("THANKS", "m"),
    "tags": ("3", "l", "t"),
    "put-off": ("3", "l", "s"),
    "delete": ("3", "l", "D"),
    "add": ("a",),
    "add-twin": ("a", *"northwind freight", "tab", *"dir", "right", "enter"),
    "contact": ("2", "A", *"joe", "right"),
    "capture": (";",),
    "capturing": (";", *"nor", "right", *"promise send the ramp plan by fri (j", "right"),
    "logging-whom": ("2", "j", "L", "tab", "tab", *"a"),
    "logging-amiss": ("2", "j", "L", "tab", "tab", "tab", *"fridaj", "enter"),
    "help": ("question_mark",),
    "help-dialog": ("a", "ctrl+g"),
    "palette": ("colon",),
    "palette-typed": ("colon", *"al"),
    "sent": ("THANKS", "c", "ctrl+t"),
    "debrief": ("THANKS", "b"),
    "debriefing": (
        "THANKS",
        "b",
        *"reps stall (j",
        "right",
        "enter",
        *"speed",
        "ctrl+n",
        "ctrl+n",
        *(["down"] * 6),
        *"send it by fri (mia)",
    ),
    "plan": ("2", "j", "enter", "j", "j"),
    "playbook": ("2", "enter", "P", "j"),
    "call": ("THANKS", "C"),
    "calling": ("THANKS", "C", "enter", "space", "n", *"no trust in it", "escape", "p", *"send the plan by tue"),
    "called": ("THANKS", "C", "d"),
    "panel": ("2", "enter", "p"),
    "week": ("w", "j"),
    "late": ("g",),
    "marked": ("space", "space", "j", "space"),
    "done-marked": ("space", "space", "space", "space", "d"),
    "snooze-marked": ("space", "space", "s"),
    "skip-marked": ("space", "space", "x"),
    "done-also": ("d",),
    "answer": ("j", "j", "j", "j", "d"),
    "skip-late": ("j", "x"),
    "review": ("R",),
    "synced": ("S",),
    "mend": ("8", "F"),
    "recovery": ("escape", "K", "j", "j"),
    "recovery-left": ("escape", "K"),
    "recovery-yes": ("escape", "K", "j", "v"),
    "insights": ("7",),
    "behind": ("7", "j", "enter"),
}
"""The keys that lead to each screen; THANKS goes to the first thank-you."""
OF_SAMPLE = frozenset(
    {
        *("agenda", "opportunities", "board", "filtering", "marked-opportunities", "drafts", "problems"),
        *("people", "people-reading", "people-log", "person-adding", "stories", "stories-need", "story-adding"),
        *("steps", "log", "people-here", "card", "file", "composer", "writing", "insights", "behind"),
        *("week", "playbook", "debrief", "call", "plan"),
    }
)
"""Screens of the sample search; the others are of a small vault, in which what they are about is at hand."""
LATE = frozenset({"late", "marked", "answer", "done-also", "skip-late", "done-marked", "snooze-marked", "skip-marked"})
"""Screens of a vault in which a search was left alone for some days."""
MADE = {
    "panel": panel_vault,
    "letters-here": panel_vault,
    "review": undecided_vault,
    "synced": vault_with_news,
    "mend": broken_vault,
    "stories-none": storyless_vault,
    **dict.fromkeys(("recovery", "recovery-left", "recovery-yes"), vault_with_kept),
}
"""What other vault a screen is drawn of."""
DIALOGS = frozenset(
    {
        *("done", "snooze", "skip", "logging", "note", "stage", "add", "help", "sent"),
        *("answer", "marked", "called", "synced", "tags", "put", "delete", "behind", "mend", "capture", "capturing"),
        *("person", "story", "contact", "palette"),
    }
)
LARGE = frozenset({"help", "palette"})
"""Dialogs that are drawn on large screens too; the others look the same wherever they fit."""

Seen = TypeVar("Seen")


def sizes_of(name: str) -> tuple[tuple[int, int], ...]:
    """Return the sizes at which a screen is drawn."""
    is_dialog = name.partition("-")[0] in DIALOGS and name not in LARGE
    return tuple(size for size in SIZES if size[0] < 100 or not is_dialog)


async def drawn(folder: Path, name: str, size: tuple[int, int], look: Callable[[Pilot[int]], Awaitable[Seen]]) -> Seen:
    """Return what `look` makes of the screen that its keys lead to, at that size."""
    keys = SCREENS[name]
    make = MADE.get(name, sample_vault if name in OF_SAMPLE else late_vault if name in LATE else small_vault)
    machine = Machine(state=folder / "state") if make is vault_with_kept else None
    async with opened(make(folder), size, machine=machine) as (app, pilot):
        for key in keys:
            if key == "THANKS":
                item = next(i for i in snapshot_of(app).agenda if i.template == "thank-you-email")
                rows = app.screen.query_one("#rows", RowList)
                rows.highlight(next(k for k in rows.keys if k.endswith(item.key)))
                await settled(pilot)
            else:
                await press(pilot, key)
        if name == "synced":
            await until(pilot, lambda: isinstance(app.screen, SyncDialog) and app.screen.is_over)
            await until(pilot, lambda: "applied" not in {o.stage for o in snapshot_of(app).records.opportunities})
        if keys[1:2] == ("c",):
            composer = next(s for s in app.screen_stack if s.query("#letter"))
            await until(pilot, lambda: "Dear" in composer.query_one(Letter).text)
            await until(pilot, lambda: bool(composer.query_one("#findings", PickList)._lines))
        app.clear_notifications()
        await settled(pilot)
        return await look(pilot)


async def frames_of(folder: Path, name: str) -> dict[str, str]:
    """Return a screen's frames by the names of their files."""
    sizes = sizes_of(name)

    async def look(pilot: Pilot[int]) -> dict[str, str]:
        return await frames_at(pilot, name, sizes)

    return await drawn(folder, name, sizes[0], look)


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_looks_as_it_did(tmp_path: Path, name: str) -> None:
    shown = await frames_of(tmp_path, name)

    assert shown == {file: (FRAMES / file).read_text(encoding="utf-8") for file in shown}


def test_no_line_is_wider_than_the_screen() -> None:
    for name in SCREENS:
        for width, height in sizes_of(name):
            lines = (FRAMES / f"{name}-{width}x{height}.txt").read_text(encoding="utf-8").splitlines()

            assert max(map(len, lines)) <= width, name
            assert len(lines) == height, name


async def draw(*names: str) -> None:
    """Draw the frames of these screens anew, or every one."""
    FRAMES.mkdir(exist_ok=True)
    for name in names or SCREENS:
        with tempfile.TemporaryDirectory() as folder:
            for file, text in (await frames_of(Path(folder), name)).items():
                (FRAMES / file).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(draw(*sys.argv[1:]))

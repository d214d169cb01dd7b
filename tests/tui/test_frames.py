"""Each screen as plain text at three sizes, to be read in a diff.

`python -m tests.tui.test_frames` draws them anew after a change that was meant.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.driver import (
    FRAMES,
    frame,
    late_vault,
    opened,
    panel_vault,
    press,
    settled,
    small_vault,
    snapshot_of,
    undecided_vault,
    until,
    vault_with_news,
)
from tui.dialogs.sync import SyncDialog
from tui.widgets.letter import Letter
from tui.widgets.pick_list import PickList
from tui.widgets.row_list import RowList

SIZES = ((60, 20), (80, 24), (200, 60))
SCREENS: dict[str, tuple[str, ...]] = {
    "agenda": ("g",),
    "opportunities": ("2",),
    "drafts": ("3",),
    "problems": ("4",),
    "steps": ("2", "enter"),
    "log": ("2", "enter", "l"),
    "card": ("2", "enter", "l", "l"),
    "file": ("2", "enter", "h"),
    "composer": ("THANKS", "c"),
    "writing": ("THANKS", "c", "i"),
    "done": ("THANKS", "d"),
    "snooze": ("THANKS", "s"),
    "skip": ("THANKS", "x"),
    "logging": ("THANKS", "L"),
    "note": ("THANKS", "n"),
    "stage": ("THANKS", "m"),
    "add": ("a",),
    "help": ("question_mark",),
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
    "answer": ("j", "j", "j", "d"),
    "skip-late": ("j", "x"),
    "review": ("R",),
    "synced": ("S",),
}
"""The keys that lead to each screen; THANKS goes to the thank-you to Joe Alvarez."""
LATE = frozenset(
    {"week", "late", "marked", "answer", "done-also", "skip-late", "done-marked", "snooze-marked", "skip-marked"}
)
"""Screens of a vault in which a search was left alone for some days."""
MADE = {"panel": panel_vault, "review": undecided_vault, "synced": vault_with_news}
"""What other vault a screen is drawn of."""
DIALOGS = frozenset(
    {
        *("done", "snooze", "skip", "logging", "note", "stage", "add", "help", "sent"),
        *("answer", "marked", "called", "synced"),
    }
)
CASES = (
    *((n, s) for n in SCREENS for s in SIZES if s[0] < 200 or n.partition("-")[0] not in DIALOGS),
    ("week", (120, 40)),
    ("late", (120, 40)),
    ("call", (120, 40)),
    ("panel", (120, 40)),
)
"""A dialog looks the same wherever it fits."""


async def drawn(folder: Path, name: str, size: tuple[int, int]) -> str:
    """Return the frame that a screen's keys lead to."""
    keys = SCREENS[name]
    make = MADE.get(name, late_vault if name in LATE else small_vault)
    async with opened(make(folder), size) as (app, pilot):
        for key in keys:
            if key == "THANKS":
                item = next(
                    i for i in snapshot_of(app).agenda if i.who == "Joe Alvarez" and i.template == "thank-you-email"
                )
                rows = app.screen.query_one("#rows", RowList)
                rows.highlight(next(k for k in rows.keys if k.endswith(item.key)))
                await settled(pilot)
            else:
                await press(pilot, key)
        if name == "synced":
            await until(pilot, lambda: isinstance(app.screen, SyncDialog) and app.screen.is_over)
        if keys[1:2] == ("c",):
            composer = next(s for s in app.screen_stack if s.query("#letter"))
            await until(pilot, lambda: "Dear" in composer.query_one(Letter).text)
            await until(pilot, lambda: bool(composer.query_one("#findings", PickList)._lines))
        app.clear_notifications()
        await settled(pilot)
        return await at_rest(pilot)


async def at_rest(pilot: Pilot[int]) -> str:
    """Return the screen once it no longer changes: a layout may need a second look at its own scrollbars."""
    last = ""
    while (shown := frame(pilot.app)) != last:
        last = shown
        await pilot.pause(0.1)
    return shown


@pytest.mark.parametrize(("name", "size"), CASES, ids=lambda v: v if isinstance(v, str) else f"{v[0]}x{v[1]}")
async def test_a_screen_looks_as_it_did(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    shown = await drawn(tmp_path, name, size)

    assert shown == (FRAMES / f"{name}-{size[0]}x{size[1]}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "size"), CASES, ids=lambda v: v if isinstance(v, str) else f"{v[0]}x{v[1]}")
def test_no_line_is_wider_than_the_screen(name: str, size: tuple[int, int]) -> None:
    lines = (FRAMES / f"{name}-{size[0]}x{size[1]}.txt").read_text(encoding="utf-8").splitlines()

    assert max(map(len, lines)) <= size[0]
    assert len(lines) == size[1]


async def draw(*names: str) -> None:
    """Draw the frames of these screens anew, or every one."""
    FRAMES.mkdir(exist_ok=True)
    for name, size in (case for case in CASES if not names or case[0] in names):
        with tempfile.TemporaryDirectory() as folder:
            text = await drawn(Path(folder), name, size)
        (FRAMES / f"{name}-{size[0]}x{size[1]}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(draw(*sys.argv[1:]))

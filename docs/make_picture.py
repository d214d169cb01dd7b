"""Make the pictures of the documentation: screens of the sample vault on a fixed day.

`python docs/make_picture.py` writes docs/agenda.svg and its like; `--check` fails when their words are no longer the
program's.
"""

import asyncio
import re
import sys
import tempfile
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

from store.workspace.demo import ANCHOR, make_demo
from store.workspace.door import Workspace
from store.workspace.moment import Moment
from tui.app import AfterwordApp

DOCS = Path(__file__).parent
SIZE = (104, 30)
PICTURES = {
    "agenda": (),
    "opportunities": ("2",),
    "board": ("3",),
    "composer": ("c",),
    "insights": ("7",),
}
"""The keys that lead to each picture."""
FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
UNIQUE = re.compile(r"terminal-\d+")
STILL = 0.6
"""Seconds in which nothing changes on a screen that is ready."""


async def drawn(folder: Path, keys: tuple[str, ...]) -> str:
    """Return the picture of the screen these keys lead to, with no reference to anything outside."""
    now = datetime(ANCHOR.year, ANCHOR.month, ANCHOR.day, 9, 30, tzinfo=UTC)
    vault = make_demo(folder / "demo", ANCHOR)
    app = AfterwordApp(Workspace.open(vault, Moment(today=ANCHOR, now=now, fixed=True)))
    async with app.run_test(size=SIZE) as pilot:
        while app.snapshot is None:  # a busy machine takes its time to read
            await pilot.pause(STILL)
        await pilot.pause(STILL)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(STILL)
        shown = ""
        while (svg := app.export_screenshot(title="afterword")) != shown:
            shown = svg
            await pilot.pause(STILL)
        return UNIQUE.sub("terminal", FONT_FACE.sub("", shown))


def words(svg: str) -> list[str]:
    """Return what can be read in a picture."""
    return [unescape(text).replace("\xa0", " ") for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


def main() -> int:
    """Make the pictures, or check them."""
    outdated = []
    for name, keys in PICTURES.items():
        path = DOCS / f"{name}.svg"
        with tempfile.TemporaryDirectory() as folder:
            svg = asyncio.run(drawn(Path(folder), keys))
        if "--check" not in sys.argv:
            path.write_text(svg, encoding="utf-8")
        elif not path.exists() or words(svg) != words(path.read_text(encoding="utf-8")):
            outdated.append(f"docs/{path.name}")
    if outdated:
        print(f"Not current: {', '.join(outdated)}. Run python docs/make_picture.py")
    return 1 if outdated else 0


if __name__ == "__main__":
    sys.exit(main())

"""Make the picture of the README: the agenda of the sample vault on a fixed day.

`python docs/make_picture.py` writes docs/agenda.svg; `--check` fails when its words are no longer the program's.
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

PICTURE = Path(__file__).with_name("agenda.svg")
SIZE = (104, 30)
FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


async def drawn(folder: Path) -> str:
    """Return the agenda's picture, with no reference to anything outside."""
    now = datetime(ANCHOR.year, ANCHOR.month, ANCHOR.day, 9, 30, tzinfo=UTC)
    vault = make_demo(folder / "demo", ANCHOR)
    app = AfterwordApp(Workspace.open(vault, Moment(today=ANCHOR, now=now, fixed=True)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.5)
        return FONT_FACE.sub("", app.export_screenshot(title="afterword"))


def words(svg: str) -> list[str]:
    """Return what can be read in a picture."""
    return [unescape(text).replace("\xa0", " ") for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


def main() -> int:
    """Make the picture, or check it."""
    with tempfile.TemporaryDirectory() as folder:
        svg = asyncio.run(drawn(Path(folder)))
    if "--check" not in sys.argv:
        PICTURE.write_text(svg, encoding="utf-8")
        return 0
    if words(svg) == words(PICTURE.read_text(encoding="utf-8")):
        return 0
    print("docs/agenda.svg is not current: run python docs/make_picture.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())

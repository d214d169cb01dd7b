"""Driving the program in tests: a small vault, a frame as plain text, waiting without sleeping."""

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from store.workspace.commands.write_draft import write_draft
from store.workspace.create import create_vault
from store.workspace.demo import make_demo
from store.workspace.door import Workspace
from store.workspace.kept import Keeping
from store.workspace.machine import Machine
from store.workspace.moment import Moment
from store.workspace.snapshot import Snapshot
from store.workspace.unsaved import Copy, Unsaved
from tui.app import AfterwordApp

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
FRAMES = Path(__file__).parent / "frames"
SIZES = ((60, 20), (80, 24), (120, 40), (200, 60))
"""Sizes that every screen is composed for."""
PATIENCE = 10.0
"""Seconds after which a wait fails; nothing takes a tenth of that."""

NORTHWIND = """\
---
company: Northwind Freight
position: Director of Sales Enablement
stage: interviewing            # second week
stage_since: 2026-11-16
deadline: 2026-12-15
contacts:
  - name: Joe Alvarez
    title: VP Sales
    part: [interviewer, hiring-manager]
    email: joe.alvarez@northwind.example
    phone: "+1 555 0100"
    spelling: confirmed
  - name: Mia Chen
    title: CFO
    part: interviewer
    email: mia.chen@northwind.example
    spelling: confirmed
tags: [saas, enablement]
---
Found through Ana.

## Notes

### 2026-11-20 14:00 Interview with Joe Alvarez, Mia Chen: first round
- need: reps stall below the C-level (Joe Alvarez)
- topic: board-ready value stories (Mia Chen)
- quote: "we lose them in the second meeting" (Joe Alvarez)
- value: "Selling to the C-Suite", a book for his team <https://books.example/c-suite> (Joe Alvarez)
- [ ] promise: send the ramp plan by 2026-11-23 (Joe Alvarez)
- [ ] next: Joe calls about round two by 2026-11-27 (Joe Alvarez)
"""
HARBOR = """\
---
company: Harbor Analytics
position: Head of Enablement
stage: interviewing
stage_since: 2026-11-12
contacts:
  - name: Priya Raman
    title: COO
    part: interviewer
    email: priya@harbor.example
    spelling: confirmed
---

## Notes

### 2026-11-25 10:00 Interview with Priya Raman: second round
"""
KESTREL = """\
---
company: Kestrel Books
position: Training Manager
stage: applied
stage_since: 2026-11-18
---

## Correspondence

### 2026-11-18 09:00 Application: by their form
"""
MERIDIAN = """\
---
company: Meridian Health
position: Enablement Lead
stage: interviewing
stage_since: 2026-11-02
contacts:
  - name: Tomás Ibarra
    title: CRO
    part: [interviewer, hiring-manager]
    email: tomas@meridian.example
    spelling: confirmed
---

## Notes

### 2026-11-09 10:00 Interview with Tomás Ibarra: first round
- need: new hires take nine months (Tomás Ibarra)
- [ ] promise: send the onboarding plan by 2026-11-12 (Tomás Ibarra)

### 2026-11-19 16:00 Interview with Tomás Ibarra: second round
"""
"""Days went by: letters too late to be sent, a promise not kept, an interview of which nothing is noted."""
STORY = """\
---
title: The ladder to the board
needs: [reps stall below the C-level]
result: win rate from 18 to 31 percent in two quarters
---
I wrote the ladder that took our reps to the board.
"""
DRAFTED = """\
---
opportunity: northwind
to: Joe Alvarez
channel: email
template: promised-material
subject: The ramp plan
---

Dear Joe,

here is the ramp plan that I promised: four weeks, one page for each.

Sam Rivera
"""

QUIET = """\
---
name: quiet
about: Thanks, a card by post, and then patience.
source: [S2]
steps:
  - id: thanks
    title: Thank-you
    after: interview
    each: panel
    by: text, email
    within: 1d
    counts: no
    rules: [R7]
    says: Thank {who}.
  - id: card
    title: Card
    after: interview
    each: panel
    by: note
    within: 2d
    rules: [R16]
    says: Write {who} a card.
---
"""
UNDECIDED = """merge_review:
  - where: contacts/Joe Alvarez/phone
    kept: "+1 555 0100"
    other: "+1 555 0199"
    base: ""
  - where: prose
    kept: Found through Ana.
    other: Found through Ben.
---
Found through Ben.

"""
"""What a merge left to decide, at the end of a header."""
SETTINGS = '[me]\nname = "Sam Rivera"\nemail = "sam@rivera.example"\nphone = "+1 555 0199"\ntimezone = "UTC"\n'


def small_vault(folder: Path) -> Path:
    """Make a vault of three opportunities under git."""
    vault = create_vault(folder / "vault", "Sam Rivera", "sam@rivera.example").root
    (vault / "afterword.toml").write_text(SETTINGS)
    for name, text in (("northwind", NORTHWIND), ("harbor", HARBOR), ("kestrel", KESTREL)):
        (vault / "opportunities" / f"{name}.md").write_text(text)
    (vault / "stories" / "ladder.md").write_text(STORY)
    (vault / "playbooks" / "quiet.md").write_text(QUIET)
    return vault


def sample_vault(folder: Path) -> Path:
    """Make a copy of the job search that ships, on its own day."""
    return make_demo(folder / "sample", TODAY)


def storyless_vault(folder: Path) -> Path:
    """Make the small vault without its story."""
    vault = small_vault(folder)
    (vault / "stories" / "ladder.md").unlink()
    (vault / "opportunities" / "northwind.md").write_text(NORTHWIND.replace("- need:", "- topic:"))
    return vault


def panel_vault(folder: Path) -> Path:
    """Make the small vault with three people in its interview, two of whom have a draft."""
    vault = small_vault(folder)
    three = NORTHWIND.replace("tags:", "  - name: Ben Osei\n    part: interviewer\ntags:")
    three = three.replace("Joe Alvarez, Mia Chen: first", "Joe Alvarez, Mia Chen, Ben Osei: first")
    (vault / "opportunities" / "northwind.md").write_text(three)
    workspace = Workspace.open(vault, Moment(today=TODAY, now=NOW, fixed=True))
    for name in ("Joe", "Mia"):
        workspace.carry_out(write_draft("northwind", "thank-you-email", name))
    return vault


def late_vault(folder: Path) -> Path:
    """Make the small vault with a search in it that was left alone for some days."""
    vault = small_vault(folder)
    (vault / "opportunities" / "meridian.md").write_text(MERIDIAN)
    return vault


def broken_vault(folder: Path) -> Path:
    """Make the small vault with three remarks that have one right answer, and some that have none."""
    vault = small_vault(folder)
    kestrel = KESTREL.replace("stage_since: 2026-11-18\n", "")
    (vault / "opportunities" / "kestrel.md").write_text(kestrel)
    stale = MERIDIAN.replace("contacts:", "next_touch: 2026-11-03\ncontacts:")
    stale += "\n### 2026-11-18 09:00 Email to Tomás Ibarra: a word\n\nDear Tomás\n"
    (vault / "opportunities" / "meridian.md").write_text(stale)
    (vault / "opportunities" / "odd.md").write_text("---\ncompany: Odd\n---\n\n### 2026-11-18 Emial to Ana\n")
    return vault


def undecided_vault(folder: Path) -> Path:
    """Make a vault in which a merge left two decisions."""
    vault = small_vault(folder)
    place = next((vault / "opportunities").rglob("*northwind*.md"))
    head, _, body = place.read_text().partition("\n---\n")
    place.write_text(f"{head}\n{UNDECIDED}{body}")
    return vault


def vault_with_news(folder: Path) -> Path:
    """Make the small vault with a place to sync with, to which another machine sent something."""
    vault = small_vault(folder)
    place, other = folder / "stick.git", folder / "other"
    git(folder, "init", "-q", "--bare", "-b", "main", str(place))
    git(vault, "add", "-A")
    git(vault, "commit", "-qm", "three opportunities")
    git(vault, "remote", "add", "origin", str(place))
    git(vault, "push", "-q", "-u", "origin", "main")
    git(folder, "clone", "-q", str(place), str(other))
    note = other / "opportunities" / "kestrel.md"
    note.write_text(note.read_text().replace("applied", "interviewing").replace("---\n\n", "salary: 41k\n---\n\n"))
    northwind = other / "opportunities" / "northwind.md"
    head, _, body = northwind.read_text().partition("\n---\n")
    northwind.write_text(f"{head}\n{UNDECIDED}{body}".replace("[ ] promise", "[x] promise"))
    git(other, "commit", "-qam", "on the other machine")
    git(other, "push", "-q")
    return vault


def vault_with_kept(folder: Path) -> Path:
    """Make the small vault, of which three versions and a letter are kept in `state` beside it."""
    vault = small_vault(folder)
    machine = Machine(state=folder / "state")
    for path, text, during, ago, is_merged in (
        ("opportunities/northwind.md", NORTHWIND, "Northwind Freight: need noted", 30, False),
        ("drafts/northwind/ramp-plan.md", DRAFTED, "Draft to Joe Alvarez changed", 26, True),
        ("opportunities/kestrel.md", KESTREL.replace("applied", "lead"), "Kestrel Books: stage applied", 2, False),
    ):
        data = text.encode()
        before = set(folder.rglob("*.kept"))
        Keeping(machine, vault, during).keep(((path, data),), is_merged=is_merged)
        [place] = set(folder.rglob("*.kept")) - before
        put_back(place, hours=ago)
    copy = Copy(machine, str(vault))
    copy.keep(
        Unsaved(
            opportunity="northwind",
            to="Mia Chen",
            channel="email",
            template="thank-you-email",
            path="",
            key="",
            subject="Board-ready value stories",
            body="Dear Mia,\n\nthank you for the question about the ladder to the board.",
            base_subject="",
            base_body="",
        )
    )
    os.close(copy._handle)
    put_back(copy._file.rename(copy._file.with_name("letter-k3jd8x_a.jsonl")), hours=1)
    return vault


def put_back(place: Path, hours: float) -> None:
    """Let a file be so many hours old on the fixed day."""
    then = NOW.timestamp() - hours * 3600
    os.utime(place, (then, then))


def git(folder: Path, *arguments: str) -> None:
    """Run git as somebody at a shell does."""
    named = ("-c", "user.name=Sam Rivera", "-c", "user.email=sam@rivera.example")
    subprocess.run(["git", *named, *arguments], cwd=folder, check=True, capture_output=True)


def app_on(vault: Path, editor: str | None = None, machine: Machine | None = None) -> AfterwordApp:
    """Return the program on a vault, on the fixed day; on a machine of nobody's when none is given."""
    moment = Moment(today=TODAY, now=NOW, fixed=True)
    workspace = Workspace.open(vault, moment, lambda: machine or Machine())
    return AfterwordApp(workspace, clock=lambda: moment, editor=editor)


@asynccontextmanager
async def opened(
    vault: Path, size: tuple[int, int] = (80, 24), editor: str | None = None, machine: Machine | None = None
) -> AsyncIterator[tuple[AfterwordApp, Pilot[int]]]:
    """Run the program headless, toasts on, and wait until the vault is shown."""
    app = app_on(vault, editor, machine)
    async with app.run_test(size=size, notifications=True) as pilot:
        app.animation_level = "none"
        await until(pilot, lambda: app._snapshot is not None)
        await settled(pilot)
        yield app, pilot


@asynccontextmanager
async def program(
    vault: Path, size: tuple[int, int] = (100, 40), config: str = "", today: date = TODAY
) -> AsyncIterator[tuple[AfterwordApp, Pilot[int]]]:
    """Run the program with own settings and a folder for its state."""
    home = vault.parent / "home"
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text(config)
    machine = Machine(config=home / "config.toml", state=home / "state")
    moment = Moment(today=today, now=datetime.combine(today, NOW.timetz()), fixed=True)
    app = AfterwordApp(Workspace.open(vault, moment, lambda: machine), clock=lambda: moment)
    async with app.run_test(size=size, notifications=True) as pilot:
        app.animation_level = "none"
        await until(pilot, lambda: app._snapshot is not None)
        await settled(pilot)
        yield app, pilot


def snapshot_of(app: AfterwordApp) -> Snapshot:
    """Return the vault as the program has read it last."""
    assert app._snapshot is not None
    return app._snapshot


async def settled(pilot: Pilot[int]) -> None:
    """Wait until the vault's queue and the screen have nothing left to do."""
    app = pilot.app
    assert isinstance(app, AfterwordApp)
    for _ in range(3):
        await asyncio.wrap_future(app._bridge.submit(lambda _: None))
        await app.workers.wait_for_complete()
        await pilot.pause()


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys, and let each take effect."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    """Wait until something holds; fail when it does not in good time."""
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await pilot.pause(0.02)


def strips(app: App[Any]) -> list[str]:
    """Return the lines of the screen as the terminal would get them, without colours."""
    filters = app.get_line_filters()
    lines = []
    try:
        drawn = app.screen._compositor.render_strips(app.size)
    except KeyError:  # a screen that opens: its widgets have no styles yet, so that nothing of it is to be seen
        return []
    for strip in drawn:
        segments = list(strip)
        for one in filters:
            segments = one.apply(segments, app.screen.background_colors[1])
        lines.append("".join(s.text for s in segments if not s.control))
    return lines


def frame(app: App[Any]) -> str:
    """Return the screen as plain text."""
    return "\n".join(line.rstrip() for line in strips(app)) + "\n"


async def at_rest(pilot: Pilot[int]) -> str:
    """Return the screen once it no longer changes: a layout may need a second look at its own scrollbars."""
    last = ""
    while (shown := frame(pilot.app)) != last:
        last = shown
        await pilot.pause(0.1)
    return shown


async def frames_at(pilot: Pilot[int], name: str, sizes: Sequence[tuple[int, int]]) -> dict[str, str]:
    """Return the screen at its present size, the first one, and resized to the others, by the names of their files."""
    frames = {}
    for number, (width, height) in enumerate(sizes):
        if number:
            await pilot.resize_terminal(width, height)
            await settled(pilot)
        frames[f"{name}-{width}x{height}.txt"] = await at_rest(pilot)
    return frames


def toasts(app: App[Any]) -> str:
    """Return what was said in toasts that are still up."""
    return "\n".join(str(n.message) for n in app._notifications)


def actions_in(app: App[int]) -> list[object]:
    """Return what a click anywhere on the screen would run."""
    return [
        segment.style.meta["@click"]
        for strip in app.screen._compositor.render_strips(app.size)
        for segment in strip
        if segment.style is not None and "@click" in segment.style.meta
    ]

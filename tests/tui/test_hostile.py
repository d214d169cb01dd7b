"""Hostile text in every list, title, dialog and toast: shown literally, harmless, and it runs nothing."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.widgets import Input

from tests.tui.driver import actions_in, frame, opened, press, settled, small_vault, strips, toasts
from tui.themes.guard import Guard

OBEYED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Control, format, surrogate and separator characters: what terminals act on."""
PAYLOADS = {
    "markup": "Acme [/b] [bold]x",
    "unclosed": "Acme [q [",
    "click": "[@click=app.quit]Press me[/]",
    "escape": "Acme\\x1b[31m\\x1b]52;c;YWJj\\a\\x1b]0;t\\a",
    "c1": "Acme\\x9b31m\\x85\\0\\b\\x7f",
    "bidi": "Acme \u202egnp.exe\u202c \u2066x\u2069",
    "zero": "Ac\u200bme\u200d\u2060\ufeff",
    "emoji": "Acme 👩‍💻🇩🇪 日本語 é́́",
    "long": "Acme" + "x" * 10_000,
}
SHOWN = {
    "markup": "Acme [/b]",
    "unclosed": "Acme [q [",
    "click": "[@click=app",
    "escape": "Acme[31m]52",
    "c1": "Acme31m",
    "bidi": "Acme gnp.exe",
    "zero": "Acme",
    "emoji": "Acme",
    "long": "Acmexxx",
}
FILE = """\
---
company: "{0}"
position: "{0}"
stage: interviewing
stage_since: 2026-11-20
tags: ["{0}"]
mood: "{0}"
contacts:
  - name: "{0}"
    title: "{0}"
    part: interviewer
    email: "x@acme.example"
---
{1}

### 2026-11-20 10:00 Interview with "{1}": {1}
- need: {1}
- [ ] promise: {1} by 2026-11-20

### 2026-11-25 10:00 Interview with "{1}": {1}
- question: {1}

### 2026-11-20 11:00 Email to x@acme.example: {1}

Dear {1}
"""
DRAFT = """\
---
opportunity: hostile
to: "{0}"
channel: email
template: thank-you-email
subject: "{0}"
created: 2026-11-20
---
Dear {1}
[[ {1} ]]
"""
JOURNEY = (
    (), ("question_mark",), ("escape", "d"), ("escape", "s"), ("escape", "x"), ("escape", "L"), ("escape", "n"),
    ("escape", "m"), ("escape", "space", "space", "d"), ("escape", "escape", "w"), ("d",), ("escape", "]"),
    ("escape", "b"), ("escape", "colon"), ("escape", "2"), ("enter",), ("P",), ("escape", "j"), ("l",),
    ("l",), ("l",), ("escape", "4"), ("enter",), ("i",), ("escape", "escape", "8"),
)  # fmt: skip
"""Every screen and dialog, one after another."""


def hostile_vault(folder: Path, payload: str) -> Path:
    """Return a vault whose every text is the payload."""
    vault = small_vault(folder)
    for file in (vault / "opportunities").iterdir():
        file.unlink()
    raw = payload.encode("latin-1", "backslashreplace").decode("unicode_escape") if "\\" in payload else payload
    raw = raw.replace("\n", " ").replace("\0", "")
    (vault / "opportunities" / "hostile.md").write_bytes(FILE.format(payload, raw).encode())
    (vault / "drafts" / "d.md").write_bytes(DRAFT.format(payload, raw).encode())
    return vault


def assert_harmless(app: App[int]) -> None:
    """Fail when the screen holds what a terminal would obey, or what a click would run."""
    text = "\n".join(strips(app))
    assert [c for c in text if c != "\n" and unicodedata.category(c) in OBEYED] == []
    assert [a for a in actions_in(app) if "quit" in str(a)] == []


@pytest.mark.parametrize("name", PAYLOADS)
async def test_every_screen_and_dialog_shows_it_literally(tmp_path: Path, name: str) -> None:
    vault = hostile_vault(tmp_path, PAYLOADS[name])
    async with opened(vault, (100, 30)) as (app, pilot):
        seen = ""
        for keys in JOURNEY:
            await press(pilot, *keys)
            assert_harmless(app)
            seen = frame(app) if SHOWN[name] in frame(app) else seen
        assert SHOWN[name] in seen
        assert app.is_running


@pytest.mark.parametrize("name", PAYLOADS)
async def test_toasts_show_it_literally(tmp_path: Path, name: str) -> None:
    vault = hostile_vault(tmp_path, PAYLOADS[name])
    async with opened(vault, (100, 30)) as (app, pilot):
        raw = (
            PAYLOADS[name].encode("latin-1", "backslashreplace").decode("unicode_escape")
            if "\\" in PAYLOADS[name]
            else PAYLOADS[name]
        )
        app.tell(raw)
        app.tell(raw, "error")
        await settled(pilot)
        await press(pilot, "2", "m", "j", "enter")
        assert_harmless(app)
        assert SHOWN[name][:8] in toasts(app)


@pytest.mark.parametrize("name", ["escape", "bidi", "c1"])
async def test_typing_and_pasting_it_is_harmless(tmp_path: Path, name: str) -> None:
    vault = small_vault(tmp_path)
    async with opened(vault) as (app, pilot):
        await press(pilot, "2", "slash")
        app.screen.query_one("#filter", Input).value = PAYLOADS[name]
        await settled(pilot)
        assert_harmless(app)


async def test_a_filter_that_looks_like_markup_is_a_filter(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await press(pilot, "2", "slash", *"[/b] [@click")
        assert "No opportunity matches." in frame(app)


async def crash(vault: Path, fail: Callable[[], None]) -> None:
    """Let something fail in the running program."""
    async with opened(vault) as (app, pilot):
        app.call_later(fail)
        await pilot.pause(0.2)


async def test_a_crash_tells_nothing_private(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    private = "salary 98,000"
    vault = small_vault(tmp_path)

    def fail() -> None:
        words = private
        raise ValueError(words)

    with pytest.raises(ValueError, match="salary"):
        await crash(vault, fail)
    shown = "".join(capsys.readouterr())

    assert "salary" not in shown
    assert "ValueError at" in shown


@pytest.mark.parametrize("text", ["👩\u200d💻🇩🇪 日本語", "\u202egnp.exe\u202c", "a\ue000b", "\x9b31m"])
def test_a_line_is_as_wide_behind_the_guard_as_before(text: str) -> None:
    [segment] = Guard().apply([Segment(f"{text}|")], Color(0, 0, 0))

    assert segment.cell_length == cell_len(f"{text}|")
    assert OBEYED.isdisjoint(map(unicodedata.category, segment.text))

"""The installed program in a real terminal: it opens, does the main job, quits, and leaves the terminal as it was."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.tui.driver import small_vault, vault_with_news
from tests.tui.terminals import NEEDS, PROGRAM, Terminal
from tui.bridge.ending import ENDING

pytestmark = NEEDS


def test_the_main_job_by_keys_and_the_terminal_as_before(terminal: Terminal, tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    before = terminal.start(vault)
    compose_thanks(terminal)
    terminal.keys("i")
    terminal.type("PS from a real terminal. ")
    terminal.shows("PS from a real terminal.")
    terminal.keys("C-o")
    terminal.shows("Saved as")
    terminal.keys("C-t")
    terminal.shows("Was this letter sent?")
    terminal.keys("y")
    terminal.shows("Email to Joe Alvarez sent")
    terminal.shows("1 Agenda")
    terminal.keys("q")
    terminal.ended(0)

    assert before == terminal.state
    assert "PS from a real terminal." in (vault / "opportunities" / "northwind.md").read_text()
    log = subprocess.run(["git", "-C", vault, "log", "--format=%s"], capture_output=True, text=True, check=True)
    assert "sent" in log.stdout.splitlines()[0]


def compose_thanks(terminal: Terminal) -> None:
    """Go down the agenda to a thank-you, and open it in the composer."""
    terminal.shows("Thank-you")
    for _ in range(20):
        if "letter thank-you-email" in terminal.screen:
            break
        terminal.keys("j")
        time.sleep(0.2)
    terminal.keys("c")
    terminal.shows("not saved yet")
    terminal.shows("Dear ")


def test_a_kill_while_typing_loses_nothing_and_the_next_start_offers_it(terminal: Terminal, tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    terminal.type(f"echo $$ > shell; exec env {PROGRAM} --vault {vault} --today 2026-11-20")
    terminal.keys("Enter")
    terminal.shows("Agenda")
    compose_thanks(terminal)
    terminal.keys("i")
    terminal.type("PS not lost, whatever comes. ")
    terminal.shows("PS not lost, whatever comes.")
    copies = Path(os.environ["HOME"])
    terminal.until(lambda: any("whatever comes." in file.read_text() for file in copies.rglob("letter-*.jsonl")))
    terminal.tmux("set-option", "-g", "remain-on-exit", "on")
    os.kill(int((tmp_path / "shell").read_text()), signal.SIGKILL)
    terminal.until(lambda: terminal.tmux("display-message", "-p", "#{pane_dead}").strip() == "1")
    terminal.tmux("respawn-pane", "-k", "-c", str(tmp_path), "sh")

    terminal.start(vault)
    terminal.shows("was not saved")
    terminal.shows("PS not lost")
    terminal.keys("o")
    terminal.shows("It is as it was.")
    terminal.keys("C-o")
    terminal.shows("Saved as")
    drafts = [file.read_text() for file in (vault / "drafts").rglob("*.md")]
    assert sum("PS not lost, whatever comes." in text for text in drafts) == 1
    terminal.until(lambda: not list(copies.rglob("letter-*.jsonl")))
    terminal.keys("C-q")
    terminal.ended(0)


def test_the_demo_opens_on_its_agenda_and_stays_a_vault(terminal: Terminal, tmp_path: Path) -> None:
    terminal.type(f"{PROGRAM} demo {tmp_path / 'demo'}")
    terminal.keys("Enter")
    terminal.shows("Overdue")
    terminal.shows("You promised Ingrid Sorensen")
    terminal.keys("q")
    terminal.shows("The demo is a copy")
    done = subprocess.run([PROGRAM, "--vault", tmp_path / "demo", "check"], capture_output=True, check=False)

    assert done.returncode == 0


@pytest.mark.parametrize("number", ENDING, ids=lambda s: s.name)
def test_a_signal_restores_the_terminal(terminal: Terminal, tmp_path: Path, number: signal.Signals) -> None:
    before = terminal.start(small_vault(tmp_path))
    os.kill(terminal.program, number)
    terminal.ended(128 + number)

    assert before == terminal.state


RUDE = """#!{python}
import os, signal, sys, time, tty
tty.setraw(0)
signal.signal(signal.SIGINT, lambda *_: print("its own", end="", flush=True))
print("in the editor", end="", flush=True)
time.sleep(600)
"""
"""An editor that leaves the terminal without echo when it is ended."""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda s: s.name)
def test_an_editor_ends_with_the_program_and_the_terminal_is_as_before(
    terminal: Terminal, tmp_path: Path, number: signal.Signals
) -> None:
    before = in_the_editor(terminal, tmp_path)
    os.kill(terminal.program, number)
    terminal.ended(128 + number)

    assert before == terminal.state
    assert subprocess.run(["pgrep", "-f", tmp_path / "editor"], capture_output=True, check=False).stdout == b""


def test_an_editor_that_dies_leaves_the_program_as_it_was(terminal: Terminal, tmp_path: Path) -> None:
    before = in_the_editor(terminal, tmp_path)
    subprocess.run(["pkill", "-KILL", "-f", tmp_path / "editor"], check=True)
    terminal.shows("ended with code -9")
    terminal.keys("q")
    terminal.ended(0)

    assert before == terminal.state


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGQUIT], ids=lambda s: s.name)
def test_what_the_keyboard_sends_while_an_editor_runs_is_its_own_affair(
    terminal: Terminal, tmp_path: Path, number: signal.Signals
) -> None:
    in_the_editor(terminal, tmp_path)
    os.kill(terminal.program, number)
    subprocess.run(["pkill", "-INT", "-f", tmp_path / "editor"], check=True)
    terminal.shows("its own")
    subprocess.run(["pkill", "-KILL", "-f", tmp_path / "editor"], check=True)
    terminal.shows("ended with code -9")
    terminal.keys("q")
    terminal.ended(0)


def in_the_editor(terminal: Terminal, folder: Path) -> str:
    """Open a file in an editor that is rude; return the terminal's state before the program."""
    editor = folder / "editor"
    editor.write_text(RUDE.format(python=sys.executable))
    editor.chmod(0o755)
    terminal.type(f"export VISUAL={editor}")
    terminal.keys("Enter")
    before = terminal.start(small_vault(folder))
    terminal.keys("2")
    terminal.shows("3 opportunities")
    terminal.keys("e")
    terminal.shows("in the editor")
    return before


def test_the_editor_comes_and_goes(terminal: Terminal, tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "in the editor"\nread answer\nprintf "\\nfrom the editor\\n" >> "$1"\n')
    editor.chmod(0o755)
    terminal.type(f"export VISUAL={editor}")
    terminal.keys("Enter")
    before = terminal.start(vault)
    terminal.keys("2")
    terminal.shows("3 opportunities")
    terminal.keys("e")
    terminal.shows("in the editor")
    terminal.keys("Enter")
    terminal.shows("2 Jobs")
    terminal.until(lambda: any("from the editor" in p.read_text() for p in (vault / "opportunities").iterdir()))
    terminal.keys("q")
    terminal.ended(0)

    assert before == terminal.state


def test_keys_typed_fast_go_where_the_first_one_leads(terminal: Terminal, tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    terminal.start(vault)
    terminal.keys("2")
    terminal.shows("3 opportunities")
    terminal.type("/sexmad")
    terminal.shows("/ sexmad")
    terminal.shows("0 of 3")
    terminal.keys("Escape")
    terminal.shows("3 opportunities")
    terminal.keys("1")
    terminal.shows("Thank-you")
    terminal.keys("c")
    terminal.shows("not saved yet")
    terminal.type("itfw")
    terminal.shows("tfw")
    terminal.keys("C-q")
    terminal.ended(0)


@pytest.mark.parametrize("size", [(60, 20), (120, 40), (200, 60)], ids=lambda s: f"{s[0]}x{s[1]}")
def test_it_opens_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    terminal = Terminal(tmp_path, size)
    try:
        terminal.start(small_vault(tmp_path))
        terminal.shows("Northwind")
        terminal.keys("q")
        terminal.ended(0)
    finally:
        terminal.tmux("kill-server")


def test_without_a_terminal_it_prints_the_agenda(tmp_path: Path) -> None:
    argv = [str(PROGRAM), "--vault", str(small_vault(tmp_path)), "--today", "2026-11-20"]
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "Northwind Freight" in done.stdout
    assert "\x1b[?1049h" not in done.stdout


def test_a_sync_that_arrives_while_a_letter_is_typed_keeps_every_letter(terminal: Terminal, tmp_path: Path) -> None:
    vault = vault_with_news(tmp_path)
    terminal.sync_waits(vault)
    terminal.start(vault)
    compose_thanks(terminal)
    terminal.keys("i")
    terminal.type("PS typed before ")
    terminal.shows("PS typed before")
    assert "- [ ] promise" in (vault / "opportunities" / "northwind.md").read_text()
    (tmp_path / "go").touch()
    terminal.until(lambda: "- [x] promise" in (vault / "opportunities" / "northwind.md").read_text())
    terminal.shows("R shows them")
    terminal.type("and after it came. ")
    terminal.shows("PS typed before and after it came.")
    terminal.keys("C-o")
    terminal.shows("Saved as")
    terminal.keys("C-q")
    terminal.ended(0)

    drafts = [file.read_text() for file in (vault / "drafts").rglob("*.md")]
    assert sum("PS typed before and after it came." in text for text in drafts) == 1
    assert "merge_review" in (vault / "opportunities" / "northwind.md").read_text()

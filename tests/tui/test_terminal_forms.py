"""A form in a real terminal: what is typed into it lives through whatever happens around it, and through every end."""

import os
import signal
import subprocess
from pathlib import Path

from tests.tui.driver import NORTHWIND, small_vault, vault_with_news
from tests.tui.terminals import NEEDS, PROGRAM, Line, Terminal
from tests.tui.test_hostile import hostile_vault

pytestmark = NEEDS


def note_on_northwind(terminal: Terminal) -> None:
    """Open the form of a note."""
    terminal.keys("2")
    terminal.shows("3 opportunities")
    terminal.type("/northwind")
    terminal.shows("/ northwind")
    terminal.keys("Enter")
    terminal.shows("1 of 3")
    terminal.shows("Space Mark")
    terminal.type("n")
    terminal.shows("whose")


def copies() -> list[Path]:
    """Return what is kept of forms."""
    return list(Path(os.environ["HOME"]).rglob("form-*.jsonl"))


def northwind(vault: Path) -> str:
    return (vault / "opportunities" / "northwind.md").read_text()


def others_save(vault: Path) -> None:
    """Save a file as editors do that write a new one, and one as those do that write into it."""
    aside, file = vault / ".new", vault / "opportunities" / "northwind.md"
    aside.write_text(northwind(vault).replace("Found through Ana.", "Found through Ana, by another program."))
    aside.rename(file)
    harbor = vault / "opportunities" / "harbor.md"
    harbor.write_text(harbor.read_text().replace("COO", "CEO"))


def test_a_form_outlives_every_end_and_is_offered_at_the_next_start(terminal: Terminal, tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    before = terminal.start(vault)
    note_on_northwind(terminal)
    terminal.type("told to end ")
    terminal.shows("told to end")
    os.kill(terminal.program, signal.SIGTERM)
    terminal.ended(128 + signal.SIGTERM)
    assert before == terminal.state
    assert "told to end" not in northwind(vault)

    terminal.restart(vault)
    terminal.shows("A form was still open")
    terminal.shows("text: told to end")
    terminal.keys("o")
    terminal.shows("Note it (Enter)")
    terminal.type("hung up ")
    terminal.shows("told to end hung up")
    os.kill(terminal.program, signal.SIGHUP)
    terminal.ended(128 + signal.SIGHUP)

    terminal.restart(vault)
    terminal.shows("A form was still open")
    terminal.keys("o")
    terminal.shows("Note it (Enter)")
    terminal.type("killed ")
    terminal.until(lambda: any("told to end hung up killed" in file.read_text() for file in copies()))
    os.kill(terminal.program, signal.SIGKILL)

    terminal.restart(vault)
    terminal.shows("text: told to end hung up killed")
    terminal.keys("o")
    terminal.shows("Note it (Enter)")
    terminal.keys("Enter")
    terminal.until(lambda: "- need: told to end hung up killed\n" in northwind(vault))
    terminal.until(lambda: copies() == [])
    terminal.keys("q")
    terminal.ended(0)


def test_a_form_stays_as_it_is_whatever_happens_around_it(terminal: Terminal, tmp_path: Path) -> None:
    vault = vault_with_news(tmp_path)
    terminal.sync_waits(vault)
    before = terminal.start(vault)
    note_on_northwind(terminal)
    terminal.type("one three")
    terminal.keys(*["Left"] * 5)

    terminal.tmux("resize-window", "-x", "60", "-y", "20")
    terminal.until(lambda: max(map(len, terminal.screen.splitlines())) <= 60 and "one three" in terminal.screen)
    terminal.type("two ")
    terminal.shows("one two three")
    terminal.tmux("resize-window", "-x", "80", "-y", "24")

    (tmp_path / "go").touch()
    terminal.until(lambda: "- [x] promise" in northwind(vault))
    terminal.shows("R shows them")

    others_save(vault)
    terminal.keys("C-c")
    os.kill(terminal.program, signal.SIGTSTP)
    terminal.until(lambda: "one two three" not in terminal.screen)
    terminal.type("fg")
    terminal.keys("Enter")
    terminal.shows("one two three")

    terminal.type("and a half ")
    terminal.shows("one two and a half three")
    terminal.keys("Enter")
    terminal.until(lambda: "- need: one two and a half three\n" in northwind(vault))
    assert "by another program" in northwind(vault)
    terminal.until(lambda: copies() == [])
    terminal.keys("C-q")
    terminal.until(lambda: before == terminal.state)
    terminal.type("echo code''=$?")
    terminal.keys("Enter")
    terminal.shows("code=0")


def without_notes(folder: Path) -> Path:
    """Make a vault in which the notes of the first round are still to be typed."""
    vault = small_vault(folder)
    held = "first round\n"
    (vault / "opportunities" / "northwind.md").write_text(NORTHWIND[: NORTHWIND.index(held) + len(held)])
    return vault


def kept(terminal: Terminal, text: str) -> None:
    """Wait until a text is kept outside of the vault."""
    terminal.until(lambda: any(text in file.read_text() for file in copies()))


def at_northwind(terminal: Terminal, vault: Path) -> None:
    """Start the program and go to one opportunity in the list."""
    terminal.start(vault)
    terminal.keys("2")
    terminal.shows("3 opportunities")
    terminal.type("/northwind")
    terminal.shows("1 of 3")
    terminal.keys("Enter")
    terminal.shows("Space Mark")


def killed(terminal: Terminal, vault: Path) -> None:
    """Kill the program and start it again."""
    os.kill(terminal.program, signal.SIGKILL)
    terminal.restart(vault)


def test_notes_of_a_debrief_outlive_a_kill_and_stand_in_their_lines_again(terminal: Terminal, tmp_path: Path) -> None:
    vault = without_notes(tmp_path)
    at_northwind(terminal, vault)
    terminal.keys("b")
    terminal.shows("no notes")
    terminal.type("reps stall (Joe)")
    terminal.keys("Enter")
    terminal.type("no story for the board")
    terminal.keys("Enter", "Enter")
    terminal.type("ramp plans")
    kept(terminal, "ramp plans")
    killed(terminal, vault)

    terminal.shows("A form was still open")
    terminal.shows("need: reps stall (Joe)")
    terminal.keys("o")
    terminal.shows("3 notes")
    terminal.type(" by Q1")
    terminal.shows("ramp plans by Q1")
    kept(terminal, "ramp plans by Q1")
    assert len(copies()) == 1
    terminal.keys("C-o")
    terminal.until(lambda: "- topic: ramp plans by Q1\n" in northwind(vault))
    killed(terminal, vault)

    terminal.keys("2")
    terminal.shows("3 opportunities")
    assert "- need: reps stall (Joe Alvarez)\n- need: no story for the board\n" in northwind(vault)
    assert northwind(vault).count("ramp plans") == 1
    assert copies() == []
    terminal.keys("q")


def test_notes_of_a_call_outlive_a_kill_and_stand_in_their_lines_again(terminal: Terminal, tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    at_northwind(terminal, vault)
    terminal.keys("C")
    terminal.shows("Call to Joe Alvarez")
    terminal.keys("n")
    terminal.type("they lost two deals")
    terminal.shows("they lost two deals")
    terminal.keys("Escape")
    terminal.shows("Read message")
    terminal.keys("p")
    terminal.type("send the deck by 2026-11-24")
    kept(terminal, "send the deck by 2026-11-24")
    killed(terminal, vault)

    terminal.shows("promise: send the deck by 2026-11-24")
    terminal.keys("o")
    terminal.shows("they lost two deals")
    terminal.shows("send the deck")
    terminal.keys("Escape")
    terminal.shows("Read message")
    terminal.keys("d")
    terminal.until(lambda: "- need: they lost two deals\n" in northwind(vault))
    killed(terminal, vault)

    terminal.keys("2")
    terminal.shows("3 opportunities")
    assert northwind(vault).count("they lost two deals") == 1
    assert northwind(vault).count("send the deck by 2026-11-24") == 1
    assert copies() == []
    terminal.keys("q")


def test_a_key_and_the_text_for_the_form_that_it_opens_may_come_in_one_write(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal.start(small_vault(tmp_path))
    terminal.shows("Thank-you")
    terminal.type("aZoe Freight\tClerk")
    terminal.shows("Zoe Freight")
    terminal.shows("Clerk")
    terminal.tmux("set-buffer", " of works")
    terminal.tmux("paste-buffer", "-p")
    terminal.shows("Clerk of works")
    terminal.keys("Escape", "y", "q")


HOSTILE = "Acme\\x1b]52;c;YWJj\\a\\x1b]0;owned\\a\\x1b[31m\\x9b31m\\x7f\u202egnp\u2066\u200b" + "y" * 10_000
"""As a header has it, between quotes: writes the clipboard, sets the title, colours, turns text round."""
OBEYED = (b"\x1b]52", b"\x1b]0;", b"\a", b"\xc2\x9b", b"\x7f", *(sign.encode() for sign in "\u202e\u2066\u200b"))


def test_hostile_text_reaches_the_terminal_as_text_and_one_that_is_gone_leaves_no_process(tmp_path: Path) -> None:
    line = Line(hostile_vault(tmp_path, HOSTILE))
    said = line.written(b"Acme]52")
    line.keys(b"2")
    said += line.written(b"1 opportunity")
    line.keys(b"\r")
    said += line.written(b"Interview")
    line.keys(b"n")
    said += line.written(b"whose")
    line.keys(b"left behind")
    said += line.written(b"behind")
    code = line.hang_up()

    said = said.replace(b"\x1b]22;default\a", b"")  # the shape of the mouse's pointer is the program's own
    assert [one for one in OBEYED if one in said] == []
    assert code == 128 + signal.SIGHUP
    assert [file for file in copies() if "left behind" in file.read_text()] != []
    assert subprocess.run(["ps", "-s", str(line.pid)], capture_output=True, check=False).returncode == 1


def test_the_first_run_asks_once_and_ends_in_a_vault(terminal: Terminal) -> None:
    terminal.type(f"{PROGRAM} --today 2026-11-20; echo code=$?")
    terminal.keys("Enter")
    terminal.shows("Now what?")
    terminal.keys("2")
    terminal.shows("Start your own vault")
    terminal.type("Sam Rivera")
    terminal.shows("Sam Rivera")
    above = terminal.row
    terminal.keys("Tab")
    terminal.until(lambda: terminal.row > above)
    terminal.type("sam@rivera.example")
    terminal.shows("sam@rivera.example")
    terminal.keys("C-o")
    terminal.shows("Your vault is ready")
    terminal.keys("q")
    terminal.shows("code=0")
    settings = (Path(os.environ["HOME"]) / "job-search" / "afterword.toml").read_text()
    assert 'name = "Sam Rivera"' in settings
    assert 'email = "sam@rivera.example"' in settings

    terminal.type(f"clear; {PROGRAM} --today 2026-11-20")
    terminal.keys("Enter")
    terminal.shows("1 Agenda")
    assert copies() == []
    terminal.keys("q")


def test_a_key_goes_back_to_the_shell_and_fg_comes_back_with_all_that_was_typed(
    terminal: Terminal, tmp_path: Path
) -> None:
    vault = small_vault(tmp_path)
    terminal.type("stty -a > before")
    terminal.keys("Enter")
    before = terminal.state
    terminal.start(vault)
    note_on_northwind(terminal)
    terminal.type("half a note")
    terminal.shows("half a note")
    terminal.keys("C-z")
    terminal.until(lambda: "half a note" not in terminal.screen)
    terminal.until(lambda: before == terminal.state)
    assert [file for file in copies() if "half a note" in file.read_text()] != []
    terminal.type(
        f"clear; stty -a > now; cmp before now && echo same; {PROGRAM} --vault {vault} set harbor stage=offer"
    )
    terminal.keys("Enter")
    terminal.shows("same")
    terminal.until(lambda: "stage: offer" in (vault / "opportunities" / "harbor.md").read_text())
    terminal.type("fg")
    terminal.keys("Enter")
    terminal.shows("half a note")
    terminal.type(" and more")
    terminal.keys("Enter")
    terminal.until(lambda: "- need: half a note and more\n" in northwind(vault))
    terminal.keys("C-q")
    terminal.until(lambda: before == terminal.state)


def test_in_a_letter_the_key_is_undo(terminal: Terminal, tmp_path: Path) -> None:
    terminal.start(small_vault(tmp_path))
    terminal.shows("Thank-you")
    terminal.keys("c")
    terminal.shows("not saved yet")
    terminal.keys("i")
    terminal.type("Not this. ")
    terminal.shows("Not this.")
    terminal.keys("C-z")
    terminal.until(lambda: "Not this." not in terminal.screen)
    terminal.shows("Save draft")
    terminal.keys("C-q")
    terminal.shows("code=0")


def test_where_no_shell_waits_the_program_is_not_stopped(tmp_path: Path) -> None:
    line = Line(small_vault(tmp_path))
    line.written(b"Thank-you")
    line.keys(b"\x1a")
    said = line.written(b"shell")
    state = Path(f"/proc/{line.pid}/stat").read_text().split()[2] if Path("/proc").exists() else "S"
    line.close()

    assert b"waits" in said
    assert state != "T"

"""Spelling by a program of this machine, aspell or hunspell, through a pipe that is kept open.

Where there is no program, no dictionary or no answer, there is silence: spelling is never worth an error.
"""

import os
import queue
import shutil
import subprocess
import threading
import weakref
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

SECONDS = 2.0
"""How long an answer may take before the program is given up."""
BATCH = 50
"""Words asked about at once: few enough to fit into the pipe whole."""
KEPT = 20_000
PROGRAMS: Mapping[str, tuple[str, ...]] = {
    "aspell": ("-a", "--encoding=utf-8", "--sug-mode=normal", "-l"),
    "hunspell": ("-a", "-i", "utf-8", "-d"),
}
ENGLISH = "en_US"
SWITCH = "AFTERWORD_SPELLING"
"""`off` in the environment: no spelling in this run, whatever the settings say."""
Answers = dict[str, tuple[str, ...]]


class Speller:
    """One dictionary of one program, started when it is first asked and ended with Afterword."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self.command = command
        self._known: dict[str, tuple[str, ...] | None] = {}
        self._lock = threading.Lock()
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._end: weakref.finalize[..., Speller] | None = None
        self.is_given_up = False

    def start(self) -> bool:
        """Start the program; tell whether it has the dictionary."""
        with self._lock:
            return self._is_running()

    def look_up(self, words: Iterable[str]) -> Answers:
        """Return the suggestions for each of the words that is not in the dictionary; nothing if there is no answer.

        Args:
            words: letters and plain apostrophes only.
        """
        wanted = tuple(dict.fromkeys(words))
        with self._lock:
            new = [word for word in wanted if word not in self._known]
            if len(self._known) + len(new) > KEPT:
                self._known.clear()
                new = list(wanted)
            for start in range(0, len(new), BATCH):
                if not self._ask(new[start : start + BATCH]):
                    return {}
            return {word: likely for word in wanted if (likely := self._known[word]) is not None}

    def close(self) -> None:
        """End the program."""
        self.is_given_up = True
        if self._end is not None:
            self._end()

    def _ask(self, words: list[str]) -> bool:
        if not self._is_running() or self._process is None or self._process.stdin is None:
            return False
        try:
            self._process.stdin.write("".join(f"^{word}\n" for word in words).encode())
            self._process.stdin.flush()
            for word in words:
                self._known[word] = meaning(word, self._answer())
        except (OSError, queue.Empty, EOFError):
            self.close()
            return False
        return True

    def _answer(self) -> list[str]:
        """Return the lines up to the next empty one."""
        lines = []
        while line := self._line():
            lines.append(line)
        return lines

    def _line(self) -> str:
        line = self._lines.get(timeout=SECONDS)
        if line is None:
            raise EOFError
        return line

    def _is_running(self) -> bool:
        if self.is_given_up or self._process is not None:
            return not self.is_given_up
        try:
            self._process = subprocess.Popen(  # noqa: S603 - a fixed argument vector, no shell
                self.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "LC_ALL": "C.UTF-8"},
                cwd=Path.home().anchor,  # hunspell looks for dictionaries where it stands
                start_new_session=True,
            )
        except OSError:
            self.is_given_up = True
            return False
        self._end = weakref.finalize(self, end, self._process)
        threading.Thread(target=listen, args=(self._process, self._lines), daemon=True, name="speller").start()
        try:
            self._line()  # it says who it is
        except (queue.Empty, EOFError):
            self.close()
        return not self.is_given_up


def listen(process: "subprocess.Popen[bytes]", lines: "queue.SimpleQueue[str | None]") -> None:
    """Hand on the program's lines as they come; None when there will be no more."""
    if process.stdout is not None:
        for line in process.stdout:
            lines.put(line.decode("utf-8", "replace").strip())
    lines.put(None)


def end(process: "subprocess.Popen[bytes]") -> None:
    """End a program and its pipes."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:  # what was still to be written
                continue


def meaning(word: str, lines: Iterable[str]) -> tuple[str, ...] | None:
    """Return what an answer in the manner of ispell suggests for a word; None where it has nothing against it."""
    for line in lines:
        kind, _, rest = line.partition(" ")
        if kind in ("&", "?", "#") and rest.split(" ", 1)[0] == word:
            _, _, likely = rest.partition(": ")
            return tuple(part.strip() for part in likely.split(",") if part.strip()) if kind != "#" else ()
    return None  # right, or not a word in the dictionary's letters


def spellers(program: str, language: str) -> Iterator[Speller]:
    """Yield the spellers for a letter, the likeliest language first; none where the user wants none.

    Args:
        program: aspell, hunspell, auto (the one that is there) or off.
        language: the dictionary's name; empty = the machine's language, then English, since letters are often that.
    """
    if "off" in (program, os.environ.get(SWITCH)):
        return
    programs = tuple(PROGRAMS) if program == "auto" else (program,)
    for name in (language,) if language else languages(os.environ):
        found = speller(programs, name)
        if found is not None:
            yield found


def languages(env: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the dictionaries that fit the machine: its own language, then English."""
    told = next((env[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if env.get(name)), "")
    own = told.split(".")[0].split("@")[0]
    return tuple(dict.fromkeys(name for name in (own, ENGLISH) if name not in ("", "C", "POSIX")))


@lru_cache(maxsize=16)
def speller(programs: tuple[str, ...], language: str) -> Speller | None:
    """Return the first of some programs that has a dictionary, running; None where none has."""
    if not all(c.isalnum() or c in "_-" for c in language) or language.startswith("-"):
        return None
    for name in programs:
        path = shutil.which(name)
        candidate = Speller((path, *PROGRAMS[name], language)) if path and name in PROGRAMS else None
        if candidate is not None and candidate.start():
            return candidate
    return None

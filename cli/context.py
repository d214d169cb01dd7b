"""What a command works with: the open vault, the moment, and the two ways of answering."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from cli.diagnostics import Diagnostics, ExitCode
from store.errors import BadRequest, NotAVault
from store.model.value import replace
from store.workspace.door import Workspace
from store.workspace.moment import Moment
from store.workspace.places import find_vault

if TYPE_CHECKING:
    from cli.output import Output
    from store.workspace.changing import Plan
    from store.workspace.door import Applied
    from store.workspace.machine import Machine
    from store.workspace.printed import Seen
    from store.workspace.snapshot import Snapshot

MANY = 500
"""Files that take more than a moment to read."""
STAMP = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d))?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the entry point found around it; nothing else looks there."""

    env: Mapping[str, str]
    here: Path
    now: datetime
    """Aware, in the machine's zone."""
    stdin: TextIO
    interactive: bool
    """Whether a person sits at both ends."""
    machine: Callable[[], Machine]
    """Tells where the user's own settings and state would be."""
    open_screen: Callable[[Workspace], int]
    """Opens the full-screen program."""


class Context:
    """One run of one command."""

    def __init__(
        self,
        around: Surroundings,
        out: Output,
        talk: Diagnostics,
        *,
        vault: str | None = None,
        today: str | None = None,
    ) -> None:
        self.around = around
        self.out = out
        self.talk = talk
        self.look: Callable[[str], Seen | None] = lambda _root: None
        """Is told the vault's folder before anything in it is read, and tells what lies there where it knows."""
        self.lasts: tuple[float, float] | None = None
        """Seconds of the epoch between which the same files give the same answer; None = that is not known."""
        self._vault = vault
        self._today = today

    @cached_property
    def moment(self) -> Moment:
        """Today and now, as told or as they are.

        Raises:
            BadRequest: the day that was told is none.
        """
        told = self._today or self.around.env.get("AFTERWORD_TODAY")
        return moment_told(told, self.around.now) if told else Moment(today=self.around.now.date(), now=self.around.now)

    @cached_property
    def way(self) -> Path:
        """The vault's folder as it was named or found; it may be a link.

        Raises:
            NotAVault: there is none.
        """
        around = self.around
        named = around.env.get("AFTERWORD_VAULT")
        try:
            return find_vault(self._vault, named, around.here, None)
        except NotAVault:
            default = None if self._vault or named else default_vault(around.machine())
            if default is None:
                raise
            return find_vault(None, None, around.here, default)

    @cached_property
    def root(self) -> Path:
        """The vault's folder.

        Raises:
            NotAVault: there is none.
        """
        return self.way.resolve()

    @cached_property
    def workspace(self) -> Workspace:
        """The open vault. A time that was told is meant in the vault's own zone."""
        listing = self.look(str(self.root))
        opened = Workspace.open(self.root, self.moment, self.around.machine)
        opened.listing = listing
        if self.moment.fixed:
            zone = opened.zone
            opened.moment = replace(self.moment, now=self.moment.now.replace(tzinfo=zone))
        return opened

    def snapshot(self) -> Snapshot:
        """Return what the vault holds now."""
        snapshot = self.workspace.snapshot(self.tell_of_reading)
        self.talk.progress("")
        return snapshot

    def tell_of_reading(self, read: int, of: int) -> None:
        """Tell how far the reading is, where it takes more than a moment."""
        if of >= MANY:
            self.talk.progress(f"Reading {read:,} of {of:,} files")

    def day(self, text: str) -> date:
        """Read a date as people type it.

        Raises:
            BadRequest: it is none.
        """
        from store.workspace.when import day_meant

        return day_meant(self.snapshot(), text)

    def day_and_time(self, text: str | None) -> tuple[date | None, time | None]:
        """Read `DATE` or `DATETHH:MM`; nothing gives nothing.

        Raises:
            BadRequest: it is neither.
        """
        if not text:
            return None, None
        stamp = STAMP.fullmatch(text)
        if stamp and stamp[2]:
            return self.day(stamp[1]), clock(stamp[2])
        return self.day(text), None

    def body(self, text: str | None) -> str:
        """Return a text as typed; `-` reads it from standard input.

        Raises:
            BadRequest: standard input is not UTF-8.
        """
        if text != "-":
            return text or ""
        try:
            return self.around.stdin.read()
        except UnicodeDecodeError as error:
            raise BadRequest("Standard input is not UTF-8 text. Nothing was written.") from error

    def change(self, plan: Plan, *, dry_run: bool) -> Applied | None:
        """Make a change and say so; on a dry run show it and return None."""
        if dry_run:
            preview = self.workspace.preview(plan)
            if preview.diff:
                self.out.diff(preview.diff)
            self.talk.say(f"Only shown, nothing was changed: {preview.change.sentence}.")
            return None
        applied = self.workspace.carry_out(plan)
        self.report(applied)
        return applied

    def report(self, applied: Applied) -> None:
        """Say what was done, and what is left to do."""
        self.talk.say(f"{applied.sentence}." if applied.paths else "Nothing to change.")
        if applied.note:
            self.talk.say(applied.note)

    def write(self, plan: Plan, *, dry_run: bool) -> ExitCode:
        """Make or show a change that needs no further answer."""
        self.change(plan, dry_run=dry_run)
        return ExitCode.FINE

    def agrees(self, question: str) -> bool:
        """Ask a question that needs a yes; nothing but `y` or `yes` is one.

        Raises:
            BadRequest: nobody sits at a terminal to answer.
        """
        if not self.around.interactive:
            raise BadRequest("Nobody is here to answer, so nothing was done. Add --yes to do it without a question.")
        self.talk.ask(question)
        return self.around.stdin.readline().strip().casefold() in ("y", "yes")

    def mention_problems(self, number: int) -> None:
        """Say in one line that files of the vault have so many problems."""
        if number:
            told = "is 1 problem" if number == 1 else f"are {number} problems"
            self.talk.say(f"There {told} in this vault; `afterword check` tells where and how to mend it.")


def moment_told(text: str, now: datetime) -> Moment:
    """Return the moment that a user or a script named: `DATE` or `DATETHH:MM`.

    Raises:
        BadRequest: it is neither.
    """
    stamp = STAMP.fullmatch(text)
    try:
        if stamp is None:
            raise ValueError  # noqa: TRY301 - one answer for both ways to be wrong
        day = date.fromisoformat(stamp[1])
        at = time.fromisoformat(stamp[2]) if stamp[2] else now.timetz().replace(tzinfo=None)
    except ValueError as error:
        raise BadRequest(f"“{text}” is not a day. Write today as 2026-11-24, or as 2026-11-24T09:00.") from error
    return Moment(today=day, now=datetime.combine(day, at, tzinfo=now.tzinfo), fixed=True)


def clock(text: str) -> time:
    """Read `HH:MM`.

    Raises:
        BadRequest: there is no such time.
    """
    try:
        return time.fromisoformat(text)
    except ValueError as error:
        raise BadRequest(f"“{text}” is not a time of day. Write it as 14:30.") from error


def default_vault(machine: Machine) -> str | None:
    """Return `default_vault` of the user's own settings.

    Raises:
        BadRequest: the file is there and cannot be read.
    """
    own, problems = machine.settings()
    for problem in problems:
        if problem.code != "unknown-setting" and not own.default_vault:
            raise BadRequest(f"{problem.path}:{problem.line}: {problem.message} It is your own settings file.")
    return own.default_vault or None

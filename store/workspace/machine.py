"""What belongs to the user of this machine and to no vault: own settings, and a folder for what outlives a crash."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.errors import BadRequest

if TYPE_CHECKING:
    from store.model.own_settings import OwnSettings
    from store.model.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Where the user's own things are; a part that is None is not there, as in tests and scripts."""

    config: Path | None = None
    """The file `config.toml` of the user's own settings."""
    state: Path | None = None
    """A folder for what is nobody else's business and in no vault; made when it is first needed."""
    cache: Path | None = None
    """A folder for what can be made anew; made when it is first needed."""
    name: str = ""
    """What this machine is called in the history; empty = nothing is said there."""

    @property
    def called(self) -> str:
        """What this machine is called in the history: as the user's own settings say, else as it calls itself."""
        try:
            return self.settings()[0].sync.machine or self.name
        except BadRequest:
            return self.name

    def settings(self) -> tuple[OwnSettings, tuple[Problem, ...]]:
        """Return the user's own settings, with what is wrong in them.

        Raises:
            BadRequest: the file is there and cannot be read.
        """
        from store.model.own_settings import OwnSettings

        if self.config is None:
            return OwnSettings(), ()
        try:
            data = self.config.read_bytes()
        except FileNotFoundError:
            return OwnSettings(), ()
        except OSError as error:
            why = error.strerror or "it cannot be opened"
            raise BadRequest(f"{self.config} cannot be read: {why}. It is your own settings file.") from error
        from store.text.own_settings import read_own_settings  # which reads TOML

        return read_own_settings(data, str(self.config))

    def folder(self, name: str) -> Path:
        """Return a folder of the user's state, made if need be, that nobody else can read.

        Raises:
            BadRequest: there is no place for it.
        """
        if self.state is None:
            raise BadRequest("There is no folder for what Afterword must remember between two runs.")
        place = self.state / name
        try:
            self.state.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise BadRequest(f"{place} cannot be made: {error.strerror}. Nothing was done.") from error
        return place


def keep_values(place: Path, values: Mapping[str, Any]) -> None:
    """Write a small file of the user's own, which nobody else can read, whole: else the old one stays.

    Raises:
        OSError: it cannot be written.
    """
    import json  # which a prompt does not wait for

    fresh = place.with_suffix(f".{os.getpid()}.new")
    fresh.touch(0o600)
    fresh.write_text(json.dumps(values, indent=1), "utf-8")
    fresh.replace(place)

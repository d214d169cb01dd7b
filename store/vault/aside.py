"""Names of our own that start with a dot: text being staged, and versions set aside by a write.

A version that was set aside keeps a name for a while, since another program may still have it open and go on
writing into it. The name holds what the file may hold (the beginnings of two digests) and whose version it
is, so anybody who finds it later, after a crash as well, can tell whether it holds something that stands nowhere else.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

PREFIX = ".afterword-"
STAGED = re.compile(r"\.afterword-[0-9a-f]{12}\.tmp")
SET_ASIDE = re.compile(r"\.afterword-[0-9a-f]{12}-(?P<before>[0-9a-f]{16})-(?P<after>[0-9a-f]{16})-(?P<name>.+)\.tmp")
NOTHING = "0" * 16
LONGEST = 160
"""Bytes of a note's name that the name of its old version repeats; names end at 255 bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """What the name of a version set aside says."""

    before: str
    after: str
    name: str
    """The name of the note."""

    def expects(self, data: bytes) -> bool:
        """Tell whether a file with this name holds only what is known to stand elsewhere too."""
        return digest(data) in (self.before, self.after)


def digest(data: bytes) -> str:
    """Return the beginning of the SHA-256 of some bytes."""
    return hashlib.sha256(data).hexdigest()[:16]


def staged_name(folder: Path) -> Path:
    """Return a free name for text that is being written."""
    return folder / f"{PREFIX}{secrets.token_hex(6)}.tmp"


def aside_name(place: Path, before: bytes | None, after: bytes | None) -> Path:
    """Return a free name beside a note for the version that will be set aside."""
    first = NOTHING if before is None else digest(before)
    second = NOTHING if after is None else digest(after)
    name = place.name.encode("utf-8", "surrogateescape")[:LONGEST].decode("utf-8", "ignore")
    return place.parent / f"{PREFIX}{secrets.token_hex(6)}-{first}-{second}-{name}.tmp"


def read_aside(name: str) -> Aside | None:
    """Return what a name says, when it is that of a version set aside."""
    found = SET_ASIDE.fullmatch(name)
    return Aside(before=found["before"], after=found["after"], name=found["name"]) if found else None

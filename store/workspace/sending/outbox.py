"""Messages under way: one file each in the user's state folder, from before the first byte until it stands in the log.

The file is the claim on the message. Whoever makes it may send; it is locked for as long as its maker lives, so that
a message whose sender died is told from one that is being sent. It holds what was sent, since the draft may be
changed before the log is written.
"""

import contextlib
import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from msgspec.structs import asdict

from store.errors import NotWritten
from store.model.mail import Gone, Unsettled
from store.vault.lock import taken

ACCEPTED = "accepted"
PAUSE = 0.01
READ = os.O_RDWR | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to send one message; closed when it is settled, or when its holder dies."""

    file: Path
    handle: int

    def accepted(self) -> None:
        """Write down that the other side has taken the message."""
        os.lseek(self.handle, 0, os.SEEK_END)
        os.write(self.handle, f"{ACCEPTED}\n".encode())
        os.fsync(self.handle)

    def drop(self) -> None:
        """Forget the message: it is settled."""
        self.file.unlink(missing_ok=True)
        self.leave()

    def leave(self) -> None:
        """Leave the file for whoever comes next; another one may hold it then."""
        with contextlib.suppress(OSError):
            os.close(self.handle)


def claim(folder: Path, vault: Path, gone: Gone) -> Claim | None:
    """Claim a message before it is sent; None where its file is there already.

    Args:
        folder: the outbox.
        vault: the vault's folder.
        gone: the message.

    Raises:
        NotWritten: the file system refused; then nothing may be sent.
    """
    file = folder / f"{key_of(vault, gone)}.json"
    values = asdict(gone) | {"at": gone.at.isoformat()}
    data = json.dumps({"vault": os.fspath(vault), **values}).encode() + b"\n"
    try:
        handle = os.open(file, READ | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return None
    except OSError as error:
        raise NotWritten(str(file), error.strerror or str(error)) from error
    found = Claim(file, handle)
    try:
        while not taken(handle):  # somebody looks at the new file for a moment
            time.sleep(PAUSE)
        os.write(handle, data)
        os.fsync(handle)
        _keep_name(folder)
    except OSError as error:
        found.drop()
        raise NotWritten(str(file), error.strerror or str(error)) from error
    return found


def _keep_name(folder: Path) -> None:
    """Make the file's name outlive a power cut."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def key_of(vault: Path, gone: Gone) -> str:
    """Return what makes a message this one and no other: vault, search, person, subject and text."""
    parts = (os.fspath(vault), gone.opportunity, gone.to, gone.subject, gone.text)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def unsettled(folder: Path, vault: Path) -> Iterator[tuple[Unsettled, Path]]:
    """Yield the messages of a vault that are under way or whose end was never written down, oldest first."""
    found = [one for file in sorted(folder.glob("*.json")) if (one := _read(file, vault)) is not None]
    yield from sorted(found, key=lambda one: one[0].gone.at.isoformat())


def held(file: Path) -> Claim | None:
    """Take over a message whose sender is gone; None where it is being sent, or settled meanwhile."""
    try:
        handle = os.open(file, READ)
    except OSError:
        return None
    if not taken(handle):
        os.close(handle)
        return None
    return Claim(file, handle)


def _read(file: Path, vault: Path) -> tuple[Unsettled, Path] | None:
    """Read one file; None where it is another vault's, or was never finished: then nothing was sent, and it goes."""
    owned = held(file)
    try:
        first, *more = file.read_bytes().split(b"\n")
        values = json.loads(first)
        if values.pop("vault") != os.fspath(vault):
            return None
        also = None if values["also"] is None else tuple(values["also"])
        gone = Gone(**{**values, "at": datetime.fromisoformat(values["at"]), "also": also})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        if owned:
            owned.file.unlink(missing_ok=True)
        return None
    finally:
        if owned:
            owned.leave()
    return Unsettled(gone=gone, certain=ACCEPTED.encode() in more, underway=owned is None), file

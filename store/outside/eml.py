"""A mail as a file that mail programs open as a draft of their own; it never takes the place of another file."""

import os
from pathlib import Path

from store.errors import NotSent, NotWritten
from store.model.mail import Outgoing
from store.outside.message import build
from store.text.slug import slug

MOST = 1000


def save(outgoing: Outgoing, place: Path | None) -> Path:
    """Save the message and return where.

    Args:
        outgoing: what goes out.
        place: a file that is not there yet, or a folder; None = the user's downloads, else the folder one stands in.

    Raises:
        NotSent: there is such a file already, or the message cannot be written.
        NotWritten: the file system refused.
    """
    data = build(outgoing, unsent=True)
    if place is not None and not place.is_dir():
        return _written(place, data, taken="is there already and is not written over. Name another file.")
    folder = place or usual_folder()
    stem = slug(outgoing.to.name or "letter", outgoing.subject)
    for number in range(1, MOST):
        file = folder / f"{stem}{'' if number == 1 else f'-{number}'}.eml"
        if not file.exists():
            return _written(file, data, taken="came into being this very moment. Try again.")
    raise NotSent(f"{folder} holds a thousand files called {stem}.")


def usual_folder() -> Path:
    """Return the user's folder for downloads; the folder one stands in where there is none."""
    import platformdirs

    found = Path(platformdirs.user_downloads_dir())
    return found if found.is_dir() else Path.cwd()


def _written(file: Path, data: bytes, taken: str) -> Path:
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError as error:
        raise NotSent(f"{file} {taken}") from error
    except OSError as error:
        raise NotWritten(str(file), error.strerror or str(error)) from error
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        file.unlink(missing_ok=True)
        raise NotWritten(str(file), error.strerror or str(error)) from error
    return file.absolute()

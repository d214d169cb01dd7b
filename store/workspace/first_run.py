"""The first minutes: what is known of the user already, and which vault opens from any folder from now on."""

import os
from dataclasses import dataclass
from pathlib import Path

from store.errors import BadRequest, GitTrouble
from store.workspace.create import Created, create_vault
from store.workspace.machine import Machine

USUAL = "job-search"
"""The folder that a new vault is offered in, below the user's home."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """What is known of somebody who has no vault yet."""

    name: str = ""
    email: str = ""
    folder: str = ""
    """Where a vault of their own is offered."""


def newcomer(home: Path) -> Newcomer:
    """Return what git knows of the user, and a folder that is free."""
    from store.history.git import Git
    from store.history.identity import known_identity

    try:
        name, email = known_identity(Git(home))
    except GitTrouble:
        name, email = "", ""
    names = (USUAL, *(f"{USUAL}-{number}" for number in range(2, 100)))
    free = next((name for name in names if not (home / name).exists()), USUAL)
    return Newcomer(name=name, email=email, folder=f"~/{free}")


def look_at(folder: Path) -> str:
    """Return what a folder is: `vault`, `folder` (which could become one), `file` or `nothing`."""
    if (folder / "afterword.toml").is_file():
        return "vault"
    if folder.is_dir():
        return "folder"
    return "file" if folder.exists() else "nothing"


def begin(folder: Path, name: str, email: str, machine: Machine) -> Created:
    """Make a vault of one's own, and let it open from any folder.

    Raises:
        BadRequest: there is a vault already, a file is in the way, or the folder cannot be made.
    """
    try:
        created = create_vault(folder, name.strip(), email.strip(), machine.called)
    except OSError as error:
        raise BadRequest(f"{folder} cannot be made: {error.strerror}. Nothing was done.") from error
    notes = created.note, opens_everywhere(created.root, machine)
    return Created(root=created.root, note=" ".join(filter(None, notes)))


def opens_everywhere(root: Path, machine: Machine) -> str:
    """Let `afterword` open this vault from any folder, unless the user's settings name one; return what prevented it.

    The line goes before everything else in `config.toml`; what the user wrote there stays as it is.
    """
    try:
        own, _problems = machine.settings()
    except BadRequest as error:
        return str(error)
    if machine.config is None or own.default_vault:
        return ""
    escaped = str(root).replace("\\", "\\\\").replace('"', '\\"')
    line = f'default_vault = "{escaped}"\n'
    try:
        machine.config.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        before = machine.config.read_bytes() if machine.config.exists() else b""
        mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
        put(machine.config, mark + line.encode() + before.removeprefix(mark))
    except OSError as error:
        return f"{machine.config} cannot be written: {error.strerror}. Open the vault with: afterword --vault {root}"
    return ""


def put(place: Path, data: bytes) -> None:
    """Replace a file in one step, readable by nobody else; a link is followed to what it names.

    Raises:
        OSError: it cannot be written; what was there stays.
    """
    real = place.resolve()
    fresh = real.with_name(f".{real.name}.{os.getpid()}.new")
    fresh.write_bytes(data)
    fresh.chmod(0o600)
    fresh.replace(real)

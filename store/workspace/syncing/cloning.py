"""Setting up another machine: the vault comes from where the others sync with, with the settings that keep it whole."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from store.errors import BadRequest, GitTrouble, StoreError
from store.history.git import Git
from store.history.identity import known_identity
from store.history.remote.addresses import Address, address_of
from store.history.remote.network import Network, commit_at, never, unseen
from store.history.remote.remotes import remote_of
from store.history.repository import Repository
from store.model.sync import Progress
from store.text.settings import read_settings
from store.vault.layout import SETTINGS
from store.workspace.machine import Machine
from store.workspace.syncing.memory import recall, remember


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloned:
    """A vault on a machine that did not have it."""

    root: Path
    notes: tuple[str, ...]
    """What the user should know: who they are there, what is missing."""


def clone(
    url: str,
    folder: Path,
    *,
    here: Path,
    machine: Machine,
    watch: Callable[[Progress], None] = unseen,
    cancelled: Callable[[], bool] = never,
) -> Cloned:
    """Fetch a vault to a new or empty folder and make it ready; where it fails, nothing is left behind.

    Args:
        url: https://…, ssh://…, user@host:path, or a folder.
        folder: where to.
        here: the folder that relative paths count from.
        machine: the user's own things on this machine.
        watch: is told how far it is.
        cancelled: is asked again and again whether to stop.

    Raises:
        BadRequest: the folder is not empty, or what came is no vault.
        StoreError: as for a sync.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadRequest(f"{folder} is there already and not empty. Name a new folder.")
    address = absolute(url, here)
    is_new = not folder.exists()
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        Network(git=Git(folder.parent), watch=watch, cancelled=cancelled).clone(address, folder)
        root = vault_in(folder, address)
        return Cloned(root=root, notes=made_ready(root, address, machine))
    except StoreError:
        if is_new:
            shutil.rmtree(folder, ignore_errors=True)  # which this very call has made
        raise


def absolute(url: str, here: Path) -> Address:
    """Return an address that means the same from everywhere.

    Raises:
        BadRequest: git must not follow it.
    """
    try:
        address = address_of(url, here)
    except GitTrouble as refused:
        raise BadRequest(str(refused)) from refused
    if address.folder is None or "://" in url:
        return address
    return address_of(str(address.folder.expanduser().resolve()), here)


def vault_in(folder: Path, address: Address) -> Path:
    """Return the vault's folder: the whole, or the only one inside it.

    Raises:
        BadRequest: there is none, or there are several.
    """
    if not check_out(Git(folder)):
        raise BadRequest(
            f"{address.shown} is empty. Send the vault there first, from the machine that has it: "
            f"`git remote add origin {address.shown}`, then `afterword sync`. Nothing was kept here."
        )
    if (folder / SETTINGS).is_file():
        return folder.resolve()
    found = sorted(place.parent for place in folder.glob(f"*/{SETTINGS}"))
    if len(found) != 1:
        what = "several vaults in it" if found else f"no vault in it: no {SETTINGS}"
        raise BadRequest(f"{address.shown} has {what}. Nothing was kept here.")
    return found[0].resolve()


def check_out(git: Git) -> bool:
    """Check out the branch that is there, where the other place names one that it does not have; False if none is.

    A fresh bare repository often says `master`, and holds `main` once a vault was sent to it.
    """
    if commit_at(git, "HEAD") is not None:
        return True
    out = git.ask("for-each-ref", "--format=%(refname:lstrip=3)", "refs/remotes/origin")
    names = [name for name in out.decode("utf-8", "surrogateescape").splitlines() if name != "HEAD"]
    if not names:
        return False
    name = "main" if "main" in names else names[0]
    git.run("checkout", "--quiet", "-b", name, "--track", f"refs/remotes/origin/{name}")
    return True


def made_ready(root: Path, address: Address, machine: Machine) -> tuple[str, ...]:
    """Install the vault's own git settings, and return what the user should know.

    Raises:
        GitTrouble: git says no.
    """
    settings, _ = read_settings((root / SETTINGS).read_bytes())
    repository = Repository(root)
    repository.equip(settings.name, settings.email)
    remote = remote_of(repository.git)
    if remote is not None:
        theirs = commit_at(repository.git, remote.tracking)
        if theirs:
            repository.git.run("update-ref", remote.seen, theirs)
    remember(machine, root, recall(machine, root).with_host(address.host))
    return (f"The vault of {who(settings.name, settings.email)} is here now.", *missing(repository, address))


def who(name: str, email: str) -> str:
    """Return the person whose vault it is."""
    return f"{name or 'somebody who gave no name'} ({email})" if email else name or "somebody who gave no name"


def missing(repository: Repository, address: Address) -> tuple[str, ...]:
    """Return sentences about what this machine still lacks."""
    found = []
    if not all(known_identity(repository.git)):
        found.append(
            "Git does not know who you are: write `name` and `email` under [me] in afterword.toml. Until then nothing "
            "can be committed here."
        )
    if address.is_open:
        found.append(f"The way to {address.shown} is not encrypted: others on it can read your notes.")
    found.append(
        "Programs and mail servers are set up on each machine by itself; `afterword doctor` tells what is missing."
    )
    return tuple(found)

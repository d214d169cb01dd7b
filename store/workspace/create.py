"""Making a vault: its folders, its settings, its git repository with a first commit."""

from dataclasses import dataclass
from pathlib import Path

from store.errors import BadRequest, GitTrouble
from store.text.settings import new_settings
from store.vault.layout import Kind, kind_of

FOLDERS = ("opportunities", "people", "stories", "drafts", "playbooks", "templates")


OWN = (".gitattributes", ".gitignore", "README.md")
"""Files that belong in a vault's history besides its records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Created:
    """A vault that was made."""

    root: Path
    note: str = ""
    """Why its files are not committed yet, for the user; empty when they are."""


def create_vault(folder: Path, name: str = "", email: str = "", machine: str = "") -> Created:
    """Make a new, empty vault; files that are in the folder already stay as they are.

    Raises:
        BadRequest: there is a vault already, or a file is in the way.
    """
    if (folder / "afterword.toml").exists():
        raise BadRequest(f"{folder} is a vault already. Open it with: afterword --vault {folder}")
    if folder.exists() and not folder.is_dir():
        raise BadRequest(f"{folder} is a file. Name a folder for the vault.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for sub in FOLDERS:
        (folder / sub).mkdir(exist_ok=True, mode=0o700)
    settings = folder / "afterword.toml"
    settings.write_bytes(new_settings(name, email))
    settings.chmod(0o600)
    note = begin_history(folder, name, email, "a new vault", machine)
    return Created(root=folder.resolve(), note=note)


def vault_paths(folder: Path) -> tuple[str, ...]:
    """Return the files of a vault that belong in its history: of the kinds it knows, and git's own two."""
    paths = (p.relative_to(folder).as_posix() for p in sorted(folder.rglob("*")) if p.is_file() and not p.is_symlink())
    return tuple(p for p in paths if p in OWN or kind_of(p) is not Kind.OTHER)


def begin_history(folder: Path, name: str, email: str, sentence: str, machine: str = "") -> str:
    """Make the folder a git repository with the vault's files in a first commit; return what prevented it, if anything.

    Files of other kinds that lie in the folder are the user's own affair and stay out of it.
    """
    from store.history.repository import Repository

    repository = Repository(folder, machine=machine)
    try:
        repository.init(name, email)
        repository.commit(vault_paths(folder), sentence, (name, email), {"Afterword": "start"})
    except GitTrouble as trouble:
        return f"Saved, not yet committed: {trouble}"
    return ""

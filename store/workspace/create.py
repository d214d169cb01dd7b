"""Making a vault: its folders, its settings, its git repository with a first commit."""

from pathlib import Path

from store.errors import BadRequest
from store.text.settings import new_settings

FOLDERS = ("opportunities", "people", "stories", "drafts", "playbooks", "templates")


def create_vault(folder: Path, name: str = "", email: str = "") -> Path:
    """Make a new, empty vault and return it; files that are in the folder already stay as they are.

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
    begin_history(folder, name, email, "a new vault")
    return folder.resolve()


def begin_history(folder: Path, name: str, email: str, sentence: str) -> None:
    """Make the folder a git repository with all its files in a first commit."""
    from store.history.repository import Repository

    Repository(folder).init(name, email)
    repository = Repository(folder)
    paths = sorted(
        p.relative_to(folder).as_posix()
        for p in folder.rglob("*")
        if p.is_file() and ".git" not in p.relative_to(folder).parts
    )
    repository.commit(paths, sentence, (name, email), {"Afterword": "start"})

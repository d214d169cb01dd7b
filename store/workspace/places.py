"""Where the vault is: told by an option, by the environment, by the folder one stands in, or by the settings."""

from pathlib import Path

from store.errors import NotAVault
from store.vault import layout


def find_vault(flag: str | None, variable: str | None, here: Path, default: str | None) -> Path:
    """Return the vault to open, in the order option, variable, nearest parent folder, default.

    Raises:
        NotAVault: what was named is no vault, or nothing was named and none was found.
    """
    for named in (flag, variable):
        if named:
            return checked(Path(named).expanduser())
    found = layout.find_vault(here)
    if found is not None:
        return found
    if default:
        return checked(Path(default).expanduser())
    raise NotAVault(f"{here} or in a folder above it")


def checked(folder: Path) -> Path:
    """Return the folder.

    Raises:
        NotAVault: it holds no `afterword.toml`.
    """
    if not (folder / layout.SETTINGS).is_file():
        raise NotAVault(str(folder))
    return folder

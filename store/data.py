"""Where the files that ship with Afterword lie: letters, playbooks, the sample vault."""

from pathlib import Path


def data_dir(name: str) -> Path:
    """Return the folder `templates` or `sample-vault`, in an installed package or in a checkout.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    here = Path(__file__).resolve().parent
    for folder in (here / "_data" / name, here.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(name)

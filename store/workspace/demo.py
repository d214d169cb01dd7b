"""The demo: a copy of the sample vault with its dates moved to today, as a git repository of its own."""

import re
from datetime import date
from pathlib import Path

from store.data import data_dir
from store.errors import BadRequest
from store.text.dates import move_dates
from store.text.settings import read_settings
from store.workspace.create import begin_history

ANCHOR = date(2026, 11, 20)
"""The day that the sample vault's dates hang on."""
ZONE = re.compile(r"^timezone *=.*\n", re.MULTILINE)
"""The sample's own time zone: left out of the copy, which lives by the clock of whoever looks around in it."""


def make_demo(target: Path, today: date, machine: str = "") -> Path:
    """Copy the sample vault into a new folder and return it.

    Raises:
        BadRequest: the folder is there already and not empty.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BadRequest(f"{target} is there already and not empty. Name a new folder: afterword demo DIR")
    source = data_dir("sample-vault")
    shift = (today - ANCHOR).days
    for file in sorted(source.rglob("*")):
        place = target / file.relative_to(source)
        if file.is_dir():
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
            continue
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        text = move_dates(file.read_bytes().decode(), shift)
        place.write_bytes((ZONE.sub("", text) if file.name == "afterword.toml" else text).encode())
        place.chmod(0o600)
    settings, _ = read_settings((target / "afterword.toml").read_bytes())
    begin_history(target, settings.name, settings.email, "a sample search, to look around in", machine)
    return target.resolve()

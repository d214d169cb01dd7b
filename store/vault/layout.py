"""What lies where in a vault: where it begins, what each path is, and the names that are none of ours."""

import re
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from store.vault import listing


class Kind(StrEnum):
    """What a file of the vault is."""

    OPPORTUNITY = "opportunity"
    PERSON = "person"
    STORY = "story"
    DRAFT = "draft"
    PLAYBOOK = "playbook"
    TEMPLATE = "template"
    SETTINGS = "settings"
    OTHER = "other"


SETTINGS = listing.SETTINGS
OF_FOLDERS = (Kind.OPPORTUNITY, Kind.PERSON, Kind.STORY, Kind.DRAFT, Kind.PLAYBOOK, Kind.TEMPLATE)
FOLDERS = dict(zip(listing.FOLDERS, OF_FOLDERS, strict=True))
"""What the files of each folder are."""
FLAT = (Kind.PLAYBOOK, Kind.TEMPLATE)
"""Kinds whose files lie directly in their folder."""

JUNK = re.compile(
    r"[.#~].*|.*~|.*\.sw[a-z]|.*\.(?:orig|bak|tmp|temp|part|rej|lock|crdownload)|4913|sed[A-Za-z0-9]{6}"
    r"|.*\.md\.[0-9a-f]{6,}|Thumbs\.db|desktop\.ini|Icon\r?",
    re.IGNORECASE | re.DOTALL,
)
"""Names that editors, sync tools and systems leave: lock, swap, backup and temporary files."""

COPIES = (
    r"\.sync-conflict-\d{8}-\d{6}(?:-[0-9A-Za-z]+)?",  # Syncthing
    r" \([^()]*conflict[^()]*\)",  # Dropbox, Obsidian, Nextcloud
    r"_conflict-\d{8}-\d{6}",  # ownCloud
    r" \(kept \d+\)",  # text of another program that a write found
    r" \(\d+\)",  # Google Drive
    r" \d+",  # iCloud
    r" copy(?: \d+)?| - Copy(?: \(\d+\))?",  # file managers
)
COPY = re.compile(rf"(?P<original>.+?)(?:{'|'.join(COPIES)})", re.IGNORECASE | re.DOTALL)


def find_vault(start: Path) -> Path | None:
    """Return the nearest folder from `start` upward that holds the settings of a vault."""
    return next((folder for folder in (start, *start.parents) if (folder / SETTINGS).is_file()), None)


def kind_of(path: str) -> Kind:
    """Tell what a path of the vault is, by its folder and name alone."""
    folder, _, name = path.rpartition("/")
    if path == SETTINGS:
        return Kind.SETTINGS
    kind = _kind_in(folder)
    # Of all names that tools leave behind, only those that begin like one end like a note.
    is_note = name.endswith(".md.j2" if kind is Kind.TEMPLATE else ".md") and name[0] not in listing.HIDDEN
    return kind if is_note else Kind.OTHER


@lru_cache(maxsize=1024)
def _kind_in(folder: str) -> Kind:
    """Tell what the notes in a folder of the vault are."""
    above, *below = folder.split("/")
    kind = FOLDERS.get(above, Kind.OTHER)
    if any(one.startswith(".") for one in below) or (below and kind in FLAT):
        return Kind.OTHER
    return kind


def is_junk(name: str) -> bool:
    """Tell whether a file name is one that editors, sync tools or systems leave behind."""
    return bool(JUNK.fullmatch(name))


def ident_of(path: str) -> str:
    """Return the id that a path gives: the file's stem."""
    return path.rpartition("/")[2].removesuffix(".md")


def original_of(path: str) -> str | None:
    """Return the path whose conflict copy this would be by its name; whether there is one the caller must look."""
    folder, slash, name = path.rpartition("/")
    if name.isascii() and " " not in name and "conflict" not in name.lower():
        return None  # as nearly all are, and the pattern is slow
    found = COPY.fullmatch(name.removesuffix(".md")) if name.endswith(".md") else None
    return f"{folder}{slash}{found['original']}.md" if found else None

"""The letter templates that there are: those that ship, and the vault's own, which replace one of the same name."""

import os
import stat
from functools import lru_cache
from pathlib import Path

from store.data import data_dir
from store.model.letter import Template
from store.model.problem import Problem, Severity
from store.model.value import replace
from store.text.template import SUFFIX, read_template

LARGEST = 256 * 1024
"""Bytes; a larger file is no letter template."""


def templates(vault_root: Path | None) -> tuple[Template, ...]:
    """Return every usable template by name; what is wrong with others is told by `template_problems`."""
    found = {template.name: template for template, _ in _read(data_dir("templates") / "letters", "letters", own=False)}
    if vault_root is not None:
        for template, _ in _read(vault_root / "templates", "templates", own=True):
            found[template.name] = template
    return tuple(found[name] for name in sorted(found))


def shipped_text(name: str) -> bytes | None:
    """Return the file of the template that ships under a name; None where none does."""
    place = data_dir("templates") / "letters" / f"{name}{SUFFIX}"
    return place.read_bytes() if place.is_file() else None


def template_problems(vault_root: Path) -> tuple[Problem, ...]:
    """Return what is wrong with the vault's own templates."""
    folder = vault_root / "templates"
    return tuple(
        problem for path in _files(folder) for problem in _read_one(path, f"templates/{path.name}", own=True)[1]
    )


def _read(folder: Path, shown: str, *, own: bool) -> list[tuple[Template, tuple[Problem, ...]]]:
    read = [_read_one(path, f"{shown}/{path.name}", own=own) for path in _files(folder)]
    return [(template, problems) for template, problems in read if template is not None]


def _files(folder: Path) -> list[Path]:
    """Return the template files of a folder, whatever they are; the folder itself must not be a link."""
    if folder.is_symlink() or not folder.is_dir():
        return []
    return sorted(p for p in folder.iterdir() if p.name.endswith(SUFFIX) and p.name[0] not in ".#~")


def _read_one(path: Path, shown: str, *, own: bool) -> tuple[Template | None, tuple[Problem, ...]]:
    try:
        status = path.lstat()
    except OSError:
        return _read_anew(path, shown, own=own)
    signature = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
    return _read_once(path, shown, own, signature)


@lru_cache(maxsize=512)
def _read_once(
    path: Path,
    shown: str,
    own: bool,  # noqa: FBT001 - a part of the key
    _signature: tuple[int, ...],
) -> tuple[Template | None, tuple[Problem, ...]]:
    """Read a file that has this signature; one that did not change is not read again."""
    return _read_anew(path, shown, own=own)


def _read_anew(path: Path, shown: str, *, own: bool) -> tuple[Template | None, tuple[Problem, ...]]:
    data = _bytes_of(path)
    if isinstance(data, bytes):
        return _understood(data, shown, own=own)
    problem = Problem(
        path=shown,
        line=1,
        code="template-unreadable",
        message=f"The template cannot be used: {data}.",
        severity=Severity.WARNING,
        fix="Put a regular text file in its place, or delete it.",
    )
    return None, (problem,)


@lru_cache(maxsize=256)
def _understood(data: bytes, shown: str, *, own: bool) -> tuple[Template | None, tuple[Problem, ...]]:
    """Read a template's text; while a letter is on the screen the same texts are asked for at every key."""
    template, problems = read_template(data, shown, own=own)
    if own and template is not None:
        template = replace(template, digest=digest_of(data))
    return template, problems


def digest_of(data: bytes) -> str:
    """Return what tells one text of a template from another."""
    import hashlib  # which is loaded where a vault has templates of its own only

    return hashlib.sha256(data).hexdigest()


def _bytes_of(path: Path) -> bytes | str:
    """Return a regular file's bytes, or why there are none. No link is followed, no pipe is waited for."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if path.is_symlink():
            return "it is a link, and links are not followed"
        if path.is_dir():
            return "it is a folder"
        handle = os.open(path, flags)
    except OSError as error:
        return error.strerror or "it cannot be opened"
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return "it is not a regular file"
        if status.st_size > LARGEST:
            return f"it is larger than {LARGEST // 1024} KiB"
        return file.read(LARGEST)

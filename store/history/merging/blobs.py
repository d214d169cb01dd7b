"""Files out of git and into it, many at a time: as they are stored, or as a checkout writes them."""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator, Sequence

from store.errors import GitTrouble
from store.history.filters import required, required_of
from store.history.git import Git

PLAIN = (b"unspecified", b"unset")


def stored(git: Git, names: Sequence[str]) -> list[bytes | None]:
    """Return files as git stores them, by id or by `COMMIT:PATH`; None where there is no such file.

    Raises:
        GitTrouble: git says no.
    """
    if not names:
        return []
    out = git.ask("cat-file", "--batch", "--buffer", text=os.fsencode("".join(f"{name}\n" for name in names)))
    found: list[bytes | None] = []
    at = 0
    for _ in names:
        end = out.index(b"\n", at)
        said = out[at:end].rsplit(b" ", 2)
        at = end + 1
        if len(said) == 3 and said[2].isdigit():  # noqa: PLR2004 - id, kind, size; else `NAME missing`
            size = int(said[2])
            found.append(out[at : at + size] if said[1] == b"blob" else None)
            at += size + 1
        else:
            found.append(None)
    return found


def checked_out(git: Git, wanted: Sequence[tuple[str, str]]) -> list[bytes]:
    """Return files as a checkout writes them: filters, line ends and encodings of their paths applied.

    Args:
        git: git where the attributes lie that are to count.
        wanted: id and path of each.

    Raises:
        GitTrouble: one is missing, or a filter failed or is not set up here.
    """
    if not wanted:
        return []
    required(git, (path for _, path in wanted))
    # The sizes that git tells are those before the filters, so a mark that nobody can foresee tells them apart.
    mark = secrets.token_hex(16).encode()
    asked = b"".join(b"%s %s\n" % (name.encode(), _in_a_line(path)) for name, path in wanted)
    _, *parts = git.ask("cat-file", f"--batch={mark.decode()}", "--buffer", "--filters", text=asked).split(mark + b"\n")
    if len(parts) != len(wanted):
        raise GitTrouble("Some versions of files are not in this copy of the repository; `git fsck` tells more.")
    return [part.removesuffix(b"\n") for part in parts]


def store(git: Git, files: Sequence[tuple[str, bytes]], hash_name: str) -> list[str]:
    """Put files into git as a commit of theirs would: filtered where their path says so.

    Args:
        git: git where the attributes lie that are to count.
        files: path and bytes of each, as they stand on disk.
        hash_name: `sha1` or `sha256`, whichever names things in this repository.

    Returns:
        Their ids.

    Raises:
        GitTrouble: git or a filter says no.
    """
    if not files:
        return []
    filtered = dict(_filtered(git, files))
    options = required_of(git, filtered.values())
    plain = [data for number, (_, data) in enumerate(files) if number not in filtered]
    if plain:
        git.run("fast-import", "--quiet", text=b"".join(b"blob\ndata %d\n%s\n" % (len(d), d) for d in plain))
    return [
        _through_filter(git, path, data, options) if number in filtered else id_of(data, hash_name)
        for number, (path, data) in enumerate(files)
    ]


def id_of(data: bytes, hash_name: str) -> str:
    """Return the id that git gives to a file's bytes."""
    return hashlib.new(hash_name, b"blob %d\0%s" % (len(data), data), usedforsecurity=False).hexdigest()


def _filtered(git: Git, files: Sequence[tuple[str, bytes]]) -> Iterator[tuple[int, str]]:
    """Yield the numbers of files that git may store otherwise than they stand on disk, each with its filter."""
    out = git.ask(
        *("check-attr", "-z", "--stdin", "filter", "ident", "working-tree-encoding", "text"),
        text=b"".join(os.fsencode(path) + b"\0" for path, _ in files),
    )
    said = out.split(b"\0")[2::3]
    for number, (_, data) in enumerate(files):
        *changing, text = said[number * 4 : number * 4 + 4]
        if any(value not in PLAIN for value in changing) or (b"\r" in data and text != b"unset"):
            yield number, os.fsdecode(changing[0])


def _through_filter(git: Git, path: str, data: bytes, options: tuple[str, ...]) -> str:
    out = git.run("hash-object", "-w", "--stdin", f"--path={path}", text=data, options=options)
    return out.decode().strip()


def _in_a_line(path: str) -> bytes:
    return os.fsencode(path).replace(b"\n", b"?")


def ancestors(paths: Iterable[str]) -> set[str]:
    """Return every folder above some paths, without the top, each without a `/` at its end."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found

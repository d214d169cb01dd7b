"""Kills a writer at random moments and looks at what is left; prints one line for each thing that is not whole.

Arguments: folder, rounds, `careful` or `careless`. The children are forked from here, where no threads are.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

from store.model.change import Edit
from store.vault.keeping import clean
from store.vault.writing import write

TRIED = 5
"""Versions saved to see how long one takes."""


def text(number: int) -> bytes:
    """Return a version whose every line says which one it is."""
    return f"version {number}\n".encode() * 4000


def careless(root: Path, edit: Edit) -> None:
    """Write as a careless program would."""
    place = root / edit.path
    if edit.after is None:
        place.unlink()
    else:
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(edit.after)


def work(root: Path, number: int, acknowledged: int, writer: object) -> None:
    """Save version after version, telling each one that is done; make and delete another file in between."""
    assert callable(writer)
    while True:
        writer(root, Edit(path="note.md", before=text(number), after=text(number + 1)))
        number += 1
        os.write(acknowledged, number.to_bytes(8, "big"))
        writer(root, Edit(path="new/other.md", before=None, after=text(number)))
        writer(root, Edit(path="new/other.md", before=text(number), after=None))


def seconds_to_save(root: Path, writer: object) -> float:
    """Return how long one version takes here and now: a busy disk must not mean that nothing is ever saved."""
    assert callable(writer)
    began = time.monotonic()
    for number in range(TRIED):
        writer(root, Edit(path="note.md", before=text(number), after=text(number + 1)))
    return (time.monotonic() - began) / TRIED


def one_round(root: Path, number: int, writer: object, longest: float) -> tuple[int, list[str]]:
    """Start a writer, kill it within so many seconds, and return the version that is there and what is wrong."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        work(root, number, writing, writer)
    os.close(writing)
    time.sleep(random.uniform(0, longest))  # noqa: S311  no secret
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    last = int.from_bytes(told[-8:], "big") if told else number
    found = (root / "note.md").read_bytes()
    wrong = [] if found in (text(last), text(last + 1)) else [f"torn or lost after {last}: {found[:30]!r}"]
    other = root / "new/other.md"
    if other.exists() and other.read_bytes() not in (text(last), text(last + 1)):
        wrong.append(f"torn new file after {last}")
    other.unlink(missing_ok=True)
    clean(root, settled=0, stale=0)
    wrong += [f"left: {p.name}" for p in root.rglob("*") if p.name not in ("note.md", "new")]
    return last + (found == text(last + 1)), wrong


if __name__ == "__main__":
    folder, rounds, way = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    random.seed(1)
    chosen = write if way == "careful" else careless
    (folder / "note.md").write_bytes(text(0))
    longest = max(0.012, 2 * seconds_to_save(folder, chosen))
    version = 0
    for _ in range(rounds):
        (folder / "note.md").write_bytes(text(version))
        version, faults = one_round(folder, version, chosen, longest)
        for fault in faults:
            print(fault)  # noqa: T201  this is its answer
    print(f"{version} versions", file=sys.stderr)  # noqa: T201

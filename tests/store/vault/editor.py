"""Another program that saves notes: one save for each line on standard input, in the way that the line says.

A line is `WAY PATH TOKEN SEED`; when the save is done the token is printed.
"""

import os
import random
import sys
import time
from pathlib import Path


def append(place: Path, token: bytes) -> None:
    """Add to the file as `echo >>` does."""
    with place.open("ab", buffering=0) as file:
        time.sleep(random.uniform(0, 0.0005))  # noqa: S311  no secret
        file.write(token)


def in_place(place: Path, token: bytes) -> None:
    """Empty the file and write it again in two pieces, as most editors do."""
    text = place.read_bytes() + token
    with place.open("wb", buffering=0) as file:
        time.sleep(random.uniform(0, 0.0005))  # noqa: S311
        file.write(text[:7])
        time.sleep(random.uniform(0, 0.0005))  # noqa: S311
        file.write(text[7:])


def rename(place: Path, token: bytes) -> None:
    """Write another file and put it in the place, as careful editors do."""
    other = place.with_name(f".{place.name}.new")
    other.write_bytes(place.read_bytes() + token)
    os.replace(other, place)  # noqa: PTH105


if __name__ == "__main__":
    ways = {"append": append, "in-place": in_place, "rename": rename}
    for line in sys.stdin:
        way, path, word, seed = line.split()
        random.seed(seed)
        time.sleep(random.uniform(0, 0.002))  # noqa: S311
        ways[way](Path(path), f"{word}\n".encode())
        print(word, flush=True)  # noqa: T201  this is its answer

"""Fuzz the readers of notes and the merge: `python -m tests.store.text.fuzzing [--times N] [--seed N] [--into FOLDER]`.

It begins with the kept corpus, every file of which was trouble once or is odd in a way of its own. Where atheris is
installed and `--guided` is given, coverage leads it; else texts are cut and put together at random. What it finds is
written into a folder, to be mended and then kept. The last line tells in JSON how much was tried and found.
"""

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.store.text import test_damage as damage
from tests.store.text.merging import test_laws as laws

CORPUS = Path(__file__).parent / "corpus"
CUT = b"\x1e\n"
"""Parts the three versions of a merge in one input."""
LARGEST = 6_000
KEYS = (("company", "B"), ("tags", ("a",)), ("notes", None), ("new", ""))


def law(test: Any) -> Callable[..., None]:
    """Return the law that a test states, to be asked about one case."""
    inner: Callable[..., None] = test.hypothesis.inner_test
    return inner


OF_ONE = (
    law(damage.test_any_bytes_are_read_as_some_value_with_problems),
    law(damage.test_contacts_and_texts_of_a_damaged_file_change_exactly_or_not_at_all),
    law(damage.test_another_reader_reads_the_same_where_both_can),
)
EDITED = law(damage.test_an_edit_of_a_damaged_file_is_exact_or_refused)
OF_THREE = (
    law(laws.test_what_one_side_alone_changed_is_that_sides_bytes),
    law(laws.test_it_does_not_matter_which_side_is_called_ours),
    law(laws.test_nothing_of_either_side_is_lost),
)
OF_READABLE = (
    law(laws.test_merging_again_changes_nothing),
    law(laws.test_the_result_can_be_read_whenever_a_side_could_be),
)
"""Laws where a side, at least, can be read."""


def try_out(data: bytes) -> None:
    """Ask every law about an input; what is broken is raised."""
    parts = data.split(CUT)
    for part in parts[:3]:
        for one in OF_ONE:
            one(part)
        for key, value in KEYS:
            EDITED(part, key, value)
    # Half conflicts of both sides may come to stand as a whole one, which the next merge takes apart.
    if len(parts) >= len(("base", "ours", "theirs")) and b"<<<<<<<" not in data and b">>>>>>>" not in data:
        base, ours, theirs = parts[:3]
        is_readable = not (laws.errors(ours) and laws.errors(theirs))
        for one in (*OF_THREE, *(OF_READABLE if is_readable else ())):
            one((base, ours, theirs))


def kept() -> list[bytes]:
    """Return the corpus."""
    return [file.read_bytes() for file in sorted(CORPUS.iterdir())]


def inputs(chance: random.Random) -> Iterator[bytes]:
    """Yield the corpus, and then inputs that are made of it."""
    known = kept()
    yield from known
    versions = [part for data in known for part in data.split(CUT)]
    while True:
        base = altered(chance, chance.choice(versions), versions)
        if chance.random() < 0.4:
            yield CUT.join((base, altered(chance, base, versions), altered(chance, base, versions)))
        else:
            yield base


def altered(chance: random.Random, data: bytes, others: list[bytes]) -> bytes:
    """Return an input in which a few things are other ones."""
    for _ in range(chance.randint(1, 5)):
        at, end = sorted((chance.randint(0, len(data)), chance.randint(0, len(data))))
        other = chance.choice(others)
        start = chance.randint(0, len(other))
        lines = data.splitlines(keepends=True)
        match chance.randrange(6):
            case 0:
                data = data[:at] + chance.choice(damage.SIGNS) + data[at:]
            case 1:
                data = data[:at] + data[min(end, at + chance.randint(1, 40)) :]
            case 2:
                data = data[:at] + other[start : start + chance.randint(1, 200)] + data[end:]
            case 3 if lines:
                line = lines.pop(chance.randrange(len(lines)))
                lines.insert(chance.randint(0, len(lines)), line)
                data = b"".join(lines)
            case 4 if lines:
                data = b"".join([*lines, chance.choice(lines)])
            case _:
                data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
    return data.replace(CUT, b"")[:LARGEST]


def at_random(times: int, seed: int, into: Path | None) -> int:
    """Try so many inputs, tell what was found, and return how many broke a law."""
    found = 0
    for number, data in enumerate(inputs(random.Random(seed)), 1):  # noqa: S311  chance that can be brought back
        try:
            try_out(data)
        except Exception as error:  # noqa: BLE001  whatever it is, it is what is looked for
            found += 1
            name = sha256(data).hexdigest()[:12]
            if into is not None:
                into.mkdir(parents=True, exist_ok=True)
                (into / f"{name}.bin").write_bytes(data)
            print(f"{name}: {type(error).__name__}: {str(error)[:200]}")
        if number >= times:
            break
    print(json.dumps({"tries": times, "found": found}))
    return found


def guided(times: int, seed: int) -> None:
    """Let coverage lead; atheris ends the process itself, and writes what it finds as `crash-…` where it runs."""
    import atheris  # which only few machines have

    atheris.instrument_all()
    with tempfile.TemporaryDirectory() as found:  # what is new goes into the first folder that is named
        options = (f"-atheris_runs={times}", f"-seed={seed}", f"-max_len={LARGEST}")
        atheris.Setup([sys.argv[0], *options, found, str(CORPUS)], try_out)
        atheris.Fuzz()


def main() -> int:
    """Fuzz, and return 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--into", type=Path)
    parser.add_argument("--guided", action="store_true")
    asked = parser.parse_args()
    if asked.guided:
        guided(asked.times, asked.seed)
    return int(at_random(asked.times, asked.seed, asked.into) > 0)


if __name__ == "__main__":
    sys.exit(main())

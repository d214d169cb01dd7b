"""Another program on the same vault and index: changes notes and reads everything, again and again.

Arguments: the vault, the cache folder, a name of its own, and how many rounds; 0 = without end.
"""

import itertools
import sys
from pathlib import Path

from store.vault.index_file import IndexFile
from store.vault.reading import Reader


def note(name: str, number: int) -> str:
    """Return a note whose every part says which version it is."""
    heading = f"### 2026-11-{1 + number % 28:02} Call with Joe Alvarez: round {number}"
    return (
        f"---\ncompany: {name} {number}\nposition: Cook\n---\n## Notes\n\n{heading}\n- need: {number}\n" + "x\n" * 900
    )


if __name__ == "__main__":
    root, cache, own, rounds = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    reader = Reader(root, IndexFile(root, cache))
    for number in range(rounds) if rounds else itertools.count():
        for place in range(5):
            (root / f"opportunities/{own}-{place}.md").write_text(note(own, number), "utf-8")
        if not number % 3:
            reader = Reader(root, IndexFile(root, cache))
        found = {one.company for one in reader.records().opportunities if one.path.startswith(f"opportunities/{own}-")}
        if found != {f"{own} {number}"}:
            print(number, found)  # noqa: T201  this is its answer
        print("read", flush=True)  # noqa: T201

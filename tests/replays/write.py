"""Write the whole searches anew: `python -m tests.replays.write [PLAYBOOK...]`. Read what changed before it is kept."""

import sys
from pathlib import Path

from tests.replays.vault import BOOKS
from tests.replays.writing import search

FOLDER = Path(__file__).parent / "whole"
SCHOOLS = tuple(sorted(name for name in BOOKS if name != "frame"))


def main(names: list[str]) -> None:
    """Write the search of each playbook that is named, or of all."""
    for name in names or SCHOOLS:
        (FOLDER / f"{name}.txt").write_text(search(FOLDER, name), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

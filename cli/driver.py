"""Where git starts Afterword for each file of a merge: a way in that loads the merge and nothing else.

`afterword merge-driver` does the same by the front door, which takes a quarter of a second for its many rooms.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

SECONDS = 60
"""How long one file may take; after that the system ends us, and git merges that file by itself."""
WORDS = 5
WROTE, WROTE_NOTHING = 0, 1


def main(words: Sequence[str]) -> int:
    """Merge one file.

    Args:
        words: `merge-driver`, and then what git puts for `%O %A %B %P`.

    Returns:
        0 when a valid result was written to `%A`, 1 when nothing was written.
    """
    if len(words) != WORDS:
        sys.stderr.write("afterword: git calls this as `merge-driver %O %A %B %P`.\n")
        return WROTE_NOTHING
    _limit_time()
    base, ours, theirs, path = words[1:]
    try:
        from store.workspace.syncing.merge_driver import merge_in_place

        written = merge_in_place(Path(base), Path(ours), Path(theirs), path)
    except Exception as error:  # noqa: BLE001 - whatever it is, git merges this file by itself then
        sys.stderr.write(f"afterword: could not merge by meaning ({type(error).__name__}); git merges by line.\n")
        written = False
    return WROTE if written else WROTE_NOTHING


def _limit_time() -> None:
    import signal

    if hasattr(signal, "alarm"):
        signal.alarm(SECONDS)


if __name__ == "__main__":
    house = str(Path(__file__).resolve().parent.parent)
    if house not in sys.path:
        sys.path.insert(0, house)
    sys.exit(main(sys.argv[1:]))

"""As many histories of several machines as asked for: `python bench/histories.py --count 1000 --seed 1`."""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.histories.play import WentWrong, play


def main() -> int:
    """Play them one after the other; say which went wrong, keep their folders, and return how many that were."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1, help="the seed of the first; each next has the next number")
    parser.add_argument("--machines", type=int, default=3)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--all-by-app", action="store_true", help="no machine uses plain git")
    asked = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="histories-"))
    os.environ |= {"HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1", "TZ": "UTC"}
    wrong = 0
    start = time.monotonic()
    for seed in range(asked.seed, asked.seed + asked.count):
        folder = home / str(seed)
        folder.mkdir()
        try:
            play(folder, seed, machines=asked.machines, steps=asked.steps, plain=not asked.all_by_app)
        except WentWrong as error:
            wrong += 1
            print(f"{error}\nkept in {folder}\n")
        else:
            shutil.rmtree(folder)
    spent = time.monotonic() - start
    print(f"{asked.count} histories of {asked.machines} machines and {asked.steps} steps from seed {asked.seed}: ")
    print(f"{wrong} went wrong; {spent / asked.count:.2f} s each")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())

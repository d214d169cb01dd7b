"""Play for long: `python -m tests.tui.monkey --steps 10000 --seed 7`; a fault is told with its seed and last steps."""

import argparse
import gc
import resource
import sys
import tempfile
from pathlib import Path

from tests.tui.monkey import steps
from tests.tui.monkey.shrink import Setting, shrunk, trouble_of

SHOWN = 40
"""Steps told of a run that failed."""


def main() -> int:
    """Play as the command line says; return 1 where a fault was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", default="80x24", help="columns and lines to begin with, and to come back to")
    parser.add_argument("--preset", default="default", help="preset of keys")
    parser.add_argument("--plain", action="store_true", help="low bandwidth, ASCII signs")
    parser.add_argument("--welcome", action="store_true", help="the first screen, where there is no vault")
    parser.add_argument("--replay", type=Path, help="do the steps of this file instead")
    parser.add_argument("--shrink", action="store_true", help="look for fewer steps with the same fault")
    parser.add_argument("--record", type=Path, help="where the steps of a failure go; otherwise a new file")
    wanted = parser.parse_args()
    width, _, height = wanted.size.partition("x")
    setting = Setting((int(width), int(height)), wanted.preset, is_plain=wanted.plain, is_welcome=wanted.welcome)
    drawn = steps.Steps(wanted.seed, is_welcome=wanted.welcome).draw(wanted.steps)
    to_do = steps.read(wanted.replay) if wanted.replay else tuple(drawn)
    trouble = trouble_of(to_do, setting, sys.stderr.write)
    used = sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    sys.stdout.write(f"seed {wanted.seed}, {len(to_do)} steps, {setting}: {trouble.told}, {used:.0f} s of CPU\n")
    if not trouble.text:
        return 0
    done = shrunk(trouble, lambda fewer: trouble_of(fewer, setting)) if wanted.shrink else trouble.done
    record = wanted.record or Path(tempfile.mkstemp(prefix="monkey", suffix=".jsonl")[1])
    steps.write(done, record)
    last = "".join(f"{step!r}\n" for step in done[-SHOWN:])
    sys.stdout.write(f"{trouble.text}\nseed {wanted.seed}, the last of {len(done)} steps ({record}):\n{last}")
    return 1


if __name__ == "__main__":
    gc.set_threshold(50_000, 20, 20)  # widgets come and go in thousands; looking for rings among them costs a tenth
    sys.exit(main())

"""How long the rules take over thousands of searches: `python bench/rules.py [--count N] [--seed N] [--profile]`."""

import argparse
import cProfile
import gc
import pstats
import re
import sys
from datetime import UTC, date
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.searches import Vault, vault_of
from store.model.records import Records
from store.rules.agenda import agenda
from store.workspace.garbage import uncollected
from store.workspace.shipped import shipped_playbooks

TODAY = date(2026, 11, 24)
SEED = 20261124
COUNT = 10_000
RUNS = 3
HEADING = re.compile(r"^### (\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2}))? (\w+)", re.MULTILINE)
"""What the yardstick looks for: as plain a scan of the same text for log entries as there is."""


def main() -> None:
    """Make the searches, time the rules over them, and print what came of it."""
    asked = arguments()
    made = process_time()
    vault = vault_of(asked.count, TODAY, asked.seed)
    made = process_time() - made
    sizes = [len(text) for path, text in vault.texts.items() if path.startswith("opportunities/")]
    print(f"seed {asked.seed}, today {TODAY}, {asked.count} searches of {sum(sizes) // len(sizes)} characters")
    print(f"made and read in {made:.1f} s (not counted); all times are those of the processor")
    gc.collect()
    gc.freeze()
    if asked.profile:
        profile(vault.records)
    else:
        report(vault, asked.count, asked.seed)


def arguments() -> argparse.Namespace:
    """Return what was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT, help="how many searches")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--profile", action="store_true", help="print the functions that take the most time instead")
    return parser.parse_args()


def report(vault: Vault, count: int, seed: int) -> None:
    """Print the time of the whole, the growth from a tenth of it, and the yardstick of the same run."""
    tenth = vault_of(max(1, count // 10), TODAY, seed).records
    few, _ = rules_over(tenth)
    many, items = rules_over(vault.records)
    scan = scan_of(vault)
    each = many / count
    print(f"rules: {many:.2f} s, {each * 1e6:.0f} us per search, {items} items on the agenda (best of {RUNS})")
    print(f"growth: {len(tenth.opportunities)} searches take {few:.2f} s, {count} take {many / few:.1f} times that")
    print(f"yardstick: a regex over the same text takes {scan:.2f} s; the rules take {many / scan:.1f} times that")


def rules_over(records: Records) -> tuple[float, int]:
    """Return the seconds of the agenda of all searches, the best of some runs, and how long it is."""
    books = shipped_playbooks()
    best = float("inf")
    for _ in range(RUNS):
        start = process_time()
        with uncollected():  # as the program does
            found = agenda(records, books, TODAY, UTC)
        best = min(best, process_time() - start)
    return best, len(found)


def scan_of(vault: Vault) -> float:
    """Return the seconds that a regular expression takes for the same text, the best of some runs."""
    best = float("inf")
    for _ in range(RUNS):
        start = process_time()
        for text in vault.texts.values():
            HEADING.findall(text)
        best = min(best, process_time() - start)
    return best


def profile(records: Records) -> None:
    """Print the functions that take the most time themselves."""
    books = shipped_playbooks()
    profiler = cProfile.Profile()
    profiler.runcall(agenda, records, books, TODAY, UTC)
    stats = pstats.Stats(profiler)
    stats.strip_dirs().sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()

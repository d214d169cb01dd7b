"""Does deeds where the system lacks a call that they would use, as network disks and older kernels do.

Each deed must come to its end all the same, and the next one too; `doctor` must say what is lacking, and a watch must
tell of changes. `python -m tests.safety.missing_calls` prints findings, then a line of JSON; `--bad` takes away what
knows such an answer, which must be found out.
"""

import argparse
import itertools
import json
import random
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from store.vault import lock, renaming, watch
from tests.safety import calls, deeds
from tests.safety.system_calls import Trial, load, run

CODES = ("ENOSYS", "EINVAL", "EOPNOTSUPP")
SAID = {
    "renameat2": "cannot swap two files",
    "flock": "cannot lock a folder",
    "inotify_init1": "tell of changes",
}
"""What `doctor` says where a call is missing."""
NONE = {("inotify_init1", "ENOSYS", "doctor")}
"""Nothing to say there: watchfiles itself looks again and again then."""
DOCTOR, WATCH = "doctor", "watch"
DEEDS = ("save", "create", "delete", "undo", "restore")


def wrong(trial: Trial, fault: str) -> Iterator[str]:
    """Do a deed without a call, and tell what should not be."""
    ended = trial.do(fault)
    if ended.is_stuck or ended.code:
        yield f"it failed with {ended.code}: {ended.err}"
    if deeds.texts(trial.root) != trial.after:
        yield "it came to another end"
    again = calls.done(lambda: run(trial.root, *deeds.NEXT), fault)
    if again.code:
        yield f"the next command fails: {again.err}"


def untold(trial: Trial, call: str, fault: str) -> Iterator[str]:
    """Ask the doctor without a call, and with it."""
    deeds.again(trial.template, trial.folder)
    for injected in ((fault,), ()):
        ended = calls.done(lambda: run(trial.root, "doctor"), *injected)
        told = " ".join(ended.out.split()).count(SAID[call])
        if told != len(injected):
            yield f"the doctor says {told} times what is lacking: {ended.out}{ended.err}"


def unheard(trial: Trial, fault: str) -> Iterator[str]:
    """Watch a vault without a call."""
    deeds.again(trial.template, trial.folder)

    def listen() -> int:
        stop = threading.Event()
        note = trial.root / "opportunities/harbor.md"
        change = threading.Timer(1.5, lambda: note.write_text("changed"))
        change.start()
        threading.Timer(10, stop.set).start()
        return 0 if next(watch.watch(trial.root, stop), 1) is None else 1

    ended = calls.done(listen, fault)
    if ended.code:
        yield f"the watch does not tell: {ended.err[-300:]}"


def spoil() -> None:
    """Take away what knows that a call may be missing."""
    renaming.MISSING = frozenset()
    lock.LACKING = frozenset()
    watch.watch_by_polling = lambda *_: iter(())


def main() -> int:
    """Try what the command line asks for; return 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=0, help="at most so many; 0 = all")
    parser.add_argument("--seed", type=int, default=1, help="which are chosen where not all are")
    parser.add_argument("--deeds", default=",".join((*DEEDS, DOCTOR, WATCH)))
    parser.add_argument("--codes", default=",".join(CODES))
    parser.add_argument("--bad", action="store_true")
    asked = parser.parse_args()
    if why := calls.usable():
        print(json.dumps({"skipped": why}))
        return 0
    with calls.room("calls-") as folder:
        return _tried(folder, asked)


def _tried(folder: Path, asked: argparse.Namespace) -> int:
    calls.adopt()
    load()
    tries = found = 0
    trials = {name: Trial(folder, name) for name in DEEDS}
    wanted, codes = asked.deeds.split(","), asked.codes.split(",")
    every = [one for one in itertools.product(SAID, codes, wanted) if one not in NONE]
    every = [(call, code, deed) for call, code, deed in every if call == "inotify_init1" or deed != WATCH]
    chosen = random.Random(asked.seed).sample(every, min(asked.times or len(every), len(every)))  # noqa: S311
    if asked.bad:
        spoil()
    for call, code, deed in chosen:
        tries += 1
        for what in _found(trials, call, f"{call}:error={code}", deed):
            found += 1
            print(f"{deed}, {call}:error={code}: {what}", flush=True)
    print(json.dumps({"tries": tries, "found": found, "of": len(every)}))
    return min(found, 1)


def _found(trials: dict[str, Trial], call: str, fault: str, deed: str) -> Iterator[str]:
    if deed == DOCTOR:
        return untold(trials["save"], call, fault)
    if deed == WATCH:
        return unheard(trials["save"], fault)
    return wrong(trials[deed], fault)


if __name__ == "__main__":
    sys.exit(main())

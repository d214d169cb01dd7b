"""How long one letter and its checks take in small and large vaults: `python bench/composer.py [--profile]`."""

import argparse
import cProfile
import gc
import pstats
import re
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from store.model.value import replace

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from jinja2 import Environment

from bench.searches import vault_of
from store.model.draft import Draft
from store.model.entry import Kind
from store.model.opportunity import Opportunity, Stage
from store.model.own_settings import OwnSettings
from store.model.records import Records
from store.workspace.compose import compose, lint_text
from store.workspace.moment import Moment
from store.workspace.paper import pages_of
from store.workspace.sent_letter import steps_of
from store.workspace.shipped import shipped_playbooks
from store.workspace.snapshot import Snapshot

TODAY = date(2026, 11, 24)
SEED = 20261124
COUNTS = (100, 1_000, 10_000)
RUNS = 100
SOME = 7
LETTER = "drafts/letter.md"
GAP = re.compile(r"\[\[ .+? \]\]", re.DOTALL)
TEMPLATE = "thank-you-email"
YARDSTICK = "{% for n in needs %}{{ n.text }}, as {{ n.by }} said. {% endfor %}" * 20


def main() -> None:
    """Make the vaults, write a letter in each again and again, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, action="append", help="how many searches; may be given several times")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--profile", action="store_true", help="print the functions that take the most time instead")
    asked = parser.parse_args()
    yardstick = plain_template()
    print(f"seed {asked.seed}, today {TODAY}, {RUNS} letters in each vault; times are those of the wall's clock")
    print(f"yardstick: Jinja alone, a plain template of 100 sentences, takes {yardstick:.2f} ms (median)")
    for count in asked.count or COUNTS:
        vault = vault_of(count, TODAY, asked.seed)
        desk = Desk(vault.records, vault.texts)
        gc.collect()
        gc.freeze()
        profile(desk) if asked.profile else report(desk, yardstick)
        gc.unfreeze()


class Desk:
    """A vault with one search in which somebody has been interviewed."""

    def __init__(self, records: Records, texts: dict[str, str]) -> None:
        self.records, self.texts = records, texts
        self.here = next(o for o in records.opportunities if is_fit(o))
        self.to = next(e for e in self.here.entries if e.kind is Kind.INTERVIEW).names[0].text
        self.snapshot = self.opened(records)
        self.number = 0

    def opened(self, records: Records, names: Snapshot | None = None) -> Snapshot:
        """Return the vault as it holds those records."""
        if names is not None:
            return names.assuming(records)
        return Snapshot(
            root=Path("/no/vault/here"),  # so that only the templates that ship are found
            records=records,
            playbooks=shipped_playbooks(),
            moment=Moment(today=TODAY, now=datetime(2026, 11, 24, 20, tzinfo=UTC), fixed=True),
            read=lambda path: self.texts.get(path, "").encode(),
        )

    def letter(self) -> None:
        """Make the letter and check it, as a choice in the composer does."""
        made = compose(self.snapshot, self.here.id, TEMPLATE, self.to)
        self.check(made.subject, made.body)

    def typing(self) -> None:
        """Check the letter with one more sign in it, as a key in the composer does."""
        self.number += 1
        self.check("Thank you", f"Dear {self.to},\n\n" + "What Norhtwind said of Alder. " * 40 + "x" * self.number)

    def check(self, subject: str, body: str) -> None:
        """Run every check."""
        draft = Draft(
            path="drafts/x.md",
            opportunity=self.here.id,
            to=self.to,
            channel="email",
            template=TEMPLATE,
            subject=subject,
            body=body,
        )
        lint_text(self.snapshot, draft)

    def leaving(self) -> None:
        """Work out what a letter settles once it goes, in a vault that was just read: before, and as it will be."""
        draft = Draft(
            path="drafts/x.md", opportunity=self.here.id, to=self.to, channel="email", template=TEMPLATE, body="Thanks."
        )
        steps_of(self.opened(self.records), draft)

    def printing(self) -> None:
        """Lay the pages of a letter out, as before it is printed."""
        pages_of(self.printed, OwnSettings(), LETTER)

    @cached_property
    def printed(self) -> Snapshot:
        """The vault with a letter for the post."""
        made = compose(self.snapshot, self.here.id, "needs-chart-letter", self.to)
        body = GAP.sub("12 Quay Street", made.body)
        draft = Draft(path=LETTER, opportunity=self.here.id, to=self.to, channel="letter", subject="x", body=body)
        return self.opened(replace(self.records, drafts=(draft,)))

    def another_file(self) -> None:
        """Check the letter after another file of the vault has changed."""
        self.number += 1
        *others, last = self.records.opportunities
        changed = replace(last, company=f"Larkspur {self.number}")
        self.records = replace(self.records, opportunities=(*others, changed))
        self.snapshot = self.opened(self.records, self.snapshot)
        self.typing()


def is_fit(search: Opportunity) -> bool:
    """Tell whether a search waits for a letter after an interview."""
    return search.stage is Stage.INTERVIEWING and any(e.kind is Kind.INTERVIEW for e in search.entries)


def report(desk: Desk, yardstick: float) -> None:
    """Print how long letters take."""
    print(f"{len(desk.records.opportunities)} searches, {desk.here.label}:")
    print(f"  the first letter, with everything that is prepared once: {timed(desk.letter):.0f} ms")
    for what, job in (
        ("a letter with its checks", desk.letter),
        ("the checks, one sign more", desk.typing),
        ("the checks, another file changed", desk.another_file),
    ):
        times = [timed(job) for _ in range(RUNS)]
        say(what, times, yardstick)
    for what, job in (("what a letter settles when it goes", desk.leaving), ("its pages laid out", desk.printing)):
        say(what, [timed(job) for _ in range(SOME)], yardstick)


def say(what: str, times: list[float], yardstick: float) -> None:
    """Print a row."""
    middle, late = median(times), quantiles(times, n=20)[-1]
    print(f"  {what:34} median {middle:6.2f} ms, p95 {late:6.2f} ms, {middle / yardstick:5.1f} yardsticks")


def timed(job: Callable[[], object]) -> float:
    """Return the milliseconds that something takes."""
    start = perf_counter()
    job()
    return (perf_counter() - start) * 1000


def plain_template() -> float:
    """Return the milliseconds of a plain Jinja template that is ready to be filled, the median of some runs."""
    template = Environment(autoescape=False).from_string(YARDSTICK)  # noqa: S701 - plain text
    values = {"needs": [{"text": "one price list", "by": "Joe"}] * 5}
    return median(timed(lambda: template.render(values)) for _ in range(RUNS))


def profile(desk: Desk) -> None:
    """Print the functions that take the most time themselves."""
    desk.letter()
    profiler = cProfile.Profile()
    for _ in range(20):
        profiler.runcall(desk.letter)
        profiler.runcall(desk.another_file)
    pstats.Stats(profiler).strip_dirs().sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()

"""A whole search written out day by day, as the rules of today see it: to be read critically, then kept."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from pathlib import Path

from store.model.agenda import Bucket, Item
from tests.replays.comparing import Wanted, is_under, row
from tests.replays.diary import INDENT, Deed, Page, read_pages, read_vault, with_playbook
from tests.replays.never import Past, broken
from tests.replays.robot import deeds_for, is_due
from tests.replays.vault import Vault, View

DAY = timedelta(days=1)
FIRST, LAST = date(2026, 8, 27), date(2027, 2, 28)
MORNING = time(8)
MOST = 30
"""Deeds in a day; more would be a circle."""
NEVER = ("one message to several people", "more than two counted touches to one person in 7 days")


@dataclass(slots=True)
class Search:
    """One search under one playbook, while it is being replayed."""

    vault: Vault
    script: dict[date, Page]
    lines: list[str] = field(default_factory=list)
    quiet: list[date] = field(default_factory=list)

    def text(self) -> str:
        """Return the whole search."""
        for number in range((LAST - FIRST).days + 1):
            self._day(FIRST + DAY * number)
        self._end_of_quiet()
        return "\n".join(self.lines).rstrip("\n") + "\n"

    def _day(self, day: date) -> None:
        page = self.script.get(day)
        came = [deed for deed in page.deeds if deed.verb != "notes"] if page else []
        heard = [deed for deed in page.deeds if deed.verb == "notes"] if page else []
        self.vault.do(came)
        view = self.vault.on(day, MORNING)
        if day != FIRST and not came and not any(is_due(item) for item in view.agenda):
            self.quiet.append(day)
            return
        self._end_of_quiet()
        self.lines.append(f"== {day:%a} {day}")
        self.lines += [line for deed in came for line in written("came", deed)]
        self.lines += list(listing(view, whole=day == FIRST))
        self._do_all(day, view, heard)
        self.lines.append("")

    def _do_all(self, day: date, view: View, heard: list[Deed]) -> None:
        """Do what is due until nothing is, and say what has become due through it."""
        tried: set[str] = set()
        minutes = 9 * 60
        for _ in range(MOST):
            self.lines += [row("never", line) for line in broken(NEVER, view, Past(self.vault))]
            due = [item for item in view.agenda if is_due(item) and item.key not in tried]
            item = min(due, key=lambda i: (i.channel != "meeting", due.index(i)), default=None)
            if item is None:
                return
            tried.add(item.key)
            shown = {i.key for i in view.agenda if is_due(i)}
            minutes = max(minutes + 10, 17 * 60 + 30) if item.channel == "meeting" else minutes + 10
            mark = self.vault.line(item.because.path, item.mark_line) if item.mark_line else ""
            deeds = deeds_for(item, mark, str(day), f"{minutes // 60:02}:{minutes % 60:02}")
            deeds += heard if item.channel == "meeting" else []
            self.vault.do(deeds)
            self.lines += [line for deed in deeds for line in written("does", deed)]
            view = self.vault.on(day, time(minutes // 60, minutes % 60))
            for new in view.agenda:
                if is_due(new) and new.key not in shown:
                    self.lines += list(told("then", new))

    def _end_of_quiet(self) -> None:
        if self.quiet:
            first, last = self.quiet[0], self.quiet[-1]
            until = f" - {last:%a} {last}" if last != first else ""
            self.lines += [f"({first:%a} {first}{until}: nothing.)", ""]
            self.quiet = []


def listing(view: View, *, whole: bool) -> Iterator[str]:
    """Yield what the agenda says in the morning; on the first day what is still to come as well."""
    wanted = ("overdue", "today", "waiting", "held", *(("ahead",) if whole else ()))
    items = sorted(view.everything, key=lambda i: (i.due, i.key)) if whole else view.agenda
    for label in wanted:
        for item in items:
            if is_under(item, label):
                yield from told(label, item)


def told(label: str, item: Item) -> Iterator[str]:
    """Yield an item, and below it what it counts from."""
    facets = [
        item.channel,
        f"by {item.due}",
        f"at {item.time}" if item.time else "",
        f"until {item.allowed}" if item.allowed and item.bucket is Bucket.HELD else "",
        f"draft {item.template}" if item.template else "",
        f"with {' and '.join(sorted({key.split('/')[0] for key in item.also}))}" if item.also else "",
        f"answers {' / '.join(item.answers)}" if item.answers else "",
        "optional" if item.optional else "",
        "better left out" if item.stale else "",
    ]
    yield row(label, Wanted(item.step, item.who or "").written([f for f in facets if f], item.rules))
    why = f"{item.because.event}, {item.because.day}"
    yield INDENT + "; ".join(part for part in (f"  since {why}", item.note, item.stale, *item.hints) if part)


def written(label: str, deed: Deed) -> Iterator[str]:
    """Yield what was done or came, as it stands in the file."""
    first, *rest = deed.text.splitlines()
    yield row(label, f"{deed.verb} {first}" if deed.verb not in ("log", "notes") else first)
    yield from (INDENT + line for line in rest)


def search(folder: Path, playbook: str) -> str:
    """Return the whole search under a playbook."""
    script = {page.day: page for page in read_pages(folder / "script.txt")}
    vault = Vault(with_playbook(read_vault(folder / "vault.txt"), playbook))
    return f"A whole search under `{playbook}`.\n\n{Search(vault, script).text()}"

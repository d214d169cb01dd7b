"""What a day should say beside what it says, as two texts that a difference can be read from."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from store.model.agenda import Bucket, Item, State
from tests.replays.diary import WIDTH, BadDiary, Line, Page
from tests.replays.vault import Vault, View

CHANNELS = frozenset({"email", "phone", "letter", "note", "text", "message", "meeting", "visit"})
DUE = (Bucket.OVERDUE, Bucket.TODAY)
RULES = re.compile(r"\s{2,}((?:[RG]\d+\s*)+)$")
COMPANY = re.compile(r"^([^,/\"]+) / ")
PIECES = re.compile(r"\s*(\"[^\"]*\"|[^,\"]+)\s*(?:,|$)")
HEADER_KEY = re.compile(r"(stage|stage_since|next_touch|deadline|runner_up): ")
COLUMN = 70
VALUES: Mapping[str, Callable[[Item], object]] = {
    "by": lambda item: item.due,
    "until": lambda item: item.allowed,
    "since": lambda item: item.because.day,
    "at": lambda item: item.time,
    "draft": lambda item: item.template,
    "answers": lambda item: " / ".join(item.answers),
}
"""What a word before a value asks about an item."""
FLAGS: Mapping[str, tuple[Callable[[Item], bool], str]] = {
    "optional": (lambda item: item.optional, "not optional"),
    "counted": (lambda item: item.counted, "free"),
    "free": (lambda item: not item.counted, "counted"),
    "better left out": (lambda item: bool(item.stale), "not stale"),
}
"""What a word alone asks, and what to say where it is not so."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One expected item."""

    step: str
    who: str
    company: str = ""
    facets: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    def fits(self, item: Item) -> bool:
        """Tell whether this is the step and the person that is meant."""
        return (
            self.step in ("*", item.step)
            and (not self.company or self.company == item.company)
            and (not self.who or self.who == (item.who or "me"))
            and (self.step != "*" or all(facet_of(item, f) == f for f in self.facets))
        )

    def nearness(self, item: Item) -> int:
        """Return how much of what is wanted is true of an item."""
        return sum(facet_of(item, f) == f for f in self.facets)

    def written(self, facets: Iterable[str], rules: Iterable[str], step: str = "") -> str:
        """Return it as one line."""
        head = (f"{self.company} / " if self.company else "") + ", ".join(
            [step or self.step, *([self.who] if self.who else []), *facets]
        )
        return f"{head:<{COLUMN}}  {' '.join(rules)}".rstrip()


def wanted(text: str) -> Wanted:
    """Read an expected item: `Yarrow / thanks, Priya Raman, email, by 2026-07-06   R7 R10`."""
    rules: tuple[str, ...] = ()
    if found := RULES.search(text):
        rules, text = tuple(found[1].split()), text[: found.start()]
    company = ""
    if named := COMPANY.match(text):
        company, text = named[1], text[named.end() :]
    pieces = [piece.strip() for piece in PIECES.findall(text.strip())]
    if not pieces:
        raise BadDiary(f"no item: {text}")
    step, *rest = pieces
    who = rest.pop(0) if rest and not is_facet(rest[0]) else ""
    strange = [piece for piece in rest if not is_facet(piece)]
    if strange:
        raise BadDiary(f"what is {strange}?")
    return Wanted(step, who, company, tuple(rest), rules)


def is_facet(piece: str) -> bool:
    """Tell whether a piece of a line says something about an item beyond its step and person."""
    word, _, rest = piece.partition(" ")
    return piece in CHANNELS or piece in FLAGS or piece.startswith('"') or (bool(rest) and word in (*VALUES, "with"))


def facet_of(item: Item, facet: str) -> str:
    """Return what is true of an item where a facet says what should be; the facet itself where it holds."""
    if facet in CHANNELS:
        return item.channel or "no channel"
    if facet in FLAGS:
        yes, no = FLAGS[facet]
        return facet if yes(item) else no
    word, _, rest = facet.partition(" ")
    if word in VALUES:
        return f"{word} {VALUES[word](item)}"
    if word == "with":
        steps = sorted({key.split("/")[0] for key in item.also})
        return facet if set(rest.split(" and ")) <= set(steps) else f"with {' and '.join(steps)}"
    said = "; ".join(part for part in (item.note, item.stale, *item.hints) if part)
    return facet if facet.strip('"').casefold() in f"{item.says} {said}".casefold() else f'"{said}"'


def label_of(item: Item) -> str:
    """Return where an item stands, in a word of the diary."""
    if item.bucket is not None:
        return item.bucket.value
    return item.state.value


def is_under(item: Item, label: str) -> bool:
    """Tell whether an item stands where a word of the diary says."""
    match label:
        case "due":
            return item.bucket in DUE
        case "listed":
            return item.bucket is not None
        case "ahead":
            return item.bucket is Bucket.UPCOMING or item.state is State.FORECAST
        case "gone":
            return item.bucket is None and item.state in (State.STOPPED, State.RETIRED, State.SKIPPED)
        case "done":
            return item.state is State.DONE
        case "not":
            return item.bucket is not None
        case "nowhere":
            return item.bucket is not None or item.state is State.FORECAST
    return item.bucket is not None and item.bucket.value == label


def told(item: Item) -> str:
    """Return an item that nobody expected as one line."""
    until = f"until {item.allowed}" if item.allowed else ""
    facets = [f for f in (item.channel, f"by {item.due}", until, f'"{item.note}"' if item.note else "") if f]
    return Wanted(item.step, item.who or "", item.company).written(facets, item.rules)


def row(label: str, text: str) -> str:
    """Return a line with its word."""
    return f"{label:<{WIDTH}}{text}".rstrip()


class Comparison:
    """One page of a diary beside what the rules say on that day."""

    def __init__(self, page: Page, vault: Vault, view: View) -> None:
        self.page, self.vault, self.view = page, vault, view
        self.wanted: list[str] = []
        self.found: list[str] = []
        self.taken: set[int] = set()

    def texts(self) -> tuple[str, str]:
        """Return the day as it should be and as it is."""
        for line in self.page.expected:
            self._compare(line)
        expects_due = any(line.label in ("overdue", "today", "due") for line in self.page.expected)
        due = [item for item in self.view.agenda if item.bucket in DUE]
        if self.page.is_whole:
            if not [1 for line in self.wanted if line.startswith(("overdue", "today", "due"))] or not expects_due:
                self.wanted.append(row("due", "nothing"))
                self.found += [row("due", "nothing")] if not due else []
            self.found += [row(label_of(i), told(i)) for i in due if id(i) not in self.taken]
        self.found += [row("reason", f"{i.key}: {why}") for i in self.view.agenda if (why := self._unreasonable(i))]
        return "\n".join(self.wanted) + "\n", "\n".join(self.found) + "\n"

    def _compare(self, line: Line) -> None:
        if line.label == "rest" or (line.label == "due" and line.text == "nothing"):
            return
        if line.label == "order":
            self._order(line)
            return
        if line.label in ("tells", "hides"):
            self._letter(line)
            return
        want = wanted(line.text)
        text = row(line.label, want.written(want.facets, want.rules))
        self.wanted.append(text)
        if line.label in ("not", "nowhere"):
            there = [i for i in self.view.everything if is_under(i, line.label) and want.fits(i)]
            self.found += [text] if not there else [row(label_of(i), told(i)) for i in there]
        elif line.label == "first":
            due = [item for item in self.view.agenda if item.bucket in DUE]
            right = due and want.fits(due[0])
            self.found.append(text if right else row("first", told(due[0]) if due else "nothing"))
        else:
            self._find(line.label, want)

    def _find(self, label: str, want: Wanted) -> None:
        pool = self.view.everything if label in ("gone", "done", "ahead") else self.view.agenda
        fitting = [i for i in pool if want.fits(i) and id(i) not in self.taken]
        right = [i for i in fitting if is_under(i, label)]
        if right:
            item = max(right, key=want.nearness)
            self.taken.add(id(item))
            facets = [facet_of(item, f) for f in want.facets]
            self.found.append(row(label, want.written(facets, [r for r in want.rules if r in item.rules])))
            return
        elsewhere = [i for i in self.view.everything if want.fits(i)]
        if elsewhere:
            item = max(elsewhere, key=lambda i: (i.state in (State.OPEN, State.FORECAST), want.nearness(i)))
            if not (self.page.is_whole and item.bucket in DUE):  # that one is told as unexpected
                self.found.append(row(label_of(item), told(item)))

    def _order(self, line: Line) -> None:
        first, _, second = line.text.partition(" < ")
        places = [
            next((n for n, item in enumerate(self.view.agenda) if wanted(part).fits(item)), None)
            for part in (first, second)
        ]
        text = row("order", line.text)
        self.wanted.append(text)
        is_right = places[0] is not None and places[1] is not None and places[0] < places[1]
        self.found.append(text if is_right else row("order", f"{second.strip()} < {first.strip()}"))

    def _letter(self, line: Line) -> None:
        """Compare what a letter says by itself: `thank-you-email to Priya Raman: Friday, 17 July`."""
        found = re.fullmatch(r"(\S+) to ([^:]+): (.+)", line.text)
        if not found:
            raise BadDiary(f"what letter? {line.text}")
        text = row(line.label, line.text)
        self.wanted.append(text)
        letter = " ".join(self.vault.draft(self.view.day, found[1], found[2]).split())
        is_right = (found[3].casefold() in letter.casefold()) == (line.label == "tells")
        self.found.append(text if is_right else row(line.label, f"{found[1]} to {found[2]}: but it is: {letter}"))

    def _unreasonable(self, item: Item) -> str:
        """Return what is wrong with an item's reason: it must lie in a file, at a line that tells of the event."""
        because = item.because
        line = self.vault.line(because.path, because.line)
        if not line.strip() or not because.event.strip():
            return f"no reason at {because.path}:{because.line}"
        heading = self.vault.heading_above(because.path, because.line)
        if line.startswith("### "):
            return "" if str(because.day) in line else f"“{line}” is not of {because.day}"
        if re.match(r"- \[.\] (promise|next):", line):
            named = str(because.day) in line or str(because.day) in heading
            return "" if named else f"“{line}” is not of {because.day}"
        return "" if HEADER_KEY.match(line) else f"“{line}” is no event"

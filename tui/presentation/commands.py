"""What the command palette offers: the actions that apply, and everything that has a name; and what is found in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from store.model.letter import Template
from store.model.records import Records
from tui.actions.action import Action
from tui.actions.naming import key_name
from tui.presentation.rows import Column, Row
from tui.presentation.spans import Line, Span, line
from tui.presentation.words import company

KINDS = {
    "here": "On this screen",
    "app": "Everywhere",
    "move": "Moving about",
    "opportunity": "Opportunities",
    "person": "People",
    "story": "Stories",
    "draft": "Drafts",
    "letter": "Letters to write",
    "template": "Your templates",
}
"""What there is to find, in this order."""
ACTIONS = ("here", "app", "move")
CALL = "phone"
"""The channel of call sheets, which are opened by a key of their own."""
MOST = 30
"""Entries of one kind that are shown; more of them are told by their number."""
COLUMNS = (Column(least=18, most=60, share=2), Column(least=14, share=3, needs=50), Column(least=9, to_right=True))
NOTHING: tuple[Line, ...] = (line("Nothing is called that.", "muted"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing to do, or to go to."""

    kind: str
    name: str
    value: str
    """What it is known by: an action's id, an opportunity's id, a path."""
    says: str = ""
    keys: str = ""
    needs: str = ""
    """Why it does not apply now; empty = it does."""

    @property
    def key(self) -> str:
        """Return what its row is known by."""
        return f"{self.kind} {self.value}"


def of_action(row: Action, kind: str, needs: str = "") -> Entry:
    """Return the entry of an action."""
    keys = " ".join(map(key_name, row.keys[:2]))
    return Entry(
        kind="move" if row.group == "Move" else kind,
        name=row.label,
        value=row.id,
        says=row.tooltip,
        keys=keys,
        needs=needs,
    )


def names(records: Records) -> Iterator[Entry]:
    """Yield everything that has a name in the vault's files."""
    employers = {o.id: company(o) for o in records.opportunities}
    for o in records.opportunities:
        yield Entry(kind="opportunity", name=f"{company(o)}, {o.position}", value=o.id, says=o.stage)
    for o in records.opportunities:
        for c in o.contacts:
            said = f"{c.title} {company(o)}".strip()
            yield Entry(kind="opportunity", name=c.name, value=f"{o.id}#{c.name}", says=said)
    for p in records.people:
        yield Entry(kind="person", name=p.name, value=p.path, says=p.company)
    for s in records.stories:
        yield Entry(kind="story", name=s.title, value=s.path, says=s.result)
    for d in records.drafts:
        name = f"{d.template or d.channel} to {d.to}"
        yield Entry(kind="draft", name=name, value=d.path, says=employers.get(d.opportunity, ""))


def letters(templates: Iterable[Template]) -> Iterator[Entry]:
    """Yield the letters that can be written, and the vault's own templates."""
    for t in templates:
        if t.channel != CALL:
            yield Entry(kind="letter", name=t.name, value=t.name, says=t.purpose)
        if t.own:
            yield Entry(kind="template", name=t.name, value=t.path, says=t.purpose)


class Finder:
    """Finds entries by words of them; ten thousand take a few milliseconds."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple({entry.key: entry for entry in entries}.values())
        self._ends = [len(f" {e.name}".casefold()) for e in self._entries]
        """Where the name ends in what is looked through."""
        self._folded = [f" {e.name} {e.says if e.kind != 'opportunity' else ''}".casefold() for e in self._entries]
        self._last: tuple[str, Sequence[int]] = ("", range(len(self._entries)))
        """What was looked for last, and the places where it was found: a letter more finds nothing else."""

    def entry(self, key: str) -> Entry | None:
        """Return the entry that a row is known by; None where there is none."""
        return next((entry for entry in self._entries if entry.key == key), None)

    def find(self, typed: str) -> dict[str, list[Entry]]:
        """Return what holds every typed word, by kind; the best first, kinds and entries alike."""
        return best_first(self.ranked(typed))

    def ranked(self, typed: str) -> dict[str, list[tuple[int, Entry]]]:
        """Return what holds every typed word with its rank, by kind; the best first."""
        words = typed.casefold().split()
        before, places = self._last
        if len(words) != 1 or not before or not words[0].startswith(before):
            places = range(len(self._entries))
        for word in words:
            folded = self._folded
            places = [place for place in places if word in folded[place]]
        self._last = (words[0] if len(words) == 1 else "", places)
        found: dict[str, list[tuple[int, Entry]]] = {kind: [] for kind in KINDS}
        entries, ends, begins = self._entries, self._ends, [f" {word}" for word in words]
        for place in places:
            entry = entries[place]
            if words or entry.kind in ACTIONS:
                found[entry.kind].append((_rank(self._folded[place], ends[place], words, begins), entry))
        return {kind: sorted(some, key=itemgetter(0)) for kind, some in found.items() if some}


def _rank(folded: str, end: int, words: Sequence[str], begins: Sequence[str]) -> int:
    """Return how well an entry fits: its name begins so, words of it do, it holds them, or only what it says does."""
    for begin in begins:
        if folded.find(begin, 0, end) < 0:
            break
    else:
        return 0 if not begins or folded.startswith(begins[0], 0, end) else 1
    for word in words:
        if folded.find(word, 0, end) < 0:
            return 3
    return 2


def best_first(*found: Mapping[str, list[tuple[int, Entry]]]) -> dict[str, list[Entry]]:
    """Return what was found by kind, those first of which something fits best; no kind is found twice."""
    together = {kind: some for one in found for kind, some in one.items()}
    kinds = sorted((kind for kind in KINDS if kind in together), key=lambda kind: together[kind][0][0])
    return {kind: [entry for _rank, entry in together[kind]] for kind in kinds}


def rows(found: dict[str, list[Entry]]) -> tuple[Row, ...]:
    """Return what was found as rows of a list, under the names of their kinds."""
    shown: list[Row] = []
    for kind, entries in found.items():
        if shown:
            shown.append(Row(key=""))
        more = f"{len(entries)}, these first" if len(entries) > MOST else ""
        shown.append(Row(key="", cells=(Span(KINDS[kind], "strong"), Span(more, "muted"))))
        shown += [_row(entry) for entry in entries[:MOST]]
    return tuple(shown)


def _row(entry: Entry) -> Row:
    says = f"Needs {entry.needs}" if entry.needs else entry.says
    tone = "muted" if entry.needs else ""
    return Row(key=entry.key, cells=(Span(entry.name, tone), Span(says, "muted"), Span(entry.keys, tone or "accent")))


def first(found: dict[str, list[Entry]], typed: str) -> str:
    """Return the key of the row to begin with: what fits best, or before anything is typed the first that applies."""
    ready: Sequence[Entry] = [e for entries in found.values() for e in entries[:MOST] if typed or not e.needs]
    return ready[0].key if ready else ""

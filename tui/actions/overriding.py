"""The user's own keys over the table of actions: what is wrong is told with its line, and the rest counts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from store.model.own_settings import KeyEntry, KeySettings
from store.model.problem import Problem, Severity
from store.model.value import replace
from tui.actions.action import Action
from tui.actions.keyboard import EDITING, Unusable, is_typed, key_meant
from tui.actions.places import ALONE, FIELDS, INNER, TYPED, WINDOWS, inside
from tui.actions.presets import PRESETS
from tui.actions.table import ACTIONS

FIX = "Until then it has the keys that it had; `afterword keys` lists them all."
Keys = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effective:
    """The table as the user has it."""

    rows: tuple[Action, ...]
    problems: tuple[Problem, ...] = ()


def effective(own: KeySettings, path: str = "config.toml") -> Effective:
    """Return the table of actions with a user's keys.

    Args:
        own: what the user's own settings say.
        path: the file that says it, for the problems.
    """
    if own == KeySettings():
        return Effective(rows=ACTIONS)
    problems: list[Problem] = []

    def note(entry: KeyEntry, message: str, code: str = "bad-setting", fix: str = FIX) -> None:
        severity = Severity.WARNING if code == "unknown-setting" else Severity.ERROR
        problems.append(Problem(path=path, line=entry.line, code=code, message=message, severity=severity, fix=fix))

    wanted: dict[str, tuple[KeyEntry, tuple[str, ...]]] = {}
    for entry in own.entries:
        row = ROWS.get(entry.action)
        if row is None:
            message = f"`{entry.action}` in [keys] is no action.{_nearest(entry.action)}"
            note(entry, message, "unknown-setting", "`afterword keys` lists them all.")
            continue
        try:
            keys = _keys_meant(row, entry.keys)
        except Unusable as wrong:
            note(entry, f"`{entry.action}` in [keys] cannot have {wrong}.")
            continue
        wanted[entry.action] = (entry, keys)
    while True:
        given = {ident: keys for ident, (_entry, keys) in wanted.items()}
        rows = rows_with(PRESETS[own.preset], given)
        refused = next(_refused(rows, given, wanted), None)
        if refused is None:
            return Effective(rows=rows, problems=tuple(sorted(problems, key=lambda p: p.line)))
        ident, message = refused
        entry, _keys = wanted.pop(ident)
        note(entry, message)


ROWS = {row.id: row for row in ACTIONS}
ALWAYS = {
    "app.back": ("escape",),
    "dialog.cancel": ("escape",),
    "letter.leave": ("escape",),
    "row.open": ("enter",),
    "row.tick": ("space",),
    "row.down": ("down",),
    "row.up": ("up",),
}
"""Keys that stay with their action, whatever else it has: nobody is locked in, and hints that name them stay true."""


def rows_with(preset: Keys, own: Keys) -> tuple[Action, ...]:
    """Return the table with these keys: own ones come before those of a preset, and those before the shipped ones.

    Of two actions that would share a key the one that comes after does without it, as long as it has another.
    """
    ranks = {row.id: 2 * (row.id in own) or int(row.id in preset) for row in ACTIONS}
    keys = {row.id: own.get(row.id, preset.get(row.id, row.keys)) for row in ACTIONS}
    for one, other, shared in shared_keys(tuple(replace(row, keys=keys[row.id]) for row in ACTIONS)):
        if ranks[one] != ranks[other]:
            weaker = one if ranks[one] < ranks[other] else other
            rest = tuple(key for key in keys[weaker] if key not in shared)
            keys[weaker] = rest or keys[weaker]
    return tuple(row if keys[row.id] == row.keys else replace(row, keys=keys[row.id]) for row in ACTIONS)


def chains(rows: Sequence[Action]) -> tuple[frozenset[str], ...]:
    """Return the sets of places whose keys work at the same time."""
    screens = {place for row in rows for place in row.places} - INNER - TYPED - {"app"}
    on_screens = [
        frozenset({screen, inner} if screen in ALONE else {screen, inner, "app"})
        for screen in sorted(screens)
        for inner in inside(screen)
    ]
    return (*on_screens, *map(frozenset, WINDOWS))


def shared_keys(rows: Sequence[Action]) -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Return the pairs of actions that have a key in common at one place, but for those that share it on purpose."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for chain in chains(rows):
        holders: dict[str, list[str]] = {}
        for row in rows:
            if not chain.isdisjoint(row.places):
                for key in row.keys:
                    holders.setdefault(key, []).append(row.id)
        for key, idents in holders.items():
            for pair in combinations(idents, 2):
                if pair not in ON_PURPOSE:
                    found[pair] = found.get(pair, frozenset()) | {key}
    return tuple((one, other, shared) for (one, other), shared in found.items())


ON_PURPOSE = frozenset(
    {("letter.leave", "app.back"), ("help.close", "dialog.help"), ("dialog.cancel", "complete.close")}
)
"""Esc leaves the text before the screen, and the list of a field before the window; what opens the help closes it."""


def _keys_meant(row: Action, written: Sequence[str]) -> tuple[str, ...]:
    keys: list[str] = []
    for text in written:
        try:
            key = key_meant(text)
        except Unusable as wrong:
            raise Unusable(f"`{text}`, which {wrong}") from None
        places = set(row.places)
        if is_typed(key) and key not in row.keys and (places & TYPED or (row.at_once and "app" in places)):
            raise Unusable(f"`{text}`, which is typed into a field there")
        if key in EDITING and key not in row.keys and places & (FIELDS | TYPED):
            raise Unusable(f"`{text}`, which {EDITING[key]} where text is typed")
        keys.append(key)
    return tuple(dict.fromkeys((*keys, *ALWAYS.get(row.id, ()))))


def _refused(
    rows: Sequence[Action], own: Keys, wanted: Mapping[str, tuple[KeyEntry, tuple[str, ...]]]
) -> Iterator[tuple[str, str]]:
    """Yield the entries that cannot be had, with the reason: of two own ones, the one that is written later."""
    for one, other, shared in shared_keys(rows):
        ours = [ident for ident in (one, other) if ident in own]
        if not ours:
            continue
        loser = max(ours, key=lambda ident: wanted[ident][0].line)
        holder = ROWS[other if loser == one else one]
        key = min(shared)
        yield (
            loser,
            f"`{loser}` in [keys] cannot have `{key}`, which is {holder.label} (`{holder.id}`) in the same place.",
        )
    if not next(row for row in rows if row.id == "app.palette").keys and "app.palette" in own:
        yield "app.palette", "`app.palette` in [keys] must keep a key: every other action is found there."


def _nearest(ident: str) -> str:
    import difflib

    close = difflib.get_close_matches(ident, ROWS, n=1, cutoff=0.5)
    ending = [known for known in ROWS if known.partition(".")[2] == ident.rpartition(".")[2]]
    best = next(iter([*close, *ending]), None)
    return f" Did you mean `{best}`?" if best else ""

"""Two schedules beside each other: side by side where there is room, else one below the other."""

from collections.abc import Sequence

from cli.output import Output, Piece, Styled
from cli.safe import cells, column, wrap
from cli.wording import heading
from store.model.agenda import Item
from store.rules.comparing import Fate, Pair, told

SIGNS = {Fate.STAYS: "=", Fate.CHANGES: "~", Fate.GOES: "-", Fate.COMES: "+"}
LOOKS = {Fate.STAYS: "dim", Fate.CHANGES: "yellow", Fate.GOES: "red", Fate.COMES: "green"}
PARTS = ((Fate.GOES, "Goes"), (Fate.COMES, "Comes"), (Fate.CHANGES, "Changes"), (Fate.STAYS, "Stays"))
MARGIN = 6
"""Columns that are no text."""


def write_comparison(out: Output, pairs: Sequence[Pair], now: str, then: str) -> None:
    """Write what another playbook changes ahead; the names are those of the two playbooks."""
    heading(out, f"Steps ahead under {now} and under {then}: {told(pairs)}")
    rows = [(pair.fate, step(pair.before), step(pair.after)) for pair in pairs]
    left = max((cells(before) for _, before, _ in rows), default=0)
    right = max((cells(after) for _, _, after in rows), default=0)
    if left + right + MARGIN <= out.room:
        left = max(left, cells(f"now: {now}"))
        out.line("    ", Styled(column(f"now: {now}", left), "bold"), "  ", Styled(f"then: {then}", "bold"))
        for fate, before, after in rows:
            parts = (*painted(fate, column(before, left)), "  ", *painted(fate, after))
            out.line("  ", SIGNS[fate], " ", *parts)
    else:
        stacked(out, rows)


def stacked(out: Output, rows: Sequence[tuple[Fate, str, str]]) -> None:
    """Write what goes, comes, changes and stays, one part after another."""
    for fate, name in PARTS:
        inside = [row for row in rows if row[0] is fate]
        if not inside:
            continue
        out.line(f"  {name}")
        for _, before, after in inside:
            for sign, text in (("-", before), ("+", after)):
                if not text or (fate is Fate.STAYS and sign == "+"):
                    continue
                shown = sign if fate is Fate.CHANGES else SIGNS[fate]
                for place, line in enumerate(wrap(text, out.width - MARGIN)):
                    out.line("  ", " " if place else shown, " " * (3 if place else 1), *painted(fate, line))


def painted(fate: Fate, text: str) -> tuple[Piece, ...]:
    """Return a text in the look of a fate."""
    return (Styled(text, LOOKS[fate]),) if text.strip() else (text,)


def step(item: Item | None) -> str:
    """Return a step in words: day, name, whom for, how; nothing for none."""
    if item is None:
        return ""
    return f"{item.due} " + ", ".join(filter(None, (item.title, item.who or "you", item.channel)))

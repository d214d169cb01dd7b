"""Two schedules beside each other: side by side where there is room, else one below the other."""

from collections.abc import Sequence

from cli.output import Output, Piece, Styled
from cli.safe import column
from cli.wording import heading
from store.model.agenda import Item
from store.rules.comparing import Fate, Pair, told

SIDE_BY_SIDE = 100
"""Columns from which two schedules stand side by side."""
SIGNS = {Fate.STAYS: "=", Fate.CHANGES: "~", Fate.GOES: "-", Fate.COMES: "+"}
LOOKS = {Fate.STAYS: "dim", Fate.CHANGES: "yellow", Fate.GOES: "red", Fate.COMES: "green"}
PARTS = ((Fate.GOES, "Goes"), (Fate.COMES, "Comes"), (Fate.CHANGES, "Changes"), (Fate.STAYS, "Stays"))
DAY = 10


def write_comparison(out: Output, pairs: Sequence[Pair], now: str, then: str) -> None:
    """Write what another playbook changes ahead; the names are those of the two playbooks."""
    heading(out, f"Steps ahead under {now} and under {then}: {told(pairs)}")
    if out.width >= SIDE_BY_SIDE:
        side_by_side(out, pairs, now, then)
    else:
        stacked(out, pairs)


def side_by_side(out: Output, pairs: Sequence[Pair], now: str, then: str) -> None:
    """Write a line for each step: now at the left, then at the right."""
    half = (out.width - 5) // 2
    out.line("    ", Styled(column(f"now: {now}", half), "bold"), " ", Styled(f"then: {then}", "bold"))
    for pair in pairs:
        left = step(pair.before, half) if pair.before else " " * half
        right = step(pair.after, half) if pair.after else ""
        out.line("  ", SIGNS[pair.fate], " ", *painted(pair.fate, left), " ", *painted(pair.fate, right))


def stacked(out: Output, pairs: Sequence[Pair]) -> None:
    """Write what goes, comes, changes and stays, one part after another."""
    for fate, name in PARTS:
        inside = [pair for pair in pairs if pair.fate is fate]
        if not inside:
            continue
        out.line(f"  {name}")
        for pair in inside:
            for sign, item in (("-", pair.before), ("+", pair.after)):
                if item is None or (fate is Fate.STAYS and item is pair.after):
                    continue
                shown = sign if fate is Fate.CHANGES else SIGNS[fate]
                out.line("  ", shown, " ", *painted(fate, step(item, out.width - 4)))


def painted(fate: Fate, text: str) -> tuple[Piece, ...]:
    """Return a text in the look of a fate."""
    return (Styled(text, LOOKS[fate]),) if text.strip() else (text,)


def step(item: Item, width: int) -> str:
    """Return a step in so many columns: day, name, whom for, how."""
    channel = 8
    name = (width - DAY - channel - 6) // 2
    cells = (
        column(item.due.isoformat(), DAY),
        column(item.title, name),
        column(item.who or "you", name),
        column(item.channel or "", channel),
    )
    return column("  ".join(cells), width)

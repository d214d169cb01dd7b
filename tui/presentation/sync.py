"""Where the vault stands towards its other machines, in the few words that a bar has room for, and in whole lines."""

from datetime import datetime

from store.model.sync import Progress, Standing, Synced
from tui.actions.naming import keys_of, with_keys
from tui.presentation.spans import BLANK, Line, Span, line

HOURS = 24
SHOWN = 8
"""Lines of what came."""


def going(progress: Progress | None) -> str:
    """Return how far a sync is, as two words: `fetching 40 %`."""
    if progress is None:
        return "syncing …"
    share = percent(progress)
    return f"{progress.doing} …" if share is None else f"{progress.doing} {share} %"


def percent(progress: Progress) -> int | None:
    """Return how much is done, in percent; None where nobody knows."""
    if progress.done is None or not progress.total:
        return None
    return min(100, progress.done * 100 // progress.total)


def short(standing: Standing) -> Span:
    """Return the standing for the bar; empty where there is nothing to sync with."""
    if standing.remote is None:
        return Span("")
    if standing.trouble:
        return Span(standing.stands or with_keys("sync: {app.sync} says why"), "warn")
    parts = [f"{standing.ahead + standing.pending} to send"] if standing.ahead or standing.pending else []
    parts += [f"{standing.behind} to take in"] if standing.behind else []
    return Span(", ".join(parts) or "in step", "muted")


def told(standing: Standing, now: datetime) -> tuple[Line, ...]:
    """Return the standing in lines, for the window of a sync."""
    if standing.remote is None:
        return (line(f"{_sentence(standing.in_words)}"),)
    lines: list[Line] = [(Span(standing.remote, "strong"), Span(f"  {standing.in_words}"))]
    if standing.last:
        lines.append(line(f"Last in step {since(standing.last, now)}.", "muted"))
    if standing.trouble:
        lines.append(line(standing.trouble, "warn"))
    return tuple(lines)


def outcome(synced: Synced) -> tuple[Line, ...]:
    """Return what a sync did, for its window: what waits for a decision stands above the long list of what came."""
    came = tuple((Span("  "), Span(said)) for said in synced.told(SHOWN, "H tells all"))
    decide = tuple(line(said, "warn") for said in synced.to_decide(keys_of("app.review")))
    parts = (tuple(line(said, "strong") for said in synced.outcome), decide, tuple(map(line, synced.notes)), came)
    return tuple(row for part in parts if part for row in (BLANK, *part))[1:]


def waits(question: str) -> str:
    """Return that a sync which nobody watched stopped at a question, and which key asks it."""
    return (
        f"{with_keys('Sync waits for a word of yours: {app.sync} asks you.')} {question}"  # toasts are cut at the end
    )


def since(then: datetime, now: datetime) -> str:
    """Return when something was, as people say it: `at 14:02`, `on 2026-11-20`."""
    there = then.astimezone(now.tzinfo)
    if (now - there).total_seconds() < HOURS * 3600:
        return f"at {there:%H:%M}"
    return f"on {there:%Y-%m-%d}"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}".rstrip(".") + "."

"""Stories as rows with the needs without one below, and everything that is known of either."""

from collections.abc import Iterator
from datetime import date

from store.model.opportunity import Stage
from store.workspace.telling import Repertoire, Told, Unanswered, Use
from tui.actions.naming import with_keys
from tui.presentation import days
from tui.presentation.flowing import flowing
from tui.presentation.reasons import fact
from tui.presentation.rows import BLANK, SIGN, Column, Row, heading
from tui.presentation.spans import BLANK as EMPTY
from tui.presentation.spans import Line, Span, line
from tui.presentation.words import STAGES, counted

COLUMNS = (
    SIGN,
    Column(least=22, share=3, most=52),
    Column(least=16, share=3, most=70, needs=108),
    Column(least=13, share=1, most=30),
    Column(least=12),
)
"""Sign, title or need, result or who said it, who wants it, how often it was told."""
STORY, NEED = "story", "need"
NEAR = 0.1
"""From this score on the story that comes nearest to a need is worth a look."""
LABEL = 9


def rows(found: Repertoire) -> tuple[Row, ...]:
    """Return the list's lines: stories by title, then the needs that none of them answers."""
    lines: list[Row] = []
    if found.stories:
        lines.append(heading("Stories", len(found.stories)))
        lines.extend(_row(told) for told in found.stories)
    if found.unanswered:
        lines.extend([BLANK] if lines else [])
        lines.append(heading("Needs without a story", len(found.unanswered)))
        lines.extend(_need_row(one) for one in found.unanswered)
    return tuple(lines)


def key(told: Told) -> str:
    """Return what names a story among all lines."""
    return f"{STORY}\x1f{told.story.path}"


def need_key(one: Unanswered) -> str:
    """Return what names a need among all lines."""
    return f"{NEED}\x1f{one.opportunity.id}\x1f{one.mark.line}"


def _row(told: Told) -> Row:
    story = told.story
    waiting = [wanted for wanted in told.wanted if not wanted.is_told]
    if not story.readable:
        cells = (Span("?", "warn"), Span(story.path, "warn"), Span(""), Span("unreadable", "warn"), Span(""))
        return Row(key=key(told), cells=cells)
    return Row(
        key=key(told),
        cells=(
            Span(">" if waiting else "", "accent"),
            Span(story.title or story.path, "strong"),
            Span(story.result, "muted"),
            Span(f"{len(waiting)} to tell it" if waiting else "", "accent"),
            Span(
                f"told {counted(told.times, 'time')}" if told.times else "not told yet",
                "good" if told.times else "muted",
            ),
        ),
    )


def _need_row(one: Unanswered) -> Row:
    sign, tone = STAGES[one.opportunity.stage]
    who = ", ".join(name.text for name in one.mark.persons)
    return Row(
        key=need_key(one),
        cells=(
            Span(sign, tone),
            Span(one.mark.text),
            Span(who, "muted"),
            Span(one.opportunity.label),
            Span(one.opportunity.stage, "good" if one.opportunity.stage is Stage.OFFER else "muted"),
        ),
    )


def detail(told: Told, today: date) -> tuple[Line, ...]:
    """Return everything about one story."""
    return (*_card(told), EMPTY, *_wanted(told), *_uses(told, today), *_body(told))


def _card(told: Told) -> Iterator[Line]:
    story = told.story
    yield line(story.title or story.path, "strong")
    for label, text in (("result", story.result), ("skills", ", ".join(story.skills)), ("sample", story.sample)):
        yield fact(
            label, Span(text) if text else Span("none yet", "warn" if label == "result" else "muted"), width=LABEL
        )
    for place, need in enumerate(story.needs):
        yield fact("" if place else "needs", Span(need), width=LABEL)
    yield fact("in", Span(story.path, "muted"), width=LABEL)


def _wanted(told: Told) -> Iterator[Line]:
    if not told.wanted:
        yield line("No open search has said a need that this answers.", "muted")
    else:
        yield line("Who needs it", "strong")
        for wanted in told.wanted:
            state = Span("told  ", "good") if wanted.is_told else Span("tell  ", "accent")
            yield (state, Span(f"{wanted.opportunity.label}: "), Span(wanted.mark.text))
            words = ", ".join(wanted.match.telling[:4])
            yield (Span("      "), Span(f"{words}  {wanted.opportunity.path}:{wanted.mark.line}", "muted"))
    yield EMPTY


def _uses(told: Told, today: date) -> Iterator[Line]:
    if not told.uses:
        yield line("Told in no letter and no talk yet.", "muted")
    else:
        yield line("Where it was told", "strong")
        for use in told.uses:
            yield (Span("  "), *_use(use, today))
            yield (Span("  "), Span(f"{use.path}:{use.line}", "muted"))
    yield EMPTY


def _use(use: Use, today: date) -> tuple[Span, ...]:
    kind = str(use.kind).lower() if use.kind else "draft"
    whom = f" to {', '.join(use.names)}" if use.names else ""
    day = f"{days.short(use.day, today)}, " if use.day else ""
    return (Span(f"{day}{kind}{whom} at {use.label}: "), Span(f"“{use.evidence}”", "muted"))


def _body(told: Told) -> Iterator[Line]:
    yield from (line(row) for row in flowing(told.story.body).split("\n"))


def need_detail(one: Unanswered, today: date) -> tuple[Line, ...]:
    """Return everything about a need without a story."""
    who = ", ".join(name.text for name in one.mark.persons) or "said in the meeting"
    near = one.nearest if one.nearest and one.nearest.score >= NEAR else None
    kind = f"{one.entry.kind.lower()} of {days.short(one.entry.day, today)}"
    lines = (
        line(one.mark.text, "strong"),
        line(f"{who}, {kind}, {one.opportunity.label}", "muted"),
        line(f"{one.opportunity.path}:{one.mark.line}", "muted"),
        EMPTY,
        line("None of your stories answers this need. What did you do once about such a thing?"),
        line(with_keys("Press {story.new} to write it down: it begins with this need.")),
    )
    if near is None:
        return lines
    nearest = (Span("nearest  ", "muted"), Span(near.story.title), Span(f"  shares {', '.join(near.words)}", "muted"))
    return (*lines, EMPTY, nearest)


def said(found: Repertoire) -> str:
    """Return what the title bar says."""
    parts = [counted(len(found.stories), "story", "stories")]
    if found.unanswered:
        parts.append(f"{counted(len(found.unanswered), 'need')} without one")
    return ", ".join(parts)

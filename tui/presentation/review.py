"""What merges left to decide, as rows, and both versions beside each other in words."""

from collections import Counter
from collections.abc import Sequence

from store.model.review import CONTACTS, ENTRY, PROSE, Review
from store.workspace.reviewing import Undecided
from tui.actions.naming import keys_of, with_keys
from tui.presentation.rows import Column, Row
from tui.presentation.spans import BLANK, Line, Span, line

COLUMNS = (
    Column(least=14, share=3, most=28),
    Column(least=20, share=5, most=50),
    Column(least=30, share=6, most=90, needs=90),
)
"""Company or file, what it is about, what stands and what was put aside."""


def key(one: Undecided) -> str:
    """Return what names a decision among all."""
    review = one.review
    return f"{one.path}\x1f{review.where}\x1f{review.kept}\x1f{review.other}\x1f{review.base}"


def rows(waiting: Sequence[Undecided]) -> tuple[Row, ...]:
    """Return a line for each decision, in the order of the files; several about one thing are numbered."""
    places = Counter((one.path, one.review.where) for one in waiting)
    seen: Counter[tuple[str, str]] = Counter()
    lines = []
    for one in waiting:
        place = one.path, one.review.where
        seen[place] += 1
        number = f"{seen[place]} of {places[place]}: " if places[place] > 1 else ""
        cells = (Span(one.about, "strong"), Span(f"{number}{where(one.review)}", "muted"), Span(both(one.review)))
        lines.append(Row(key=key(one), cells=cells))
    return tuple(lines)


def where(review: Review) -> str:
    """Return what a decision is about, as people call it: `phone of Joe Alvarez`, `a paragraph`."""
    if review.where == PROSE:
        return "a paragraph"
    if review.where.startswith(ENTRY):
        return review.where.removeprefix(ENTRY)
    if review.where.startswith(CONTACTS):
        name, _, about = review.where.removeprefix(CONTACTS).rpartition("/")
        return f"{about.replace('_', ' ')} of {name}" if name else about
    return review.where.replace("_", " ")


def both(review: Review) -> str:
    """Return both versions on one line."""
    sign = " | " if review.is_text else " stands, not "
    return f"{one_line(review.kept)}{sign}{one_line(review.other)}"


def one_line(text: str) -> str:
    """Return a text on one line; a word where there is none."""
    return " ".join(text.split()) or "nothing"


def detail(one: Undecided) -> tuple[Line, ...]:
    """Return the lines of the detail pane: what happened, both versions, what each key does."""
    review = one.review
    first, second = ("First text", "Second text") if review.is_text else ("Stands", "Put aside")
    first = "Stood" if one.now else first
    keeps = keys_of("review.keep")
    return (
        line(f"{one.about}: {where(review)}", "strong"),
        line("Two machines changed this in different ways. Both versions are kept until you decide.", "muted"),
        BLANK,
        *((*version("Now in the file", f"{keeps} keeps it", one.now), BLANK) if one.now else ()),
        *version(first, "stood after the merge" if one.now else f"{keeps} keeps it", review.kept),
        BLANK,
        *version(second, f"{keys_of('review.take')} takes it in its place", review.other),
        *((BLANK, *version("Before", "what both came from", review.base)) if review.base else ()),
        BLANK,
        (
            Span(keys_of("review.both"), "accent"),
            Span(with_keys(" leaves the file as it is. Each decision can be undone with {app.undo}."), "muted"),
        ),
        line(f"{one.path}:{review.line}", "muted"),
    )


def version(name: str, says: str, text: str) -> tuple[Line, ...]:
    """Return one version under its name."""
    body = text.split("\n") if text.strip() else ["(nothing)"]
    return ((Span(name, "accent"), Span(f"  {says}", "muted")), *(line(f"  {row}") for row in body))

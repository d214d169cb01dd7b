"""Stories in words and as JSON: what they prove, which needs call for them, where they were told."""

from cli.output import Output
from cli.wording import counted
from store.rules.shapes import Shape, story_shape, text_or_none
from store.workspace.telling import Told, Unanswered, Use, Wanted

NEAR = 0.1
"""From this score on the story that comes nearest to a need is worth a look."""


def told_shape(told: Told) -> Shape:
    """Return a story with the needs of open searches that it answers best, and where it was told."""
    return {
        **story_shape(told.story),
        "wanted": [wanted_shape(wanted) for wanted in told.wanted],
        "times": told.times,
        "used": [use_shape(use) for use in told.uses],
    }


def wanted_shape(wanted: Wanted) -> Shape:
    """Return a need that calls for a story."""
    return {
        "opportunity": wanted.opportunity.id,
        "file": wanted.opportunity.path,
        "line": wanted.mark.line,
        "text": wanted.mark.text,
        "score": wanted.match.score,
        "words": list(wanted.match.words),
        "told": wanted.is_told,
    }


def use_shape(use: Use) -> Shape:
    """Return a text that tells a story; `kind` is null for a draft."""
    return {
        "file": use.path,
        "line": use.line,
        "opportunity": use.opportunity or None,
        "date": text_or_none(use.day),
        "kind": text_or_none(use.kind),
        "names": list(use.names),
        "evidence": use.evidence,
    }


def unanswered_shape(one: Unanswered) -> Shape:
    """Return a need that no story answers."""
    return {
        "opportunity": one.opportunity.id,
        "file": one.opportunity.path,
        "line": one.mark.line,
        "text": one.mark.text,
        "persons": [name.text for name in one.mark.persons],
        "nearest": one.nearest.story.path if one.nearest else None,
        "score": one.nearest.score if one.nearest else None,
    }


def write_story(out: Output, told: Told, *, in_full: bool = False) -> None:
    """Write one story: what it proves, who wants to hear it, where it was told."""
    story = told.story
    out.paragraph(story.title or story.path, style="bold" if in_full else "")
    skills = ", ".join(story.skills) if in_full else ""
    pairs = (
        ("result", story.result),
        ("sample", story.sample),
        ("skills", skills),
        ("needs", "; ".join(story.needs)),
        ("used", used_words(told)),
    )
    for label, text in pairs:
        if text:
            out.paragraph(f"{label}: {text}", indent=4, style="dim")
    for wanted in told.wanted:
        words = ", ".join(wanted.match.words)
        state = ", told" if wanted.is_told else ""
        need = f"{wanted.opportunity.label}, line {wanted.mark.line}{state}: {wanted.mark.text} [{words}]"
        out.beside(("    > ",), need, indent=6)
    if in_full:
        for use in told.uses:
            out.beside(("    = ",), use_words(use), indent=6)
        out.paragraph(f"file: {story.path}", indent=4, style="dim")
        if story.body:
            out.line()
            for line in story.body.split("\n"):
                if line.strip():
                    out.paragraph(line)
                else:
                    out.line()


def used_words(told: Told) -> str:
    """Return how often a story was told, and to whom."""
    drafts = sum(use.is_draft for use in told.uses)
    said = [use for use in told.uses if not use.is_draft]
    waiting = f"in {counted(drafts, 'draft')}" if drafts else ""
    if not said:
        return waiting or "not told yet"
    whom = ", ".join(dict.fromkeys(f"{', '.join(use.names) or 'somebody'} at {use.label}" for use in said))
    return f"{counted(len(said), 'time')}, to {whom}{f'; {waiting}' if waiting else ''}"


def use_words(use: Use) -> str:
    """Return where a story was told, and by which words that shows."""
    kind = str(use.kind).lower() if use.kind else "draft"
    whom = f" to {', '.join(use.names)}" if use.names else ""
    day = f"{use.day} " if use.day else ""
    return f"{day}{kind}{whom} at {use.label} ({use.path}:{use.line}): “{use.evidence}”"


def write_unanswered(out: Output, one: Unanswered) -> None:
    """Write a need that no story answers."""
    whom = f" ({', '.join(name.text for name in one.mark.persons)})" if one.mark.persons else ""
    near = one.nearest if one.nearest and one.nearest.score >= NEAR else None
    hint = f" [nearest: {near.story.title}]" if near else ""
    out.beside(("    ? ",), f"{one.opportunity.label}, line {one.mark.line}: {one.mark.text}{whom}{hint}", indent=6)

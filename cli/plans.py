"""The plan of an interview in words and as JSON: what leads up to it, what to ask, to tell and to bring home."""

from collections.abc import Iterator

from cli.output import Output
from cli.safe import column
from cli.wording import day_words, heading
from store.rules.preparing import Missing, Origin, Preparation, Question
from store.rules.shapes import Shape

LABEL = 13
"""Columns before the text of a part."""
ALWAYS = (
    "your notes, while they are fresh",
    "the next step: who takes it, what it is, and by when",
)


def plan_shape(plan: Preparation) -> Shape:
    """Return the plan of an interview as scripts read it."""
    entry = plan.entry
    return {
        "date": entry.day.isoformat(),
        "time": f"{entry.at:%H:%M}" if entry.at else None,
        "title": entry.title or None,
        "names": list(plan.names),
        "line": entry.line,
        "steps": [step.key for step in plan.steps],
        "questions": [
            {"text": q.text, "origin": str(q.origin), "who": q.who, "heard_from": q.heard_from, "line": q.line}
            for q in plan.questions
        ],
        "stories": [
            {"file": f.story.path, "title": f.story.title, "answers": list(f.answers), "words": list(f.words)}
            for f in plan.stories
        ],
        "missing": [{"name": m.name, "lacks": list(m.lacks)} for m in plan.missing],
    }


def write_plan(out: Output, plan: Preparation) -> None:
    """Write the plan of an interview."""
    entry = plan.entry
    clock = f" {entry.at:%H:%M}" if entry.at else ""
    out.line()
    heading(out, f"Plan for the interview of {day_words(entry.day, entry.day)} {entry.day.year}{clock}")
    with_whom = f"with {', '.join(plan.names)}" if plan.names else "nobody is named in its heading yet"
    out.paragraph(f"{with_whom}{f': {entry.title}' if entry.title else ''}", indent=2)
    parts = (
        ("steps", steps(plan)),
        ("ask", (question(q) for q in plan.questions)),
        ("tell", stories(plan)),
        ("bring home", collect(plan)),
    )
    for label, lines in parts:
        out.line()
        for place, text in enumerate(lines):
            out.beside(("  ", column("" if place else label, LABEL - 2), "- "), text, indent=LABEL + 2)


def steps(plan: Preparation) -> Iterator[str]:
    """Yield each coming step: its day, its name, whom it is for, how."""
    for step in plan.steps:
        clock = f" {step.time}" if step.time else ""
        rest = ", ".join(part for part in (step.title, step.who, step.channel) if part)
        yield f"{day_words(step.due, plan.entry.day)}{clock}: {rest}"
    if not plan.steps:
        yield "none: this playbook has no step around an interview"


def question(one: Question) -> str:
    """Return a question, and whom it is for."""
    own = " (your own question)" if one.origin is Origin.PREPARED else ""
    own = f" ({one.heard_from} said so, and is not there to be quoted)" if one.heard_from else own
    return f"{f'{one.who}: ' if one.who else ''}{one.text}{own}"


def stories(plan: Preparation) -> Iterator[str]:
    """Yield each story and why it fits."""
    for fit in plan.stories:
        why = f"answers “{'” and “'.join(fit.answers)}”" if fit.answers else f"fits the job: {', '.join(fit.words)}"
        yield f"{fit.story.title}: {why}"
    if not plan.stories:
        yield "no story of yours fits by its words yet"


def collect(plan: Preparation) -> Iterator[str]:
    """Yield what to come home with."""
    for one in plan.missing:
        yield wanted(one)
    if not plan.names:
        yield "everybody's name, and a card of each"
    yield from ALWAYS


def wanted(one: Missing) -> str:
    """Return what a card of somebody is for."""
    return f"a card of {one.name} ({', '.join(one.lacks)})"

"""`afterword show ID`: one opportunity with its people, talks, letters and open steps."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from datetime import date

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.output import Output
from cli.parsing import add_json
from cli.safe import column, cut
from cli.shapes import step_shape
from cli.wording import heading, item_when, title_of
from store.model.agenda import Item
from store.model.entry import TASKS, WRITTEN, Entry, Mark
from store.model.opportunity import Contact, Opportunity
from store.model.problem import Problem
from store.rules.shapes import entry_shape, opportunity_shape

LABEL = 17
"""Columns of a card's labels."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("id", metavar="ID", help="the opportunity: any part of its id, company or position")
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the opportunity."""
    snapshot = context.snapshot()
    opportunity = snapshot.opportunity(args.id)
    steps = [s for s in snapshot.schedule(opportunity.id) if s.bucket is not None]
    if args.json:
        context.out.document(
            {
                "today": snapshot.today.isoformat(),
                "opportunity": {
                    **opportunity_shape(opportunity),
                    "own_keys": dict(opportunity.extra),
                    "log": [entry_shape(e) for e in opportunity.entries],
                },
                "steps": [step_shape(s) for s in steps],
            }
        )
    else:
        write(context.out, opportunity, steps, snapshot.today)
        write_problems(context.out, [p for p in snapshot.problems if p.path == opportunity.path])
    context.mention_problems(snapshot.problem_count)
    return ExitCode.FINE


def write(out: Output, opportunity: Opportunity, steps: Sequence[Item], today: date) -> None:
    """Write the card and the sections that have something in them."""
    heading(out, title_of(opportunity))
    for label, value in card(opportunity):
        labelled(out, label, value)
    section(out, "People", bool(opportunity.contacts))
    for contact in opportunity.contacts:
        out.paragraph(contact.name, indent=2)
        out.paragraph(details(contact), indent=6, style="dim")
    talks = [e for e in opportunity.entries if e.kind not in WRITTEN]
    section(out, "Notes", bool(talks))
    for entry in talks:
        write_entry(out, entry)
    letters = [e for e in opportunity.entries if e.kind in WRITTEN]
    section(out, "Correspondence", bool(letters))
    for entry in letters:
        write_entry(out, entry)
    section(out, "Open steps", bool(steps))
    for step in steps:
        whom = ", ".join(part for part in (step.who, step.channel) if part)
        labelled(out, item_when(step, today), f"{step.says}{f' ({whom})' if whom else ''}")


def write_problems(out: Output, problems: Sequence[Problem]) -> None:
    """Write what is wrong in the file, and what the search lacks."""
    section(out, "To look at", bool(problems))
    for problem in problems:
        out.beside((f"  line {problem.line}".ljust(LABEL + 2),), problem.message, indent=LABEL + 2)


def card(opportunity: Opportunity) -> Iterator[tuple[str, str]]:
    """Return the labels and values of an opportunity's header that hold something."""
    o = opportunity
    stage = (o.stage_text or str(o.stage)) if o.readable else "unreadable"
    pairs: tuple[tuple[str, object], ...] = (
        ("id", o.id),
        ("stage", f"{stage} since {o.stage_since}" if o.stage_since else stage),
        ("next touch", o.next_touch),
        ("deadline", o.deadline),
        ("playbook", o.playbook),
        ("tags", ", ".join(o.tags)),
        ("location", o.location),
        ("salary", o.salary),
        ("source", o.source),
        ("url", o.url),
        ("documents", ", ".join(o.documents)),
        ("runner-up", "yes" if o.runner_up else ""),
        ("restrictions", ", ".join(o.restrictions)),
        *o.extra.items(),
        *(("to decide", f"{r.where}: {r.kept} or {r.other}") for r in o.merge_review),
        ("file", o.path),
    )
    return ((label, str(value)) for label, value in pairs if value)


def details(contact: Contact) -> str:
    """Return what is known of a person, in one line."""
    c = contact
    prefers = f"prefers {c.prefers}" if c.prefers else ""
    spelling = "" if c.is_confirmed else "spelling not confirmed"
    own = (f"{key}: {value}" for key, value in c.extra.items())
    parts = (c.title, ", ".join(c.part), c.email, c.phone, c.address, prefers, spelling, *own)
    return " · ".join(part for part in parts if part)


def section(out: Output, title: str, wanted: bool) -> None:  # noqa: FBT001 - read as a sentence by its callers
    """Begin a section, if there is something to stand in it."""
    if wanted:
        out.line()
        heading(out, title)


def labelled(out: Output, label: str, value: str) -> None:
    """Write a value beside its label."""
    out.beside(("  ", column(label, LABEL - 1), " "), value, indent=LABEL + 2)


def write_entry(out: Output, entry: Entry) -> None:
    """Write a log entry: its heading, its marks, the beginning of its text."""
    out.paragraph(entry.heading or f"{entry.day} {entry.kind}", indent=2)
    for mark in entry.marks:
        out.beside(("      ",), mark_words(mark), indent=8)
    lines = [line for line in entry.text.split("\n") if line.strip()]
    if lines:
        out.line("      ", cut(" ".join(lines), out.width - 6))


def mark_words(mark: Mark) -> str:
    """Return a note mark as it is written."""
    box = f"[{mark.box}] " if mark.word in TASKS else ""
    by = f" by {mark.by}" if mark.by else ""
    persons = f" ({', '.join(n.text for n in mark.persons)})" if mark.persons else ""
    return f"{box}{mark.word}: {mark.text}{by}{persons}"

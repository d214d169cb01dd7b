"""`afterword agenda`: whom to contact today, how and why."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.output import Output
from cli.parsing import add_json, count
from cli.safe import column
from cli.shapes import item_shape
from cli.wording import INDENT, heading, item_when, reason_of, write_item
from store.model.agenda import Bucket, Item

SECTIONS: tuple[tuple[Bucket, str, str], ...] = (
    (Bucket.OVERDUE, "Overdue", "red"),
    (Bucket.TODAY, "Today", "bold"),
    (Bucket.UPCOMING, "Upcoming", "bold"),
    (Bucket.WAITING, "Waiting for others", "bold"),
    (Bucket.HELD, "Held back, so as not to press", "bold"),
)
CHANNEL = 10
"""Columns of the channel, with the space before it."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--days", metavar="N", type=count, help="leave out what is due more than N days from now")
    parser.add_argument("--short", action="store_true", help="one line, for a shell prompt; never fails")
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the agenda."""
    if args.short:
        return short(context)
    snapshot = context.snapshot()
    items = snapshot.agenda if args.days is None else snapshot.agenda_within(args.days)
    if args.json:
        context.out.document({"today": snapshot.today.isoformat(), "items": [item_shape(i) for i in items]})
    else:
        write(context.out, items, snapshot.today)
    context.mention_problems(snapshot)
    return ExitCode.FINE


def short(context: Context) -> ExitCode:
    """Write one line for a shell prompt; where there is no vault, or it cannot be read, an empty one."""
    try:
        items = context.snapshot().agenda
    except Exception:  # noqa: BLE001 - whatever is wrong, a prompt goes on; `afterword agenda` tells it
        context.out.line()
        return ExitCode.FINE
    counts = [(b, sum(1 for i in items if i.bucket is b)) for b in (Bucket.OVERDUE, Bucket.TODAY)]
    context.out.line(", ".join(f"{number} {bucket}" for bucket, number in counts if number) or "nothing due")
    return ExitCode.FINE


def write(out: Output, items: Sequence[Item], today: date) -> None:
    """Write the items in their sections."""
    if not items:
        out.line("Nothing is outstanding.")
    first = True
    for bucket, title, style in SECTIONS:
        section = [i for i in items if i.bucket is bucket]
        if not section:
            continue
        if not first:
            out.line()
        first = False
        heading(out, title, style)
        for item in section:
            write_item(out, item, head_of(item, today, out.width), reason_of(item))


def head_of(item: Item, today: date, width: int) -> tuple[str, ...]:
    """Return the first line of an item: when, who, where, by what channel."""
    whom = ", ".join(part for part in (item.who, item.company or item.opportunity) if part)
    return (
        "  ",
        column(item_when(item, today), INDENT - 2),
        column(whom, width - INDENT - CHANNEL),
        "  ",
        item.channel or "",
    )

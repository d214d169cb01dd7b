"""`afterword agenda`: whom to contact today, how and why."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.output import Output
from cli.parsing import add_json, count
from cli.wording import heading, item_when, reason_of, write_item
from store.model.agenda import HORIZON, Bucket, Item
from store.workspace.at_hand import agenda_at_hand

SECTIONS: tuple[tuple[Bucket, str, str], ...] = (
    (Bucket.OVERDUE, "Overdue", "red"),
    (Bucket.TODAY, "Today", "bold"),
    (Bucket.UPCOMING, "Upcoming", "bold"),
    (Bucket.WAITING, "Waiting for others", "bold"),
    (Bucket.HELD, "Held back, so as not to press", "bold"),
)
MOST = 10
"""Steps that a status bar shows when it is pointed at."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--days", metavar="N", type=count, help="leave out what is due more than N days from now")
    parser.add_argument("--short", action="store_true", help="one line, for a shell prompt; never fails")
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the agenda."""
    if args.short:
        return short(context, json=args.json)
    days = HORIZON if args.days is None else args.days
    agenda, context.lasts = agenda_at_hand(context.workspace, days, context.tell_of_reading)
    context.talk.progress("")
    if args.json:
        from store.rules.shapes import item_shape

        context.out.document({"today": agenda.today.isoformat(), "items": [item_shape(i) for i in agenda.items]})
    else:
        write(context.out, agenda.items, agenda.today)
    context.mention_problems(agenda.problems)
    return ExitCode.FINE


def short(context: Context, *, json: bool) -> ExitCode:
    """Write one line for a prompt or a status bar; where there is no vault, or it cannot be read, an empty one."""
    try:
        agenda, context.lasts = agenda_at_hand(context.workspace, HORIZON)
    except Exception:  # noqa: BLE001 - whatever is wrong, a prompt goes on; `afterword agenda` tells it
        write_short(context.out, "", (), json=json)
        return ExitCode.FINE
    items = agenda.items
    counts = [(b, sum(1 for i in items if i.bucket is b)) for b in (Bucket.OVERDUE, Bucket.TODAY)]
    told = ", ".join(f"{number} {bucket}" for bucket, number in counts if number) or "nothing due"
    write_short(context.out, told, [i for i in items if i.bucket in (Bucket.OVERDUE, Bucket.TODAY)], json=json)
    return ExitCode.FINE


def write_short(out: Output, told: str, items: Sequence[Item], *, json: bool) -> None:
    """Write the line, or one line of JSON with the keys that status bars know."""
    if not json:
        out.line(told)
        return
    urgent = next((bucket for bucket in (Bucket.OVERDUE, Bucket.TODAY) if any(i.bucket is bucket for i in items)), None)
    lines = [": ".join(filter(None, (i.title or i.step, i.who or i.company or i.opportunity))) for i in items]
    out.one_line({"text": told, "tooltip": "\n".join(lines[:MOST]), "class": str(urgent or "clear"), "due": len(items)})


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
            whom = ", ".join(part for part in (item.who, item.company or item.opportunity) if part)
            write_item(out, item, (item_when(item, today), whom), reason_of(item))

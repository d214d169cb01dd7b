"""`afterword list [QUERY]`: the opportunities, those that need something first."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from datetime import date

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.output import Output, Styled
from cli.parsing import add_json
from cli.safe import column
from cli.shapes import opportunity_shape
from store.model.agenda import Bucket, Item
from store.model.opportunity import CLOSED, Opportunity

STAGE, DAY = 13, 10
"""Columns for the stage and for a day."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "query", metavar="QUERY", nargs="*", help="words that must all occur: company, stage, tag, name"
    )
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the list."""
    snapshot = context.snapshot()
    found = snapshot.matching(" ".join(args.query))
    if args.json:
        context.out.document({"opportunities": [opportunity_shape(o) for o in found]})
    elif found:
        write(context.out, found, next_days(snapshot.agenda))
    else:
        context.talk.say("No opportunity fits." if args.query else "There are no opportunities yet: afterword new")
    context.mention_problems(snapshot)
    return ExitCode.FINE


def next_days(items: Sequence[Item]) -> Mapping[str, date]:
    """Return the first outstanding day of each opportunity; others' turn counts where there is nothing else."""
    days: dict[str, date] = {}
    for item in sorted(items, key=lambda i: (i.bucket is Bucket.WAITING, i.allowed or i.due)):
        days.setdefault(item.opportunity, item.allowed or item.due)
    return days


def write(out: Output, found: Sequence[Opportunity], days: Mapping[str, date]) -> None:
    """Write one line for each opportunity: open ones by their next day, closed ones last."""
    room = out.width - STAGE - DAY - 2
    company = room * 9 // 20
    out.line(
        *(
            Styled(column(head, size), "dim")
            for head, size in zip(HEADS, (company, room - company, STAGE, DAY), strict=True)
        )
    )
    for o in sorted(found, key=lambda o: (o.stage in CLOSED, days.get(o.id, date.max), o.path)):
        told = o.stage_text or o.stage if o.readable else "unreadable"
        out.line(
            column(o.company or o.id, company - 1),
            " ",
            column(o.position, room - company - 1),
            " ",
            column(told, STAGE - 1),
            " ",
            days[o.id].isoformat() if o.id in days else "",
        )


HEADS = ("company", "position", "stage", "next")

"""`afterword done ID KEY`: record that a step is done."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_dry_run
from store.workspace.commands.complete_step import complete_step


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("id", metavar="ID", help="the opportunity: any part of its id, company or position")
    parser.add_argument("key", metavar="KEY", help="the step: its name, or its whole key where several fit")
    parser.add_argument("--date", metavar="D", help="when it was done; today if left out")
    parser.add_argument("--body", metavar="T", help="the text that was sent; - reads it from standard input")
    parser.add_argument(
        "--also", metavar="KEY", action="append", default=[], help="another step that the same message did; repeatable"
    )
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Record it; a question gets its first answer."""
    snapshot = context.snapshot()
    opportunity = snapshot.opportunity_to_change(args.id)
    item = snapshot.item(opportunity.id, args.key)
    day = context.day(args.date) if args.date else None
    also = [snapshot.item(opportunity.id, key).key for key in args.also]
    plan = complete_step(opportunity.id, item.key, day, context.body(args.body), also)
    return context.write(plan, dry_run=args.dry_run)

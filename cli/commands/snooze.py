"""`afterword snooze ID [KEY] DATE`: put off one step, or the next touch of an opportunity."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_dry_run
from store.errors import BadRequest
from store.workspace.commands.snooze import snooze


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("id", metavar="ID", help="the opportunity: any part of its id, company or position")
    parser.add_argument(
        "words",
        metavar="[KEY] DATE",
        nargs="+",
        help="the step, if only one is meant, and the day: fri, +3d, 2026-11-24",
    )
    add_dry_run(parser)
    parser.usage = "afterword snooze ID [KEY] DATE [--dry-run]"


def run(args: Namespace, context: Context) -> ExitCode:
    """Put it off."""
    snapshot = context.snapshot()
    opportunity = snapshot.opportunity_to_change(args.id)
    *keys, day = args.words
    if len(keys) > 1:
        raise BadRequest("Snooze takes an ID, perhaps a KEY, and a DATE. Put a date of several words in quotes.")
    until = context.day(day)
    key = snapshot.item(opportunity.id, keys[0]).key if keys else None
    return context.write(snooze(opportunity.id, key, until), dry_run=args.dry_run)

"""`afterword stage ID STAGE`: move an opportunity to another stage."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_dry_run
from store.workspace.commands.move_stage import move_stage


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("id", metavar="ID", help="the opportunity: any part of its id, company or position")
    parser.add_argument(
        "stage", metavar="STAGE", help="lead, applied, interviewing, offer, accepted, rejected, withdrawn"
    )
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Move it."""
    opportunity = context.snapshot().opportunity(args.id)
    return context.write(move_stage(opportunity.id, args.stage), dry_run=args.dry_run)

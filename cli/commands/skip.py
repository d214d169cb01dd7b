"""`afterword skip ID KEY --reason R`: leave a step out, and say why."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_dry_run
from store.workspace.commands.skip_step import skip_step


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("id", metavar="ID", help="the opportunity: any part of its id, company or position")
    parser.add_argument("key", metavar="KEY", help="the step: its name, or its whole key where several fit")
    parser.add_argument(
        "--reason", metavar="R", required=True, help="why, in a few words; or an answer, where the step is a question"
    )
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Record it."""
    snapshot = context.snapshot()
    opportunity = snapshot.opportunity_to_change(args.id)
    item = snapshot.item(opportunity.id, args.key)
    return context.write(skip_step(opportunity.id, item.key, args.reason), dry_run=args.dry_run)

"""`afterword path ID`: where an opportunity's file is, for other programs."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_json


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("id", metavar="ID", help="the opportunity: any part of its id, company or position")
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the path."""
    opportunity = context.snapshot().opportunity(args.id)
    place = str(context.root / opportunity.path)
    if args.json:
        context.out.document({"id": opportunity.id, "file": opportunity.path, "path": place})
    else:
        context.out.exact(place)
    return ExitCode.FINE

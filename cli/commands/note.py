"""`afterword note ID MARK TEXT`: keep what was said in the latest talk."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_dry_run
from cli.words import word_named
from store.workspace.commands.add_mark import add_mark


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("id", metavar="ID", help="the opportunity: any part of its id, company or position")
    parser.add_argument(
        "mark", metavar="MARK", help="need, topic, quote, fumbled, value, strength, question, promise or next"
    )
    parser.add_argument("text", metavar="TEXT", nargs="+", help="what was said, in a line")
    parser.add_argument("--by", metavar="DATE", help="the day of a promise or a next step")
    parser.add_argument("--person", metavar="NAME", help="whose it is; else it is the whole meeting's")
    parser.add_argument("--entry", metavar="DATE", help="the day of the talk; else the latest one")
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Add the mark."""
    opportunity = context.snapshot().opportunity_to_change(args.id)
    plan = add_mark(
        opportunity.id,
        word_named(args.mark),
        " ".join(args.text),
        by=context.day(args.by) if args.by else None,
        person=args.person,
        entry_day=context.day(args.entry) if args.entry else None,
    )
    return context.write(plan, dry_run=args.dry_run)

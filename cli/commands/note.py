"""`afterword note ID MARK TEXT`: keep what was said in the latest talk; `note ID -` reads many lines at once."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_dry_run
from cli.words import word_named
from store.errors import BadRequest
from store.workspace.changing import Plan
from store.workspace.commands.add_mark import add_mark
from store.workspace.commands.debrief import debrief
from store.workspace.noting import typed_notes
from store.workspace.talks import reader_of, talk


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("id", metavar="ID", help="the opportunity: any part of its id, company or position")
    parser.add_argument(
        "mark",
        metavar="MARK",
        help="need, topic, quote, fumbled, value, strength, question, promise or next; - reads lines of "
        "`MARK: TEXT by DATE (NAME)` from standard input",
    )
    parser.add_argument("text", metavar="TEXT", nargs="*", help="what was said, in a line")
    parser.add_argument("--by", metavar="DATE", help="the day of a promise or a next step")
    parser.add_argument("--person", metavar="NAME", help="whose it is; else it is the whole meeting's")
    parser.add_argument("--entry", metavar="DATE", help="the day of the talk; else the latest one")
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Add the mark, or every line of standard input as one."""
    return context.write(many(args, context) if args.mark == "-" else one(args, context), dry_run=args.dry_run)


def one(args: Namespace, context: Context) -> Plan:
    """Return the plan of one mark.

    Raises:
        BadRequest: there is no text.
    """
    if not args.text:
        raise BadRequest("`afterword note` needs TEXT. Or MARK is - and many lines come from standard input.")
    opportunity = context.snapshot().opportunity_to_change(args.id)
    return add_mark(
        opportunity.id,
        word_named(args.mark),
        " ".join(args.text),
        by=context.day(args.by) if args.by else None,
        persons=(args.person,) if args.person else (),
        entry_day=context.day(args.entry) if args.entry else None,
    )


def many(args: Namespace, context: Context) -> Plan:
    """Return the plan of the notes on standard input, all in one change.

    Raises:
        BadRequest: a line cannot be read, or options say what the lines say themselves.
    """
    if args.text or args.by or args.person:
        raise BadRequest(
            "With - every line says all of it, such as: promise: send the plan by fri (Joe). "
            "Leave out TEXT, --by and --person."
        )
    snapshot = context.snapshot()
    opportunity = snapshot.opportunity_to_change(args.id)
    day = context.day(args.entry) if args.entry else None
    reader = reader_of(snapshot, opportunity, talk(opportunity, snapshot.today, day))
    notes = tuple(typed_notes(context.body("-").split("\n"), reader, word_named))
    if not notes:
        raise BadRequest("Standard input holds no note. One a line: need: what they lack (Joe)")
    return debrief(opportunity.id, notes, entry_day=day)

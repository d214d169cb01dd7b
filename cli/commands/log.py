"""`afterword log ID KIND`: record something that happened, or an interview to come."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_dry_run
from cli.words import kind_named
from store.errors import BadRequest
from store.model.entry import Direction
from store.workspace.commands.log_touch import log_touch


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("id", metavar="ID", help="the opportunity: any part of its id, company or position")
    parser.add_argument("kind", metavar="KIND", help="interview, call, voicemail, email, letter, note, text, ...")
    parser.add_argument("--to", metavar="NAME", action="append", help="whom you wrote to or called")
    parser.add_argument("--from", metavar="NAME", action="append", dest="from_", help="who wrote to you or called")
    parser.add_argument("--with", metavar="NAME", action="append", dest="with_", help="whom you talked with")
    parser.add_argument("--by", metavar="NAME", action="append", help="who did it: an offer, a rejection")
    parser.add_argument("--date", metavar="DATE[THH:MM]", help="when; now if left out")
    parser.add_argument("--title", metavar="T", help="one line: the subject")
    parser.add_argument("--body", metavar="TEXT", help="the text; - reads it from standard input")
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Record it."""
    opportunity = context.snapshot().opportunity_to_change(args.id)
    direction, names = people(args)
    day, at = context.day_and_time(args.date)
    plan = log_touch(
        opportunity.id,
        kind_named(args.kind),
        direction,
        names,
        day=day,
        at=at,
        title=args.title or "",
        body=context.body(args.body),
    )
    return context.write(plan, dry_run=args.dry_run)


def people(args: Namespace) -> tuple[Direction | None, tuple[str, ...]]:
    """Return who acted and the names that go with it.

    Raises:
        BadRequest: two directions in one entry.
    """
    given = (
        (Direction.TO, args.to),
        (Direction.FROM, args.from_),
        (Direction.WITH, args.with_),
        (Direction.BY, args.by),
    )
    told = [(direction, names) for direction, names in given if names]
    if len(told) > 1:
        raise BadRequest("An entry goes one way: use only one of --to, --from, --with and --by.")
    return (told[0][0], tuple(told[0][1])) if told else (None, ())

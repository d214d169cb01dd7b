"""`afterword log ID KIND`: record something that happened, or an interview to come."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_dry_run
from cli.words import kind_named
from store.errors import BadRequest
from store.model.entry import Direction, Kind
from store.model.own_settings import OwnSettings
from store.workspace.commands.log_mail import log_mail
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
    parser.add_argument("--eml", metavar="FILE", help="a saved mail that tells all this itself; - reads standard input")
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Record it."""
    opportunity = context.snapshot().opportunity_to_change(args.id)
    if args.eml:
        return context.write(log_mail(opportunity.id, *saved_mail(args, context)), dry_run=args.dry_run)
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


def saved_mail(args: Namespace, context: Context) -> tuple[bytes, OwnSettings, str | None]:
    """Return the bytes of a saved mail, and what is known of it besides.

    Raises:
        BadRequest: it cannot be read, is logged as something else, or is given what it tells itself.
    """
    if kind_named(args.kind) is not Kind.EMAIL:
        raise BadRequest("A saved mail is logged as an email: afterword log ID email --eml FILE")
    if any((args.to, args.with_, args.by, args.date, args.title, args.body)) or len(args.from_ or ()) > 1:
        raise BadRequest(
            "The saved mail tells all this itself; only --from NAME goes with it, where its address is unknown."
        )
    sender = args.from_[0] if args.from_ else None
    if args.eml == "-":
        stream = getattr(context.around.stdin, "buffer", None)
        data = stream.read() if stream else context.around.stdin.read().encode("utf-8", "surrogateescape")
        return data, context.workspace.own, sender
    file = context.around.here / Path(args.eml).expanduser()
    try:
        return file.read_bytes(), context.workspace.own, sender
    except OSError as error:
        raise BadRequest(f"{file} cannot be read: {error.strerror}. Nothing was written.") from error


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

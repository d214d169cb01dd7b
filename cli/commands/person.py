"""`afterword person NAME`: everything that is known of one who helps; with options, changes or adds them."""

from argparse import ArgumentParser, Namespace

from cli.acquaintance import person_shape, write_person
from cli.context import Context
from cli.deleting import add_delete, delete
from cli.diagnostics import ExitCode
from cli.parsing import add_dry_run, add_json
from store.errors import BadRequest
from store.model.person import Person
from store.rules.standing import Standing
from store.workspace.acquaintance import people_known, person_named
from store.workspace.commands.keep_person import add_person, change_person

KEYS: tuple[tuple[str, str, str], ...] = (
    ("part", "PART", "reference, ally, recruiter, helper; several with commas"),
    ("email", "ADDRESS", "e-mail address"),
    ("phone", "NUMBER", "telephone number"),
    ("address", "TEXT", "postal address"),
    ("company", "TEXT", "where they are, or how you know them"),
    ("prefers", "CHANNEL", "email, phone, letter or text"),
    ("spelling", "WORD", "confirmed, once you are sure how the name is spelt"),
    ("consent", "TEXT", "what a reference said to being one: `yes, asked on 2026-11-02`, or `no`"),
    ("notes", "TEXT", "one line to remember"),
)


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("name", metavar="NAME", help="any part of the name; with --new, the full name")
    parser.add_argument("--new", action="store_true", help="add this person")
    for key, sort, text in KEYS:
        parser.add_argument(f"--{key}", metavar=sort, help=text)
    parser.add_argument(
        "--for",
        metavar="ID",
        action="append",
        default=[],
        dest="searches",
        help="an opportunity that they help with; repeatable",
    )
    parser.add_argument(
        "--not-for",
        metavar="ID",
        action="append",
        default=[],
        dest="without",
        help="an opportunity that they help with no more",
    )
    parser.add_argument("--body", metavar="TEXT", help="with --new: what else there is to say; - reads standard input")
    add_delete(parser, "this person's file")
    add_json(parser)
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Show, change or add."""
    values = {key: getattr(args, key) for key, _, _ in KEYS if getattr(args, key) is not None}
    searches, without = tuple(args.searches), tuple(args.without)
    if args.new:
        added = add_person({"name": args.name, **values}, searches, context.body(args.body))
        applied = context.change(added, dry_run=args.dry_run)
        for path in applied.paths if applied else ():
            context.out.exact(path)
        return ExitCode.FINE
    if args.body is not None:
        raise BadRequest("--body goes with --new. The text of a file is changed with: afterword edit NAME")
    snapshot = context.snapshot()
    one = person_named(people_known(snapshot), args.name)
    if args.delete:
        return delete(args, context, own_file(one), one.name)
    if values or searches or without:
        return context.write(change_person(own_file(one), values, searches, without), dry_run=args.dry_run)
    if args.json:
        context.out.document({"today": snapshot.today.isoformat(), "person": person_shape(one, snapshot.today)})
    else:
        write_person(context.out, one, snapshot.today)
    return ExitCode.FINE


def own_file(one: Standing) -> str:
    """Return the file of a person of `people/`.

    Raises:
        BadRequest: they are a contact of an opportunity, in whose file they stand.
    """
    if isinstance(one.person, Person):
        return one.path
    where = one.searches[0].opportunity.id
    raise BadRequest(
        f"{one.name} has no file in people/: they are a contact in {one.path}. Use `afterword contact {where}`, or "
        "give them a file with --new."
    )

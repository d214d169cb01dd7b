"""`afterword contact ID --name N`: add a person to an opportunity, or fill in what is known of one."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_dry_run
from store.workspace.commands.add_contact import add_contact

KEYS: tuple[tuple[str, str, str], ...] = (
    ("title", "TEXT", "the person's job title"),
    ("part", "PART", "interviewer, hiring-manager, hr, recruiter, ally, reference, assistant"),
    ("email", "ADDRESS", "e-mail address"),
    ("phone", "NUMBER", "telephone number"),
    ("address", "TEXT", "postal address"),
    ("prefers", "CHANNEL", "email, phone, letter or text"),
    ("spelling", "WORD", "confirmed, once you are sure how the name is spelt"),
)


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("id", metavar="ID", help="the opportunity: any part of its id, company or position")
    parser.add_argument("--name", metavar="N", required=True, help="the person's full name")
    for key, sort, text in KEYS:
        parser.add_argument(f"--{key}", metavar=sort, help=text)
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Add or change the person."""
    opportunity = context.snapshot().opportunity(args.id)
    given = {key: getattr(args, key) for key in ("name", *(k for k, _, _ in KEYS))}
    values = {key: value for key, value in given.items() if value is not None}
    return context.write(add_contact(opportunity.id, values), dry_run=args.dry_run)

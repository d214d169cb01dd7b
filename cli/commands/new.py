"""`afterword new`: add an opportunity."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_dry_run
from store.workspace.commands.new_opportunity import new_opportunity

KEYS: tuple[tuple[str, str, str], ...] = (
    ("stage", "STAGE", "lead, applied, interviewing, offer ...; lead if left out"),
    ("deadline", "DATE", "the last day to apply, or to answer"),
    ("next_touch", "DATE", "when to be in touch next"),
    ("playbook", "NAME", "the playbook to follow, if not the vault's"),
    ("url", "URL", "where it is advertised"),
    ("location", "TEXT", "where the work is"),
    ("salary", "TEXT", "what is offered"),
    ("source", "TEXT", "how you heard of it"),
    ("tags", "A,B", "words to find it by"),
)


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--company", metavar="C", required=True, help="the employer")
    parser.add_argument("--position", metavar="P", required=True, help="the job")
    for key, sort, text in KEYS:
        parser.add_argument(f"--{key.replace('_', '-')}", metavar=sort, help=text)
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Add it and write the new file's path."""
    given = {key: getattr(args, key) for key, _, _ in KEYS}
    values = {key: value for key, value in given.items() if value is not None}
    applied = context.change(new_opportunity(args.company, args.position, values), dry_run=args.dry_run)
    if applied:
        for path in applied.paths:
            context.out.exact(path)
    return ExitCode.FINE

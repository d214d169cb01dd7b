"""`afterword init DIR`: start a vault."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from cli.context import Context
from cli.diagnostics import ExitCode
from store.workspace.create import create_vault


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("dir", metavar="DIR", help="the folder; it is made if it is not there")
    parser.add_argument("--name", metavar="NAME", default="", help="your name, for letters and for git")
    parser.add_argument("--email", metavar="ADDRESS", default="", help="your e-mail address, likewise")


def run(args: Namespace, context: Context) -> ExitCode:
    """Make the vault and write its path."""
    machine = context.around.machine().called
    created = create_vault(
        context.around.here / Path(args.dir).expanduser(), name=args.name, email=args.email, machine=machine
    )
    context.out.exact(str(created.root))
    context.talk.say(created.note or "A new vault, empty and committed.")
    context.talk.say("Next: cd there, then afterword new --company C --position P")
    return ExitCode.FINE

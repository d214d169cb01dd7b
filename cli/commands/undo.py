"""`afterword undo`: take back the last change, as a new change."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_dry_run


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Take it back and say what was taken back."""
    applied = context.change(context.workspace.undoing, dry_run=args.dry_run)
    if applied:
        for path in applied.paths:
            context.out.exact(path)
    return ExitCode.FINE

"""`afterword redo`: do again what the last undo took back, as a new change."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_dry_run
from store.errors import BadRequest


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Do it again and say what was done."""
    try:
        applied = context.change(context.workspace.redoing, dry_run=args.dry_run)
    except BadRequest as nothing:  # there is nothing to do again: the command line is right
        context.talk.failure(nothing)
        return ExitCode.FAILED
    if applied:
        for path in applied.paths:
            context.out.exact(path)
    return ExitCode.FINE

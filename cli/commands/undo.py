"""`afterword undo`: take back the last change, as a new change."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_dry_run
from store.errors import BadRequest, EditedLater


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Take it back and say what was taken back."""
    try:
        applied = context.change(context.workspace.undoing, dry_run=args.dry_run)
    except BadRequest as nothing:  # there is no change to take back: the command line is right
        context.talk.failure(nothing)
        return ExitCode.FAILED
    except EditedLater as edited_since:  # only a person knows which of the two to keep
        context.talk.failure(edited_since)
        return ExitCode.DECIDE
    if applied:
        for path in applied.paths:
            context.out.exact(path)
    return ExitCode.FINE

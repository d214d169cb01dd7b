"""`afterword undo`: take back the last change of this machine, or the one that is named, as a new change."""

from argparse import ArgumentParser, Namespace
from functools import partial

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.output import Styled
from cli.parsing import add_dry_run
from store.errors import BadRequest
from store.workspace.past import undoable

SHORT = 8


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "revision", metavar="REV", nargs="?", default="", help="a change by its id as in `history`; else the last one"
    )
    parser.add_argument("--list", action="store_true", help="list what can be taken back, the last change first")
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Take it back and say what was taken back."""
    if args.list:
        return list_changes(context)
    try:
        plan = partial(context.workspace.undoing, ident=args.revision)
        applied = context.change(plan, dry_run=args.dry_run)
    except BadRequest as nothing:  # there is no change to take back: the command line is right
        context.talk.failure(nothing)
        return ExitCode.FAILED
    if applied:
        for path in applied.paths:
            context.out.exact(path)
        context.talk.say("`afterword redo` does it again.")
    return ExitCode.FINE


def list_changes(context: Context) -> ExitCode:
    """Write what can be taken back, the last change first."""
    found = undoable(context.workspace)
    for r in found:
        stamp = f"{r.when:%Y-%m-%d %H:%M}"
        head = (Styled(r.id[:SHORT], "yellow"), "  ", Styled(stamp, "dim"), "  ")
        context.out.beside(head, r.sentence, indent=SHORT + len(stamp) + 4)
    if not found:
        context.talk.say("There is no change of Afterword's to take back.")
    return ExitCode.FINE

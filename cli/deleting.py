"""Deleting the file of a person or of a story, after a question."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from store.workspace.commands.delete_file import delete_record


def add_delete(parser: ArgumentParser, what: str) -> None:
    """Let a command delete what it names."""
    parser.add_argument("--delete", action="store_true", help=f"delete {what}; undo brings it back")
    parser.add_argument("--yes", action="store_true", help="with --delete: do not ask")


def delete(args: Namespace, context: Context, path: str, name: str) -> ExitCode:
    """Ask, then delete."""
    if not (args.yes or args.dry_run) and not context.agrees(f"Delete {name} ({path})? [y/N]"):
        context.talk.say("Nothing was deleted.")
        return ExitCode.FINE
    applied = context.change(delete_record(path, name), dry_run=args.dry_run)
    if applied and applied.committed:
        context.talk.say("`afterword undo` brings it back.")
    return ExitCode.FINE

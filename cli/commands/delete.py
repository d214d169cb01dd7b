"""`afterword delete ID`: delete an opportunity with its drafts, after a question."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_dry_run
from cli.wording import counted, title_of
from store.workspace.commands.delete_file import delete_opportunity


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("id", metavar="ID", help="the opportunity: any part of its id, company or position")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Ask, then delete."""
    snapshot = context.snapshot()
    opportunity = snapshot.opportunity(args.id)
    if not (args.yes or args.dry_run):
        what = f"{counted(len(opportunity.entries), 'heading')} in its log"
        if drafts := snapshot.drafts_of(opportunity.id):
            what += f", {counted(len(drafts), 'draft')}"
        if not context.agrees(f"Delete {title_of(opportunity)} ({opportunity.path}, {what})? [y/N]"):
            context.talk.say("Nothing was deleted.")
            return ExitCode.FINE
    applied = context.change(delete_opportunity(opportunity.id), dry_run=args.dry_run)
    if applied and applied.committed:
        context.talk.say("`afterword undo` brings it back.")
    return ExitCode.FINE

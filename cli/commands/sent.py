"""`afterword sent DRAFT`: record that a draft was sent; the letter goes into the log, the draft goes away."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_dry_run
from store.errors import BadRequest
from store.workspace.commands.mark_sent import mark_sent
from store.workspace.compose import lint_text


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("draft", metavar="DRAFT", help="the draft: any part of its file, person or subject")
    parser.add_argument("--date", metavar="D", help="when it was sent; today if left out")
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Record it; a draft that is not ready is a failure, not a wrong command."""
    snapshot = context.snapshot()
    draft = snapshot.draft(args.draft)
    day = context.day(args.date) if args.date else None
    try:
        return context.write(mark_sent(draft.path, day), dry_run=args.dry_run)
    except BadRequest as refusal:
        context.talk.failure(refusal)
        unready = any(f.severity == "error" for f in lint_text(snapshot, draft))
        return ExitCode.FAILED if unready else ExitCode.USAGE

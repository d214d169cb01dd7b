"""`afterword sent DRAFT`: record that a draft was sent; the letter goes into the log, the draft goes away."""

import shlex
from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_dry_run
from store.errors import BadRequest
from store.model.mail import Gone
from store.workspace.commands.mark_sent import mark_sent, refuse_astray
from store.workspace.compose import lint_text
from store.workspace.marking import step_in_words
from store.workspace.sending.settling import logging, settle, unsettled
from store.workspace.sent_letter import steps_of


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("draft", metavar="DRAFT", help="the draft: any part of its file, person or subject")
    parser.add_argument("--date", metavar="D", help="when it was sent; today if left out")
    parser.add_argument(
        "--also", metavar="KEY", action="append", default=[], help="another step that the same message did; repeatable"
    )
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Record it; a draft that is not ready is a failure, not a wrong command."""
    if (gone := sent_here(context, args.draft)) and not args.date:
        return log_gone(context, gone, dry_run=args.dry_run)
    snapshot = context.snapshot()
    draft = snapshot.draft(args.draft)
    day = context.day(args.date) if args.date else None
    try:
        refuse_astray(snapshot, draft)
        steps = steps_of(snapshot, draft, day)
        named = [snapshot.item(draft.opportunity, key) for key in args.also]
        code = context.write(mark_sent(draft.path, day, [i.key for i in (*steps.kept, *named)]), dry_run=args.dry_run)
    except BadRequest as refusal:
        context.talk.failure(refusal)
        unready = any(f.severity == "error" for f in lint_text(snapshot, draft))
        return ExitCode.FAILED if unready else ExitCode.USAGE
    for item in steps.offered:
        if item not in named:
            context.talk.say(
                f"Still open: {step_in_words(item)}. If this message did it too: "
                f"afterword skip {draft.opportunity} {shlex.quote(item.key)} --reason 'done, in the same message'"
            )
    return code


def sent_here(context: Context, part: str) -> Gone | None:
    """Return what this program sent, or may have, and did not log, where it is the draft that was named."""
    waiting = {one.gone.path: one.gone for one in unsettled(context.workspace)}
    if not waiting or part in waiting:
        return waiting.get(part)
    return waiting.get(context.snapshot().draft(part).path)


def log_gone(context: Context, gone: Gone, *, dry_run: bool) -> ExitCode:
    """Log a message as it went, word for word and at its time."""
    if dry_run:
        context.change(logging(gone), dry_run=True)
    elif applied := settle(context.workspace, gone, went=True):
        context.report(applied)
    return ExitCode.FINE

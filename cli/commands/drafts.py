"""`afterword drafts`: the letters that are not sent yet."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.output import Styled
from cli.parsing import add_json
from cli.safe import column
from store.rules.shapes import draft_shape

INDENT = 12
"""Columns before what is told of a draft: its day."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the list."""
    found = context.snapshot().records.drafts
    if args.json:
        context.out.document({"drafts": [draft_shape(d) for d in found]})
        return ExitCode.FINE
    for draft in found:
        created = draft.created.isoformat() if draft.created else ""
        whom = draft.to if draft.readable else "unreadable"
        told = f"{whom or 'nobody yet'}, {draft.channel}" if draft.channel else whom or "nobody yet"
        context.out.beside(
            (column(created, INDENT),), f"{told}: {draft.subject}" if draft.subject else told, indent=INDENT
        )
        context.out.line(" " * 4, Styled(draft.path, "dim"))
    if not found:
        context.talk.say("There are no drafts. Write one: afterword draft ID TEMPLATE")
    return ExitCode.FINE

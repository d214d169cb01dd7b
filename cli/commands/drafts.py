"""`afterword drafts`: the letters that are not sent yet."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.output import Styled
from cli.parsing import add_json
from cli.safe import column, cut
from cli.shapes import draft_shape


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the list."""
    found = context.snapshot().records.drafts
    if args.json:
        context.out.document({"drafts": [draft_shape(d) for d in found]})
        return ExitCode.FINE
    width = context.out.width
    for draft in found:
        created = draft.created.isoformat() if draft.created else ""
        whom = draft.to if draft.readable else "unreadable"
        context.out.line(
            column(created, 11),
            column(whom or "nobody yet", 24),
            " ",
            column(draft.channel, 8),
            cut(draft.subject, width - 44),
        )
        context.out.line("           ", Styled(draft.path, "dim"))
    if not found:
        context.talk.say("There are no drafts. Write one: afterword draft ID TEMPLATE")
    return ExitCode.FINE

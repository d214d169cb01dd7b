"""`afterword playbooks`: the schools of follow-up that can be chosen, and which one counts."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_json
from cli.safe import column
from cli.shapes import playbook_shape

NAME = 18
"""Columns for a name."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the list."""
    snapshot = context.snapshot()
    own = {book.name for book in snapshot.records.playbooks}
    usual = snapshot.settings.playbook
    found = [snapshot.playbooks[name] for name in sorted(snapshot.playbooks) if name != "frame"]
    if args.json:
        shapes = [playbook_shape(b, own=b.name in own, usual=b.name == usual) for b in found]
        context.out.document({"playbooks": shapes})
        return ExitCode.FINE
    for book in found:
        remarks = [" ".join(book.source)]
        remarks += ["your own"] if book.name in own else []
        remarks += ["counts where an opportunity names none"] if book.name == usual else []
        context.out.beside((column(book.name, NAME),), " · ".join(r for r in remarks if r), indent=NAME)
        context.out.paragraph(book.about, indent=4, style="dim")
    return ExitCode.FINE

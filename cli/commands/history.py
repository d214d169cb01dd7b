"""`afterword history [ID]`: what changed and when, in the vault or in one opportunity."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.output import Styled
from cli.parsing import add_json

SHORT = 8
"""Characters of a commit's id that are shown."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("id", metavar="ID", nargs="?", help="an opportunity; the whole vault if left out")
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the changes, newest first."""
    path = context.snapshot().opportunity(args.id).path if args.id else None
    revisions = context.workspace.history(path)
    if args.json:
        context.out.document(
            {
                "revisions": [
                    {
                        "id": r.id,
                        "when": r.when.isoformat(timespec="seconds"),
                        "who": r.who or None,
                        "sentence": r.sentence,
                        "files": list(r.paths),
                    }
                    for r in revisions
                ]
            }
        )
        return ExitCode.FINE
    for r in revisions:
        stamp = f"{r.when:%Y-%m-%d %H:%M}"
        head = (Styled(r.id[:SHORT], "yellow"), "  ", Styled(stamp, "dim"), "  ")
        context.out.beside(head, r.sentence, indent=SHORT + len(stamp) + 4)
    if not revisions:
        context.talk.say("Nothing is recorded yet.")
    return ExitCode.FINE

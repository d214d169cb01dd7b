"""`afterword search TEXT`: every line of the vault that holds a text."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.output import Styled
from cli.parsing import add_json
from cli.safe import cut
from store.errors import BadRequest
from store.workspace.searching import search


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("text", metavar="TEXT", nargs="+", help="what to look for, as it stands; case does not matter")
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the lines found."""
    text = " ".join(args.text)
    if not text.strip():
        raise BadRequest("Say what to look for: afterword search TEXT")
    hits = search(context.workspace, text)
    if args.json:
        context.out.document({"hits": [{"file": h.path, "line": h.line, "text": h.text} for h in hits]})
        return ExitCode.FINE
    for hit in hits:
        context.out.line(Styled(f"{hit.path}:{hit.line}: ", "dim"), cut(hit.text, 1000))
    if not hits:
        context.talk.say("Nothing in the vault holds that text.")
    return ExitCode.FINE

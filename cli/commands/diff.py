"""`afterword diff [ID]`: what is not committed yet, or what a revision changed, as a unified diff."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_json
from store.workspace.past import as_diff, difference, path_meant, uncommitted


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "id", metavar="ID", nargs="?", help="an opportunity, a draft or a path; the whole vault if left out"
    )
    parser.add_argument("--revision", metavar="REV", help="what this change did, by its id as in `history`")
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the diff."""
    path = path_meant(context.workspace, args.id) if args.id else None
    if args.revision:
        text = difference(context.workspace, args.revision, *([path] if path else []))
    else:
        text = as_diff(uncommitted(context.workspace, path))
    if args.json:
        context.out.document({"revision": args.revision, "diff": text})
    elif text:
        context.out.diff(text)
    else:
        context.talk.say("That changed nothing here." if args.revision else "Everything is committed.")
    return ExitCode.FINE

"""`afterword filters`: queries that have a name."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_json
from cli.tables import write_table
from store.errors import QueryFault
from store.workspace.filters import forget_filter, save_filter, saved_filters

HEADS = ("name", "fits", "query")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--save", metavar=("NAME", "QUERY"), nargs=2, help="keep a query under a name")
    parser.add_argument("--forget", metavar="NAME", help="forget one that was saved")
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Save, forget, or write all of them with how many fit."""
    workspace = context.workspace
    if args.save:
        saved = save_filter(workspace, *args.save)
        context.talk.say(f"Saved: {saved.name}. `afterword list --filter` takes it, and f in the list.")
        return ExitCode.FINE
    if args.forget:
        context.talk.say(f"Forgotten: {forget_filter(workspace, args.forget).name}.")
        return ExitCode.FINE
    found = [(one, count(context, one.query)) for one in saved_filters(workspace)]
    if args.json:
        shapes = [{"name": f.name, "query": f.query, "fits": n, "own": f.is_own} for f, n in found]
        context.out.document({"filters": shapes})
        return ExitCode.FINE
    rows = [(one.name, "?" if number is None else str(number), one.query) for one, number in found]
    write_table(context.out, HEADS, rows, lambda row: (row[0], f"fits {row[1]}: {row[2]}"), told=False)
    if not found:
        context.talk.say("No filter is saved yet: afterword filters --save NAME QUERY")
    return ExitCode.FINE


def count(context: Context, query: str) -> int | None:
    """Return how many opportunities a query means; None where it cannot be read."""
    try:
        return len(context.snapshot().matching(query))
    except QueryFault:
        return None

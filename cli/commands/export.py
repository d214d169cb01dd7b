"""`afterword export FORMAT [FILE]`: what the vault holds, as a table, a calendar or one document."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import count
from store.errors import BadRequest
from store.model.outgoing import Wishes
from store.workspace.exporting import NAMES, export, save

ONLY = {"raw": "csv", "excel": "csv", "todos": "ics", "private": "ics", "days": "ics"}
"""Options that concern one format."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    formats = "; ".join(f"{name}: {about}" for name, about in NAMES)
    parser.add_argument("format", metavar="FORMAT", help=formats)
    parser.add_argument("file", metavar="FILE", nargs="?", default="-", help="where to; standard output if left out")
    parser.add_argument("--query", metavar="QUERY", default="", help="only the opportunities that fit, as in `list`")
    parser.add_argument("--force", action="store_true", help="replace a file that is there already")
    parser.add_argument("--todos", action="store_true", help="ics: steps as to-dos in place of events")
    parser.add_argument("--private", action="store_true", help="ics: titles only, nothing out of your notes")
    parser.add_argument("--days", metavar="N", type=count, help="ics: nothing that is more than N days ahead")
    parser.add_argument("--excel", action="store_true", help="csv: with the mark by which Excel knows UTF-8")
    parser.add_argument("--raw", action="store_true", help="csv: leave cells that could be formulas as they are")


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the export and say where."""
    astray = next((name for name, home in ONLY.items() if is_given(getattr(args, name)) and args.format != home), None)
    if astray and args.format in dict(NAMES):
        raise BadRequest(f"--{astray} is for {ONLY[astray]}; this is {args.format}.")
    snapshot = context.snapshot()
    wishes = Wishes(private=args.private, todos=args.todos, days=args.days, raw=args.raw, excel=args.excel)
    data = export(snapshot, args.format, args.query, wishes)
    if args.file == "-":
        context.out.data(data.decode())
    else:
        place = save(data, context.around.here / Path(args.file).expanduser(), force=args.force)
        context.talk.say(f"Exported to {place}. It holds names and addresses: only you can read it.")
    if args.query and not snapshot.matching(args.query):
        context.talk.say("No opportunity fits.")
    context.mention_problems(snapshot.problem_count)
    return ExitCode.FINE


def is_given(value: object) -> bool:
    """Tell whether an option was typed; a number may be 0."""
    return value is not None and value is not False

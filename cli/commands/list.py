"""`afterword list [QUERY]`: the opportunities, those that need something first."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.output import Output
from cli.parsing import add_json, add_query
from cli.tables import write_table
from store.model.agenda import Item
from store.model.opportunity import Opportunity
from store.rules.ordering import SORTS, in_order, next_items
from store.rules.shapes import opportunity_shape
from store.workspace.filters import filter_named

HEADS = ("company", "position", "stage", "next")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    add_query(parser)
    parser.add_argument("--filter", metavar="NAME", help="a saved query (afterword filters), QUERY besides")
    parser.add_argument("--sort", choices=tuple(SORTS), help=f"the order: {', '.join(SORTS)}; the first if not said")
    parser.add_argument("--reverse", action="store_true", help="the other way round")
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the list."""
    snapshot = context.snapshot()
    saved = filter_named(context.workspace, args.filter).query if args.filter else ""
    query = " ".join(filter(None, [saved, *args.query]))
    found = snapshot.matching(query)
    if args.sort or args.reverse or not args.json:
        coming = next_items(snapshot.agenda) if found else {}
        found = in_order(found, args.sort or "urgency", coming, snapshot.today, is_turned=args.reverse)
    if args.json:
        context.out.document({"opportunities": [opportunity_shape(o) for o in found]})
    elif found:
        write(context.out, found, coming)
    else:
        context.talk.say("No opportunity fits." if query.strip() else "There are no opportunities yet: afterword new")
    context.mention_problems(snapshot.problem_count)
    context.lasts = snapshot.holds
    return ExitCode.FINE


def write(out: Output, found: Sequence[Opportunity], coming: Mapping[str, Item]) -> None:
    """Write one line for each opportunity; a few where there is little room."""
    rows = []
    for o in found:
        told = o.stage_text or o.stage if o.readable else "unreadable"
        item = coming.get(o.id)
        rows.append((o.company or o.id, o.position, told, (item.allowed or item.due).isoformat() if item else ""))
    write_table(out, HEADS, rows, stacked)


def stacked(row: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines of an opportunity where there is no room for columns."""
    company, position, stage, coming = row
    title = f"{company}: {position}" if position else company
    return title, f"{stage}, next {coming}" if coming else stage

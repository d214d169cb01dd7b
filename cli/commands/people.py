"""`afterword people [QUERY]`: who helps, who was briefed, who is owed thanks."""

from argparse import ArgumentParser, Namespace
from itertools import groupby

from cli.acquaintance import GROUPS, person_shape, write_line
from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_json
from cli.wording import heading
from store.workspace.acquaintance import fitting, people_known


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "query", metavar="QUERY", nargs="*", help="words that must all occur: name, part, company, opportunity"
    )
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the list by groups."""
    snapshot = context.snapshot()
    found = fitting(people_known(snapshot), " ".join(args.query))
    if args.json:
        shapes = [person_shape(one, snapshot.today) for one in found]
        context.out.document({"today": snapshot.today.isoformat(), "people": shapes})
        return ExitCode.FINE
    if not found:
        nobody = "There is nobody yet: afterword person NAME --new --part reference"
        context.talk.say("Nobody fits." if args.query else nobody)
    for place, (group, members) in enumerate(groupby(found, key=lambda one: one.group)):
        if place:
            context.out.line()
        heading(context.out, GROUPS[group])
        for one in members:
            write_line(context.out, one, snapshot.today)
    context.mention_problems(snapshot.problem_count)
    return ExitCode.FINE

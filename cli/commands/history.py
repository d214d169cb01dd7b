"""`afterword history [ID]`: what happened and when, in the vault or in one file, in sentences."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.output import Styled
from cli.parsing import add_json, add_limit
from store.workspace.happenings import Happening, happenings
from store.workspace.past import path_meant

SHORT = 8
"""Characters of a commit's id that are shown."""
LIMIT = 200
BELOW = 6
"""Sentences that stand below one change at most; `--json` has them all."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "id", metavar="ID", nargs="?", help="an opportunity, a draft or a path; the whole vault if left out"
    )
    add_limit(parser, LIMIT, "how many changes to list")
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the changes, newest first."""
    path = path_meant(context.workspace, args.id) if args.id else None
    found = happenings(context.workspace, path, args.limit)
    if args.json:
        context.out.document({"revisions": [shape(one) for one in found]})
        return ExitCode.FINE
    machines = {one.revision.machine for one in found if one.revision.machine}
    for one in found:
        write(context, one, several=len(machines) > 1)
    if not found:
        context.talk.say("Nothing is recorded yet.")
    return ExitCode.FINE


def shape(one: Happening) -> dict[str, object]:
    """Return one change as scripts read it."""
    r = one.revision
    return {
        "id": r.id,
        "when": r.when.isoformat(timespec="seconds"),
        "who": r.who or None,
        "sentence": r.sentence,
        "files": list(r.paths),
        "machine": r.machine or None,
        "work": r.work or None,
        "sentences": list(one.sentences),
    }


def write(context: Context, one: Happening, *, several: bool) -> None:
    """Write one change: id, time and its sentence; below it what another program's change means."""
    r = one.revision
    stamp = f"{r.when:%Y-%m-%d %H:%M}"
    head = (Styled(r.id[:SHORT], "yellow"), "  ", Styled(stamp, "dim"), "  ")
    indent = SHORT + len(stamp) + 4
    on = f" ({r.machine})" if several and r.machine else ""
    context.out.beside(head, f"{r.sentence or 'no words'}{on}", indent=indent)
    below = [sentence for sentence in one.sentences if sentence != r.sentence]
    for sentence in below[:BELOW]:
        context.out.paragraph(sentence, indent=indent, style="dim")
    if len(below) > BELOW:
        context.out.paragraph(f"and {len(below) - BELOW} more", indent=indent, style="dim")

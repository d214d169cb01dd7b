"""`afterword set ID KEY=VALUE...`: change or remove keys of an opportunity."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from cli.comparison import write_comparison
from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_dry_run
from store.errors import BadRequest
from store.workspace.commands.set_keys import set_keys
from store.workspace.foresight import compared


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("id", metavar="ID", help="the opportunity: any part of its id, company or position")
    parser.add_argument("pairs", metavar="KEY=VALUE", nargs="+", help="the new value; KEY= removes the key")
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Change the keys."""
    snapshot = context.snapshot()
    opportunity = snapshot.opportunity(args.id)
    values = values_of(args.pairs)
    code = context.write(set_keys(opportunity.id, values), dry_run=args.dry_run)
    if args.dry_run and "playbook" in values:
        usual = snapshot.settings.playbook
        now, then = opportunity.playbook or usual, values["playbook"] or usual
        context.out.line()
        write_comparison(context.out, compared(snapshot, opportunity.id, values["playbook"] or ""), now, then)
    return code


def values_of(pairs: Sequence[str]) -> dict[str, str | None]:
    """Return the keys with their new values, None for a key to remove.

    Raises:
        BadRequest: a word is no pair, or a key is given twice.
    """
    values: dict[str, str | None] = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign or not key.strip():
            raise BadRequest(f"“{pair}” is not KEY=VALUE. For example: afterword set ID next_touch=fri")
        if key in values:
            raise BadRequest(f"{key} is given twice. Nothing was changed.")
        values[key.strip()] = value or None
    return values

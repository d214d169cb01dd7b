"""`afterword capture TEXT`: one line put where it belongs; `capture -` reads several, one a line."""

import shlex
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_dry_run
from store.errors import BadRequest, Busy, StoreError, UnknownOpportunity
from store.workspace.commands.capture import capture


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "text",
        metavar="TEXT",
        nargs="+",
        help="`WHAT: [MARK] TEXT [by DATE] [(NAME)]` or `WHAT: KIND with NAME: TITLE`; "
        "- reads lines from standard input",
    )
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Keep each line; one that is refused is written back to standard output, as it was typed.

    Raises:
        BadRequest: there is no line.
    """
    typed = " ".join(args.text)
    lines = [line for line in (context.body("-").split("\n") if typed == "-" else [typed]) if line.strip()]
    if not lines:
        raise BadRequest("Nothing to keep. One a line: Northwind: need reps stall below C-level (Joe)")
    codes = list(kept(lines, context, dry_run=args.dry_run))
    return next((code for code in (ExitCode.USAGE, ExitCode.DECIDE) if code in codes), ExitCode.FINE)


def kept(lines: list[str], context: Context, *, dry_run: bool) -> Iterator[ExitCode]:
    """Keep line by line, each a change of its own, and yield what came of it.

    Raises:
        Busy: another program holds the vault; what is left is written back too.
    """
    for place, line in enumerate(lines):
        try:
            yield context.write(capture(line), dry_run=dry_run)
        except Busy:
            for left in lines[place:]:
                context.out.exact(left)
            raise
        except UnknownOpportunity as error:
            refused(line, error, context)
            position = error.position or "POSITION"
            context.talk.say(
                f"  afterword new --company {shlex.quote(error.company)} --position {shlex.quote(position)}"
            )
            yield ExitCode.DECIDE
        except StoreError as error:
            refused(line, error, context)
            yield ExitCode.USAGE


def refused(line: str, error: StoreError, context: Context) -> None:
    """Write a line back, and say why it was not kept."""
    context.out.exact(line)
    context.talk.say(f"Not kept: {error}")

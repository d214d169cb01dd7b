"""`afterword merge-driver %O %A %B %P`: what git calls to merge a file of the vault by meaning."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from store.workspace.syncing.merge_driver import merge_in_place


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "base", metavar="BASE", help="a file with the version that both sides come from; it may be empty"
    )
    parser.add_argument("ours", metavar="OURS", help="a file with this side's version; the result is written here")
    parser.add_argument("theirs", metavar="THEIRS", help="a file with the other side's version")
    parser.add_argument("path", metavar="PATH", help="what the file is called in the repository")


def run(args: Namespace, context: Context) -> ExitCode:
    """Merge, and tell git by 0 that a result was written, by 1 that nothing was."""
    here = context.around.here
    try:
        written = merge_in_place(here / args.base, here / args.ours, here / args.theirs, args.path)
    except OSError as error:
        return context.talk.trouble(error)
    if not written:
        context.talk.say(f"{args.path} is not merged by meaning: too large, or two things under one name.")
    return ExitCode.FINE if written else ExitCode.FAILED

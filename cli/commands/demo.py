"""`afterword demo [DIR]`: open a copy of the sample search, with its dates moved to today."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from cli.context import Context
from cli.diagnostics import ExitCode
from store.workspace.demo import make_demo
from store.workspace.door import Workspace
from store.workspace.familiar import note_all


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("dir", metavar="DIR", nargs="?", help="a new folder; one for temporary files if left out")
    parser.add_argument("--no-tui", action="store_true", help="only make it and print its path")


def run(args: Namespace, context: Context) -> int:
    """Make the copy, and open it where there is a terminal."""
    target = context.around.here / Path(args.dir).expanduser() if args.dir else temporary()
    root = make_demo(target, context.moment.today, context.around.machine().called)
    workspace = Workspace.open(root, context.moment, context.around.machine)
    note_all(workspace)
    if args.no_tui or not context.around.interactive:
        context.out.exact(str(root))
        return ExitCode.FINE
    context.talk.say(f"The demo is a copy in {root}. Change what you like; delete it when you are done.")
    return context.around.open_screen(workspace)


def temporary() -> Path:
    """Return a new, empty folder for temporary files."""
    import tempfile

    return Path(tempfile.mkdtemp(prefix="afterword-demo-"))

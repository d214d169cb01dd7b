"""The program's entry point: reads the surroundings once, finds the command, answers with an exit code.

Only this module looks at the environment, the clock, the home folder and the terminal.
"""

from __future__ import annotations

import importlib
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cli.context import Context, Surroundings
from cli.diagnostics import Diagnostics, ExitCode
from cli.folders import folders_of
from cli.output import Output, Styled
from cli.parsing import HelpWanted, new_parser, parse, split
from cli.safe import column
from cli.streams import Heard, carefully, speak_utf8
from cli.table import COMMANDS, Command, find, nearest
from store import VERSION
from store.errors import BadRequest, NotAVault, StoreError
from store.workspace.door import Workspace
from store.workspace.garbage import keep_still
from store.workspace.machine import Machine

Run = Callable[[Namespace, Context], int]
AddArguments = Callable[[ArgumentParser], None]

if TYPE_CHECKING:
    from store.model.own_settings import Asked
    from store.workspace.printed import Printed


def main(argv: Sequence[str] | None = None, printed: Printed | None = None) -> int:
    """Run Afterword.

    Args:
        argv: the words after the program's name; None takes those of the process.
        printed: keeps what a reading command prints, to be printed again; None = nothing is kept.

    Returns:
        The exit code.
    """
    os.umask(0o077)  # what a vault holds is nobody else's business
    speak_utf8()
    words = sys.argv[1:] if argv is None else argv
    return carefully(lambda: answered(words, printed))


def answered(argv: Sequence[str], printed: Printed | None) -> int:
    """Run a command line with both streams as they suit it, and write everything."""
    out = output(os.environ)
    code = guarded(argv, out, Diagnostics(sys.stderr), printed)
    out.flush()
    return code


def guarded(argv: Sequence[str], out: Output, talk: Diagnostics, printed: Printed | None = None) -> int:
    """Run a command line and turn every failure into a sentence and an exit code."""
    try:
        return dispatch(argv, out, talk, printed)
    except HelpWanted as wanted:
        out.text(wanted.text)
        return ExitCode.FINE
    except StoreError as error:
        return talk.failure(error)
    except BrokenPipeError:
        raise
    except OSError as error:
        return talk.trouble(error)
    except Exception as error:  # the one net under every command: a traceback could show private text
        if os.environ.get("AFTERWORD_DEBUG"):
            raise
        return talk.mistake(error)


def dispatch(argv: Sequence[str], out: Output, talk: Diagnostics, printed: Printed | None = None) -> int:
    """Find the command, load its module only, and run it."""
    leading, name, rest = split(argv)
    if name is None:
        return without_command(leading, out, talk)
    command = find(name)
    if command is None:
        close = nearest(name)
        hint = f" Did you mean `afterword {close}`?" if close else ""
        raise BadRequest(f"There is no command “{name}”.{hint} `afterword --help` lists them all.")
    return run(command, [*leading, *rest], out, talk, printed)


def run(command: Command, words: Sequence[str], out: Output, talk: Diagnostics, printed: Printed | None = None) -> int:
    """Run one command on the words given to it."""
    module = importlib.import_module(command.module)
    add_arguments: AddArguments = module.add_arguments
    start: Run = module.run
    parser = new_parser(command, out.width)
    add_arguments(parser)
    args = parse(parser, words)
    context = Context(surroundings(), out, talk, vault=args.vault, today=args.today)
    if printed is None:
        return start(args, context)
    context.look = printed.look
    out.stream, talk.stream = said, talked = Heard(sys.stdout), Heard(sys.stderr)
    code = start(args, context)
    out.flush()
    if context.lasts is not None and "\r" not in talked.text:  # what was told meanwhile is not told again
        printed.keep(str(context.way.absolute()), str(context.root), context.lasts, (said.text, talked.text, int(code)))
    return code


def without_command(words: Sequence[str], out: Output, talk: Diagnostics) -> int:
    """Open the full screen; without a terminal, print the agenda."""
    if "-h" in words or "--help" in words:
        overview(out)
        return ExitCode.FINE
    if "--version" in words:
        out.line(f"afterword {VERSION}")
        return ExitCode.FINE
    around = surroundings()
    if not around.interactive:
        agenda = find("agenda")
        return run(agenda, words, out, talk) if agenda else ExitCode.USAGE
    parser = new_parser(None, out.width)
    add_looks(parser)
    args = parse(parser, words)
    from store.model.own_settings import Asked

    context = Context(around, out, talk, vault=args.vault, today=args.today)
    asked = Asked(
        ascii=args.ascii or None, low_bandwidth=args.low_bandwidth or None, mouse=False if args.no_mouse else None
    )
    try:
        workspace = context.workspace
    except NotAVault:
        if args.vault or around.env.get("AFTERWORD_VAULT"):
            raise
        return first_run(context, asked)
    return open_screen(workspace, asked=asked)


def add_looks(parser: ArgumentParser) -> None:
    """Let the full screen be told how to look."""
    parser.add_argument("--ascii", action="store_true", help="draw the full screen with ASCII signs only")
    parser.add_argument("--low-bandwidth", action="store_true", help="write as little as possible, for slow lines")
    parser.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")


def open_screen(workspace: Workspace, greeting: str = "", asked: Asked | None = None) -> int:
    """Load the full-screen program and run it; the greeting is said first."""
    keep_still()
    from tui.bridge.early import begin, page_at_hand

    early = begin(lambda: page_at_hand(workspace))
    from cli.appearance import hint_once, looks_here
    from store.model.own_settings import Asked
    from tui.app import run as run_app

    looks = looks_here(workspace.machine, os.environ, asked or Asked())
    said = greeting or hint_once(workspace.machine, os.environ, looks)
    return run_app(workspace, greeting=said, looks=looks, early=early)


def first_run(context: Context, asked: Asked) -> int:
    """Lead somebody who has no vault to a first one, and open it."""
    import tempfile

    from cli.appearance import looks_here
    from tui.welcome.app import Surroundings as Place
    from tui.welcome.app import run as run_welcome

    around = context.around
    place = Place(
        home=Path.home(), here=around.here, temporary=lambda: Path(tempfile.mkdtemp(prefix="afterword-demo-"))
    )
    ready, code = run_welcome(around.machine(), context.moment, place, looks_here(around.machine(), around.env, asked))
    if ready is None:
        return code
    context.talk.say(f"The vault is {ready.root}")
    opened = Workspace.open(ready.root, context.moment, around.machine)
    return open_screen(opened, ready.greeting, asked)


def overview(out: Output) -> None:
    """Print every command in its group, without loading any."""
    out.line(Styled("Afterword", "bold"), " keeps a job search in plain files and tells whom to contact and why.")
    out.line()
    out.line("  afterword [--vault DIR] [--today DATE]            open the full screen")
    out.line("            [--ascii] [--low-bandwidth] [--no-mouse]")
    out.line("  afterword COMMAND [...]                           do one thing")
    for group in dict.fromkeys(c.group for c in COMMANDS):
        out.line()
        out.line(Styled(group, "bold"))
        for command in COMMANDS:
            if command.group == group:
                out.line("  ", column(command.name, 13), command.summary)
    out.line()
    out.line("`afterword COMMAND --help` tells more. `afterword --version` tells the version.")


def surroundings() -> Surroundings:
    """Read the surroundings: environment, clock, folder and terminal."""
    return Surroundings(
        env=os.environ,
        here=here(),
        now=datetime.now().astimezone(),  # noqa: TID251 - the one place that reads the clock
        stdin=sys.stdin,
        interactive=is_terminal(sys.stdin) and is_terminal(sys.stdout),
        machine=machine,
        open_screen=open_screen,
    )


def here() -> Path:
    """Return the folder the program runs in.

    Raises:
        BadRequest: it is gone.
    """
    try:
        return Path.cwd()
    except FileNotFoundError as error:
        raise BadRequest("The folder you are in no longer exists. Go to another one, or name --vault.") from error


def machine() -> Machine:
    """Return where the user's own settings and state would be, and what this machine is called."""
    config, state, cache, name = folders_of(os.environ)
    return Machine(config=Path(config) / "config.toml", state=Path(state), cache=Path(cache), name=name)


def output(env: Mapping[str, str]) -> Output:
    """Return standard output with the width and the looks that suit it."""
    terminal = is_terminal(sys.stdout)
    plain = bool(env.get("NO_COLOR")) or env.get("TERM", "") in ("", "dumb")
    return Output(
        sys.stdout,
        width=width(env, terminal=terminal),
        colour=terminal and not plain,
        terminal=terminal,
        endless=not terminal and not told_width(env),
    )


def width(env: Mapping[str, str], *, terminal: bool) -> int:
    """Return the columns to write in: `COLUMNS`, else the terminal's, else 80; from 40 to 200."""
    columns = told_width(env)
    if not columns and terminal:
        try:
            columns = os.get_terminal_size(sys.stdout.fileno()).columns
        except (OSError, ValueError):
            columns = 0
    return min(max(columns or 80, 40), 200)


def told_width(env: Mapping[str, str]) -> int:
    """Return the width that `COLUMNS` tells; 0 where it tells none."""
    told = env.get("COLUMNS", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < len("10000") else 0


def is_terminal(stream: object) -> bool:
    """Tell whether a person is at the other end of a stream."""
    asks = getattr(stream, "isatty", None)
    try:
        return bool(asks and asks())
    except ValueError:  # the stream is closed
        return False


if __name__ == "__main__":
    sys.exit(main())


if __name__ == "__main__":
    sys.exit(main())

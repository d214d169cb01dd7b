"""`afterword sync`: bring the vault in step with its other machines; `--clone` sets up another one."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_json
from cli.stopping import stoppable
from store.errors import BadRequest
from store.model.sync import Progress, Synced
from store.workspace.syncing.cloning import clone
from store.workspace.syncing.questions import WORDS
from store.workspace.syncing.sync import foresee, sync

SHOWN = 5
"""Lines of what came."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--clone", metavar=("URL", "DIR"), nargs=2, help="set up this machine: fetch the vault to DIR")
    parser.add_argument(
        "--accept", metavar="WORD", action="append", default=[], help=f"say yes to a question: {', '.join(WORDS)}"
    )
    parser.add_argument("--dry-run", action="store_true", help="only look what would come and go")
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Sync, and say in a sentence what came of it."""
    unknown = [word for word in args.accept if word not in WORDS]
    if unknown:
        raise BadRequest(f"“{unknown[0]}” is no question of a sync; they are {', '.join(WORDS)}.")
    with stoppable() as cancelled:
        if args.clone:
            return set_up(args, context, cancelled)
        if args.dry_run:
            return look(args, context, cancelled)
        synced = sync(context.workspace, watch=watch(context), cancelled=cancelled, accept=frozenset(args.accept))
    context.talk.progress("")
    if args.json:
        context.out.document(document(synced))
    else:
        context.out.paragraph(synced.in_words)
        for sentence in synced.told(SHOWN, "`afterword history` tells all"):
            context.out.beside(("  ",), sentence, indent=2)
    return ExitCode.FINE


def look(args: Namespace, context: Context, cancelled: Callable[[], bool]) -> ExitCode:
    """Fetch only, and say what would come and go."""
    stands, paths = foresee(context.workspace, watch=watch(context), cancelled=cancelled)
    context.talk.progress("")
    if args.json:
        context.out.document(
            {
                "remote": stands.remote,
                "branch": stands.branch,
                "ahead": stands.ahead,
                "behind": stands.behind,
                "pending": stands.pending,
                "files": list(paths),
            }
        )
        return ExitCode.FINE
    context.out.paragraph(f"{stands.in_words[:1].upper()}{stands.in_words[1:]}.")
    for path in paths:
        context.out.line("  ", path)
    context.talk.say("Only looked, nothing was merged and nothing was sent.")
    return ExitCode.FINE


def set_up(args: Namespace, context: Context, cancelled: Callable[[], bool]) -> ExitCode:
    """Clone the vault, write its path, and say what is missing."""
    url, folder = args.clone
    cloned = clone(
        url,
        (context.around.here / Path(folder).expanduser()).resolve(),
        here=context.around.here,
        machine=context.around.machine(),
        watch=watch(context),
        cancelled=cancelled,
    )
    context.talk.progress("")
    if args.json:
        context.out.document({"vault": str(cloned.root), "notes": list(cloned.notes)})
        return ExitCode.FINE
    context.out.exact(str(cloned.root))
    for sentence in cloned.notes:
        context.talk.say(sentence)
    return ExitCode.FINE


def document(synced: Synced) -> dict[str, object]:
    """Return the outcome for scripts."""
    return {
        "remote": synced.remote or None,
        "received": synced.received,
        "sent": synced.sent,
        "files": list(synced.paths),
        "arrived": list(synced.arrived),
        "decisions": synced.decisions,
        "rounds": synced.rounds,
        "notes": list(synced.notes),
    }


def watch(context: Context) -> Callable[[Progress], None]:
    """Return what shows how far it is."""

    def show(progress: Progress) -> None:
        context.talk.progress(in_words(progress))

    return show


def in_words(progress: Progress) -> str:
    """Return one short line."""
    if progress.done is None:
        return f"{progress.doing} …"
    if not progress.total:
        return f"{progress.doing} … {progress.done}"
    return f"{progress.doing} … {progress.done * 100 // progress.total} %"

"""`afterword restore ID|PATH`: bring back an earlier version of a file, or a file that was deleted."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.output import Styled
from cli.parsing import add_dry_run
from store.errors import BadRequest, NotFound
from store.workspace.commands.restore_file import restore_file
from store.workspace.past import deleted, gone_as, is_path, path_meant

SHORT = 8


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "id",
        metavar="ID|PATH",
        nargs="?",
        help="an opportunity, a draft or a path; without it deleted files are listed",
    )
    parser.add_argument("--revision", metavar="REV", help="the version after this change, by its id as in `history`")
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """List what was deleted, or bring back what is named."""
    if not args.id:
        if args.revision:
            raise BadRequest("Name the file that is to be as it was at that revision.")
        return list_deleted(context)
    path, revision = meant(context, args.id, args.revision)
    is_over = is_path(context.workspace, path)
    applied = context.change(restore_file(path, revision, trusted=context.workspace.trusted), dry_run=args.dry_run)
    if applied and applied.paths and is_over:
        context.talk.say("The version before is in the history; `afterword undo` goes back to it.")
    if applied:
        for changed in applied.paths:
            context.out.exact(changed)
    return ExitCode.FINE


def meant(context: Context, part: str, revision: str | None) -> tuple[str, str]:
    """Return the file and the revision that are meant; a deleted file needs none.

    Raises:
        BadRequest: the file is there, and no revision was named.
        NotFound: nothing fits.
        Ambiguous: several do.
    """
    workspace = context.workspace
    gone = None if is_path(workspace, part) else gone_as(deleted(workspace), part, only_exact=True)
    try:
        path = gone.path if gone else path_meant(workspace, part)
    except NotFound:
        raise NotFound("file, there or deleted,", part) from None
    if revision:
        return path, revision
    if gone is None:
        gone = next((one for one in deleted(workspace) if one.path == path), None)
    if gone is None:
        raise BadRequest(
            f"{path} is there. Say which version it is to be again: `afterword history {part}` lists them, "
            "then add --revision REV."
        )
    return path, gone.revision.id


def list_deleted(context: Context) -> ExitCode:
    """Write the files that were deleted, the last one first."""
    found = deleted(context.workspace)
    for one in found:
        stamp = f"{one.revision.when:%Y-%m-%d %H:%M}"
        head = (Styled(one.revision.id[:SHORT], "yellow"), "  ", Styled(stamp, "dim"), "  ")
        context.out.line(*head, one.path)
    context.talk.say("`afterword restore PATH` brings one back." if found else "Nothing was deleted.")
    return ExitCode.FINE

"""`afterword recover [show|restore N]`: text that is in no file and no commit, and how to bring it back."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.output import Styled
from cli.parsing import add_dry_run, add_json
from store.errors import BadRequest
from store.workspace.kept import Why
from store.workspace.recovery import Recoverable, bringing_back, clean_up, named, recoverable, settle, text_of

SAYS = {
    Why.DISPLACED: "a change took its place",
    Why.MERGED: "it went into a merge",
    Why.TYPED: "typed, and not saved when the program ended",
}
SHOW, RESTORE = "show", "restore"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "deed", metavar="show|restore", nargs="?", choices=(SHOW, RESTORE), help="print one, or bring it back"
    )
    parser.add_argument("number", metavar="N", nargs="?", help="which one, as listed")
    parser.add_argument("--to", metavar="PATH", default="", help="bring it back under another path, which must be free")
    add_dry_run(parser)
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """List what can be brought back, print one, or bring it back."""
    if args.deed is None:
        clean_up(context.workspace)
        write_list(recoverable(context.workspace), context, as_json=args.json)
        return ExitCode.FINE
    if not args.number:
        raise BadRequest(f"Say which one: `afterword recover {args.deed} N`. `afterword recover` lists them.")
    one = named(context.workspace, args.number)
    if args.deed == RESTORE:
        restore(one, args, context)
    elif args.json:
        context.out.document({"text": {**shape(one), "text": text_of(one)}})
    else:
        context.out.text(text_of(one))
    return ExitCode.FINE


def restore(one: Recoverable, args: Namespace, context: Context) -> None:
    """Bring one back."""
    applied = context.change(bringing_back(one, args.to), dry_run=args.dry_run)
    if applied:
        settle(one)
        for path in applied.paths:
            context.out.exact(path)


def shape(one: Recoverable) -> dict[str, object]:
    """Return one as scripts read it."""
    return {
        "id": one.ident,
        "file": one.path or None,
        "when": one.when.isoformat(timespec="seconds"),
        "why": str(one.why),
        "during": one.during,
        "bytes": one.size,
    }


def write_list(found: tuple[Recoverable, ...], context: Context, *, as_json: bool) -> None:
    """Write what can be brought back, what was typed first, then the latest first."""
    if as_json:
        context.out.document({"texts": [shape(one) for one in found]})
        return
    zone = context.workspace.zone
    for one in found:
        stamp = f"{one.when.astimezone(zone):%Y-%m-%d %H:%M}"
        head = (Styled(one.ident, "yellow"), "  ", Styled(stamp, "dim"), "  ")
        indent = len(one.ident) + len(stamp) + 4
        context.out.beside(head, one.path or one.during, indent=indent)
        told = f"{SAYS[one.why]}: {one.during}" if one.path else SAYS[one.why]
        context.out.paragraph(f"{one.size} bytes; {told}", indent=4, style="dim")
    if found:
        context.talk.say("`afterword recover show N` prints one, `afterword recover restore N` brings it back.")
    else:
        context.talk.say("Nothing is kept: all that there was is in your files and in the history.")

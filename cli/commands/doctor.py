"""`afterword doctor`: whether everything Afterword needs is in place."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.editor import editor_command
from cli.output import Styled
from cli.parsing import add_json
from cli.safe import column
from cli.trusting import trust
from store.errors import BadRequest, NotAVault, StoreError
from store.workspace.asking_trust import take_back
from store.workspace.doctor import examine
from store.workspace.door import Workspace
from store.workspace.look import Look

PASSES = 3
"""What one mend makes visible, the next pass mends: git is off while its settings are in doubt."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--fix", action="store_true", help="mend what Afterword can mend, and say each thing it did")
    word = parser.add_mutually_exclusive_group()
    word.add_argument("--trust", action="store_true", help="show what git could start in this vault, and let it")
    word.add_argument("--no-trust", action="store_true", help="take that back")
    parser.add_argument("--yes", action="store_true", help="with --trust: do not ask")
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Look at everything; what must be mended makes it fail."""
    env = context.around.env
    if args.trust:
        trust(context, yes=args.yes)
    if args.no_trust:
        context.talk.say(take_back(context.workspace))
    if args.fix:
        fix(context)
    looks = examine(vault(context), editor=editor(env), terminal=env.get("TERM", ""))
    if args.json:
        checks = [{"name": k.name, "good": k.good, "says": k.says, "mend": k.mend or None} for k in looks]
        context.out.document({"checks": checks})
    else:
        for look in looks:
            mark = Styled("ok   ", "green") if look.good else Styled("look ", "yellow")
            context.out.line(mark, column(look.name, 20), look.says)
            context.out.paragraph(look.mend, indent=25, style="dim")
    return ExitCode.FINE if all(k.good for k in looks) else ExitCode.FAILED


def fix(context: Context) -> None:
    """Mend one thing after the other; one that cannot be mended keeps no other from it."""
    env = context.around.env
    told: dict[str, None] = {}
    for _ in range(PASSES):
        known = len(told)
        for look in examine(vault(context), editor=editor(env), terminal=env.get("TERM", "")):
            told |= dict.fromkeys(filter(None, (mended(look),)))
        if len(told) == known:
            break
    for sentence in told or ("There is nothing that Afterword could mend.",):
        context.talk.say(sentence)


def mended(look: Look) -> str:
    """Mend one thing, and return what was done or what prevented it."""
    if look.repair is None:
        return ""
    try:
        return look.repair()
    except StoreError as error:
        return f"{look.name}: {error}"
    except OSError as error:
        return f"{look.name}: {error.filename or ''} {error.strerror}.".replace("  ", " ")


def editor(env: Mapping[str, str]) -> str:
    """Return the editor that `edit` would start; what was told, where that is none."""
    import shlex

    try:
        return shlex.join(editor_command(env))
    except BadRequest:
        return env.get("VISUAL") or env.get("EDITOR", "")


def vault(context: Context) -> Workspace | None:
    """Return the open vault, None where there is none."""
    try:
        return context.workspace
    except NotAVault:
        return None

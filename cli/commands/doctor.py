"""`afterword doctor`: whether everything Afterword needs is in place."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping

from cli.appearance import looks_here
from cli.context import Context
from cli.diagnostics import ExitCode
from cli.editor import editor_command
from cli.output import Styled
from cli.parsing import add_json
from cli.safe import column
from cli.trusting import trust
from store.errors import BadRequest, NotAVault, StoreError
from store.model.own_settings import Asked
from store.workspace.asking_trust import take_back
from store.workspace.doctor import examine
from store.workspace.door import Workspace
from store.workspace.look import Look
from store.workspace.themes import own_themes
from tui.actions.overriding import effective
from tui.presentation.looks import SHIPPED, hint, in_words, unknown_theme

INDENT = 25
"""Columns before what is told of a thing that was looked at."""
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
    base = examine(vault(context), editor=editor(env), terminal=env.get("TERM", ""))
    looks = (*base, *key_looks(context), *appearance(context))
    if args.json:
        checks = [{"name": k.name, "good": k.good, "says": k.says, "mend": k.mend or None} for k in looks]
        context.out.document({"checks": checks})
    else:
        for look in looks:
            mark = Styled("ok   ", "green") if look.good else Styled("look ", "yellow")
            context.out.beside((mark, column(look.name, 20)), look.says, indent=INDENT)
            context.out.paragraph(look.mend, indent=INDENT, style="dim")
    return ExitCode.FINE if all(k.good for k in looks) else ExitCode.FAILED


def key_looks(context: Context) -> Iterator[Look]:
    """Look at the user's own keys; what the settings' own reader tells is told elsewhere."""
    machine = context.around.machine()
    for problem in effective(machine.settings()[0].keys, str(machine.config)).problems:
        says = f"{problem.path}:{problem.line}: {problem.message}"
        yield Look(name="keys", good=False, says=says, mend=problem.fix or "")


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


def appearance(context: Context) -> tuple[Look, ...]:
    """Look at how the full screen will look, and at the user's own themes."""
    machine, env = context.around.machine(), context.around.env
    own, wrong = own_themes(machine)
    chosen = looks_here(machine, env, Asked())
    themes = (*SHIPPED, *own)
    unknown = "" if chosen.theme in themes or env.get("TEXTUAL_THEME") else unknown_theme(chosen.theme, themes)
    return (
        Look(
            name="look",
            good=not unknown,
            says=in_words(chosen),
            mend=unknown or hint(env, low_bandwidth=chosen.low_bandwidth),
        ),
        *(Look(name="theme", good=False, says=f"{p.path}:{p.line}: {p.message}", mend=p.fix or "") for p in wrong),
    )


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

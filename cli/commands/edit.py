"""`afterword edit ID|DRAFT`: open a file in your editor, and commit what came of it."""

from argparse import ArgumentParser, Namespace
from collections import Counter

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.editor import editor_command, needs_terminal, open_editor
from cli.wording import counted
from store.errors import BadRequest
from store.model.problem import Problem, Severity


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("id", metavar="ID|DRAFT", help="the opportunity or the draft: any part of its names")


def run(args: Namespace, context: Context) -> ExitCode:
    """Open the file, wait for the editor, commit, and tell new problems."""
    snapshot = context.snapshot()
    path = snapshot.path_meant(args.id)
    command = editor_command(context.around.env)
    if needs_terminal(command, context.around.env) and not context.around.interactive:
        raise BadRequest(
            f"{command[0]} needs a terminal, and here input or output goes elsewhere. "
            f"Set VISUAL to an editor with a window of its own, or change the file yourself: {context.root / path}"
        )
    before = context.workspace.bytes_of(path)
    status = open_editor(command, context.root / path, context.around.env)
    if status:
        context.talk.say(f"{command[0]} ended with status {status}.")
    if (context.root / path).exists() and context.workspace.bytes_of(path) != before:
        context.report(context.workspace.commit_outside(path))
        tell_new(context, path, snapshot.problems, context.snapshot().problems)
    else:
        context.talk.say("The file is as it was.")
    return ExitCode.FAILED if status else ExitCode.FINE


def tell_new(context: Context, path: str, before: tuple[Problem, ...], after: tuple[Problem, ...]) -> None:
    """Say which problems the edit brought into the file."""
    known = Counter((p.code, p.message) for p in before if p.path == path)
    fresh = [p for p in after if p.path == path and p.severity is not Severity.ADVICE and not known[p.code, p.message]]
    if fresh:
        context.talk.say(f"The file now has {counted(len(fresh), 'new problem')}:")
    for problem in fresh:
        context.talk.say(f"{problem.path}:{problem.line}: {problem.message}")

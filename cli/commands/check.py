"""`afterword check`: every problem in the vault, where it is and how to mend it."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.output import Output, Styled
from cli.parsing import add_dry_run, add_json
from cli.shapes import problem_shape
from cli.wording import counted
from store.model.problem import Problem, Severity
from store.workspace.commands.mend import mend


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--fix", action="store_true", help="mend what has only one right answer")
    add_json(parser)
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Mend if asked, then write what is left; advice about the search is no failure."""
    if args.fix:
        if args.dry_run and not context.workspace.preview(mend()).change.edits:
            context.talk.say("There is nothing that Afterword could mend.")
            return ExitCode.FINE
        context.change(mend(), dry_run=args.dry_run)
        if args.dry_run:
            return ExitCode.FINE
    snapshot = context.snapshot()
    problems = snapshot.every_problem
    if args.json:
        context.out.document({"problems": [problem_shape(p) for p in problems]})
    else:
        for problem in problems:
            write(context.out, problem)
    wrong = sum(1 for p in problems if p.severity is not Severity.ADVICE)
    if not args.json:
        advice = len(problems) - wrong
        told = f" and {counted(advice, 'piece')} of advice" if advice else ""
        context.talk.say(f"{counted(wrong, 'problem') if wrong else 'No problems'}{told}.")
    context.lasts = None if args.fix else snapshot.holds
    return ExitCode.FAILED if wrong else ExitCode.FINE


def write(out: Output, problem: Problem) -> None:
    """Write one problem, and its mend below."""
    said = problem.message if problem.severity is not Severity.ADVICE else f"advice: {problem.message}"
    out.line(Styled(f"{problem.path}:{problem.line}: ", "bold"), said)
    if problem.fix:
        out.paragraph(problem.fix, indent=4, style="dim")

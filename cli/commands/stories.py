"""`afterword stories`: what you can tell, and which needs call for it."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_json
from cli.shapes import story_shape
from store.workspace.telling import Told, stories_told


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the list."""
    found = stories_told(context.snapshot())
    if args.json:
        context.out.document({"stories": [story_shape(told) for told in found]})
        return ExitCode.FINE
    for told in found:
        write(context, told)
    return ExitCode.FINE


def write(context: Context, told: Told) -> None:
    """Write one story with what it proves and who wants to hear it."""
    story = told.story
    context.out.paragraph(story.title or story.path)
    for label, text in (("result", story.result), ("sample", story.sample), ("needs", "; ".join(story.needs))):
        if text:
            context.out.paragraph(f"{label}: {text}", indent=4, style="dim")
    for wanted in told.wanted:
        words = ", ".join(wanted.match.words)
        need = f"{wanted.opportunity.label}, line {wanted.mark.line}: {wanted.mark.text} [{words}]"
        context.out.beside(("    > ",), need, indent=6)

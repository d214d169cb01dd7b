"""`afterword stories`: what you can tell, which needs call for it, where it was told, which needs lack a story."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_json
from cli.tellings import told_shape, unanswered_shape, write_story, write_unanswered
from cli.wording import heading
from store.workspace.telling import repertoire


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the list, and what is missing in it."""
    found = repertoire(context.snapshot())
    if args.json:
        stories = [told_shape(told) for told in found.stories]
        context.out.document({"stories": stories, "unanswered": [unanswered_shape(one) for one in found.unanswered]})
        return ExitCode.FINE
    if not found.stories:
        context.talk.say("There are no stories yet: afterword story TITLE --new --need NEED --result RESULT")
    for told in found.stories:
        write_story(context.out, told)
    if found.unanswered:
        if found.stories:
            context.out.line()
        heading(context.out, "Needs without a story")
        for one in found.unanswered:
            write_unanswered(context.out, one)
    return ExitCode.FINE

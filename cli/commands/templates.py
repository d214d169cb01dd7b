"""`afterword templates`: the letters that can be written."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_json
from cli.safe import column
from cli.shapes import template_shape
from store.workspace.familiar import News, news_of, used_in
from store.workspace.templates import all_templates

NAME, CHANNEL = 30, 10
"""Columns for a name and for a channel."""
OWN = {
    News.NONE: " (your own)",
    News.CHANGED: " (your own, changed since you used it last)",
    News.NEW: " (your own, not used here yet)",
}


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the list."""
    found = all_templates(context.snapshot())
    used = used_in(context.workspace.machine, context.root)
    if args.json:
        context.out.document({"templates": [template_shape(t, news_of(t, used)) for t in found]})
        return ExitCode.FINE
    for template in found:
        own = OWN[news_of(template, used)] if template.own else ""
        head = (column(template.name, NAME), column(template.channel, CHANNEL))
        context.out.beside(head, " ".join(template.rules) + own, indent=NAME + CHANNEL)
        context.out.paragraph(template.purpose, indent=4, style="dim")
    return ExitCode.FINE

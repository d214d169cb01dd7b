"""`afterword draft ID TEMPLATE`: write a letter out of your notes."""

import shlex
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_dry_run, add_json
from cli.shapes import material_shape, proof_shape
from cli.wording import counted
from store.errors import BadRequest
from store.model.letter import Rendered, Template
from store.rules.shapes import Shape
from store.workspace.commands.write_draft import write_draft
from store.workspace.compose import addressee, compose, templates_of
from store.workspace.familiar import note_use, unfamiliar
from store.workspace.marking import step_in_words
from store.workspace.material import material
from store.workspace.templates import template_named
from store.workspace.ticking import ticked


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("id", metavar="ID", help="the opportunity: any part of its id, company or position")
    parser.add_argument("template", metavar="TEMPLATE", help="the letter; `afterword templates` lists them")
    parser.add_argument("--to", metavar="NAME", help="whom it is for")
    parser.add_argument("--key", metavar="KEY", help="the step of the agenda that it answers")
    parser.add_argument(
        "--also", metavar="KEY", action="append", default=[], help="another step that the same letter does; repeatable"
    )
    parser.add_argument("--print", action="store_true", dest="show", help="print it and write no file")
    parser.add_argument(
        "--note", metavar="LINE", type=int, action="append", default=[], help="a note that goes in as well"
    )
    parser.add_argument("--story", metavar="NAME", action="append", default=[], help="a story that goes in as well")
    parser.add_argument(
        "--without", metavar="LINE|NAME", action="append", default=[], help="a note or a story that stays out"
    )
    parser.add_argument(
        "--answer",
        metavar="LINE=NAME",
        action="append",
        default=[],
        help="the story that answers the need in that line; `LINE=` for none",
    )
    add_json(parser)
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the draft, or print the letter."""
    snapshot = context.snapshot()
    opportunity = snapshot.opportunity_to_change(args.id)
    template = template_named(snapshot, args.template)
    key = snapshot.item(opportunity.id, args.key).key if args.key else None
    person = addressee(snapshot, opportunity, args.to, key)
    stuff = material(snapshot, opportunity.id, person.ident, template.name)
    choice = ticked(stuff, args.note, args.story, args.without, [answer_meant(text) for text in args.answer])
    templates = templates_of(snapshot, opportunity.id, template.name, args.also)
    tell_of_unfamiliar(context, templates)
    if args.show or args.json:
        note_use(context.workspace, templates)
        letter = compose(snapshot, opportunity.id, template.name, person.ident, choice, key, also=args.also)
        return show(context, letter, material_shape(stuff, choice) if args.json else None)
    plan = write_draft(opportunity.id, template.name, person.ident, key, choice, also=args.also)
    applied = context.change(plan, dry_run=args.dry_run)
    if applied:
        note_use(context.workspace, templates)
        tell_what_else(context, opportunity.id, key, args.also)
        for path in applied.paths:
            context.out.exact(path)
    return ExitCode.FINE


def tell_of_unfamiliar(context: Context, templates: Sequence[Template]) -> None:
    """Say which templates of the vault were not used here as they are, and show what is different."""
    for one in unfamiliar(context.workspace, templates):
        context.talk.say(one.sentence)
        if one.diff:
            context.talk.say(one.diff.rstrip("\n"))


def tell_what_else(context: Context, opportunity: str, key: str | None, taken: Sequence[str]) -> None:
    """Say what the same letter can do besides its own step (guard 11)."""
    snapshot = context.snapshot()
    step = snapshot.item(opportunity, key) if key else None
    named = {snapshot.item(opportunity, one).key for one in taken}
    for other in step.also if step else ():
        if other not in named:
            item = snapshot.item(opportunity, other)
            context.talk.say(f"One letter can do this as well: {step_in_words(item)} (--also {shlex.quote(other)}).")


def answer_meant(text: str) -> tuple[int, str]:
    """Return a need's line and the story set beside it, out of `LINE=NAME`.

    Raises:
        BadRequest: it is written otherwise.
    """
    line, sign, name = text.partition("=")
    if not (sign and line.isascii() and line.isdigit()):
        raise BadRequest(f"--answer takes LINE=NAME, such as 34=ramp, or `34=` for no story. “{text}” is neither.")
    return int(line), name.strip()


def show(context: Context, letter: Rendered, stuff: Shape | None) -> ExitCode:
    """Write the letter as it would be drafted; with what it can be made of, as JSON."""
    if stuff is not None:
        context.out.document(
            {
                "subject": letter.subject or None,
                "body": letter.body,
                "gaps": list(letter.gaps),
                "proof": [proof_shape(fact) for fact in letter.proof],
                "material": stuff,
            }
        )
        return ExitCode.FINE
    if letter.subject:
        context.out.line(f"Subject: {letter.subject}")
        context.out.line()
    context.out.text(letter.body)
    if letter.gaps:
        context.talk.say(f"{counted(len(letter.gaps), 'gap')} to fill: {'; '.join(letter.gaps)}")
    return ExitCode.FINE

"""`afterword draft ID TEMPLATE`: write a letter out of your notes."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_dry_run, add_json
from cli.wording import counted
from store.model.letter import Rendered
from store.workspace.commands.write_draft import write_draft
from store.workspace.compose import addressee, compose, template_named


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("id", metavar="ID", help="the opportunity: any part of its id, company or position")
    parser.add_argument("template", metavar="TEMPLATE", help="the letter; `afterword templates` lists them")
    parser.add_argument("--to", metavar="NAME", help="whom it is for")
    parser.add_argument("--key", metavar="KEY", help="the step of the agenda that it answers")
    parser.add_argument("--print", action="store_true", dest="show", help="print it and write no file")
    add_json(parser)
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the draft, or print the letter."""
    snapshot = context.snapshot()
    opportunity = snapshot.opportunity_to_change(args.id)
    template = template_named(snapshot, args.template)
    key = snapshot.item(opportunity.id, args.key).key if args.key else None
    person = addressee(snapshot, opportunity, args.to, key)
    if args.show or args.json:
        return show(context, compose(snapshot, opportunity.id, template.name, person.ident), as_json=args.json)
    applied = context.change(write_draft(opportunity.id, template.name, person.ident, key), dry_run=args.dry_run)
    if applied:
        for path in applied.paths:
            context.out.exact(path)
    return ExitCode.FINE


def show(context: Context, letter: Rendered, *, as_json: bool) -> ExitCode:
    """Write the letter as it would be drafted."""
    if as_json:
        context.out.document(
            {
                "subject": letter.subject or None,
                "body": letter.body,
                "gaps": list(letter.gaps),
                "proof": [{"text": p.text, "file": p.path, "line": p.line} for p in letter.proof],
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

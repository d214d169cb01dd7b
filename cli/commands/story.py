"""`afterword story TITLE`: one story in full; with options, changes or adds it."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.deleting import add_delete, delete
from cli.diagnostics import ExitCode
from cli.parsing import add_dry_run, add_json
from cli.tellings import told_shape, write_story
from store.workspace.commands.keep_story import add_story, change_story
from store.workspace.telling import repertoire, story_named


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("name", metavar="TITLE", help="any part of the title; with --new, the title")
    parser.add_argument("--new", action="store_true", help="add this story")
    parser.add_argument("--title", metavar="TEXT", help="another title")
    parser.add_argument(
        "--need", metavar="TEXT", action="append", help="a need that it answers, as employers say it; repeatable"
    )
    parser.add_argument("--skill", metavar="TEXT", action="append", help="a skill that it shows; repeatable")
    parser.add_argument("--result", metavar="TEXT", help="what came of it, with its figure")
    parser.add_argument("--sample", metavar="LINK", help="a file or link that proves it")
    parser.add_argument("--body", metavar="TEXT", help="the story itself; - reads it from standard input")
    add_delete(parser, "this story")
    add_json(parser)
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Show, change or add."""
    values: dict[str, str | tuple[str, ...]] = {
        key: value for key in ("title", "result", "sample") if (value := getattr(args, key)) is not None
    }
    values |= {key: tuple(told) for key, told in (("needs", args.need), ("skills", args.skill)) if told is not None}
    if args.new:
        added = add_story({"title": args.name, **values}, context.body(args.body))
        applied = context.change(added, dry_run=args.dry_run)
        for path in applied.paths if applied else ():
            context.out.exact(path)
        return ExitCode.FINE
    told = story_named(repertoire(context.snapshot()), args.name)
    if args.delete:
        return delete(args, context, told.story.path, f"Story “{told.story.title or told.story.path}”")
    if values or args.body is not None:
        body = None if args.body is None else context.body(args.body)
        return context.write(change_story(told.story.path, values, body), dry_run=args.dry_run)
    if args.json:
        context.out.document({"story": {**told_shape(told), "body": told.story.body or None}})
    else:
        write_story(context.out, told, in_full=True)
    return ExitCode.FINE

"""`afterword review [NUMBER --keep|--take|--both]`: what two machines changed in different ways, and your decision."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.output import Styled
from cli.parsing import add_dry_run, add_json
from store.errors import BadRequest
from store.workspace.commands.decide import Choice, decide
from store.workspace.reviewing import Undecided, undecided


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("number", metavar="NUMBER", nargs="?", type=int, help="which one, as listed")
    choices = parser.add_mutually_exclusive_group()
    for choice, says in (
        (Choice.KEEP, "what stands is right; of two texts, the first stays"),
        (Choice.TAKE, "the other is right; of two texts, the second stays"),
        (Choice.BOTH, "the file is right as it is"),
    ):
        choices.add_argument(f"--{choice}", dest="choice", action="store_const", const=choice, help=says)
    add_dry_run(parser)
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """List what waits, or carry out a decision."""
    waiting = undecided(context.snapshot())
    if args.choice is None and args.number is None:
        listed(waiting, context, as_json=args.json)
        return ExitCode.FINE
    if args.choice is None or args.number is None:
        raise BadRequest("Say which one and how: `afterword review 1 --keep`, `--take` or `--both`.")
    if not 1 <= args.number <= len(waiting):
        count = len(waiting)
        told = f"{count} wait{'s' if count == 1 else ''}" if count else "nothing waits"
        raise BadRequest(f"There is no number {args.number}: {told} for a decision.")
    return context.write(decide(waiting[args.number - 1], args.choice), dry_run=args.dry_run)


def listed(waiting: tuple[Undecided, ...], context: Context, *, as_json: bool) -> None:
    """Write what waits, each with its number."""
    if as_json:
        rows = [
            {
                "file": one.path,
                "line": one.review.line,
                "where": one.review.where,
                "kept": one.review.kept,
                "other": one.review.other,
                "base": one.review.base or None,
                "now": one.now or None,
            }
            for one in waiting
        ]
        context.out.document({"decisions": rows})
        return
    for number, one in enumerate(waiting, 1):
        if number > 1:
            context.out.line("")
        head = f"{number}  "
        context.out.beside((Styled(head, "bold"),), f"{one.about}: {one.review.where}", indent=len(head))
        parts = (
            *((("now", one.now), ("stood", one.review.kept)) if one.now else (("stands", one.review.kept),)),
            ("other", one.review.other),
            ("before", one.review.base),
        )
        for name, text in (
            parts if not one.review.is_text else (("first", one.review.kept), ("second", one.review.other))
        ):
            heads = (f"   {name:<8}", *(" " * 11 for _ in text.split("\n")[1:]))
            for head, line in zip(heads, text.split("\n"), strict=True) if text else ():
                context.out.beside((Styled(head, "dim"),), line, indent=len(head))
        context.out.beside((Styled(f"   {'file':<8}", "dim"),), f"{one.path}:{one.review.line}", indent=11)
    if waiting:
        context.talk.say("`afterword review NUMBER --keep`, `--take` or `--both` decides.")
    else:
        context.talk.say("Nothing waits for a decision.")

"""`afterword keys`: which keys do what in the full screen, as you have them."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.output import Styled
from cli.parsing import add_json
from cli.safe import cells, column
from store.errors import BadRequest
from store.model.own_settings import PRESETS, KeySettings
from tui.actions.action import Action
from tui.actions.overriding import effective
from tui.actions.places import INNER, TYPED, inside
from tui.presentation.keys import PLACES
from tui.presentation.own_keys import key_problems

KEYS, NAME = 24, 26
"""Columns for keys, at least, and for the name of an action."""
NARROW = 76
"""Columns below which there are no columns."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("screen", metavar="SCREEN", nargs="?", help="only this one, such as agenda or composer")
    parser.add_argument("--preset", choices=PRESETS, help="show this set of keys, without your own changes")
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the keys by place; what is wrong in the user's own is told, and makes it fail."""
    machine = context.around.machine()
    own = machine.settings()[0].keys
    wanted = own if args.preset is None else KeySettings(preset=args.preset)
    table = effective(wanted).rows
    problems = () if args.preset else key_problems(machine)
    places = places_of(args.screen)
    if args.json:
        context.out.document(
            {
                "preset": wanted.preset,
                "config": str(machine.config) if machine.config else None,
                "places": [
                    {"place": place, "name": PLACES[place], "actions": [shape(a) for a in table if place in a.places]}
                    for place in places
                ],
                "problems": [
                    {"file": p.path, "line": p.line, "code": p.code, "message": p.message, "fix": p.fix}
                    for p in problems
                ],
            }
        )
    else:
        write(context, table, places)
    for problem in problems:
        context.talk.say(f"{problem.path}:{problem.line}: {problem.message} {problem.fix or ''}".rstrip())
    return ExitCode.USAGE if problems else ExitCode.FINE


def write(context: Context, table: Sequence[Action], places: Sequence[str]) -> None:
    """Write the places one below the other, each with its actions."""
    is_first = True
    most = max([KEYS, *(cells(", ".join(row.keys)) + 2 for row in table)])
    for place in places:
        rows = [row for row in table if place in row.places]
        if not rows:
            continue
        if not is_first:
            context.out.line()
        is_first = False
        context.out.line(Styled(PLACES[place], "bold"), Styled(f"  {place}", "dim"))
        for row in rows:
            keys = ", ".join(row.keys) or "(none)"
            if context.out.width < NARROW:
                context.out.paragraph(f"{keys}: {row.label} ({row.id})", indent=2)
            else:
                context.out.line("  ", column(keys, most), column(row.id, NAME), Styled(row.label, "dim"))


def places_of(screen: str | None) -> tuple[str, ...]:
    """Return the places to show: of one screen its own, those inside it, and what holds everywhere.

    Raises:
        BadRequest: there is no such screen.
    """
    if screen is None:
        return tuple(PLACES)
    named = {name.casefold(): place for place, name in PLACES.items()} | {place: place for place in PLACES}
    found = named.get(screen.casefold())
    if found is None:
        close = _nearest(screen, named)
        raise BadRequest(f"There is no screen “{screen}”.{close} They are: {', '.join(PLACES)}.")
    around = () if found in INNER | TYPED | {"app"} else (*inside(found), "app")
    return tuple(dict.fromkeys((found, *around)))


def shape(row: Action) -> dict[str, object]:
    """Return an action for JSON."""
    return {"id": row.id, "keys": list(row.keys), "label": row.label, "does": row.tooltip}


def _nearest(word: str, known: Sequence[str] | dict[str, str]) -> str:
    import difflib

    close = difflib.get_close_matches(word.casefold(), list(known), n=1, cutoff=0.5)
    return f" Did you mean `{close[0]}`?" if close else ""

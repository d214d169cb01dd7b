"""`afterword import FORMAT FILE`: applications from a spreadsheet, shown before anything is written."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.output import Output, Styled
from cli.parsing import add_json
from cli.stopping import stoppable
from cli.tables import write_table
from cli.wording import counted
from store.errors import BadRequest, Cancelled
from store.model.incoming import Arrival, Column, Incoming
from store.workspace.commands.bring_in import Wanted, bring_in
from store.workspace.door import Applied
from store.workspace.importing import Sorted, read_foreign, sorted_out

SHOWN = 8
"""Lines of a list in the report; `--json` tells all."""
STANDS_FOR = {"": "left out", "notes": "notes"}


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("format", metavar="FORMAT", help="csv: a table, as spreadsheets save it")
    parser.add_argument("file", metavar="FILE", help="the file; - for standard input")
    parser.add_argument(
        "--map",
        metavar="TITLE=KEY",
        action="append",
        default=[],
        help='what a column holds, as "Role=position"; "Role=" leaves it out',
    )
    parser.add_argument(
        "--stage", metavar="WORD=STAGE", action="append", default=[], help='what a word means, as "Ghosted=rejected"'
    )
    parser.add_argument("--dates", metavar="ORDER", default="", help="how 03/04/2026 is meant: dmy, mdy or iso (not)")
    parser.add_argument("--update", action="store_true", help="fill empty keys of what is in the vault already")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--dry-run", action="store_true", help="show what would be made and make nothing")
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Read the file, show what it brings, and bring it in on a yes."""
    columns, stages = pairs("--map", args.map), pairs("--stage", args.stage)
    data, origin = contents(args.file, context)
    snapshot = context.snapshot()
    incoming = read_foreign(snapshot, args.format, data, columns=columns, stages=stages, dates=args.dates)
    found = sorted_out(snapshot, incoming)
    if not args.json:
        report(context.out, incoming, found, update=args.update)
    applied = None
    wanted = Wanted(origin=origin, update=args.update)
    if args.dry_run:
        context.talk.say("Only shown, nothing was changed.")
    elif not found.new and not (args.update and found.known):
        context.talk.say("There is nothing to import.")
    elif args.yes or context.agrees(question(found, update=args.update)):
        applied = carry_out(context, incoming, wanted)
    else:
        context.talk.say("Nothing was imported.")
    if args.json:
        context.out.document(document(incoming, found, applied))
    return ExitCode.FINE


def pairs(option: str, given: Sequence[str]) -> dict[str, str]:
    """Return what stands before and behind the last `=` of each.

    Raises:
        BadRequest: one has none.
    """
    for text in given:
        if "=" not in text:
            raise BadRequest(f"“{text}” does not fit {option}: write it as NAME=MEANING.")
    return {text.rpartition("=")[0]: text.rpartition("=")[2].strip() for text in given}


def contents(name: str, context: Context) -> tuple[bytes, str]:
    """Return the file's bytes, and what it is called."""
    if name == "-":
        stream = context.around.stdin
        buffer = getattr(stream, "buffer", None)
        return (buffer.read() if buffer else stream.read().encode()), "standard input"
    place = context.around.here / Path(name).expanduser()
    return place.read_bytes(), place.name


def question(found: Sorted, *, update: bool) -> str:
    """Return what is asked before anything is written."""
    filled = f" and fill empty keys of {len(found.known)}" if update and found.known else ""
    return f"Import {counted_opportunities(len(found.new))}{filled}? [y/N]"


def carry_out(context: Context, incoming: Incoming, wanted: Wanted) -> Applied:
    """Make the change, showing how far it is; Ctrl+C takes back what was written so far."""
    with stoppable() as cancelled:

        def shown(doing: str) -> Callable[[int, int], None]:
            def show(done: int, total: int) -> None:
                if cancelled():
                    raise Cancelled("Stopped. Nothing was imported; the vault is as it was.")
                if total > SHOWN and (done % 20 == 0 or done == total):
                    context.talk.progress(f"{doing} … {done} of {total}")

            return show

        total = len(incoming.arrivals)
        written = shown("Writing")
        plan = bring_in(incoming, wanted, shown("Preparing"))
        applied = context.workspace.carry_out(plan, lambda done: written(done, total))
    context.talk.progress("")
    context.report(applied)
    if applied.paths:
        context.talk.say("`afterword undo` takes all of it back.")
    return applied


def report(out: Output, incoming: Incoming, found: Sorted, *, update: bool) -> None:
    """Write how the file was read and what comes of it."""
    for notice in incoming.notices:
        out.paragraph(notice)
    out.line()
    columns_table(out, incoming.columns)
    listing(out, f"{counted_opportunities(len(found.new))} to import", [arrival_words(a) for a in found.new])
    known = (
        "of opportunities that are in the vault: empty keys are filled"
        if update
        else "of opportunities that are in the vault: left as they are"
    )
    listing(out, known, [f"{a.label} ({lines_of(a)}) is {o.id}" for a, o in found.known])
    listing(out, "left out", [f"row {number}: {why}" for number, why in incoming.left_out])


def columns_table(out: Output, columns: Sequence[Column]) -> None:
    """Write what each column was taken for, with samples; where there is little room, one below the other."""
    rows = [(one.title or "(no title)", becomes(one), " · ".join(one.samples)) for one in columns if told(one)]
    write_table(out, ("column", "becomes", "for example"), rows, stacked)


def stacked(row: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines of a column where there is no room for a table."""
    title, holds, sample = row
    return (f"{title}: {holds}; for example {sample or 'nothing'}",)


def told(one: Column) -> bool:
    """Tell whether there is anything to say of a column."""
    return bool(one.title or one.samples)


def becomes(one: Column) -> str:
    """Return what a column becomes, in words."""
    return STANDS_FOR.get(one.holds, one.holds) + (" (own key)" if one.how == "own key" else "")


def listing(out: Output, title: str, lines: Sequence[str]) -> None:
    """Write a list under its title, at most a few of it; nothing where it is empty."""
    if not lines:
        return
    out.line()
    head = title if title[:1].isdigit() else f"{counted(len(lines), 'row')} {title}"
    out.line(Styled(head, "bold"))
    for line in lines[:SHOWN]:
        out.beside(("  ",), line, indent=2)
    if len(lines) > SHOWN:
        out.line(f"  and {len(lines) - SHOWN} more (--json lists all)")


def arrival_words(arrival: Arrival) -> str:
    """Return an opportunity in one line: what it is called, its stage, with whom, and the rows that tell of it."""
    people = ", ".join(str(person["name"]) for person in arrival.contacts)
    stage = str(arrival.header.get("stage", "lead"))
    one = f"{lines_of(arrival)} together" if len(arrival.rows) > 1 else ""
    return " · ".join(part for part in (arrival.label, stage, people, one) if part)


def lines_of(arrival: Arrival) -> str:
    """Return the rows that tell of an opportunity."""
    return f"row{'' if len(arrival.rows) == 1 else 's'} {', '.join(map(str, arrival.rows))}"


def counted_opportunities(number: int) -> str:
    """Return a number of opportunities."""
    return f"{number} opportunit{'y' if number == 1 else 'ies'}"


def document(incoming: Incoming, found: Sorted, applied: Applied | None) -> Mapping[str, object]:
    """Return the report for scripts."""
    return {
        "notices": list(incoming.notices),
        "columns": [
            {"title": c.title, "holds": c.holds or None, "how": c.how, "samples": list(c.samples)}
            for c in incoming.columns
        ],
        "new": [arrival_shape(a) for a in found.new],
        "known": [{**arrival_shape(a), "opportunity": o.id} for a, o in found.known],
        "left_out": [{"row": number, "why": why} for number, why in incoming.left_out],
        "written": list(applied.paths) if applied else None,
        "committed": applied.committed if applied else None,
    }


def arrival_shape(arrival: Arrival) -> dict[str, object]:
    """Return what a file tells of an opportunity."""
    return {
        "rows": list(arrival.rows),
        "company": arrival.company or None,
        "position": arrival.position or None,
        "keys": {k: v if isinstance(v, str) else list(v) for k, v in arrival.header.items()},
        "contacts": [{k: v if isinstance(v, str) else list(v) for k, v in c.items()} for c in arrival.contacts],
        "applied": [day.isoformat() for day in arrival.applied],
        "last_contact": arrival.last_contact.isoformat() if arrival.last_contact else None,
        "notes": list(arrival.notes),
    }

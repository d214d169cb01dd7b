"""What can stand next on a command line, for shells that complete: commands, options, their values, ids and names."""

import argparse
import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from cli.parsing import new_parser, split
from cli.table import COMMANDS, Command, find
from cli.wording import title_of
from store.errors import StoreError
from store.model.entry import Kind, Word
from store.model.opportunity import PARTS, Stage
from store.model.query import THINGS
from store.workspace.exporting import NAMES
from store.workspace.importing import ORDERS
from store.workspace.schemas import SCHEMAS
from store.workspace.snapshot import Snapshot

Candidate = tuple[str, str]
"""What is typed, and what it is."""
Vault = Callable[[], Snapshot]
EVERYWHERE = ("--vault", "--today", "--help")
FIXED: Mapping[str, Sequence[Candidate]] = {
    "STAGE": [(str(stage), "") for stage in Stage],
    "KIND": [(kind.lower(), "") for kind in Kind if kind not in (Kind.SKIPPED, Kind.SNOOZED)],
    "MARK": [(str(word), "") for word in Word],
    "SHELL": [("bash", ""), ("zsh", ""), ("fish", "")],
    "FORMAT": list(NAMES),
    "ORDER": [(order, "") for order in ORDERS],
    "WAY": [(way, "") for way in ("smtp", "sendmail", "mailto", "eml", "pdf", "clipboard")],
    "SCHEMA": [(name, about) for name, (about, _) in SCHEMAS.items()],
    "PART": [(part, "") for part in PARTS],
}
LONGEST = 70


def candidates(words: Sequence[str], vault: Vault) -> Iterator[Candidate]:
    """Yield what can stand in place of the last word; nothing where the shell knows better, as for files.

    Args:
        words: what is typed behind `afterword`, the word under the cursor last.
        vault: reads the vault that is meant.
    """
    *typed, current = words or [""]
    _, name, rest = split(typed)
    if name is None and not (typed and typed[-1] in ("--vault", "--today")):
        yield from options_everywhere() if current.startswith("-") else ((c.name, c.summary) for c in COMMANDS)
    command = find(name) if name else None
    if command:
        yield from of_command(command, rest, current, vault)


def options_everywhere() -> Iterator[Candidate]:
    """Yield the options that stand before a command."""
    yield from ((option, "") for option in (*EVERYWHERE, "--version"))


def of_command(command: Command, typed: Sequence[str], current: str, vault: Vault) -> Iterator[Candidate]:
    """Yield what can stand next behind a command."""
    parser = new_parser(command, 80)
    importlib.import_module(command.module).add_arguments(parser)
    actions = [action for action in parser._actions if action.help is not argparse.SUPPRESS]  # noqa: SLF001 - argparse tells them nowhere else
    options = {option: action for action in actions for option in action.option_strings}
    awaiting = options.get(typed[-1]) if typed else None
    if awaiting is not None and awaiting.nargs != 0:
        yield from values_of(awaiting, typed, vault)
    elif current.startswith("-"):
        yield from (
            (option, action.help or "")
            for option, action in options.items()
            if option.startswith("--") and (option not in typed or isinstance(action.default, list))
        )
        if parser.takes_minus:
            yield from of_query(current, vault)
    elif parser.takes_minus:
        yield from of_query(current, vault)
    else:
        places = [action for action in actions if not action.option_strings]
        taken = len(positional(typed, options))
        place = places[min(taken, len(places) - 1)] if places else None
        if place is not None and (taken < len(places) or place.nargs in ("*", "+")):
            yield from values_of(place, positional(typed, options), vault)


def of_query(word: str, vault: Vault) -> tuple[Candidate, ...]:
    """Return what one word of a query may become; nothing where the vault cannot be read."""
    try:
        found = vault().completions(word)
    except StoreError:
        return ()
    return tuple((one, THINGS.get(one.rpartition("has:")[2], "")) for one in found)


def positional(typed: Sequence[str], options: Mapping[str, argparse.Action]) -> list[str]:
    """Return the words that are no options and no values of options."""
    found: list[str] = []
    skip = False
    for word in typed:
        if skip:
            skip = False
        elif word.startswith("-") and word != "-":
            action = options.get(word)
            skip = action is not None and action.nargs != 0
        else:
            found.append(word)
    return found


def values_of(action: argparse.Action, typed: Sequence[str], vault: Vault) -> Iterable[Candidate]:
    """Return the values that an argument can have; none where they are free, or the vault cannot be read."""
    wanted = str(action.metavar or action.dest.upper())
    if wanted in FIXED:
        return FIXED[wanted]
    try:
        return tuple(of_vault(wanted, action.dest, typed, vault))
    except StoreError:
        return ()


def of_vault(wanted: str, dest: str, typed: Sequence[str], vault: Vault) -> Iterator[Candidate]:
    """Yield the values that the vault tells.

    Raises:
        StoreError: it cannot be read.
    """
    if wanted in ("ID", "ID|DRAFT", "ID|PATH"):
        yield from ((o.id, title_of(o)) for o in vault().records.opportunities)
    if wanted in ("DRAFT", "ID|DRAFT"):
        for draft in vault().records.drafts:
            name = draft.path.rsplit("/", 1)[-1].removesuffix(".md")
            yield name, draft.subject or f"to {draft.to}"
    if wanted == "NAME" and typed and dest not in ("playbook", "filter"):
        here = vault().opportunity_with(typed[0])
        yield from ((c.name, c.title) for c in (here.contacts if here else ()))
        yield from ((p.name, ", ".join(p.part)) for p in vault().records.people)
    if wanted == "NAME" and dest == "playbook":
        yield from ((name, book.about) for name, book in vault().playbooks.items() if name != "frame")
    if wanted == "KEY" and typed:
        here = vault().opportunity_with(typed[0])
        items = vault().schedule(here.id) if here else ()
        yield from ((i.key, i.says) for i in items if i.bucket is not None)


def shown(found: Iterable[Candidate], current: str) -> Iterator[str]:
    """Yield the candidates that begin with what is typed, a tab before what each is; one line each."""
    for word, about in found:
        if word.casefold().startswith(current.casefold()) and word.isprintable():
            told = " ".join(about.replace("%%", "%").split())[:LONGEST]
            yield f"{word}\t{told}" if told else word

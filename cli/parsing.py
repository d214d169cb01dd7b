"""The command line: split off the command, parse its arguments, and complain in one sentence."""

import argparse
import re
from collections.abc import Sequence
from typing import NoReturn

from cli.table import Command
from store.errors import BadRequest

WITH_VALUE = ("--vault", "--today")
"""Options before the command that take the next word."""

MISSING = "the following arguments are required: "
UNKNOWN = "unrecognized arguments: "
SHIELD = "\0"
"""Stands before a word whose minus is none of an option; no shell can pass it."""


class HelpWanted(Exception):
    """The user asked for help; `text` is it."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(text)


class Parser(argparse.ArgumentParser):
    """An argument parser that neither prints nor exits."""

    takes_minus = False
    """Whether a word such as `-stage:closed` is an argument and no option."""

    def error(self, message: str) -> NoReturn:
        """Refuse the command line with a sentence.

        Raises:
            BadRequest: always.
        """
        raise BadRequest(f"{self._sentence(message)} See `{self.prog} --help`.")

    def _sentence(self, message: str) -> str:
        if message.startswith(MISSING):
            return f"`{self.prog}` needs {message.removeprefix(MISSING)}."
        if message.startswith(UNKNOWN):
            return self._unknown(message.removeprefix(UNKNOWN))
        said = re.sub(r"^argument ([^:]+): ", r"\1: ", message)
        said = re.sub(r": expected (one|at least one) argument$", r" needs a value", said)
        return said[:1].upper() + said[1:] + ("" if said.endswith((".", "?")) else ".")

    def _unknown(self, words: str) -> str:
        import difflib

        first = words.split(" ", maxsplit=1)[0]
        options = [o for action in self._actions for o in action.option_strings if o.startswith("--")]
        close = difflib.get_close_matches(first.split("=")[0], options, n=1)
        hint = f" Did you mean {close[0]}?" if close else ""
        what = first if first.startswith("-") else f"“{words}”"
        return f"`{self.prog}` has no use for {what}.{hint}"


class ShowHelp(argparse.Action):
    """Stops parsing to show the help."""

    def __call__(self, parser: argparse.ArgumentParser, *_ignored: object) -> NoReturn:
        """Hand the help text up.

        Raises:
            HelpWanted: always.
        """
        raise HelpWanted(parser.format_help())


def split(argv: Sequence[str]) -> tuple[list[str], str | None, list[str]]:
    """Return the options before the command, the command's name and what follows it."""
    place = 0
    while place < len(argv) and argv[place].startswith("-"):
        place += 2 if argv[place] in WITH_VALUE else 1
    if place >= len(argv):
        return list(argv), None, []
    return list(argv[:place]), argv[place], list(argv[place + 1 :])


def new_parser(command: Command | None, width: int) -> Parser:
    """Return a parser with the options that every command has."""
    parser = Parser(
        prog=f"afterword {command.name}" if command else "afterword",
        description=f"{command.summary[:1].upper()}{command.summary[1:]}." if command else None,
        add_help=False,
        allow_abbrev=False,
        formatter_class=lambda prog: argparse.HelpFormatter(prog, width=width, max_help_position=28),
    )
    everywhere = parser.add_argument_group("everywhere")
    everywhere.add_argument(
        "--vault", metavar="DIR", help="the vault; else $AFTERWORD_VAULT, else the folder you are in"
    )
    everywhere.add_argument("--today", metavar="DATE", help="take this day (or DATETHH:MM) for today")
    everywhere.add_argument("-h", "--help", action=ShowHelp, nargs=0, help="show this")
    return parser


def parse(parser: Parser, words: Sequence[str]) -> argparse.Namespace:
    """Parse the words, options and arguments in any order.

    Raises:
        BadRequest: they do not fit.
        HelpWanted: `--help` is among them.
    """
    # Among options in any order argparse loses a `--`; behind one there are only arguments.
    typed = [shielded(parser, word) for word in words] if parser.takes_minus else words
    args = parser.parse_args(typed) if "--" in words else parser.parse_intermixed_args(typed)
    if parser.takes_minus:
        args.query = [word.removeprefix(SHIELD) for word in args.query]
    for name, value in vars(args).items():
        if name != "vault" and not is_text(value):
            raise BadRequest(f"The value of {name} is not UTF-8 text.")
    return args


def shielded(parser: Parser, word: str) -> str:
    """Return a word of a query so that its minus makes no option of it."""
    options = [option for action in parser._actions for option in action.option_strings]  # noqa: SLF001 - our own class
    is_option = not word.startswith("-") or word.startswith("--") or word in options
    return word if is_option else SHIELD + word


def is_text(value: object) -> bool:
    """Tell whether every string in an argument can be written as UTF-8."""
    if isinstance(value, list):
        return all(is_text(v) for v in value)
    return not (isinstance(value, str) and any("\ud800" <= c <= "\udfff" for c in value))


def add_json(parser: argparse.ArgumentParser) -> None:
    """Let a reading command answer in JSON."""
    parser.add_argument("--json", action="store_true", help="one JSON document instead of text")


def add_query(parser: argparse.ArgumentParser) -> None:
    """Let a command be told which opportunities are meant; a word with a minus before it is one of those."""
    about = "words, stage:, company:, tag:, who:, has:, 'due<fri', 'quiet>14d' ...; - before one means not"
    parser.add_argument("query", metavar="QUERY", nargs="*", help=about)
    if isinstance(parser, Parser):
        parser.takes_minus = True


def add_dry_run(parser: argparse.ArgumentParser) -> None:
    """Let a writing command show its change without making it."""
    parser.add_argument("--dry-run", action="store_true", help="show the change as a diff and make none")


def add_limit(parser: argparse.ArgumentParser, default: int, about: str) -> None:
    """Let a command that lists much be told how much."""
    parser.add_argument("--limit", metavar="N", type=number, default=default, help=f"{about}; {default} if not said")


def number(text: str) -> int:
    """Read how many of something are wanted.

    Raises:
        argparse.ArgumentTypeError: it is no whole number from 1 to 1,000,000.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= 7 and 1 <= int(text) <= 1_000_000):  # noqa: PLR2004 - plenty
        raise argparse.ArgumentTypeError(f"“{text}” is not a number from 1 on")
    return int(text)


def count(text: str) -> int:
    """Read a number of days.

    Raises:
        argparse.ArgumentTypeError: it is no whole number from 0 to 36500.
    """
    if not (text.isascii() and text.isdigit() and int(text[:9]) <= 36500 and len(text) < 9):  # noqa: PLR2004 - a century
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of days")
    return int(text)

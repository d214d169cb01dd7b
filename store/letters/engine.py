"""The sandboxed Jinja engine: plain values in, text out; a documented but empty name prints a gap.

No attribute of any Python object can be reached: a dot looks a name up in a dictionary of facts and nowhere else.
Templates stand alone; nothing is loaded from anywhere.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import CodeType
from typing import Any, NoReturn

from jinja2 import Template, TemplateError, TemplateSyntaxError, Undefined, meta, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from store.letters.names import LABELS, TOP
from store.letters.phrases import FILTERS

FILE = "<letter>"
LARGEST = 1 << 20
"""Most characters that a letter may have."""
TOO_LARGE = "the letter would be larger than a million characters"
PLAIN_FILTERS = (
    "capitalize", "count", "d", "default", "first", "int", "join", "last", "length", "list", "lower", "map", "reject",
    "rejectattr", "replace", "reverse", "round", "select", "selectattr", "sort", "string", "title", "trim", "unique",
    "upper",
)  # fmt: skip
LOOP_PARTS = frozenset({"index", "index0", "first", "last", "length", "revindex", "revindex0", "previtem", "nextitem"})
MOST_TURNS = 20_000
"""Turns of all loops and calls of all macros that one letter may take; a long one takes a few hundred."""
EACH_TURN = "each turn"
"""The filter that every loop's list is sent through, and the letter's purse; no template can write such a name."""
MARK = "\ue000"
"""Stands on lines of tags alone while a template runs; such lines leave nothing behind, not even an empty one."""
TAGS_ALONE = re.compile(r"^(?=[ \t]*\{[%#])(?:[ \t]*(?:\{%(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\}))+[ \t]*$", re.MULTILINE)
EMPTIED = re.compile(rf"[ \t]*{MARK}[ \t]*\n|{MARK}")
RUNTIME_ERRORS = (
    TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError, MemoryError,
)  # fmt: skip


class Fault(Exception):
    """A template cannot be filled; `line` counts from 1 in its file, `limit` tells that it took too much."""

    def __init__(self, line: int, reason: str, *, limit: bool = False) -> None:
        self.line, self.reason, self.limit = line, reason, limit
        super().__init__(line, reason)


class Gap(Undefined):
    """A documented name that has no value: prints a visible gap and is false."""

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        super().__init__(name=path)
        self.path = path

    def __str__(self) -> str:
        """Return the gap as it stands in a letter."""
        return f"[[ {LABELS[self.path]} ]]"

    def part(self, name: str) -> "Gap":
        """Return the gap for a part of what is missing."""
        path = f"{self.path}.{name}"
        if path not in LABELS:
            raise UnknownName(path)
        return Gap(path)


class UnknownName(TemplateError):
    """A template uses a name that no fact has."""

    def __init__(self, name: str) -> None:
        super().__init__(f"unknown name “{name}”. The names that a template may use stand in docs/letters.md")


class Spent(TemplateError):
    """A template turns for too long."""

    def __init__(self) -> None:
        super().__init__(f"its loops turn more than {MOST_TURNS} times")


LIMITS = (Spent, RecursionError, MemoryError)
"""What tells that a template took more than it may."""


class Purse:
    """The turns that one letter may still take."""

    def __init__(self) -> None:
        self._left = MOST_TURNS

    def spend(self) -> None:
        """Take one turn.

        Raises:
            Spent: there is none left.
        """
        self._left -= 1
        if self._left < 0:
            raise Spent


@pass_context
def _each_turn(context: Context, items: Iterable[Any]) -> Iterator[Any]:
    purse = context.parent[EACH_TURN]
    for item in items:
        purse.spend()
        yield item


class Unknown(Undefined):
    """What Jinja makes of a name that it does not find: always a fault."""

    def _fail_with_undefined_error(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise UnknownName(str(self._undefined_name))

    __str__ = __iter__ = __bool__ = __len__ = __eq__ = __ne__ = __hash__ = _fail_with_undefined_error


class Engine(ImmutableSandboxedEnvironment):
    """Jinja without attributes, without files, without arithmetic that explodes."""

    intercepted_binops = frozenset({"**", "*", "%"})

    def __init__(self) -> None:
        super().__init__(undefined=Unknown, finalize=_printable, keep_trailing_newline=True)
        self.globals.clear()
        known = self.filters
        self.filters = {name: known[name] for name in PLAIN_FILTERS} | dict(FILTERS)
        self.filters[EACH_TURN] = _each_turn

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look a part up: in facts, in a gap, or among the numbers of a loop."""
        if isinstance(obj, LoopContext):
            if attribute in LOOP_PARTS:
                return getattr(obj, attribute)
            raise SecurityError(f"“loop.{attribute}” is not available")
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Look an item up in a dictionary or a list of facts."""
        if isinstance(obj, Gap):
            return obj.part(str(argument))
        if isinstance(obj, Mapping):
            if argument in obj:
                return obj[argument]
            raise UnknownName(str(argument))
        if isinstance(obj, list | tuple | str) and isinstance(argument, int | slice):
            return obj[argument]
        raise SecurityError(f"“{argument}” is not available here: facts have no attributes and no methods")

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002 - Jinja's signature
        """Refuse every attribute of every Python object."""
        return False

    def is_safe_callable(self, obj: Any) -> bool:
        """Allow macros of the template itself, nothing else."""
        return isinstance(obj, Macro)

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a macro, which is a turn like that of a loop."""
        context.parent[EACH_TURN].spend()
        return super().call(context, called, *args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002 - Jinja's signature
        """Refuse operators by which a few characters fill the memory."""
        raise SecurityError(f"the operator “{operator}” is not available in a letter")


def _printable(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str | int | float | Undefined):
        return value
    raise UnknownName("a whole list or group: take one part of it, or loop over it with `for`")


def fill(source: str, line: int, values: Mapping[str, Any]) -> str:
    """Fill a template.

    Args:
        source: the template's text, without its header.
        line: the line of the file where it begins, from 1.
        values: plain facts, as `store.letters.facts` makes them.

    Raises:
        Fault: it cannot be filled.
    """
    template = _compiled("\n" * (line - 1) + TAGS_ALONE.sub(rf"{MARK}\g<0>", source))
    context = {name: _dressed(value, name) for name, value in values.items() if name in TOP} | {EACH_TURN: Purse()}
    parts: list[str] = []
    size = 0
    try:
        for part in template.generate(context):
            parts.append(part)
            size += len(part)
            if size > LARGEST:
                raise Fault(line, TOO_LARGE, limit=True)
    except RUNTIME_ERRORS as error:
        raise Fault(_line_of(error, line), _reason(error), limit=isinstance(error, LIMITS)) from error
    return EMPTIED.sub("", "".join(parts))


@lru_cache(maxsize=1)
def _engine() -> Engine:
    return Engine()


@lru_cache(maxsize=128)
def _compiled(source: str) -> Template:
    """Return a template ready to be filled; the letter on the screen is filled at every choice."""
    engine = _engine()
    try:
        code = engine.compile(_counting(_tree(source)), filename=FILE)
    except TemplateSyntaxError as error:
        raise Fault(error.lineno, error.message or "it is not a valid template") from error
    except RUNTIME_ERRORS as error:
        raise Fault(1, _reason(error), limit=isinstance(error, LIMITS)) from error
    if not isinstance(code, CodeType):
        raise Fault(1, "it is not a valid template")
    return engine.template_class.from_code(engine, code, {})


def inspect(source: str, line: int) -> None:
    """Read a template without running any of it.

    Args:
        source: the template's text, without its header.
        line: the line of the file where it begins, from 1.

    Raises:
        Fault: it cannot be filled, whatever the facts.
    """
    try:
        _tree("\n" * (line - 1) + source)
    except TemplateSyntaxError as error:
        raise Fault(error.lineno, error.message or "it is not a valid template") from error
    except RUNTIME_ERRORS as error:
        raise Fault(line, _reason(error)) from error


def _tree(source: str) -> nodes.Template:
    tree = _engine().parse(source)
    _refuse_strangers(tree)
    return tree


def _refuse_strangers(tree: nodes.Template) -> None:
    """Name what a letter may not do before any of it runs."""
    for node in tree.find_all((nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)):
        raise Fault(node.lineno, "a letter stands alone: include, import and extends are not available")
    strangers = meta.find_undeclared_variables(tree) - TOP
    for name in tree.find_all(nodes.Name):
        if name.name in strangers:
            raise Fault(name.lineno, str(UnknownName(name.name)))


def _counting(tree: nodes.Template) -> nodes.Template:
    """Return a template whose loops count their turns."""
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, EACH_TURN, [], [], None, None, lineno=loop.iter.lineno)
    tree.set_environment(_engine())
    return tree


def _dressed(value: Any, path: str) -> Any:
    """Return facts with a gap in the place of each empty one."""
    if isinstance(value, Mapping):
        return {part: _dressed(inner, f"{path}.{part}") for part, inner in value.items()} if value else Gap(path)
    if isinstance(value, list):
        return [_dressed(item, f"{path}[]") for item in value]
    return Gap(path) if value == "" else value


def _line_of(error: BaseException, default: int) -> int:
    """Return the template's line that an error came from: the innermost one of its traceback."""
    found, frame = default, error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename == FILE:
            found = frame.tb_lineno
        frame = frame.tb_next
    return found


def _reason(error: BaseException) -> str:
    if isinstance(error, RecursionError):
        return "it calls itself without end"
    if isinstance(error, MemoryError):
        return "it needs more memory than a letter may take"
    return str(error) or type(error).__name__

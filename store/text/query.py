"""The query language, read and written: `north stage:open due<fri -tag:remote "board pack"`."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from msgspec import Struct

from store.errors import BadRequest, QueryFault
from store.model.folding import fold
from store.model.opportunity import Stage
from store.model.query import AGES, DAYS, GROUPS, KEYS, TEXTS, THINGS, Query, Term
from store.model.value import replace
from store.text.when import months_on, parse_when

KEY = re.compile(r"([^\W\d][\w-]*)(<=|>=|[:<>=])")
SPAN = re.compile(r"(\d{1,4})([dwmy]?)", re.ASCII)
DAY_EXAMPLES = "fri, today, +3d, eom, 2026-11-24"
SPAN_EXAMPLES = "14d, 3w, 2m"
MOST = 100
"""Words and values that a query may look for."""


class Piece(Struct, frozen=True, kw_only=True):
    """One term as typed, before anybody asks what it means."""

    start: int
    end: int
    is_negated: bool = False
    key: str = ""
    order: str = ":"
    values: tuple[tuple[str, int, int], ...] = ()
    """Each value with its place, quotes included; an empty one where nothing was typed."""
    behind: int = 0
    """Where the first value begins, or would."""


class Language(Struct, frozen=True, kw_only=True):
    """What words mean in one vault on one day."""

    today: date
    stages: Mapping[str, Stage]
    """Stage names of the user's own."""
    workdays_on: Callable[[date, int], date] | None = None

    @property
    def stage_names(self) -> tuple[str, ...]:
        """Return everything that `stage:` knows."""
        return (*GROUPS, *(str(stage) for stage in Stage), *self.stages)


def parse_query(text: str, language: Language) -> Query:
    """Read a query.

    Raises:
        QueryFault: a part of it has no meaning; it says which part.
    """
    return Query(text=text, terms=tuple(_terms(text, language)))


def readable_query(text: str, language: Language) -> tuple[Query, QueryFault | None]:
    """Return the terms before the first one that cannot be read, and what is wrong with that one."""
    terms: list[Term] = []
    try:
        terms.extend(_terms(text, language))  # those before a fault have their place by then
    except QueryFault as fault:
        return Query(text=text, terms=tuple(terms)), fault
    return Query(text=text, terms=tuple(terms)), None


def _terms(text: str, language: Language) -> Iterator[Term]:
    """Yield the terms of a query; more than anybody types may be a text that was pasted, and takes its time."""
    values = 0
    for piece in pieces(text):
        values += len(piece.values)
        if values > MOST:
            start, length = piece.start, piece.end - piece.start
            raise QueryFault(text, start, length, f"A query may look for {MOST} things at the most.")
        yield _term(text, piece, language)


def pieces(text: str) -> Iterable[Piece]:
    """Yield the terms of a query as they are typed; no text is too odd for it."""
    place = _skip(text, 0)
    while place < len(text):
        piece = _piece(text, place)
        yield piece
        place = _skip(text, piece.end)


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _piece(text: str, start: int) -> Piece:
    is_negated = text[start] == "-"
    place = start + is_negated
    if (head := KEY.match(text, place)) is None:
        value, end = _value(text, place, "")
        return Piece(start=start, end=end, is_negated=is_negated, values=((value, place, end),), behind=place)
    key, order = fold(head[1]), head[2]
    behind = place = head.end()
    parted = "," if key not in (*DAYS, *AGES) else ""
    values = []
    while True:
        value, end = _value(text, place, parted)
        values.append((value, place, end))
        if not parted or text[end : end + 1] != parted:
            break
        place = end + 1
    return Piece(start=start, end=end, is_negated=is_negated, key=key, order=order, values=tuple(values), behind=behind)


def _value(text: str, start: int, parted: str) -> tuple[str, int]:
    """Return one value and where it ends; a quotation that is not closed yet goes to the end of the text."""
    if text[start : start + 1] != '"':
        place = start
        while place < len(text) and not text[place].isspace() and text[place] != (parted or None):
            place += 1
        return text[start:place], place
    place = start + 1
    found: list[str] = []
    while place < len(text):
        if text[place] == '"':
            if text[place + 1 : place + 2] != '"':
                return "".join(found), place + 1
            place += 1
        found.append(text[place])
        place += 1
    return "".join(found), place


def _term(text: str, piece: Piece, language: Language) -> Term:
    if not piece.key:
        word, start, end = piece.values[0]
        if not word:
            what = "in the quotes" if end > start else "behind the minus"
            raise QueryFault(text, start, end - start, f"Nothing stands {what}.")
        return Term(values=(word,), is_negated=piece.is_negated, start=piece.start, end=piece.end)
    if piece.key not in KEYS:
        start = piece.start + piece.is_negated
        near = nearest(piece.key, KEYS)
        hint = near and f"{near}{piece.order}"
        reason = f"“{piece.key}” is no key" + ("." if hint else "; put quotes around what is only text.")
        raise QueryFault(text, start, piece.behind - start, reason, hint)
    for value, start, end in piece.values:
        if not value and not (piece.order == "=" and end > start):
            raise QueryFault(text, start, end - start, f"{piece.key}{piece.order} wants {_wanted(piece.key)}.")
    read = READERS.get(piece.key, _texts)
    term = read(text, piece, language)
    return replace(term, key=piece.key, is_negated=piece.is_negated, start=piece.start, end=piece.end)


def _wanted(key: str) -> str:
    if key == "stage":
        return "a stage, open or closed"
    if key == "has":
        return "one of " + ", ".join(THINGS)
    if key in DAYS:
        return f"a day: {DAY_EXAMPLES}"
    return f"a length of time: {SPAN_EXAMPLES}" if key in AGES else "a text"


def _texts(text: str, piece: Piece, _: Language) -> Term:
    _refuse_order(text, piece, ":=")
    return Term(order=piece.order, values=tuple(value for value, *_ in piece.values))


def _stages(text: str, piece: Piece, language: Language) -> Term:
    _refuse_order(text, piece, ":=")
    return Term(values=tuple(_stage(text, value, language) for value in piece.values))


def _stage(text: str, typed: tuple[str, int, int], language: Language) -> str:
    word, start, end = typed
    names = language.stage_names
    fits = [n for n in names if fold(n) == fold(word)] or [n for n in names if fold(n).startswith(fold(word))]
    if len(fits) == 1 or (fits and fold(fits[0]) == fold(word)):
        return fits[0]
    if fits:
        raise QueryFault(text, start, end - start, f"“{word}” could be {' or '.join(fits)}.")
    raise _unknown(text, typed, f"“{word}” is no stage.", names)


def _things(text: str, piece: Piece, _: Language) -> Term:
    _refuse_order(text, piece, ":=")
    for typed in piece.values:
        if fold(typed[0]) not in THINGS:
            raise _unknown(text, typed, f"has: does not know “{typed[0]}”.", THINGS)
    return Term(values=tuple(fold(word) for word, *_ in piece.values))


def _unknown(text: str, typed: tuple[str, int, int], reason: str, names: Iterable[str]) -> QueryFault:
    word, start, end = typed
    near = nearest(word, names)
    return QueryFault(text, start, end - start, reason if near else f"{reason} Write {', '.join(names)}.", near)


def _days(text: str, piece: Piece, language: Language) -> Term:
    day = _day(text, piece, language)
    return Term(order="<=" if piece.order == ":" else piece.order, values=(day.isoformat(),), day=day)


def _day(text: str, piece: Piece, language: Language) -> date:
    word, start, end = piece.values[0]
    try:
        return parse_when(word, language.today, language.workdays_on)
    except BadRequest:
        raise QueryFault(text, start, end - start, f"“{word}” is no day: write {DAY_EXAMPLES}.") from None


def _ages(text: str, piece: Piece, language: Language) -> Term:
    word, start, end = piece.values[0]
    if span := SPAN.fullmatch(fold(word)):
        count, unit = int(span[1]), span[2] or "d"
        try:
            day = _so_long_ago(language.today, count, unit)
        except (ValueError, OverflowError):
            raise QueryFault(text, start, end - start, f"The calendar does not reach “{word}” back.") from None
        order = ">=" if piece.order == ":" else piece.order
        return Term(order=order, values=(f"{count}{unit}",), day=day, is_age=True)
    if piece.key == "since":
        return _days(text, piece, language)
    raise QueryFault(text, start, end - start, f"“{word}” is no length of time: write {SPAN_EXAMPLES}.")


def _so_long_ago(today: date, count: int, unit: str) -> date:
    if unit in "dw":
        return today - timedelta(days=count * (7 if unit == "w" else 1))
    return months_on(today, -count * (12 if unit == "y" else 1))


READERS: Mapping[str, Callable[[str, Piece, Language], Term]] = {
    "stage": _stages,
    "has": _things,
    **dict.fromkeys(DAYS, _days),
    **dict.fromkeys(AGES, _ages),
}


def _refuse_order(text: str, piece: Piece, known: str) -> None:
    if piece.order not in known:
        start = piece.behind - len(piece.order)
        what = f"{piece.key} is not compared: write {piece.key}:"
        raise QueryFault(
            text, start, len(piece.order), f"{what} or {piece.key}=." if piece.key in TEXTS else f"{what}."
        )


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the known word that a mistyped one is most like; empty where it is like none."""
    import difflib

    folded = {fold(known): known for known in words}
    close = difflib.get_close_matches(fold(word), folded, n=1)
    return folded[close[0]] if close else ""


def quoted(value: str, *, parted: Iterable[str] | None = None) -> str:
    """Return a value as it is typed: in quotes where it would be taken for something else.

    Args:
        value: a text.
        parted: what ends a value behind a key; None = it stands alone, as a word.
    """
    is_odd = not value or value[0] == '"' or any(c.isspace() for c in value)
    if parted is None:
        is_odd = is_odd or value[0] == "-" or KEY.match(value) is not None
    else:
        is_odd = is_odd or any(c in value for c in parted)
    return '"' + value.replace('"', '""') + '"' if is_odd else value

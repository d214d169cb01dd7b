"""A table to the opportunities that it tells of: what is guessed is told, what fits nowhere is kept as notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from store.errors import BadRequest, MustTell
from store.exchange.csv_sheet.columns import columns_of, meaning
from store.exchange.csv_sheet.days import Order, is_open, read_day, shown_order
from store.exchange.csv_sheet.decoding import decoded
from store.exchange.csv_sheet.grid import read_grid
from store.exchange.csv_sheet.joining import joined
from store.exchange.csv_sheet.lines import DAYS, Line, arrival_of
from store.model.incoming import Column, Incoming, Reading

FIRST_LINES = 10
"""How far down the titles may stand, below what somebody wrote above the table."""
SHOWN = 3


@dataclass(slots=True)
class Notices:
    """What is worth telling: each sentence once, with the lines that it is about."""

    sentences: list[str] = field(default_factory=list)
    about: dict[str, list[int]] = field(default_factory=dict)

    def say(self, sentence: str) -> None:
        """Tell something of the whole file."""
        self.sentences.append(sentence)

    def of_line(self, number: int, what: str) -> None:
        """Tell something of one line."""
        self.about.setdefault(what, []).append(number)

    def told(self) -> tuple[str, ...]:
        """Return the sentences."""
        return (*self.sentences, *(f"{what}: {lines_told(numbers)}." for what, numbers in self.about.items()))


def lines_told(numbers: Sequence[int]) -> str:
    """Return row numbers in words, at most a few."""
    shown = ", ".join(map(str, numbers[:SHOWN]))
    more = f" and {len(numbers) - SHOWN} more" if len(numbers) > SHOWN else ""
    return f"row{'' if len(numbers) == 1 else 's'} {shown}{more}"


def read(data: bytes, reading: Reading) -> Incoming:
    """Read a table.

    Raises:
        BadRequest: it is no table, or the user named what is not there.
        MustTell: a date or a column can be meant in two ways.
    """
    text, encoding = decoded(data)
    grid = read_grid(text)
    if not grid.lines:
        raise BadRequest("The table is empty.")
    notices = Notices()
    notices.say(f"Read as {encoding}, with {grid.separator} between the cells.")
    head, lines = with_titles(grid.lines, reading)
    columns = columns_of(head, [cells for _, cells in lines], reading.columns)
    refuse_nameless(columns)
    orders = orders_of(columns, lines, reading, notices)
    found = [
        arrival_of(Line(number=number, cells=cells_by_place(cells, len(columns))), columns, orders, reading, notices)
        for number, cells in lines
    ]
    nameless = tuple((one.rows[0], "no company and no position") for one in found if not one.label)
    arrivals, doubles = joined([one for one in found if one.label])
    for one in arrivals:
        if not (one.company and one.position):
            missing = "position" if one.company else "company"
            notices.of_line(one.rows[0], f"The {missing} is not told; `afterword check` will ask for it")
    return Incoming(arrivals=arrivals, columns=columns, left_out=(*nameless, *doubles), notices=notices.told())


def cells_by_place(cells: Sequence[str], size: int) -> tuple[str, ...]:
    """Return the cells of a line, as many as there are columns and whatever stands beyond them."""
    return (*cells, *("" for _ in range(size - len(cells))))


def with_titles(
    lines: Sequence[tuple[int, tuple[str, ...]]], reading: Reading
) -> tuple[tuple[str, ...], Sequence[tuple[int, tuple[str, ...]]]]:
    """Return the line of titles and those below it: the first one that names a company or a position."""
    wanted = {"company", "position"}
    said = {" ".join(title.split()).casefold() for title in reading.columns}
    for place, (_, cells) in enumerate(lines[:FIRST_LINES]):
        titles = {" ".join(cell.split()).casefold() for cell in cells}
        if wanted & {meaning(cell) for cell in cells} or (said and said <= titles):
            return cells, lines[place + 1 :]
    return lines[0][1], lines[1:]


def refuse_nameless(columns: Sequence[Column]) -> None:
    """Refuse a table in which nothing tells the company.

    Raises:
        MustTell: the user can tell.
    """
    if any(column.holds == "company" for column in columns):
        return
    titles = ", ".join(f"“{column.title}”" for column in columns if column.title)
    raise MustTell(
        f"No column says what the company is. The first row is taken for titles: {titles}. "
        'Say which one it is: --map "TITLE=company". Nothing was imported.'
    )


def orders_of(
    columns: Sequence[Column], lines: Sequence[tuple[int, tuple[str, ...]]], reading: Reading, notices: Notices
) -> Mapping[int, Order | None]:
    """Return for each column of dates which number is the day.

    Raises:
        MustTell: a column has dates that could be two days, and nothing settles which.
    """
    places = [i for i, column in enumerate(columns) if column.holds in DAYS]
    cells = {i: [line[i] for _, line in lines if i < len(line)] for i in places}
    if reading.dates:
        return dict.fromkeys(places, Order(reading.dates))
    shown = {i: shown_order(cells[i]) for i in places}
    everywhere = set().union(*shown.values())
    orders: dict[int, Order | None] = {}
    for i in places:
        proofs = shown[i] or everywhere
        orders[i] = next(iter(proofs)) if len(proofs) == 1 else None
        doubtful = next((cell for cell in cells[i] if is_open(cell)), None)
        if doubtful is None:
            continue
        if orders[i] is None:
            raise MustTell(two_days(columns[i].title, doubtful, mixed=bool(proofs)))
        notices.say(f"“{columns[i].title}”: the {'day' if orders[i] is Order.DMY else 'month'} comes first in dates.")
    return orders


def two_days(title: str, cell: str, *, mixed: bool) -> str:
    """Return what is asked where a date could be two days."""
    first, second = (read_day(cell, order) or date.min for order in (Order.DMY, Order.MDY))
    why = "other rows show both ways" if mixed else "no row shows which number is the day"
    return (
        f"“{title}” has dates that could be two days, such as {' '.join(cell.split())}: {why}. Say which: --dates dmy "
        f"({first}), --dates mdy ({second}), or --dates iso (none: they are kept as notes). Nothing was imported."
    )

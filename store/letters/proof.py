"""Proof: which facts stand in a letter, where, and the file and line that each comes from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from store.letters.chart import read_charts
from store.letters.facts import Facts
from store.model.letter import Passage, Proof
from store.model.value import replace

EDGES = " \t\n\"“”„‘’'«».,;:"
SUBJECT = -1
"""The row of the subject."""
Place = tuple[int, int]


@dataclass(slots=True)
class _Stream:
    """A piece of a letter that is read without a break, in small letters and single spaces."""

    text: str
    places: list[Place]
    """Row and column of each of its characters."""
    close: str = field(init=False)
    """The same without any spaces: lines may be cut between wide characters, and long words inside a chart."""
    close_places: list[Place] = field(init=False)

    def __post_init__(self) -> None:
        kept = [n for n, character in enumerate(self.text) if character != " "]
        self.close = "".join(self.text[n] for n in kept)
        self.close_places = [self.places[n] for n in kept]

    def find(self, wanted: str, *, is_cut: bool) -> Iterator[list[Place]]:
        """Find where some words stand as whole words."""
        if is_cut or not wanted.isascii():
            return _whole(self.close, self.close_places, wanted.replace(" ", ""))
        return _whole(self.text, self.places, wanted)


def proof_of(subject: str, body: str, facts: Facts) -> tuple[Proof, ...]:
    """Return the facts that a letter holds with their places, in the order in which they first appear."""
    lines = body.split("\n")
    rows = [row for row in read_charts(lines) if not row.is_rule]
    inside = {line for row in rows for line in range(row.first, row.last + 1)}
    streams = [
        (_stream([_whole_line(SUBJECT, subject)]), False),
        (_stream([_whole_line(n, line) for n, line in enumerate(lines) if n not in inside]), False),
        *((_stream([(p, lines[p.row]) for p in cell]), True) for row in rows for cell in row.cells),
    ]
    found: list[Proof] = []
    for fact in facts.proof:
        wanted = _flat(fact.text)
        places = [at for stream, is_cut in streams for at in stream.find(wanted, is_cut=is_cut)] if wanted else []
        if places:
            found.append(replace(fact, places=tuple(p for at in sorted(places) for p in _passages(at))))
    return tuple(sorted(found, key=lambda fact: (fact.places[0].row, fact.places[0].start)))


def _whole_line(row: int, line: str) -> tuple[Passage, str]:
    return Passage(row=row, start=0, end=len(line)), line


def _stream(pieces: Sequence[tuple[Passage, str]]) -> _Stream:
    text: list[str] = []
    places: list[Place] = []
    for passage, line in pieces:
        for column in range(passage.start, passage.end + 1):
            character = line[column] if column < passage.end else " "  # a line's end is a space
            for small in " " if character.isspace() else character.casefold():
                if small != " " or (text and text[-1] != " "):
                    text.append(small)
                    places.append((passage.row, column))
    return _Stream("".join(text), places)


def _whole(text: str, places: Sequence[Place], wanted: str) -> Iterator[list[Place]]:
    start = text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if not _goes_on(text, places, start) and not _goes_on(text, places, end):
            yield [place for place, character in zip(places[start:end], wanted, strict=True) if character != " "]
        start = text.find(wanted, start + 1)


def _goes_on(text: str, places: Sequence[Place], cut: int) -> bool:
    """Tell whether a word goes on over a place where a fact would begin or end."""
    if not 0 < cut < len(text) or not (_is_word(text[cut - 1]) and _is_word(text[cut])):
        return False
    (row, column), (next_row, next_column) = places[cut - 1], places[cut]
    return row == next_row and next_column - column <= 1 and (text[cut - 1].isascii() or text[cut].isascii())


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _passages(places: Sequence[Place]) -> Iterator[Passage]:
    rows: dict[int, list[int]] = {}
    for row, column in places:
        rows.setdefault(row, []).append(column)
    for row, columns in rows.items():
        yield Passage(row=row, start=min(columns), end=max(columns) + 1)


def _flat(text: str) -> str:
    return " ".join(text.strip(EDGES).split()).casefold()

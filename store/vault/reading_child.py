"""A process that reads opportunities for another one: paths in, rows of the index out, until nobody asks any more."""

import gc
from pathlib import Path
from typing import IO

from msgspec.msgpack import Decoder, Encoder

from store.vault.index import row_of
from store.vault.layout import Kind
from store.vault.reading import Reader
from store.vault.reading_apart import Begin, read_frame, write_frame
from store.vault.scan import Found

BEGIN = Decoder(Begin)
PATHS = Decoder(list[str])
UNKNOWN = (0, 0, 0, 0)
"""The signature of a file at which nobody has looked."""


def main(requests: IO[bytes], answers: IO[bytes]) -> int:
    """Answer one request after the other."""
    gc.disable()  # what is made here is gone by the next request
    begin = read_frame(requests)
    if begin is None:
        return 1
    root, settings, people = BEGIN.decode(begin)
    reader = Reader(Path(root))
    reader.stand_on(settings, people)
    encoder = Encoder()
    while (asked := read_frame(requests)) is not None:
        write_frame(answers, encoder.encode([_row(reader, path) for path in PATHS.decode(asked)]))
    return 0


def _row(reader: Reader, path: str) -> bytes | None:
    """Return the row of a file; None where it had better be read by whoever asks."""
    read = reader.read_once(Found(path, Kind.OPPORTUNITY, UNKNOWN))
    return row_of(path, read) if read else None

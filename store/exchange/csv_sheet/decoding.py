"""Bytes of a table to its text: UTF-8, UTF-16 or what Windows used to write, told which it was taken for."""

import codecs

from store.errors import BadRequest

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
WORKBOOKS = (
    (b"PK\x03\x04", "an Excel or LibreOffice workbook"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF"),
)
LARGEST = 64 * 1024 * 1024
HALF = 2


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text without NULs, and what its encoding was taken for.

    Raises:
        BadRequest: it is no text, or more than any table of applications.
    """
    for start, what in WORKBOOKS:
        if data.startswith(start):
            raise BadRequest(
                f"This is {what}, not a table as text. Save it as CSV (UTF-8) there, and import that file."
            )
    if len(data) > LARGEST:
        raise BadRequest("The file is larger than 64 MB: no table of applications is.")
    text, name = as_text(data)
    return text.replace("\0", ""), name


def as_text(data: bytes) -> tuple[str, str]:
    """Decode by the mark at the beginning, else by what the bytes look like."""
    for mark, codec, name in MARKS:
        if data.startswith(mark):
            return data.decode(codec, "replace"), name
    start = data[:4000]
    if start.count(0) * 3 > len(start):
        little = start[1::2].count(0) >= start[::2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", "replace"), "UTF-16 without a mark"
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "Windows-1252"

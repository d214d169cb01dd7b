"""Dates as spreadsheets write them; where day and month could be either, the whole column tells, or the user."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from unicodedata import combining, normalize

MONTHS = (
    ("jan", "jae"),
    ("feb", "fev"),
    ("mar", "mae", "mrz"),
    ("apr", "avr"),
    ("may", "mai"),
    ("jun", "juin"),
    ("jul", "juil"),
    ("aug", "aou"),
    ("sep",),
    ("oct", "okt"),
    ("nov",),
    ("dec", "dez"),
)
"""How the names of months begin in English, German and French, accents aside."""
CLOCK = r"(?:[ T,]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]m)?(?:Z| ?[+-]\d\d:?\d\d)?)?"
DAYS = (
    "(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
    "|mo|di|mi|do|fr|sa|so|dienstag|mittwoch|donnerstag|freitag|sonnabend"
    "|lun|mar|mer|jeu|ven|sam|dim|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
)
"""In English, German and French."""
WEEKDAY = rf"(?:(?:{DAYS})[,.]{{0,2}} +)?"
MONTH = r"([^\W\d_]{3,9})"
YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){CLOCK}", re.IGNORECASE)
NUMBERS = re.compile(rf"{WEEKDAY}(\d{{1,2}})([-/.]) ?(\d{{1,2}})\2 ?(\d{{4}}|\d\d){CLOCK}", re.IGNORECASE)
DAY_FIRST = re.compile(
    rf"{WEEKDAY}(\d{{1,2}})(?:(?:st|nd|rd|th|er|\.)?[ -]|\.){MONTH}\.?,?[ -](\d{{4}}|\d\d){CLOCK}", re.IGNORECASE
)
MONTH_FIRST = re.compile(
    rf"{WEEKDAY}{MONTH}\.?[ -](\d{{1,2}})(?:st|nd|rd|th)?,?[ -](\d{{4}}|\d\d){CLOCK}", re.IGNORECASE
)
SERIAL = re.compile(r"[3-6]\d{4}(?:\.\d+)?", re.ASCII)
EXCEL = date(1899, 12, 30)
"""The day 0 of spreadsheets."""


class Order(StrEnum):
    """Which number of `03/04/2026` is the day."""

    DMY = "dmy"
    MDY = "mdy"
    ISO = "iso"
    """Neither: only what begins with the year is a date."""


def read_day(text: str, order: Order | None) -> date | None:
    """Return the day that a cell tells; None when it tells none.

    Args:
        text: the cell.
        order: how numbers are read that could be either; None = such a cell tells no day.
    """
    text = " ".join(normalize("NFC", text).split())
    if found := YEAR_FIRST.fullmatch(text):
        return made(found[1], found[2], found[3])
    if NUMBERS.fullmatch(text):
        first, second = both_ways(text)
        if order is Order.ISO:
            return None
        if first and second and first != second:
            return None if order is None else second if order is Order.MDY else first
        return first or second
    if found := DAY_FIRST.fullmatch(text):
        return made(found[3], month_of(found[2]), found[1])
    if found := MONTH_FIRST.fullmatch(text):
        return made(found[3], month_of(found[1]), found[2])
    return EXCEL + timedelta(days=int(float(text))) if SERIAL.fullmatch(text) else None


def both_ways(text: str) -> tuple[date | None, date | None]:
    """Return the day that numbers tell with the day first, and with the month first."""
    found = NUMBERS.fullmatch(" ".join(text.split()))
    if found is None:
        return None, None
    day_first = made(found[4], found[3], found[1])
    return day_first, None if found[2] == "." else made(found[4], found[1], found[3])


def is_open(text: str) -> bool:
    """Tell whether a cell could be two days."""
    first, second = both_ways(text)
    return bool(first and second) and first != second


def shown_order(cells: Iterable[str]) -> set[Order]:
    """Return the orders that some cells prove: by a number beyond 12 where a month would stand."""
    proofs = {(first is not None, second is not None) for first, second in map(both_ways, cells)}
    return {order for order, proof in ((Order.DMY, (True, False)), (Order.MDY, (False, True))) if proof in proofs}


def month_of(word: str) -> str:
    """Return the number of a month by its name in one of three languages; `0`, which is none, for any other word."""
    name = "".join(sign for sign in normalize("NFD", word.casefold()) if not combining(sign))
    return next((str(number) for number, begins in enumerate(MONTHS, 1) if name.startswith(begins)), "0")


def made(year: str, month: str, day: str) -> date | None:
    """Return the day, if the calendar has it; years of two digits are of this century."""
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))  # noqa: PLR2004 - two digits
    except ValueError:
        return None

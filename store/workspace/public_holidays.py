"""Public holidays of the country in the settings, where the `holidays` package is installed.

Loading that package takes as long as reading five hundred files, so the days of a year that it once gave are kept in
the user's cache folder, for as long as the same package is installed. Losing them costs that time, nothing else.
"""

import contextlib
import importlib.util
import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from store.workspace.machine import keep_values


@cache
def public_holidays(country: str, region: str, folder: Path | None = None) -> Callable[[date], bool]:
    """Return a function that tells public holidays; with no country, or without the package, no day is one.

    The same function for the same place, so that one can see that nothing has changed.

    Args:
        country: its ISO 3166 code, as in the settings.
        region: a part of it; one that is not known counts as none.
        folder: the user's cache folder; None = nothing is kept.
    """
    if not country.strip():
        return _never
    calendar = _Calendar(country.strip().upper(), region.strip().upper(), folder)
    return lambda day: day in calendar.of(day.year)


def _never(_: date) -> bool:
    return False


class _Calendar:
    """The days of one country or region, a year at a time."""

    def __init__(self, country: str, region: str, folder: Path | None) -> None:
        self._country, self._region = country, region
        name = f"{country}-{region}" if region else country
        self._file = folder / "holidays" / f"{name}.json" if folder and name.replace("-", "").isalnum() else None
        self._years: dict[int, frozenset[date]] = {}

    def of(self, year: int) -> frozenset[date]:
        """Return the days of a year."""
        if year not in self._years:
            self._years = self._kept() | self._years
        if year not in self._years:
            self._years[year] = _asked(self._country, self._region, year)
            self._keep()
        return self._years[year]

    def _kept(self) -> dict[int, frozenset[date]]:
        """Return what is kept from the package that is installed now; nothing where it does not read as days."""
        try:
            told = json.loads(self._file.read_bytes()) if self._file else {}
            if told["of"] != _installed():
                return {}
            return {int(year): frozenset(map(date.fromisoformat, days)) for year, days in told["years"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}

    def _keep(self) -> None:
        if self._file is None:
            return
        years = {str(year): [day.isoformat() for day in sorted(days)] for year, days in self._years.items()}
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            keep_values(self._file, {"of": _installed(), "years": years})


def _installed() -> list[int]:
    """Return what tells one version of the package from another, without loading it."""
    found = importlib.util.find_spec("holidays")
    if found is None or not found.origin:
        return []
    told = [Path(found.origin).with_name(name).stat() for name in ("__init__.py", "version.py", "registry.py")]
    return [number for one in told for number in (one.st_mtime_ns, one.st_size)]


def _asked(country: str, region: str, year: int) -> frozenset[date]:
    """Return what the package says; without its region where that is unknown, nothing where the country is."""
    try:
        import holidays
    except ImportError:
        return frozenset()
    for division in (region or None, None):
        with contextlib.suppress(NotImplementedError):
            # A holiday of the next January may be kept in December.
            found: Any = holidays.country_holidays(country, subdiv=division, years=(year, year + 1))
            return frozenset(day for day in found if day.year == year)
    return frozenset()

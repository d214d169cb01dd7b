"""The settings of a vault, shared by all machines: data only, no program and no host."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from msgspec import Struct, field

from store.model.opportunity import Stage


class Settings(Struct, frozen=True, kw_only=True, array_like=True):
    """What `afterword.toml` says."""

    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    timezone: str = ""
    """IANA name; empty = the machine's."""
    playbook: str = "blend"
    folder: str | None = None
    """Folder under `opportunities/` for new files; None = one a year; "" = none."""
    workdays: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    """Monday is 0."""
    country: str = ""
    region: str = ""
    days_off: tuple[tuple[date, date], ...] = ()
    """First and last day of each range, both included."""
    transit_days: int = 3
    """Working days that posted mail takes."""
    stages: Mapping[str, Stage] = field(default_factory=lambda: MappingProxyType({}))
    """Stage names of the user's own."""

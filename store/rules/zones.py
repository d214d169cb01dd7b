"""Time zones by their names."""

from datetime import UTC, datetime, tzinfo


def zone_of(name: str, fallback: tzinfo | None) -> tzinfo:
    """Return the zone of that IANA name; with no name, or one that is unknown here, the other one, else UTC."""
    if name:
        found = named_zone(name)
        if found is not None:
            return found
    return fallback or UTC


def named_zone(name: str) -> tzinfo | None:
    """Return a zone by `Z`, `+HH:MM` or an IANA name; None when there is no such zone."""
    if name in ("Z", "z", "UTC"):
        return UTC
    if name[0] in "+-":
        return datetime.fromisoformat(f"2000-01-01T00:00{name}").tzinfo if _is_offset(name) else None
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return None


def _is_offset(name: str) -> bool:
    hours, _, minutes = name[1:].partition(":")
    parts = (hours, minutes)
    return all(len(p) == 2 and p.isascii() and p.isdigit() for p in parts) and int(hours) < 24 and int(minutes) < 60  # noqa: PLR2004  a clock

"""The time zone that a vault's settings name: all that one must know of them before the vault is read."""

from store.text.tables import Wrong, load, text


def timezone(value: object) -> str:
    """Read the name of a time zone."""
    from zoneinfo import ZoneInfo

    name = text(value)
    try:
        return ZoneInfo(name).key if name else ""
    except (ValueError, LookupError, OSError):
        from store.text.fields import shortened

        raise Wrong(f'holds “{shortened(name)}”, which is no time zone such as "Europe/Lisbon"') from None


def zone_named(data: bytes) -> str:
    """Return the zone that settings name, the rest of them left unread; empty where they name none that there is."""
    me = load(data, "")[0].get("me")
    try:
        return timezone(me["timezone"]) if isinstance(me, dict) and "timezone" in me else ""
    except Wrong:
        return ""

"""The choice between two values that came from one: the side that changed it has its say, of two the greater holds."""

from typing import Any, TypeVar

Value = TypeVar("Value", bound=Any)


def chosen(base: Value | None, ours: Value, theirs: Value) -> Value:
    """Return the value of the side that changed it; where both did, the greater one."""
    if theirs in (ours, base):
        return ours
    return theirs if ours == base else max(ours, theirs)

"""One thing that `doctor` looked at: how it is, what mends it, and the deed that does so where Afterword can."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One thing that was looked at."""

    name: str
    good: bool
    says: str
    mend: str = ""
    """What the user does about it."""
    repair: Callable[[], str] | None = field(default=None, compare=False)
    """What `doctor --fix` does about it; it returns what was done, in a sentence."""

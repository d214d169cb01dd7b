"""A letter that is not sent yet, and what a check says about it."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from msgspec import Struct, field

from store.model.review import Review


class Draft(Struct, frozen=True, kw_only=True, array_like=True):
    """One file of `drafts/`."""

    path: str
    opportunity: str = ""
    """Id of the opportunity."""
    to: str = ""
    """The person's name as written."""
    channel: str = ""
    """email, letter, note, text, phone, message."""
    template: str = ""
    subject: str = ""
    created: date | None = None
    body: str = ""
    """The text, with LF line ends and no blank lines at both ends."""
    body_line: int = 1
    """Line of the file where the body's first line stands, from 1."""
    merge_review: tuple[Review, ...] = ()
    lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Line of each key in the header."""
    readable: bool = True

    @property
    def kind(self) -> tuple[str, str]:
        """Return its template and its channel."""
        return self.template, self.channel


class Finding(Struct, frozen=True, kw_only=True, array_like=True):
    """What a check found in a draft."""

    code: str
    """Stable, kebab-case: `gap`, `other-company`, `too-long`."""
    message: str
    """A sentence for the user."""
    severity: str
    """`error` blocks sent; `warning` asks; `advice` tells."""
    line: int
    """Line of the draft's body, from 1."""
    rule: str | None = None
    """The rule it comes from, such as R11; None for a guard of our own."""

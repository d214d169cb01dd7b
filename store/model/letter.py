"""Letters as values: a template, what goes into one, what came out of it, where each fact came from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One file of `templates/letters/` or of the vault's `templates/`: its header and its source."""

    name: str
    channel: str = "email"
    """email, letter, note, text, message, phone."""
    whom: tuple[str, ...] = ()
    """The header's `for`: parts of a contact that it suits; empty = anybody."""
    subject: str = ""
    """Source of the subject line; empty where the channel has none."""
    purpose: str = ""
    """One sentence for the user: what the letter is for."""
    rules: tuple[str, ...] = ()
    """The rules that it carries out, such as R11."""
    also: str = ""
    """Source of the paragraph that does the same in a letter about something else; empty where there is none."""
    path: str = ""
    """Relative to the vault, with `/`, for an own one; `letters/NAME.md.j2` for one that ships."""
    own: bool = False
    """True for one of the vault, which is rendered in a limited process."""
    digest: str = ""
    """SHA-256 of the whole file, for an own one."""
    source: str = ""
    """The text below the header, with LF line ends."""
    subject_line: int = 1
    """Line of the file where the subject stands, from 1."""
    also_line: int = 1
    """Line of the file where `also` stands, from 1."""
    source_line: int = 1
    """Line of the file where the source begins, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What goes into a letter: lines of note marks in the opportunity's file, and paths of stories."""

    marks: frozenset[int] = frozenset()
    stories: frozenset[str] = frozenset()
    answers: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    """A need's line -> path of the story that the user set beside it; empty = none, on purpose. A need that is not
    here gets the story that fits it best."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of one line of a letter."""

    row: int
    """Line of the body, from 0; -1 = the subject."""
    start: int
    """Characters from the beginning of the line."""
    end: int
    """One past its last character."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Where an inserted fact comes from."""

    text: str
    """The fact as it stands in the letter."""
    path: str
    """Relative to the vault, with `/`."""
    line: int
    """From 1; 1 where only the file is known."""
    places: tuple[Passage, ...] = field(default=(), compare=False)
    """Where the fact stands in the letter, line by line; a passage that is folded has several."""


def proof_at(proof: Iterable[Proof], row: int, column: int) -> tuple[Proof, ...]:
    """Return the facts that cover a place of a letter, the most exact first: what stands under the cursor.

    Args:
        proof: the facts of the letter, with their places.
        row: line of the body, from 0; -1 = the subject.
        column: characters from the beginning of the line; the place behind a fact's last character counts as its.
    """
    here = [fact for fact in proof if any(p.row == row and p.start <= column <= p.end for p in fact.places)]
    return tuple(sorted(here, key=lambda fact: len(fact.text)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A letter as it came out of a template."""

    subject: str
    body: str
    """With LF line ends, no blank lines at both ends and no final newline."""
    gaps: tuple[str, ...] = ()
    """What is missing, in the order of the text, without the brackets; the subject's first."""
    proof: tuple[Proof, ...] = ()
    """In the order in which the facts appear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refilled:
    """A letter that was filled again after the user had typed in it."""

    text: str
    """With the user's edits and the template's changes; where both changed one place, the user's version."""
    is_clean: bool = True
    """False where the user and the template changed the same place differently: somebody must choose."""
    both: str = ""
    """As `text`, but with both versions where both changed a place: the user's first, the template's below it."""
    theirs: str = ""
    """As `text`, but with the template's version there. The same as `text` where it is clean, like `both`."""

"""From a file's bytes to its value, by its kind; a file that cannot be read becomes a value that says so."""

from collections.abc import Callable
from dataclasses import dataclass

from store.model.draft import Draft
from store.model.opportunity import Opportunity
from store.model.person import Person
from store.model.playbook import Playbook
from store.model.problem import Problem
from store.model.settings import Settings
from store.model.story import Story
from store.text.draft import read_draft
from store.text.opportunity import read_opportunity
from store.text.person import read_person
from store.text.settings import read_settings
from store.text.story import read_story
from store.vault.layout import Kind, ident_of
from store.vault.scan import Signature

MARKED = "conflict-markers"
MARKER = b"<<<<<<<"

Value = Opportunity | Person | Story | Draft | Playbook | Settings | None
Problems = tuple[Problem, ...]
PLAIN_READERS: dict[Kind, Callable[[bytes, str], tuple[Value, Problems]]] = {
    Kind.PERSON: read_person,
    Kind.STORY: read_story,
    Kind.DRAFT: read_draft,
    Kind.SETTINGS: read_settings,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One file as it was read last."""

    signature: Signature
    digest: bytes
    """Stands for the bytes; empty where they could not be read."""
    young: bool
    """It had changed so shortly before that its signature alone proves nothing."""
    ground: bytes
    """Stands for what it was read by beside its own bytes; empty where there is no such thing."""
    value: Value
    problems: Problems


def parse(kind: Kind, data: bytes, path: str, settings: Settings, people: tuple[Person, ...]) -> tuple[Value, Problems]:
    """Read one file's bytes as what its kind says; whatever is wrong comes back as problems, never as an exception."""
    value, problems = _parsed(kind, data, path, settings, people)
    # Between conflict markers stand two versions: what is wrong with the two of them together says nothing.
    return (value, (conflict(path, data),)) if is_marked(kind, data) else (value, problems)


def _parsed(
    kind: Kind, data: bytes, path: str, settings: Settings, people: tuple[Person, ...]
) -> tuple[Value, Problems]:
    try:
        if kind is Kind.OPPORTUNITY:
            return read_opportunity(data, path, settings, people)
        if kind is Kind.PLAYBOOK:
            from store.text.playbook import read_playbook  # few vaults have any

            return read_playbook(data, path)
        return PLAIN_READERS[kind](data, path)
    except Exception as error:  # noqa: BLE001  the one place where a reader's own fault must not hide other files
        return placeholder(kind, path), (fault(path, error),)


def is_marked(kind: Kind, data: bytes) -> bool:
    """Tell whether a note holds a conflict of two versions, with git's markers around them."""
    if data.count(b"<") < len(MARKER) or MARKER not in data or kind is Kind.SETTINGS:  # single signs are found sooner
        return False
    from store.text.merging.markers import has_markers  # hardly any file gets here

    return has_markers(data)


def conflict(path: str, data: bytes) -> Problem:
    """Return the problem of a note in which a merge by line left its markers."""
    line = next(number for number, text in enumerate(data.splitlines(), 1) if text.startswith(MARKER))
    return Problem(
        path=path,
        line=line,
        code=MARKED,
        message="Two versions of this note stand in one another, with git's conflict markers (<<<<<<<) around them.",
        fix=(
            "`afterword check --fix` keeps both and takes the markers out, and so does the next sync; where the "
            "versions disagree, one of them waits in `merge_review`."
        ),
    )


def placeholder(kind: Kind, path: str) -> Value:
    """Return the value by which a file is still listed when nothing in it could be read."""
    ident = ident_of(path)
    match kind:
        case Kind.OPPORTUNITY:
            return Opportunity(id=ident, path=path, company="", position="", readable=False)
        case Kind.PERSON:
            return Person(path=path, name=ident, ident=ident, readable=False)
        case Kind.STORY:
            return Story(path=path, title=ident, readable=False)
        case Kind.DRAFT:
            return Draft(path=path, readable=False)
        case _:
            return None


def fault(path: str, error: Exception) -> Problem:
    """Return the problem of a file at which a reader of ours failed."""
    return Problem(
        path=path,
        line=1,
        code="not-understood",
        message=f"The file could not be made sense of ({type(error).__name__}); it is listed and left as it is.",
        fix="Look at its first lines in an editor; please report it if they are in order.",
    )

"""What happened to the vault in sentences: ours have one, for other commits the files are read and compared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from store.history.past.log import Revision
from store.history.past.touched import Touched
from store.model.opportunity import Opportunity
from store.rules.telling import counted, told
from store.text.document import NotText, lines_of, split
from store.text.draft import read_draft
from store.text.opportunity import read_opportunity
from store.text.person import read_person
from store.text.story import read_story
from store.vault.layout import Kind, ident_of, kind_of
from store.vault.scan import LARGEST
from store.workspace.door import Workspace
from store.workspace.snapshot import Snapshot

AT_MOST = 8
"""Files of one commit that are read; of more it is said how many they are."""
LONG = 2000
"""Lines of a text up to which they are compared one by one."""
OURS = ("change", "undo", "redo", "start")
"""Work that has a sentence of its own."""
VERBS = {"A": "added", "D": "deleted", "T": "is no plain file any more"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One commit with what it means."""

    revision: Revision
    sentences: tuple[str, ...]
    """What changed; for a commit of ours its own sentence."""

    @property
    def heading(self) -> str:
        """Return the one sentence that stands for it in a list."""
        if self.revision.work == "outside" and self.sentences:
            rest = len(self.sentences) - 1
            return f"{self.sentences[0]}{f', and {rest} more' if rest else ''}"
        return self.revision.sentence or "no words"


def happenings(workspace: Workspace, path: str | None = None, limit: int = 200, skip: int = 0) -> tuple[Happening, ...]:
    """Return what happened to the vault, or to one file under all its names, newest first.

    Raises:
        GitTrouble: there is no history, or git is off.
    """
    revisions = workspace.history(path, limit, skip)
    return explained(workspace, revisions, labels=path is None)


def explained(workspace: Workspace, revisions: Sequence[Revision], *, labels: bool = True) -> tuple[Happening, ...]:
    """Return revisions with what they mean.

    Args:
        workspace: the open vault.
        revisions: of its history.
        labels: whether each sentence says which file it is about.
    """
    foreign = [r for r in revisions if r.work not in OURS and len(r.touched) <= AT_MOST]
    data = workspace.blobs(ident for r in foreign for t in r.touched if not t.is_odd for ident in (t.old, t.new))
    snapshot = workspace.snapshot()
    return tuple(Happening(revision=r, sentences=_sentences(snapshot, r, data, labels=labels)) for r in revisions)


def _sentences(snapshot: Snapshot, revision: Revision, data: dict[str, bytes], *, labels: bool) -> tuple[str, ...]:
    if revision.work in OURS:
        return (revision.sentence,)
    if len(revision.touched) > AT_MOST:
        return tuple(in_numbers(revision.touched))
    said = []
    for one in revision.touched:
        label, sentences = told_file(snapshot, one, data.get(one.old), data.get(one.new))
        said += [f"{label}: {sentence}" if labels else sentence for sentence in sentences]
    return tuple(said)


def told_file(
    snapshot: Snapshot, one: Touched, before: bytes | None, after: bytes | None
) -> tuple[str, tuple[str, ...]]:
    """Return what a file is called, and what happened to it in one commit."""
    moved = (f"moved to {one.path}",) if one.was else ()
    kind = kind_of(one.path)
    if kind is Kind.OPPORTUNITY and max(len(before or b""), len(after or b"")) <= LARGEST:
        old, new = (_opportunity(snapshot, one, data) for data in (before, after))
        known = new or old
        label = known.label if known else one.path
        said = told(old, new, _prose(before, after, old, new))
        return label, moved + said or ("comments or spacing edited",)
    label = _label(kind, one.path, after if after is not None else before)
    if one.status in VERBS:
        return label, (VERBS[one.status],)
    lines = differing_lines(_lines(before), _lines(after))
    return label, moved or (f"edited ({counted(lines, 'line')})" if lines else "edited",)


def in_numbers(touched: Iterable[Touched]) -> Iterable[str]:
    """Say of many files how many of each kind were added, edited, deleted."""
    numbers: dict[tuple[str, str], int] = {}
    for one in touched:
        kind = kind_of(one.path)
        what = "file" if kind is Kind.OTHER else str(kind)
        verb = {"A": "added", "D": "deleted", "R": "moved"}.get(one.status, "edited")
        numbers[verb, what] = numbers.get((verb, what), 0) + 1
    for (verb, what), number in numbers.items():
        plural = {"story": "stories", "person": "people", "opportunity": "opportunities", "settings": "settings"}
        yield f"{number} {what if number == 1 else plural.get(what, f'{what}s')} {verb}"


def _opportunity(snapshot: Snapshot, one: Touched, data: bytes | None) -> Opportunity | None:
    if data is None:
        return None
    return read_opportunity(data, one.path, snapshot.settings, snapshot.records.people)[0]


def _label(kind: Kind, path: str, data: bytes | None) -> str:
    """Return what a file that is no opportunity is called."""
    stem = path.rpartition("/")[2].removesuffix(".j2").removesuffix(".md")
    match kind:
        case Kind.PERSON if data is not None:
            return read_person(data, path)[0].name or stem
        case Kind.STORY if data is not None:
            return f"story “{read_story(data, path)[0].title or stem}”"
        case Kind.DRAFT if data is not None:
            to = read_draft(data, path)[0].to
            return f"draft to {to}" if to else f"draft {stem}"
        case Kind.SETTINGS:
            return "settings"
        case Kind.OTHER:
            return path
    return f"{kind} {ident_of(stem)}"


def _prose(before: bytes | None, after: bytes | None, old: Opportunity | None, new: Opportunity | None) -> int:
    """Return how many lines outside of header and log differ."""
    if before is None or after is None or old is None or new is None:
        return 0
    return differing_lines(_outside(before, old), _outside(after, new))


def _outside(data: bytes, opportunity: Opportunity) -> list[str]:
    try:
        document = split(data)
    except NotText:
        return []
    inside = {line for entry in opportunity.entries for line in range(entry.line, entry.end + 1)}
    numbered = enumerate(lines_of(document.body), document.body_line)
    return [line.rstrip() for number, line in numbered if number not in inside and line.strip()]


def _lines(data: bytes | None) -> list[str]:
    return [line.rstrip() for line in lines_of((data or b"").decode("utf-8", "replace"))]


def differing_lines(old: list[str], new: list[str]) -> int:
    """Return in how many lines two texts differ; of long ones an estimate."""
    if old == new:
        return 0
    if len(old) + len(new) > LONG:
        return max(len(set(old) - set(new)), len(set(new) - set(old)), 1)
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return sum(max(a_end - a, b_end - b) for tag, a, a_end, b, b_end in blocks if tag != "equal")

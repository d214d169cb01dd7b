"""What stands in each file of a merge: contents of both sides brought together, many files at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from store.history.merging.desk import Desk
from store.history.merging.meaning import Meaning, by_meaning
from store.history.merging.renames import Claim, shown
from store.history.merging.trees import LINK, Version
from store.text.merging.decisions import Decision
from store.text.merging.plain import merge_plain, merge_union
from store.text.merging.settings import merge_settings

UNIONS = (".gitattributes", ".gitignore")
SETTINGS = "afterword.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What a claim came to."""

    path: str
    version: Version
    beside: Version | None = None
    """What could not be brought together with it and wants a name of its own."""
    reviews: tuple[Decision, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What two files came to, as bytes; `beside` where both must stay."""

    data: bytes
    beside: bytes | None = None
    reviews: tuple[Decision, ...] = ()


def settle_claims(desk: Desk, claims: Sequence[Claim], meaning: Meaning | None) -> list[Settled]:
    """Bring the contents of claims together, in their order.

    Args:
        desk: where the attributes lie that are to count.
        claims: what both sides hold, or one.
        meaning: how notes are merged; None = by meaning.

    Raises:
        GitTrouble: a version is missing, or a filter failed.
    """
    done = [_without_reading(claim) for claim in claims]
    open_claims = [claim for claim, settled in zip(claims, done, strict=True) if settled is None]
    if not open_claims:
        return [settled for settled in done if settled]
    meaning = meaning or by_meaning()
    bytes_of = desk.read((v.id, claim.path) for claim in open_claims for v in _versions(claim) if v.is_file)
    outcomes = [_together(claim, bytes_of, meaning, desk.prefix) for claim in open_claims]
    made = [(claim.path, data) for claim, one in zip(open_claims, outcomes, strict=True) for data in _data(one)]
    ids = iter(desk.write(made))
    settled = iter([_settled(claim, one, ids) for claim, one in zip(open_claims, outcomes, strict=True)])
    return [one or next(settled) for one in done]


def _data(outcome: Outcome) -> tuple[bytes, ...]:
    return (outcome.data,) if outcome.beside is None else (outcome.data, outcome.beside)


def _versions(claim: Claim) -> Iterable[Version]:
    return (version for version in (claim.base, claim.ours, claim.theirs) if version)


def _without_reading(claim: Claim) -> Settled | None:
    """Settle a claim for which nothing must be read; None where both sides changed the contents of a file."""
    path, base, ours, theirs = claim.path, claim.base, claim.ours, claim.theirs
    if theirs is None or (ours and base == theirs) or ours == theirs:
        assert ours is not None  # noqa: S101 - one side holds it, or there were no claim
        return Settled(path=path, version=ours)
    if ours is None or base == ours:
        return Settled(path=path, version=theirs)
    if not (ours.is_file and theirs.is_file):
        return _irregular(path, ours, theirs)
    for one, other in ((ours, theirs), (theirs, ours)):
        if one.id == other.id or (base and base.is_file and one.id == base.id):
            return Settled(path=path, version=Version(mode=_mode(claim), id=other.id))
    return None


def _irregular(path: str, ours: Version, theirs: Version) -> Settled:
    """Choose between two things of which one is a link or a submodule, whichever side is called ours."""
    lesser, greater = sorted((ours, theirs))
    if lesser.is_file:
        what = "link" if greater.mode == LINK else "submodule"
        note = f"{shown(path)} is a file on one side and a {what} on the other"
        if greater.mode == LINK:
            return Settled(path=path, version=lesser, beside=greater, note=note)
        return Settled(path=path, version=lesser, note=f"{note}: the file is kept; that was commit {greater.id}.")
    what = "link" if lesser.mode == LINK else "submodule"
    note = (
        f"The {what} {shown(path)} was changed here and there: one version is kept, git has the other as {greater.id}."
    )
    return Settled(path=path, version=lesser, note=note)


def _mode(claim: Claim) -> str:
    """Return whether a file may be run: what the side says that changed that, else yes."""
    assert claim.ours and claim.theirs  # noqa: S101, PT018 - only claims of both sides come here
    ours, theirs = claim.ours.mode, claim.theirs.mode
    if ours == theirs:
        return ours
    if claim.base and claim.base.is_file:
        return theirs if ours == claim.base.mode else ours
    return max(ours, theirs)


def _together(claim: Claim, bytes_of: dict[tuple[str, str], bytes], meaning: Meaning, prefix: str) -> Outcome:
    path = claim.path
    assert claim.ours and claim.theirs  # noqa: S101, PT018 - only claims of both sides come here
    ours, theirs = (bytes_of[version.id, path] for version in (claim.ours, claim.theirs))
    base = bytes_of[claim.base.id, path] if claim.base and claim.base.is_file else None
    name = path.rpartition("/")[2]
    if ours == theirs:  # stored differently only
        return Outcome(ours)
    if path.endswith(".md") and (base is not None or meaning.is_same_subject(ours, theirs)):
        merged = meaning.merge(base, ours, theirs, path.removeprefix(prefix))
        return Outcome(merged.data, reviews=merged.reviews)
    if name == SETTINGS:
        return Outcome(merge_settings(base or b"", ours, theirs))
    if name in UNIONS:
        return Outcome(merge_union(base or b"", ours, theirs))
    joined = None if base is None else merge_plain(base, ours, theirs)
    return Outcome(min(ours, theirs), max(ours, theirs)) if joined is None else Outcome(joined)


def _settled(claim: Claim, outcome: Outcome, ids: Iterable[str]) -> Settled:
    ids = iter(ids)
    mode = _mode(claim)
    version = Version(mode=mode, id=next(ids))
    if outcome.beside is None:
        return Settled(path=claim.path, version=version, reviews=outcome.reviews)
    what = "Two different files came as" if claim.base is None else "The two versions cannot be brought together of"
    return Settled(
        path=claim.path,
        version=version,
        beside=Version(mode=mode, id=next(ids)),
        note=f"{what} {shown(claim.path)}",
    )

"""What a query of a snapshot may be about: each part is worked out once, and only when a term asks for it."""

from collections.abc import Iterable, Mapping, Sequence

from store.model.agenda import Item
from store.model.folding import fold
from store.model.problem import Problem, Severity
from store.model.records import Records
from store.rules.surroundings import FRAME
from store.text.query import Language


def items_of(outstanding: Iterable[Item]) -> Mapping[str, Sequence[Item]]:
    """Return what is outstanding by its opportunity."""
    found: dict[str, list[Item]] = {}
    for item in outstanding:
        found.setdefault(item.opportunity, []).append(item)
    return found


def drafted_in(records: Records) -> frozenset[str]:
    """Return the folded ids of the opportunities that have a draft."""
    return frozenset(fold(draft.opportunity) for draft in records.drafts)


def faulty_of(problems: Iterable[Problem]) -> frozenset[str]:
    """Return the paths of the files with a problem."""
    return frozenset(p.path for p in problems if p.severity is not Severity.ADVICE)


def values_of(records: Records, language: Language, playbooks: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return what stands behind the keys of queries in these records, each once and in order."""
    found: dict[str, set[str]] = {key: set() for key in ("company", "tag", "who", "source", "location")}
    for o in records.opportunities:
        found["company"].add(o.company)
        found["tag"].update(o.tags)
        found["who"].update(contact.name for contact in o.contacts)
        found["source"].add(o.source)
        found["location"].add(o.location)
    listed = {key: sorted(values - {""}, key=fold) for key, values in found.items()}
    return {**listed, "stage": language.stage_names, "playbook": sorted(set(playbooks) - {FRAME})}

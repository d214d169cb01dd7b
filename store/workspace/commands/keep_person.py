"""Add a person who helps, in a file of their own, or change what is known of one."""

from collections.abc import Mapping

from store.errors import BadRequest
from store.model.change import Change, Edit
from store.model.folding import fold, fold_name
from store.model.person import Person
from store.text.header_edit import set_keys
from store.text.person import new_person
from store.text.slug import words_of
from store.workspace.changing import Plan
from store.workspace.filing import free_path
from store.workspace.snapshot import Snapshot
from store.workspace.values import Value, held_as

FOLDER = "people"
SEARCHES = "opportunities"


def add_person(values: Mapping[str, str], searches: tuple[str, ...] = (), body: str = "") -> Plan:
    """Return the plan of a new person.

    Args:
        values: `name` and more, as typed; `part` may hold several words.
        searches: the opportunities they help with, by any unique part of their names.
        body: free prose about them.

    The plan raises BadRequest where the name is missing, a part is unknown, or they are in `people/` already.
    """

    def plan(snapshot: Snapshot) -> Change:
        held = {key: value for key, value in _held(values).items() if value}
        name = str(held.get("name", ""))
        if not name:
            raise BadRequest("A person needs a name.")
        if twin := _twin(snapshot, name, str(held.get("email", ""))):
            raise BadRequest(f"{twin.name} is in {twin.path} already. Change that file, or give another e-mail.")
        if wanted := _ids(snapshot, searches):
            held[SEARCHES] = wanted
        path = free_path(FOLDER, "-".join(words_of(name)) or "person", {p.path for p in snapshot.records.people})
        return Change(
            sentence=f"{name} added to people", edits=(Edit(path=path, before=None, after=new_person(held, body)),)
        )

    return plan


def change_person(
    path: str, values: Mapping[str, str], searches: tuple[str, ...] = (), without: tuple[str, ...] = ()
) -> Plan:
    """Return the plan that changes keys of a person's file; an empty value takes the key away.

    Args:
        path: the file.
        values: what is to be written, as typed.
        searches: opportunities that they help with from now on.
        without: opportunities that they do not help with any more.

    The plan raises BadRequest where a value cannot be held.
    """

    def plan(snapshot: Snapshot) -> Change:
        person = next((p for p in snapshot.records.people if p.path == path), None)
        if person is None:
            raise BadRequest(f"{path} is there no longer. Nothing was written.")
        held = _held(values)
        if "name" in held and not held["name"]:
            raise BadRequest("A person needs a name.")
        if searches or without:
            gone = {fold_name(ident) for ident in _ids(snapshot, without)}
            kept = tuple(s for s in person.opportunities if fold_name(s) not in gone)
            known = {fold_name(s) for s in kept}
            held[SEARCHES] = (*kept, *(s for s in _ids(snapshot, searches) if fold_name(s) not in known)) or None
        before = snapshot.bytes_of(path)
        edit = Edit(path=path, before=before, after=set_keys(before, path, held))
        return Change(sentence=f"{person.name}: {', '.join(held)} changed", edits=(edit,))

    return plan


def _held(values: Mapping[str, str]) -> dict[str, Value]:
    """Return the values as the header takes them.

    Raises:
        BadRequest: a part is unknown.
    """
    return {key: held_as(key, value) if value.strip() else None for key, value in values.items()}


def _ids(snapshot: Snapshot, searches: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(snapshot.opportunity(part).id for part in searches))


def _twin(snapshot: Snapshot, name: str, email: str) -> Person | None:
    """Return who is the same person: by the e-mail, or by the name where no e-mails differ."""
    for person in snapshot.records.people:
        same_mail = bool(email) and fold(person.email) == fold(email)
        differ = bool(email and person.email) and not same_mail
        if person.readable and (same_mail or (fold_name(person.name) == fold_name(name) and not differ)):
            return person
    return None

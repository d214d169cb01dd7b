"""What changed between two versions of an opportunity, in sentences: by meaning, not by line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from store.model.folding import fold_name
from store.model.opportunity import Contact, Opportunity
from store.rules.telling_log import told_log

FACTS = (
    ("company", "company"),
    ("position", "position"),
    ("playbook", "playbook"),
    ("salary", "salary"),
    ("location", "location"),
    ("source", "source"),
    ("url", "link"),
)
"""Texts of the header: the field, and what it is called."""
DAYS = (("next_touch", "next touch"), ("deadline", "deadline"))
LISTS = (("tags", "tag"), ("documents", "document"), ("restrictions", "restriction"))
OF_A_CONTACT = ("name", "title", "part", "email", "phone", "address", "spelling", "prefers", "extra")
LONG = 60
"""Characters of a value that a sentence shows."""


def told(before: Opportunity | None, after: Opportunity | None, prose: int = 0) -> tuple[str, ...]:
    """Say what happened between two versions; nothing where they mean the same.

    Args:
        before: None = there was no file.
        after: None = there is none any more.
        prose: how many lines of text outside of the log differ.
    """
    if before is None or after is None:
        if before is after:
            return ()
        return (f"added as {after.stage_text or after.stage}",) if after else ("deleted",)
    if before.readable != after.readable:
        return ("can be read again",) if after.readable else ("cannot be read any more",)
    written = (f"text edited ({counted(prose, 'line')})",) if prose else ()
    return (*_header(before, after), *told_log(before.entries, after.entries), *written)


def counted(number: int, what: str) -> str:
    """Return `1 line`, `3 lines`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def shortened(text: str) -> str:
    """Return a value as a sentence shows it: on one line, and not too long."""
    plain = " ".join(text.split())
    return plain if len(plain) <= LONG else f"{plain[: LONG - 1].rstrip()}…"


def _header(before: Opportunity, after: Opportunity) -> Iterator[str]:
    old, new = (o.stage_text or str(o.stage) for o in (before, after))
    if old != new:
        yield f"stage {old} -> {new}"
    elif before.stage_since != after.stage_since:
        yield _moved("stage", before.stage_since, after.stage_since, "counted from")
    for key, name in DAYS:
        earlier, later = getattr(before, key), getattr(after, key)
        if earlier != later:
            yield _moved(name, earlier, later)
    for key, name in FACTS:
        yield from _fact(name, getattr(before, key), getattr(after, key))
    yield from _contacts(before.contacts, after.contacts)
    for key, name in LISTS:
        yield from _list(name, getattr(before, key), getattr(after, key))
    if before.runner_up != after.runner_up:
        yield "runner-up" if after.runner_up else "no longer runner-up"
    yield from _own_keys(before.extra, after.extra)
    yield from _reviews(len(before.merge_review), len(after.merge_review))


def _moved(name: str, old: date | None, new: date | None, verb: str = "") -> str:
    if new is None:
        return f"{name} date removed" if verb else f"{name} removed"
    return f"{name} {verb or ('moved to' if old else 'set to')} {new.isoformat()}"


def _fact(name: str, old: str, new: str) -> Iterator[str]:
    if old == new:
        return
    if not new:
        yield f"{name} removed"
    elif old:
        yield f"{name} {shortened(old)} -> {shortened(new)}"
    else:
        yield f"{name} set to {shortened(new)}"


def _list(name: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for verb, values in (("added", [v for v in new if v not in old]), ("removed", [v for v in old if v not in new])):
        if values:
            yield f"{name if len(values) == 1 else f'{name}s'} {verb}: {', '.join(map(shortened, values))}"


def _contacts(old: Sequence[Contact], new: Sequence[Contact]) -> Iterator[str]:
    left = list(new)
    for contact in old:
        same = _same(contact, left)
        if same is None:
            yield f"contact {contact.name} removed"
            continue
        left.remove(same)
        keys = [key for key in OF_A_CONTACT if getattr(contact, key) != getattr(same, key)]
        if "name" in keys:
            yield f"contact {contact.name} is now {same.name}"
            keys.remove("name")
        if keys == ["spelling"] and same.is_confirmed:
            yield f"spelling of {same.name} confirmed"
        elif keys:
            yield f"contact {same.name}: {', '.join(_key_name(key) for key in keys)} changed"
    yield from (f"contact {contact.name} added" for contact in left)


def _key_name(key: str) -> str:
    return {"email": "e-mail", "extra": "own keys"}.get(key, key)


def _same(contact: Contact, among: Sequence[Contact]) -> Contact | None:
    """Return the contact that is the same person: by e-mail, else by name where no e-mails differ."""
    tests: tuple[Callable[[Contact], bool], ...] = (
        lambda c: bool(contact.email) and c.email.casefold() == contact.email.casefold(),
        lambda c: fold_name(c.name) == fold_name(contact.name),
    )
    return next((c for fits in tests for c in among if fits(c)), None)


def _own_keys(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for key in dict.fromkeys((*old, *new)):
        yield from _fact(f"“{shortened(key)}”", old.get(key, ""), new.get(key, ""))


def _reviews(old: int, new: int) -> Iterator[str]:
    if new > old:
        yield f"{counted(new - old, 'decision')} left open by a merge"
    elif old > new:
        yield f"{counted(old - new, 'decision')} of a merge settled"

"""The file of a person beyond one opportunity, to its value."""

from collections.abc import Mapping as Table
from types import MappingProxyType

from store.model.opportunity import PARTS
from store.model.person import Person
from store.model.problem import Problem, Severity
from store.text.body import prose
from store.text.fields import Fields, in_order
from store.text.header import header_text, read_file
from store.text.merging.decisions import KEY
from store.text.reviews import read_reviews

KEYS = ("name", "part", "email", "phone", "address", "company", "opportunities", "spelling", "prefers", "notes", KEY)


def read_person(data: bytes, path: str) -> tuple[Person, tuple[Problem, ...]]:
    """Read one file of `people/`, with everything that is wrong in it."""
    parsed = read_file(data, path)
    if not parsed.is_readable:
        return Person(path=path, name="", ident="", readable=False), parsed.problems
    problems = list(parsed.problems)
    fields = Fields(parsed.tree, path, problems)
    name = " ".join(fields.required("name", "Ana Silva").split())
    person = Person(
        path=path,
        name=name,
        ident=name,
        part=fields.known_words("part", PARTS, "unknown-part", Severity.WARNING),
        email=fields.text("email").strip(),
        phone=fields.text("phone"),
        address=fields.text("address"),
        company=fields.text("company"),
        opportunities=fields.words("opportunities"),
        spelling=fields.text("spelling").strip(),
        prefers=fields.text("prefers").strip().casefold(),
        notes=fields.text("notes"),
        merge_review=read_reviews(fields),
        extra=fields.others(KEYS),
        lines=MappingProxyType({entry.key: entry.line for entry in parsed.tree}),
    )
    return person, in_order(problems)


def new_person(values: Table[str, str | tuple[str, ...]], body: str = "") -> bytes:
    """Return the text of a new file: the known keys in their order, then the others, then free prose."""
    ordered = [key for key in KEYS if key in values] + [key for key in values if key not in KEYS]
    header = header_text({key: values[key] for key in ordered if values[key]})
    return f"---\n{header}---\n{prose(body)}".encode()

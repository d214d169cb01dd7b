"""The contacts of an opportunity's header, each with an ident that is its own there."""

from store.model.folding import fold_name
from store.model.opportunity import PARTS, Contact
from store.model.problem import Problem, Severity
from store.model.value import replace
from store.text.fields import Fields, shortened
from store.text.tree import Mapping, Sequence

CONTACT_KEYS = ("name", "title", "part", "email", "phone", "address", "spelling", "prefers")
"""The known keys, in the order in which a new contact has them."""
KNOWN = frozenset(CONTACT_KEYS)


def read_contacts(tree: Mapping, path: str, problems: list[Problem]) -> tuple[Contact, ...]:
    """Return the contacts that have a name; what is wrong is added to the problems."""
    fields = Fields(tree, path, problems)
    found: list[Contact] = []
    for item in fields.mappings("contacts", "bad-contacts", "name: Joe Alvarez"):
        contact = read_contact(item, path, problems)
        if contact is None:
            continue
        twin = next((other for other in found if is_same(contact, other)), None)
        if twin is not None:
            message = f"“{shortened(contact.name)}” is the same person as the contact on line {twin.line}."
            fix = "Keep one of the two, or give them different e-mails."
            fields.report(contact.line, "twin-contact", message, fix, severity=Severity.WARNING)
        found.append(contact)
    return with_idents(found)


def placed_contacts(tree: Mapping, path: str) -> tuple[tuple[int, Contact], ...]:
    """Return the contacts that have a name, each with its index in the list."""
    node = tree.get("contacts")
    items = node.items if isinstance(node, Sequence) else ()
    read = [(i, read_contact(item, path, [])) for i, item in enumerate(items) if isinstance(item, Mapping)]
    named = [(i, contact) for i, contact in read if contact is not None]
    return tuple(zip((i for i, _ in named), with_idents([c for _, c in named]), strict=True))


def read_contact(tree: Mapping, path: str, problems: list[Problem]) -> Contact | None:
    """Read one contact; None when it has no name."""
    fields = Fields(tree, path, problems)
    name = " ".join(fields.text("name").split())
    if not name:
        fields.report(tree.line, "contact-no-name", "This contact has no name.", "Write `name: ...` into it.")
        return None
    return Contact(
        line=tree.line,
        name=name,
        ident=name,
        title=fields.text("title"),
        part=fields.known_words("part", PARTS, "unknown-part", Severity.WARNING),
        email=fields.text("email").strip(),
        phone=fields.text("phone"),
        address=fields.text("address"),
        spelling=fields.text("spelling").strip(),
        prefers=fields.text("prefers").strip().casefold(),
        extra=fields.others(KNOWN),
    )


def with_idents(contacts: list[Contact]) -> tuple[Contact, ...]:
    """Return the contacts with idents: the name, with its e-mail where the name is shared, with a count at worst."""
    names = [fold_name(c.name) for c in contacts]
    taken: set[str] = set()
    result = []
    for contact, name in zip(contacts, names, strict=True):
        shared = names.count(name) > 1 and contact.email
        ident = base = f"{contact.name} <{contact.email}>" if shared else contact.name
        folded, count = fold_name(ident) if shared else name, 1
        while folded in taken:
            count += 1
            ident = f"{base} ({count})"
            folded = fold_name(ident)
        taken.add(folded)
        result.append(contact if ident == contact.ident else replace(contact, ident=ident))
    return tuple(result)


def is_same(one: Contact, other: Contact) -> bool:
    """Tell whether two contacts are one person: equal e-mails, or equal names and no e-mails that differ."""
    mine, theirs = one.email.casefold(), other.email.casefold()
    if mine and theirs:
        return mine == theirs
    return fold_name(one.name) == fold_name(other.name)

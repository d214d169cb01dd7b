"""Lines of one table that tell of the same job become one opportunity, and nothing of any line is lost."""

import re
from collections.abc import Mapping, Sequence

from store.model.folding import fold, fold_name
from store.model.incoming import Arrival, Told
from store.model.value import replace

SCHEME = re.compile(r"^[a-z]+://(?:www\.)?", re.IGNORECASE)


def joined(arrivals: Sequence[Arrival]) -> tuple[tuple[Arrival, ...], tuple[tuple[int, str], ...]]:
    """Return one arrival for each job, and the lines that tell nothing new."""
    found: dict[tuple[str, str], list[Arrival]] = {}
    order: list[tuple[tuple[str, str], int]] = []
    doubles: list[tuple[int, str]] = []
    for arrival in arrivals:
        key = (fold_name(arrival.company), fold_name(arrival.position))
        group = found.setdefault(key, [])
        place = next((i for i, one in enumerate(group) if key[1] and is_same_job(one, arrival)), None)
        if place is None:
            order.append((key, len(group)))
            group.append(arrival)
            continue
        both = together(group[place], arrival)
        if replace(both, rows=group[place].rows) == group[place]:
            doubles.append((arrival.rows[0], f"says the same as row {group[place].rows[0]}"))
        else:
            group[place] = both
    return tuple(found[key][place] for key, place in order), tuple(doubles)


def is_same_job(one: Arrival, other: Arrival) -> bool:
    """Tell whether nothing speaks against two lines of one company and position being one job."""
    urls = plain_url(str(one.header.get("url", ""))), plain_url(str(other.header.get("url", "")))
    return not (differ(one.ident, other.ident) or differ(*urls))


def differ(one: str, other: str) -> bool:
    """Tell whether both are told and not the same."""
    return bool(one and other) and one != other


def plain_url(url: str) -> str:
    """Return an address as it is compared: without scheme, `www.`, fragment, what campaigns add and a closing slash."""
    rest = SCHEME.sub("", url.strip()).partition("#")[0]
    path, _, query = rest.partition("?")
    kept = "&".join(
        part for part in query.split("&") if part and not part.casefold().startswith(("utm_", "ref=", "trk="))
    )
    host, slash, tail = path.partition("/")
    return f"{host.casefold()}{slash}{tail}".rstrip("/") + (f"?{kept}" if kept else "")


def together(one: Arrival, other: Arrival) -> Arrival:
    """Return both as one: what the first does not tell comes from the other, and what differs becomes a note."""
    header = dict(one.header)
    notes = list(one.notes)
    notes += [note for note in other.notes if note not in notes]
    for key, value in other.header.items():
        if key not in header:
            header[key] = value
        elif header[key] != value and key != "stage_since":
            notes.append(f"{key} (row {other.rows[0]}): {value if isinstance(value, str) else ', '.join(value)}")
    last = max((day for day in (one.last_contact, other.last_contact) if day), default=None)
    return replace(
        one,
        rows=(*one.rows, *other.rows),
        ident=one.ident or other.ident,
        header=header,
        contacts=people_together(one.contacts, other.contacts),
        applied=tuple(sorted({*one.applied, *other.applied})),
        last_contact=last,
        notes=tuple(notes),
    )


def people_together(
    some: Sequence[Mapping[str, Told]], others: Sequence[Mapping[str, Told]]
) -> tuple[Mapping[str, Told], ...]:
    """Return the people of both, each once."""
    found = [dict(person) for person in some]
    for person in others:
        twin = next((known for known in found if is_same_person(known, person)), None)
        if twin is None:
            found.append(dict(person))
        else:
            twin |= {key: value for key, value in person.items() if not twin.get(key)}
    return tuple(found)


def is_same_person(one: Mapping[str, Told], other: Mapping[str, Told]) -> bool:
    """Tell whether two contacts are one person: equal e-mails, or equal names and no e-mails that differ."""
    mine, theirs = (fold(str(person.get("email", ""))) for person in (one, other))
    if mine and theirs:
        return mine == theirs
    return fold_name(str(one["name"])) == fold_name(str(other["name"]))

"""The values that header keys can hold, as people type them and as files hold them."""

from collections.abc import Mapping

from store.errors import BadRequest
from store.model.opportunity import PARTS, RESTRICTIONS, Stage
from store.rules.surroundings import FRAME
from store.workspace.snapshot import Snapshot
from store.workspace.when import day_meant

DATES = ("stage_since", "next_touch", "deadline")
LISTS = ("tags", "documents", "restrictions")
ELSEWHERE = {
    "contacts": "Use `afterword contact ID --name NAME` for people.",
    "merge_review": "It is written by a merge and decided in the review.",
}
Value = str | tuple[str, ...] | None


def checked(snapshot: Snapshot, key: str, value: str | None) -> Value:
    """Return a value as the header takes it.

    Raises:
        BadRequest: the key cannot hold it.
    """
    if key in ELSEWHERE:
        raise BadRequest(f"{key} is not set this way. {ELSEWHERE[key]}")
    if value is None or not value.strip():
        if key in ("company", "position"):
            raise BadRequest(f"{key} cannot be empty: it is what the opportunity is called.")
        return None
    if key in DATES:
        return written_date(snapshot, key, value)
    if key in LISTS:
        return checked_list(key, tuple(part.strip() for part in value.split(",") if part.strip()))
    if key == "stage":
        return stage_named(value, snapshot.settings.stages)
    if key == "playbook" and value not in (schools := sorted(snapshot.playbooks.keys() - {FRAME})):
        raise BadRequest(f"There is no playbook “{value}”. Playbooks: {', '.join(schools)}.")
    if key == "runner_up" and value not in ("true", "false"):
        raise BadRequest("runner_up is true or false.")
    return value


def written_date(snapshot: Snapshot, key: str, value: str) -> str:
    """Return the day that a phrase means, as it is written.

    Raises:
        BadRequest: it is no date.
    """
    try:
        return day_meant(snapshot, value).isoformat()
    except BadRequest as error:
        raise BadRequest(f"{key}: {error}") from error


def checked_list(key: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the values.

    Raises:
        BadRequest: a restriction is unknown.
    """
    unknown = [v for v in values if key == "restrictions" and v not in RESTRICTIONS]
    if unknown:
        raise BadRequest(f"“{unknown[0]}” is no restriction. There are: {', '.join(RESTRICTIONS)}.")
    return values


def stage_named(text: str, own: Mapping[str, Stage]) -> str:
    """Return a stage as it is written in files: one of the seven, or a name of the user's own.

    Raises:
        BadRequest: it is neither.
    """
    names = (*(str(s) for s in Stage), *own)
    folded = text.strip().casefold()
    fits = [n for n in names if n.casefold() == folded] or [n for n in names if folded and n.startswith(folded)]
    if len(fits) != 1:
        raise BadRequest(f"“{text}” is no stage. Stages: {', '.join(names)}.")
    return fits[0]


def held_as(key: str, value: str) -> str | tuple[str, ...]:
    """Return what is known of a person as the header takes it.

    Raises:
        BadRequest: it names a part that nobody can have.
    """
    if key != "part":
        return " ".join(value.split())
    parts = tuple(part for part in value.replace(",", " ").split() if part)
    unknown = [part for part in parts if part not in PARTS]
    if unknown or not parts:
        raise BadRequest(f"“{value}” is no part. There are: {', '.join(PARTS)}.")
    return parts[0] if len(parts) == 1 else parts

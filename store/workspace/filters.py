"""Filters with a name: those of the user's own settings, and those that the program was told to keep."""

from collections.abc import Mapping
from dataclasses import dataclass

from store.errors import BadRequest
from store.model.folding import fold_name
from store.workspace.door import Workspace
from store.workspace.remembered import remember, remembered

LONGEST = 40
"""Characters of a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A query with a name."""

    name: str
    query: str
    is_own: bool
    """Whether it stands in the user's own settings, which the program never writes."""


def saved_filters(workspace: Workspace) -> tuple[Filter, ...]:
    """Return the filters that have a name, those of the user's own settings first."""
    try:
        own = workspace.own.filters
    except BadRequest:  # the settings cannot be read: `doctor` says why
        own = {}
    kept = remembered(workspace.machine).filters
    taken = {fold_name(name) for name in own}
    return (
        *(Filter(name=name, query=query, is_own=True) for name, query in own.items()),
        *(Filter(name=name, query=query, is_own=False) for name, query in kept.items() if fold_name(name) not in taken),
    )


def filter_named(workspace: Workspace, name: str) -> Filter:
    """Return the filter of that name, in any case.

    Raises:
        BadRequest: there is none.
    """
    found = saved_filters(workspace)
    for one in found:
        if fold_name(one.name) == fold_name(name):
            return one
    names = ", ".join(one.name for one in found)
    raise BadRequest(f"There is no filter “{name}”. " + (f"Filters: {names}." if names else "None is saved yet."))


def save_filter(workspace: Workspace, name: str, query: str) -> Filter:
    """Keep a query under a name, in place of one that had it.

    Raises:
        BadRequest: the name cannot be used, the query means everything or nothing, or it cannot be kept.
    """
    called = " ".join(name.split())
    if not called or len(called) > LONGEST or not called.isprintable():
        raise BadRequest(f"A filter needs a name of one line, at most {LONGEST} characters.")
    if not query.strip():
        raise BadRequest("There is nothing to save: the filter is empty.")
    workspace.snapshot().matching(query)
    if any(one.is_own and fold_name(one.name) == fold_name(called) for one in saved_filters(workspace)):
        raise BadRequest(
            f"“{called}” stands in your own settings, which Afterword does not write. Choose another name."
        )
    _keep(workspace, {**_without(workspace, called), called: query.strip()})
    return Filter(name=called, query=query.strip(), is_own=False)


def forget_filter(workspace: Workspace, name: str) -> Filter:
    """Forget a filter that was saved.

    Raises:
        BadRequest: there is none, it stands in the user's own settings, or that cannot be kept.
    """
    found = filter_named(workspace, name)
    if found.is_own:
        raise BadRequest(f"“{found.name}” stands in your own settings (config.toml); take it out there.")
    _keep(workspace, _without(workspace, found.name))
    return found


def _without(workspace: Workspace, name: str) -> dict[str, str]:
    kept = remembered(workspace.machine).filters
    return {other: query for other, query in kept.items() if fold_name(other) != fold_name(name)}


def _keep(workspace: Workspace, filters: Mapping[str, str]) -> None:
    if not remember(workspace.machine, filters=filters):
        raise BadRequest("It could not be kept: there is no folder for what Afterword remembers on this machine.")

"""Which vaults the user of this machine trusts, and in what: the one place that keeps that word, outside of them."""

import json
import os
from pathlib import Path

from store.errors import BadRequest
from store.model.trust import NO_TRUST, Trust
from store.vault.place import name_outside
from store.workspace.machine import Machine, keep_values

FOLDER = "trust"


def trust_in(machine: Machine, root: Path) -> Trust:
    """Return what the user said of a vault's git; nothing where no such file is there, or it cannot be read."""
    if machine.state is None:
        return NO_TRUST
    try:
        marks = json.loads((machine.state / FOLDER / _name(root)).read_text("utf-8"))["marks"]
        return Trust(given=True, marks=frozenset(str(mark) for mark in marks))
    except (OSError, ValueError, TypeError, KeyError):
        return NO_TRUST


def keep(machine: Machine, root: Path, trust: Trust) -> None:
    """Keep what the user said of a vault, in place of what was said before.

    Raises:
        BadRequest: it cannot be kept.
    """
    place = machine.folder(FOLDER) / _name(root)
    values = {"vault": os.fsencode(root.resolve()).decode("utf-8", "replace"), "marks": sorted(trust.marks)}
    try:
        keep_values(place, values)
    except OSError as error:
        raise BadRequest(f"{place} cannot be written: {error.strerror}. Nothing is trusted that was not.") from error


def forget(machine: Machine, root: Path) -> bool:
    """Take the word back; tell whether there was one.

    Raises:
        BadRequest: it cannot be taken back.
    """
    if machine.state is None:
        return False
    place = machine.state / FOLDER / _name(root)
    try:
        place.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise BadRequest(f"{place} cannot be removed: {error.strerror}. The vault is trusted as before.") from error
    return True


def _name(root: Path) -> str:
    return f"{name_outside(root)}.json"

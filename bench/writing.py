"""Rows about one change: of a text, and of a vault with its commit and its index."""

from datetime import timedelta

import yaml  # type: ignore[import-untyped]

from bench.place import ANN, Place
from bench.rows import Case, Pair, Row, at_most, inside, whole
from store.text import document
from store.text.header_edit import set_keys
from store.workspace.commands.set_keys import set_keys as keys_set
from store.workspace.door import Workspace

NOTES = 100
"""Headers that are edited in one round."""


def one_key(place: Place) -> Pair:
    """Return the edit of a key in some headers, each read again and compared, beside PyYAML's reading of them."""
    texts = [(path, text.encode()) for path, text in place.texts.items() if path.startswith("opportunities/")][:NOTES]
    headers = [document.split(data).header for _, data in texts]
    days = iter(place.today + timedelta(days=number) for number in range(10_000))

    def edit() -> None:
        day = next(days).isoformat()
        for path, data in texts:
            set_keys(data, path, {"next_touch": day})

    def load() -> None:
        for header in headers:
            yaml.load(header, yaml.CSafeLoader)

    return Pair(inside(edit), inside(load))


def saved(place: Place) -> Pair:
    """Return a change of an open vault, from key to index, and git's commit of one file, each in its own vault."""
    root = place.copy("saving")
    machine = place.machine("saver")
    workspace = Workspace.open(root, place.moment, lambda: machine)
    workspace.snapshot()
    place.rest()  # what was just copied counts as just changed
    workspace.snapshot()
    ident = place.note().rpartition("/")[2].removesuffix(".md")
    days = iter(place.today + timedelta(days=number) for number in range(1, 10_000))

    def save() -> None:
        workspace.moment = place.moment
        applied = workspace.carry_out(keys_set(ident, {"next_touch": next(days).isoformat()}))
        workspace.as_left()  # as the screen does
        if not applied.committed:
            raise RuntimeError(applied.note)

    return Pair(inside(save), committed(place))


def committed(place: Place) -> Case:
    """Return git's commit of one file."""
    root, path = place.copy("committing"), place.note()
    name, email = ANN
    numbers = iter(range(10_000))

    def edit() -> None:
        (root / path).write_text(f"{place.texts[path]}\nChanged {next(numbers)}.\n", encoding="utf-8")

    words = ["-c", f"user.name={name}", "-c", f"user.email={email}", "-c", "core.fsync=all"]
    return whole(["git", *words, "commit", "-qm", "x", "--", path], env=place.env, cwd=root, before=edit)


ROWS = (
    Row(
        name="one key changed and verified, in process",
        yardstick="PyYAML C load of the header",
        goal=at_most(2),
        pair=one_key,
    ),
    Row(
        name="one change saved, committed, indexed",
        yardstick="git commit -qm x -- file",
        goal=at_most(1.3),
        pair=saved,
    ),
)

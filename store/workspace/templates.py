"""The letter templates there are: the shipped ones and the vault's own."""

from store.letters.library import templates
from store.model.letter import Template
from store.workspace.picking import pick
from store.workspace.snapshot import Snapshot


def all_templates(snapshot: Snapshot) -> tuple[Template, ...]:
    """Return the letter templates: the shipped ones and the vault's own."""
    return templates(snapshot.root)


def template_named(snapshot: Snapshot, part: str) -> Template:
    """Return the template that the typed name means.

    Raises:
        NotFound: there is none.
        Ambiguous: several fit.
    """
    return pick("template", part, [(t, (t.name,)) for t in all_templates(snapshot)])

"""Keeping a letter: the job that writes what was typed into its draft."""

from collections.abc import Callable
from dataclasses import dataclass

from store.model.draft import Draft
from store.model.letter import Choice
from store.workspace.commands.save_draft import save_draft
from store.workspace.commands.write_draft import write_draft
from store.workspace.door import Workspace


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save left in the file, and what had been typed when it began."""

    draft: Draft
    typed: tuple[str, str]
    """Subject and text."""

    @property
    def is_joined(self) -> bool:
        """Tell whether the file also holds what another program wrote."""
        return self.draft.body != self.typed[1]


def keeping(known: Draft, typed: Draft, key: str | None, choice: Choice) -> Callable[[Workspace], Saved]:
    """Return the job that keeps a letter.

    Args:
        known: the letter as its file was read; without a path there is no file yet.
        typed: the letter as it stands on the screen.
        key: the step that it is for, if there is one.
        choice: the notes and stories that went in.
    """
    words = typed.subject, typed.body
    changed = {"template": typed.template} if typed.template != known.template else {}
    changed |= {"channel": typed.channel} if typed.channel != known.channel else {}

    def job(workspace: Workspace) -> Saved:
        if known.path:
            plan = save_draft(known.path, known.body, *words, changed)
        else:
            plan = write_draft(typed.opportunity, typed.template, typed.to, key, choice, words)
        applied = workspace.carry_out(plan)
        path = known.path or applied.paths[0]
        return Saved(next(d for d in workspace.snapshot().records.drafts if d.path == path), words)

    return job

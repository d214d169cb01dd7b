"""Proof on demand: from which file and line each inserted fact of a letter comes."""

from store.model.letter import Proof, proof_at
from store.workspace.compose import proof_in
from tui import messages
from tui.dialogs.pick import PickDialog
from tui.presentation.spans import Line, Span, line
from tui.screens.composer.page import Page

ELSEWHERE = "Nothing from the files stands under the cursor; these do elsewhere."


class Proving:
    """Shows where the facts of a letter stand in the files."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def show(self) -> None:
        """Show the facts; the one under the cursor first, where one writes."""
        page = self._page
        draft = page.as_draft
        cursor = page.cursor if page.letter.has_focus else None
        page.ask(lambda w: proof_in(w.snapshot(), draft), lambda proof: self._ask(proof, cursor))

    def _ask(self, proof: tuple[Proof, ...], cursor: tuple[int, int] | None) -> None:
        page = self._page
        if not proof:
            page.notify("Nothing in this letter comes from the files: every word is yours.", markup=False)
            return
        here = proof_at(proof, *cursor) if cursor else ()
        above = (line(ELSEWHERE, "muted"),) if cursor and not here else ()
        dialog = PickDialog(
            "Where does it come from?",
            [(_line(one), str(place)) for place, one in enumerate(proof)],
            "Enter opens the file there, Esc goes back.",
            here=str(proof.index(here[0])) if here else "",
            lines=above,
        )

        def answered(picked: str | None) -> None:
            if picked:
                one = proof[int(picked)]
                page.post_message(messages.EditFile(one.path, one.line))

        page.app.push_screen(dialog, answered)


def _line(one: Proof) -> Line:
    return (Span(" ".join(one.text.split())), Span(f"  {one.path}:{one.line}", "muted"))

"""What the checks find in a letter, looked for once the typing pauses; and the way to where it is to be mended."""

from textual.timer import Timer

from store.model.draft import Finding
from store.workspace.compose import lint_text
from tui.presentation import findings
from tui.screens.composer.page import Page
from tui.widgets.letter import GAP
from tui.widgets.literal import literal

SETTLE = 0.25
"""Seconds without a key press before the checks look at the text."""


class Checking:
    """Looks at a letter while it is typed."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._settling: Timer | None = None

    def settle(self) -> None:
        """Look at the text once the typing pauses."""
        if self._settling is not None:
            self._settling.stop()
        self._settling = self._page.set_timer(SETTLE, self.look)

    def look(self) -> None:
        """Look at the text as it stands."""
        draft = self._page.as_draft
        self._page.ask(lambda w: lint_text(w.snapshot(), draft), self.report)

    def report(self, found: tuple[Finding, ...]) -> None:
        """Show what was found."""
        self._page.found.show(findings.findings(found))
        self._page.found.border_title = literal(findings.summary(found), "muted")

    def go_to(self, finding: Finding) -> None:
        """Go where something is to be mended, and say so: keys are text from now on."""
        page = self._page
        if finding.code == "gap" and GAP.search(page.draft.subject):
            page.subject.focus()
            where = "in the subject now"
        else:
            page.letter.focus()
            page.letter.move_cursor((max(0, finding.line - 1), 0))
            where = f"in the text now, at {'the gap in ' * (finding.code == 'gap')}line {finding.line}"
        page.notify(f"Not yet: {finding.message} You are {where}; Esc leaves it.", severity="warning", markup=False)

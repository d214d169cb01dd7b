"""Add a story worth telling: a title is enough, a need and a result make it useful."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.widgets import Input, TextArea

from tui.presentation.spans import line
from tui.widgets.dialog import Amiss, Dialog, Field


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryAdded:
    """A new story."""

    values: dict[str, str | tuple[str, ...]]
    body: str


class StoryDialog(Dialog[StoryAdded | None]):
    """Asks for title, needs, skills, result, sample and the story itself."""

    ACCEPT = "Add it"

    def __init__(self, need: str = "") -> None:
        super().__init__(
            "A story worth telling", (line("What did you do, for which need, and what came of it?", "muted"),)
        )
        self._need = need

    def parts(self) -> ComposeResult:
        """Ask for title, needs, skills, result, sample and the story."""
        yield Field("title", Input(placeholder="what you did, in a few words", id="title", compact=True))
        yield Field(
            "needs", Input(self._need, placeholder="as employers say them; several with ;", id="needs", compact=True)
        )
        yield Field("skills", Input(placeholder="with commas between", id="skills", compact=True))
        yield Field("result", Input(placeholder="what came of it, with its figure", id="result", compact=True))
        yield Field("sample", Input(placeholder="a link or a file that proves it", id="sample", compact=True))
        yield Field("story", TextArea(id="body", compact=True))

    def answer(self) -> StoryAdded:
        """Return the new story."""
        title, needs, skills, result, sample = (
            self.query_one(f"#{name}", Input).value.strip() for name in ("title", "needs", "skills", "result", "sample")
        )
        if not title:
            raise Amiss("title", "A story needs a title.")
        values: dict[str, str | tuple[str, ...]] = {
            "title": title,
            "needs": tuple(part.strip() for part in needs.split(";") if part.strip()),
            "skills": tuple(part.strip() for part in skills.split(",") if part.strip()),
            "result": result,
            "sample": sample,
        }
        return StoryAdded(
            values={key: value for key, value in values.items() if value}, body=self.query_one(TextArea).text
        )

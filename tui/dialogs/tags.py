"""Give tags to opportunities and take tags from them: known ones to tick, new ones to type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from store.errors import BadRequest
from store.model.folding import fold
from store.model.opportunity import Opportunity
from tui.presentation.chosen import named
from tui.presentation.tags import State, Tag, lines_of, tags_of
from tui.widgets.dialog import Dialog, Field
from tui.widgets.literal import literal
from tui.widgets.tag_list import TagList


@dataclass(frozen=True, slots=True)
class Tagged:
    """Which tags come, and which go."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


class TagsDialog(Dialog[Tagged | None]):
    """Space ticks a tag; a tag that is typed is added; of several opportunities some may have one already."""

    ACCEPT = "Set tags"

    def __init__(self, opportunities: Sequence[Opportunity], counts: Mapping[str, int]) -> None:
        """Make the question.

        Args:
            opportunities: what gets the tags.
            counts: every tag of the vault, and how many opportunities have it.
        """
        super().__init__(f"Tags of {named(opportunities)}")
        self._number = len(opportunities)
        self._tags: tuple[Tag, ...] = tags_of(opportunities, counts)

    def parts(self) -> ComposeResult:
        """Ask for new tags, and list those that are known."""
        known = [tag.name for tag in self._tags]
        suggester = SuggestFromList(known, case_sensitive=False) if known else None
        yield Field(
            "add", Input(placeholder="a new tag, or several: remote, saas", id="new", compact=True, suggester=suggester)
        )
        yield Static(literal(self._hint, "muted"), classes="hint -close")
        yield TagList(id="tags")

    @property
    def _hint(self) -> str:
        return "↓ to the list; Space ticks, unticks" if self._tags else "No tag is in use yet."

    def on_mount(self) -> None:
        """List the tags, most used here first."""
        super().on_mount()
        listing = self.query_one(TagList)
        listing.show(lines_of(self._tags, self._number), {tag.name: tag.state for tag in self._tags})
        listing.display = bool(self._tags)
        self.query_one("#new").focus()

    @on(TagList.Left)
    def go_up(self, event: TagList.Left) -> None:
        """Go from the first line back to the field."""
        event.stop()
        if not event.down:
            self.query_one("#new").focus()

    def on_key(self, event: events.Key) -> None:
        """Go from the field down to the list; Textual calls the dialog's own as well."""
        listing = self.query_one(TagList)
        if event.key == "down" and self.query_one("#new").has_focus and listing.display:
            event.stop()
            listing.focus()

    def answer(self) -> Tagged:
        """Return what comes and what goes."""
        typed = (part.strip().lstrip("#").strip() for part in self.query_one("#new", Input).value.split(","))
        names = {fold(tag.name): tag.name for tag in self._tags}
        changed = self.query_one(TagList).changed
        ticked = (name for name, state in changed.items() if state is State.ALL)
        add = (*(names.get(fold(word), word) for word in typed if word), *ticked)
        remove = tuple(name for name, state in changed.items() if state is State.NONE and name not in add)
        if not add and not remove:
            raise BadRequest("Nothing is changed yet: type a tag, or tick one with Space. Esc leaves them as they are.")
        return Tagged(tuple(dict.fromkeys(add)), remove)

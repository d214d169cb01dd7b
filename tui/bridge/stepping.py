"""A place whose lines are steps of the agenda: what can be done about the highlighted one, or about marked ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import messages
from tui.bridge.place import Place

if TYPE_CHECKING:
    from store.model.agenda import Item


class StepPlace(Place):
    """Asks for deeds about steps; a screen says which step is highlighted and which are marked."""

    @property
    def item(self) -> Item | None:
        """Return the highlighted step."""
        raise NotImplementedError

    @property
    def chosen(self) -> tuple[Item, ...]:
        """Return the steps to act on: the marked ones, or else the highlighted one."""
        return (self.item,) if self.item else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Dim what needs a step while there is none."""
        return None if action.startswith(("item_", "opportunity_", "file_")) and self.item is None else True

    def open_step(self) -> None:
        """Open the opportunity of the highlighted step; a debrief opens its form."""
        from tui.presentation.agenda import item_id

        item = self.item
        if item and item.is_debrief:
            self.post_message(messages.CompleteStep(item))
        elif item:
            self.post_message(messages.OpenOpportunity(item.opportunity, item_id(item)))

    def action_item_done(self) -> None:
        """Log the steps as done."""
        if chosen := self.chosen:
            self.post_message(messages.CompleteStep(chosen[0], chosen[1:]))

    def action_item_snooze(self) -> None:
        """Put the steps off."""
        if chosen := self.chosen:
            self.post_message(messages.SnoozeStep(chosen[0], chosen[1:]))

    def action_item_skip(self) -> None:
        """Leave the steps out."""
        if chosen := self.chosen:
            self.post_message(messages.SkipStep(chosen[0], chosen[1:]))

    def action_item_compose(self) -> None:
        """Write the highlighted step's letter."""
        if item := self.item:
            self.post_message(messages.ComposeLetter(item.opportunity, item))

    def action_item_call(self) -> None:
        """Open the call sheet of the highlighted step's person."""
        if item := self.item:
            self.post_message(messages.OpenCall(item.opportunity, item, to=item.ident or ""))

    def action_opportunity_panel(self) -> None:
        """Show the letters to everybody of the latest interview there."""
        if item := self.item:
            self.post_message(messages.OpenPanel(item.opportunity))

    def action_opportunity_log(self) -> None:
        """Log what happened there."""
        if item := self.item:
            self.post_message(messages.LogTouch(item.opportunity, item.who or "", item.channel or ""))

    def action_opportunity_contact(self) -> None:
        """Add a person to the opportunity that the highlighted step is about."""
        if item := self.item:
            self.post_message(messages.AddContact(item.opportunity))

    def action_opportunity_note(self) -> None:
        """Add a note there."""
        if item := self.item:
            self.post_message(messages.AddNote(item.opportunity, item.who or ""))

    def action_opportunity_debrief(self) -> None:
        """Write down the latest interview there, or the one that the item counts from."""
        if item := self.item:
            self.post_message(messages.WriteDebrief(item.opportunity, item.because.line))

    def action_opportunity_stage(self) -> None:
        """Move it to another stage."""
        if item := self.item:
            self.post_message(messages.MoveStage(item.opportunity))

    def action_file_edit(self) -> None:
        """Open the file where the step comes from."""
        if item := self.item:
            self.post_message(messages.EditFile(item.because.path, item.because.line))

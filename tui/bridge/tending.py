"""A place whose lines are opportunities: what can be done about the highlighted one, or about marked ones."""

from collections.abc import Mapping

from store.model.agenda import Item
from store.model.opportunity import Opportunity
from tui import messages
from tui.bridge.place import Place


class OpportunityPlace(Place):
    """Asks for deeds about opportunities; a screen says which one is highlighted and which are marked."""

    coming: Mapping[str, Item]
    """The most urgent step of each opportunity, by its id."""

    @property
    def opportunity(self) -> Opportunity | None:
        """Return the highlighted opportunity."""
        raise NotImplementedError

    @property
    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the opportunities to act on: the marked ones, or else the highlighted one."""
        return (self.opportunity.id,) if self.opportunity else ()

    def action_opportunity_stage(self) -> None:
        """Move them to another stage."""
        if chosen := self.chosen:
            self.post_message(messages.MoveStage(chosen[0], chosen[1:]))

    def action_opportunity_put_off(self) -> None:
        """Put off their next touch."""
        if chosen := self.chosen:
            self.post_message(messages.PutOffOpportunities(chosen))

    def action_opportunity_tags(self) -> None:
        """Give them tags, or take tags away."""
        if chosen := self.chosen:
            self.post_message(messages.TagOpportunities(chosen))

    def action_opportunity_delete(self) -> None:
        """Delete them."""
        if chosen := self.chosen:
            self.post_message(messages.DeleteOpportunities(chosen))

    def action_item_compose(self) -> None:
        """Write a letter there, for what is most urgent."""
        if o := self.opportunity:
            self.post_message(messages.ComposeLetter(o.id, self.coming.get(o.id)))

    def action_item_call(self) -> None:
        """Open a call sheet there, for what is most urgent."""
        if o := self.opportunity:
            item = self.coming.get(o.id)
            self.post_message(messages.OpenCall(o.id, item, to=(item and item.ident) or ""))

    def action_opportunity_panel(self) -> None:
        """Show the letters to everybody of the latest interview there."""
        if o := self.opportunity:
            self.post_message(messages.OpenPanel(o.id))

    def action_opportunity_log(self) -> None:
        """Log what happened there."""
        if o := self.opportunity:
            self.post_message(messages.LogTouch(o.id))

    def action_opportunity_contact(self) -> None:
        """Add a person there."""
        if o := self.opportunity:
            self.post_message(messages.AddContact(o.id))

    def action_opportunity_note(self) -> None:
        """Add a note there."""
        if o := self.opportunity:
            self.post_message(messages.AddNote(o.id))

    def action_opportunity_debrief(self) -> None:
        """Write down the latest interview there."""
        if o := self.opportunity:
            self.post_message(messages.WriteDebrief(o.id))

    def action_file_edit(self) -> None:
        """Open its file."""
        if o := self.opportunity:
            self.post_message(messages.EditFile(o.path))

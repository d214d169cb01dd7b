"""What leads about in the program: commands by name, the keys of each screen, themes, and what was said."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import events

from store.workspace.remembered import remember
from tui import messages
from tui.actions.table import action
from tui.bridge.place import Place
from tui.opening import Opener
from tui.presentation.looks import other
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tui.presentation.commands import Entry

WINDOW = ("dialog", "list", "ticks", "reading")
"""Places of a dialog."""


class Guide(Opener):
    """Shows what can be done where one is, and does what was chosen without its key."""

    def _show_list(self, mode: str) -> None:
        """Show a mode's list."""
        raise NotImplementedError

    def action_app_messages(self) -> None:
        """Show what was said in this run."""
        from tui.dialogs.said import SaidDialog

        self.push_screen(SaidDialog(self.said))

    def action_app_theme(self) -> None:
        """Change between light and dark, within the kind of theme that is on."""
        self._choose_theme(other(self.theme, dark=self.current_theme.dark))

    def action_app_choose_theme(self) -> None:
        """Show the themes; each is tried as the cursor comes to it."""
        from tui.dialogs.pick import PickDialog
        from tui.presentation.looks import theme_choices

        before = self.theme

        def chosen(name: str | None) -> None:
            if name is None:
                self.theme = before
            else:
                self._choose_theme(name)

        def tried(name: str) -> None:
            self.theme = name

        choices = theme_choices(tuple(self.own_themes))
        hint = "j k try them, Enter keeps one, Esc goes back to the old one."
        self.push_screen(PickDialog("Which theme?", choices, hint, here=before, moved=tried), chosen)

    def _choose_theme(self, name: str) -> None:
        """Put a theme on, and remember it for the next time."""
        self.theme = name
        self.post_message(
            messages.Ask(lambda w: remember(w.machine, theme=name), lambda _: None, lambda _: None, is_aside=True)
        )

    def action_app_palette(self) -> None:
        """Open the command palette."""
        from store.workspace.templates import all_templates
        from tui.dialogs.palette import PaletteDialog
        from tui.palette import offered
        from tui.presentation.commands import letters
        from tui.presentation.ready import ready

        screen = self.screen
        if isinstance(screen, Place):
            snapshot = self._snapshot
            found = (
                *offered(self, screen, (screen.NAME, *screen.INNER)),
                *(letters(all_templates(snapshot)) if snapshot else ()),
            )
            window = PaletteDialog(found, ready(snapshot).names if snapshot else None)
            self.push_screen(window, partial(self._go, screen))

    def action_app_help(self) -> None:
        """Show the keys of this screen."""
        screen = self.screen
        if isinstance(screen, Place):
            self._help(screen.TITLE, screen.NAME, (screen.NAME, *screen.INNER, "app"), partial(self._do, screen))

    def action_dialog_help(self) -> None:
        """Show the keys of dialogs."""
        self._help("Dialogs", "dialog", WINDOW)

    def _help(
        self, title: str, name: str, places: tuple[str, ...], then: Callable[[str | None], None] | None = None
    ) -> None:
        from tui.dialogs.help import HelpDialog
        from tui.presentation.about import about, everywhere
        from tui.presentation.keys import sections

        told = everywhere(str(self._workspace.machine.config or ""))
        self.push_screen(HelpDialog(title, about(name), sections(places), told), then)

    def _go(self, screen: Place, entry: Entry | None) -> None:
        """Do what was chosen among the commands, or go there."""
        from tui.presentation.commands import ACTIONS

        if entry is None:
            return
        if entry.kind in ACTIONS:
            self._do(screen, entry.value)
        elif entry.kind == "opportunity":
            self.post_message(messages.OpenOpportunity(entry.value.partition("#")[0]))
        elif entry.kind == "draft":
            self.post_message(messages.OpenDraft(entry.value))
        elif entry.kind == "letter":
            known = self._snapshot.records.opportunities if self._snapshot else ()
            here = next((o.id for o in known if o.path == screen.about()), "")
            self.post_message(messages.ComposeLetter(here, template=entry.value))
        elif entry.kind == "template":
            self.post_message(messages.EditFile(entry.value))
        else:
            self._show_list("people" if entry.kind == "person" else "stories")
            self.call_after_refresh(self._highlight, entry.value)

    def _highlight(self, key: str) -> None:
        for rows in self.screen.query(RowList):
            rows.highlight(key)

    def _do(self, screen: Place, ident: str | None) -> None:
        """Do an action that was chosen without its key, or say why it does not apply."""
        from tui.palette import do

        async def done() -> None:
            if ident and (reason := await do(self, screen, ident)):
                self.tell(f"{action(ident).label} needs {reason}")

        self.run_worker(done())

    def on_key(self, event: events.Key) -> None:
        """Say why a key does nothing."""
        from tui.palette import NOT_NOW

        active = self.screen.active_bindings.get(event.key)
        if active and not active.enabled and active.binding.id:
            row = action(active.binding.id)
            self.tell(f"{row.label} needs {row.needs or NOT_NOW}")

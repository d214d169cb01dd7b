"""A letter on its way out: the way is chosen, the yes is said, it goes once; or it is logged as sent by hand."""

from pathlib import Path

from store.errors import PerhapsSent, StoreError
from store.model.mail import Handed, Way
from store.model.own_settings import OwnSettings
from store.workspace.commands.mark_sent import mark_sent
from store.workspace.door import Applied, Workspace
from store.workspace.paper import show
from store.workspace.sending.errand import Errand, begin, finish, transmit
from store.workspace.sending.settling import settle
from store.workspace.when import day_meant
from tui import messages
from tui.actions.naming import keys_of
from tui.bridge.sending import Ready, left_over
from tui.dialogs.choose import ChooseDialog, Option
from tui.dialogs.pick import PickDialog
from tui.dialogs.sent import Question, Sent, SentDialog
from tui.dialogs.under_way import GONE, UnderWayDialog
from tui.presentation import sending as words
from tui.presentation.spans import BLANK, Line, line
from tui.presentation.words import company
from tui.screens.composer.page import Page
from tui.screens.composer.saving import Saving
from tui.screens.composer.standing import Standing


class Sending:
    """Sends a letter by the way that is chosen, and logs it."""

    def __init__(self, page: Page, saving: Saving, standing: Standing) -> None:
        self._page = page
        self._saving = saving
        self._standing = standing
        self._ready: Ready | None = None
        self._is_going = False
        """Whether it is on its way: no second one leaves meanwhile."""

    # By hand.

    def mark(self) -> None:
        """Log the letter as sent, after asking."""
        self._standing.hold(keys_of("draft.sent"), self._ask_unless_call)

    def _ask_unless_call(self, ready: Ready) -> None:
        if not self._opens_call():
            self._ask_whether_sent(ready, "Was this letter sent?")

    def _opens_call(self) -> bool:
        """Open the call sheet where the letter is one, and tell so: it has a key for every ending."""
        draft = self._page.draft
        is_call = draft.channel == "phone"
        if is_call:
            self._page.post_message(messages.OpenCall(draft.opportunity, self._page.item, draft, draft.to))
        return is_call

    def _ask_whether_sent(self, ready: Ready, title: str, *before: Line, page_made: Path | None = None) -> None:
        page, snapshot, opportunity = self._page, self._page.snapshot, self._page.opportunity
        if snapshot is None or opportunity is None:
            return
        question = Question(
            title=title,
            yes="Yes, log it",
            lines=(*before, *words.letter(page.draft, company(opportunity), ready.found)),
            kept=ready.steps.kept,
            offered=ready.steps.offered,
            no="Not yet" if before else "Cancel",
        )
        open_it = (lambda dialog: self._open(page_made, dialog)) if page_made else None
        dialog = SentDialog(question, snapshot.today, lambda text: day_meant(snapshot, text), open_it)
        page.app.push_screen(dialog, self._log_if)

    def _open(self, file: Path, dialog: SentDialog) -> None:
        """Show a page in the viewer; where there is none, say so in the question."""
        page = self._page

        def open_in(own: OwnSettings) -> None:
            wish = messages.Outside(lambda: show(file, own), lambda _: None, lambda error: dialog.say(str(error)))
            page.post_message(wish)

        page.ask(lambda w: w.own, open_in)

    def _log_if(self, sent: Sent | None) -> None:
        page = self._page
        if sent is not None:
            page.is_over = True
            plan = mark_sent(page.draft.path, sent.day, sent.also)
            page.post_message(messages.CarryOut(plan, self._leave, self._not_logged))

    def _leave(self, _applied: object) -> None:
        self._page.post_message(messages.LeaveScreen(self._page))

    def _not_logged(self, error: Exception) -> None:
        self._page.is_over = False
        self._saving.refused(error)

    # By a way.

    def send(self) -> None:
        """Choose how the letter goes, and send it after a yes."""
        if not self._is_going:
            self._standing.hold(keys_of("draft.send"), self._choose)

    def _choose(self, ready: Ready) -> None:
        page, opportunity = self._page, self._page.opportunity
        if opportunity is None or ready.going is None or self._opens_call():
            return
        self._ready = ready
        dialog = PickDialog(
            "How does it go out?",
            words.ways(ready.ways),
            "Enter chooses; nothing goes out yet. Esc keeps it.",
            lines=words.going(ready.going, company(opportunity), ready.found),
        )
        page.app.push_screen(dialog, self._chosen)

    def _chosen(self, name: str | None) -> None:
        ready = self._ready
        if name is None or ready is None or ready.going is None:
            return
        way = next((way for way in ready.ways if way.name == name), None)
        if way is None:
            self._ask_whether_sent(ready, "Was this letter sent?")
        elif way.delivers:
            self._confirm(ready, way)
        elif name == "clipboard":
            self._page.app.copy_to_clipboard(ready.going.text)
            self._did_it_go(ready, "The text is sent to the clipboard; paste it where you write to them.")
        else:
            self._hand_over(way, None, again=False)

    def _confirm(self, ready: Ready, way: Way) -> None:
        opportunity = self._page.opportunity
        if opportunity is None or ready.going is None:
            return
        question = Question(
            title=f"{way.title[:1].upper()}{way.title[1:]}?",
            yes="Yes, send it",
            lines=(
                *words.going(ready.going, company(opportunity), ready.found, in_full=True),
                BLANK,
                line("It is logged as it goes, and the draft is removed."),
                line("y sends it; Enter presses the marked button.", "muted"),
            ),
            kept=ready.steps.kept,
            offered=ready.steps.offered,
        )

        def answered(sent: Sent | None) -> None:
            if sent is not None:
                self._let_go(way, sent, again=False)

        self._page.app.push_screen(SentDialog(question, None, None), answered)

    def _let_go(self, way: Way, sent: Sent, *, again: bool) -> None:
        """Give a moment for Esc, then send."""
        if self._is_going:
            return
        self._is_going = True
        dialog = UnderWayDialog(self._page.draft.to, way.title, lambda: self._hand_over(way, sent, again=again))

        def ended(went: str | None) -> None:
            if not went:
                self._is_going = False
                self._page.notify("Nothing was sent. The draft is as it was.", markup=False)
            elif self._page.is_over:
                self._leave(went)

        self._page.app.push_screen(dialog, ended)

    def _hand_over(self, way: Way, sent: Sent | None, *, again: bool) -> None:
        """Claim it, transmit it outside of the vault's queue, and log it; every step may be refused."""
        page, path = self._page, self._page.draft.path
        self._is_going = True

        def refused(error: Exception) -> None:
            self._not_sent(error, way, sent)

        def claimed(errand: Errand) -> None:
            page.post_message(
                messages.Outside(lambda: transmit(errand), lambda handed: gone(errand, handed), refused),
            )

        def gone(errand: Errand, handed: Handed) -> None:
            if way.delivers:
                page.post_message(messages.Ask(lambda w: finish(w, errand, handed), self._went, refused))
            else:
                self._end_waiting()
                if self._ready:
                    made = handed.files[0] if handed.files and way.name == "pdf" else None
                    self._did_it_go(self._ready, handed.note, made)

        also = sent.also if sent else None
        page.post_message(messages.Ask(lambda w: begin(w, path, way.name, also=also, again=again), claimed, refused))

    def _end_waiting(self) -> None:
        self._is_going = False
        if isinstance(self._page.app.screen, UnderWayDialog):
            self._page.app.screen.dismiss(GONE)

    def _went(self, handed: Handed) -> None:
        page = self._page
        page.is_over = handed.logged
        self._end_waiting()
        page.app.notify(handed.note, severity="information" if handed.logged else "warning", markup=False, timeout=12)

    def _did_it_go(self, ready: Ready, note: str, page_made: Path | None = None) -> None:
        self._ask_whether_sent(ready, "Did it go?", line(note, "strong"), BLANK, page_made=page_made)

    def _not_sent(self, error: Exception, way: Way, sent: Sent | None) -> None:
        """Say what happened; the draft is as it was."""
        self._end_waiting()
        is_open = isinstance(error, PerhapsSent)
        options = (
            (Option("w", "It went: log it", "went"), Option("a", "It did not: send it again", "again"))
            if is_open
            else (Option("a", "Try again", "again"),)
        )

        def answered(answer: str | None) -> None:
            if answer == "went":
                self._page.ask(self._settle, self._settled)
            elif answer == "again" and sent:
                self._let_go(way, sent, again=is_open)
            elif answer == "again":
                self._hand_over(way, sent, again=is_open)

        title = "Nobody knows whether it went" if is_open else "It was not sent"
        lines = (line(str(error)), line("The draft is kept."))
        self._page.app.push_screen(ChooseDialog(title, lines, options), answered)

    def _settle(self, workspace: Workspace) -> Applied | None:
        path = self._page.draft.path
        one = next((one for one in left_over(workspace) if one.gone.path == path), None)
        if one is None:
            raise StoreError("It is settled already.")
        return settle(workspace, one.gone, went=True)

    def _settled(self, applied: Applied | None) -> None:
        if applied:
            self._page.is_over = True
            self._page.app.notify(f"{applied.sentence}.", markup=False)
            self._page.post_message(messages.LeaveScreen(self._page))

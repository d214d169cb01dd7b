"""What an earlier run left behind: text that was in no file when it died, mail that may have gone or not."""

from collections.abc import Callable
from pathlib import Path

from textual.app import App

from store.errors import StoreError
from store.model.draft import Draft
from store.model.mail import Unsettled
from store.workspace.door import Applied, Workspace
from store.workspace.settling import in_words, settle, unsettled
from store.workspace.unsaved import Unsaved, forget, left_unsaved
from tui import messages
from tui.dialogs.choose import ChooseDialog, Option
from tui.presentation.spans import BLANK, line

Letter = tuple[Unsaved, Path]
Left = tuple[tuple[Letter, ...], tuple[Unsettled, ...]]


def left_behind(workspace: Workspace) -> Left:
    """Return the unsaved letters and the unsettled messages."""
    try:
        return left_unsaved(workspace), tuple(one for one in unsettled(workspace) if not one.underway)
    except StoreError:  # no folder for them: there are none
        return (), ()


def draft_of(typed: Unsaved) -> Draft:
    """Return the draft that a letter was typed into, as its file was when it was read."""
    return Draft(
        path=typed.path,
        opportunity=typed.opportunity,
        to=typed.to,
        channel=typed.channel,
        template=typed.template,
        subject=typed.base_subject,
        body=typed.base_body,
    )


def ask_about(app: App[int], left: Left, take_up: Callable[[Letter], None]) -> None:
    """Ask about one after another; what is put off is asked about at the next start."""
    letters, mails = left
    for mail in mails:
        _ask_about_mail(app, mail)
    for letter in letters:
        _ask_about_letter(app, letter, take_up)


def _ask_about_letter(app: App[int], letter: Letter, take_up: Callable[[Letter], None]) -> None:
    unsaved, file = letter
    lines = (
        line("The program ended before this letter was saved. Its text was kept:"),
        BLANK,
        line(unsaved.subject or "no subject", "strong"),
        *(line(row) for row in unsaved.body.split("\n")[:12]),
        BLANK,
        line("Esc leaves it for the next start.", "muted"),
    )
    options = (Option("o", "Open it", "open"), Option("x", "Throw it away", "away"))

    def answered(answer: str | None) -> None:
        if answer == "open":
            take_up(letter)
        elif answer == "away":
            app.post_message(messages.Ask(lambda _: forget(file), lambda _: None))

    app.push_screen(ChooseDialog(f"A letter to {unsaved.to} was not saved", lines, options), answered)


def _ask_about_mail(app: App[int], one: Unsettled) -> None:
    sure = Option("w", "Log it", "went")
    options = (sure,) if one.certain else (Option("w", "It went: log it", "went"), Option("x", "It did not go", "not"))

    def answered(answer: str | None) -> None:
        if answer:
            went = answer == "went"
            app.post_message(messages.Ask(lambda w: settle(w, one.gone, went=went), told))

    def told(applied: Applied | None) -> None:
        app.notify(f"{applied.sentence}." if applied else "The draft is kept, to be sent again.", markup=False)

    title = "A letter went out and is not in the log" if one.certain else "Did this letter go out?"
    lines = (line(in_words(one)), BLANK, line("Esc leaves it for the next start.", "muted"))
    app.push_screen(ChooseDialog(title, lines, options), answered)

"""What an earlier run left behind: text that was in no file when it died, mail that may have gone or not."""

from collections.abc import Callable, Iterable
from pathlib import Path

from textual.app import App

from store.model.draft import Draft
from store.model.mail import Unsettled
from store.workspace.door import Applied, Workspace
from store.workspace.sending.settling import settle
from store.workspace.unsaved import Unsaved, forget
from tui import messages
from tui.bridge.keeping import left_letters
from tui.bridge.sending import left_over
from tui.dialogs.choose import ChooseDialog, Option
from tui.keymap import keys_of
from tui.presentation import sending as words
from tui.presentation.spans import BLANK, line

Letter = tuple[Unsaved, Path]
Left = tuple[tuple[Letter, ...], tuple[Unsettled, ...]]


def left_behind(workspace: Workspace) -> Left:
    """Return the unsaved letters and the unsettled messages."""
    return left_letters(workspace), left_over(workspace)


def draft_of(typed: Unsaved, drafts: Iterable[Draft]) -> Draft:
    """Return the draft that a letter was typed into, as its file was when it was read; its kind is the file's own."""
    template, channel = next((d.kind for d in drafts if d.path == typed.path), (typed.template, typed.channel))
    return Draft(
        path=typed.path,
        opportunity=typed.opportunity,
        to=typed.to,
        channel=channel,
        template=template,
        subject=typed.base_subject,
        body=typed.base_body,
    )


def ask_about(app: App[int], left: Left, take_up: Callable[[Letter], None]) -> None:
    """Ask about one after another; a letter that is put off stands among the drafts until then."""
    letters, mails = left
    for mail in mails:
        _ask_about_mail(app, mail)
    for letter in letters:
        ask_about_letter(app, letter, take_up)


def ask_about_letter(
    app: App[int], letter: Letter, take_up: Callable[[Letter], None], then: Callable[[], None] = lambda: None
) -> None:
    """Ask whether a letter is opened again or thrown away; `then` is called once it is."""
    unsaved, file = letter
    lines = (
        line("The program ended before this letter was saved. Its text was kept:"),
        BLANK,
        line(unsaved.subject or "no subject", "strong"),
        *(line(row) for row in unsaved.body.split("\n")[:12]),
        BLANK,
        line(f"Esc leaves it; it stands among the drafts ({keys_of('app.drafts')}).", "muted"),
    )
    options = (Option("o", "Open it", "open"), Option("x", "Throw it away", "away"))

    def answered(answer: str | None) -> None:
        if answer == "open":
            take_up(letter)
        elif answer == "away":
            app.post_message(messages.Ask(lambda _: forget(file), lambda _: then()))

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
    lines = (*words.left_open(one), BLANK, line("Esc leaves it for the next start.", "muted"))
    app.push_screen(ChooseDialog(title, lines, options), answered)

"""What an earlier run left behind: text that was in no file when it ended, mail that may have gone or not."""

import os
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from textual.app import App

from store.model.draft import Draft
from store.model.left_form import LeftForm
from store.model.mail import Unsettled
from store.workspace.door import Applied, Workspace
from store.workspace.left_notes import is_written, rows_of
from store.workspace.sending.settling import settle
from store.workspace.unsaved import Unsaved, forget, left_forms, left_unsaved
from tui import messages
from tui.actions.naming import keys_of
from tui.bridge.sending import left_over
from tui.dialogs.choose import ChooseDialog, Option
from tui.presentation import sending as words
from tui.presentation.spans import BLANK, line

Letter = tuple[Unsaved, Path]
Form = tuple[LeftForm, Path]
Left = tuple[tuple[Letter, ...], tuple[Unsettled, ...], tuple[Form, ...]]
Reopened = Callable[[LeftForm, Callable[[], None]], Callable[[], None] | None]
"""Gives what opens a form again, where that is possible; it is told what lets go of the copy."""
NOT_NOW = "Not now"
ENDED = "The program ended before this was done. What you typed was kept:"


def left_behind(workspace: Workspace) -> Left:
    """Return the unsaved letters, the unsettled messages and the open forms whose text is in no file."""
    forms = left_forms(workspace.machine, os.fspath(workspace.root))
    written = [file for form, file in forms if is_written(workspace.snapshot(), form)]
    for file in written:
        forget(file)
    return left_unsaved(workspace), left_over(workspace), tuple(left for left in forms if left[1] not in written)


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


def ask_about(app: App[int], left: Left, take_up: Callable[[Letter], None], reopened: Reopened) -> None:
    """Ask about one after another; a letter that is put off stands among the drafts until then."""
    letters, mails, forms = left
    for form in forms:
        ask_about_form(app, form, reopened)
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

    app.push_screen(ChooseDialog(f"A letter to {unsaved.to} was not saved", lines, options, NOT_NOW), answered)


def ask_about_form(app: App[Any], left: Form, reopened: Reopened, then: Callable[[], None] = lambda: None) -> None:
    """Ask whether a form is opened again; one that cannot be is shown, to be copied, kept or thrown away.

    `then` is called once it is answered.
    """
    form, file = left
    let_go = partial(forget, file)
    reopen = reopened(form, let_go)
    typed = tuple(rows_of(form.held))
    shown = (*map(line, typed), BLANK, line("Esc leaves it for the next start.", "muted"))
    lines = (line(ENDED), BLANK, line(form.title, "strong"), *shown)
    copy, away = Option("c", "Copy it", "copy"), Option("x", "Throw it away", "away")
    options = (Option("o", "Open it", "open"), away) if reopen else (copy, away)

    def answered(answer: str | None) -> None:
        if answer == "open" and reopen:
            reopen()
        elif answer == "copy":
            app.copy_to_clipboard("\n".join(typed))
            app.push_screen(ChooseDialog("It is sent to the clipboard. Throw it away here?", lines, (away,)), answered)
        elif answer == "away":
            let_go()
        then()

    app.push_screen(ChooseDialog("A form was still open", lines, options, NOT_NOW), answered)


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
    app.push_screen(ChooseDialog(title, lines, options, NOT_NOW), answered)

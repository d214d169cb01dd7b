"""A deed performed: its question, its use case, and the question once more where the answer was refused."""

from collections.abc import Iterator
from typing import Any

from textual.screen import ModalScreen

from store.errors import NoSuchStep, StoreError
from store.workspace.door import Applied
from tui import deeds, messages
from tui.bridge.desk import Desk
from tui.presentation.agenda import item_id
from tui.widgets.dialog import Dialog
from tui.widgets.row_list import RowList
from tui.widgets.week_grid import WeekGrid

GONE = "This step is open no longer: its file has changed meanwhile. Nothing was written."


def perform(app: Desk, request: messages.Deed) -> None:
    """Ask for a deed's particulars and do it; what needs the form of a debrief goes there."""
    deed: messages.Deed | None = request
    if isinstance(request, messages.CompleteStep):
        deed = deeds.without_debriefs(request)
        if deed is None:
            app.post_message(messages.WriteDebrief(request.item.opportunity, request.item.because.line))
    if deed and (dialog := _question(app, deed)):
        _ask(app, deed, dialog)


def _question(app: Desk, deed: messages.Deed) -> ModalScreen[Any] | None:
    if app.snapshot is None:
        return None
    try:
        return deeds.question(deed, app.snapshot)
    except StoreError as error:
        app.tell_error(error)
        return None


def _ask(app: Desk, deed: messages.Deed, dialog: ModalScreen[Any]) -> None:
    def answered(answer: object) -> None:
        if answer is not None:
            _let_go(app, deed)
            app.post_message(messages.CarryOut(deeds.plan(deed, answer), done, refused))

    def done(_applied: Applied) -> None:
        if isinstance(deed, messages.StepDeed):
            for rows in _lists(app):
                rows.unmark(item_id(item) for item in deed.items)

    def refused(error: Exception) -> None:
        _let_go(app, deed, really=False)
        _say_why(app, deed, dialog, error)

    app.push_screen(dialog, answered)


def _say_why(app: Desk, deed: messages.Deed, dialog: ModalScreen[Any], error: Exception) -> None:
    """Say why a deed was refused; typed text comes back in a new question, so that it is not lost."""
    is_gone = isinstance(error, NoSuchStep)
    why = GONE if is_gone else str(error)  # the keys of steps are for those who type commands
    typed = dialog.typed if isinstance(dialog, Dialog) else None
    again = _question(app, deed) if typed else None
    if typed and isinstance(again, Dialog):
        again.ask_again(typed, why)
        _ask(app, deed, again)
    else:
        app.tell(why, "warning" if is_gone else "error")


def _let_go(app: Desk, deed: messages.Deed, *, really: bool = True) -> None:
    """Keep cursors at their place in lists whose step is being settled or put off."""
    if isinstance(deed, messages.StepDeed):
        for rows in _lists(app):
            rows.let_go((item_id(item) for item in deed.items), really=really)
        for grid in (grid for place in app.places() for grid in place.query(WeekGrid)):
            grid.let_go((item_id(item) for item in deed.items), really=really)


def _lists(app: Desk) -> Iterator[RowList]:
    return (rows for place in app.places() for rows in place.query(RowList))

"""A deed performed: its question, its use case, and the question once more where the answer was refused."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from textual.screen import ModalScreen

from store.errors import NoSuchStep, StoreError
from store.model.left_form import LeftForm
from tui import messages
from tui.bridge.desk import Desk
from tui.deeds import kept, table
from tui.deeds.steps import without_debriefs
from tui.dialogs.capture import NewFirst
from tui.presentation.agenda import item_id
from tui.widgets.dialog import Dialog
from tui.widgets.filled import from_data
from tui.widgets.row_list import RowList
from tui.widgets.week_grid import WeekGrid

GONE = "This step is open no longer: its file has changed meanwhile. Nothing was written."


def perform(app: Desk, request: messages.Deed) -> None:
    """Ask for a deed's particulars and do it; what needs the form of a debrief goes there."""
    deed: messages.Deed | None = request
    if isinstance(request, messages.CompleteStep):
        deed = without_debriefs(request)
        if deed is None:
            app.post_message(messages.WriteDebrief(request.item.opportunity, request.item.because.line))
    if deed:
        _begin(app, deed)


def reopened(app: Desk, form: LeftForm, before: Callable[[], None]) -> Callable[[], None] | None:
    """Return what opens a form again that an earlier run left open; None where that is not possible.

    Args:
        app: the program.
        form: what was kept of it.
        before: removes what was kept, once it is kept anew, or is answered.
    """
    snapshot = app.snapshot
    deed = kept.from_data(form.about, snapshot) if snapshot else None
    if deed is None or snapshot is None:
        return None
    try:
        dialog = table.question(deed, snapshot)
    except StoreError:  # what it was about is gone
        return None
    if not isinstance(dialog, Dialog):
        return None
    dialog.ask_again(from_data(form.held), "")
    return partial(_ask, app, deed, dialog, before)


def _begin(app: Desk, deed: messages.Deed, before: Callable[[], None] | None = None) -> None:
    if dialog := _question(app, deed):
        _ask(app, deed, dialog, before)


def _question(app: Desk, deed: messages.Deed) -> ModalScreen[Any] | None:
    if app.snapshot is None:
        return None
    try:
        return table.question(deed, app.snapshot)
    except StoreError as error:
        app.tell_error(error)
        return None


def _ask(app: Desk, deed: messages.Deed, dialog: ModalScreen[Any], before: Callable[[], None] | None = None) -> None:
    """Ask a question; its answer is carried out.

    Args:
        app: the program.
        deed: what is asked about.
        dialog: the question.
        before: lets go of the copy of an earlier form, which this one goes on with.
    """
    let_go = _nothing
    line = deed.line if isinstance(deed, messages.AddOpportunity | messages.CaptureLine) else ""
    if isinstance(dialog, Dialog):
        dialog.about, dialog.is_precious, dialog.before = kept.as_data(deed), bool(line), before
        let_go = dialog.let_go

    def answered(answer: object) -> None:
        if isinstance(answer, NewFirst):
            new = messages.AddOpportunity(answer.company, answer.position, answer.line)
            app.call_later(_begin, app, new, let_go)
        elif answer is not None:
            _let_go(app, deed)
            plan = table.plan(deed, answer)
            if isinstance(deed, messages.AddOpportunity) and line:  # the copy stays until the line is asked about
                app.post_message(messages.CarryOut(plan, lambda _: _after(app, deed, let_go), refused))
            else:
                app.post_message(messages.CarryOut(plan, lambda _: _after(app, deed), refused, let_go))

    def refused(error: Exception) -> None:
        _let_go(app, deed, really=False)
        _say_why(app, deed, dialog, error)

    app.push_screen(dialog, answered)


def _after(app: Desk, deed: messages.Deed, before: Callable[[], None] | None = None) -> None:
    """Take the marks from what was dealt with; a line that waited for its opportunity is asked about again."""
    if isinstance(deed, messages.AddOpportunity) and deed.line:
        app.call_later(_begin, app, messages.CaptureLine(line=deed.line), before)
    keys: tuple[str, ...] = ()
    if isinstance(deed, messages.StepDeed):
        keys = tuple(map(item_id, deed.items))
    elif isinstance(deed, messages.ChoiceDeed | messages.MoveStage):
        keys = deed.opportunities
    for rows in _lists(app):
        rows.unmark(keys)


def _say_why(app: Desk, deed: messages.Deed, dialog: ModalScreen[Any], error: Exception) -> None:
    """Say why a deed was refused; typed text comes back in a new question, so that it is not lost."""
    is_gone = isinstance(error, NoSuchStep)
    why = GONE if is_gone else str(error)  # the keys of steps are for those who type commands
    typed = dialog.typed if isinstance(dialog, Dialog) else None
    again = _question(app, deed) if typed else None
    if typed and isinstance(again, Dialog):
        again.ask_again(typed, why)
        _ask(app, deed, again, dialog.let_go if isinstance(dialog, Dialog) else None)
    else:
        later = " What you typed is kept, and offered at the next start." if typed and app.machine.state else ""
        app.tell(f"{why}{later}", "warning" if is_gone else "error")


def _let_go(app: Desk, deed: messages.Deed, *, really: bool = True) -> None:
    """Keep cursors at their place in lists whose step is being settled or put off."""
    if isinstance(deed, messages.StepDeed):
        for rows in _lists(app):
            rows.let_go((item_id(item) for item in deed.items), really=really)
        for grid in (grid for place in app.places() for grid in place.query(WeekGrid)):
            grid.let_go((item_id(item) for item in deed.items), really=really)


def _nothing() -> None:
    """Let go of nothing."""


def _lists(app: Desk) -> Iterator[RowList]:
    return (rows for place in app.places() for rows in place.query(RowList))

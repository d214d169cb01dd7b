"""Deeds that write down what happened: an entry, a note, a captured line."""

from collections.abc import Sequence
from typing import Any

from textual.screen import ModalScreen

from store.errors import StoreError, UnknownOpportunity
from store.model.opportunity import Opportunity
from store.workspace.capturing import about, captured
from store.workspace.changing import Plan
from store.workspace.commands.add_mark import add_mark
from store.workspace.commands.capture import capture
from store.workspace.commands.log_touch import log_touch
from store.workspace.people import people_typed
from store.workspace.snapshot import Snapshot
from store.workspace.talks import talk as latest_talk
from store.workspace.when import day_meant
from tui import messages
from tui.dialogs.capture import CaptureDialog
from tui.dialogs.log import LogDialog, Logged
from tui.dialogs.note import Noted, NoteDialog
from tui.presentation.asking import Asking, people_at, talk_in_words
from tui.presentation.capture import Told as Understood
from tui.presentation.capture import completing, understood
from tui.presentation.completing import Choice

DEEDS = (messages.LogTouch, messages.AddNote, messages.CaptureLine)


def question(deed: messages.Deed, snapshot: Snapshot) -> ModalScreen[Any]:
    """Return the form of what is written down.

    Raises:
        BadRequest: there is no conversation that a note could go into.
    """
    match deed:
        case messages.LogTouch(opportunity=ident, who=who, channel=channel):
            opportunity = snapshot.opportunity(ident)
            return LogDialog(opportunity, who, channel, asking(snapshot, opportunity))
        case messages.AddNote(opportunity=ident, who=who):
            opportunity = snapshot.opportunity(ident)
            talk = talk_in_words(latest_talk(opportunity, snapshot.today), snapshot.today)
            return NoteDialog(opportunity, talk, who, asking(snapshot, opportunity))
        case messages.CaptureLine():
            return _capturing(deed, snapshot)
    raise TypeError(type(deed).__name__)


def plan(deed: messages.Deed, answer: object) -> Plan:
    """Return the plan that writes it down."""
    match deed, answer:
        case messages.LogTouch(opportunity=ident), Logged() as it:
            return log_touch(ident, it.kind, it.direction, it.names, it.day, None, it.title, it.body)
        case messages.AddNote(opportunity=ident), Noted() as it:
            return add_mark(ident, it.word, it.text, it.by, it.persons)
        case messages.CaptureLine(here=here), str():
            return capture(answer, ident_of(here))
    raise TypeError(type(deed).__name__)


def asking(snapshot: Snapshot, opportunity: Opportunity) -> Asking:
    """Return what a form about an opportunity must know."""
    return Asking(
        today=snapshot.today,
        read_day=lambda text: day_meant(snapshot, text),
        people=people_at(opportunity, snapshot.records.people),
        read_people=lambda text: people_typed(snapshot, opportunity, text),
    )


def _capturing(deed: messages.CaptureLine, snapshot: Snapshot) -> CaptureDialog:
    here = ident_of(deed.here)
    is_open = snapshot.opportunity_with(here) if here else None

    def explain(typed: str) -> Understood:
        try:
            return Understood(understood(captured(snapshot, typed, here), snapshot.today))
        except UnknownOpportunity as error:
            return Understood((), str(error), (error.company, error.position) if error.company else None)
        except StoreError as error:
            return Understood((), str(error))

    def meant(typed: str) -> Opportunity | None:
        try:
            return about(snapshot, typed, here)[0]
        except StoreError:
            return None

    def people(opportunity: Opportunity) -> Sequence[Choice]:
        return people_at(opportunity, snapshot.records.people)

    source = completing(snapshot.records.opportunities, meant, people)
    return CaptureDialog(explain, source, deed.line, is_open.label if is_open else "")


def ident_of(path: str) -> str:
    """Return the id of the opportunity that a file holds; empty where none is named."""
    return path.rpartition("/")[2].removesuffix(".md")

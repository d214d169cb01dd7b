"""Forms and notes that an earlier run left open: opened again in their own fields, where that is possible."""

from collections.abc import Callable, Mapping
from typing import Any

from store.errors import StoreError
from store.model.left_form import LeftForm
from store.workspace.snapshot import Snapshot
from store.workspace.talks import talk_headed
from tui.bridge.desk import Desk
from tui.performing import reopened as reopened_form
from tui.screens.call.screen import CallScreen
from tui.screens.debrief import DebriefScreen
from tui.widgets.noting_place import NotingPlace


def reopened(app: Desk, form: LeftForm, before: Callable[[], None]) -> Callable[[], None] | None:
    """Return what opens a form again; None where that is not possible.

    Args:
        app: the program.
        form: what was kept of it.
        before: removes what was kept, once it is kept anew, or is given up.
    """
    if "place" not in form.about:
        return reopened_form(app, form, before)
    try:
        place = _place(app, app.snapshot, form.about) if app.snapshot else None
    except (StoreError, LookupError):  # what it was about is gone
        return None
    if place is None:
        return None
    place.take_up(form.held, before)

    def push() -> None:
        app.push_screen(place)

    return push


def _place(app: Desk, snapshot: Snapshot, about: Mapping[str, Any]) -> NotingPlace | None:
    """Return the screen that one typed in.

    Raises:
        StoreError: its opportunity or talk is gone.
        LookupError: another version has kept it.
    """
    opportunity = snapshot.opportunity_to_change(about["opportunity"])
    if about["place"] == "debrief":
        return DebriefScreen(snapshot, opportunity, talk_headed(opportunity, about["heading"]))
    to = about["to"]
    if not (opportunity.contact(to) or any(person.ident == to for person in snapshot.records.people)):
        return None
    items = (i for i in snapshot.schedule(opportunity.id) if i.bucket is not None)
    item = next((i for i in items if i.key == about["step"]), None)
    draft = next((d for d in snapshot.records.drafts if d.path == about["draft"]), None)
    return CallScreen(opportunity.id, to, app.clock, item=item, draft=draft)

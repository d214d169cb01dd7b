"""What the fields of a form hold: read, put back, and as plain data that can be kept in a file."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from textual.widget import Widget
from textual.widgets import Input, Select, TextArea
from textual.widgets.select import InvalidSelectValueError

from tui.widgets.completing import Completing
from tui.widgets.tag_list import TagList
from tui.widgets.tick_list import TickList

Filled = dict[str | None, object]
"""What fields hold, by their ids: texts, what is selected, the ticked values of lists, the turned tags of others."""


def filled(form: Widget) -> Filled:
    """Return what the fields hold."""
    fields: Filled = {field.id: field.value for field in form.query(Input)}
    fields |= {area.id: area.text for area in form.query(TextArea)}
    fields |= {choice.id: choice.value for choice in form.query(Select)}
    fields |= {listing.id: listing.changed for listing in form.query(TagList)}
    return fields | {listing.id: listing.ticked for listing in form.query(TickList)}


def fill(form: Widget, held: Filled) -> None:
    """Put back what fields held; one that is not named stays as it is."""
    with form.prevent(Select.Changed):  # one choice may lead to another, which was made already
        for choice in form.query(Select):
            kind: Any = type(choice.value)
            with suppress(InvalidSelectValueError, ValueError):  # there is no such choice any more
                choice.value = kind(held.get(choice.id, choice.value))
    for field in form.query(Input):
        text = str(held.get(field.id, field.value))
        if text == field.value:
            continue
        field.select_on_focus = False  # the next letter would replace all of it
        if isinstance(field, Completing):
            field.put_back(text)
        else:
            field.value = text
        field.cursor_position = len(text)
    for area in form.query(TextArea):
        area.text = str(held.get(area.id, area.text))
        area.move_cursor(area.document.end)
    for listing in form.query(TickList):
        ticked = held.get(listing.id)
        listing.tick_only(ticked if isinstance(ticked, frozenset) else listing.ticked)
    for tags in form.query(TagList):
        turned = held.get(tags.id)
        tags.turn(turned if isinstance(turned, dict) else {})


def as_data(held: Filled) -> dict[str, Any]:
    """Return what fields hold as plain data."""
    return {name: _plain(value) for name, value in held.items() if name}


def from_data(data: Mapping[str, Any]) -> Filled:
    """Return what fields held, out of plain data."""
    return {name: frozenset(map(str, value)) if isinstance(value, list) else value for name, value in data.items()}


def _plain(value: object) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, dict):
        return {str(name): str(one) for name, one in value.items()}
    return str(value)

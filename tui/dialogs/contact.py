"""Add a person to an opportunity, or change what is known of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from store.model.folding import fold_name
from store.model.opportunity import PARTS, Contact, Opportunity
from store.model.person import Person
from tui.presentation.completing import Choice, one_of, some_of
from tui.presentation.reasons import fact
from tui.presentation.spans import Span
from tui.widgets.completing import Completing
from tui.widgets.dialog import Amiss, Dialog, Field
from tui.widgets.literal import literal

KEYS = ("title", "part", "email", "phone", "address", "prefers", "spelling")
CHANNELS = tuple(Choice(channel) for channel in ("email", "phone", "letter", "text"))
SPELLINGS = (Choice("confirmed", "you are sure how the name is spelt"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is now known of a person; only what differs from before, empty = no longer."""

    values: Mapping[str, str]


class ContactDialog(Dialog[Told | None]):
    """Asks for a name and what else is known; of a person who is there already it shows that."""

    ACCEPT = "Keep it"

    def __init__(self, opportunity: Opportunity, people: Sequence[Person], who: str = "") -> None:
        known = opportunity.contact(who)
        at = fact("at", Span(f"{opportunity.company}, {opportunity.position}"))
        super().__init__(f"{known.name}: what is known" if known else "Add a person", (at,))
        self._known = known
        self._contacts = opportunity.contacts
        here = {c.ident for c in opportunity.contacts}
        self._people = [p for p in people if p.name and p.ident not in here]

    def parts(self) -> ComposeResult:
        """Ask for the name and what else is known."""
        if self._known is None:
            names = [Choice(c.name, "is here already") for c in self._contacts]
            names += [Choice(p.name, ", ".join(p.part) or p.company) for p in self._people]
            yield Field("name", Completing(one_of(names), placeholder="first and last name", id="name"))
            yield Static("", id="there", classes="hint -close")
        held = held_of(self._known) if self._known else dict.fromkeys(KEYS, "")
        parts = some_of(Choice(part) for part in PARTS)
        yield Field("title", Input(held["title"], placeholder="VP Sales", id="title", compact=True))
        part = Completing(parts, held["part"], placeholder="interviewer, hr, ally ...", is_sure=True, id="part")
        yield Field("part", part)
        yield Field("email", Input(held["email"], id="email", compact=True))
        yield Field("phone", Input(held["phone"], id="phone", compact=True))
        yield Field("address", Input(held["address"], placeholder="for post: street, town", id="address", compact=True))
        prefers = Completing(one_of(CHANNELS), held["prefers"], placeholder="email, phone, letter, text", id="prefers")
        yield Field("prefers", prefers)
        sure = Completing(one_of(SPELLINGS), held["spelling"], placeholder="confirmed, if you are sure", id="spelling")
        yield Field("spelling", sure)

    def on_mount(self) -> None:
        """Hide what nothing is to be said in."""
        super().on_mount()
        for hint in self.query("#there"):
            hint.display = False

    @property
    def _meant(self) -> Contact | None:
        """Return whom the name means who is a contact here."""
        if self._known or not self.query("#name"):
            return self._known
        name = fold_name(self.value("name"))
        return next((c for c in self._contacts if name and fold_name(c.name) == name), None)

    @on(Input.Changed, "#name")
    def look_for_the_person(self) -> None:
        """Fill in what is known of somebody who is there already, as far as nothing is typed."""
        name = fold_name(self.value("name"))
        known = self._meant or next((p for p in self._people if name and fold_name(p.name) == name), None)
        hint = self.query_one("#there", Static)
        here = "is here already: this changes what is known." if self._meant else "is among your people already."
        hint.update(literal(f"{known.name} {here}" if known else "", "muted"))
        hint.display = known is not None
        if known and not any(self.value(key) for key in KEYS):
            for key, value in held_of(known).items():
                self.query_one(f"#{key}", Input).value = value

    def answer(self) -> Told:
        """Return what is new or different."""
        name = self._known.name if self._known else self.value("name")
        if not name:
            raise Amiss("name", "A person needs a name.")
        wrong = [part for part in self.value("part").replace(",", " ").split() if part not in PARTS]
        if wrong:
            raise Amiss("part", f"“{wrong[0]}” is no part. There are: {', '.join(PARTS)}.")
        email = self.value("email")
        if email and ("@" not in email.strip("@") or " " in email):
            raise Amiss("email", f"“{email}” is no e-mail address, such as joe@northwind.example.")
        meant = self._meant
        before = held_of(meant) if meant else dict.fromkeys(KEYS, "")
        values = {key: self.value(key) for key in KEYS if self.value(key) != before[key]}
        if not values and meant:
            raise Amiss("title", f"Nothing is different from what is known of {meant.name}.")
        return Told(values={"name": meant.ident if meant else name, **values})


def held_of(person: Contact | Person) -> dict[str, str]:
    """Return what is known of a person, as it stands in the fields."""
    held = {key: str(getattr(person, key, "")) for key in KEYS if key != "part"}
    return {key: ", ".join(person.part) if key == "part" else held[key] for key in KEYS}

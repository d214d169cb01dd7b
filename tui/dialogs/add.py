"""Add an opportunity: a company and a position are enough; the rest opens below when it is wanted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button, Input, Select, Static

from store.model.opportunity import Opportunity
from tui.presentation.completing import one_of, some_of, when_asked
from tui.presentation.known import by_use, companies, there_already
from tui.presentation.spans import line
from tui.widgets.completing import Completing
from tui.widgets.dialog import Amiss, Dialog, Field
from tui.widgets.field import DayField
from tui.widgets.literal import literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A new opportunity."""

    company: str
    position: str
    values: Mapping[str, str]
    """Other keys of its header, as typed; days as files have them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the form must know of the vault."""

    opportunities: Sequence[Opportunity]
    stages: Sequence[str]
    today: date
    read_day: Callable[[str], date]


class AddDialog(Dialog[Added | None]):
    """Asks for company and position; what is there already is said before anything is added."""

    ACCEPT = "Add it"

    def __init__(self, known: Known, company: str = "", position: str = "") -> None:
        super().__init__("Add an opportunity", (line("It gets a file of its own.", "muted"),))
        self._known = known
        self._begun = company, position
        self._twin_of = ("", "")
        """Company and position that are there already, as they were accepted all the same."""

    def parts(self) -> ComposeResult:
        """Ask for company, position, stage and source; for the rest only when it is wanted."""
        known, (company, position) = self._known, self._begun
        there = known.opportunities
        here = when_asked(lambda: one_of(companies(there)))
        yield Field("company", Completing(here, company, id="company"))
        yield Static("", id="there", classes="hint -close")
        positions = when_asked(lambda: one_of(by_use(o.position for o in there)))
        yield Field("position", Completing(positions, position, id="position"))
        stages = [(name, name) for name in known.stages]
        yield Field("stage", Select(stages, value=known.stages[0], allow_blank=False, id="stage", compact=True))
        sources = when_asked(lambda: one_of(by_use(o.source for o in there)))
        yield Field("source", Completing(sources, placeholder="where you found it", id="source"))
        yield Button(literal("More: url, deadline, tags, in touch"), id="more", compact=True)
        yield from self._rest()

    def _rest(self) -> ComposeResult:
        known = self._known
        days = Input(placeholder="apply by", id="deadline", compact=True)
        touch = Input(placeholder="when", id="next_touch", compact=True)
        tags = when_asked(lambda: some_of(by_use(tag for o in known.opportunities for tag in o.tags)))
        for field in (
            Field("url", Input(placeholder="where it is advertised", id="url", compact=True)),
            DayField("deadline", days, known.today, known.read_day),
            Field("tags", Completing(tags, placeholder="words with commas between", id="tags")),
            DayField("in touch", touch, known.today, known.read_day),
        ):
            field.add_class("-rest")
            yield field

    def on_mount(self) -> None:
        """Close what is not asked at first."""
        super().on_mount()
        self._show_rest(is_open=False)
        self.query_one("#there").display = False
        self.query_one("#company" if not self._begun[0] else "#position").focus()

    def _show_rest(self, *, is_open: bool) -> None:
        for field in self.query(".-rest"):
            field.display = is_open
        self.query_one("#more").display = not is_open

    @on(Button.Pressed, "#more")
    def open_rest(self) -> None:
        """Ask for the rest too."""
        self._show_rest(is_open=True)
        self.query_one("#url").focus()

    @on(Input.Changed, "#company")
    @on(Input.Changed, "#position")
    def look_for_twins(self) -> None:
        """Say what there is of the company already."""
        said, _ = there_already(self._known.opportunities, self.value("company"), self.value("position"))
        there = self.query_one("#there", Static)
        there.update(literal(said, "warn"))
        there.display = bool(said)

    def ask_again(self, held: dict[str | None, object], trouble: str) -> None:
        """Open everything, so that what was typed before can be seen."""
        super().ask_again(held, trouble)
        self.call_later(self._show_rest, is_open=True)

    def answer(self) -> Added:
        """Return the new opportunity."""
        company, position = self.value("company"), self.value("position")
        for name, held in (("company", company), ("position", position)):
            if not held:
                raise Amiss(name, f"A new opportunity needs a {name}.")
        _, is_same = there_already(self._known.opportunities, company, position)
        if is_same and self._twin_of != (company, position):
            self._twin_of = (company, position)
            raise Amiss("position", "That is this very position. Enter once more adds a second one beside it.")
        values = {name: self.value(name) for name in ("source", "url", "tags")}
        values |= {
            name: self.read(name, self._known.read_day).isoformat()
            for name in ("deadline", "next_touch")
            if self.value(name)
        }
        stage = self.query_one("#stage", Select).value
        values["stage"] = str(stage) if stage != self._known.stages[0] else ""
        return Added(company=company, position=position, values={k: v for k, v in values.items() if v})

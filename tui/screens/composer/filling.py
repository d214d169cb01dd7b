"""A letter filled from its template; each choice fills it again at once, and keeps what was typed."""

from collections.abc import Mapping

from store.errors import NoSuchStep
from store.model.letter import Choice, Refilled, Rendered
from store.model.opportunity import Contact
from store.model.person import Person
from store.model.records import Records
from store.model.value import replace
from store.workspace.compose import compose, refilled
from store.workspace.door import Workspace
from store.workspace.familiar import Unfamiliar, note_use, unfamiliar
from store.workspace.material import Material
from store.workspace.proposing import proposed
from store.workspace.snapshot import Snapshot
from store.workspace.templates import template_named
from tui.actions.naming import with_keys
from tui.dialogs.choose import ChooseDialog, Option
from tui.dialogs.pick import PickDialog
from tui.presentation import notes
from tui.presentation.conflict import conflict
from tui.presentation.spans import BLANK, line
from tui.screens.composer.checking import Checking
from tui.screens.composer.gathering import Gathered, carried, gathered
from tui.screens.composer.page import Page

YOURS = "The text is yours now. {draft.fill} fills it again with this choice."
KEPT = "You and the template changed the same lines: yours stay. {draft.fill} fills the letter again."
NOBODY = "This opportunity names nobody yet. Add a person in the file ({file.edit}), then compose."
UNFAMILIAR = " So the letter is not filled. {draft.fill} shows what is different, and fills it."
NO_STORY = "-"
"""The answer that a need stays without a story."""


class Filling:
    """Offers what a letter can be made of, and makes it."""

    def __init__(self, page: Page, checking: Checking) -> None:
        self._page = page
        self._checking = checking
        self._read: Records | None = None
        """The state of the files that the choices were gathered from."""
        self._stuff: Material | None = None
        self._news: Mapping[str, str] = {}
        """The templates that are not as they were used last on this machine."""
        self._agreed: frozenset[str] = frozenset()
        """Marks of such templates that the user agreed to, as they were shown."""
        self._filled_as: tuple[str, str] | None = None
        """Template and person that the text was filled for; None = not yet."""

    @property
    def _as(self) -> tuple[str, str]:
        return self._page.template, self._page.draft.to

    def begin(self, snapshot: Snapshot) -> None:
        """Fill a new letter as the step proposes, or a plain one."""
        page, opportunity = self._page, self._page.opportunity
        first = opportunity.contacts[0].ident if opportunity and opportunity.contacts else ""
        if page.template:  # it was chosen before a crash
            return
        if page.item:
            proposal = proposed(snapshot, page.item)
            page.template = proposal.template.name
            page.draft = replace(page.draft, to=page.draft.to or proposal.person or first)
        else:
            page.template = page.wish.template or "plain-message"
            page.draft = replace(page.draft, to=page.draft.to or first)

    # What there is to choose.

    def follow(self, snapshot: Snapshot) -> None:
        """Gather the choices again where the files have changed."""
        if snapshot.records is not self._read:
            self._read = snapshot.records
            self._gather(fill=True)

    def _gather(self, *, fill: bool) -> None:
        page = self._page
        if not page.draft.to:
            page.say(with_keys(NOBODY))
            return
        letter = page.as_draft
        reopened = bool(page.draft.path) and self._stuff is None
        page.ask(
            lambda w: gathered(w, letter, reopened=reopened),
            lambda found: self._offer(found, fill=fill and not reopened),
            page.refuse,
        )

    def _offer(self, found: Gathered, *, fill: bool) -> None:
        page, stuff = self._page, found.material
        if page.snapshot is None or page.opportunity is None or found.made_as != self._as:
            return
        before, self._stuff, self._news = self._stuff, stuff, found.news
        channels = {t.name: t.channel for t in stuff.templates}
        if not page.draft.path:
            page.channel = channels.get(page.template, "email")
            page.draft = replace(page.draft, to=stuff.person.ident, channel=page.channel)
        elif page.template != page.draft.template:
            page.channel = channels.get(page.template, page.channel)
        else:
            page.channel = page.draft.channel
        if found.chosen is not None:
            page.choice = found.chosen
            if found.before is not None:
                page.filled = found.before.subject, found.before.body
            self._filled_as = self._as
        elif before is None or before.person.ident != stuff.person.ident:
            page.choice = page.wish.granted(stuff.usual) if before is None else stuff.usual
        else:
            page.choice = carried(before, page.choice, stuff, with_new=not page.draft.path)
        page.describe()
        self._show(stuff)
        if before is None or before.person.ident != stuff.person.ident:
            self._enter()
        if fill:
            self._fill()

    def _enter(self) -> None:
        """Go to the first of the choices, where one is among them."""
        if self._page.picker.has_focus_within:
            self._page.picker.enter()

    def _show(self, stuff: Material) -> None:
        page, snapshot, opportunity = self._page, self._page.snapshot, self._page.opportunity
        if snapshot is None or opportunity is None:
            return
        people: list[Contact | Person] = [*opportunity.contacts]
        if stuff.person.ident not in {p.ident for p in people}:
            people.append(stuff.person)
        page.picker.show_people(tuple((notes.person(p), p.ident) for p in people), stuff.person.ident)
        named = tuple((notes.template(t.name, self._news.get(t.name, "")), t.name) for t in stuff.templates)
        page.picker.show_templates(named, page.template)
        page.picker.show_notes(notes.parts(stuff, snapshot.today), page.choice)
        page.picker.explain(notes.answers(stuff, page.choice))

    # What was chosen.

    def write_to(self, ident: str) -> None:
        """Write to somebody else: with that person's own notes."""
        page = self._page
        if ident == page.draft.to:
            return
        if page.draft.path:
            page.say("This draft is to one person. Leave it with Esc, and compose another for the other person.")
            return
        page.draft = replace(page.draft, to=ident)
        self._write_anew()

    def write_as(self, template: str) -> None:
        """Write another letter."""
        if template != self._page.template:
            self._page.template = template
            self._write_anew()

    def _write_anew(self) -> None:
        page = self._page
        is_own = page.typed != page.filled or bool(page.draft.path)
        self._gather(fill=not is_own)
        if is_own:
            page.say(with_keys(YOURS))

    def write_with(self, ticked: Choice) -> None:
        """Write with other notes and stories; what the user set beside a need stays while its story is ticked."""
        gone = self._page.choice.stories - ticked.stories
        answers = {need: path for need, path in self._page.choice.answers.items() if path not in gone}
        self._write_with(replace(ticked, answers=answers))

    def _write_with(self, choice: Choice) -> None:
        page, stuff = self._page, self._stuff
        page.choice = choice
        if stuff is None:
            return
        page.picker.explain(notes.answers(stuff, choice))
        if self._filled_as in (None, self._as):
            self._fill()
        else:
            page.say(with_keys(YOURS))

    def choose_story(self) -> None:
        """Ask which story answers the highlighted need."""
        page, stuff = self._page, self._stuff
        need = page.picker.note
        if stuff is None or need not in stuff.matches:
            page.notify("Go to a need first: a story is set beside a need.", severity="warning", markup=False)
            return
        text = next(n.mark.text for n in stuff.notes if n.mark.line == need)
        with_it = replace(page.choice, marks=page.choice.marks | {need})
        now = stuff.answers(with_it).get(need)
        choices = (*notes.tales(stuff.matches[need]), (line("none: it stays without a story"), NO_STORY))
        dialog = PickDialog(
            "Which story answers this need?",
            choices,
            "Enter sets it beside the need, Esc leaves it as it is.",
            here=now.path if now else NO_STORY,
            lines=(line(text),),
        )

        def answered(picked: str | None) -> None:
            if picked is not None:
                self._set_answer(stuff, need, "" if picked == NO_STORY else picked)

        page.app.push_screen(dialog, answered)

    def _set_answer(self, stuff: Material, need: int, path: str) -> None:
        page = self._page
        before = stuff.answers(page.choice)
        choice = replace(
            page.choice,
            marks=page.choice.marks | {need},
            stories=page.choice.stories | ({path} if path else set()),
            answers={**page.choice.answers, need: path},
        )
        left = before[need].path if need in before else path
        if left not in {path, *(story.path for line, story in stuff.answers(choice).items() if line != need)}:
            choice = replace(choice, stories=choice.stories - {left})
        self._write_with(choice)
        self._show(stuff)

    # Filling.

    def again(self) -> None:
        """Fill the letter again; ask first when something was typed."""
        page = self._page
        if page.typed == page.filled and not page.draft.path:
            self._fill(forced=True)
            return
        options = (Option("y", "Fill it again", "fill"),)
        lines = (line("The template and the chosen notes replace what is there. Undo in the text brings it back."),)

        def answered(answer: str | None) -> None:
            if answer:
                self._fill(forced=True)

        page.app.push_screen(ChooseDialog("Replace your text?", lines, options), answered)

    def _fill(self, *, forced: bool = False) -> None:
        page, choice = self._page, self._page.choice
        ident, (name, to) = page.draft.opportunity, self._as
        key = page.item.key if page.item else None
        agreed = self._agreed

        def made(workspace: Workspace) -> Rendered | Unfamiliar:
            snapshot = workspace.snapshot()
            template = template_named(snapshot, name)
            if template.digest not in agreed and (found := unfamiliar(workspace, (template,))):
                return found[0]
            note_use(workspace, (template,))
            try:
                return compose(snapshot, ident, name, to, choice, key)
            except NoSuchStep:  # it was settled while the letter was being written
                return compose(snapshot, ident, name, to, choice)

        if to:
            page.ask(made, lambda found: self._made(found, (name, to), forced=forced), page.refuse)
        else:
            page.say(with_keys(NOBODY))

    def _made(self, found: Rendered | Unfamiliar, made_as: tuple[str, str], *, forced: bool) -> None:
        """Take the letter; or show first what is new about its template, where that was not used here yet."""
        page = self._page
        if isinstance(found, Rendered):
            self._filled_in(found, made_as, forced=forced)
        elif made_as == self._as and not page.is_over:
            page.say(with_keys(found.sentence + UNFAMILIAR))  # no window: keys typed ahead would meet it as answers
            if forced:
                self._show_unfamiliar(found)

    def _show_unfamiliar(self, found: Unfamiliar) -> None:
        page = self._page

        def answered(answer: str | None) -> None:
            if answer:
                self._agreed |= {found.template.digest}
                self._fill(forced=True)
                self._gather(fill=False)

        options = (Option("u", "Use it", "use"),)
        page.app.push_screen(ChooseDialog("Use this template?", notes.unfamiliar(found), options), answered)

    def _filled_in(self, rendered: Rendered, made_as: tuple[str, str], *, forced: bool) -> None:
        page = self._page
        if made_as != self._as or page.is_over:
            return
        page.is_beginning = False
        before, typed = page.filled, page.typed
        if self._filled_as is None and any(typed) and not forced:  # somebody was faster than the template
            page.say(with_keys(YOURS))
            return
        anew = (rendered.subject, rendered.body)
        self._filled_as = made_as
        if forced or typed == before:
            page.put(*anew)
            page.filled = page.typed
            page.say("")
        elif anew != before:
            page.filled = anew
            self._join(
                refilled(before[0], typed[0], anew[0], ""),
                refilled(before[1], typed[1], anew[1], page.channel),
            )
        page.describe()
        self._checking.look()

    def _join(self, subject: Refilled, body: Refilled) -> None:
        """Bring in what the template changes; ask where the user changed the very same lines."""
        page = self._page
        if subject.is_clean and body.is_clean:
            page.put(subject.text, body.text)
            page.say("")
            return
        if page.letter.has_focus or page.subject.has_focus:  # keys are text there, and no answer
            page.put(subject.text, body.text)
            page.say(with_keys(KEPT))
            return
        versions = {
            "mine": (subject.text, body.text),
            "new": (subject.theirs, body.theirs),
            "both": (subject.text, body.both),
        }
        options = (Option("k", "Mine", "mine"), Option("t", "The template's", "new"), Option("b", "Both", "both"))
        lines = (
            line("You and this choice changed the same lines. The rest is joined already."),
            line("Whatever you answer, undo in the text brings back what stood there.", "muted"),
            BLANK,
            *conflict("\n".join(versions["mine"]), "\n".join(versions["new"]), other="new"),
        )

        def settle(answer: str | None) -> None:
            page.put(*versions[answer or "mine"])
            page.say("")

        page.app.push_screen(ChooseDialog("Which lines stay?", lines, options), settle)

"""The one table of actions: bindings, footer, help, palette and docs/keys.md all derive from it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something a person can do, and the keys that do it."""

    id: str
    """Stable and dotted, such as `item.done`; the method that does it is `action_item_done`."""
    keys: tuple[str, ...]
    """As printed on the keyboard: `d`, `G`, `?`, `ctrl+p`, `enter`."""
    label: str
    """One or two words, for the footer."""
    tooltip: str
    """One sentence, for help and palette."""
    group: str
    places: tuple[str, ...]
    """Where it applies: `app`, the name of a screen, `list`, `reading`, `dialog`."""
    in_footer: bool = False
    shown: str = ""
    """The keys as the footer names them; empty = the first of `keys`."""
    spare: int = 0
    """How readily a narrow footer does without it: the highest goes first; 0 = never."""
    at_once: bool = False
    """Done before the key reaches what has the focus, so that the very next key already goes where this one leads."""

    @property
    def method(self) -> str:
        """Return the name by which Textual calls it: `item_done`."""
        return self.id.replace(".", "_").replace("-", "_")


APP = ("app",)
LIST = ("list",)
MOVING = ("list", "reading", "ticks", "script")
PAGING = ("list", "reading", "script")
ITEMS = ("agenda", "week", "opportunity")
ABOUT_ONE = ("agenda", "week", "opportunities", "opportunity")
FILES = ("agenda", "week", "opportunities", "opportunity", "drafts", "problems", "composer", "call", "panel")

ACTIONS: tuple[Action, ...] = (
    Action(
        id="row.open",
        keys=("enter", "o"),
        label="Open",
        group="Move",
        places=LIST,
        in_footer=True,
        tooltip="Open what is highlighted.",
    ),
    Action(id="row.down", keys=("j", "down"), label="Down", tooltip="Go one line down.", group="Move", places=MOVING),
    Action(id="row.up", keys=("k", "up"), label="Up", tooltip="Go one line up.", group="Move", places=MOVING),
    Action(
        id="row.first", keys=("g", "home"), label="First", tooltip="Go to the first line.", group="Move", places=MOVING
    ),
    Action(id="row.last", keys=("G", "end"), label="Last", tooltip="Go to the last line.", group="Move", places=MOVING),
    Action(
        id="row.page-down",
        keys=("ctrl+d", "pagedown"),
        label="Page down",
        group="Move",
        places=PAGING,
        tooltip="Go half a page down.",
    ),
    Action(
        id="row.page-up",
        keys=("ctrl+u", "pageup"),
        label="Page up",
        group="Move",
        places=PAGING,
        tooltip="Go half a page up.",
    ),
    Action(
        id="row.tick",
        keys=("space", "enter"),
        label="Tick",
        group="Letter",
        places=("ticks",),
        in_footer=True,
        tooltip="Let the highlighted note or story go into the letter, or leave it out.",
    ),
    Action(
        id="pane.next",
        keys=("l", "right"),
        shown="h/l",
        label="Pane",
        group="Move",
        in_footer=True,
        places=("opportunity",),
        tooltip="Show the next pane: steps, log, card, file.",
    ),
    Action(
        id="pane.previous",
        keys=("h", "left"),
        label="Previous pane",
        group="Move",
        places=("opportunity",),
        tooltip="Show the pane before.",
    ),
    Action(
        id="day.next",
        keys=("l", "right"),
        shown="h/l",
        label="Day",
        group="Move",
        in_footer=True,
        spare=4,
        places=("week",),
        tooltip="Go to the next day that holds a step.",
    ),
    Action(
        id="day.previous",
        keys=("h", "left"),
        label="Day before",
        group="Move",
        places=("week",),
        tooltip="Go to the day before that holds a step.",
    ),
    Action(
        id="week.next",
        keys=("]",),
        shown="[/]",
        label="Week",
        group="Move",
        in_footer=True,
        places=("week",),
        tooltip="Show the seven days after these.",
    ),
    Action(
        id="week.previous",
        keys=("[",),
        label="Week before",
        group="Move",
        places=("week",),
        tooltip="Show the seven days before these; today is the first.",
    ),
    Action(
        id="list.filter",
        keys=("/",),
        at_once=True,
        label="Filter",
        group="Move",
        places=("opportunities",),
        in_footer=True,
        tooltip="Narrow the list as you type; Enter keeps the filter, Esc clears it.",
    ),
    Action(
        id="item.done",
        keys=("d",),
        label="Done",
        group="Follow up",
        places=ITEMS,
        in_footer=True,
        tooltip="Log the highlighted step as done; where it is a question, answer it.",
    ),
    Action(
        id="item.compose",
        keys=("c",),
        label="Compose",
        group="Follow up",
        places=(*ABOUT_ONE, "panel"),
        in_footer=True,
        tooltip="Write the letter, mail or call sheet for the highlighted step, or for who has none yet.",
    ),
    Action(
        id="item.call",
        keys=("C",),
        label="Call",
        group="Call",
        places=ABOUT_ONE,
        tooltip="Open the call sheet of the person that the highlighted step is about.",
    ),
    Action(
        id="opportunity.panel",
        keys=("p",),
        label="Panel",
        group="Letter",
        places=ABOUT_ONE,
        tooltip="Show the letters to everybody of the latest interview side by side.",
    ),
    Action(
        id="item.snooze",
        keys=("s",),
        label="Snooze",
        group="Follow up",
        places=ITEMS,
        in_footer=True,
        tooltip="Put the highlighted step off to another day.",
    ),
    Action(
        id="item.skip",
        keys=("x",),
        label="Skip",
        group="Follow up",
        places=ITEMS,
        in_footer=True,
        spare=5,
        tooltip="Leave the highlighted step out for good, with a reason.",
    ),
    Action(
        id="item.mark",
        keys=("space", "v"),
        label="Mark",
        group="Follow up",
        places=("agenda",),
        in_footer=True,
        spare=4,
        tooltip="Mark the highlighted step, or unmark it; done, snooze and skip act on all that are marked.",
    ),
    Action(
        id="item.mark-range",
        keys=("V",),
        label="Mark up to here",
        group="Follow up",
        places=("agenda",),
        tooltip="Mark every step from the one marked last to the highlighted one.",
    ),
    Action(
        id="agenda.week",
        keys=("w",),
        label="Week",
        group="Follow up",
        places=("agenda",),
        in_footer=True,
        spare=3,
        tooltip="Show seven days side by side, each with its steps.",
    ),
    Action(
        id="opportunity.log",
        keys=("L",),
        label="Log",
        group="Record",
        places=ABOUT_ONE,
        in_footer=True,
        spare=2,
        tooltip="Log a call, a mail or a meeting that happened.",
    ),
    Action(
        id="opportunity.note",
        keys=("n",),
        label="Note",
        group="Record",
        places=ABOUT_ONE,
        tooltip="Add a note mark to the latest conversation: a need, a topic, a promise.",
    ),
    Action(
        id="opportunity.debrief",
        keys=("b",),
        label="Debrief",
        group="Record",
        places=ABOUT_ONE,
        tooltip="Write down the latest interview: needs, quotes, promises, cards, the next step.",
    ),
    Action(
        id="opportunity.playbook",
        keys=("P",),
        label="Playbook",
        group="Record",
        places=("opportunity",),
        tooltip="Choose another playbook, with today's steps beside the new ones before you accept it.",
    ),
    Action(
        id="opportunity.stage",
        keys=("m",),
        label="Stage",
        group="Record",
        places=ABOUT_ONE,
        tooltip="Move the opportunity to another stage.",
    ),
    Action(
        id="app.new",
        keys=("a",),
        label="Add",
        group="Record",
        places=APP,
        tooltip="Add an opportunity.",
    ),
    Action(
        id="file.edit",
        keys=("e",),
        label="Edit",
        group="Record",
        places=FILES,
        tooltip="Open the file in your editor ($VISUAL or $EDITOR) and come back.",
    ),
    Action(
        id="draft.write",
        keys=("i",),
        at_once=True,
        label="Write",
        group="Letter",
        places=("composer",),
        in_footer=True,
        tooltip="Go to the text of the letter; Esc leaves it again.",
    ),
    Action(
        id="letter.leave",
        keys=("escape",),
        label="Leave the text",
        group="Letter",
        places=("letter",),
        in_footer=True,
        tooltip="Leave the text for the notes; what you typed stays.",
    ),
    Action(
        id="draft.save",
        keys=("ctrl+o", "w"),
        label="Save draft",
        group="Letter",
        places=("composer",),
        in_footer=True,
        tooltip="Save the letter as a draft in the vault.",
    ),
    Action(
        id="draft.send",
        keys=("s", "ctrl+r"),
        label="Send",
        group="Letter",
        places=("composer",),
        in_footer=True,
        tooltip="Choose how the letter goes out, look at it once more, and send it after a yes.",
    ),
    Action(
        id="draft.sent",
        keys=("ctrl+t", "t"),
        label="Mark sent",
        group="Letter",
        places=("composer",),
        in_footer=True,
        tooltip="Log a letter that you have sent yourself, after asking once more.",
    ),
    Action(
        id="draft.story",
        keys=("m",),
        label="Story",
        group="Letter",
        places=("composer",),
        in_footer=True,
        spare=3,
        tooltip="Choose the story that answers the highlighted need; each says which words fit.",
    ),
    Action(
        id="draft.fill",
        keys=("f",),
        label="Fill again",
        group="Letter",
        places=("composer",),
        tooltip="Fill the letter again from the template and the chosen notes.",
    ),
    Action(
        id="draft.spelling",
        keys=("p",),
        label="Confirm name",
        group="Letter",
        places=("composer",),
        tooltip="Vouch for how this person's name is spelt.",
    ),
    Action(
        id="letter.open",
        keys=("enter",),
        label="Open",
        group="Letter",
        places=("panel",),
        in_footer=True,
        tooltip="Go on with this draft in the composer.",
    ),
    Action(
        id="letter.next",
        keys=("l", "right"),
        shown="h/l",
        label="Letter",
        group="Letter",
        places=("panel",),
        in_footer=True,
        tooltip="Go to the letter to the next person.",
    ),
    Action(
        id="letter.previous",
        keys=("h", "left"),
        label="Letter before",
        group="Letter",
        places=("panel",),
        tooltip="Go to the letter to the person before.",
    ),
    Action(
        id="call.answered",
        keys=("enter",),
        label="Picked up",
        group="Call",
        places=("call",),
        in_footer=True,
        tooltip="They have picked up: the time of the call runs from now.",
    ),
    Action(
        id="call.reset",
        keys=("0",),
        label="Time to zero",
        group="Call",
        places=("call",),
        tooltip="Take back that they picked up: the time of the call stands at zero.",
    ),
    Action(
        id="script.said",
        keys=("space",),
        label="Said",
        group="Call",
        places=("script",),
        in_footer=True,
        tooltip="Tick the line off as said and go to the next one; again takes the tick away.",
    ),
    Action(
        id="call.read",
        keys=("v",),
        label="Read message",
        group="Call",
        places=("call",),
        in_footer=True,
        spare=2,
        tooltip="Run a mark through the message for the voicemail, 150 words a minute; again stops it.",
    ),
    Action(
        id="call.copy",
        keys=("y",),
        label="Copy number",
        group="Call",
        places=("call",),
        in_footer=True,
        spare=1,
        tooltip="Copy the number to the clipboard.",
    ),
    Action(
        id="call.need",
        keys=("n",),
        label="Need",
        group="Call",
        places=("call",),
        tooltip="Note what they lack, want or worry about.",
    ),
    Action(
        id="call.topic",
        keys=("o",),
        label="Topic",
        group="Call",
        places=("call",),
        tooltip="Note what you talked about and can come back to.",
    ),
    Action(
        id="call.words",
        keys=("w",),
        label="Their words",
        group="Call",
        places=("call",),
        tooltip="Note a sentence as they said it.",
    ),
    Action(
        id="call.promise",
        keys=("p",),
        label="Promise",
        group="Call",
        places=("call",),
        tooltip="Note what you promise, with its day: send the plan by fri.",
    ),
    Action(
        id="call.step",
        keys=("s",),
        label="Next step",
        group="Call",
        places=("call",),
        tooltip="Note what happens next, who does it and by when.",
    ),
    Action(
        id="call.talked",
        keys=("d",),
        label="Talked",
        group="Call",
        places=("call",),
        tooltip="You talked: log the call with your notes.",
    ),
    Action(
        id="call.message",
        keys=("m",),
        label="Left a message",
        group="Call",
        places=("call",),
        tooltip="You left a message: log the voicemail, word for word where the sheet has no gap in it.",
    ),
    Action(
        id="call.nobody",
        keys=("b",),
        label="No answer",
        group="Call",
        places=("call",),
        tooltip="Nobody answered, or it was busy: log the attempt. It settles nothing and keeps no promise.",
    ),
    Action(
        id="call.later",
        keys=("l",),
        label="Call back",
        group="Call",
        places=("call",),
        tooltip="They want to be called back: log it, with the day as your promise.",
    ),
    Action(
        id="call.refused",
        keys=("x",),
        label="No more calls",
        group="Call",
        places=("call",),
        tooltip="They do not want to be called: log it and, on a yes, make it a rule of this search.",
    ),
    Action(
        id="call.rewrite",
        keys=("c",),
        label="Change the sheet",
        group="Call",
        places=("call",),
        tooltip="Open the sheet in the composer, to choose other notes or to write in it.",
    ),
    Action(
        id="debrief.save",
        keys=("ctrl+o",),
        label="Write it down",
        group="Debrief",
        places=("debrief",),
        in_footer=True,
        tooltip="Write every line under the interview, and what the cards say, in one change.",
    ),
    Action(
        id="line.person",
        keys=("ctrl+n",),
        label="Whose",
        group="Debrief",
        places=("noting",),
        in_footer=True,
        tooltip="Give the line to the next one of those who were there, after the last to the whole meeting.",
    ),
    Action(
        id="line.down",
        keys=("down",),
        label="Next line",
        group="Debrief",
        places=("noting",),
        tooltip="Go to the next line; Enter opens another one, and goes on from an empty one.",
    ),
    Action(
        id="line.up",
        keys=("up",),
        label="Line before",
        group="Debrief",
        places=("noting",),
        tooltip="Go to the line before.",
    ),
    Action(
        id="app.agenda",
        keys=("1",),
        label="Agenda",
        tooltip="Show whom to contact, and why.",
        group="Screens",
        places=APP,
    ),
    Action(
        id="app.opportunities",
        keys=("2",),
        label="Opportunities",
        group="Screens",
        places=APP,
        tooltip="Show every opportunity.",
    ),
    Action(
        id="app.drafts", keys=("3",), label="Drafts", tooltip="Show letters not sent yet.", group="Screens", places=APP
    ),
    Action(
        id="app.problems",
        keys=("4",),
        label="Problems",
        group="Screens",
        places=APP,
        tooltip="Show what in the files needs mending, and advice on the search.",
    ),
    Action(
        id="app.undo",
        keys=("u",),
        label="Undo",
        group="Program",
        places=APP,
        in_footer=True,
        spare=1,
        tooltip="Take back the last change, after showing it.",
    ),
    Action(
        id="app.refresh", keys=("r",), label="Refresh", tooltip="Read the files again.", group="Program", places=APP
    ),
    Action(
        id="app.theme",
        keys=("T",),
        label="Light or dark",
        group="Program",
        places=APP,
        tooltip="Change between the light and the dark theme.",
    ),
    Action(
        id="app.palette",
        keys=(":", "ctrl+p"),
        label="Commands",
        group="Program",
        places=APP,
        tooltip="Find any action, or any opportunity, by name.",
    ),
    Action(
        id="app.help",
        keys=("?",),
        label="Help",
        group="Program",
        places=APP,
        in_footer=True,
        tooltip="Show the keys of this screen.",
    ),
    Action(
        id="app.back",
        keys=("escape",),
        label="Back",
        group="Program",
        places=APP,
        tooltip="Close, leave the field, take marks away, go back; never quits.",
    ),
    Action(
        id="app.leave",
        keys=("q",),
        label="Back or quit",
        tooltip="Go back; on a main screen, quit.",
        group="Program",
        places=APP,
    ),
    Action(
        id="app.quit",
        keys=("ctrl+q",),
        at_once=True,
        label="Quit",
        group="Program",
        places=APP,
        tooltip="Quit at once; a letter being written is kept as a draft, notes of a call or a debrief in their file.",
    ),
    Action(
        id="dialog.cancel",
        keys=("escape",),
        label="Cancel",
        group="Dialogs",
        places=("dialog",),
        in_footer=True,
        tooltip="Close without doing anything; asks first if you have typed something.",
    ),
    Action(
        id="dialog.accept",
        keys=("ctrl+o",),
        label="Do it",
        group="Dialogs",
        places=("dialog",),
        in_footer=True,
        tooltip="Do it, from any field; Enter does it from a one-line field.",
    ),
)

GROUPS = ("Follow up", "Letter", "Call", "Debrief", "Record", "Move", "Screens", "Program", "Dialogs")


def actions_at(*places: str) -> tuple[Action, ...]:
    """Return the actions that apply at any of these places, in table order."""
    return tuple(a for a in ACTIONS if set(a.places) & set(places))


def action(ident: str) -> Action:
    """Return the action with that id.

    Raises:
        KeyError: there is none.
    """
    for row in ACTIONS:
        if row.id == ident:
            return row
    raise KeyError(ident)

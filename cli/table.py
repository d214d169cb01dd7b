"""The table of commands: adding one is a module in `cli/commands` and a row here."""

from typing import NamedTuple


class Command(NamedTuple):
    """One command: the word that is typed, where it lives, what it is for."""

    name: str
    module: str
    summary: str
    group: str


START = "Start"
READ = "Read"
WRITE = "Write down"
ACT = "Follow up"
COMPOSE = "Compose"
KEEP = "Keep in order"
CARRY = "In and out"

COMMANDS: tuple[Command, ...] = (
    Command("demo", "cli.commands.demo", "open a made-up job search to look around in", START),
    Command("init", "cli.commands.init", "start a vault of your own", START),
    Command("doctor", "cli.commands.doctor", "tell whether everything Afterword needs is in place", START),
    Command("agenda", "cli.commands.agenda", "whom to contact today, how and why", READ),
    Command("why", "cli.commands.why", "every step of one opportunity, its state and its reason", READ),
    Command("list", "cli.commands.list", "the opportunities, all or those that fit", READ),
    Command("filters", "cli.commands.filters", "queries that have a name: list, save, forget", READ),
    Command("show", "cli.commands.show", "one opportunity: people, notes, letters, open steps", READ),
    Command("people", "cli.commands.people", "who helps: briefed, helpful, thanked", READ),
    Command("search", "cli.commands.search", "find a text in the whole vault", READ),
    Command("stats", "cli.commands.stats", "how the search goes: funnel, replies, touches a week", READ),
    Command("path", "cli.commands.path", "print where an opportunity's file is", READ),
    Command("new", "cli.commands.new", "add an opportunity", WRITE),
    Command("set", "cli.commands.set", "change or remove keys of an opportunity", WRITE),
    Command("contact", "cli.commands.contact", "add a person to an opportunity", WRITE),
    Command("person", "cli.commands.person", "one who helps: show, add, change", WRITE),
    Command("story", "cli.commands.story", "one story worth telling: show, add, change", WRITE),
    Command("edit", "cli.commands.edit", "open a file in your editor", WRITE),
    Command("delete", "cli.commands.delete", "delete an opportunity; undo brings it back", WRITE),
    Command("log", "cli.commands.log", "record an interview, a call, a letter", WRITE),
    Command("note", "cli.commands.note", "add a need, a quote, a promise to the latest talk", WRITE),
    Command("capture", "cli.commands.capture", "keep one line where it belongs: a note, a call, a promise", WRITE),
    Command("done", "cli.commands.done", "record that a step is done", ACT),
    Command("skip", "cli.commands.skip", "leave a step out, with a reason", ACT),
    Command("snooze", "cli.commands.snooze", "put off an opportunity or one step", ACT),
    Command("stage", "cli.commands.stage", "move an opportunity to another stage", ACT),
    Command("playbooks", "cli.commands.playbooks", "the schools of follow-up that can be chosen", ACT),
    Command("templates", "cli.commands.templates", "the letters that can be written", COMPOSE),
    Command("stories", "cli.commands.stories", "what you can tell, who needs it, where it was told", COMPOSE),
    Command("draft", "cli.commands.draft", "write a letter out of your notes", COMPOSE),
    Command("drafts", "cli.commands.drafts", "the letters that are not sent yet", COMPOSE),
    Command("lint", "cli.commands.lint", "check a draft before it is sent", COMPOSE),
    Command("send", "cli.commands.send", "send a draft, or hand it to your mail program", COMPOSE),
    Command("sent", "cli.commands.sent", "record that a draft was sent", COMPOSE),
    Command("check", "cli.commands.check", "every problem in the vault, with its mend", KEEP),
    Command("review", "cli.commands.review", "decide what two machines changed in different ways", KEEP),
    Command("history", "cli.commands.history", "what changed, when, in the vault or one opportunity", KEEP),
    Command("sync", "cli.commands.sync", "bring this vault in step with your other machines", KEEP),
    Command("diff", "cli.commands.diff", "what is not committed yet, or what a change did", KEEP),
    Command("undo", "cli.commands.undo", "take back the last change", KEEP),
    Command("redo", "cli.commands.redo", "do again what undo took back", KEEP),
    Command("restore", "cli.commands.restore", "bring back an earlier version or a deleted file", KEEP),
    Command("recover", "cli.commands.recover", "text that is in no file and no commit, and how to bring it back", KEEP),
    Command("keys", "cli.commands.keys", "which keys do what in the full screen, as you have them", KEEP),
    Command("merge-driver", "cli.commands.merge_driver", "merge a file by meaning; git calls this by itself", KEEP),
    Command("import", "cli.commands.import_file", "bring in applications from a spreadsheet", CARRY),
    Command("export", "cli.commands.export", "take everything elsewhere: csv, json, ics", CARRY),
    Command("schema", "cli.commands.schema", "the JSON Schema of a kind of file or of a document", CARRY),
    Command("completion", "cli.commands.completion", "let your shell complete commands, ids and names", CARRY),
)


def find(name: str) -> Command | None:
    """Return the command of that name."""
    return next((c for c in COMMANDS if c.name == name), None)


SCREENS = {"opportunities": "list", "board": "list", "insights": "stats", "problems": "check", "debrief": "note"}
"""The command that does what a screen does, where it is called otherwise."""


def nearest(name: str) -> str | None:
    """Return the command that a mistyped word, or the name of a screen, most likely meant."""
    import difflib

    if name in SCREENS:
        return SCREENS[name]
    close = difflib.get_close_matches(name, [c.name for c in COMMANDS], n=1, cutoff=0.5)
    starting = [c.name for c in COMMANDS if name and c.name.startswith(name)]
    return next(iter([*starting, *close]), None)

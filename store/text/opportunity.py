"""An opportunity's file to its value, and the text of a new one.

A bad field is a problem and its default; it never hides the rest, and the opportunity is always listed.
"""

from collections.abc import Mapping as Table
from collections.abc import Sequence as Several
from types import MappingProxyType

from store.model.entry import Entry
from store.model.opportunity import RESTRICTIONS, Opportunity, Stage
from store.model.person import Person
from store.model.problem import Problem, Severity
from store.model.settings import Settings
from store.text.contacts import read_contacts
from store.text.fields import Fields, in_order, shortened
from store.text.header import Parsed, header_text, read_file
from store.text.log import read_log
from store.text.names import Roster
from store.text.reviews import read_reviews

KEYS = (
    "company",
    "position",
    "stage",
    "stage_since",
    "next_touch",
    "deadline",
    "playbook",
    "contacts",
    "tags",
    "url",
    "location",
    "salary",
    "source",
    "documents",
    "runner_up",
    "restrictions",
    "merge_review",
)
"""The known keys, in the order in which a new file has them."""
KNOWN = frozenset(KEYS)
STAGES = {stage.value: stage for stage in Stage}


def read_opportunity(
    data: bytes, path: str, settings: Settings, people: Several[Person]
) -> tuple[Opportunity, tuple[Problem, ...]]:
    """Read one file of `opportunities/`, with everything that is wrong in it."""
    parsed = read_file(data, path)
    problems = list(parsed.problems)
    contacts = read_contacts(parsed.tree, path, problems)
    entries = read_entries(parsed, path, Roster(contacts, tuple(people)), problems)
    stem = path.rsplit("/", 1)[-1].removesuffix(".md")
    if not parsed.is_readable:
        unread = Opportunity(id=stem, path=path, company="", position="", entries=entries, readable=False)
        return unread, tuple(problems)
    fields = Fields(parsed.tree, path, problems)
    stage_text = fields.text("stage").strip()
    opportunity = Opportunity(
        id=stem,
        path=path,
        company=fields.required("company", "Northwind Freight"),
        position=fields.required("position", "Sales Director"),
        stage=read_stage(fields, stage_text, settings),
        stage_text=stage_text,
        stage_since=fields.day("stage_since"),
        next_touch=fields.day("next_touch"),
        deadline=fields.day("deadline"),
        playbook=fields.text("playbook").strip(),
        contacts=contacts,
        tags=fields.words("tags"),
        url=fields.text("url"),
        location=fields.text("location"),
        salary=fields.text("salary"),
        source=fields.text("source"),
        documents=fields.words("documents"),
        runner_up=fields.truth("runner_up"),
        restrictions=fields.known_words("restrictions", RESTRICTIONS, "bad-restriction", Severity.ERROR),
        merge_review=read_reviews(fields),
        extra=fields.others(KNOWN),
        lines=MappingProxyType({entry.key: entry.line for entry in parsed.tree}),
        entries=entries,
    )
    return opportunity, in_order(problems)


def read_entries(parsed: Parsed, path: str, roster: Roster, problems: list[Problem]) -> tuple[Entry, ...]:
    """Read the log; while the header cannot be read, no name can be known, so only the header is reported."""
    entries, found = read_log(parsed.document.body, parsed.document.body_line, roster, path)
    if parsed.is_readable:
        problems += found
    return entries


def read_stage(fields: Fields, text: str, settings: Settings) -> Stage:
    """Return the stage that a word stands for, the user's own names first."""
    if not text:
        return Stage.LEAD
    own = {name.casefold(): stage for name, stage in settings.stages.items()}
    known = own | {word: stage for word, stage in STAGES.items() if word not in own} if own else STAGES
    if text.casefold() in known:
        return known[text.casefold()]
    message = f"“{shortened(text)}” is no stage; until this is mended it counts as {Stage.LEAD}."
    fields.report(fields.tree.line_of("stage"), "unknown-stage", message, f"Use one of: {', '.join(known)}.")
    return Stage.LEAD


def new_opportunity(values: Table[str, str | tuple[str, ...]]) -> bytes:
    """Return the text of a new file: the known keys in their order, then the others."""
    ordered = [key for key in KEYS if key in values] + [key for key in values if key not in KEYS]
    header = header_text({key: values[key] for key in ordered if values[key]})
    return f"---\n{header}---\n\n## Notes\n\n## Correspondence\n".encode()

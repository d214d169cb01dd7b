"""JSON Schemas: of the front matter of each kind of file, for editors, and of what `--json` prints, for scripts."""

from collections.abc import Callable, Mapping, Sequence

from store.model.agenda import Bucket
from store.model.opportunity import PARTS, RESTRICTIONS, Stage
from store.model.problem import Severity
from store.text import opportunity, person, story
from store.text.contacts import CONTACT_KEYS

Schema = dict[str, object]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DRAFT_KEYS = ("opportunity", "to", "channel", "template", "subject", "created")
TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
TRUTH: Schema = {"type": "boolean"}
DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
WORDS: Schema = {"type": "array", "items": TEXT}
ONE_OR_MORE: Schema = {"anyOf": [TEXT, WORDS]}
"""What may be written as one word or as a list."""


def or_null(schema: Schema) -> Schema:
    """Return the schema of a value that may be absent."""
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(words: Sequence[str]) -> Schema:
    """Return the schema of one of some words."""
    return {"enum": [str(word) for word in words]}


def always(values: Mapping[str, Schema]) -> Schema:
    """Return the schema of an object that has all of these keys and no others."""
    return {"type": "object", "properties": dict(values), "required": list(values), "additionalProperties": False}


def listed(schema: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": schema}


REVIEW = always({"where": TEXT, "kept": TEXT, "other": TEXT, "base": or_null(TEXT)})
CONTACT = always({key: WORDS if key == "part" else TEXT if key == "name" else or_null(TEXT) for key in CONTACT_KEYS})
OPPORTUNITY = always(
    {
        "id": TEXT,
        "file": TEXT,
        **dict.fromkeys(("company", "position"), or_null(TEXT)),
        "stage": one_of(list(Stage)),
        **dict.fromkeys(("stage_since", "next_touch", "deadline"), or_null(DAY)),
        "playbook": or_null(TEXT),
        "contacts": listed(CONTACT),
        "tags": WORDS,
        **dict.fromkeys(("url", "location", "salary", "source"), or_null(TEXT)),
        "documents": WORDS,
        "runner_up": or_null(TRUTH),
        "restrictions": listed(one_of(RESTRICTIONS)),
        "merge_review": listed(REVIEW),
    }
)
ITEM = always(
    {
        **dict.fromkeys(("key", "opportunity", "company", "position", "step"), TEXT),
        **dict.fromkeys(("who", "channel"), or_null(TEXT)),
        "due": DAY,
        "time": or_null(TEXT),
        "bucket": or_null(one_of(list(Bucket))),
        "days": NUMBER,
        "allowed": or_null(DAY),
        "template": or_null(TEXT),
        "says": TEXT,
        "playbook": or_null(TEXT),
        "rules": WORDS,
        "source": WORDS,
        "optional": TRUTH,
        "because": always({"event": TEXT, "date": DAY, "file": TEXT, "line": NUMBER}),
    }
)
PROBLEM = always(
    {
        "file": TEXT,
        "line": NUMBER,
        "code": TEXT,
        "severity": one_of(list(Severity)),
        "message": TEXT,
        "fix": or_null(TEXT),
    }
)
FINDING = always(
    {"code": TEXT, "rule": or_null(TEXT), "severity": TEXT, "line": or_null(NUMBER), "message": TEXT},
)


def output(values: Mapping[str, Schema]) -> Schema:
    """Return the schema of a document that `--json` prints."""
    return always({"version": {"const": 1}, **values})


def header(keys: Sequence[str], required: Sequence[str], special: Mapping[str, Schema]) -> Schema:
    """Return the schema of the front matter of a file: what its known keys hold; other keys are the user's own."""
    return {"type": "object", "properties": {key: special.get(key, {}) for key in keys}, "required": list(required)}


def opportunity_header() -> Schema:
    """Return the schema of an opportunity's front matter."""
    contact: Schema = {
        "type": "object",
        "properties": {key: PART if key == "part" else TEXT for key in CONTACT_KEYS},
        "required": ["name"],
    }
    special: Mapping[str, Schema] = {
        **dict.fromkeys(("company", "position", "playbook", "url", "location", "source"), TEXT),
        "stage": {**TEXT, "examples": [str(stage) for stage in Stage]},
        **dict.fromkeys(("stage_since", "next_touch", "deadline"), DAY),
        "contacts": listed(contact),
        "tags": ONE_OR_MORE,
        "documents": ONE_OR_MORE,
        "restrictions": {"anyOf": [one_of(RESTRICTIONS), listed(one_of(RESTRICTIONS))]},
        "merge_review": {"type": "array"},
    }
    return header(opportunity.KEYS, ("company", "position"), special)


PART: Schema = {"anyOf": [one_of(PARTS), listed(one_of(PARTS))]}

SCHEMAS: Mapping[str, tuple[str, Callable[[], Schema]]] = {
    "opportunity": ("front matter of opportunities/*.md", opportunity_header),
    "person": (
        "front matter of people/*.md",
        lambda: header(
            (*person.KEYS, "consent"), ("name",), {"name": TEXT, "part": PART, "opportunities": ONE_OR_MORE}
        ),
    ),
    "story": (
        "front matter of stories/*.md",
        lambda: header(story.KEYS, ("title",), {"title": TEXT, "needs": ONE_OR_MORE, "skills": ONE_OR_MORE}),
    ),
    "draft": (
        "front matter of drafts/*.md",
        lambda: header(DRAFT_KEYS, ("opportunity",), {"opportunity": TEXT, "created": DAY}),
    ),
    "agenda": ("`afterword agenda --json`", lambda: output({"today": DAY, "items": listed(ITEM)})),
    "list": ("`afterword list --json`", lambda: output({"opportunities": listed(OPPORTUNITY)})),
    "check": ("`afterword check --json`", lambda: output({"problems": listed(PROBLEM)})),
    "lint": ("`afterword lint --json`", lambda: output({"findings": listed(FINDING), "panel": {}})),
}
"""Each schema by its name: what it is of, and how it is made."""


def schema_named(name: str) -> Schema | None:
    """Return the whole schema of that name; None where there is none."""
    found = SCHEMAS.get(name.strip().casefold())
    if found is None:
        return None
    about, make = found
    return {"$schema": DIALECT, "title": about.replace("`", ""), **make()}

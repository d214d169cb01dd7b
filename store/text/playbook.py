"""A playbook's file to its value: the step language read word by word, with a sentence for each word that is unknown.

One mistake makes the whole playbook unusable, so that nobody follows half a plan; the shipped one is used meanwhile.
"""

import difflib
import re
from collections.abc import Iterable
from collections.abc import Mapping as PlainMapping
from types import MappingProxyType

from store.model.opportunity import Stage
from store.model.playbook import (
    AUDIENCES,
    CHANNELS,
    CONDITIONS,
    EVENTS,
    MOODS,
    Limits,
    Playbook,
    Span,
    Step,
    Trigger,
    Unit,
)
from store.model.problem import Problem
from store.text.fields import Fields, in_order, shortened
from store.text.header import read_file
from store.text.reviews import read_reviews
from store.text.tree import Mapping, is_blank

FRAME = "frame"
"""The playbook that ships beside the schools' and holds what is true under each of them."""
KEYS = ("name", "about", "source", "limits", "steps", "merge_review")
LIMITS = (
    "touches_per_week",
    "days_between_calls",
    "emails_per_day",
    "recurring_per_week",
    "unanswered",
    "attempts_per_call",
)
MAY_BE_NONE = {"days_between_calls": 0}
"""Limits that may be 0; of the others 0 would mean that nothing is ever allowed."""
STEP_KEYS = (
    "id",
    "after",
    "each",
    "by",
    "within",
    "every",
    "template",
    "rules",
    "rules_by",
    "title",
    "says",
    "optional",
    "counts",
    "until",
    "fades",
    "asks",
    "only",
    "stands_for",
    "waits",
    "endures",
)
SPAN = re.compile(r"(-?\d{1,4})(h|bd|d|w|m|y)", re.ASCII)
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
RULE = re.compile(r"R(?:[1-9]|[1-3]\d|4[0-2])|G(?:[1-9]|10)", re.ASCII)
ARTICLE = re.compile(r"S[0-4]", re.ASCII)
A_RULE = "a rule, which are R1 to R42 and G1 to G10"
FIELD = re.compile(r"\{([^{}]*)\}?|\}")
WORDS_IN_SAYS = ("who", "company", "position", "day", "what", "how")
IN_TURN = " in turn"
THEN = " then "
NUMBERED = frozenset({"letters", "attempts", "unanswered"})


def read_playbook(data: bytes, path: str) -> tuple[Playbook | None, tuple[Problem, ...]]:
    """Read a playbook; None when anything in it is wrong, which the problems then say by line."""
    parsed = read_file(data, path)
    problems = list(parsed.problems)
    if not parsed.is_readable:
        return None, tuple(problems)
    fields = Fields(parsed.tree, path, problems)
    known_keys(fields, KEYS, "A playbook")
    stem = path.rsplit("/", 1)[-1].removesuffix(".md")
    book = Playbook(
        name=fields.text("name").strip() or stem,
        path=path,
        about=fields.text("about").strip(),
        source=ids(fields, "source", ARTICLE, "an article, which are S0 to S4", "[S3, S4]"),
        limits=read_limits(fields),
        steps=read_steps(fields),
        merge_review=read_reviews(fields),
    )
    if book.name == FRAME and path != f"{FRAME}.md":
        line = parsed.tree.line_of("name")
        message = "The frame is true under every playbook and cannot be replaced."
        fields.report(line, "playbook-name", message, "Give the playbook another name.")
    return (None if problems else book), in_order(problems)


def known_keys(fields: Fields, keys: Iterable[str], what: str) -> None:
    """Report each key that nobody reads: it is most likely misspelt."""
    known = tuple(keys)
    for entry in fields.tree:
        if entry.key not in known:
            message = f"{what} has no key `{shortened(entry.key)}`."
            fields.report(entry.line, "playbook-key", message, meant(entry.key, known))


def meant(word: str, known: Iterable[str]) -> str:
    """Return the mend for an unknown word: the one that was probably meant, or all of them."""
    words = tuple(known)
    close = difflib.get_close_matches(word, words, n=1)
    return f"Did you mean `{close[0]}`?" if close else f"Use one of: {', '.join(words)}."


def ids(fields: Fields, key: str, shape: re.Pattern[str], what: str, example: str) -> tuple[str, ...]:
    """Return a list of ids, reporting each that is none."""
    found = tuple(word.strip() for text in fields.words(key) for word in text.split() if word.strip())
    for word in found:
        if not shape.fullmatch(word):
            message = f"“{shortened(word)}” is not {what}."
            fields.report(fields.tree.line_of(key), f"playbook-{key}", message, f"Write `{key}: {example}`.")
    return found


def read_limits(fields: Fields) -> Limits:
    """Return the limits; one that is not written is the usual one."""
    node = fields.tree.get("limits")
    if is_blank(node):
        return Limits()
    if not isinstance(node, Mapping):
        line = fields.tree.line_of("limits")
        fields.report(line, "playbook-limits", "`limits` must be made of `key: number` lines.", f"Keys: {LIMITS}.")
        return Limits()
    inner = Fields(node, fields.path, fields.problems)
    known_keys(inner, LIMITS, "`limits`")
    numbers = {key: read_number(inner, key, MAY_BE_NONE.get(key, 1)) for key in LIMITS}
    return Limits(**{key: number for key, number in numbers.items() if number is not None})


def read_number(fields: Fields, key: str, least: int) -> int | None:
    """Return a whole number up to 9999."""
    text = fields.text(key).strip()
    if not text:
        return None
    if re.fullmatch(r"\d{1,4}", text, re.ASCII) and int(text) >= least:
        return int(text)
    message = f"`{key}` must be a number, {least} or more."
    fields.report(fields.tree.line_of(key), "playbook-number", message, f"Write `{key}: 2`.")
    return None


def read_steps(fields: Fields) -> tuple[Step, ...]:
    """Return the steps in file order."""
    trees = fields.mappings("steps", "playbook-steps", "id: thanks")
    steps = [read_step(Fields(tree, fields.path, fields.problems)) for tree in trees]
    lines: dict[str, int] = {}
    for step in steps:
        if step.id and step.id in lines:
            message = f"There are two steps `{step.id}`; the first is on line {lines[step.id]}."
            fields.report(step.line, "playbook-id", message, "Give one of them another id.")
        lines.setdefault(step.id, step.line)
    for step, tree in zip(steps, trees, strict=True):
        if step.after.event == "step" and step.after.argument not in lines:
            message = f"No step here is called `{shortened(step.after.argument)}`."
            fields.report(tree.line_of("after"), "playbook-after", message, meant(step.after.argument, lines))
    return tuple(steps)


def read_step(fields: Fields) -> Step:
    """Return one step; what is wrong in it is reported."""
    known_keys(fields, STEP_KEYS, "A step")
    channels, in_turn = read_channels(fields)
    return Step(
        id=read_id(fields),
        line=fields.tree.line_of("id"),
        after=read_trigger(fields),
        each=read_audiences(fields),
        by=channels,
        in_turn=in_turn,
        within=read_span(fields, "within"),
        every=read_span(fields, "every"),
        templates=tuple(tuple(text.split(THEN)) for text in fields.words("template")),
        rules=ids(fields, "rules", RULE, A_RULE, "[R7, R11]"),
        rules_by=read_rules_by(fields),
        title=" ".join(fields.text("title").split()) or titled(fields.text("id").strip()),
        says=read_says(fields),
        optional=fields.truth("optional"),
        counts=fields.truth("counts") if "counts" in fields.tree else True,
        until=read_span(fields, "until"),
        fades=read_span(fields, "fades"),
        asks=tuple(" ".join(answer.split()) for answer in fields.words("asks")),
        only=known_words(fields, "only", tuple(CONDITIONS), "condition"),
        stands_for=fields.text("stands_for").strip(),
        waits=fields.truth("waits"),
        endures=fields.truth("endures"),
    )


def read_rules_by(fields: Fields) -> PlainMapping[str, tuple[str, ...]]:
    """Return the rules that hold on one channel only."""
    node = fields.tree.get("rules_by")
    if is_blank(node):
        return MappingProxyType({})
    if not isinstance(node, Mapping):
        line = fields.tree.line_of("rules_by")
        fix = "Write `rules_by:` and below it `phone: [R33]`."
        fields.report(line, "playbook-rules_by", "`rules_by` must be made of `channel: [rules]` lines.", fix)
        return MappingProxyType({})
    inner = Fields(node, fields.path, fields.problems)
    known_keys(inner, CHANNELS, "`rules_by`")
    found = {entry.key: ids(inner, entry.key, RULE, A_RULE, "[R33]") for entry in node}
    return MappingProxyType(found)


def titled(ident: str) -> str:
    """Return the words of an id: `first-call` is `First call`."""
    words = ident.replace("-", " ")
    return words[:1].upper() + words[1:]


def read_id(fields: Fields) -> str:
    """Return a step's id, which keys are made of."""
    text = fields.required("id", "thanks").strip()
    if text and not ID.fullmatch(text):
        message = f"“{shortened(text)}” cannot be a step's id."
        fix = "Use small letters, digits and single dashes, such as `first-call`."
        fields.report(fields.tree.line_of("id"), "playbook-id", message, fix)
    return text


def known_words(fields: Fields, key: str, known: tuple[str, ...], what: str) -> tuple[str, ...]:
    """Return a list of words out of a closed list, reporting each that is not in it."""
    words = tuple(word.strip().casefold() for word in fields.words(key))
    for word in words:
        if word not in known:
            message = f"`{key}` does not know the {what} “{shortened(word)}”."
            fields.report(fields.tree.line_of(key), f"playbook-{key}", message, meant(word, known))
    return words


def read_audiences(fields: Fields) -> tuple[str, ...]:
    """Return whom a step is for."""
    if is_blank(fields.tree.get("each")):
        fields.required("each", "panel")
    return known_words(fields, "each", tuple(AUDIENCES), "audience")


def read_channels(fields: Fields) -> tuple[tuple[str, ...], bool]:
    """Return the channels, and whether they take turns: `by: email, phone in turn`."""
    words = fields.words("by")
    in_turn = bool(words) and f" {words[-1].strip()}".casefold().endswith(IN_TURN)
    if in_turn:
        words = (*words[:-1], f" {words[-1].strip()}"[: -len(IN_TURN)])
    found = tuple(c for text in words for c in re.split(r"[,\s]+", text.strip().casefold()) if c)
    for word in found:
        if word not in CHANNELS:
            message = f"`by` does not know the channel “{shortened(word)}”."
            fields.report(fields.tree.line_of("by"), "playbook-by", message, meant(word, CHANNELS))
    return found, in_turn


def read_span(fields: Fields, key: str) -> Span | None:
    """Return a length of time."""
    text = fields.text(key).strip()
    if not text:
        return None
    found = SPAN.fullmatch(text)
    if found and not (text.startswith("-") and key != "within") and not (key == "every" and not int(found[1])):
        return Span(int(found[1]), Unit(found[2]))
    message = f"`{key}: {shortened(text)}` is no length of time."
    fix = "Write a number and h, d, bd (working days), w, m or y, such as 24h, 2bd or 1m."
    fields.report(fields.tree.line_of(key), "playbook-span", message, fix)
    return None


def read_trigger(fields: Fields) -> Trigger:
    """Return what a step comes after: `interview`, `first interview`, `their next`, `letters 3`, `step inquiry`."""
    text = fields.required("after", "interview").strip()
    words = text.casefold().split()
    moods = {word for word in words if word in MOODS}
    rest = [word for word in words if word not in MOODS]
    event = rest[0] if rest else ""
    argument = " ".join(rest[1:])
    line = fields.tree.line_of("after")
    if text and event not in EVENTS:
        message = f"`after` does not know the event “{shortened(text)}”."
        fields.report(line, "playbook-after", message, meant(event, EVENTS))
    elif text and not argument_fits(event, argument):
        message = f"`after: {shortened(text)}` is not understood."
        fields.report(line, "playbook-after", message, argument_fix(event))
    return Trigger(
        event=event,
        planned="planned" in moods,
        unconfirmed="unconfirmed" in moods,
        first="first" in moods,
        later="later" in moods,
        whose="my" if "my" in moods else "their" if "their" in moods else "",
        argument=argument,
    )


def argument_fits(event: str, argument: str) -> bool:
    """Tell whether the word behind an event is one that it takes."""
    if event in NUMBERED:
        return argument.isascii() and argument.isdigit() and int(argument) > 0
    if event == "stage":
        return argument in tuple(Stage)
    return bool(ID.fullmatch(argument)) if event == "step" else not argument


def argument_fix(event: str) -> str:
    """Return how an event is written with the word behind it."""
    if event in NUMBERED:
        return f"Write `{event} 3`."
    if event == "stage":
        return f"Write `stage` and one of: {', '.join(Stage)}."
    return "Write `step` and its id." if event == "step" else f"Write `after: {event}`."


def read_says(fields: Fields) -> str:
    """Return the sentence for the user; a word in braces that nothing stands for is reported."""
    text = " ".join(fields.text("says").split())
    for match in FIELD.finditer(text):
        if match.group() not in {f"{{{word}}}" for word in WORDS_IN_SAYS}:
            message = f"`says` does not know “{shortened(match.group())}”."
            fix = f"Use one of: {', '.join(f'{{{word}}}' for word in WORDS_IN_SAYS)}."
            fields.report(fields.tree.line_of("says"), "playbook-says", message, fix)
    return text

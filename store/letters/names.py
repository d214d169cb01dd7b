"""The names that a letter template may use, each with the words that stand in its gap when it is empty.

`person.name` is a part of `person`; `needs[]` is a list to loop over, `needs[].text` a part of each of its items.
The one table for the engine, the documentation and the tests.
"""

from collections.abc import Mapping
from types import MappingProxyType

_MARK = {
    "text": "{label}",
    "by": "who said it",
}
_NEED = {
    **_MARK,
    "story": "a story of yours that answers this need",
    "result": "the result of your story",
    "sample": "a sample of that work",
}
_VALUE = {**_MARK, "title": "{label}", "phrase": "{label}", "link": "a link to it"}
_STORY = {
    "title": "one of your stories",
    "result": "its result",
    "sample": "a sample of that work",
    "told": "whether you have told this person already",
}
_TASK = {
    **_MARK,
    "thing": "what you promised to send",
    "date": "the day by which it is due",
    "late": "whether its day is over",
}

_SINGLE: Mapping[str, str] = {
    "me": "your name and how to reach you",
    "person": "the person you write to",
    "meeting": "the meeting that you write about",
    "next": "the next step that was agreed",
    "follow_up": "the day on which you will follow up",
    "company": "the company",
    "position": "the position",
    "today": "today's date",
    "greeting": "a greeting with the name of the person",
    "signature": "your name and how to reach you",
    "chart": "the employer's needs beside your accomplishments",
    "me.name": "your name",
    "me.email": "your e-mail address",
    "me.phone": "your phone number",
    "me.address": "your postal address",
    "person.name": "the person's name",
    "person.title": "the person's title",
    "person.part": "the person's part",
    "person.email": "the person's e-mail address",
    "person.phone": "the person's phone number",
    "person.address": "the person's postal address",
    "meeting.kind": "what kind of meeting it was",
    "meeting.when": "when you met",
    "meeting.date": "the day on which you met",
    "next.text": "the next step that was agreed",
    "next.who": "who takes the next step",
    "next.owner": "who takes the next step",
    "next.date": "the day of the next step",
    "next.late": "whether the day of the next step is over",
    "follow_up.date": "the day on which you will follow up",
    "message": "the message that you answer",
    "message.subject": "the subject of the message that you answer",
    "message.when": "when the message came",
    "message.date": "the day of the message that you answer",
    "interview": "the interview",
    "interview.when": "when the interview was",
    "interview.date": "the day of the interview",
    "interview.people": "who was in the interview",
    "application": "your application",
    "application.date": "the day on which you applied",
    "appointment": "what is planned next",
    "appointment.kind": "what kind of meeting is planned",
    "appointment.date": "the day of what is planned next",
    "offer": "the offer",
    "offer.date": "the day by which you answer the offer",
    "runner_up": "whether you came second",
}
_LISTS: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "topics": ("topic", "something you talked about with this person", _MARK),
    "quotes": ("quote", "something this person said", _MARK),
    "needs": ("need", "a need that this person named", _NEED),
    "uncovered": ("", "a need that none of your stories answers yet", _NEED),
    "values": ("value", "something useful to this person: an article, a book, an idea", _VALUE),
    "strengths": ("strength", "a strong point of yours for this job", _MARK),
    "fumbles": ("fumble", "the answer that went wrong", _MARK),
    "questions": ("question", "a question of yours", _MARK),
    "promises": ("promise", "what you promised to this person", _TASK),
    "stories": ("story", "one of your stories", _STORY),
}


def _table() -> dict[str, str]:
    table = dict(_SINGLE)
    for name, (single, label, parts) in _LISTS.items():
        table[f"{name}[]"] = label
        for part, words in parts.items():
            table[f"{name}[].{part}"] = words.format(label=label)
            if single:
                table[f"{single}.{part}"] = words.format(label=label)
        if single:
            table[single] = label
    table["documents[]"] = "a document to enclose"
    return table


LABELS: Mapping[str, str] = MappingProxyType(_table())
"""Every documented name with the words of its gap."""

SINGLES: Mapping[str, str] = MappingProxyType({v[0]: k for k, v in _LISTS.items() if v[0]})
"""A name for one thing, and the list whose first item it is: `topic` of `topics`."""

TOP = frozenset(path.split(".")[0].removesuffix("[]") for path in LABELS)
"""The names that stand by themselves."""

"""The JSON documents are a contract: their keys, their order, null for what is absent."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Typed

ITEM = [
    "key",
    "opportunity",
    "company",
    "position",
    "step",
    "who",
    "channel",
    "due",
    "time",
    "bucket",
    "days",
    "allowed",
    "template",
    "says",
    "playbook",
    "rules",
    "source",
    "optional",
    "because",
]
KNOWN = [
    "id",
    "file",
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
]


def told(afterword: Typed, *words: str) -> dict[str, Any]:
    document = json.loads(afterword(*words, "--json").out)
    assert isinstance(document, dict)
    return document


@pytest.mark.parametrize("words", [("agenda",), ("agenda", "--days", "0")])
def test_the_agenda_has_exactly_the_promised_keys(words: tuple[str, ...], vault: Path, afterword: Typed) -> None:
    document = told(afterword, *words)

    assert list(document) == ["version", "today", "items"]
    assert (document["version"], document["today"]) == (1, "2026-11-20")
    assert document["items"]
    for item in document["items"]:
        assert list(item) == ITEM
        assert list(item["because"]) == ["event", "date", "file", "line"]
        assert item["bucket"] in ("overdue", "today", "upcoming", "waiting", "held")
        assert 1 <= item["because"]["line"] <= len((vault / item["because"]["file"]).read_bytes().splitlines())


def test_keys_of_items_are_unique_in_their_opportunity(vault: Path, afterword: Typed) -> None:  # noqa: ARG001 - found by its place
    keys = [(i["opportunity"], i["key"]) for i in told(afterword, "agenda")["items"]]

    assert len(keys) == len(set(keys))


def test_every_key_of_the_agenda_names_its_step_for_other_commands(vault: Path, afterword: Typed) -> None:  # noqa: ARG001 - found by its place
    for item in told(afterword, "agenda")["items"]:
        said = afterword("snooze", item["opportunity"], item["key"], "+3w", "--dry-run")
        assert (said.code, item["key"]) == (0, item["key"]), said.err
        assert said.out.startswith("--- "), item["key"]


def test_the_list_has_every_known_key_and_null_for_what_is_absent(vault: Path, afterword: Typed) -> None:
    (vault / "opportunities" / "bare.md").write_text("---\ncompany: Bare\nposition: Bones\n---\n", "utf-8")
    document = told(afterword, "list")
    bare = next(o for o in document["opportunities"] if o["id"] == "bare")

    assert list(document) == ["version", "opportunities"]
    assert all(list(o) == KNOWN for o in document["opportunities"])
    assert bare == {
        **dict.fromkeys(KNOWN),
        "id": "bare",
        "file": "opportunities/bare.md",
        "company": "Bare",
        "position": "Bones",
        "stage": "lead",
        "contacts": [],
        "tags": [],
        "documents": [],
        "runner_up": False,
        "restrictions": [],
        "merge_review": [],
    }


def test_a_file_that_cannot_be_read_is_listed_all_the_same(vault: Path, afterword: Typed) -> None:
    (vault / "opportunities" / "broken.md").write_bytes(b"---\n[[[\n---\n\xff")
    document = told(afterword, "list")

    assert "broken" in [o["id"] for o in document["opportunities"]]
    assert "unreadable" in afterword("list").out
    shown = afterword("show", "broken")
    assert shown.code == 0
    assert "stage            unreadable" in shown.out
    assert "\nTo look at\n" in shown.out
    assert afterword("why", "broken").code == 0


def test_a_schedule_adds_what_became_of_each_step(vault: Path, afterword: Typed) -> None:  # noqa: ARG001 - found by its place
    document = told(afterword, "why", "halyard")

    assert list(document) == ["version", "today", "opportunity", "steps", "plans"]
    assert document["steps"]
    more = ["state", "note", "hints", "answers", "also", "stale", "settled_by"]
    assert all(list(s) == [*ITEM, *more] for s in document["steps"])


def test_findings_and_problems_have_their_keys(vault: Path, afterword: Typed) -> None:  # noqa: ARG001 - found by its place
    findings = told(afterword, "lint", "greta")["findings"]
    problems = told(afterword, "check")["problems"]

    assert findings
    assert problems
    assert all(list(f) == ["code", "rule", "severity", "line", "message"] for f in findings)
    assert all(list(p) == ["file", "line", "code", "severity", "message", "fix"] for p in problems)
    assert {p["severity"] for p in problems} <= {"error", "warning", "advice"}


def test_other_listings_have_their_keys(vault: Path, afterword: Typed) -> None:  # noqa: ARG001 - found by its place
    assert list(told(afterword, "drafts")["drafts"][0]) == [
        "file",
        "opportunity",
        "to",
        "channel",
        "template",
        "subject",
        "created",
    ]
    assert list(told(afterword, "playbooks")["playbooks"][0]) == ["name", "about", "source", "steps", "own", "usual"]
    assert list(told(afterword, "templates")["templates"][0]) == [
        "name",
        "channel",
        "for",
        "purpose",
        "rules",
        "file",
        "own",
        "news",
    ]
    assert list(told(afterword, "history")["revisions"][0]) == [
        *("id", "when", "who", "sentence", "files"),
        *("machine", "work", "sentences"),
    ]
    assert list(told(afterword, "search", "dock")["hits"][0]) == ["file", "line", "text"]
    assert list(told(afterword, "doctor")["checks"][0]) == ["name", "good", "says", "mend"]
    assert list(told(afterword, "path", "halyard")) == ["version", "id", "file", "path"]
    letter = told(afterword, "draft", "halyard", "thank-you-email", "--to", "imani")
    assert list(letter) == ["version", "subject", "body", "gaps", "proof", "material"]
    assert list(letter["material"]) == ["notes", "needs", "stories", "uncovered"]
    assert list(told(afterword, "stories")["stories"][0]) == [
        "file",
        "title",
        "needs",
        "skills",
        "result",
        "sample",
        "wanted",
        "times",
        "used",
    ]


PERSON = [
    *("name", "file", "line", "group", "part", "company", "email", "phone", "address", "spelling", "prefers", "notes"),
    *("consent", "consent_text", "must_not_know", "owes_thanks", "quiet_days", "last_out", "last_in"),
    *("searches", "briefed", "helped", "thanked", "steps"),
]


def test_people_and_stories(afterword: Typed, vault: Path) -> None:  # noqa: ARG001 - a place to be in
    people = told(afterword, "people")
    person = told(afterword, "person", "beatriz")
    stories = told(afterword, "stories")

    assert list(people) == ["version", "today", "people"]
    assert [list(one) for one in people["people"]] == [PERSON] * 6
    assert list(person) == ["version", "today", "person"]
    assert list(person["person"]) == PERSON
    assert list(person["person"]["searches"][0]) == [
        *("opportunity", "company", "open", "file", "line"),
        *("interviewed", "briefed", "not_briefed", "ended", "told", "not_told"),
    ]
    assert list(person["person"]["briefed"][0]) == [
        *("opportunity", "date", "kind", "direction", "title", "file", "line")
    ]
    assert list(stories) == ["version", "stories", "unanswered"]
    assert list(stories["unanswered"][0]) == [*("opportunity", "file", "line", "text", "persons", "nearest", "score")]
    assert list(told(afterword, "story", "licence")["story"]) == [*stories["stories"][0], "body"]

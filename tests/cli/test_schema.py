"""The schemas that are printed fit what is printed, and what the sample's files hold."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from store.workspace.schemas import SCHEMAS
from tests.cli.conftest import Typed

KINDS = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict, "null": type(None)}
DOCUMENTS = {
    "agenda": ("agenda",),
    "list": ("list",),
    "check": ("check",),
    "lint": ("lint", "brightwater-greta-moss-thanks"),
}


def faults(schema: dict[str, Any], value: Any, at: str = "") -> Iterator[str]:
    """Yield where a value is not as a schema says; knows the words of JSON Schema that ours use."""
    if "anyOf" in schema:
        if all(list(faults(one, value, at)) for one in schema["anyOf"]):
            yield f"{at}: {value!r} is none of {schema['anyOf']}"
        return
    kind = schema.get("type")
    if kind and (not isinstance(value, KINDS[kind]) or (kind == "integer" and isinstance(value, bool))):
        yield f"{at}: {value!r} is no {kind}"
        return
    if ("enum" in schema and value not in schema["enum"]) or ("const" in schema and value != schema["const"]):
        yield f"{at}: {value!r}"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} is not {schema['pattern']}"
    for place, item in enumerate(value) if "items" in schema else ():
        yield from faults(schema["items"], item, f"{at}[{place}]")
    known = schema.get("properties", {})
    yield from (f"{at}: {key} is missing" for key in schema.get("required", ()) if key not in value)
    if schema.get("additionalProperties") is False:
        yield from (f"{at}: {key} is not known" for key in value if key not in known)
    for key, inner in known.items():
        if key in value:
            yield from faults(inner, value[key], f"{at}.{key}")


def schema(afterword: Typed, name: str) -> dict[str, Any]:
    said = afterword("schema", name)
    assert (said.code, said.err) == (0, "")
    found: dict[str, Any] = json.loads(said.out)
    return found


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_as_its_schema_says(name: str, vault: Path, afterword: Typed) -> None:
    document = json.loads(afterword(*DOCUMENTS[name], "--json").out)
    found = schema(afterword, name)

    assert list(faults(found, document)) == []
    assert any(document[key] for key in document if key not in ("version", "today"))  # there was something to look at
    assert list(faults(found, {**document, "more": 1})) == [": more is not known"]
    assert list(faults(found, {**document, "version": 2})) == [".version: 2"]
    assert vault.is_dir()


@pytest.mark.parametrize(
    ("name", "folder"),
    [("opportunity", "opportunities"), ("person", "people"), ("story", "stories"), ("draft", "drafts")],
)
def test_every_key_of_a_file_stands_in_its_schema(name: str, folder: str, vault: Path, afterword: Typed) -> None:
    known = set(schema(afterword, name)["properties"])
    required = set(schema(afterword, name)["required"])
    files = list((vault / folder).rglob("*.md"))

    for file in files:
        header = file.read_text("utf-8").split("---\n")[1]
        keys = set(re.findall(r"^([a-z_]+):", header, re.MULTILINE))
        assert required <= keys
        assert keys - known <= {"commute", "questions_for_me", "birthday_cake"}, file  # the user's own
    assert files


def test_a_name_that_has_no_schema_is_told_with_those_that_have(afterword: Typed) -> None:
    said = afterword("schema", "nothing")

    assert (said.code, said.out) == (2, "")
    assert all(name in said.err for name in SCHEMAS)

"""`keys` lists what keys do, as the user has them, and tells what is wrong with file and line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Typed


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Write the user's own settings."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def write(text: str) -> Path:
        place = tmp_path / "config" / "afterword" / "config.toml"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
        return place

    return write


def test_keys_are_listed_by_screen_with_their_names(afterword: Typed, own: Callable[[str], Path]) -> None:
    own('[keys]\n"item.done" = "+"\n')
    said = afterword("keys")

    assert said.code == 0
    assert "\nagenda  agenda\n" in said.out
    assert "  +                       item.done                 Done\n" in said.out


def test_one_screen_has_what_is_inside_it_and_what_holds_everywhere(afterword: Typed) -> None:
    said = afterword("keys", "Composer")

    assert "draft.save" in said.out
    assert "letter.leave" in said.out
    assert "app.quit" in said.out
    assert "item.done" not in said.out


def test_an_unknown_screen_names_the_nearest(afterword: Typed) -> None:
    said = afterword("keys", "composr")

    assert said.code == 2
    assert "Did you mean `composer`?" in said.err


def test_a_preset_is_shown_without_own_changes(afterword: Typed, own: Callable[[str], Path]) -> None:
    own('[keys]\n"app.redo" = "Y"\n"nothing" = "d"\n')
    said = afterword("keys", "--preset", "vim")

    assert said.code == 0
    assert "ctrl+r, U" in said.out


def test_what_is_wrong_is_told_with_its_place_and_the_rest_is_listed(
    afterword: Typed, own: Callable[[str], Path]
) -> None:
    place = own('[keys]\n"item.dnoe" = "d"\n"item.done" = 4\n')
    said = afterword("keys", "agenda", "--json")

    assert said.code == 2
    assert f"{place}:2: `item.dnoe` in [keys] is no action. Did you mean `item.done`?" in said.err
    document = json.loads(said.out)
    assert [(p["line"], p["code"]) for p in document["problems"]] == [(2, "unknown-setting"), (3, "bad-setting")]
    actions = {a["id"]: a["keys"] for a in document["places"][0]["actions"]}
    assert actions["item.done"] == ["d"]


def test_the_doctor_tells_of_wrong_keys_once(afterword: Typed, own: Callable[[str], Path], vault: Path) -> None:
    own('[keys]\n"item.dnoe" = "d"\n"item.done" = 4\n')
    said = afterword("doctor")

    assert said.code == 1
    assert said.out.count("item.dnoe") == 1
    assert " ".join(said.out.split()).count("`item.done` in [keys] must be keys") == 1
    assert vault.is_dir()


def test_what_is_wrong_elsewhere_in_the_settings_is_not_told_of_keys(
    afterword: Typed, own: Callable[[str], Path]
) -> None:
    own('[look]\n"in [keys]" = 1\ntheme = 4\n\n[keys]\npreset = "emacs"\n')
    said = afterword("keys", "agenda", "--json")

    assert [(p["line"], p["code"]) for p in json.loads(said.out)["problems"]] == [(6, "bad-setting")]

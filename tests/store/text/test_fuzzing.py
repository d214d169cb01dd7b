"""The kept corpus of the fuzzer: what was trouble once is none any more; and the fuzzer finds what is wrong."""

import random
from itertools import islice
from pathlib import Path

import pytest

from tests.store.text import fuzzing


@pytest.mark.parametrize("file", sorted(fuzzing.CORPUS.iterdir()), ids=lambda file: file.stem)
def test_no_kept_input_breaks_a_law(file: Path) -> None:
    fuzzing.try_out(file.read_bytes())


def test_a_few_inputs_made_of_them_break_none_either() -> None:
    for data in islice(fuzzing.inputs(random.Random(7)), 150):  # noqa: S311  chance that can be brought back
        fuzzing.try_out(data)


def test_a_reader_that_stumbles_is_found_and_its_input_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(data: bytes) -> None:
        assert "ı".encode() not in data, "it reads no dotless letter"

    monkeypatch.setattr(fuzzing, "OF_ONE", (stumble,))

    assert fuzzing.at_random(60, 1, tmp_path / "found") > 0
    assert all("ı".encode() in file.read_bytes() for file in (tmp_path / "found").iterdir())

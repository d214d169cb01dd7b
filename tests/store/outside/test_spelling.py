"""Real spellers behind a pipe, and spellers that misbehave."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.outside import spelling
from store.outside.spelling import PROGRAMS, Speller, languages, meaning, speller, spellers


def has(program: str) -> bool:
    """Tell whether a speller and its English dictionary are on this machine."""
    path = shutil.which(program)
    command = [path or "", *PROGRAMS[program], "en_US"]
    return path is not None and subprocess.run(command, input=b"", capture_output=True, check=False).returncode == 0


BOTH = [
    pytest.param(name, marks=pytest.mark.skipif(not has(name), reason=f"{name} with en_US is not installed"))
    for name in PROGRAMS
]


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep the spellers of one test from the next, and let them be asked."""
    monkeypatch.delenv(spelling.SWITCH)
    speller.cache_clear()
    yield
    speller.cache_clear()


@pytest.fixture(params=BOTH)
def real(request: pytest.FixtureRequest) -> Iterator[Speller]:
    """Give a speller that is on this machine."""
    found = speller((request.param,), "en_US")
    assert found is not None
    yield found
    found.close()


def fake(folder: Path, script: str) -> Speller:
    """Return a speller that is a script of the test's own."""
    program = folder / "fake.py"
    program.write_text(script, "utf-8")
    return Speller((sys.executable, str(program)))


def test_wrong_words_come_with_what_was_meant(real: Speller) -> None:
    found = real.look_up(["the", "conversaton", "isn't", "teh"])
    assert set(found) == {"conversaton", "teh"}
    assert "conversation" in found["conversaton"]
    assert "the" in found["teh"]


def test_hundreds_of_words_are_answered_each_by_its_own(real: Speller) -> None:
    words = [f"zq{chr(97 + a)}{chr(97 + b)}x" for a in range(20) for b in range(20)]
    found = real.look_up([*words, "letter"])
    assert "letter" not in found
    assert len(found) > 390


def test_letters_beyond_ascii_reach_the_program_whole(real: Speller) -> None:
    assert "naive" in real.look_up(["naïve"]).get("naïve", ("naive",))
    assert real.look_up(["北京"]).get("北京", ()) == ()


def test_a_word_is_asked_about_once(tmp_path: Path) -> None:
    log = tmp_path / "log"
    script = (
        "import sys\nprint('@(#) fake', flush=True)\n"
        "for line in sys.stdin:\n"
        f"    open({str(log)!r}, 'a').write(line)\n"
        "    print('# ' + line[1:].strip() + ' 1\\n', flush=True)\n"
    )
    one = fake(tmp_path, script)
    assert one.look_up(["teh", "wrod"]) == {"teh": (), "wrod": ()}
    assert one.look_up(["wrod", "teh"]) == {"teh": (), "wrod": ()}
    assert log.read_text("utf-8") == "^teh\n^wrod\n"
    one.close()


def test_a_program_that_never_says_who_it_is_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "SECONDS", 0.05)
    silent = fake(tmp_path, "import sys\nsys.stdin.read()\n")
    assert not silent.start()
    assert silent.look_up(["teh"]) == {}


def test_a_program_that_hangs_over_a_word_is_ended_and_asked_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanging = fake(tmp_path, "import sys, time\nprint('@(#) fake', flush=True)\ntime.sleep(600)\n")
    assert hanging.start()
    process = hanging._process
    monkeypatch.setattr(spelling, "SECONDS", 0.05)

    assert hanging.look_up(["teh"]) == {}
    assert process is not None
    assert process.poll() is not None
    assert hanging.look_up(["teh"]) == {}
    assert hanging.is_given_up


def test_a_program_that_dies_takes_nothing_with_it(tmp_path: Path) -> None:
    dying = fake(tmp_path, "print('@(#) fake', flush=True)\ninput()\n")
    assert dying.start()
    assert dying.look_up(["teh", "wrod"]) == {}
    assert dying.look_up(["teh"]) == {}


def test_a_dictionary_that_is_not_there_is_silence() -> None:
    assert list(spellers("auto", "xx_XX")) == []
    assert list(spellers("auto", "--lang=en_US")) == []
    assert list(spellers("off", "en_US")) == []


def test_the_environment_turns_spelling_off_for_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(spelling.SWITCH, "off")
    assert list(spellers("auto", "en_US")) == []


def test_no_program_is_silence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert list(spellers("auto", "en_US")) == []


@pytest.mark.skipif(not has("hunspell"), reason="hunspell with en_US is not installed")
def test_a_dictionary_that_lies_in_the_current_folder_is_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "qq_QQ.aff").write_text("SET UTF-8\n", "utf-8")
    (tmp_path / "qq_QQ.dic").write_text("1\nteh\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert speller(("hunspell",), "qq_QQ") is None


def test_the_machines_language_comes_before_english() -> None:
    assert languages({"LANG": "de_DE.UTF-8"}) == ("de_DE", "en_US")
    assert languages({"LANG": "de_DE.UTF-8", "LC_ALL": "fr_FR@euro"}) == ("fr_FR", "en_US")
    assert languages({"LANG": "C.UTF-8"}) == ("en_US",)
    assert languages({}) == ("en_US",)


def test_an_answer_about_a_part_of_a_word_is_no_answer() -> None:
    assert meaning("Łódź", ["& ód 2 3: od, do"]) is None
    assert meaning("teh", ["& teh 2 1: the, tech"]) == ("the", "tech")
    assert meaning("teh", ["# teh 1"]) == ()
    assert meaning("the", ["*"]) is None
    assert meaning("the", []) is None


@pytest.mark.skipif(os.name != "posix", reason="process groups are POSIX")
def test_the_program_is_out_of_reach_of_the_terminals_signals(tmp_path: Path) -> None:
    one = fake(tmp_path, "import sys\nprint('@(#) fake', flush=True)\nsys.stdin.read()\n")
    assert one.start()
    assert one._process is not None
    assert os.getsid(one._process.pid) != os.getsid(0)
    one.close()

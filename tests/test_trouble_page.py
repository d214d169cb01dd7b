"""The page about trouble tells of every state, in the words that people read."""

import re
from pathlib import Path

import pytest

from store.history.state import HALF_DONE

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "trouble.md").read_text("utf-8")
WORDS = [
    *(
        "no branch is checked out (detached HEAD)",
        "index.lock",
        "HEAD.lock",
        "packed-refs.lock",
        "it holds two versions",
    ),
    *("Git does not know who you are", "signed commits (commit.gpgsign)", "the disk is full", "can only be read"),
    *(
        "it may not write into its own folder .git",
        "belongs to another user",
        "Git is off for this vault",
        "since you said that you trust it, these came or changed",
    ),
    *("store .git is damaged", "its index .git/index is damaged", "is a bare repository", "is a submodule"),
    *("is too old", "not in a git repository", "Git is not installed", "stopped-merge", "conflict-markers"),
    *("of this vault's git said no", "afterword doctor --trust"),
]
SOURCES = "".join(p.read_text("utf-8") for p in (Path(__file__).resolve().parent.parent / "store").rglob("*.py"))


@pytest.mark.parametrize("words", WORDS)
def test_what_people_read_stands_on_the_page_and_in_the_program(words: str) -> None:
    assert words in PAGE
    assert words in re.sub(r'"\s*\)?\s*\(?f?"', "", SOURCES)


@pytest.mark.parametrize("what", [what for _, _, what in HALF_DONE])
def test_each_half_done_state_stands_on_the_page_with_its_way_out(what: str) -> None:
    way_out = re.findall(r"`(git [a-z-]+(?: --?[a-z-]+| reset)?|afterword [^`]+)", what)

    assert way_out
    assert [command for command in way_out if command not in PAGE] == []

"""The sample vault's texts: they read true on any day, and nobody in them exists."""

import re
from pathlib import Path

import pytest

from store.data import data_dir

ROOT = data_dir("sample-vault")
FILES = {p.relative_to(ROOT).as_posix(): p for p in sorted(ROOT.rglob("*")) if p.is_file()}
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
SHORT_DAYS = "Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun"
OTHER_DATES = re.compile(
    r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{1,2}(?:st|nd|rd|th)\b|(?<![\d-])(?:19|20)\d\d(?![\d-])"
)


@pytest.fixture(params=FILES)
def text(request: pytest.FixtureRequest) -> str:
    return FILES[request.param].read_bytes().decode()


def test_no_day_of_the_week_and_no_month_is_named(text: str) -> None:
    plain = re.sub(r"^workdays = .*$", "", text, flags=re.MULTILINE)
    assert re.findall(rf"\b(?:{MONTHS}|{SHORT}|{SHORT_DAYS})s?\b", plain) == []
    assert re.findall(rf"\b(?:{DAYS})s?\b", plain, re.IGNORECASE) == []


def test_nothing_is_said_that_is_true_on_some_days_alone(text: str) -> None:
    words = (
        r"\b(?:this|next|last|by the) week(?:end)?\b|\b(?:this|next|last) month\b|\bweekdays?\b|Thanksgiving|Christmas"
    )
    seasons = r"\b(?:winter|spring|summer|autumn)\b"
    assert re.findall(f"{words}|{seasons}", text, re.IGNORECASE) == []


def test_every_date_is_an_iso_date(text: str) -> None:
    assert OTHER_DATES.findall(text) == []


def test_every_domain_is_an_example(text: str) -> None:
    hosts = re.findall(r"https?://([^/\s>\"]+)", text) + re.findall(r"[\w.+-]+@([\w.-]*\w)", text)
    assert [h for h in hosts if not h.endswith(".example")] == []


def test_every_phone_number_is_a_made_up_one(text: str) -> None:
    assert [n for n in re.findall(r"\+1[\d ]+", text) if not re.fullmatch(r"\+1 \d{3} 555 01\d\d ?", n)] == []


def test_every_text_ends_with_a_line_end_and_no_line_with_a_space(text: str) -> None:
    assert text.endswith("\n")
    assert re.findall(r"[ \t]+\r?$", text, re.MULTILINE) == []


def test_one_file_has_crlf_line_ends_throughout() -> None:
    with_crlf = [name for name, path in FILES.items() if b"\r" in path.read_bytes()]
    assert with_crlf == ["opportunities/lindgren-house-training-manager.md"]
    data = FILES[with_crlf[0]].read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r")


@pytest.mark.parametrize(
    "part",
    [
        r"^stage: \w+ +# ",  # a comment behind a value
        r"^# ",  # a comment of its own line
        r"^tags: \[",  # a list in brackets
        r"^tags:\r?\n- ",  # a list of lines, not indented
        r"^tags:\r?\n  - ",  # a list of lines, indented
        r"^  - \{name: ",  # a contact in braces
        r"^company: \"",  # double quotes
        r"^position: '",  # single quotes
        r"^stage: (?:screening|watching)\b",  # stages of the user's own
        r"^commute: ",  # a key of the user's own
        r"^- \[-\] promise: ",  # a dropped promise
        r"^- .*\n  \S",  # a mark over two lines
    ],
)
def test_the_format_is_shown_off(part: str) -> None:
    texts = [p.read_bytes().decode() for name, p in FILES.items() if name.startswith("opportunities/")]
    assert any(re.search(part, text, re.MULTILINE) for text in texts)


def test_there_is_something_in_subfolders() -> None:
    nested = [Path(name) for name in FILES if re.match(r"opportunities/[^/]+/", name)]
    assert len(nested) >= 3


def test_no_two_files_share_an_id() -> None:
    stems = [Path(name).stem for name in FILES if name.startswith("opportunities/")]
    assert len(set(stems)) == len(stems)

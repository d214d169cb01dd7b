"""Themes of the user's own: what is named counts, the rest follows from it, and no file breaks anything."""

from hypothesis import given
from hypothesis import strategies as st

from store.model.colour import Colour, contrast
from store.model.scheme import ENOUGH, weak
from store.text.own_theme import read_own_theme


def test_two_colours_make_a_theme_that_can_be_read() -> None:
    made, problems = read_own_theme(b'background = "#10140f"\nforeground = "#dde5d5"\n', "moss.toml")

    assert problems == ()
    assert made is not None
    assert (made.dark, made.background, made.foreground) == (True, "#10140f", "#dde5d5")
    assert list(weak(made, ENOUGH)) == []


def test_a_light_ground_makes_a_light_theme_unless_the_file_says_otherwise() -> None:
    paper = b'background = "#fff"\nforeground = "#222"\n'
    light, _ = read_own_theme(paper, "paper.toml")
    told, _ = read_own_theme(paper + b"dark = true\n", "paper.toml")

    assert light is not None
    assert told is not None
    assert (light.dark, told.dark) == (False, True)


def test_what_is_hard_to_read_is_warned_of_and_the_theme_is_still_offered() -> None:
    made, problems = read_own_theme(b'background = "#101010"\nforeground = "#eeeeee"\nmuted = "#333333"\n', "dim.toml")

    assert made is not None
    assert {p.severity for p in problems} == {"warning"}
    assert "`muted` is hard to read on `background`: their contrast is 1." in problems[0].message


def test_what_is_unknown_or_no_colour_is_told_with_its_line_and_the_nearest_word() -> None:
    text = b'background = "#000"\nforeground = "#fff"\nacent = "#f00"\nerror = "red-ish"\nborder = 7\n'
    made, problems = read_own_theme(text, "t.toml")

    assert made is not None
    told = {(p.line, p.code) for p in problems}
    assert told == {(3, "unknown-colour"), (4, "bad-colour"), (5, "bad-colour")}
    assert "Did you mean `accent`?" in problems[0].message


def test_a_theme_without_a_ground_is_not_offered() -> None:
    made, problems = read_own_theme(b'foreground = "#fff"\n', "half.toml")

    assert made is None
    assert "needs a colour for background" in problems[0].message


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_no_file_breaks_anything(data: bytes) -> None:
    made, problems = read_own_theme(data, "any.toml")

    assert made is not None or problems


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert round(contrast(Colour(0, 0, 0), Colour(255, 255, 255)), 2) == 21

"""Rules and the articles that give them."""

from store.rules.articles import SOURCES, articles_of


def test_every_rule_has_its_article() -> None:
    assert set(SOURCES) == {*(f"R{n}" for n in range(1, 43)), *(f"G{n}" for n in range(1, 11))}
    assert all(articles.split() for articles in SOURCES.values())


def test_a_step_names_only_the_articles_that_ask_for_it() -> None:
    every = ("S0", "S1", "S2", "S3", "S4")

    assert articles_of(("R9",), every) == ("S0",)
    assert articles_of(("R7", "R10"), every) == ("S1", "S2", "S4")
    assert articles_of(("R7", "R10"), ("S2",)) == ("S2",)
    assert articles_of(("R6",), ()) == ("S1",)
    assert articles_of((), every) == ()

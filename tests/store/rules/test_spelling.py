"""Which words a dictionary is asked about, and how its answers are taken."""

from collections.abc import Mapping

from store.model.opportunity import Contact, Opportunity
from store.model.records import Records
from store.model.settings import Settings
from store.model.spelling import Misspelt
from store.model.story import Story
from store.rules.spelling import asked, judged, known_words, words_of


def asked_about(text: str, *known: str) -> list[str]:
    return [word.word for word in words_of(text, frozenset(known))]


def test_links_addresses_files_figures_tags_and_abbreviations_are_no_words() -> None:
    text = (
        "See <https://exampel.example/teh?x=1>, http://a.example/wrods, mail joe@exmple.example or @jeo, the "
        "plan.pdf on news.example/teh, our 3rd Q4 plan of 40k, 10:30, #saels, the CRM and RevOps."
    )
    assert asked_about(text) == ["See", "mail", "or", "the", "on", "our", "plan", "of", "the", "and"]


def test_a_gap_is_no_text_even_over_two_lines() -> None:
    assert asked_about("Here [[ one nubmer from\nthe licnce story ]] there.") == ["Here", "there"]


def test_known_names_are_right_with_any_ending_and_in_any_form() -> None:
    text = "Halyard's plan, HALYARD’S plan, Zu\u0308rich, Vandersloot’s"
    assert asked_about(text, "halyard", "z\u00fcrich", "vandersloot") == ["plan", "plan"]


def test_a_word_says_where_it_stands() -> None:
    (_, second) = words_of("Dear\n\n  “conversaton”", frozenset())
    assert (second.line, second.column, second.length, second.word) == (3, 3, 11, "conversaton")


def test_a_script_without_spaces_is_not_asked_about() -> None:
    assert asked_about("北京市 and ไทย") == ["and"]


def test_the_vault_knows_its_names_and_its_stories() -> None:
    records = Records(
        settings=Settings(name="Nell Ashworth", address="2217 Lanternstreet"),
        opportunities=(
            Opportunity(
                id="a", path="a", company="Qvick GmbH", position="Enablar",
                contacts=(Contact(line=1, name="Lucía Ferreyra", ident="x", title="Talentress"),),
            ),
        ),
        stories=(Story(path="s", title="Ramp", result="a Grobble saved", body="At Pellworth we began."),),
    )  # fmt: skip
    known = known_words(records)
    assert {"ashworth", "lanternstreet", "qvick", "enablar", "lucía", "ferreyra", "talentress"} <= known
    assert {"grobble", "pellworth"} <= known


def wrong(text: str, answers: Mapping[str, tuple[str, ...]]) -> list[Misspelt] | None:
    found = judged(tuple(words_of(text, frozenset())), answers)
    return None if found is None else list(found)


def test_a_word_that_lacks_only_its_accents_in_the_dictionary_is_right() -> None:
    assert wrong("a naïve résumé", {"naïve": ("naive", "nave"), "résumé": ("resume",)}) == []


def test_a_word_of_foreign_letters_that_nothing_is_like_is_left_alone() -> None:
    assert wrong("in Łódź", {"Łódź": ()}) == []


def test_an_apostrophe_is_asked_plain_and_suggested_as_it_was_written() -> None:
    assert asked("isn’t") == "isn't"
    (found,) = wrong("it does’nt", {"does'nt": ("doesn't", "dent")}) or []
    assert found.suggestions == ("doesn’t", "dent")


def test_a_text_in_another_language_is_no_list_of_mistakes() -> None:
    text = "Vielen Dank für das freundliche Gespräch am Montag und für die klaren Worte zum Schluss"
    answers = {word: ("x",) for word in text.split() if word not in ("am", "die", "das")}
    assert wrong(text, answers) is None

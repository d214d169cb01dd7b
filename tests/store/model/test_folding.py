"""Names and ids compare without case and Unicode form, whichever program wrote them."""

from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from store.model.folding import fold, fold_name


def test_case_and_unicode_form_do_not_count() -> None:
    assert fold("Cafe\u0301") == fold("CAFÉ")
    assert fold("Straße") == fold("STRASSE")
    assert fold("a  b") != fold("a b")


def test_spaces_of_a_name_count_once() -> None:
    assert fold_name(" Ana\u00a0 Ruiz\t") == "ana ruiz"
    assert fold_name("JOSÉ") != fold_name("JOSE")


@given(st.text())
def test_every_unicode_form_of_a_text_compares_alike(text: str) -> None:
    assert fold(normalize("NFD", text)) == fold(normalize("NFC", text))


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_compare_as_any_others(text: str) -> None:
    assert fold(text) == text.casefold()

"""The laws of the merge, on generated files and edits of all kinds."""

from hypothesis import given

from store.model.problem import Severity
from store.model.settings import Settings
from store.text.merging.files import merge_files, repaired
from store.text.merging.markers import has_markers
from store.text.opportunity import read_opportunity
from tests.store.text.merging.traces import lost_lines, lost_words
from tests.store.text.merging.versions import versions

PATH = "opportunities/o.md"
Three = tuple[bytes | None, bytes, bytes]


def merged(base: bytes | None, ours: bytes, theirs: bytes) -> bytes:
    return merge_files(base, ours, theirs, PATH).data


@given(versions())
def test_what_one_side_alone_changed_is_that_sides_bytes(three: Three) -> None:
    base, one, two = three
    for old in (base, one):
        if old is not None:
            assert merged(old, two, old) == two
            assert merged(old, old, two) == two
    assert merged(base, one, one) == one


@given(versions())
def test_it_does_not_matter_which_side_is_called_ours(three: Three) -> None:
    base, one, two = three
    assert merge_files(base, one, two, PATH) == merge_files(base, two, one, PATH)


@given(versions())
def test_merging_again_changes_nothing(three: Three) -> None:
    base, one, two = three
    result = merged(base, one, two)
    assert merged(base, result, two) == result
    assert merged(base, one, result) == result


@given(versions())
def test_nothing_of_either_side_is_lost(three: Three) -> None:
    base, one, two = three
    result = merged(base, one, two)
    one, two = (data if data == result else mended(data) for data in (one, two))
    assert lost_words(base, one, two, result) == set()
    assert lost_lines(base, one, two, result) == set()


@given(versions())
def test_the_result_can_be_read_whenever_a_side_could_be(three: Three) -> None:
    base, one, two = three
    result = merged(base, one, two)
    # What one side alone has changed is that side, markers and all.
    assert errors(result) <= {code for data in (one, two) for code in errors(data if data == result else mended(data))}
    assert not has_markers(result) or result in (one, two)


def mended(data: bytes) -> bytes:
    """A version without the markers that somebody committed, which the merge takes it for."""
    return repaired(data, PATH).data


def errors(data: bytes) -> set[str]:
    _, problems = read_opportunity(data, PATH, Settings(), ())
    return {problem.code for problem in problems if problem.severity is Severity.ERROR}

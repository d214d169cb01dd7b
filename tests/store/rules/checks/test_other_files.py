"""Checks across people, stories, drafts and settings: what they find, and the nearest thing they leave alone."""

from collections.abc import Callable

import pytest

from store.model.problem import Problem, Severity
from store.model.settings import Settings

Look = Callable[..., list[Problem]]

ACME = "---\ncompany: Acme\nposition: Director\ncontacts:\n  - {name: Ana Silva, email: ana@acme.example}\n---\n"
OPPORTUNITY = {"opportunities/2026/acme-director.md": ACME}
DRAFT = "drafts/to-ana.md"


def draft(opportunity: str = "acme-director", to: str = "Ana Silva", template: str = "thank-you-email") -> str:
    return f"---\nopportunity: {opportunity}\nto: {to}\ntemplate: {template}\nchannel: email\n---\nDear Ana,\n"


def test_a_draft_for_an_opportunity_that_is_not_there_is_found(look: Look) -> None:
    [found] = look("draft-astray", {**OPPORTUNITY, DRAFT: draft(opportunity="acme-manager")})
    assert (found.path, found.line, found.severity) == (DRAFT, 2, Severity.WARNING)
    assert "acme-manager" in found.message


def test_a_draft_to_somebody_unknown_there_is_found(look: Look) -> None:
    [found] = look("draft-astray", {**OPPORTUNITY, DRAFT: draft(to="Ana Silver")})
    assert (found.line, "Ana Silver" in found.message) == (3, True)


def test_a_draft_to_nobody_is_found(look: Look) -> None:
    assert len(look("draft-astray", {**OPPORTUNITY, DRAFT: draft(to="")})) == 1


@pytest.mark.parametrize("to", ["Ana Silva", "ana  silva", "Ana Silva <ana@acme.example>", "Bea Long"])
def test_a_draft_to_a_contact_or_to_one_of_the_people_is_left_alone(look: Look, to: str) -> None:
    files = {**OPPORTUNITY, "people/bea.md": "---\nname: Bea Long\n---\n", DRAFT: draft(to=to)}
    assert look("draft-astray", files) == []


def test_a_draft_finds_its_opportunity_in_any_folder_and_case(look: Look) -> None:
    files = {"opportunities/2026/ACME-director.md": ACME, DRAFT: draft(opportunity="acme-Director")}
    assert look("draft-astray", files) == []


BROKEN = "---\n- a list\n---\n"


def test_files_that_cannot_be_read_are_left_to_their_readers(look: Look) -> None:
    files = {**OPPORTUNITY, DRAFT: BROKEN, "people/bea.md": BROKEN, "stories/ramp.md": BROKEN}
    for code in ("draft-astray", "unknown-template", "unknown-opportunity", "story-without-needs"):
        assert look(code, files, templates=frozenset()) == []


def test_a_draft_for_an_opportunity_that_cannot_be_read_is_not_astray(look: Look) -> None:
    assert look("draft-astray", {"opportunities/acme-director.md": BROKEN, DRAFT: draft()}) == []


def test_a_template_that_is_not_there_is_found(look: Look) -> None:
    files = {**OPPORTUNITY, DRAFT: draft(template="thank-you-mail")}
    [found] = look("unknown-template", files, templates=frozenset({"thank-you-email"}))
    assert (found.line, "thank-you-mail" in found.message) == (4, True)


@pytest.mark.parametrize("template", ["thank-you-email", ""])
def test_a_known_template_and_none_are_left_alone(look: Look, template: str) -> None:
    files = {**OPPORTUNITY, DRAFT: draft(template=template)}
    assert look("unknown-template", files, templates=frozenset({"thank-you-email"})) == []


def test_nothing_is_said_about_templates_that_are_not_known(look: Look) -> None:
    assert look("unknown-template", {**OPPORTUNITY, DRAFT: draft(template="odd")}) == []


def test_a_person_who_helps_with_an_unknown_opportunity_is_found(look: Look) -> None:
    text = "---\nname: Bea Long\nopportunities: [acme-director, acme-manager]\n---\n"
    [found] = look("unknown-opportunity", {**OPPORTUNITY, "people/bea.md": text})
    assert (found.path, found.line, found.severity) == ("people/bea.md", 3, Severity.WARNING)
    assert "acme-manager" in found.message


def test_a_person_who_helps_with_a_known_opportunity_is_left_alone(look: Look) -> None:
    text = "---\nname: Bea Long\nopportunities: Acme-Director\n---\n"
    files = {"opportunities/2026/ACME-director.md": ACME, "people/bea.md": text}
    assert look("unknown-opportunity", files) == []


@pytest.mark.parametrize("needs", ["", "needs:\n", "needs: []\n"])
def test_a_story_that_answers_no_need_is_found(look: Look, needs: str) -> None:
    [found] = look("story-without-needs", {"stories/ramp.md": f"---\ntitle: Ramp\n{needs}---\nOnce.\n"})
    assert (found.path, found.severity) == ("stories/ramp.md", Severity.ADVICE)


def test_a_story_with_one_need_is_left_alone(look: Look) -> None:
    assert look("story-without-needs", {"stories/ramp.md": "---\ntitle: Ramp\nneeds: [slow ramp]\n---\n"}) == []


@pytest.mark.parametrize("consent", ["", "consent: no\n", "consent: No, not before spring\n"])
def test_a_reference_who_has_not_agreed_is_found(look: Look, consent: str) -> None:
    text = f"---\nname: Bea Long\npart: reference\n{consent}---\n"
    [found] = look("reference-without-consent", {"people/bea.md": text})
    assert (found.path, found.severity) == ("people/bea.md", Severity.ADVICE)


@pytest.mark.parametrize("keys", ["part: [reference, ally]\nconsent: yes\n", "part: ally\n"])
def test_a_reference_who_agreed_and_somebody_who_is_none_are_left_alone(look: Look, keys: str) -> None:
    assert look("reference-without-consent", {"people/bea.md": f"---\nname: Bea Long\n{keys}---\n"}) == []


def test_an_unknown_playbook_in_the_settings_is_found(look: Look) -> None:
    [found] = look("unknown-playbook", {}, settings=Settings(playbook="blnd"))
    assert (found.path, found.severity) == ("afterword.toml", Severity.WARNING)


def test_the_frame_is_no_playbook_to_follow(look: Look) -> None:
    [found] = look("unknown-playbook", {}, settings=Settings(playbook="frame"))

    assert "frame" not in (found.fix or "").split(", or put")[0]


def test_the_playbook_of_the_settings_is_left_alone_where_it_exists(look: Look) -> None:
    assert look("unknown-playbook", {}, settings=Settings(playbook="blend")) == []

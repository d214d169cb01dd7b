"""What every template makes of the sample vault: one readable file each, with its proof and what the checks find.

After a wanted change: `AFTERWORD_GOLDEN=write pytest tests/store/letters/test_golden_drafts.py`, and read the
difference as the one who gets the letter.
"""

import os
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from store.letters.library import templates
from store.model.draft import Draft
from store.model.letter import Choice
from store.model.value import replace
from store.rules.linting import lint
from store.workspace.compose import compose, lint_text
from store.workspace.demo import ANCHOR, make_demo
from store.workspace.door import Workspace
from store.workspace.material import material
from store.workspace.moment import Moment
from store.workspace.snapshot import Snapshot
from store.workspace.templates import template_named

GOLDEN = Path(__file__).with_name("drafts")
WRITE = os.environ.get("AFTERWORD_GOLDEN") == "write"
SENT_TO: dict[str, tuple[tuple[str, str], ...]] = {
    "application-follow-up": (("larkspur", "Theodora Finch"),),
    "call-sheet": (("wexley", "Ingrid Sorensen"), ("halyard", "Lucía Ferreyra")),
    "clipping-note": (("brightwater", "Samuel Oyelaran"),),
    "handwritten-note": (("halyard", "Imani Brandt"), ("corvid", "Kwame Adjei")),
    "influence-request": (("halyard", "Simone Achterberg"),),
    "keep-in-touch": (("anselm", "Delphine Marsh"),),
    "landed-thanks": (("kestrel", "Beatriz Longo"),),
    "letter-repair": (("halyard", "Imani Brandt"),),
    "needs-chart-email": (("brightwater", "Samuel Oyelaran"),),
    "needs-chart-letter": (("halyard", "Imani Brandt"),),
    "network-thanks": (("meridian", "Jonah Peale"),),
    "next-step-confirmation": (("corvid", "Odile Farrant"), ("brightwater", "Samuel Oyelaran")),
    "offer-thanks": (("quillon", "Marguerite Dahl"),),
    "one-month-inquiry": (("anselm", "Delphine Marsh"),),
    "plain-message": (("halyard", "Lucía Ferreyra"),),
    "promised-material": (("halyard", "Imani Brandt"), ("wexley", "Ingrid Sorensen")),
    "proposal": (("brightwater", "Samuel Oyelaran"),),
    "recommendation-cover": (("corvid", "Odile Farrant"),),
    "reference-briefing": (("halyard", "Beatriz Longo"),),
    "rejection-thanks-hr": (("stonebridge", "Marcus Lee"),),
    "rejection-thanks-interviewer": (("stonebridge", "Yusuf Karadag"), ("stonebridge", "Bettina Krol")),
    "reply": (("fennimore", "Pilar Ochoa"),),
    "second-letter": (("corvid", "Odile Farrant"),),
    "text-message": (("halyard", "Lucía Ferreyra"),),
    "thank-you-email": (("halyard", "Imani Brandt"), ("halyard", "Piet Vandersloot"), ("halyard", "Lucía Ferreyra")),
    "third-letter": (("quillon", "Marguerite Dahl"),),
    "value-added": (("halyard", "Imani Brandt"), ("halyard", "Piet Vandersloot")),
    "weekly-value": (("brightwater", "Samuel Oyelaran"),),
    "withdrawal-note": (("fennimore", "Tobias Renner"), ("wexley", "Ingrid Sorensen")),
}
"""Each template with those of the sample vault who would get it on its day."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Open the sample vault on its own day."""
    root = make_demo(tmp_path_factory.mktemp("drafts") / "vault", ANCHOR)
    evening = datetime.combine(ANCHOR, time(23), UTC)
    return Workspace.open(root, Moment(today=ANCHOR, now=evening, fixed=True)).snapshot()


def everything(sample: Snapshot, here: str, to: str) -> Choice:
    """Tick all that is offered: a reference is told what the others said only where the user says so."""
    offered = material(sample, here, to)
    stories = frozenset(s.path for s in offered.stories if "ramp" in s.path)
    return Choice(marks=frozenset(note.mark.line for note in offered.notes), stories=stories)


def drafted(sample: Snapshot, name: str, part: str, to: str) -> str:
    """Return a draft as one reads it: subject, text, and below it where each fact is from and what is found."""
    here = next(o.id for o in sample.records.opportunities if o.id.startswith(part) or f"/{part}" in o.id)
    template = template_named(sample, name)
    letter = compose(sample, here, name, to, everything(sample, here, to) if name == "reference-briefing" else None)
    draft = Draft(
        path="drafts/golden.md",
        opportunity=here,
        to=to,
        channel=template.channel,
        template=name,
        subject=letter.subject,
        body=letter.body,
        created=sample.today,
    )
    found = [f for f in lint_text(sample, draft) if f.code != "gap"]
    proof = [f"  {p.path}:{p.line}  {p.text}" for p in letter.proof]
    checks = [f"  {f.line}: {f.code} ({f.rule or '-'}): {f.message}" for f in found] or ["  nothing"]
    head = [f"To: {to} ({template.channel})"] + [f"Subject: {letter.subject}"] * bool(template.subject)
    return "\n".join(
        [*head, "", letter.body, "", f"-- gaps: {len(letter.gaps)}", "-- from", *proof, "-- found", *checks]
    )


@pytest.mark.parametrize("name", sorted(SENT_TO))
def test_a_template_makes_the_drafts_as_recorded(name: str, sample: Snapshot) -> None:
    rule = "\n\n" + "=" * 72 + "\n\n"
    made = rule.join(drafted(sample, name, part, to) for part, to in SENT_TO[name]) + "\n"
    golden = GOLDEN / f"{name}.txt"
    if WRITE:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(made, encoding="utf-8")

    assert golden.read_text(encoding="utf-8") == made


def test_every_template_has_its_drafts_and_every_draft_its_template() -> None:
    names = {template.name for template in templates(None)}

    assert names == set(SENT_TO)
    assert names == {path.stem for path in GOLDEN.glob("*.txt")}


@pytest.mark.parametrize(
    ("name", "part", "people"),
    [
        ("thank-you-email", "halyard", ("Imani Brandt", "Piet Vandersloot", "Lucía Ferreyra")),
        ("handwritten-note", "halyard", ("Imani Brandt", "Piet Vandersloot", "Lucía Ferreyra")),
        ("rejection-thanks-interviewer", "stonebridge", ("Yusuf Karadag", "Bettina Krol")),
    ],
)
def test_colleagues_who_compare_their_letters_find_three_letters(
    name: str, part: str, people: tuple[str, ...], sample: Snapshot
) -> None:
    here = next(o for o in sample.records.opportunities if o.id.startswith(part))
    template = template_named(sample, name)
    letters = [(to, compose(sample, here.id, name, to)) for to in people]
    drafts = tuple(
        Draft(
            path=f"drafts/{to}.md",
            opportunity=here.id,
            to=to,
            channel=template.channel,
            template=name,
            subject=letter.subject,
            body=letter.body,
            created=sample.today,
        )
        for to, letter in letters
    )
    records = replace(sample.records, drafts=drafts)

    for draft in drafts:
        found = lint(draft, here, records, sample.today, template.rules)
        assert not {"too-alike", "repeats-earlier", "no-echo", "others-words"} & {f.code for f in found}, draft.to

"""What an export takes out, an import brings in; what is here already is filled in and never written over."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.exchange.csv_sheet.reading import read
from store.exchange.csv_sheet.writing import written
from store.model.incoming import Arrival, Incoming, Reading
from store.model.opportunity import Contact, Opportunity, Stage
from store.model.outgoing import Leaving
from store.model.value import replace
from store.rules.shapes import opportunity_shape
from store.text.opportunity import read_opportunity
from store.workspace.commands.bring_in import Wanted, bring_in, new_bytes
from store.workspace.create import create_vault
from store.workspace.door import Workspace
from store.workspace.moment import Moment

TODAY = date(2026, 11, 26)
MOMENT = Moment(today=TODAY, now=datetime(2026, 11, 26, 9, tzinfo=UTC), fixed=True)
READING = Reading(today=TODAY, playbooks=frozenset({"blend"}))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("empty") / "vault"
    create_vault(folder)
    return Workspace.open(folder, MOMENT)


PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cn", "Co"]), max_size=40).map(
    lambda text: " ".join(text.split())
)
WORDS = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=12)
COMPANY = st.one_of(WORDS, st.sampled_from(["=cmd()", "'+x", "-", "no", "1.10", "a, b; c", "Acme: & Söhne #1", "[x]"]))


@st.composite
def people(draw: st.DrawFn) -> Contact:
    name = draw(WORDS.filter(lambda w: w.casefold() not in {"na", "nil", "none", "null", "tbd", "tba", "unknown"}))
    email = draw(st.sampled_from(["", f"{name.casefold()}@x.example"]))
    part = draw(st.sampled_from([(), ("hr",), ("interviewer", "ally")]))
    return Contact(
        line=1, name=name, ident=name, email=email, phone=draw(st.sampled_from(["", "+1 555 0100"])), part=part
    )


@st.composite
def opportunities(draw: st.DrawFn) -> Opportunity:
    stage = draw(st.sampled_from(Stage))
    return Opportunity(
        id=draw(st.from_regex("[a-z]{1,8}", fullmatch=True)),
        path="opportunities/x.md",
        company=draw(COMPANY),
        position=draw(COMPANY),
        stage=stage,
        stage_since=draw(st.dates(date(2020, 1, 1), TODAY)),
        next_touch=draw(st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))),
        deadline=draw(st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))),
        playbook=draw(st.sampled_from(["", "blend"])),
        location=draw(PLAIN),
        salary=draw(PLAIN),
        source=draw(PLAIN),
        url=draw(PLAIN),
        tags=tuple(draw(st.lists(st.one_of(WORDS, st.just("a, b")), max_size=3, unique=True))),
        runner_up=draw(st.booleans()),
        restrictions=tuple(draw(st.lists(st.sampled_from(["no-calls", "via-recruiter"]), max_size=2, unique=True))),
        contacts=tuple(draw(st.lists(people(), max_size=3, unique_by=lambda c: c.name.casefold()))),
    )


@given(st.lists(opportunities(), min_size=1, max_size=3, unique_by=lambda o: o.id))
def test_what_is_exported_and_imported_into_an_empty_vault_has_the_same_keys(
    empty: Workspace, sent: list[Opportunity]
) -> None:
    incoming = read(written(Leaving(today=TODAY, opportunities=tuple(sent))), READING)
    snapshot = empty.snapshot()
    came = [
        read_opportunity(new_bytes(snapshot, a, "opportunities/x.md"), "opportunities/x.md", snapshot.settings, ())[0]
        for a in incoming.arrivals
    ]

    assert [known_keys(o) for o in came] == [known_keys(o) for o in sent]


def known_keys(opportunity: Opportunity) -> dict[str, object]:
    return opportunity_shape(replace(opportunity, id="", path=""))


NOTES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "### 2026-01-01 Call",
                "```",
                "<!--",
                "~~~ x",
                "--> <!-- a",
                "---",
                "- [ ] promise: x",
                "# A",
                "\\### 2026-01-01 Call",
            ]
        ),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    ),
    max_size=6,
)


@given(NOTES)
def test_notes_of_a_table_are_text_whatever_stands_in_them(empty: Workspace, lines: list[str]) -> None:
    arrival = Arrival(rows=(2,), company="A", position="B", applied=(TODAY,), notes=("\n".join(lines), *lines))
    data = new_bytes(empty.snapshot(), arrival, "opportunities/x.md")
    opportunity, problems = read_opportunity(data, "opportunities/x.md", empty.snapshot().settings, ())

    assert [e.kind for e in opportunity.entries] == ["Application"]
    assert not problems
    words = {w for line in lines for w in line.split() if w.isalnum()}
    assert words <= set(data.decode().replace(">", " ").split())


@pytest.fixture
def vault(tmp_path: Path) -> Workspace:
    create_vault(tmp_path / "vault", name="Nell", email="nell@x.example")
    return Workspace.open(tmp_path / "vault", MOMENT)


def incoming(*arrivals: Arrival) -> Incoming:
    return Incoming(arrivals=arrivals)


ACME = Arrival(
    rows=(2,),
    company="Acme",
    position="Cook",
    header={"stage": "applied", "stage_since": "2026-11-01", "location": "Rome", "level": "L5"},
    contacts=({"name": "Ana Silva", "email": "ana@acme.example"},),
    applied=(date(2026, 11, 1),),
    last_contact=date(2026, 11, 9),
    notes=("Nice.",),
)


def test_an_import_is_one_change_and_one_undo(vault: Workspace) -> None:
    other = replace(ACME, rows=(3,), position="Baker")
    applied = vault.carry_out(bring_in(incoming(ACME, other), Wanted(origin="jobs.csv")))

    assert (applied.sentence, applied.committed) == ("2 opportunities imported from jobs.csv", True)
    assert (vault.root / applied.paths[0]).read_text("utf-8") == (
        "---\ncompany: Acme\nposition: Cook\nstage: applied\nstage_since: 2026-11-01\nlocation: Rome\nlevel: L5\n"
        "contacts:\n  - name: Ana Silva\n    email: ana@acme.example\n---\n\nNice.\n\n## Notes\n\n## Correspondence\n\n"
        "### 2026-11-01 Application\n\n### 2026-11-09 Message with Ana Silva: last contact\n"
    )
    vault.undo()
    assert vault.snapshot().records.opportunities == ()


def test_what_is_here_already_is_left_as_it_is(vault: Workspace) -> None:
    vault.carry_out(bring_in(incoming(ACME), Wanted(origin="jobs.csv")))
    again = vault.carry_out(bring_in(incoming(replace(ACME, company="ACME")), Wanted(origin="jobs.csv")))

    assert again.paths == ()


def test_an_update_fills_empty_keys_and_nothing_else(vault: Workspace) -> None:
    path = vault.carry_out(bring_in(incoming(ACME), Wanted(origin="jobs.csv"))).paths[0]
    file = vault.root / path
    file.write_bytes(file.read_bytes().replace(b"location: Rome", b"location:   # where?"))
    before = file.read_bytes()
    more = replace(
        ACME,
        header={"stage": "rejected", "stage_since": "2026-11-20", "location": "Oslo", "salary": "90k", "level": "L6"},
        contacts=({"name": "Ana Silva", "phone": "1", "email": "ana@acme.example"}, {"name": "Joe Hay"}),
    )
    applied = vault.carry_out(bring_in(incoming(more), Wanted(origin="jobs.csv", update=True)))
    after = file.read_bytes()

    assert applied.sentence == "1 filled in from jobs.csv"
    assert vault.snapshot().opportunity("acme").salary == "90k"
    assert (vault.snapshot().opportunity("acme").location, vault.snapshot().opportunity("acme").stage) == (
        "Oslo",
        "applied",
    )
    assert [c.phone for c in vault.snapshot().opportunity("acme").contacts] == ["1", ""]
    kept = [line for line in before.split(b"\n") if not line.startswith(b"location:")]
    assert [line for line in after.split(b"\n") if line in kept] == kept
    assert b"level: L5" in after


def test_the_same_address_of_the_posting_is_the_same_opportunity(vault: Workspace) -> None:
    first = replace(ACME, header={"url": "https://www.acme.example/jobs/7?utm_source=x"})
    vault.carry_out(bring_in(incoming(first), Wanted(origin="a")))
    second = replace(ACME, position="Chef", header={"url": "http://acme.example/jobs/7/"})

    assert vault.carry_out(bring_in(incoming(second), Wanted(origin="a"))).paths == ()


def test_what_stops_the_writing_takes_all_of_it_back(vault: Workspace) -> None:
    from store.errors import Cancelled

    def stop(count: int) -> None:
        if count == 2:
            raise Cancelled("Stopped.")

    many = [replace(ACME, position=f"Cook {n}") for n in range(4)]
    with pytest.raises(Cancelled):
        vault.carry_out(bring_in(incoming(*many), Wanted(origin="a")), stop)

    assert vault.snapshot().records.opportunities == ()
    assert not list((vault.root / "opportunities").rglob("*.md"))

"""A table in any shape that people save becomes opportunities; what is doubtful is asked, and nothing in it is lost."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import BadRequest, MustTell
from store.exchange.csv_sheet.columns import meaning
from store.exchange.csv_sheet.days import Order, read_day
from store.exchange.csv_sheet.reading import read
from store.exchange.csv_sheet.stages import stage_meant
from store.model.incoming import Arrival, Incoming, Reading
from store.model.opportunity import Stage

TODAY = date(2026, 11, 26)
READING = Reading(today=TODAY, playbooks=frozenset({"blend"}))


def table(text: str, **wishes: object) -> Incoming:
    return read(text.encode(), Reading(today=TODAY, **wishes))  # type: ignore[arg-type]


def only(text: str, **wishes: object) -> Arrival:
    (found,) = table(text, **wishes).arrivals
    return found


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("Company,Role\nÅkerström,Ingénieur\n".encode(), "UTF-8, with commas"),
        (b"\xef\xbb\xbf" + "Company,Role\nÅkerström,Ingénieur\n".encode(), "UTF-8, with commas"),
        ("Company;Role\r\nÅkerström;Ingénieur\r\n".encode("cp1252"), "Windows-1252, with semicolons"),
        ("Company\tRole\r\nÅkerström\tIngénieur\r\n".encode("utf-16"), "UTF-16, with tabs"),
        ("Company\tRole\nÅkerström\tIngénieur\n".encode("utf-16-le"), "UTF-16 without a mark, with tabs"),
        ("sep=|\r\nCompany|Role\r\nÅkerström|Ingénieur\r\n".encode(), "UTF-8, with bars"),
        ("Company,Role\rÅkerström,Ingénieur\r".encode(), "UTF-8, with commas"),
    ],
)
def test_a_table_is_read_however_it_was_saved(data: bytes, told: str) -> None:
    incoming = read(data, READING)

    assert [(a.company, a.position) for a in incoming.arrivals] == [("Åkerström", "Ingénieur")]
    assert incoming.notices[0] == f"Read as {told} between the cells."


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("EMPLOYER", "company"),
        ("Organisation:", "company"),
        ("job_title", "position"),
        ("Application Status", "stage"),
        ("Date Applied", "applied"),
        ("Closing date", "deadline"),
        ("Follow-up Date", "next touch"),
        ("Last contacted", "last contact"),
        ("Link", "url"),
        ("E-mail", "contact email"),
        ("Contact Person", "contact"),
        ("Contact's name", ""),
        ("Contact 2 E-Mail", "contact 2 email"),
        ("Hiring Manager", "hiring manager"),
        ("Recruiter phone", "recruiter phone"),
        ("Job posting URL", "url"),
        ("Ansprechpartner", "contact"),
        ("Telefon", "contact phone"),
        ("Bewerbung am", "applied"),
        ("Frist", "deadline"),
        ("Société", "company"),
        ("Intitulé du poste", "position"),
        ("Statut", "stage"),
        ("Courriel", "contact email"),
        ("Date de candidature", "applied"),
        ("Remote?", ""),
    ],
)
def test_a_title_is_known_in_many_wordings(title: str, key: str) -> None:
    assert meaning(title) == key


@pytest.mark.parametrize(
    ("word", "stage"),
    [
        ("Wishlist", "lead"),
        ("submitted", "applied"),
        ("2nd Interview", "interviewing"),
        ("Phone Screen!", "interviewing"),
        ("3 - Interviewing", "interviewing"),
        ("Offer received 🎉", "offer"),
        ("Hired", "accepted"),
        ("Rejected after 2nd round", "rejected"),
        ("Offer declined", "withdrawn"),
        ("Vorstellungsgespräch", "interviewing"),
        ("Zurückgezogen", "withdrawn"),
        ("offen", "lead"),
        ("Candidature envoyée", "applied"),
        ("Refusé", "rejected"),
        ("blue", None),
        ("no offer, not sure", None),
    ],
)
def test_a_word_for_a_stage_means_one_of_the_seven(word: str, stage: str | None) -> None:
    assert stage_meant(word, {}, {}) == stage


def test_what_the_user_says_of_a_stage_goes_before_what_is_known() -> None:
    assert stage_meant("Ghosted", {"ghosted": "rejected"}, {}) == "rejected"
    assert stage_meant("watching", {}, {"watching": Stage.APPLIED}) == "watching"


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2026-11-03", None, (2026, 11, 3)),
        ("2026/1/3 10:00", None, (2026, 1, 3)),
        ("2026-11-03T10:00:00Z", None, (2026, 11, 3)),
        ("3 Nov 2026", None, (2026, 11, 3)),
        ("Tue, 3-Nov-26", None, (2026, 11, 3)),
        ("November 3rd, 2026", None, (2026, 11, 3)),
        ("3.4.2026", None, (2026, 4, 3)),
        ("25/12/2026", None, (2026, 12, 25)),
        ("12/25/26", None, (2026, 12, 25)),
        ("04/04/2026", None, (2026, 4, 4)),
        ("03/04/2026", Order.DMY, (2026, 4, 3)),
        ("03/04/2026", Order.MDY, (2026, 3, 4)),
        ("03/04/2026", None, None),
        ("25/12/2026", Order.ISO, None),
        ("46329", None, (2026, 11, 3)),
        ("soon", None, None),
        ("3. März 2026", None, (2026, 3, 3)),
        ("Di., 3. Mrz. 26", None, (2026, 3, 3)),
        ("Dienstag, 3.Maerz 2026 09:30", None, (2026, 3, 3)),
        ("3 ma\u0308rz 2026", None, (2026, 3, 3)),
        ("31. Jänner 2026", None, (2026, 1, 31)),
        ("Mi 7. Oktober 2026", None, (2026, 10, 7)),
        ("24-Dez-2026", None, (2026, 12, 24)),
        ("4. Mai 2026", None, (2026, 5, 4)),
        ("3 mars 2026", None, (2026, 3, 3)),
        ("mardi 3 mars 2026", None, (2026, 3, 3)),
        ("1er févr. 2026", None, (2026, 2, 1)),
        ("14 juillet 2026", None, (2026, 7, 14)),
        ("14 juin 2026", None, (2026, 6, 14)),
        ("14 JUIL. 2026", None, (2026, 7, 14)),
        ("15 août 2026", None, (2026, 8, 15)),
        ("15 aout 2026", None, (2026, 8, 15)),
        ("25 décembre 2026", None, (2026, 12, 25)),
        ("30 avril 2026", None, (2026, 4, 30)),
        ("30 février 2026", None, None),
        ("3 jui 2026", None, None),
        ("3 mois 2026", None, None),
        ("Sometime 3 March 2026", None, None),
        ("31/02/2026", Order.DMY, None),
    ],
)
def test_a_date_is_read_as_spreadsheets_write_it(
    text: str, order: Order | None, day: tuple[int, int, int] | None
) -> None:
    assert read_day(text, order) == (date(*day) if day else None)


def test_one_day_beyond_twelve_settles_the_whole_column() -> None:
    incoming = table("Company,Role,Applied\nA,B,03/04/2026\nC,D,25/04/2026\n")

    assert incoming.arrivals[0].applied == (date(2026, 4, 3),)
    assert "“Applied”: the day comes first in dates." in incoming.notices


def test_another_column_of_dates_settles_one_that_does_not_tell() -> None:
    found = only("Company,Role,Applied,Deadline\nA,B,03/04/2026,12/25/2026\n")

    assert found.applied == (date(2026, 3, 4),)


def test_dates_that_could_be_two_days_are_asked_about() -> None:
    with pytest.raises(
        MustTell, match=r"“Applied”.*03/04/2026.*--dates dmy \(2026-04-03\), --dates mdy \(2026-03-04\)"
    ):
        table("Company,Role,Applied\nA,B,03/04/2026\n")
    with pytest.raises(MustTell, match="other rows show both ways"):
        table("Company,Role,Applied\nA,B,03/04/2026\nC,D,25/04/2026\nE,F,04/25/2026\n")

    assert only("Company,Role,Applied\nA,B,03/04/2026\n", dates="mdy").applied == (date(2026, 3, 4),)
    assert only("Company,Role,Applied\nA,B,03/04/2026\n", dates="iso").notes == ("Applied: 03/04/2026",)


def test_a_table_without_a_company_asks_which_column_it_is() -> None:
    with pytest.raises(MustTell, match=r'“Who”, “What”.*--map "TITLE=company"'):
        table("Who,What\nA,B\n")

    found = only("Who,What\nA,B\n", columns={"who": "company", "What": "role"})
    assert (found.company, found.position) == ("A", "B")


def test_a_column_that_is_named_and_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(BadRequest, match=r"There is no column “Rolle”. Columns: “Company”, “Role”"):
        table("Company,Role\nA,B\n", columns={"Rolle": "position"})


def test_titles_may_stand_below_a_heading() -> None:
    assert only("My search 2026,\n,\nCompany,Role\nA,B\n").company == "A"


def test_unknown_columns_become_own_keys_or_notes_and_can_be_left_out() -> None:
    text = f"Company,Role,Remote?,Thoughts,Gone\nA,B,yes,{'long ' * 40},x\n"
    incoming = table(text, columns={"Gone": ""})
    (found,) = incoming.arrivals

    assert [(c.title, c.holds, c.how) for c in incoming.columns[2:]] == [
        ("Remote?", "remote", "own key"),
        ("Thoughts", "notes", "notes"),
        ("Gone", "", "left out"),
    ]
    assert found.header["remote"] == "yes"
    assert found.notes == (f"Thoughts: {('long ' * 40).strip()}",)


def test_rows_of_one_job_with_different_people_are_one_opportunity() -> None:
    incoming = table("Company,Role,Contact,E-mail,Notes\nA,B,Joe,j@x,first\na,b,Mia,m@x,second\nA,B,Joe,j@x,first\n")
    (found,) = incoming.arrivals

    assert [c["name"] for c in found.contacts] == ["Joe", "Mia"]
    assert (found.rows, found.notes) == ((2, 3), ("first", "second"))
    assert incoming.left_out == ((4, "says the same as row 2"),)


def test_what_two_rows_of_one_job_tell_differently_is_kept() -> None:
    found = only("Company,Role,Salary\nA,B,100\nA,B,120\n")

    assert found.header["salary"] == "100"
    assert found.notes == ("salary (row 3): 120",)


def test_two_postings_of_one_title_are_two_opportunities() -> None:
    assert len(table("Company,Role,Url\nA,B,https://a/1\nA,B,https://a/2\n").arrivals) == 2


def test_a_name_with_its_mail_in_one_cell_is_taken_apart() -> None:
    assert only("Company,Role,Contact\nA,B,Joe Alvarez <joe@x.example>\n").contacts == (
        {"name": "Joe Alvarez", "email": "joe@x.example"},
    )


def test_a_mail_without_a_name_is_no_person_and_is_kept() -> None:
    found = only("Company,Role,Email\nA,B,jobs@x.example\n")

    assert (found.contacts, found.notes) == ((), ("Contact email: jobs@x.example",))


def test_who_applied_is_at_applied_since_that_day() -> None:
    header = only("Company,Role,Applied\nA,B,2026-11-03\n").header

    assert (header["stage"], header["stage_since"]) == ("applied", "2026-11-03")


def test_an_old_refusal_without_a_date_is_not_taken_for_one_of_today() -> None:
    assert "stage_since" not in only("Company,Role,Status\nA,B,rejected\n").header
    assert only("Company,Role,Status\nA,B,saved\n").header["stage_since"] == "2026-11-26"


def test_a_stage_that_nobody_knows_is_kept_and_told() -> None:
    incoming = table("Company,Role,Status\nA,B,purple\n")

    assert incoming.arrivals[0].notes == ("Status: purple",)
    assert 'say it with --stage "purple=STAGE"' in incoming.notices[-1]


def test_a_workbook_is_refused_with_what_to_do() -> None:
    with pytest.raises(BadRequest, match="Save it as CSV"):
        read(b"PK\x03\x04...", READING)


def test_an_open_quote_is_refused_with_its_row() -> None:
    with pytest.raises(BadRequest, match="A quote in row 3 is never closed"):
        table('Company,Role\nA,B\nC,"D\nE,F\n')


CELL = st.one_of(
    st.sampled_from(
        [
            "",
            "A",
            "Joe <j@x>",
            "2026-11-03",
            "03/04/2026",
            "=1",
            "'=1",
            "Company",
            "Role",
            "applied",
            "x\ny",
            "### 2026-01-01 Call",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
)


@given(
    st.lists(st.lists(CELL, min_size=1, max_size=6), max_size=6), st.sampled_from(",;\t"), st.sampled_from(["", "dmy"])
)
def test_no_cell_of_a_table_is_lost(lines: list[list[str]], separator: str, dates: str) -> None:
    titles = ["Company", "Role", "Contact", "Notes", "Tags", "Other"]
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in line] for line in [titles, *lines]]
    text = "\n".join(separator.join(line) for line in quoted)
    incoming = table(text, dates=dates)

    kept = " ".join(repr(incoming).split())
    dropped = {number for number, _ in incoming.left_out}
    for number, line in enumerate((x for x in lines), 2):
        if number not in dropped:
            lost = [
                w for cell in line for w in cell.lstrip("'").split() if w.strip(",;<>()") and repr(w)[1:-1] not in kept
            ]
            assert not [
                w for w in lost if not any(sign in w for sign in ",;<>()\\'\"") and w.casefold() not in {"-", "?"}
            ]


@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=300).map(str.encode),
        st.text(alphabet='Company,Role\n;"\t=|', max_size=200).map(str.encode),
    )
)
def test_whatever_the_bytes_there_is_an_answer(data: bytes) -> None:
    with contextlib.suppress(BadRequest, MustTell):
        assert isinstance(read(data, READING), Incoming)


def test_a_german_table_of_windows_is_read_with_its_person_and_its_long_remark() -> None:
    text = (
        "Firma;Stelle;Status;Bewerbung am;Ansprechpartner;E-Mail;Telefon;Frist;Bemerkungen\r\n"
        'Müller & Söhne;Trainer;Gespräch;03.11.2026;Jürgen Groß;j@m.example;0171 5;15.12.2026;"eins\r\nzwei; drei"\r\n'
        ";;;;;;;;\r\n"
    )
    incoming = read(text.encode("cp1252"), READING)

    (one,) = incoming.arrivals
    assert one.applied == (date(2026, 11, 3),)
    assert (one.header["stage"], one.header["deadline"]) == ("interviewing", "2026-12-15")
    assert one.contacts == ({"name": "Jürgen Groß", "email": "j@m.example", "phone": "0171 5"},)
    assert [note.replace("\r\n", "\n") for note in one.notes] == ["eins\nzwei; drei"]

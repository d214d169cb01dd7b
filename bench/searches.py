"""Made-up searches of realistic size and mix: the Markdown that people write, and what the reader makes of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from store.model.opportunity import Opportunity
from store.model.person import Person
from store.model.records import Records
from store.model.settings import Settings
from store.text.opportunity import read_opportunity
from store.text.person import read_person

MIX = (("rejected", 38), ("withdrawn", 17), ("lead", 8), ("applied", 12), ("interviewing", 22), ("offer", 3))
"""Stages and how many in a hundred stand there."""
OLD = (("rejected", 60), ("withdrawn", 25), ("lead", 3), ("applied", 4), ("interviewing", 7), ("offer", 1))
"""The same of a vault that was kept for years: most of it is over, and nearly a fifth of it has something overdue."""
UNHEARD = "unheard"
"""Not a stage: rejected before anybody was met."""
YEARS = (
    (UNHEARD, 24),
    ("rejected", 40),
    ("withdrawn", 22),
    ("lead", 3),
    ("applied", 3),
    ("interviewing", 7),
    ("offer", 1),
)
"""The same where all playbooks are in use."""
Mix = Sequence[tuple[str, int]]
PLAYBOOKS = ("", "blend", "consultant", "five-step", "handwritten", "value-added", "vigorous")
"""The playbooks of a vault in which all that ship are in use; the empty one stands for the settings'."""
AN_ACCEPTED = 4000
"""Among so many searches, one offer was accepted."""
PER_EMPLOYER = 4
PER_PERSON = 50
WANTS_A_DAY, IS_CONFIRMED, IS_THANKED, IS_ANSWERED = 0.15, 0.7, 0.8, 0.5
"""How likely it is that a search names its next touch, a spelling is confirmed, thanks went out, an answer came."""
SETTINGS = Settings(name="Nell Ashworth", email="nell@ashworth.example")
FIRST = (
    "Ana",
    "Bo",
    "Carla",
    "Dev",
    "Esme",
    "Farid",
    "Greta",
    "Howard",
    "Imani",
    "Joe",
    "Kofi",
    "Lena",
    "Mia",
    "Nadia",
    "Omar",
    "Priya",
    "Quentin",
    "Ruth",
    "Samuel",
    "Tom",
)
LAST = (
    "Abara",
    "Becker",
    "Chen",
    "Dahl",
    "Eriksen",
    "Ferreyra",
    "Gould",
    "Hollis",
    "Iyer",
    "Jansen",
    "Kaplan",
    "Longo",
    "Moss",
    "Novak",
    "Ortega",
    "Peale",
)
PLACES = (
    "Alder",
    "Birch",
    "Cedar",
    "Dove",
    "Elm",
    "Fern",
    "Glen",
    "Heron",
    "Iris",
    "Juniper",
    "Kestrel",
    "Linden",
    "Maple",
    "North",
    "Oak",
    "Pine",
)
TRADES = (
    "Analytics",
    "Bakeries",
    "Clinics",
    "Data",
    "Energy",
    "Freight",
    "Group",
    "Health",
    "Instruments",
    "Logistics",
    "Mutual",
    "Works",
)
JOBS = ("Director of Enablement", "Training Manager", "Head of Learning", "Programme Lead", "Revenue Operations")
THINGS = (
    "the ramp of new sellers",
    "one price list",
    "the second meeting",
    "four ways to count",
    "the board's figures",
)
PROSE = (
    "They want somebody who has done it before and does not talk about it much.",
    "The office is quiet, the coffee is not, and nobody wears a badge.",
    "What they count is what they can see; what they lose happens before.",
    "I said that I would think about it, and I have been thinking about it since.",
    "Somebody tried this two years ago and it was gone within a quarter.",
    "Ask about the team that left in spring, and who decided what came after.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vault:
    """A vault's texts by path, and what was read from them."""

    texts: dict[str, str]
    records: Records


def vault_of(count: int, today: date, seed: int, mix: Mix = MIX, playbooks: Sequence[str] = ()) -> Vault:
    """Make a vault of so many searches; the same numbers make the same vault."""
    texts = texts_of(count, today, seed, mix, playbooks)
    people = tuple(_person(text, path) for path, text in texts.items() if path.startswith("people/"))
    searches = tuple(
        _opportunity(text, path, people) for path, text in texts.items() if path.startswith("opportunities/")
    )
    return Vault(texts=texts, records=Records(settings=SETTINGS, opportunities=searches, people=people))


def texts_of(count: int, today: date, seed: int, mix: Mix, playbooks: Sequence[str] = ()) -> dict[str, str]:
    """Return the texts of such a vault by path.

    Args:
        count: how many searches.
        today: the day on which they stand as they do.
        seed: the same numbers make the same texts.
        mix: how many stand where.
        playbooks: by which of them the searches go, each by one; none = all by the settings' one.
    """
    chance, books = Random(seed), Random(seed)  # noqa: S311  made-up data, no secret
    names = [f"search-{number:05}" for number in range(count)]
    texts = {f"people/helper-{n:04}.md": helper(chance, n, names) for n in range(max(1, count // PER_PERSON))}
    for number, name in enumerate(names):
        text = search(chance, number, count, today, mix)
        book = books.choice(playbooks) if playbooks else ""
        texts[f"opportunities/{name}.md"] = (
            text.replace("\ncontacts:\n", f"\nplaybook: {book}\ncontacts:\n", 1) if book else text
        )
    return texts


def _person(text: str, path: str) -> Person:
    person, problems = read_person(text.encode(), path)
    if problems:
        raise ValueError(problems)
    return person


def _opportunity(text: str, path: str, people: tuple[Person, ...]) -> Opportunity:
    opportunity, problems = read_opportunity(text.encode(), path, SETTINGS, people)
    if problems:
        raise ValueError(problems)
    return opportunity


def helper(chance: Random, number: int, names: list[str]) -> str:
    """Return the file of somebody who helps with a few searches."""
    part = chance.choice(("reference", "reference", "ally", "recruiter", "helper"))
    helped = ", ".join(sorted(chance.sample(names, min(3, len(names)))))
    who = f"Helper {chance.choice(LAST)} {number}"
    return (
        f"---\nname: {who}\npart: {part}\nemail: helper{number}@people.example\nspelling: confirmed\n"
        f"consent: yes\nopportunities: [{helped}]\n---\n{prose(chance, 2)}\n"
    )


def search(chance: Random, number: int, count: int, today: date, mix: Mix) -> str:
    """Return the file of one search."""
    employer = chance.randrange(max(1, count // PER_EMPLOYER))
    company = f"{PLACES[employer % len(PLACES)]} {TRADES[employer // len(PLACES) % len(TRADES)]} {employer}"
    kind = "accepted" if number % AN_ACCEPTED == AN_ACCEPTED // 2 else chosen_stage(chance, mix)
    stage = "rejected" if kind == UNHEARD else kind
    closed = stage in {"accepted", "rejected", "withdrawn"}
    people = chance.sample([f"{first} {last}" for first in FIRST for last in LAST], chance.randint(2, 4))
    start = today - timedelta(days=chance.randint(60, 900) if closed else chance.randint(8, 70))
    log = list(story(chance, kind, people, start, today))
    since = min(today, start + timedelta(days=2 if stage in {"lead", "applied"} else 10))
    header = [
        f"company: {company}",
        f"position: {chance.choice(JOBS)}",
        f"stage: {stage}",
        f"stage_since: {since}",
        *([f"next_touch: {today + timedelta(days=chance.randint(-5, 12))}"] if chance.random() < WANTS_A_DAY else []),
        *([f"deadline: {today + timedelta(days=chance.randint(-2, 20))}"] if stage in {"lead", "offer"} else []),
        "contacts:",
        *(line for at, who in enumerate(people) for line in contact(chance, who, at, employer)),
        f"tags: [{chance.choice(PLACES).lower()}, {chance.choice(TRADES).lower()}]",
        f"location: {chance.choice(PLACES)}bridge, hybrid",
        f"url: https://jobs.example/{number}",
        "commute: 25 minutes by bike",
    ]
    return "\n".join(["---", *header, "---", prose(chance, 6), "", "## Notes", "", *log, ""])


def chosen_stage(chance: Random, mix: Mix) -> str:
    """Return a stage, as often as the mix says."""
    return chance.choices([stage for stage, _ in mix], [share for _, share in mix])[0]


def contact(chance: Random, who: str, at: int, employer: int) -> Iterator[str]:
    """Yield the header's lines of a contact."""
    part = ("hiring-manager", "interviewer", "hr", "interviewer")[at]
    yield f"  - name: {who}"
    yield f"    title: {chance.choice(('VP', 'Director', 'Manager', 'Partner'))} of {chance.choice(TRADES)}"
    yield f"    part: {part}"
    yield f"    email: {who.lower().replace(' ', '.')}@employer{employer}.example"
    yield f'    phone: "+1 414 555 {chance.randint(100, 9999):04}"'
    if chance.random() < IS_CONFIRMED:
        yield "    spelling: confirmed"


def story(chance: Random, stage: str, people: list[str], start: date, today: date) -> Iterator[str]:
    """Yield the log of a search: application, interviews, letters and answers, the end."""
    if stage == "lead":
        yield from (prose(chance, 8), "")
        return
    yield from entry(f"{start} 18:20 Application to {people[-1]}: For the file", letter(chance, people[-1], 9))
    if stage == "applied":
        return
    if stage == UNHEARD:
        yield from ending(chance, "rejected", people, min(today, start + timedelta(days=chance.randint(5, 40))))
        return
    day = start
    for number in range(chance.choice((1, 1, 1, 2, 2, 3))):
        day += timedelta(days=chance.randint(3, 9))
        if day < today:
            yield from meeting(chance, people if number else people[:2], day, number, today)
    for turn in range(chance.randint(0, 3)):
        day += timedelta(days=7)
        if day <= today:
            yield from touch(chance, people[0], day, turn)
    yield from ending(chance, stage, people, min(today, day + timedelta(days=chance.randint(2, 12))))


def meeting(chance: Random, people: list[str], day: date, number: int, today: date) -> Iterator[str]:
    """Yield an interview, the thanks for it and perhaps an answer."""
    yield from interview(chance, people, day, number, today)
    for who in people:
        if chance.random() < IS_THANKED:
            yield from entry(f"{day} 20:1{number} Email to {who}: {thing(chance)}", letter(chance, who, 7))
    answer = day + timedelta(days=2)
    if chance.random() < IS_ANSWERED and answer <= today:
        yield from entry(f"{answer} 09:12 Email from {people[0]}: Re: your note", prose(chance, 2))


def touch(chance: Random, who: str, day: date, turn: int) -> Iterator[str]:
    """Yield one of the touches that fill a silence."""
    if turn == 1:
        yield from entry(f"{day} 10:00 Voicemail to {who}", "")
    else:
        yield from entry(f"{day} 10:05 Email to {who}: {thing(chance)}", letter(chance, who, 8))


def interview(chance: Random, people: list[str], day: date, number: int, today: date) -> Iterator[str]:
    """Yield an interview with its marks and some prose; of what was agreed long ago one in thirty is still open."""
    marks = [f"- need: {thing(chance)} takes too long ({who})" for who in people]
    marks += [f"- topic: {thing(chance)}, and who owns it ({who})" for who in people]
    marks += [f'- quote: "we lose them in {thing(chance)}" ({people[0]})']
    marks += [f"- value: a piece on {thing(chance)} <https://journal.example/{day}> ({people[0]})"]
    marks += [f"- fumbled: could not name a figure for {thing(chance)} ({people[-1]})"]
    is_open = chance.random() < (1 / 30 if day + timedelta(days=21) < today else 1 / 2)
    box = " " if is_open else "x"
    marks += [f"- [{box}] promise: send the plan by {day + timedelta(days=3)} ({people[0]})"]
    marks += [f"- [{box}] next: {people[0]} calls by {day + timedelta(days=6)} ({people[0]})"]
    names = ", ".join(people)
    heading = f"{day} 1{number}:00 Interview with {names}: round {number + 1}"
    yield from entry(heading, "\n".join([*marks, "", prose(chance, 8)]))


def ending(chance: Random, stage: str, people: list[str], day: date) -> Iterator[str]:
    """Yield what ended a search, or the offer."""
    if stage == "rejected":
        yield from entry(f"{day} 16:00 Rejected by {people[-1]}: Another candidate", prose(chance, 2))
    elif stage == "withdrawn":
        yield from entry(f"{day} 16:00 Withdrawn", "")
    elif stage in {"offer", "accepted"}:
        yield from entry(f"{day} 16:00 Offer from {people[0]}: In writing", prose(chance, 3))
        if stage == "accepted":
            yield from entry(f"{day} 18:00 Accepted with {people[0]}", "")


def entry(heading: str, text: str) -> Iterator[str]:
    """Yield a log entry; a written one keeps an empty line before its text."""
    yield f"### {heading}"
    if text:
        yield text if text.startswith("- ") else f"\n{text}"
    yield ""


def letter(chance: Random, who: str, sentences: int) -> str:
    """Return a letter's text."""
    return f"Dear {who.split(maxsplit=1)[0]},\n\n{prose(chance, sentences)}\n\nNell Ashworth\n+1 414 555 0142"


def thing(chance: Random) -> str:
    """Return something to talk about."""
    return chance.choice(THINGS)


def prose(chance: Random, sentences: int) -> str:
    """Return so many sentences, each on its own line."""
    return "\n".join(chance.choice(PROSE) for _ in range(sentences))

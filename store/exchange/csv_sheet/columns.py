"""What the columns of a table hold, by their titles in many wordings."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from store.errors import BadRequest
from store.model.folding import fold
from store.model.incoming import Column
from store.text.slug import words_of

WORDINGS: Mapping[str, str] = {
    "id": "id",
    "company": (
        "company|employer|organisation|organization|firm|company name|employer name|organisation name"
        "|organization name|business|account|firma|unternehmen|arbeitgeber"
        "|entreprise|societe|employeur|empresa"
    ),
    "position": (
        "position|role|job title|title|job|position title|role title|job role|job name|vacancy|opening"
        "|opportunity|stelle|stellenbezeichnung|stellentitel|position titel|jobtitel"
        "|poste|intitule du poste|intitule|fonction|puesto"
    ),
    "stage": (
        "stage|status|state|application status|current status|current stage|progress|step|phase|outcome|result"
        "|stand|bewerbungsstatus|statut|etat|etape|avancement"
    ),
    "stage since": "stage since|stage date|status date|status changed|last status change|date of status|in stage since",
    "applied": (
        "applied|date applied|applied date|applied on|application date|date of application|date submitted"
        "|submitted|submitted on|submission date|date sent|applied at|date"
        "|beworben am|bewerbung am|bewerbungsdatum|datum|date de candidature|candidature"
        "|postule le|date d envoi|envoye le"
    ),
    "last contact": (
        "last contact|last contacted|last contact date|date of last contact|last touch|last heard"
        "|last follow up|last followup|last communication|contacted on|last activity|letzter kontakt|dernier contact"
    ),
    "next touch": (
        "next touch|follow up|followup|follow up date|followup date|next follow up|next followup|follow up on"
        "|next contact|next action date|reminder|follow up by|next step date"
        "|wiedervorlage|nachfassen am|nachster kontakt|relance|date de relance|prochaine relance"
    ),
    "deadline": (
        "deadline|due|due date|closing date|apply by|application deadline|closes|closing|expires|answer by"
        "|frist|bewerbungsfrist|bewerbungsschluss|date limite|echeance"
    ),
    "location": "location|city|place|where|job location|office|work location|region|ort|standort|stadt|lieu|ville",
    "salary": "salary|pay|salary range|compensation|comp|wage|rate|pay range|salary expectation|gehalt|salaire",
    "url": (
        "url|link|job link|posting|job posting|job url|posting url|website|web site|listing|link to job"
        "|job post|job ad|advert|job description link|job posting url|job posting link|posting link"
        "|stellenanzeige|lien|annonce"
    ),
    "source": (
        "source|found on|found via|where found|how found|platform|job board|board|via|site|channel|heard from"
        "|referral source|portal|quelle|plattform|origine|plateforme"
    ),
    "tags": "tags|tag|labels|label|category|categories|keywords|type|job type|industry",
    "playbook": "playbook",
    "documents": "documents|files|attachments",
    "runner up": "runner up",
    "restrictions": "restrictions",
    "notes": (
        "notes|note|comments|comment|remarks|remark|details|description|job description|notizen|bemerkungen"
        "|memo|additional notes|info|anmerkungen|bemerkung|notiz|commentaires|commentaire|remarques|remarque"
    ),
}
KNOWN = {wording: key for key, wordings in WORDINGS.items() for wording in wordings.split("|")}
PEOPLE = {
    "contact": "",
    "recruiter": "recruiter",
    "hiring manager": "hiring-manager",
    "interviewer": "interviewer",
    "hr": "hr",
    "referral": "ally",
}
"""Who a column can be about, and their part."""
SIDES = {
    "": "name name|name|person|contact person",
    "title": "title|role|position|job title",
    "part": "part",
    "email": "email|e mail|mail|email address|e mail address",
    "phone": "phone|telephone|tel|mobile|cell|phone number|number|telephone number",
    "address": "address",
    "spelling": "spelling",
    "prefers": "prefers",
}
SIDE = {
    wording: side for side, wordings in SIDES.items() for wording in ("", *wordings.split("|")) if wording or not side
}
ABOUT_PERSON = re.compile(rf"({'|'.join(PEOPLE)})s?(?: (\d{{1,2}}))?(?: (.+))?")
ALONE = {w: side for side, wordings in SIDES.items() for w in wordings.split("|") if side in {"email", "phone"}}
"""Titles that mean the contact without saying so."""
ALONE |= {
    **dict.fromkeys(("ansprechpartner", "ansprechpartnerin", "kontakt", "kontaktperson", "interlocuteur"), ""),
    **dict.fromkeys(("telefon", "telefonnummer", "handy", "portable"), "phone"),
    **dict.fromkeys(("courriel", "adresse e mail", "e mail adresse", "adresse mail"), "email"),
}
"""The same in German and French."""
TAKEN = ("contacts", "merge_review", "stage_since", "next_touch", "runner_up")
LONG = 120
SAMPLES = 2


def columns_of(titles: Sequence[str], lines: Sequence[Sequence[str]], said: Mapping[str, str]) -> tuple[Column, ...]:
    """Return what each column holds.

    Raises:
        BadRequest: the user named a column that is not there.
    """
    wishes = wishes_for(titles, said)
    taken: set[str] = set()
    columns = []
    for place, title in enumerate(titles):
        cells = [line[place] for line in lines if place < len(line) and line[place].strip()]
        samples = tuple(dict.fromkeys(" ".join(cell.split()) for cell in cells[:50]))[:SAMPLES]
        holds, how = wishes.get(place) or guessed(title, cells, {*taken, *(wish[0] for wish in wishes.values())})
        taken.add(holds)
        columns.append(Column(title=" ".join(title.split()), holds=holds, how=how, samples=samples))
    return tuple(columns)


def guessed(title: str, cells: Sequence[str], taken: set[str]) -> tuple[str, str]:
    """Return what a column most likely holds, and how that was found."""
    holds = meaning(title)
    if holds == "notes" or (holds and holds not in taken):
        return holds, "known"
    if not cells:
        return "", "left out"
    name = "_".join(words_of(title))
    is_free = name and not meaning(title) and name not in TAKEN and name not in taken and not name[0].isdigit()
    if is_free and all(len(cell) <= LONG and "\n" not in cell.strip() for cell in cells):
        return name, "own key"
    return "notes", "notes"


def meaning(title: str) -> str:
    """Return the known key that a title means; empty for none."""
    plain = unaccented(" ".join(re.sub(r"[\W_]+", " ", fold(title)).split()))
    if plain in KNOWN:
        return KNOWN[plain]
    if plain in ALONE:
        return f"contact {ALONE[plain]}".strip()
    found = ABOUT_PERSON.fullmatch(plain)
    side = SIDE.get(found[3] or "") if found else None
    if found is None or side is None:
        return ""
    number = "" if found[2] in (None, "1") else f" {found[2]}"
    return f"{found[1]}{number} {side}".strip()


def unaccented(text: str) -> str:
    """Return a text without the accents that people type or leave out."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def person_told(holds: str) -> tuple[str, str, str] | None:
    """Return of whom a column tells, their part, and which side of them; None where it is about nobody."""
    found = ABOUT_PERSON.fullmatch(holds)
    side = SIDE.get(found[3] or "") if found else None
    if found is None or side is None:
        return None
    return f"{found[1]} {found[2] or 1}", PEOPLE[found[1]], side or "name"


def wishes_for(titles: Sequence[str], said: Mapping[str, str]) -> dict[int, tuple[str, str]]:
    """Return what the user said of columns, by their place.

    Raises:
        BadRequest: there is no such column, or no such key.
    """
    wishes: dict[int, tuple[str, str]] = {}
    for title, key in said.items():
        places = [i for i, t in enumerate(titles) if plain_title(t) == plain_title(title)]
        if not places:
            listing = ", ".join(f"“{' '.join(t.split())}”" for t in titles if t.strip())
            raise BadRequest(f"There is no column “{title}”. Columns: {listing}.")
        holds = meaning(key) or "_".join(words_of(key))
        if key.strip() and (not holds or holds in TAKEN):
            raise BadRequest(f"“{key}” cannot be what a column holds.")
        wishes |= dict.fromkeys(places, (holds, "said") if key.strip() else ("", "left out"))
    return wishes


def plain_title(title: str) -> str:
    """Return a title as people mean it."""
    return fold(" ".join(title.split()))

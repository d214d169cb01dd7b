"""Words for where an application stands, and which of the seven stages they mean."""

import re
from collections.abc import Mapping

from store.exchange.csv_sheet.columns import unaccented
from store.model.folding import fold
from store.model.opportunity import Stage

WORDINGS: Mapping[Stage, str] = {
    Stage.LEAD: (
        "lead|wishlist|wish list|saved|bookmarked|to apply|not applied|not applied yet|not yet applied"
        "|interested|prospect|idea|planned|researching|considering|found|new|todo|to do|draft|shortlist"
        "|shortlisted by me|watching|open|not started|preparing|offen|geplant|merkliste|a postuler|a envoyer"
    ),
    Stage.APPLIED: (
        "applied|submitted|sent|application sent|application submitted|applied online|cv sent|resume sent"
        "|pending|waiting|in review|under review|in progress|awaiting response|awaiting reply"
        "|waiting for response|no response|no reply|ghosted|no answer|acknowledged|received"
        "|application received|followed up|beworben|active|on hold|bewerbung abgeschickt|versendet|gesendet"
        "|eingangsbestatigung|keine antwort|in bearbeitung|postule|candidature envoyee|envoye|envoyee|en attente"
        "|en cours|sans reponse|relance|relancee"
    ),
    Stage.INTERVIEWING: (
        "interviewing|interview|interviews|interviewed|interview scheduled|phone screen|phone interview"
        "|phone call|screening|screen|recruiter screen|hr screen|hr interview|first interview"
        "|second interview|third interview|1st interview|2nd interview|3rd interview|final interview"
        "|final round|first round|second round|third round|round 1|round 2|round 3|onsite|on site"
        "|on site interview|technical|technical interview|technical test|assessment|test|take home"
        "|take home test|assignment|coding challenge|case study|video interview|panel|panel interview"
        "|in process|interview process|in conversation|talking|gesprach|vorstellungsgesprach|erstgesprach|zweitgesprach"
        "|telefoninterview|eingeladen|einladung|probearbeiten|entretien|entretien telephonique|premier entretien"
        "|second entretien|deuxieme entretien|entretien rh"
    ),
    Stage.OFFER: (
        "offer|offered|offer received|offer extended|received offer|offer pending|negotiating|negotiation"
        "|got offer|job offer|angebot|zusage|vertragsangebot|offre|offre recue"
    ),
    Stage.ACCEPTED: (
        "accepted|offer accepted|accepted offer|hired|signed|started|won|got the job|got it|angenommen|eingestellt"
        "|acceptee|accepte|embauche|embauchee"
    ),
    Stage.REJECTED: (
        "rejected|rejection|declined by company|denied|no|not selected|not moving forward|unsuccessful"
        "|turned down by them|closed|position closed|position filled|filled|lost|failed|refused|passed over"
        "|absage|cancelled|canceled|expired|rejected after interview|abgelehnt|abgesagt|refus|refuse|refusee"
        "|reponse negative|non retenu|non retenue"
    ),
    Stage.WITHDRAWN: (
        "withdrawn|withdrew|i withdrew|declined|offer declined|declined offer|i declined|turned down"
        "|not interested|dropped|abandoned|archived|passed|skipped|did not apply|zuruckgezogen|selbst abgesagt"
        "|retiree|retire|abandonne|abandonnee|desiste"
    ),
}
WORDS = {wording: stage for stage, wordings in WORDINGS.items() for wording in wordings.split("|")}
TELLING = re.compile(
    r"(?P<accepted>\bhired\b|\baccepted\b)|(?P<rejected>\breject|\bunsuccessful\b|\bnot selected\b)"
    r"|(?P<withdrawn>\bwithdr|\bdeclined\b)"
    r"|(?P<offer>\boffer)|(?P<interviewing>\binterview|\bround\b|\bscreen|\bonsite\b|\bassessment\b)"
    r"|(?P<applied>\bapplied\b|\bsubmitted\b)"
)
"""What tells the stage inside a longer wording, the last stages first."""
APART = re.compile(r"[\W_]+")


def stage_meant(text: str, said: Mapping[str, str], own: Mapping[str, Stage]) -> str | None:
    """Return the stage as it is written in files: what the user said, a name of the vault's own, or one of the seven.

    Returns:
        None where nobody knows the word.
    """
    word = fold(text.strip())
    for wording, name in said.items():
        if fold(wording.strip()) == word:
            return name
    for name in (*own, *Stage):
        if fold(name) == word:
            return str(name)
    plain = unaccented(" ".join(APART.sub(" ", word).split()))
    plain = re.sub(r"^\d+ (?=[a-z])", "", plain)
    if plain in WORDS:
        return str(WORDS[plain])
    found = TELLING.search(plain)
    return found.lastgroup if found and "not " not in plain else None

"""The words with which people head the columns of their spreadsheets, and fill some of them.

A word stands here folded and without its blanks and signs. English first, then German, French,
Spanish, Portuguese, Italian, Dutch and Polish, as far as their words are not the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from jobsearch_tui.domain.fields import typed_fields
from jobsearch_tui.domain.text import fold

_COMPANY: Final = (
    "company employer organisation organization companyname employername firm business "
    "companyorganization hiringcompany "
    "firma unternehmen arbeitgeber betrieb entreprise societe employeur compagnie empresa compania "
    "empleador empregador companhia azienda societa ditta datoredilavoro bedrijf werkgever "
    "organisatie pracodawca"
)
_ROLE: Final = (
    "role position jobtitle title job jobrole roletitle positiontitle vacancy opening "
    "jobposition jobname positionapplied positionappliedfor rolename "
    "stelle stellenbezeichnung stellentitel beruf poste intitule intituleduposte fonction puesto "
    "cargo vacante vaga funcao ruolo posizione mansione functie functietitel vacature stanowisko"
)
_NOTE: Final = (
    "note notes comment comments remark remarks details description otherinfo info misc "
    "notiz notizen bemerkung bemerkungen kommentar anmerkung anmerkungen commentaire "
    "commentaires remarque remarques nota notas comentario comentarios observaciones observacoes "
    "osservazioni commenti opmerking opmerkingen notities uwagi notatki"
)
_STAGE: Final = (
    "status stage state progress outcome result applicationstatus currentstatus step phase "
    "ergebnis resultat resultado risultato "
    "stand statut etat etape avancement estado situacion etapa situacao stato fase voortgang etap"
)
_EMAIL: Final = (
    "email mail emailaddress contactemail recruiteremail emailid correo correoelectronico "
    "courriel adressemail mailadresse indirizzoemail emailadres"
)
_PHONE: Final = (
    "phone telephone tel mobile cell phonenumber contactphone contactnumber cellphone "
    "telefon telefonnummer handy mobil portable telefono movil celular telefone cellulare "
    "telefoonnummer"
)
_URL: Final = (
    "url link web website site homepage joblink joburl linkedin linkedinurl posting postinglink "
    "jobposting listing webseite internetseite anzeige lien siteweb annonce enlace "
    "sitio collegamento sitoweb"
)
_PRIORITY: Final = "priority prio rank priorityrank prioritat rang priorite prioridad prioridade"
_FOLLOW_UP: Final = (
    "followup followupdate followupon nextcontact nextaction nextactiondate nextstepdate nextdate "
    "reminder wiedervorlage nachfassen relance seguimiento proximocontacto acompanhamento"
)
_SALARY: Final = (
    "salary pay compensation salaryrange payrange wage comp package salaryexpectation "
    "expectedsalary gehalt lohn gehaltsspanne salaire remuneration sueldo salario stipendio ral "
    "salaris wynagrodzenie"
)
_NAME: Final = (
    "name fullname contact contactname person nom nombre nome contatto contacto contactpersoon "
    "ansprechpartner kontakt imieinazwisko"
)
_DATE: Final = "date datum fecha data day when tag jour dia giorno"
_LOCATION: Final = "location city place ort stadt standort lieu ville ubicacion ciudad luogo citta"
_WITH: Final = (
    "with interviewer interviewers people panel contact contactperson interviewedby "
    "gesprachspartner interlocuteur entrevistador intervistatore"
)

_SAID: Final[Mapping[str, Mapping[str, str]]] = {
    "ad": {
        "role": _ROLE,
        "employer": _COMPANY,
        "stage": _STAGE,
        "source": "source foundon foundvia via wherefound jobboard platform channel appliedvia "
        "referral howfound plattform quelle kanal portal fuente fonte bron zrodlo",
        "url": _URL,
        "posted": "posted dateposted postdate posteddate postingdate postedon published "
        "publicationdate veroffentlicht publie publicado pubblicato geplaatst",
        "closes": "closes deadline closingdate applyby duedate applicationdeadline expires expiry "
        "frist bewerbungsfrist datelimite fechalimite scadenza sluitingsdatum prazo",
        "answered_on": "applied dateapplied appliedon applicationdate applieddate "
        "dateofapplication "
        f"datesent senton submitted datesubmitted submissiondate answeredon {_DATE} beworben "
        "beworbenam bewerbungsdatum bewerbungvom candidature datedecandidature "
        "dateenvoi postulele fechaaplicacion fechadeaplicacion datacandidatura sollicitatiedatum",
        "resume": "resume cv cvversion resumeversion resumesent cvsent lebenslauf curriculum",
        "salary": _SALARY,
        "salary_low": "salarymin minsalary minimumsalary salaryfrom salarylow lowsalary",
        "salary_high": "salarymax maxsalary maximumsalary salaryto salaryhigh highsalary",
        "priority": _PRIORITY,
        "follow_up": _FOLLOW_UP,
        "recruiter": "recruiter recruitername headhunter personalvermittler recruteur recruteuse "
        "reclutador recrutador selezionatore",
        "agency": "agency recruitmentagency staffingagency recruitingagency agencyname "
        "agentur personalagentur agence cabinet agencia agenzia bureau uitzendbureau agencja",
        "note": _NOTE,
    },
    "recruiter": {
        "name": f"{_NAME} recruiter recruitername consultant berater beraterin",
        "first": "firstname givenname vorname prenom primernombre primeironome nomedibattesimo "
        "voornaam imie",
        "last": "lastname surname familyname nachname nomdefamille apellido apellidos sobrenome "
        "cognome achternaam nazwisko",
        "firm": f"{_COMPANY} agency agencyname firmname recruitmentagency agentur personalagentur "
        "agence cabinet agencia agenzia",
        "employer": "inhouseat inhouse",
        "position": "title jobtitle position role function titel fonction cargo funcion ruolo",
        "stage": _STAGE,
        "phone": _PHONE,
        "email": _EMAIL,
        "url": f"{_URL} profile profil",
        "priority": _PRIORITY,
        "follow_up": _FOLLOW_UP,
        "works_for": "clients clientcompanies kunden",
        "note": _NOTE,
    },
    "agency": {
        "name": f"name {_COMPANY} agency agencyname recruitmentagency headhunter nom nombre nome "
        "agentur agence agencia agenzia bureau personalagentur",
        "type": "kind type typeofagency art typ tipo soort",
        "specialty": "specialty speciality specialisation specialization sector industry focus "
        "field branche fachgebiet secteur sector settore especialidad",
        "location": _LOCATION,
        "stage": _STAGE,
        "phone": _PHONE,
        "email": _EMAIL,
        "url": _URL,
        "priority": _PRIORITY,
        "follow_up": _FOLLOW_UP,
        "note": _NOTE,
    },
    "target": {
        "company": _COMPANY,
        "executive": "executive ceo director manager hiringmanager contact contactname "
        "contactperson decisionmaker person ansprechpartner dirigeant directeur directivo "
        "dirigente geschaftsfuhrer leiter",
        "campaign": "campaign kampagne campagne campana",
        "stage": _STAGE,
        "phone": _PHONE,
        "email": _EMAIL,
        "url": _URL,
        "written_on": f"written writtenon lettersent lettersenton datesent contacted {_DATE} "
        "angeschrieben ecritle enviado",
        "priority": _PRIORITY,
        "follow_up": _FOLLOW_UP,
        "note": _NOTE,
    },
    "interview": {
        "company": _COMPANY,
        "role": _ROLE,
        "starts": f"interviewdate dateofinterview starts start {_DATE} dateandtime datetime "
        "interviewon termin vorstellungsgesprach entretien dateentretien fechaentrevista "
        "datacolloquio",
        "time": "time at hour starttime interviewtime uhrzeit zeit heure hora ora tijd",
        "minutes": "length duration minutes dauer duree duracion durata duur",
        "format": "format type interviewtype kind mode art forme formato",
        "round": "round interviewround runde tour ronda turno",
        "stage": _STAGE,
        "people": _WITH,
        "where": f"where {_LOCATION} address adresse direccion indirizzo",
        "rating": "rating howitwent feeling score bewertung",
        "lesson": "lesson lessons tochange improve",
        "hear_by": "hearby answerby decisionby resultby",
        "follow_up": _FOLLOW_UP,
        "note": f"{_NOTE} feedback",
    },
    "search": {
        "name": _ROLE,
        "recruiter": "recruiter recruitername headhunter personalvermittler recruteur reclutador",
        "agency": "agency recruitmentagency agentur agence agencia agenzia",
        "client": f"client endclient kunde {_COMPANY}",
        "salary": _SALARY,
        "stage": _STAGE,
        "follow_up": _FOLLOW_UP,
        "note": _NOTE,
    },
    "offer": {
        "company": _COMPANY,
        "role": _ROLE,
        "stage": _STAGE,
        "received": f"received offerdate dateofoffer receivedon {_DATE}",
        "decide_by": "decideby decisionby deadline answerby respondby",
        "base": f"base basesalary {_SALARY}",
        "bonus": "bonus",
        "other": "other benefits perks",
        "note": _NOTE,
    },
}

VIRTUAL: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "ad": {
            "salary": "Salary, or its range",
            "recruiter": "Recruiter (a record)",
            "agency": "Agency (a record)",
        },
        "recruiter": {
            "first": "First name",
            "last": "Last name",
            "firm": "Agency or employer",
        },
        "interview": {"time": "Time of the day"},
        "search": {"agency": "Agency (a record)"},
    }
)
"""What a column may be besides a field of the kind, by kind, with its label."""

TELLING: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "ad": ("answered_on", "closes", "posted", "source", "resume", "role"),
        "recruiter": ("first", "last", "firm", "name"),
        "target": ("executive", "written_on", "campaign"),
        "agency": ("specialty", "type"),
        "interview": ("time", "round", "format", "minutes", "people", "starts"),
        "search": ("client", "recruiter"),
        "offer": ("decide_by", "bonus", "received", "base"),
    }
)
"""By kind, the columns that few tables of other kinds have."""

FILE_WORDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "recruiter": ("recruiter", "contact", "kontakt", "headhunter"),
        "agency": ("agenc", "agentur"),
        "interview": ("interview", "entretien", "entrevista", "gesprach"),
        "target": ("target", "compan", "firmen"),
        "offer": ("offer",),
        "search": ("search",),
        "ad": ("job", "application", "bewerbung", "candidature", "jobs", "vacanc"),
    }
)
"""Beginnings of words in a file's name that tell the kind of its rows."""


def plain(text: str) -> str:
    """Folded, with nothing but letters and digits."""
    return re.sub(r"[\W_]", "", fold(text))


@cache
def headings(kind: str) -> Mapping[str, str]:
    """The target that each known heading of a kind's columns means."""
    known: dict[str, str] = {}
    for target, words in _SAID.get(kind, {}).items():
        for word in words.split():
            known.setdefault(word, target)
    for field in typed_fields(kind):
        known.setdefault(plain(field.name), field.name)
        known.setdefault(plain(field.label), field.name)
    return MappingProxyType(known)


# --- what stands in the cells -------------------------------------------------------------------

_ADS: Final = {
    "spotted": "saved toapply wishlist bookmarked interested todo planned notapplied notyetapplied "
    "new found open considering draft inprogress ready gemerkt offen geplant apostuler sauvegarde "
    "guardada porenviar",
    "answered": "applied sent submitted applicationsent appliedto waiting pending awaiting noreply "
    "noresponse ghosted underreview inreview reviewing received yes done completed "
    "beworben gesendet verschickt ausstehend inbearbeitung candidatureenvoyee envoye envoyee "
    "postule enattente enviada enviado postulado aplicado inviata inviato gesolliciteerd wyslano",
    "replied": "responded response replied contacted callback heardback antwort reponse respuesta",
    "interviewing": "interview interviews phonescreen phoneinterview screening screen onsite "
    "technical technicalinterview firstinterview secondinterview finalround interviewed "
    "interviewscheduled assessment vorstellungsgesprach gesprach interviewgeplant entretien "
    "entrevista colloquio gesprek rozmowa",
    "offered": "offer offered offerreceived offerextended accepted hired angebot zusage offre "
    "oferta offerta aanbod",
    "turned down": "rejected rejection declined no notselected unsuccessful denied turneddown "
    "refused passed absage abgelehnt abgesagt refus refuse refusee rechazado rechazada rejeitado "
    "rifiutato afgewezen odrzucono",
    "withdrawn": "withdrawn withdrew withdraw retracted cancelled canceled notinterested "
    "zuruckgezogen retire retirado ritirato ingetrokken",
    "expired": "expired closed filled positionfilled positionclosed archived gone abgelaufen "
    "besetzt expire cerrada chiusa gesloten",
}
_PEOPLE: Final = {
    "queued": "new tocontact todo notcontacted planned neu",
    "contacted": "contacted emailed called messaged sent waiting pending leftmessage leftvoicemail "
    "voicemail noreply noresponse noanswer kontaktiert contacte contactado contattato benaderd",
    "active": "active responded replied talking intouch met aktiv actif activo attivo actief",
    "dormant": "dormant inactive cold paused inaktiv inactif",
    "closed": "closed done no notinterested dead geschlossen cerrado",
}
_STAGES: Final[Mapping[str, Mapping[str, str]]] = {
    "ad": _ADS,
    "agency": _PEOPLE,
    "recruiter": _PEOPLE,
    "target": {
        "listed": "new todo planned tocontact",
        "written": "sent contacted emailed letter applied waiting pending",
        "called": "phoned spoke",
        "interview": "interviewing interviewed",
        "referred back": "referred",
        "no opening": "rejected no declined nothing turneddown absage refus",
        "silent": "noreply noresponse ghosted",
    },
    "interview": {
        "scheduled": "planned upcoming confirmed booked geplant prevu",
        "held": "done completed attended past over passed took place rejected offer",
        "cancelled": "canceled abgesagt annule",
        "no-show": "missed noshow",
    },
    "search": {
        "discussed": "new talking open",
        "submitted": "sent presented applied cvsent",
        "interviewing": "interview",
        "placed": "hired accepted offer",
        "turned down": "rejected no declined absage",
        "closed": "filled cancelled canceled",
    },
    "offer": {
        "made": "received open pending",
        "accepted": "yes signed",
        "declined": "no rejected refused",
        "lapsed": "expired withdrawn",
    },
}


@cache
def stage_words(kind: str) -> Mapping[str, str]:
    """The stage that each known word means."""
    return MappingProxyType(
        {word: stage for stage, words in _STAGES.get(kind, {}).items() for word in words.split()}
    )


GENERIC_DATES: Final = frozenset(_DATE.split())
"""Headings of dates that say nothing of what was done on that day."""

STILL_OPEN: Final = frozenset(
    ["open", "offen", "inprogress", "new", "found", "ready", "considering"]
)
"""Words for an ad that may have been answered or not; with a date it was."""

FORMATS: Final[Mapping[str, str]] = MappingProxyType(
    {
        word: format
        for format, words in {
            "phone": "call telephone phonecall phonescreen phoneinterview telephoneinterview tel "
            "telefon telefonat telefonisch telephonique telefono telefone",
            "video": "zoom teams msteams microsoftteams googlemeet meet skype webex videocall "
            "videoconference videointerview videochat online virtual remote visio "
            "visioconference videokonferenz videollamada videochiamata",
            "on-site": "inperson facetoface f2f office personal vorort presentiel presencial",
            "panel": "panelinterview group",
            "meal": "lunch dinner breakfast coffee",
            "assessment": "test assessmentcentre assessmentcenter casestudy technicaltest exercise",
        }.items()
        for word in words.split()
    }
)
"""The format of an interview that each word means, besides those of the program itself."""

ROUNDS: Final[Mapping[str, int]] = MappingProxyType(
    {
        word: number
        for number, words in enumerate(
            (
                "first erste erstes premier primera primero primo",
                "second zweite zweites deuxieme segunda segundo secondo",
                "third dritte drittes troisieme tercera tercero terzo",
                "fourth vierte viertes quatrieme cuarta cuarto quarto",
            ),
            1,
        )
        for word in words.split()
    }
)
"""The round of an interview that each word means."""

PRIORITIES: Final[Mapping[str, int]] = MappingProxyType(
    {
        **dict.fromkeys(("high", "hoch", "haute", "alta", "hoog", "top", "urgent", "a"), 1),
        **dict.fromkeys(("medium", "mittel", "moyenne", "media", "normal", "mid", "b"), 2),
        **dict.fromkeys(("low", "niedrig", "basse", "baja", "bassa", "laag", "c"), 3),
    }
)
"""Priorities in words, 1 the first."""

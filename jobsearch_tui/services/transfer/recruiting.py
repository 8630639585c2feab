"""Who recruits, by what people and firms call themselves; read in a dozen languages.

The titles come from a network where everybody writes what they like, so phrases that only
look like recruiting (search engines, patient recruitment, former recruiters) are taken out
before anything is looked for.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from jobsearch_tui.domain.text import fold


def _any(*patterns: str) -> re.Pattern[str]:
    r"""Any of the patterns, at the beginning of a word. No ``\W``: folding takes case away."""
    return re.compile(rf"\b(?:{'|'.join(fold(pattern) for pattern in patterns)})")


def _whole(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(patterns)})\b")


_MISLEADING: Final = _any(
    r"(?:search|seo)[ -]+engine\w*",
    r"(?:job|work|opportunity)[ -]?(?:search|seek|hunt)\w*",
    r"(?:former(?:ly)?|ex|retired|previously|not an?|no)[ -]+(?:\w+[ -]+){0,2}"
    r"(?:recruit\w*|headhunter\w*|sourcer\w*|talent acquisition|staffing|executive search)",
    r"(?:help\w*|train\w*|coach\w*|for|to|from|by)[ -]+(?:\w+[ -]+)?(?:recruiters?|headhunters?)",
    r"(?:students?|patients?|volunteers?|donors?|participants?|subjects?|clinical|trial|army|navy"
    r"|military|marine|air force|admissions?|enrol+ment|foster|athletic\w*|sports?|football"
    r"|basketball|soccer|baseball|hockey) (?:and \w+ )?recruit\w*",
    r"recruit\w* (?:platforms?|products?|tools?|tooling|systems?|software|saas|tech(?:nology)?"
    r"|analytics|marketing|automation)",
    r"(?:talent acquisition|staffing|recruitment|recruiting) (?:systems?|software|platforms?"
    r"|technology|analytics|marketing|products?)",
    r"(?:at|@) ?recruiter\b",
    r"recruiter\.com",
    r"(?:strategic|procurement|global|indirect|direct materials?) sourcer",
)

_AGENTS: Final = _any(
    r"recruiter(?:in)?\b",
    r"(?:talent[ -]+)?sourcer(?:in)?\b",
    r"head[ -]?hunter(?:in)?\b",
    r"resourcer\b",
    r"talent (?:acquisition )?(?:partner|scout|advisor|adviser|sourc\w+|hunter)\b",
    r"(?:recruitment|recruiting|staffing|executive search) (?:consultant|partner|manager"
    r"|coordinator|specialist|lead|director|officer|advisor|adviser|associate|researcher)\b",
    r"personal(?:vermittler|berater|disponent)(?:in)?\b",
    r"recruteu(?:r|se)\b",
    r"chasseu(?:r|se) de tetes?\b",
    r"reclutador[ae]?\b",
    r"cazatalentos\b",
    r"recrutador[ae]?\b",
    r"selezionat(?:ore|rice)\b",
    r"cacciat(?:ore|rice) di teste\b",
    r"intercedente?\b",
    r"rekruter(?:ka)?\b",
    r"rekr[yu]t+er(?:are|er)\b",
    r"рекрутер",
)
"""What a person who recruits is called: true whatever else the title says."""

_WORK: Final = _any(
    r"recruit(?:ing|ment)\b",
    r"recruits\b",
    r"talent[ -]+(?:acquisition|attraction|sourcing|search)\b",
    r"(?:head|vp|vice president|director)(?: of|,)? talent\b(?! (?:management|development))",
    r"chief talent officer\b",
    r"(?:executive|retained|contingency|direct) search\b",
    r"staffing\b",
    r"resourcing\b",
    r"candidate sourcing\b",
    r"active sourcing\b",
    r"head[ -]?hunting\b",
    r"personal(?:vermittlung|beratung|gewinnung|beschaffung|auswahl)\b",
    r"talent(?:akquise|gewinnung)\b",
    r"recrutement\b",
    r"(?:acquisition|attraction) de talents?\b",
    r"approche directe\b",
    r"reclutamiento\b",
    r"(?:adquisicion|atraccion|captacion) de talentos?\b",
    r"seleccion de (?:personal|talento)\b",
    r"(?:consultor[ae]?|tecnic[oa]|responsable|especialista) (?:de|en) seleccion\b",
    r"(?:reclutamento|ricerca e selezione|selezione (?:del )?personale)\b",
    r"recrutamento\b",
    r"(?:aquisicao|atracao) de talentos?\b",
    r"werving\b",
    r"rekrutacj\w+",
    r"pozyskiwani\w+ talent\w+",
    r"rekr[yu]t+erin\w+",
    r"подбор\w* персонал",
)
"""What recruiting is called: true unless the title is that of another occupation."""

_OTHERS: Final = _any(
    r"(?:software|data|systems?|staff|platform|backend|frontend|full[ -]?stack|devops|cloud"
    r"|security|machine learning|ml|ai|principal|qa|test) engineer\b",
    r"(?:developer|programmer|scientist|architect|analyst|designer|accountant|lawyer|attorney"
    r"|counsel|journalist|professor|lecturer|nurse|physician|entwickler(?:in)?)\b",
    r"product (?:manager|owner|lead)\b",
    r"engineering manager\b",
    r"(?:marketing|sales|finance|legal|payroll|compliance) (?:manager|director|lead|specialist)\b",
    r"(?:cfo|cto|cio|cmo|controller|bookkeeper)\b",
    r"(?:seeking|looking for|in search of|open to)\b",
)

_SEEKING: Final = _any(r"(?:seeking|looking for|in search of|open to)\b")

_AT_A_FIRM: Final = re.compile(
    r"(?:(?:senior|managing|founding|executive|associate|client|principal|global) )*"
    r"(?:consultant|partner|principal|managing director|researcher|associate"
    r"|account manager|delivery manager)"
)
"""Titles that say nothing by themselves and are a recruiter's at a firm that recruits."""

_FIRM: Final = _any(
    r"(?:executive|retained|legal|medical|technical|financial|it|professional) search\b",
    r"search (?:partners?|group|associates?|consultants?|consulting|international|firm|advisors?"
    r"|solutions|& selection|and selection)\b",
    r"(?<!job )(?<!web )(?<!site )(?<!paid )(?<!google )(?<!bing )(?<!enterprise )(?<!elastic )"
    r"search(?: (?:inc|ltd|llc|llp|gmbh|plc|co))?\.?$",
    r"staffing\b",
    r"recruit(?:s|er|ers|ing|ment)?\b",
    r"head[ -]?hunt\w*",
    r"personnel\b(?! management)",
    r"employment (?:agency|services|solutions|partners)\b",
    r"talent (?:solutions|partners|group|search|advisors?|consult\w+|acquisition|associates"
    r"|agency|network|international)\b",
    r"talent(?: (?:inc|ltd|llc|llp|gmbh|plc|co))?\.?$",
    r"resourcing\b",
    r"personal(?:beratung|vermittlung|dienst\w+|management gmbh|leasing)\b",
    r"zeitarbeit\b",
    r"recrutement\b",
    r"travail temporaire\b",
    r"chasseurs de tetes\b",
    r"reclutamiento\b",
    r"seleccion de personal\b",
    r"trabajo temporal\b",
    r"reclutamento\b",
    r"ricerca e selezione\b",
    r"recrutamento\b",
    r"uitzend\w*",
    r"werving\b",
    r"detachering\b",
    r"rekrutacj\w+",
    r"rekr[yu]t+ering\b",
    r"bemanning\b",
)

_HOUSE_NAMES: Final = _whole(
    *("adecco", "aerotek", "allegis", "amrop", "boyden", "egon zehnder", "experis", "harvey nash"),
    *("hays", "heidrick", "insight global", "kelly services", "kforce", "kienbaum", "korn ferry"),
    *("manpower(?:group)?", "michael page", "morgan mckinley", "odgers berndtson", "page group"),
    *("pagegroup", "randstad", "robert half", "robert walters", "russell reynolds"),
    *("spencer stuart", "stanton chase", "teksystems"),
)
"""Large firms that recruit and do not say so in their names."""

_FIRM_TITLES: Final = _any(
    r"executive search (?:consultant|researcher|associate)\b",
    r"researcher[^\w]+executive search\b",
    r"recruit(?:ment|ing) consultant\b",
    r"head[ -]?hunter(?:in)?\b",
    r"personal(?:vermittler|berater|disponent)(?:in)?\b",
    r"chasseu(?:r|se) de tetes?\b",
)

_ON_THEIR_OWN: Final = re.compile(
    r"(?:self[ -]?employed|free[ -]?lance\w*|independent(?: \w+)?|selb(?:st)?standig\w*"
    r"|confidential|various|none|n/a|unemployed|independant|autonomo|-+)"
)


@lru_cache(maxsize=4096)
def recruits(position: str, company: str = "") -> bool:
    """Whether a person with this title recruits people for jobs.

    The company is looked at only for titles that say nothing of the work itself, such as
    *Partner*: at a firm that recruits by its name, such a person does too.
    """
    title = _MISLEADING.sub(" ", fold(position))
    if agent := _AGENTS.search(title):
        # "Recruiter looking for welders" recruits, "looking for a recruiter" does not.
        return not _SEEKING.search(title, 0, agent.start())
    if _WORK.search(title):
        return not _OTHERS.search(title)
    return bool(_AT_A_FIRM.fullmatch(title.strip())) and is_recruiting_firm(company)


@lru_cache(maxsize=4096)
def is_recruiting_firm(company: str) -> bool:
    """Whether a company places people, by its name."""
    name = fold(company).strip()
    return bool(_FIRM.search(name) or _HOUSE_NAMES.match(name))


@lru_cache(maxsize=4096)
def tells_a_firm(position: str) -> bool:
    """Whether this title is held only at firms that recruit for others."""
    return bool(_FIRM_TITLES.search(_MISLEADING.sub(" ", fold(position))))


def is_on_their_own(company: str) -> bool:
    """Whether what stands for the company says that there is none."""
    return bool(_ON_THEIR_OWN.fullmatch(fold(company).strip()))

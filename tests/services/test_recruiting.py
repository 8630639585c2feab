"""Who recruits, by title and company."""

import pytest

from jobsearch_tui.services.transfer.recruiting import (
    is_on_their_own,
    is_recruiting_firm,
    recruits,
    tells_a_firm,
)

RECRUIT = """
Recruiter
Technical Recruiter
Senior IT-Recruiter
Recruiter:in (m/w/d)
Recruiterin
Freelance recruiter & career coach
Recruiter looking for welders, Lyon
Recruiter for software engineers
Campus Recruiter
Graduate Recruiter
Recruitment Consultant
Recruitment Manager - Supply Chain
Head of Recruiting
Human Resources & Recruiting Manager
RECRUITING COORDINATOR
Talent Acquisition
Head of Talent Acquisition
VP, Global Talent Acquisition
Talent-Acquisition Specialist
Senior Talent Partner
Talent Scout
Head of Talent
Director, Talent
Chief Talent Officer
Talent Sourcing Specialist
Sourcer
Technical Sourcer
Executive Search Consultant
Researcher - Executive Search
Managing Director, Executive Search
Partner, Retained Search
Staffing Manager
Staffing Consultant at Northgate
Headhunter
Head Hunter
Resourcer
Resourcing Specialist
Personalvermittler
Personalberaterin
Personaldisponent
Personalgewinnung
Leiter Talentakquise
Chargé de recrutement
Chargé·e de recrutement
Recruteuse
Responsable acquisition de talents
Chasseur de têtes
Consultor de selección
Consultora de Selección de Personal
Técnico de selección
Reclutadora IT
Adquisición de talento
Selezionatrice
Ricerca e selezione del personale
Recrutador
Aquisição de Talentos
Medewerker werving & selectie
Intercedent
Rekruterka
Specjalistka ds. rekrutacji
Rekryterare
Rekrutteringskonsulent og rekrutterer
Рекрутер
Подбор персонала
"""

DO_NOT = """
Search Engine Marketing Manager
SEO & Paid Search Specialist
Search-Engine Optimisation Lead
Search Engineer
Head of Search
Research Scientist
Researcher
Market Research Manager
Staff Engineer
Staff Software Engineer
Chief of Staff
Talent Show Host
Talent Manager (music)
Head of Talent Management
Director of Talent Development
Strategic Sourcing Manager
Strategic Sourcer
Outsourcing Manager
Sourcing Buyer
Human Resources Manager
Job Seeker
Job searching
Actively seeking: Recruiter
Looking for a recruiter
Open to work | Recruitment
Former Recruiter, now teacher
Ex-Recruiter
Retired executive search
I help recruiters write better
Career coach for recruiters
Recruiting Operations Software Engineer
Software Engineer, Recruiting
Senior Data Scientist - Talent Acquisition
Talent Acquisition Systems Analyst
Product Manager, Recruiter Tools
Product Manager, Staffing
Recruitment Marketing Manager
Software Engineer at Recruiter.com
Student Recruitment Officer
Patient Recruitment Specialist
Volunteer recruitment
Army recruiter
Football recruiting coordinator
Clinical Trial Recruitment Manager
Hiring Manager
We're hiring! Plant Manager
Plant Manager
Nurse
CFO
Personal Trainer
Personalreferentin Lohn
Selection Committee Member
Partner
Consultant

"""


class TestRecruits:
    @pytest.mark.parametrize("title", RECRUIT.strip().splitlines())
    def test_this_title_recruits(self, title: str) -> None:
        assert recruits(title)

    @pytest.mark.parametrize("title", [*DO_NOT.strip().splitlines(), ""])
    def test_this_title_does_not(self, title: str) -> None:
        assert not recruits(title)

    @pytest.mark.parametrize(
        ("title", "company", "does"),
        [
            ("Partner", "Sable Search", True),
            ("Senior Consultant", "Two Rivers Staffing", True),
            ("Managing Director", "Marsh & Vale Executive Search", True),
            ("Partner", "Ellery Law", False),
            ("CFO", "Two Rivers Staffing", False),
            ("IT Consultant", "Two Rivers Staffing", False),
            ("Software Engineer", "Halcyon Talent", False),
        ],
    )
    def test_a_title_that_says_nothing_recruits_at_a_firm_that_does(
        self, title: str, company: str, does: bool
    ) -> None:
        assert recruits(title, company) is does


class TestIsRecruitingFirm:
    @pytest.mark.parametrize(
        "name",
        [
            *("Marsh & Vale Executive Search", "Northgate Staffing", "Halcyon Talent"),
            *("Corbin Search Group", "Sable Search", "Sable Search Ltd.", "Brightline Recruiting"),
            *(
                "Oak Recruitment Ltd",
                "Quill Search Partners",
                "Ferro Personnel",
                "Tern Headhunters",
            ),
            *("Birch Talent Solutions", "Linden Personalberatung GmbH", "Cabinet Orme Recrutement"),
            *("Selección de Personal Olmo", "Randstad", "Korn Ferry", "Hays", "Uitzendbureau Iep"),
        ],
    )
    def test_this_name_is_a_firm_that_recruits(self, name: str) -> None:
        assert is_recruiting_firm(name)

    @pytest.mark.parametrize(
        "name",
        [
            *("Halden Foods", "Orrery Research", "Haystack Foods", "Lumen Web Search", "", "Staff"),
            *("Office of Personnel Management", "Talent Garden", "Searchlight Films", "Quill & Co"),
        ],
    )
    def test_this_name_is_not(self, name: str) -> None:
        assert not is_recruiting_firm(name)


class TestTellsAFirm:
    def test_some_titles_are_held_only_where_one_recruits_for_others(self) -> None:
        assert tells_a_firm("Executive Search Consultant")
        assert tells_a_firm("Researcher – Executive Search")
        assert not tells_a_firm("Head of Talent Acquisition")
        assert not tells_a_firm("Technical Recruiter")


class TestIsOnTheirOwn:
    @pytest.mark.parametrize(
        "company", ["Self-employed", "Freelance", "Selbständig", "Independent", "-"]
    )
    def test_this_stands_for_no_company(self, company: str) -> None:
        assert is_on_their_own(company)

    def test_a_company_is_one(self) -> None:
        assert not is_on_their_own("Independent Foods of Ohio")
        assert not is_on_their_own("Halden Foods")

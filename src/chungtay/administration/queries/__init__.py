"""Every read of administration: the reach first, then what lies in it."""

from .audit_book import AuditPage, audit_page
from .catalogue import CountingPage, IndicatorPage, RuleLine, counting, indicator_page, since_of
from .chapter import ChapterPage, chapter_page
from .health import health, is_sound
from .jobs import Job, jobs
from .people import PeopleAsked, PeoplePage, Person, PersonPage, RoleLine, people, person
from .reach import Reach, reach_of

__all__ = [
    "AuditPage",
    "ChapterPage",
    "CountingPage",
    "IndicatorPage",
    "Job",
    "PeopleAsked",
    "PeoplePage",
    "Person",
    "PersonPage",
    "Reach",
    "RoleLine",
    "RuleLine",
    "audit_page",
    "chapter_page",
    "counting",
    "health",
    "indicator_page",
    "is_sound",
    "jobs",
    "people",
    "person",
    "reach_of",
    "since_of",
]

"""Every form of administration."""

from .audit_log import SearchAudit
from .catalogue import AddIndicator, CorrectIndicator, EndIndicator, SetRule
from .chapter import Heading, Look
from .days import Asked
from .people import EndRole, GiveRole, InvitePerson, SearchPeople
from .why import AddDisaster, AddProgramme, CorrectDisaster, OpenWindow, RenameProgramme

__all__ = [
    "AddDisaster",
    "AddIndicator",
    "AddProgramme",
    "Asked",
    "CorrectDisaster",
    "CorrectIndicator",
    "EndIndicator",
    "EndRole",
    "GiveRole",
    "Heading",
    "InvitePerson",
    "Look",
    "OpenWindow",
    "RenameProgramme",
    "SearchAudit",
    "SearchPeople",
    "SetRule",
]

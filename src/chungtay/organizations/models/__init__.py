"""Tables of the organization."""

from chungtay.organizations.models.clusters import Cluster, ClusterMembership, ClusterOffice
from chungtay.organizations.models.looks import ChapterLook
from chungtay.organizations.models.offices import Appointment, IssuingBody, Role
from chungtay.organizations.models.tree import Succession, TreeRevision, Unit, UnitPath, UnitVersion

__all__ = [
    "Appointment",
    "ChapterLook",
    "Cluster",
    "ClusterMembership",
    "ClusterOffice",
    "IssuingBody",
    "Role",
    "Succession",
    "TreeRevision",
    "Unit",
    "UnitPath",
    "UnitVersion",
]

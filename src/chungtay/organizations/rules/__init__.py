"""The organization in plain Python: the dated tree, kinds, roles and what may be asked of them."""

from chungtay.organizations.rules.drafts import (
    CHAPTER,
    SuccessionDraft,
    UnitDraft,
    VersionDraft,
    check_cluster_code,
    check_shares,
    check_unit,
)
from chungtay.organizations.rules.kinds import (
    CLUSTER_ROLES,
    PERMISSIONS,
    ClusterRole,
    Permission,
    Role,
    SuccessionKind,
    UnitKind,
    roles_with,
)
from chungtay.organizations.rules.tree import Edge, Gap, Path, Tree, overlaps, stands

__all__ = [
    "CHAPTER",
    "CLUSTER_ROLES",
    "PERMISSIONS",
    "ClusterRole",
    "Edge",
    "Gap",
    "Path",
    "Permission",
    "Role",
    "SuccessionDraft",
    "SuccessionKind",
    "Tree",
    "UnitDraft",
    "UnitKind",
    "VersionDraft",
    "check_cluster_code",
    "check_shares",
    "check_unit",
    "overlaps",
    "roles_with",
    "stands",
]

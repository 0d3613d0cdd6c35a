"""The words of the organization: kinds of unit, offices, successions, roles, permissions."""

from enum import StrEnum

from chungtay.kernel.errors import gettext_noop


class UnitKind(StrEnum):
    """What a unit is; its level never follows from its depth in the tree (a college may hang under the province)."""

    NATION = "nation"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    SCHOOL = "school"
    AGENCY = "agency"
    BRANCH = "branch"
    CLUB = "club"
    TEAM = "team"


KIND_NAMES: dict[UnitKind, str] = {
    UnitKind.NATION: gettext_noop("trung ương"),
    UnitKind.PROVINCE: gettext_noop("cấp tỉnh"),
    UnitKind.DISTRICT: gettext_noop("cấp huyện"),
    UnitKind.COMMUNE: gettext_noop("cấp xã"),
    UnitKind.SCHOOL: gettext_noop("trường học"),
    UnitKind.AGENCY: gettext_noop("cơ quan, doanh nghiệp"),
    UnitKind.BRANCH: gettext_noop("chi hội"),
    UnitKind.CLUB: gettext_noop("câu lạc bộ"),
    UnitKind.TEAM: gettext_noop("đội"),
}


class ClusterRole(StrEnum):
    """Offices of an emulation cluster; they rotate among its members."""

    HEAD = "head"
    DEPUTY = "deputy"


CLUSTER_ROLE_NAMES: dict[ClusterRole, str] = {
    ClusterRole.HEAD: gettext_noop("cụm trưởng"),
    ClusterRole.DEPUTY: gettext_noop("cụm phó"),
}


class SuccessionKind(StrEnum):
    """What became of a unit on a day."""

    MERGE = "merge"
    SPLIT = "split"
    PART = "part"
    RENAME = "rename"
    DISSOLVE = "dissolve"
    PROMOTE = "promote"


SUCCESSION_NAMES: dict[SuccessionKind, str] = {
    SuccessionKind.MERGE: gettext_noop("sáp nhập"),
    SuccessionKind.SPLIT: gettext_noop("chia tách"),
    SuccessionKind.PART: gettext_noop("giao một phần"),
    SuccessionKind.RENAME: gettext_noop("đổi tên"),
    SuccessionKind.DISSOLVE: gettext_noop("kết thúc hoạt động"),
    SuccessionKind.PROMOTE: gettext_noop("nâng cấp"),
}


class Role(StrEnum):
    """What a person is, for a unit (and all below it) or for a cluster."""

    RECORDER = "recorder"
    APPROVER = "approver"
    SUPERVISOR = "supervisor"
    RECORDS_CLERK = "records_clerk"
    BLOOD_COORDINATOR = "blood_coordinator"
    PORTAL_EDITOR = "portal_editor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    CLUSTER_HEAD = "cluster_head"
    CLUSTER_DEPUTY = "cluster_deputy"


ROLE_NAMES: dict[Role, str] = {
    Role.RECORDER: gettext_noop("cán bộ nhập liệu"),
    Role.APPROVER: gettext_noop("lãnh đạo Hội"),
    Role.SUPERVISOR: gettext_noop("Hội cấp trên"),
    Role.RECORDS_CLERK: gettext_noop("văn thư"),
    Role.BLOOD_COORDINATOR: gettext_noop("điều phối hiến máu"),
    Role.PORTAL_EDITOR: gettext_noop("biên tập cổng thông tin"),
    Role.AUDITOR: gettext_noop("kiểm tra viên"),
    Role.ADMINISTRATOR: gettext_noop("quản trị hệ thống"),
    Role.CLUSTER_HEAD: gettext_noop("cụm trưởng"),
    Role.CLUSTER_DEPUTY: gettext_noop("cụm phó"),
}


class Permission(StrEnum):
    """What a role allows."""

    SEE_FIGURES = "see_figures"
    SEE_RECORDS = "see_records"
    RECORD = "record"
    APPROVE = "approve"
    PUBLISH = "publish"
    ADMINISTER = "administer"
    COORDINATE_BLOOD = "coordinate_blood"
    EDIT_PORTAL = "edit_portal"


CLUSTER_ROLES = frozenset({Role.CLUSTER_HEAD, Role.CLUSTER_DEPUTY})

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.RECORDER: frozenset({Permission.SEE_FIGURES, Permission.SEE_RECORDS, Permission.RECORD}),
    Role.APPROVER: frozenset(
        {Permission.SEE_FIGURES, Permission.SEE_RECORDS, Permission.RECORD, Permission.APPROVE, Permission.PUBLISH}
    ),
    # The upper chapter sees what is below and enters a phoned-in figure on behalf.
    Role.SUPERVISOR: frozenset({Permission.SEE_FIGURES, Permission.SEE_RECORDS, Permission.RECORD}),
    # The clerk issues the document: number after signature, stamp, register.
    Role.RECORDS_CLERK: frozenset({Permission.SEE_FIGURES, Permission.PUBLISH}),
    Role.BLOOD_COORDINATOR: frozenset(
        {Permission.SEE_FIGURES, Permission.SEE_RECORDS, Permission.RECORD, Permission.COORDINATE_BLOOD}
    ),
    Role.PORTAL_EDITOR: frozenset({Permission.SEE_FIGURES, Permission.EDIT_PORTAL}),
    Role.AUDITOR: frozenset({Permission.SEE_FIGURES, Permission.SEE_RECORDS}),
    # Runs the system; sees totals to do so, no records.
    Role.ADMINISTRATOR: frozenset({Permission.SEE_FIGURES, Permission.ADMINISTER}),
    # Head and deputy see the members' figures, never their records.
    Role.CLUSTER_HEAD: frozenset({Permission.SEE_FIGURES}),
    Role.CLUSTER_DEPUTY: frozenset({Permission.SEE_FIGURES}),
}


def roles_with(permission: Permission) -> frozenset[Role]:
    """The roles that allow `permission`."""
    return frozenset(role for role, allowed in PERMISSIONS.items() if permission in allowed)

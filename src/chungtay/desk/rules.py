"""The words of the home page: what a role is called."""

from dataclasses import dataclass
from typing import Literal

from chungtay.kernel.errors import gettext_noop as _
from chungtay.organizations.rules import Role

ROLE_WORDS: dict[Role, str] = {
    Role.RECORDER: _("cán bộ nhập liệu"),
    Role.APPROVER: _("lãnh đạo Hội"),
    Role.SUPERVISOR: _("Hội cấp trên"),
    Role.RECORDS_CLERK: _("văn thư"),
    Role.BLOOD_COORDINATOR: _("phụ trách hiến máu"),
    Role.PORTAL_EDITOR: _("biên tập trang tin"),
    Role.AUDITOR: _("kiểm tra"),
    Role.ADMINISTRATOR: _("quản trị"),
    Role.CLUSTER_HEAD: _("cụm trưởng"),
    Role.CLUSTER_DEPUTY: _("cụm phó"),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """A unit or a cluster in which a person has one or more roles; `roles` are their words."""

    kind: Literal["unit", "cluster"]
    code: str
    name: str
    roles: tuple[str, ...]
    has_ended: bool = False

"""A small organization for tests: the province, cluster no. 2 with its six members, and the cast."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from chungtay.accounts.models import User
from chungtay.organizations.actions import add_units, assign_member, assign_role, open_cluster
from chungtay.organizations.models import Cluster, Unit
from chungtay.organizations.rules import Role, UnitDraft, UnitKind, VersionDraft

AT = datetime(2024, 11, 11, 9, 31, tzinfo=UTC)
BEGINS = date(2008, 1, 1)
REFORM = date(2025, 7, 1)
MEMBERS = ("22.193", "22.195", "22.196", "22.205", "22.206", "22.cdyt")

_NAMES = {
    "vn": ("Trung ương Hội Chữ thập đỏ Việt Nam", "Trung ương", UnitKind.NATION),
    "22": ("Hội Chữ thập đỏ tỉnh Quảng Ninh", "Quảng Ninh", UnitKind.PROVINCE),
    "22.193": ("Hội Chữ thập đỏ thành phố Hạ Long", "Hạ Long", UnitKind.DISTRICT),
    "22.195": ("Hội Chữ thập đỏ thành phố Cẩm Phả", "Cẩm Phả", UnitKind.DISTRICT),
    "22.196": ("Hội Chữ thập đỏ thành phố Uông Bí", "Uông Bí", UnitKind.DISTRICT),
    "22.205": ("Hội Chữ thập đỏ thị xã Đông Triều", "Đông Triều", UnitKind.DISTRICT),
    "22.206": ("Hội Chữ thập đỏ thị xã Quảng Yên", "Quảng Yên", UnitKind.DISTRICT),
    "22.206.07132": ("Hội Chữ thập đỏ phường Quảng Yên", "Quảng Yên", UnitKind.COMMUNE),
    "22.07132": ("Hội Chữ thập đỏ phường Quảng Yên", "Quảng Yên", UnitKind.COMMUNE),
    "22.cdyt": ("Hội Chữ thập đỏ Trường Cao đẳng Y tế Quảng Ninh", "Cao đẳng Y tế Quảng Ninh", UnitKind.SCHOOL),
}


def draft(
    code: str,
    parent: str | None,
    kind: UnitKind = UnitKind.TEAM,
    first: date = BEGINS,
    end: date | None = None,
    name: str = "",
    short_name: str = "",
) -> UnitDraft:
    """One unit with one version; its name is its code unless told."""
    version = VersionDraft(
        name=name or code, kind=kind, parent_code=parent, valid_from=first, valid_to=end, short_name=short_name
    )
    return UnitDraft(code=code, versions=(version,))


def plant(*drafts: UnitDraft) -> dict[str, Unit]:
    """Add units (parents first or not) in one revision; by code, the last of a code wins."""
    return {unit.code: unit for unit in add_units(by=None, at=AT, units=drafts, note="test")}


def named(code: str, parent: str | None, first: date = BEGINS, end: date | None = None) -> UnitDraft:
    """One of the units of the page."""
    name, short_name, kind = _NAMES[code]
    return draft(code, parent, kind, first, end, name, short_name)


@dataclass
class Chapter:
    """The province with cluster no. 2; districts end on 1 July 2025, the college goes on."""

    units: dict[str, Unit]
    cluster: Cluster
    people: dict[str, User] = field(default_factory=dict)

    def id(self, code: str) -> int:
        """Key of a unit by code."""
        return self.units[code].pk


def chapter() -> Chapter:
    """Plant the nation, Quảng Ninh, the six members, one commune before and after; open the cluster."""
    districts = [named(code, "22", end=REFORM) for code in MEMBERS if code != "22.cdyt"]
    units = plant(
        named("vn", None),
        named("22", "vn"),
        *districts,
        named("22.cdyt", "22"),
        named("22.206.07132", "22.206", end=REFORM),
        named("22.07132", "22", first=REFORM),
    )
    cluster = open_cluster(by=None, at=AT, code="22/cum-2", name="Cụm thi đua số 2", owner_id=units["22"].pk)
    for code in MEMBERS:
        assign_member(by=None, at=AT, cluster_id=cluster.pk, unit_id=units[code].pk, valid_from=date(2022, 1, 1))
    return Chapter(units, cluster)


def cast(where: Chapter) -> dict[str, User]:
    """The standing cast: recorder and approver of Quảng Yên, an approver above, the cluster's head, an outsider."""
    roles: dict[str, tuple[Role, str | None]] = {
        "recorder": (Role.RECORDER, "22.206"),
        "approver": (Role.APPROVER, "22"),
        "head": (Role.CLUSTER_HEAD, None),
        "outsider": (Role.RECORDER, "22.195"),
    }
    for number, (who, (role, code)) in enumerate(roles.items(), start=1):
        user = User.objects.create_user(f"09120000{number:02}", "mật khẩu dài", name=who, is_illustrative=True)
        scope = {"unit_id": where.id(code)} if code else {"cluster_id": where.cluster.pk}
        assign_role(by=None, at=AT, user=user, role=role, valid_from=date(2024, 1, 1), **scope)
        where.people[who] = user
    where.people["visitor"] = User.objects.create_user("0912000099", "mật khẩu dài", name="visitor")
    return where.people

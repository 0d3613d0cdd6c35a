"""Whom a review is about: the unit or cluster, its members, the head and signature of its papers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.organizations import queries as organizations
from chungtay.organizations.queries import AppointmentOn, ClusterOn, MemberOn, Structure, UnitOn
from chungtay.organizations.rules import UnitKind
from chungtay.reports.rules.material import Body, Heading, Member

UNKNOWN = gettext_noop("Không có đơn vị hoặc cụm mang mã “%(code)s” trong kỳ %(first)s - %(last)s.")
BRANCH = "Hội Chữ thập đỏ "  # with which a unit's name begins
TERRITORIES = frozenset({UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE})


@dataclass(frozen=True, slots=True)
class Scope:
    """A review's scope: its body, members, papers' head; `names` are short names by unit code.

    `ends` is the first day in the period on which one of its units no longer stood.
    """

    body: Body
    members: tuple[Member, ...]
    heading: Heading
    names: Mapping[str, str]
    unit_ids: tuple[int, ...]
    ends: date | None = None


def scope(code: str, first: date, last: date, known: Structure, *, headed: bool = True) -> Scope:
    """The scope of that code in a period, `headed` with the head of its papers. Raises Refusal where nothing stood."""
    found = _cluster if "/" in code else _unit
    return found(code, first, last, known, headed)


def stood(code: str, first: date, last: date, known: Structure) -> tuple[frozenset[int], date]:
    """The ids of the scope's units in a period, and the first day on which all stood. Raises Refusal where none did."""
    if "/" in code:
        found = known.members_within(code, first, last)
        units = list(known.units_of((m.unit_id for m in found), last).values())
    else:
        unit = known.unit_within(code, first, last)
        units = [unit] if unit else []
    if not units:
        raise _refusal(code, first, last)
    return frozenset(unit.id for unit in units), max(unit.valid_from for unit in units)


def _refusal(code: str, first: date, last: date) -> Refusal:
    return Refusal(UNKNOWN, code=code, first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")


def _cluster(code: str, first: date, last: date, known: Structure, headed: bool) -> Scope:
    cluster = known.cluster(code)
    found = sorted(known.members_within(code, first, last), key=lambda m: m.place)
    if cluster is None or not found:
        raise _refusal(code, first, last)
    units = known.units_of((m.unit_id for m in found), last)
    members = _told_apart(tuple(_member(m, units[m.unit_id]) for m in found))
    heading = _heading_of_cluster(cluster, last, known) if headed else Heading()
    names = {m.code: m.short_name for m in members}
    body = Body(code, cluster.name, "Cụm", is_cluster=True)
    ends = min((m.unit_ended_on for m in found if m.unit_ended_on), default=None)
    return Scope(body, members, heading, names, tuple(m.unit_id for m in found), ends)


def _told_apart(members: tuple[Member, ...]) -> tuple[Member, ...]:
    """Members that share a short name say what they are: a city and the ward that bears its name after it."""
    often = Counter(member.short_name for member in members)
    return tuple(
        replace(member, short_name=member.name.removeprefix(BRANCH)) if often[member.short_name] > 1 else member
        for member in members
    )


def _member(member: MemberOn, unit: UnitOn) -> Member:
    return Member(
        member.code, member.name, member.short_name, unit.kind in TERRITORIES, unit.kind, member.unit_ended_on
    )


def _unit(code: str, first: date, last: date, known: Structure, headed: bool) -> Scope:
    unit = known.unit_within(code, first, last)
    if unit is None:
        raise _refusal(code, first, last)
    day = min(last, unit.valid_to - timedelta(days=1)) if unit.valid_to else last
    below = {
        child for child, since, until in known.directly_below(unit.id) if since <= day and (not until or until > first)
    }
    children = known.units_of(below, day)
    listed = (
        Member(u.code, u.name, u.short_name, u.kind in TERRITORIES, u.kind, _ended(u, day))
        for u in sorted(children.values(), key=lambda u: u.code)
    )
    members = _told_apart(tuple(listed))
    names = {m.code: m.short_name for m in members} | {unit.code: unit.short_name}
    body = Body(code, unit.name, "Hội")
    heading = _heading_of_unit(unit, day, known) if headed else Heading()
    return Scope(body, members, heading, names, (unit.id,), _ended(unit, last))


def _ended(unit: UnitOn, day: date) -> date | None:
    return unit.valid_to if unit.valid_to and unit.valid_to <= day else None


def _heading_of_unit(unit: UnitOn, day: date, known: Structure) -> Heading:
    body, post = organizations.paper_of(day, unit_id=unit.id)
    lines, signer = _signature(post)
    if body is None:
        parent = known.unit_by_id(unit.parent_id, day) if unit.parent_id else None
        superior = parent.name if parent else ""
        return Heading(
            superior=superior, issuer=unit.name, addressees=(superior,) if superior else (),
            recipients=_recipients(superior), signature_lines=lines, signer=signer,
        )  # fmt: skip
    return Heading(
        superior=body.superior, issuer=body.name, symbol=body.symbol, place=body.place,
        addressees=(body.superior,) if body.superior else (), recipients=_recipients(body.superior),
        signature_lines=lines, signer=signer,
    )  # fmt: skip


def _heading_of_cluster(cluster: ClusterOn, day: date, known: Structure) -> Heading:
    """A cluster is no legal body: its head writes under the owner chapter, from the head's own place."""
    owner = known.unit_by_id(cluster.owner_id, day)
    superior = owner.name if owner else ""
    body, post = organizations.paper_of(day, cluster_id=cluster.id)
    _, signer = _signature(post)
    return Heading(
        superior=superior, issuer=cluster.name, symbol=body.symbol if body else "CTĐ", place=body.place if body else "",
        addressees=(superior,) if superior else (), recipients=(*_recipients(superior)[:-1], "Các đơn vị thành viên Cụm", "Lưu: VT"),
        signature_lines=(f"TM. {cluster.name}", "Cụm trưởng"), signer=signer,
    )  # fmt: skip


def _signature(post: AppointmentOn | None) -> tuple[tuple[str, ...], str]:
    return (tuple(filter(None, (post.signs_as, post.title))), post.person) if post else ((), "")


def _recipients(superior: str) -> tuple[str, ...]:
    return (*([f"{superior} (báo cáo)"] if superior else []), "Lưu: VT")

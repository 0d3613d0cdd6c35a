"""Who may do what: dated roles, inherited down the tree; a cluster's head sees figures, never records."""

from datetime import date

import pytest

from chungtay.accounts.models import User
from chungtay.kernel.errors import Refusal
from chungtay.organizations.actions import assign_role, end_role
from chungtay.organizations.models import Role
from chungtay.organizations.queries import may, may_in_cluster, roles_of, units_visible_to
from chungtay.organizations.rules import PERMISSIONS, Permission, roles_with
from chungtay.organizations.rules import Role as RoleCode
from tests.factories.organizations import AT, MEMBERS, REFORM, Chapter

DAY = date(2024, 11, 11)


@pytest.fixture
def where(chapter: Chapter, cast: dict[str, User]) -> Chapter:
    return chapter


def seen(where: Chapter, who: str, permission: Permission = Permission.SEE_FIGURES, on: date = DAY) -> set[str]:
    return {unit.code for unit in units_visible_to(where.people[who], on, permission)}


def test_a_recorder_works_for_the_unit_and_all_below(where: Chapter) -> None:
    recorder = where.people["recorder"]
    assert may(recorder, Permission.RECORD, where.id("22.206"), DAY)
    assert may(recorder, "record", where.id("22.206.07132"), DAY)
    assert not may(recorder, Permission.APPROVE, where.id("22.206"), DAY)
    assert not may(recorder, Permission.SEE_FIGURES, where.id("22"), DAY)


def test_an_approver_above_sees_and_approves_everything_below(where: Chapter) -> None:
    approver = where.people["approver"]
    for code in (*MEMBERS, "22.206.07132"):
        assert may(approver, Permission.APPROVE, where.id(code), DAY)
    assert not may(approver, Permission.SEE_RECORDS, where.id("vn"), DAY)
    assert not may(approver, Permission.ADMINISTER, where.id("22"), DAY)


def test_the_clusters_head_sees_figures_of_members_but_no_records(where: Chapter) -> None:
    assert seen(where, "head") == set(MEMBERS)
    assert seen(where, "head", Permission.SEE_RECORDS) == set()
    head = where.people["head"]
    assert may(head, Permission.SEE_FIGURES, where.id("22.cdyt"), DAY)
    assert not may(head, Permission.SEE_RECORDS, where.id("22.cdyt"), DAY)
    assert not may(head, Permission.SEE_FIGURES, where.id("22.206.07132"), DAY)


def test_the_clusters_head_still_sees_members_whose_unit_ended(where: Chapter) -> None:
    assert seen(where, "head", on=date(2025, 12, 1)) == set(MEMBERS)


def test_the_outsider_and_the_visitor_see_nothing_of_others(where: Chapter) -> None:
    assert seen(where, "outsider") == {"22.195"}
    assert seen(where, "visitor") == set()
    assert not may(None, Permission.SEE_FIGURES, where.id("22"), DAY)
    assert not units_visible_to(None, DAY).exists()


def test_an_inactive_person_may_nothing(where: Chapter) -> None:
    approver = where.people["approver"]
    approver.is_active = False
    assert not may(approver, Permission.SEE_FIGURES, where.id("22.206"), DAY)
    assert not may_in_cluster(approver, Permission.SEE_FIGURES, where.cluster.pk, DAY)
    assert not units_visible_to(approver, DAY).exists()


def test_a_cluster_as_a_whole_is_for_its_head_and_for_those_above_its_owner(where: Chapter) -> None:
    allowed = {who for who in where.people if may_in_cluster(where.people[who], "see_figures", where.cluster.pk, DAY)}
    assert allowed == {"approver", "head"}
    publishing = {who for who in where.people if may_in_cluster(where.people[who], "publish", where.cluster.pk, DAY)}
    assert publishing == {"approver"}
    assert not may_in_cluster(where.people["approver"], "see_figures", 10**9, DAY)


def test_an_ended_unit_stays_visible_to_those_who_stood_above_it(where: Chapter) -> None:
    approver = where.people["approver"]
    later = date(2026, 3, 1)
    assert may(approver, Permission.SEE_RECORDS, where.id("22.206.07132"), later)
    assert may(approver, Permission.SEE_RECORDS, where.id("22.07132"), later)
    assert may(approver, Permission.SEE_FIGURES, where.id("22.07132"), DAY)
    assert not may(where.people["recorder"], Permission.SEE_FIGURES, where.id("22.07132"), later)


def test_a_role_holds_from_its_first_day_until_it_ends(where: Chapter) -> None:
    recorder = where.people["recorder"]
    assert not may(recorder, Permission.RECORD, where.id("22.206"), date(2023, 12, 31))
    role = recorder.roles.get()
    end_role(by=None, at=AT, role_id=role.pk, on=DAY)
    assert may(recorder, Permission.RECORD, where.id("22.206"), date(2024, 11, 10))
    assert not may(recorder, Permission.RECORD, where.id("22.206"), DAY)
    with pytest.raises(Refusal, match="không có hiệu lực"):
        end_role(by=None, at=AT, role_id=role.pk, on=REFORM)


def test_a_role_needs_its_kind_of_scope(where: Chapter) -> None:
    user = where.people["visitor"]
    with pytest.raises(Refusal, match="phải gắn với một cụm"):
        assign_role(by=None, at=AT, user=user, role=RoleCode.CLUSTER_HEAD, valid_from=DAY, unit_id=where.id("22"))
    with pytest.raises(Refusal, match="phải gắn với một đơn vị"):
        assign_role(by=None, at=AT, user=user, role=RoleCode.AUDITOR, valid_from=DAY, cluster_id=where.cluster.pk)
    with pytest.raises(Refusal, match="phải gắn với một đơn vị"):
        assign_role(by=None, at=AT, user=user, role=RoleCode.AUDITOR, valid_from=DAY)
    assert not Role.objects.filter(user=user).exists()


def test_the_same_role_is_not_given_twice(where: Chapter) -> None:
    recorder = where.people["recorder"]
    with pytest.raises(Refusal, match="đã có vai trò"):
        assign_role(by=None, at=AT, user=recorder, role=RoleCode.RECORDER, valid_from=DAY, unit_id=where.id("22.206"))
    assert [role.role for role in roles_of(recorder, DAY)] == ["recorder"]


def test_every_role_allows_something_and_the_auditor_changes_nothing() -> None:
    assert set(PERMISSIONS) == set(RoleCode)
    assert all(PERMISSIONS.values())
    assert PERMISSIONS[RoleCode.AUDITOR] == {Permission.SEE_FIGURES, Permission.SEE_RECORDS}
    assert roles_with(Permission.APPROVE) == {RoleCode.APPROVER}

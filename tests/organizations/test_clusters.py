"""Clusters as dated memberships: who counts on a day, and who for a period."""

from datetime import date

import pytest

from chungtay.kernel.errors import Refusal
from chungtay.organizations.actions import assign_member, assign_office, end_member, end_unit, open_cluster
from chungtay.organizations.models import ClusterOffice, Unit
from chungtay.organizations.queries import (
    cluster,
    latest_revision,
    members_at,
    members_on,
    members_within,
    memberships_within,
)
from chungtay.organizations.queries.paths import on_day
from chungtay.organizations.rules import ClusterRole
from tests.factories.organizations import AT, MEMBERS, REFORM, Chapter, draft, plant

CODE = "22/cum-2"


def head_on(day: date) -> Unit | None:
    office = ClusterOffice.objects.filter(on_day(day), cluster__code=CODE, role=ClusterRole.HEAD).first()
    return office and office.unit


@pytest.fixture
def where(chapter: Chapter) -> Chapter:
    return chapter


def test_the_cluster_of_the_page_has_its_six_members_at_the_end_of_october_2024(where: Chapter) -> None:
    assert tuple(member.code for member in members_on(CODE, date(2024, 10, 31))) == MEMBERS
    found = cluster(CODE)
    assert found and found.owner_id == where.id("22")
    assert cluster("22/cum-9") is None


def test_nobody_is_a_member_before_joining(where: Chapter) -> None:
    assert members_on(CODE, date(2021, 12, 31)) == []


def test_after_the_reform_only_the_college_is_left(where: Chapter) -> None:
    assert [member.code for member in members_on(CODE, REFORM)] == ["22.cdyt"]


def test_members_whose_unit_ended_inside_the_period_still_count_and_are_named(where: Chapter) -> None:
    members = members_within(CODE, date(2025, 1, 1), date(2025, 12, 31))
    assert tuple(member.code for member in members) == MEMBERS
    ended = {member.code: member.unit_ended_on for member in members}
    assert ended["22.cdyt"] is None
    assert {code: day for code, day in ended.items() if code != "22.cdyt"} == dict.fromkeys(
        [code for code in MEMBERS if code != "22.cdyt"], REFORM
    )


def test_a_period_after_the_end_asks_the_ended_units_no_more(where: Chapter) -> None:
    assert [m.code for m in members_within(CODE, REFORM, date(2025, 12, 31))] == ["22.cdyt"]
    last_day = members_within(CODE, date(2025, 6, 30), REFORM)
    assert len(last_day) == 6


def test_a_member_that_left_before_its_unit_ended_does_not_count(where: Chapter) -> None:
    end_member(by=None, at=AT, cluster_id=where.cluster.pk, unit_id=where.id("22.196"), on=date(2025, 3, 1))
    codes = [m.code for m in members_within(CODE, date(2025, 1, 1), date(2025, 12, 31))]
    assert codes == [code for code in MEMBERS if code != "22.196"]
    stood = {m.code: m.valid_to for m in memberships_within(CODE, date(2025, 1, 1), date(2025, 12, 31))}
    assert stood["22.196"] == date(2025, 3, 1)


def test_a_member_that_left_the_cluster_before_the_last_day_does_not_count(where: Chapter) -> None:
    end_member(by=None, at=AT, cluster_id=where.cluster.pk, unit_id=where.id("22.cdyt"), on=date(2024, 10, 31))
    assert len(members_within(CODE, date(2024, 1, 1), date(2024, 10, 31))) == 5
    assert len(members_within(CODE, date(2024, 1, 1), date(2024, 10, 30))) == 6


def test_an_earlier_revision_still_knows_the_members_as_they_were_known(where: Chapter) -> None:
    before = latest_revision()
    end_member(by=None, at=AT, cluster_id=where.cluster.pk, unit_id=where.id("22.cdyt"), on=date(2024, 5, 1))
    period = (date(2024, 1, 1), date(2024, 10, 31))
    assert len(members_within(CODE, *period)) == 5
    assert len(members_within(CODE, *period, before)) == 6
    assert len(members_within(CODE, *period, latest_revision())) == 5
    assert [m.valid_to for m in members_at(before) if m.unit_id == where.id("22.cdyt")] == [None]


def test_ending_a_unit_ends_its_membership_and_office(where: Chapter) -> None:
    college = where.id("22.cdyt")
    assign_office(
        by=None, at=AT, cluster_id=where.cluster.pk, unit_id=college, role=ClusterRole.HEAD, valid_from=date(2024, 1, 1)
    )
    end_unit(by=None, at=AT, unit_id=college, on=date(2024, 9, 1))
    within = members_within(CODE, date(2024, 1, 1), date(2024, 10, 31))
    assert {m.code: m.unit_ended_on for m in within}["22.cdyt"] == date(2024, 9, 1)
    assert "22.cdyt" not in [m.code for m in members_on(CODE, date(2024, 10, 31))]
    assert head_on(date(2024, 8, 31)) is not None
    assert head_on(date(2024, 9, 1)) is None


def test_the_office_of_head_is_handed_over(where: Chapter) -> None:
    ids = {"cluster_id": where.cluster.pk, "role": ClusterRole.HEAD}
    assign_office(by=None, at=AT, unit_id=where.id("22.193"), valid_from=date(2023, 1, 1), **ids)
    assign_office(by=None, at=AT, unit_id=where.id("22.206"), valid_from=date(2024, 1, 1), **ids)
    before, after = (head_on(date(year, 6, 1)) for year in (2023, 2024))
    assert before and before.code == "22.193"
    assert after and after.code == "22.206"
    with pytest.raises(Refusal, match="đã có đơn vị giữ vai trò"):
        assign_office(by=None, at=AT, unit_id=where.id("22.195"), valid_from=date(2024, 1, 1), **ids)


def test_an_office_needs_a_member(where: Chapter) -> None:
    with pytest.raises(Refusal, match="không ở trong cụm"):
        assign_office(
            by=None,
            at=AT,
            cluster_id=where.cluster.pk,
            unit_id=where.id("22.206.07132"),
            role=ClusterRole.DEPUTY,
            valid_from=date(2024, 1, 1),
        )


def test_a_unit_joins_a_cluster_once_at_a_time(where: Chapter) -> None:
    with pytest.raises(Refusal, match="đã ở trong cụm"):
        assign_member(
            by=None, at=AT, cluster_id=where.cluster.pk, unit_id=where.id("22.193"), valid_from=date(2024, 1, 1)
        )


def test_a_unit_that_does_not_stand_cannot_join(where: Chapter) -> None:
    later = plant(draft("22.doi", "22", first=date(2026, 1, 1)))["22.doi"]
    with pytest.raises(Refusal, match="không hoạt động"):
        assign_member(by=None, at=AT, cluster_id=where.cluster.pk, unit_id=later.pk, valid_from=date(2025, 1, 1))


@pytest.mark.parametrize("code", ["22/Cụm 2", "22", "23/cum-1", CODE])
def test_a_cluster_code_is_well_formed_new_and_its_owners(where: Chapter, code: str) -> None:
    with pytest.raises(Refusal):
        open_cluster(by=None, at=AT, code=code, name="Cụm", owner_id=where.id("22"))

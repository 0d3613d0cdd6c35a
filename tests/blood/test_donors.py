"""Donors: enrolled once, group kept as typed, joined, erased; rules of a province over the national ones."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from chungtay.audit.models import AuditLine
from chungtay.blood import actions, queries
from chungtay.blood.formats.health import HealthFacts, health_bytes, health_facts
from chungtay.blood.models import Donor
from chungtay.blood.queries.donors import donor_now
from chungtay.blood.queries.pages import lines_of
from chungtay.bloodrules.rules.compatibility import BloodGroup
from chungtay.bloodrules.rules.eligibility import Deferral, Haemoglobin
from chungtay.bloodrules.rules.groups import UNKNOWN, TypedGroup, settled
from chungtay.bloodrules.rules.kinds import ExclusionReason
from chungtay.kernel.errors import Refusal
from chungtay.people.queries import standing_consents
from chungtay.people.rules.consents import ConsentProof, ConsentPurpose
from chungtay.people.rules.profiles import PersonSex, Profile
from tests.factories.organizations import AT, Chapter

ON = date(2026, 6, 15)
LAN = Profile("Nguyễn Thị Lan", "0912345678", date(1990, 2, 3), PersonSex.FEMALE)
O_POS, A_POS = BloodGroup("O", "+"), BloodGroup("A", "+")
YES = {ConsentPurpose.KEEP: "Lưu thông tin", ConsentPurpose.EMERGENCY: "Được gọi"}


def enrol(where: Chapter, by: Any = None, **more: Any) -> tuple[Donor | None, bool]:
    """Lan, or somebody else, as a donor of the college."""
    told = actions.Registration(LAN, where.id("22.cdyt"), YES, ConsentProof.PAPER, HealthFacts(O_POS, kg=52.0))
    within = [where.id("22.cdyt")]
    return actions.record_registration(by=by, at=AT, on=ON, told=replace(told, **more), within=within)


def donor(where: Chapter, **more: Any) -> Donor:
    """The same, when it is new."""
    made, new = enrol(where, **more)
    assert made is not None and new
    return made


def test_a_typed_group_is_replaced_by_another_typing_with_a_reason_alone() -> None:
    typed = TypedGroup(A_POS, confirmed=True, confirmed_by="Bệnh viện tỉnh")
    said = settled(TypedGroup(O_POS), typed)
    assert said.group == A_POS and said.claimed == O_POS and said.contradicts
    assert settled(typed, TypedGroup(O_POS)) == replace(typed, claimed=O_POS)
    assert settled(typed, TypedGroup(UNKNOWN)) == typed
    with pytest.raises(Refusal, match=r"A\+.*O\+"):
        settled(typed, TypedGroup(O_POS, confirmed=True, confirmed_by="Viện"))
    assert settled(typed, TypedGroup(O_POS, True, "Viện"), "xét nghiệm lại hai lần").group == O_POS


def test_what_is_known_of_health_comes_back_as_it_was_sealed() -> None:
    facts = HealthFacts(
        A_POS, True, 51.5, {"Mia": "-"}, Haemoglobin(131, ON), (Deferral("TATTOO", ON),), False, True, "Viện", O_POS
    )
    assert health_facts(health_bytes(facts)) == facts
    assert health_facts(health_bytes(HealthFacts())) == HealthFacts()


@pytest.mark.django_db
def test_a_number_that_is_there_is_that_person(chapter: Chapter, cast: dict[str, Any]) -> None:
    first = donor(chapter)
    by = cast["approver"]
    typed = HealthFacts(A_POS, confirmed=True, confirmed_by="Bệnh viện tỉnh")
    again, new = enrol(chapter, by, health=typed, consents={**YES, ConsentPurpose.DRIVES: "Nhận tin"})
    assert not new and again is not None and again.pk == first.pk and Donor.objects.count() == 1
    [facts] = queries.facts_of([Donor.objects.get()]).values()
    assert facts.group == A_POS and facts.typed.contradicts and facts.kg == 52.0
    assert ConsentPurpose.DRIVES in standing_consents([first.person_id])[first.person_id]
    visitor, new = enrol(
        chapter, health=HealthFacts(BloodGroup("B", "-")), consents={**YES, ConsentPurpose.HONOURS: "x"}
    )
    assert visitor is None and not new
    assert ConsentPurpose.HONOURS not in standing_consents([first.person_id])[first.person_id]
    with pytest.raises(Refusal, match="đơn vị khác"):
        actions.record_registration(
            by=by, at=AT, on=ON, within=[],
            told=actions.Registration(LAN, chapter.id("22.206"), YES, ConsentProof.PAPER, HealthFacts()),
        )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"profile": replace(LAN, phone="12")}, "Số điện thoại"),
        ({"consents": {ConsentPurpose.EMERGENCY: "x"}}, "lưu thông tin"),
        ({"profile": replace(LAN, born_on=date(2030, 1, 1))}, "01/01/2030"),
    ],
)
def test_nothing_is_kept_of_what_cannot_be_enrolled(chapter: Chapter, more: dict[str, Any], named: str) -> None:
    with pytest.raises(Refusal, match=named):
        enrol(chapter, **more)
    assert not Donor.objects.exists()


@pytest.mark.django_db
def test_two_donors_that_are_one_person_become_one(chapter: Chapter, cast: dict[str, Any]) -> None:
    by, unit = cast["approver"], chapter.id("22.cdyt")
    kept = donor(chapter, health=HealthFacts(O_POS, haemoglobin=Haemoglobin(128, date(2026, 1, 5))))
    deferred = HealthFacts(A_POS, True, 50.0, deferrals=(Deferral("TATTOO", date(2026, 5, 1)),), confirmed_by="Viện")
    other = donor(chapter, profile=replace(LAN, phone="0912345679"), health=deferred)
    gave = actions.record_donation(
        by=by, at=AT, on=ON, donor_id=other.pk, unit_id=unit, given_on=date(2026, 4, 1), component="WB", ml=350
    )
    actions.record_donation(
        by=by, at=AT, on=ON, donor_id=kept.pk, unit_id=unit, given_on=date(2026, 3, 20), component="WB", ml=350
    )
    actions.ask_erasure(by=None, at=AT + timedelta(1), donor_id=other.pk)
    before = standing_consents([kept.person_id])[kept.person_id]
    actions.merge_donors(by=by, at=AT, kept_id=kept.pk, other_id=other.pk, reason="cùng một người")
    kept.refresh_from_db()
    assert before > {ConsentPurpose.KEEP} and kept.erasure_asked_at, "a no said later, by whichever link, holds"
    assert standing_consents([kept.person_id])[kept.person_id] == {ConsentPurpose.KEEP}
    gave.refresh_from_db()
    assert gave.flagged and donor_now(Donor.objects.get(pk=other.pk)) == kept
    other.refresh_from_db()
    assert gave.donor_id == kept.pk and other.health is None and not other.active
    [line] = lines_of(queries.donors_of([unit]), ON, queries.rule_book(ON))
    assert (
        line.donor.pk == kept.pk and line.facts.group == A_POS and line.facts.claimed == O_POS and line.facts.kg == 50
    )
    assert line.reasons == (ExclusionReason.INTERVAL, ExclusionReason.DEFERRED)
    assert line.from_on == date(2026, 11, 2)  # half a year after the tattoo, and the day behind it
    with pytest.raises(Refusal):
        actions.merge_donors(by=by, at=AT, kept_id=kept.pk, other_id=kept.pk, reason="x")


@pytest.mark.django_db
def test_of_an_erased_donor_nothing_can_be_read_and_what_was_given_stands(chapter: Chapter) -> None:
    row = donor(chapter)
    token = row.token
    actions.record_donation(
        by=None, at=AT, on=ON, donor_id=row.pk, unit_id=row.unit_id, given_on=date(2026, 4, 1), component="WB", ml=350
    )
    actions.ask_erasure(by=None, at=AT, donor_id=row.pk)
    assert standing_consents([row.person_id])[row.person_id] == {ConsentPurpose.KEEP}  # nobody calls from now on
    actions.erase_donor(by=None, at=AT, donor_id=row.pk, reason="người hiến đề nghị")
    row.refresh_from_db()
    assert row.health is None and not row.active and row.donations.count() == 1
    assert queries.donor_by_token(token) is None and queries.donor_by_token(row.token) is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT profile, phone_digest FROM people_person")
        assert cursor.fetchone() == (None, None)
    said = " ".join(AuditLine.objects.values_list("text", flat=True))
    assert "Lan" not in said and "0912" not in said and "O+" not in said


@pytest.mark.django_db
def test_a_province_lays_its_rules_over_the_national_ones_from_a_day_on(chapter: Chapter) -> None:
    unit, province = chapter.id("22.cdyt"), chapter.id("22")
    rules = {"deferral_offset_days": {"v": 0, "src": "Công văn 1"}, "deferrals": {"v": {"COVID19": "14d"}}}
    record = {"by": None, "at": AT, "unit_id": province, "first_on": date(2026, 3, 1), "source": "Công văn 1"}
    actions.record_rule_layer(version="QN-1", rules=rules, **record)
    before, after = queries.rules_for(unit, date(2026, 2, 28)), queries.rules_for(unit, date(2026, 3, 1))
    assert (before.offset_days, after.offset_days) == (1, 0)
    assert "COVID19" not in before.periods and "COVID19" in after.periods and "TATTOO" in after.periods
    actions.record_rule_layer(version="QN-2", site="Viện", rules={"age_max_completed_years": {"v": 65}}, **record)
    assert (queries.rules_for(unit, ON).age_max, queries.rules_for(unit, ON, "Viện").age_max) == (60, 65)
    with pytest.raises(Refusal, match="age_min"):
        actions.record_rule_layer(version="QN-3", rules={"age_min": {"v": "nhiều"}}, **record)
    with pytest.raises(Refusal, match="QN-1"):
        actions.record_rule_layer(version="QN-1", rules=rules, **record)


@pytest.mark.django_db
def test_who_was_heard_of_long_ago_is_erased_and_a_late_wish_is_named(chapter: Chapter) -> None:
    old, gave = donor(chapter), donor(chapter, profile=replace(LAN, phone="0912345679"))
    later = AT.replace(year=AT.year + 11)
    actions.record_donation(
        by=None, at=AT, on=later.date(), donor_id=gave.pk, unit_id=gave.unit_id, given_on=date(2033, 1, 1),
        component="WB", ml=350,
    )  # fmt: skip
    assert queries.donors_forgotten(AT) == [] and queries.donors_forgotten(later) == [old.pk]
    assert actions.erase_forgotten(by=None, at=later) == 1
    assert [row.pk for row in queries.donors_of([gave.unit_id])] == [gave.pk]
    actions.ask_erasure(by=None, at=later, donor_id=gave.pk)
    assert queries.erasures_late(later) == [] and queries.erasures_late(later + timedelta(days=4)) == [gave.pk]

"""Persons: sealed, found by number, joined, erased; consent one purpose at a time."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from chungtay.audit.models import AuditLine
from chungtay.kernel.errors import Refusal
from chungtay.people import actions, queries
from chungtay.people.models import Consent, Person
from chungtay.people.rules.consents import ConsentProof, ConsentPurpose
from chungtay.people.rules.profiles import PersonSex, Profile
from tests.factories.organizations import AT

ON = date(2026, 6, 15)
LAN = Profile("Nguyễn  Thị Lan\x07", "0912345678", date(1990, 2, 3), PersonSex.FEMALE, "Tổ 3, Quảng Yên")


def add(**more: Any) -> Person:
    return actions.add_person(by=None, at=AT, on=ON, **{"profile": LAN, **more})


@pytest.mark.django_db
def test_a_person_is_sealed_and_found_by_number() -> None:
    person = add()
    assert queries.profiles([person])[person.pk].name == "Nguyễn Thị Lan"
    assert queries.person_by_phone("0912345678") == person
    assert queries.person_by_phone("0912345679") is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_person")
        row = cursor.fetchone()
    kept = b" ".join(bytes(value) for value in row if isinstance(value, bytes | memoryview))
    assert b"Lan" not in kept and b"0912345678" not in kept
    lines = " ".join(f"{line.text} {line.object_id}" for line in AuditLine.objects.all())
    assert "Lan" not in lines and "0912" not in lines


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("profile", "named"),
    [
        (Profile("  "), "họ và tên"),
        (Profile("A" * 101), "dài quá"),
        (Profile("A", born_on=date(2026, 6, 16)), "16/06/2026"),
        (Profile("A", born_on=date(1890, 1, 1)), "01/01/1890"),
        (Profile("A", email="a@b"), "a@b"),
        (Profile("Khác", "0912345678"), "đã có"),
    ],
)
def test_what_is_no_profile_is_refused_and_nothing_is_written(profile: Profile, named: str) -> None:
    add()
    with pytest.raises(Refusal, match=named):
        add(profile=profile)
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_two_rows_become_one_person_without_gaining_consent() -> None:
    kept = add(profile=Profile("Nguyễn Thị Lan"))
    other = add()
    for person in (kept, other):
        actions.record_consent(
            by=None, at=AT, person_id=person.pk, purpose=ConsentPurpose.KEEP, proof=ConsentProof.FORM, text="Đồng ý"
        )
    emergency = ConsentPurpose.EMERGENCY
    actions.record_consent(
        by=None, at=AT, person_id=other.pk, purpose=emergency, proof=ConsentProof.PHONE, text="Đồng ý"
    )
    with pytest.raises(Refusal, match="lý do"):
        actions.merge_persons(by=None, at=AT, kept_id=kept.pk, other_id=other.pk, reason=" ")
    actions.merge_persons(by=None, at=AT, kept_id=kept.pk, other_id=other.pk, reason="nhập hai lần")
    other.refresh_from_db()
    assert queries.standing_person(other) == kept == queries.person_by_phone("0912345678")
    assert queries.profiles([Person.objects.get(pk=kept.pk)])[kept.pk].born_on == date(1990, 2, 3)
    assert queries.standing_consents([kept.pk, other.pk]) == {kept.pk: {ConsentPurpose.KEEP}, other.pk: frozenset()}
    with pytest.raises(Refusal, match="gộp"):
        actions.correct_person(by=None, at=AT, on=ON, person_id=other.pk, profile=LAN)
    actions.erase_person(by=None, at=AT, person_id=kept.pk, reason="người hiến yêu cầu")
    assert not Person.objects.exclude(profile=None).exists()
    assert not Consent.objects.filter(withdrawn_at=None).exists()
    assert queries.exported(Person.objects.get(pk=kept.pk))["name"] is None


@pytest.mark.django_db
def test_consent_is_kept_once_and_withdrawn_in_one_touch() -> None:
    person = add()
    said = {"person_id": person.pk, "purpose": ConsentPurpose.EMERGENCY}
    first = actions.record_consent(by=None, at=AT, proof=ConsentProof.LINK, text="Gọi tôi khi cần", **said)
    again = actions.record_consent(by=None, at=AT, proof=ConsentProof.PAPER, text="Khác", **said)
    assert again == first
    assert actions.withdraw_consent(by=None, at=AT, **said)
    assert not actions.withdraw_consent(by=None, at=AT, **said)
    actions.record_consent(by=None, at=AT, proof=ConsentProof.PAPER, text="Khác", **said)
    assert [one.text for one in queries.consents_of(person)] == ["Gọi tôi khi cần", "Khác"]


@pytest.mark.django_db
def test_who_looks_at_a_profile_leaves_a_line() -> None:
    person = add()
    shown = actions.open_profiles(by=None, at=AT, persons=[person], why="gọi khẩn cấp 7")
    assert shown[person.pk].masked_phone == "…678"
    line = AuditLine.objects.get(action="open_profiles")
    assert line.text == f"gọi khẩn cấp 7: #{person.pk}"

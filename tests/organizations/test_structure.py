"""The organization kept in memory says what its tables say, at once after every change."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from chungtay.organizations import queries as organizations
from chungtay.organizations.actions import assign_role, end_member, end_unit, open_cluster
from chungtay.organizations.models import UnitPath
from chungtay.organizations.queries import may_in_cluster, sight, structure, units_visible_to
from chungtay.organizations.rules import Permission, Role
from tests.factories.organizations import AT, MEMBERS, draft, plant

SPANS = [
    (date(2024, 1, 1), date(2024, 10, 31)),
    (date(2025, 3, 1), date(2025, 9, 30)),
    (date(2005, 1, 1), date(2006, 1, 1)),
]
DAYS = [date(2007, 5, 5), date(2024, 2, 1), date(2025, 6, 30), date(2025, 7, 1), date(2026, 1, 1)]


def test_it_answers_as_the_tables_do(chapter):
    end_member(by=None, at=AT, cluster_id=chapter.cluster.pk, unit_id=chapter.id("22.195"), on=date(2024, 6, 1))
    kept, codes = structure(), ["vn", "22", *MEMBERS, "22.07132", "22/cum-2", "none"]
    ids = [unit.pk for unit in chapter.units.values()]
    for first, last in SPANS:
        for code in codes:
            assert kept.unit_within(code, first, last) == organizations.unit_within(code, first, last)
        assert kept.members_within("22/cum-2", first, last) == organizations.members_within("22/cum-2", first, last)
        assert kept.units_of(ids, last) == organizations.units_of(ids, last)
    paths = {(p.ancestor_id, p.descendant_id, p.depth, p.valid_from, p.valid_to) for u in ids for p in kept.above(u)}
    assert paths == set(UnitPath.objects.values_list("ancestor", "descendant", "depth", "valid_from", "valid_to"))
    for unit in ids:
        assert kept.descendant_ids([unit]) == organizations.descendant_ids([unit])
        below = {
            (p.descendant_id, p.valid_from, p.valid_to) for p in organizations.children_within(unit, date.min, date.max)
        }
        assert set(kept.directly_below(unit)) == below


def test_what_a_person_sees_is_what_the_tables_say(cast, chapter):
    plant(draft("22.later", "22", first=date(2025, 9, 1)))
    for number, role in enumerate((Role.AUDITOR, Role.RECORDS_CLERK)):
        scope = chapter.id("vn" if number else "22.206")
        assign_role(by=None, at=AT, user=cast["visitor"], role=role, valid_from=date(2025, 1, 1), unit_id=scope)
    ids = set(organizations.descendant_ids([chapter.id("vn")]))
    for person in (*cast.values(), None):
        for day in DAYS:
            seen = sight(person, day)
            for permission in (Permission.SEE_FIGURES, Permission.SEE_RECORDS):
                right = set(units_visible_to(person, day, permission).values_list("pk", flat=True))
                assert seen.units(permission) == right
                assert {unit for unit in ids if seen.may(permission, unit)} == right
                whole = organizations.cluster("22/cum-2")
                assert seen.may_in_cluster(permission, whole) == may_in_cluster(person, permission, whole.id, day)


def test_it_is_read_once_while_nothing_changes(chapter, django_assert_num_queries):
    first = structure()
    with django_assert_num_queries(1):
        assert structure() is first


def test_a_change_is_seen_at_once_and_forgotten_with_its_rollback(chapter):
    for day in (date(2024, 3, 1), date(2024, 9, 1)):
        with transaction.atomic():
            end_unit(by=None, at=AT, unit_id=chapter.id("22.206.07132"), on=day)
            assert structure().unit_by_id(chapter.id("22.206.07132"), day).valid_to == day
            transaction.set_rollback(True)
        assert structure().unit_by_id(chapter.id("22.206.07132"), day).valid_to == date(2025, 7, 1)
    open_cluster(by=None, at=AT, code="22/cum-9", name="Cụm 9", owner_id=chapter.id("22"))
    assert structure().cluster("22/cum-9").name == "Cụm 9"


@pytest.mark.parametrize("days", [0, 400])
def test_nobody_stands_before_the_first_revision(db, days):
    assert structure().unit_within("22", date(2024, 1, 1) - timedelta(days), date(2024, 1, 1)) is None

"""Lists recorded, linked, taken back: what stands afterwards, in donations, in health and in the ledger."""

import json
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from chungtay.audit.models import AuditLine
from chungtay.blood import actions as blood
from chungtay.blood.formats.health import HealthFacts
from chungtay.blood.models import Donation, Donor, Drive
from chungtay.blood.queries import facts_of
from chungtay.blood.rules.results import day_key, drive_key
from chungtay.blood.rules.states import DriveState
from chungtay.bloodlists import actions, queries
from chungtay.bloodlists.models import BloodList, ListedDonor
from chungtay.bloodlists.queries import pages
from chungtay.bloodrules.rules.compatibility import BloodGroup
from chungtay.bloodrules.rules.funnel import Funnel
from chungtay.kernel.errors import Refusal
from chungtay.ledger.actions import load_core
from chungtay.ledger.models import Fact
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.keys import standings
from chungtay.people.rules.consents import ConsentProof, ConsentPurpose
from chungtay.people.rules.profiles import Profile
from tests.factories.organizations import Chapter

AT, ON = datetime(2026, 6, 15, 3, tzinfo=UTC), date(2026, 6, 15)
FIRST, SECOND = date(2026, 6, 10), date(2026, 6, 11)
YES = {ConsentPurpose.KEEP: "Lưu"}
HEAD = "Họ tên,Ngày sinh,Điện thoại,Nhóm máu,Ngày hiến,Thể tích,Mã túi máu,Lý do hoãn\n"
BODY = (
    "An Minh Họa,01/01/1990,0912345001,A+,10/06/2026,350,HM-1,\n"
    "Bình Minh Họa,02/01/1990,,B-,10/06/2026,250,HM-2,\n"
    "Chi Minh Họa,03/01/1990,,O+,11/06/2026,450,,\n"
    "Dung Minh Họa,04/01/1990,0912345004,,10/06/2026,,,cảm lạnh\n"
)


def enrol(unit_id: int, name: str, day: int, group: BloodGroup, **facts: Any) -> Donor:
    profile = Profile(f"{name} Minh Họa", f"091234500{day}", date(1990, 1, day))
    told = blood.Registration(profile, unit_id, YES, ConsentProof.PAPER, HealthFacts(group, kg=55.0, **facts))
    made, _new = blood.record_registration(by=None, at=AT, on=ON, told=told)
    assert made is not None
    return made


def bring(unit_id: int, body: str = BODY, **more: Any) -> BloodList:
    told = {"by": None, "at": AT, "on": ON, "unit_id": unit_id, "centre": "Viện Minh Họa", "name": "a.csv", **more}
    return actions.open_list(data=(HEAD + body).encode(), **told)


def post(unit_id: int, body: str = BODY) -> BloodList:
    return actions.import_list(by=None, at=AT, on=ON, list_id=bring(unit_id, body).pk)


def standing(unit_id: int, key: str) -> dict[str, int]:
    """What the ledger holds under a key."""
    found = standings([(unit_id, key)])
    if not found:
        return {}
    seq = found[(unit_id, key)][0]
    facts = Fact.objects.filter(pk__gte=seq << LINE_BITS, pk__lt=(seq + 1) << LINE_BITS).values_list(
        "indicator__code", "value"
    )
    return {code.removeprefix("blood."): value for code, value in facts}


@pytest.fixture
def unit(chapter: Chapter) -> int:
    load_core(by=None, at=AT)
    return chapter.id("22.cdyt")


def test_a_list_is_recorded_all_or_nothing_with_what_it_says_of_health(unit: int) -> None:
    an = enrol(unit, "An", 1, BloodGroup("O", "+"))
    binh = enrol(unit, "Bình", 2, BloodGroup("B", "+"), confirmed=True, confirmed_by="Bệnh viện")
    dung = enrol(unit, "Dung", 4, BloodGroup("A", "+"))
    may = {"unit_id": unit, "given_on": date(2026, 5, 1), "component": "WB", "ml": 250}
    blood.record_donation(by=None, at=AT, on=ON, donor_id=an.pk, **may)
    wrong = bring(unit, BODY.replace(",450,", ",4500,"))
    with pytest.raises(Refusal, match="1 dòng sai"):
        actions.import_list(by=None, at=AT, on=ON, list_id=wrong.pk)
    assert Donation.objects.count() == 1
    actions.correct_list(by=None, at=AT, list_id=wrong.pk, edits={4: {5: "450"}})
    row = actions.import_list(by=None, at=AT, on=ON, list_id=wrong.pk)
    assert row.content is None and "Minh Họa" not in json.dumps(row.outcome)
    kept = {k: row.outcome[k] for k in ("new", "already", "deferred", "linked", "near", "contradicting")}
    assert kept == {"new": 3, "already": 0, "deferred": 1, "linked": 2, "near": 1, "contradicting": 1}
    assert row.outcome["after"] == {"250": 1, "350": 1, "450": 1}
    given = {one.number: one for one in Donation.objects.filter(source=f"blood_list:{row.pk}")}
    assert given["HM-1"].donor_id == an.pk and given["HM-1"].flagged and not given["HM-2"].flagged
    assert pages.flagged_of(row) == [(given["HM-1"], date(2026, 5, 1))] and given[""].donor_id is None
    facts = facts_of(Donor.objects.all())
    assert facts[an.pk].group == BloodGroup("A", "+") and facts[an.pk].claimed == BloodGroup("O", "+")
    assert facts[binh.pk].group == BloodGroup("B", "+") and facts[binh.pk].confirmed_by == "Bệnh viện"
    assert [d.cause for d in facts[dung.pk].deferrals] == ["COLD"]
    assert standing(unit, day_key(FIRST)) == {"donors": 2, "units": 2, "ml": 600}
    assert standing(unit, day_key(SECOND)) == {"donors": 1, "units": 1, "ml": 450}


def test_the_same_list_again_records_nothing_and_a_list_is_taken_back_as_a_whole(unit: int) -> None:
    an = enrol(unit, "An", 1, BloodGroup("O", "+"))
    dung = enrol(unit, "Dung", 4, BloodGroup("A", "+"))
    row = post(unit)
    assert bring(unit).pk == row.pk
    spaced = post(unit, BODY.replace("An Minh", "An  Minh"))
    assert (spaced.outcome["new"], spaced.outcome["already"]) == (0, 3) and Donation.objects.count() == 3
    assert actions.undo_list(by=None, at=AT, on=ON, list_id=row.pk, reason="gửi nhầm") == (3, 0)
    assert not ListedDonor.objects.filter(of=row).exists()
    facts = facts_of(Donor.objects.all())
    assert facts[an.pk].group == BloodGroup("O", "+") and not facts[an.pk].confirmed and not facts[dung.pk].deferrals
    assert not standings([(unit, day_key(FIRST)), (unit, day_key(SECOND))])
    assert post(unit, BODY.replace("Chi", "Chín")).outcome["new"] == 3
    with pytest.raises(Refusal):
        actions.undo_list(by=None, at=AT, on=ON, list_id=row.pk, reason="lần nữa")


def test_who_was_not_found_is_linked_later_or_enrolled_without_being_called(unit: int, chapter: Chapter) -> None:
    elsewhere = enrol(chapter.id("22.206"), "Bình", 2, BloodGroup(None, None))
    row = post(unit)
    by_row = {one.row: one for one in queries.listed_of(row)}
    assert set(by_row) == {2, 3, 4} and b"Minh" not in bytes(by_row[2].told or b"")
    chi = enrol(unit, "Chi", 3, BloodGroup(None, None))
    [looked] = actions.open_listed(by=None, at=AT, listed=[by_row[4]], units={unit})
    assert list(looked.candidates) == [chi.pk] and AuditLine.objects.filter(action="open_listed").count() == 1
    with pytest.raises(Refusal, match="Không có người hiến"):
        actions.link_listed(by=None, at=AT, on=ON, listed_id=by_row[3].pk, donor_id=elsewhere.pk, units={unit})
    actions.link_listed(by=None, at=AT, on=ON, listed_id=by_row[4].pk, donor_id=chi.pk, units={unit})
    assert chi.donations.get().ml == 450 and facts_of([Donor.objects.get(pk=chi.pk)])[chi.pk].confirmed
    told = blood.Registration(Profile("An Minh Họa", "0912345001"), unit, YES, ConsentProof.PHONE, HealthFacts())
    an = actions.add_listed_donor(by=None, at=AT, on=ON, listed_id=by_row[2].pk, told=told, within={unit})
    assert an.donations.get().number == "HM-1"
    assert set(an.person.consents.values_list("purpose", flat=True)) == {ConsentPurpose.KEEP}
    assert [one.row for one in queries.listed_of(row)] == [3]
    later = datetime(2026, 9, 1, tzinfo=UTC)
    assert actions.close_expired_lists(by=None, at=later)[1] >= 1
    assert queries.told_in(queries.listed_of(row)[0]) is None


def test_a_drive_of_the_day_takes_its_result_from_the_list_and_takes_the_place_of_one_that_came_before(
    unit: int,
) -> None:
    row = post(unit)
    assert standing(unit, day_key(FIRST))["donors"] == 2
    called_off, told = Drive.objects.create(
        held_on=SECOND, state=DriveState.HELD, token="b" * 22, name="Đợt hủy", place="x", entered_at=AT, unit_id=unit
    ), Funnel(5, 5, 4, 4, {350: 4})  # fmt: skip
    blood.record_result(by=None, at=AT, on=ON, drive_id=called_off.pk, told=told)
    assert not standings([(unit, day_key(SECOND))])
    blood.withdraw_drive(by=None, at=AT, drive_id=called_off.pk, reason="mưa")
    assert standing(unit, day_key(SECOND))["donors"] == 1, "what the list says counts again"
    blood.withdraw_donation(by=None, at=AT, donation_id=Donation.objects.get(given_on=SECOND).pk, reason="nhầm")
    assert not standings([(unit, day_key(SECOND))])
    where = {"name": "Đợt minh họa", "place": "Hội trường", "entered_at": AT, "unit_id": unit}
    late = Drive.objects.create(held_on=FIRST, state=DriveState.HELD, token="a" * 22, **where)
    more = "Hà Minh Họa,05/01/1990,,,10/06/2026,350,HM-9,\n"
    second = post(unit, more)
    result = late.results.get()
    assert (result.registered, result.came, result.donated, result.bags) == (4, 4, 3, {"250": 1, "350": 2})
    assert not standings([(unit, day_key(FIRST))])
    assert standing(unit, drive_key(late.pk)) == {"registered": 4, "donors": 3, "units": 3, "ml": 950, "drives": 1}
    actions.undo_list(by=None, at=AT, on=ON, list_id=second.pk, reason="gửi nhầm")
    assert standing(unit, drive_key(late.pk))["donors"] == 2
    actions.undo_list(by=None, at=AT, on=ON, list_id=row.pk, reason="gửi nhầm")
    late.refresh_from_db()
    assert not late.results.exists() and late.state == DriveState.HELD
    assert not standings([(unit, drive_key(late.pk)), (unit, day_key(FIRST)), (unit, day_key(SECOND))])


def test_what_a_drive_recorded_one_by_one_gets_its_number_and_is_counted_once(unit: int) -> None:
    an = enrol(unit, "An", 1, BloodGroup("A", "+"))
    given = blood.record_donation(
        by=None, at=AT, on=ON, donor_id=an.pk, unit_id=unit, given_on=FIRST, component="WB", ml=350
    )
    row = post(unit, BODY.splitlines(keepends=True)[0])
    given.refresh_from_db()
    assert (row.outcome["new"], row.outcome["already"], given.number) == (0, 1, "HM-1")
    actions.undo_list(by=None, at=AT, on=ON, list_id=row.pk, reason="nhầm")
    given.refresh_from_db()
    assert given.number == "" and not given.withdrawn_because
    other = bring(unit, "Khoa Minh Họa,,,,11/06/2026,350,HM-1,\n")
    given.number = "HM-1"
    given.save()
    told = queries.verdict(other, queries.staged_in(other), ON, {unit})
    assert [(p.row, p.column) for p in told.problems] == [(2, 6)]


def test_the_command_answers_with_places_and_counts_and_never_with_names(unit: int, tmp_path: Path) -> None:
    file = tmp_path / "danh-sach.csv"

    def run(body: str, *more: str) -> tuple[int, dict[str, Any]]:
        file.write_text(HEAD + body, encoding="utf-8")
        out, code = StringIO(), 0
        try:
            call_command("blood-list", str(file), "--unit", "22.cdyt", "--json", *more, stdout=out)
        except SystemExit as end:
            code = int(end.code or 0)
        assert "Minh Họa" not in out.getvalue()
        return code, json.loads(out.getvalue())

    code, told = run(BODY.replace("11/06/2026", "31/06/2026"))
    assert code == 1 and [(one["row"], one["column"]) for one in told["refused"]] == [(4, "E")]
    assert run(BODY, "--dry-run")[1]["new"] == 3 and not Donation.objects.exists() and not BloodList.objects.exists()
    code, told = run(BODY)
    assert code == 0 and told["posted"] and told["after"] == {"250": 1, "350": 1, "450": 1}
    assert run(BODY)[1]["already_posted"] and Donation.objects.count() == 3

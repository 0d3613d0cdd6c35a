"""Correcting and withdrawing through the page: a reason, the version on screen, two officers on one record."""

from datetime import date

import pytest

from chungtay.aid.models import Delivery
from chungtay.aid.queries import handed_in, standing_entry
from chungtay.audit.models import AuditLine
from chungtay.ledger.actions import record
from chungtay.ledger.models import Entry
from chungtay.ledger.rules import Amount, RecordDraft
from tests.factories.organizations import AT

from .test_record_delivery import ADDRESS, GIFT, KEY, value

TYPED = GIFT | {"count": "60", "title": "Tặng quà hộ nghèo", "reason": "Đếm lại danh sách"}


@pytest.fixture
def officer(client, catalogued, cast):
    client.force_login(cast["recorder"])
    client.post(ADDRESS, GIFT)
    return client


def stands(chapter) -> int:
    seq = standing_entry(chapter.id("22.206"), KEY)
    assert seq is not None
    return seq


def test_a_correction_is_shown_as_it_was_handed_in_and_keeps_its_reason(officer, catalogued) -> None:
    seq = stands(catalogued)
    form = officer.get(f"/ghi-viec/{seq}/sua/").context["form"]
    assert form["count"].value() == "50" and form["disasters"].value() == ("yagi_2024",)
    assert [line["amount"].value() for line in form.lines.forms[:1]] == ["15.000.000"]
    assert officer.post(f"/ghi-viec/{seq}/sua/", TYPED).status_code == 302
    assert value("gift.count") == 60
    assert Entry.objects.get(reverses=seq).note == "Đếm lại danh sách"
    assert AuditLine.objects.get(action="correct_delivery").text == "Đếm lại danh sách"


def test_what_is_sent_again_after_it_was_corrected_is_already_there(officer, catalogued) -> None:
    officer.post(f"/ghi-viec/{stands(catalogued)}/sua/", TYPED)
    answer = officer.post(ADDRESS, GIFT, headers={"Accept": "application/json"}).json()
    assert answer["state"] == "already" and value("gift.count") == 60


def test_a_correction_without_reason_is_refused(officer, catalogued) -> None:
    page = officer.post(f"/ghi-viec/{stands(catalogued)}/sua/", TYPED | {"reason": ""})
    assert page.status_code == 200 and page.context["form"].errors["reason"] and value("gift.count") == 50


def test_the_second_of_two_officers_is_told_and_loses_nothing(officer, catalogued, cast) -> None:
    seq = stands(catalogued)
    second = type(officer)()
    second.force_login(cast["approver"])
    second.post(f"/ghi-viec/{seq}/sua/", TYPED | {"count": "70", "giver": "Công ty A"})
    page = officer.post(f"/ghi-viec/{seq}/sua/", TYPED)
    assert page.status_code == 200 and value("gift.count") == 70
    changes = {change.label: (change.before, change.now, change.typed) for change in page.context["changes"]}
    assert changes["Số lượng"] == ("50", "70", "60") and page.context["who"] == "approver"
    assert changes["Người tặng, nhà tài trợ"] == ("", "Công ty A", "")
    assert page.context["form"]["count"].value() == "60"
    onward = f"/ghi-viec/{stands(catalogued)}/sua/"
    assert f'action="{onward}"' in page.content.decode()
    officer.post(onward, TYPED)  # on purpose
    assert value("gift.count") == 60


def test_a_version_that_was_replaced_leads_to_the_one_that_stands(officer, catalogued) -> None:
    seq = stands(catalogued)
    officer.post(f"/ghi-viec/{seq}/sua/", TYPED)
    assert officer.get(f"/ghi-viec/{seq}/sua/").headers["Location"] == f"/ghi-viec/{stands(catalogued)}/sua/"


def test_a_record_that_came_without_a_delivery_is_corrected_by_its_numbers(officer, catalogued) -> None:
    unit, tags = catalogued.id("22.206"), frozenset({"programme:thang_nhan_dao"})
    amounts = (Amount("blood.units", 40, tags), Amount("goods.rice", 1250, tags), Amount("social.turns", 9, tags))
    draft = RecordDraft(unit, "dòng 7", date(2024, 10, 5), amounts, title="Hiến máu", source="import:tệp")
    (outcome,) = record(by=None, at=AT, records=[draft])
    page = officer.get(f"/ghi-viec/{outcome.seq}/sua/")
    form = page.context["form"]
    assert form.bare and sorted(form[f"also-{n}"].value() for n in range(3)) == ["1,25", "40", "9"]
    typed = {f"also-{n}": {"40": "45", "9": ""}.get(form[f"also-{n}"].value(), "1,25") for n in range(3)}
    sent = typed | {"title": "Hiến máu đợt 1", "occurred_on": "06/10/2024", "reason": "Nhập nhầm"}
    assert officer.post(f"/ghi-viec/{outcome.seq}/sua/", sent).status_code == 302
    assert (value("blood.units"), value("goods.rice"), value("social.turns")) == (45, 1250, None)
    found = handed_in(standing_entry(unit, "dòng 7") or 0)
    assert found is not None and found.bare and found.draft.programmes == ("thang_nhan_dao",)
    assert (found.draft.title, found.draft.source) == ("Hiến máu đợt 1", "import:tệp")


def test_a_withdrawal_keeps_its_reason_and_is_refused_for_a_version_that_stands_no_more(officer, catalogued) -> None:
    seq = stands(catalogued)
    officer.post(f"/ghi-viec/{seq}/sua/", TYPED)
    page = officer.post(f"/ghi-viec/{seq}/rut/", {"reason": "Ghi hai lần"})
    assert page.status_code == 200 and "vừa được người khác sửa" in page.content.decode()
    now = stands(catalogued)
    assert officer.post(f"/ghi-viec/{now}/rut/", {"reason": "Ghi hai lần"}).status_code == 302
    assert value("gift.count") is None and Entry.objects.get(reverses=now).note == "Ghi hai lần"
    assert Delivery.objects.get(entry_seq=now).state == "withdrawn"
    assert officer.get(f"/ghi-viec/{now}/sua/").status_code == 302


@pytest.mark.parametrize("who", ["head", "outsider", "visitor"])
def test_whoever_may_not_record_there_opens_none_of_it(officer, catalogued, cast, who: str) -> None:
    officer.force_login(cast[who])
    for what in ("sua", "rut", "anh"):
        address = f"/ghi-viec/{stands(catalogued)}/{what}/"
        assert officer.get(address).status_code == officer.post(address, TYPED).status_code == 403
    assert value("gift.count") == 50


def test_the_pages_keep_their_query_budget(officer, catalogued, assert_queries) -> None:
    seq = stands(catalogued)
    for what in ("sua", "rut", "anh"):
        with assert_queries():
            assert officer.get(f"/ghi-viec/{seq}/{what}/").status_code == 200


def test_a_declared_total_is_no_record_to_correct(officer, catalogued) -> None:
    seq = Entry.objects.exclude(kind="record").first().pk
    assert officer.get(f"/ghi-viec/{seq}/sua/").status_code == 404

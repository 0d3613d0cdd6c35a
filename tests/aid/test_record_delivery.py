"""Recording through the page: who may, once only, nothing lost."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from chungtay.accounts.models import User
from chungtay.aid.models import Delivery, Evidence
from chungtay.figures.queries import figures
from chungtay.figures.rules.figures import Question
from chungtay.intake.queries.reach import own_units
from chungtay.ledger.actions import end_indicator
from chungtay.ledger.models import Entry
from chungtay.organizations.actions import assign_role
from chungtay.organizations.queries import sight
from chungtay.organizations.rules import Role
from chungtay.totals.queries.declared import sheet_units
from tests.factories.organizations import AT

from .conftest import photo

KEY = "0123456789abcdef0123456789abcdef"
ADDRESS = "/ghi-viec/?of=22.206"
GIFT = {
    "key": KEY, "work": "gift", "groups": ["poor"], "count": "50", "occurred_on": "2024-10-01",
    "line-0-kind": "cash", "line-0-amount": "15 triệu", "line-0-currency": "VND", "line-0-rate": "",
    "line-1-kind": "goods", "line-1-item": "Gạo tẻ", "line-1-quantity": "12,5", "line-1-unit_word": "kg",
    "line-1-unit_price": "18.000", "line-1-price_source": "hóa đơn", "line-1-counts_as": "",
    "disasters": ["yagi_2024"],
}  # fmt: skip


def value(indicator: str, of: str = "22") -> int | None:
    return figures(Question((of,), date(2024, 10, 1), date(2024, 10, 31), (indicator,)))[0].value


@pytest.fixture
def recorder(client, catalogued, cast):
    client.force_login(cast["recorder"])
    return client


def appoint(chapter, role: Role, code: str = "22") -> User:
    user = User.objects.create_user("0912000077", "mật khẩu dài", name=role.value)
    assign_role(by=None, at=AT, user=user, role=role, valid_from=date(2024, 1, 1), unit_id=chapter.id(code))
    return user


def test_a_gift_is_recorded_and_counts_at_once(recorder) -> None:
    answer = recorder.post(ADDRESS, GIFT, follow=True)
    row = Delivery.objects.get()
    assert (row.count, row.turns, row.groups, row.key) == (50, None, "poor", KEY)
    assert value("gift.count") == 50 and value("gift.value") == 15_000_000 + 225_000
    entry = Entry.objects.get(pk=row.entry_seq)
    assert entry.title.startswith("Tặng quà: 50 suất quà, hộ nghèo (")
    assert entry.title in next(str(m) for m in answer.context["messages"])


def test_the_page_that_led_here_is_offered_again_where_it_is_ours(recorder) -> None:
    form = recorder.get(ADDRESS, {"of": "22.206", "next": "/hoi-nghi/7/#tham-ho"}).content.decode()
    assert "next=/hoi-nghi/7/%23tham-ho" in form
    page = recorder.post(ADDRESS + "&next=/hoi-nghi/7/%23tham-ho", GIFT, follow=True).content.decode()
    assert '<a href="/hoi-nghi/7/#tham-ho">Trở lại trang trước</a>' in page
    foreign = recorder.post(ADDRESS + "&next=//elsewhere.example/", GIFT, follow=True).content.decode()
    assert "elsewhere" not in foreign


def test_what_nobody_can_see_does_not_enter_the_book(recorder) -> None:
    recorder.post(ADDRESS, GIFT | {"title": "Trao\x00 quà\x1f\nTết", "note": "một\x07\r\nhai"})
    assert Entry.objects.order_by("-pk").values_list("title", "note")[0] == ("Trao quà Tết", "một\r\nhai")


def test_goods_are_counted_under_no_indicator_that_has_ended(recorder) -> None:
    end_indicator(by=None, at=AT, code="live.cows", on=date(2024, 6, 1))
    page = recorder.get(ADDRESS).content.decode()
    assert 'value="goods.rice"' in page and 'value="live.cows"' not in page


def test_a_recorder_with_one_unit_is_not_asked_for_it(recorder, catalogued) -> None:
    assign = appoint(catalogued, Role.RECORDER, "22.cdyt")
    recorder.force_login(assign)
    assert recorder.get("/ghi-viec/").headers["Location"] == "/ghi-viec/?of=22.cdyt"
    town = {"role": Role.RECORDER, "valid_from": date(2023, 1, 1), "unit_id": catalogued.id("22.206")}
    assign_role(by=None, at=AT, user=assign, **town)
    assert recorder.get("/ghi-viec/").headers["Location"] == "/ghi-viec/?of=22.cdyt", "the town is no more"
    own = [one.unit for one in sheet_units(sight(assign, timezone.localdate())) if one.own]
    for offered in (own, own_units(assign, timezone.localdate())):
        assert [unit.code for unit in offered] == ["22.cdyt", "22.206"], "on the sheet of totals and for files likewise"
    page = recorder.get("/ghi-viec/?q=").content.decode()
    assert "of=22.206" in page and "đã kết thúc" in page


def test_whoever_has_several_units_chooses_and_searches_without_accents(recorder, cast) -> None:
    recorder.force_login(cast["approver"])
    page = recorder.get("/ghi-viec/?q=uong bi").content.decode()
    assert "thành phố Uông Bí" in page and "Cẩm Phả" not in page


@pytest.mark.parametrize("who", ["head", "outsider", "visitor"])
def test_who_may_not_record_there_is_refused(recorder, cast, who: str) -> None:
    recorder.force_login(cast[who])
    assert recorder.get(ADDRESS).status_code == 403
    assert recorder.post(ADDRESS, GIFT).status_code == 403
    assert not Delivery.objects.exists()


def test_an_auditor_reads_and_records_nothing(recorder, catalogued) -> None:
    recorder.force_login(appoint(catalogued, Role.AUDITOR))
    assert recorder.get("/ghi-viec/").status_code == 403
    assert recorder.post(ADDRESS, GIFT).status_code == 403


def test_a_supervisor_above_records_on_behalf(recorder, catalogued) -> None:
    user = appoint(catalogued, Role.SUPERVISOR)
    recorder.force_login(user)
    assert recorder.post(ADDRESS, GIFT).status_code == 302
    row = Delivery.objects.get()
    assert row.unit_id == catalogued.id("22.206") and Entry.objects.get(pk=row.entry_seq).by_id == user.pk


def test_what_is_sent_twice_is_recorded_once(recorder) -> None:
    first, again = (recorder.post(ADDRESS, GIFT, headers={"Accept": "application/json"}) for _ in range(2))
    assert (first.json()["state"], again.json()["state"]) == ("accepted", "already")
    assert first.json()["address"] == again.json()["address"] and value("gift.count") == 50
    other = recorder.post(ADDRESS, GIFT | {"count": "51"}, headers={"Accept": "application/json"})
    assert (other.status_code, other.json()["state"]) == (422, "refused") and other.json()["errors"]
    assert Delivery.objects.count() == 1


def test_what_was_withdrawn_does_not_come_back_by_being_sent_again(recorder) -> None:
    recorder.post(ADDRESS, GIFT)
    seq = Delivery.objects.get().entry_seq
    recorder.post(f"/ghi-viec/{seq}/rut/", {"reason": "Ghi nhầm"})
    assert value("gift.count") is None
    answer = recorder.post(ADDRESS, GIFT, headers={"Accept": "application/json"})
    assert answer.json()["state"] == "refused" and value("gift.count") is None


def test_what_is_likely_recorded_already_is_asked_about_and_recorded_on_purpose(recorder) -> None:
    recorder.post(ADDRESS, GIFT)
    other = GIFT | {"key": "f" * 32, "occurred_on": "2024-10-02"}
    page = recorder.post(ADDRESS, other)
    assert page.status_code == 200 and "Có thể việc này đã được ghi" in page.content.decode()
    assert Delivery.objects.count() == 1
    recorder.post(ADDRESS, other | {"anyway": "1"})
    assert Delivery.objects.count() == 2


def test_a_price_far_from_the_usual_one_is_asked_about(recorder) -> None:
    recorder.post(ADDRESS, GIFT)
    dear = GIFT | {"key": "e" * 32, "occurred_on": "2024-10-20", "line-1-unit_price": "180.000"}
    assert "khác xa lần trước" in recorder.post(ADDRESS, dear).content.decode()


def test_a_worth_of_one_gift_that_is_unusual_is_asked_about_and_recorded_when_confirmed(recorder) -> None:
    slip = {"key": "1" * 32, "work": "gift", "count": "10", "occurred_on": "01/10/2024", "line-0-kind": "cash",
            "line-0-currency": "VND", "line-0-amount": "5 tỷ"}  # fmt: skip
    page = recorder.post(ADDRESS, slip).content.decode()
    assert "bình quân 500.000.000 đồng mỗi suất quà, ngoài khoảng thường gặp" in page and not Delivery.objects.exists()
    asked = recorder.post(ADDRESS, slip, headers={"Accept": "application/json"}).json()
    assert asked["ask"] and "500.000.000" in asked["errors"][0]
    assert recorder.post(ADDRESS, slip | {"anyway": "1"}).status_code == 302 and value("gift.value") == 5_000_000_000


def test_a_worth_of_one_gift_far_from_the_units_own_year_is_asked_about(recorder) -> None:
    recorder.post(ADDRESS, GIFT)  # 304.500 đồng each
    later = GIFT | {"key": "2" * 32, "occurred_on": "05/11/2024", "line-0-amount": "200 triệu"}
    page = recorder.post(ADDRESS, later).content.decode()
    assert "bình quân 4.004.500 đồng mỗi suất quà, trước đây thường 304.500 đồng" in page
    assert "trước đây thường" not in recorder.post(ADDRESS, later | {"line-0-amount": "50 triệu"}).content.decode()


def test_lines_come_and_go_without_a_script_and_keep_what_was_typed(recorder) -> None:
    recorder.post(ADDRESS, GIFT)  # its goods are remembered
    typed = {"key": "d" * 32, "work": "gift", "count": "7", "note": "Giao tại nhà văn hóa", "line-3-kind": "goods",
             "line-3-item": "gao te", "do": "add_cash"}  # fmt: skip
    form = recorder.post(ADDRESS, typed).context["form"]
    assert [line.prefix for line in form.lines.forms] == ["line-3", "line-4"] and not form.errors
    assert [form["count"].value(), form["note"].value()] == ["7", "Giao tại nhà văn hóa"]
    assert form.lines.forms[0]["unit_price"].value() == "18000" and form.lines.forms[0]["unit_word"].value() == "kg"
    form = recorder.post(ADDRESS, typed | {"do": "drop_3"}).context["form"]
    assert form.lines.forms == [] and form["count"].value() == "7"
    assert Delivery.objects.count() == 1


WRONG = (
    ({"work": ""}, "work", "chọn một loại việc"),
    ({"count": "nhiều"}, "count", "không phải là một con số"),
    ({"count": "50 hộ"}, "count", "không kèm"),
    ({"work": "meal", "turns": "5"}, "turns", "không đếm"),
    ({"place": "Atlantis"}, "place", "Không có địa danh"),
    ({"partners": "Hội nào đó"}, "partners", "Không có đơn vị"),
    ({"since": "2024-11-01"}, "since", "sau ngày làm"),
    ({"occurred_on": "2026-01-01"}, "__all__", "không tồn tại"),
    ({"occurred_on": "2099-01-01"}, "__all__", "chưa tới"),
)


def test_what_is_wrong_is_said_at_its_place_and_nothing_is_lost(recorder) -> None:
    for change, where, words in WRONG:
        form = recorder.post(ADDRESS, GIFT | change).context["form"]
        assert words in " ".join(form.errors[where]), change
        assert form.lines.forms[1]["item"].value() == "Gạo tẻ" and not Delivery.objects.exists()


def test_foreign_money_needs_its_rate(recorder) -> None:
    dollars = GIFT | {"line-0-amount": "100,50", "line-0-currency": "usd"}
    line = recorder.post(ADDRESS, dollars).context["form"].lines.forms[0]
    assert "tỷ giá" in line.errors["rate"][0]
    recorder.post(ADDRESS, dollars | {"line-0-rate": "25.400,5"})
    assert value("gift.value") == 2_552_750 + 225_000  # 100,50 x 25.400,5, halves go up


def test_photos_stay_with_a_form_that_is_shown_again_and_with_the_record(recorder) -> None:
    shot = SimpleUploadedFile("a.jpg", photo(), "image/jpeg")
    page = recorder.post(ADDRESS, GIFT | {"count": "?", "photos": shot})
    assert page.status_code == 200 and "Đã kèm 1 ảnh" in page.content.decode()
    recorder.post(ADDRESS, GIFT)
    assert Evidence.objects.get().key == Delivery.objects.get().key


def test_the_next_form_begins_with_the_last_work_and_without_its_numbers(recorder) -> None:
    recorder.post(ADDRESS, GIFT)
    form = recorder.get(ADDRESS).context["form"]
    assert (form["work"].value(), form["groups"].value(), form["count"].value()) == ("gift", ["poor"], None)


def test_who_writes_faster_than_a_person_has_to_wait(recorder, settings) -> None:
    settings.CHUNGTAY_WRITES_AN_HOUR = 1
    recorder.post(ADDRESS, GIFT)
    page = recorder.post(ADDRESS, GIFT | {"key": "c" * 32, "anyway": "1"})
    assert page.status_code == 200 and "hãy chờ một lúc" in page.content.decode()


def test_the_form_keeps_its_query_budget_whatever_was_recorded_before(recorder, assert_queries) -> None:
    for number in range(3):
        recorder.post(ADDRESS, GIFT | {"key": f"{number}" * 32, "anyway": "1"})
    with assert_queries():
        assert recorder.get(ADDRESS).status_code == 200

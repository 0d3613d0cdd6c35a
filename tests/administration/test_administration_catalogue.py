"""What may be counted: each change is an entry and a line; a rule is tried before it is entered."""

from datetime import date

import pytest

from chungtay.audit.models import AuditLine
from chungtay.disasters.models import Disaster
from chungtay.kernel.errors import Refusal
from chungtay.kernel.months import month_index
from chungtay.ledger.actions import load_core, record
from chungtay.ledger.queries import catalogue, head, rulebook
from chungtay.ledger.queries.verification import verification
from chungtay.ledger.rules import Amount, RecordDraft
from chungtay.programmes.models import ProgrammeName, ProgrammeWindow
from chungtay.programmes.queries import name_on, window
from tests.factories.organizations import AT

MILK = {
    "code": "gift.milk", "name_vi": "Hộp sữa trao tặng", "name_en": "Milk given", "field": "social", "measure": "boxes",
    "kind": "flow", "definition_vi": "Hộp sữa đã trao.", "part_of": "", "source": "Kế hoạch 12",
}  # fmt: skip


def noted(action):
    return list(AuditLine.objects.filter(action=action, by__isnull=False).values_list("by_name", "object_id"))


def posted(chapter, unit, code, value, day=date(2024, 5, 10)):
    draft = RecordDraft(chapter.id(unit), f"{code}-{value}", day, (Amount(code, value),))
    return record(by=None, at=AT, records=[draft])


def test_an_indicator_is_added_as_an_entry_of_the_book(at_the_province):
    before = head().seq
    assert at_the_province.post("/quan-tri/chi-tieu/moi/", MILK).status_code == 302
    view = catalogue()["gift.milk"]
    assert (view.name_vi, view.measure, view.kind, view.field) == ("Hộp sữa trao tặng", "boxes", "flow", "social")
    assert head().seq == before + 1 and noted("add_indicator") == [("province", "gift.milk")]
    assert verification().ok


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"code": "Sữa"}, "code"),
        ({"code": "gift.count"}, "code"),
        ({"name_vi": "suất quà trao tặng"}, "name_vi"),  # as another one is called
        ({"part_of": "social.value"}, "part_of"),  # of another measure
        ({"definition_vi": ""}, "definition_vi"),
    ],
)
def test_an_indicator_that_does_not_fit_is_refused_at_its_field(at_the_province, said, place):
    answer = at_the_province.post("/quan-tri/chi-tieu/moi/", MILK | said)
    assert set(answer.context["form"].errors) == {place}
    assert "gift.milk" not in catalogue().indicators


def test_a_corrected_name_stays_when_the_committed_catalogue_is_loaded_again(at_the_province):
    view = catalogue()["gift.count"]
    said = {
        "name_vi": "Phần quà trao tặng", "name_en": view.name_en, "definition_vi": view.definition, "source": view.source,
        "part_of": "",
    }  # fmt: skip
    then = head().seq
    at_the_province.post("/quan-tri/chi-tieu/gift.count/dinh-chinh/", said)
    assert load_core(by=None, at=AT) == 0
    assert catalogue()["gift.count"].name_vi == "Phần quà trao tặng"
    assert catalogue(then)["gift.count"].name_vi == view.name_vi
    assert noted("correct_indicator") == [("province", "gift.count")]
    page = at_the_province.get("/quan-tri/chi-tieu/gift.count/").content.decode()
    assert page.index("Phần quà trao tặng") < page.index(view.name_vi)


def test_an_ended_indicator_takes_nothing_from_its_day_on_and_keeps_what_was_before(at_the_province, chapter):
    at_the_province.post("/quan-tri/chi-tieu/gift.households/ket-thuc/", {"on": "01/06/2024"})
    assert noted("end_indicator") == [("province", "gift.households")]
    posted(chapter, "22.206", "gift.households", 5)
    with pytest.raises(Refusal, match="đã kết thúc từ ngày 01/06/2024"):
        posted(chapter, "22.206", "gift.households", 6, date(2024, 6, 1))
    assert verification().ok
    at_the_province.post("/quan-tri/chi-tieu/gift.households/ket-thuc/", {"on": ""})
    posted(chapter, "22.206", "gift.households", 6, date(2024, 6, 1))


def test_an_indicator_that_a_total_includes_is_not_ended(at_the_province):
    answer = at_the_province.post("/quan-tri/chi-tieu/health.cases/ket-thuc/", {"on": "01/06/2024"})
    assert "total.turns" in answer.context["form"].errors["on"][0]
    assert catalogue()["health.cases"].ended_on is None


RULE = {
    "first_month": "01/2024", "reason": "Nghị quyết 5", "indicator_0": "social.turns", "factor_0": "1", "why_0": "lượt",
    "indicator_1": "gift.households", "factor_1": "4", "why_1": "một hộ tính bốn lượt",
}  # fmt: skip


def test_a_counting_rule_is_tried_without_a_trace_and_then_entered(at_the_province, chapter):
    posted(chapter, "22.206", "social.turns", 100)
    posted(chapter, "22.206", "gift.households", 10)
    before = head().seq
    tried = at_the_province.post("/quan-tri/quy-tac/total.turns/", RULE | {"try": "1"}).context["tried"]
    figure = next(figure for figure in tried.figures if figure.first.year == 2024)
    assert (figure.now, figure.then, figure.difference) == (100, 140, 40)
    assert head().seq == before and not rulebook().chapters(catalogue()["total.turns"].id)
    answer = at_the_province.post("/quan-tri/quy-tac/total.turns/", RULE | {"enter": "1"})
    assert answer.status_code == 302
    items = rulebook().items(catalogue()["total.turns"].id, chapter.id("22"), month_index(date(2024, 5, 1)))
    assert {item.factor for item in items} == {1, 4}
    assert noted("assign_counting_rule") == [("province", str(before + 1))]
    assert verification().ok


def test_a_rule_that_counts_a_part_beside_its_whole_is_refused_and_rows_are_kept(at_the_province):
    rule = RULE | {"indicator_1": "address.turns", "indicator_2": "social.turns", "why_2": ""}
    form = at_the_province.post("/quan-tri/quy-tac/total.turns/", rule | {"enter": "1"}).context["form"]
    assert {"indicator_2", "why_2"} <= set(form.errors)
    answer = at_the_province.post(
        "/quan-tri/quy-tac/total.turns/", RULE | {"indicator_1": "address.turns", "enter": "1"}
    )
    assert "tính hai lần" in str(answer.context["form"].errors)
    more = at_the_province.post("/quan-tri/quy-tac/total.turns/", RULE | {"more": "1"})
    assert more.context["form"]["why_1"].value() == "một hộ tính bốn lượt" and not more.context["form"].errors


def test_a_programme_is_renamed_from_a_day_on_and_its_window_opened_and_corrected(at_the_province):
    called = name_on("tet_nhan_ai", date(2026, 1, 1))
    at_the_province.post("/quan-tri/chuong-trinh/tet_nhan_ai/ten/", {"name": "Tết đoàn kết", "on": "01/12/2026"})
    assert name_on("tet_nhan_ai", date(2026, 11, 30)) == called
    assert name_on("tet_nhan_ai", date(2026, 12, 1)) == "Tết đoàn kết"
    again = at_the_province.post(
        "/quan-tri/chuong-trinh/tet_nhan_ai/ten/", {"name": "tết Đoàn kết", "on": "01/12/2027"}
    )
    assert set(again.context["form"].errors) == {"name"}
    days = {"year": "2027", "first_on": "20/01/2027", "last_on": "10/02/2027", "source": "Kế hoạch"}
    at_the_province.post("/quan-tri/chuong-trinh/tet_nhan_ai/dot/", days)
    at_the_province.post("/quan-tri/chuong-trinh/tet_nhan_ai/dot/", days | {"last_on": "12/02/2027"})
    assert window("tet_nhan_ai", 2027).last == date(2027, 2, 12)
    backwards = at_the_province.post("/quan-tri/chuong-trinh/tet_nhan_ai/dot/", days | {"last_on": "01/01/2027"})
    assert set(backwards.context["form"].errors) == {"last_on"}
    assert ProgrammeWindow.objects.filter(year=2027).count() == 1
    assert [len(noted(action)) for action in ("rename_programme", "open_window")] == [1, 2]


def test_a_programme_of_the_chapter_s_own_is_added_once(at_the_province):
    said = {"name": "Ngân hàng bò", "code": "ngan-hang-bo", "definition": "Trao bò giống.", "source": "Đề án"}
    at_the_province.post("/quan-tri/chuong-trinh/moi/", said)
    assert ProgrammeName.objects.get(programme__code="ngan-hang-bo").name == "Ngân hàng bò"
    assert set(at_the_province.post("/quan-tri/chuong-trinh/moi/", said).context["form"].errors) == {"code"}


def test_a_disaster_is_added_and_corrected(at_the_province):
    said = {"name": "Bão số 10", "code": "bao-so-10-2026", "kind": "storm", "area": "Quảng Ninh", "first_on": "01/10/2026",
            "last_on": "03/10/2026", "glide": "TC-2026-000200-VNM", "source": "Bản tin"}  # fmt: skip
    at_the_province.post("/quan-tri/thien-tai/moi/", said)
    storm = Disaster.objects.get(code="bao-so-10-2026")
    address = "/quan-tri/thien-tai/bao-so-10-2026/"
    at_the_province.post(address, said | {"last_on": "05/10/2026"})
    storm.refresh_from_db()
    assert storm.last_on == date(2026, 10, 5)
    assert set(at_the_province.post(address, said | {"glide": "sai"}).context["form"].errors) == {"glide"}
    assert set(at_the_province.post(address, said | {"last_on": "01/09/2026"}).context["form"].errors) == {"last_on"}
    other = said | {"code": "bao-so-11-2026", "name": "Bão số 11"}
    assert set(at_the_province.post("/quan-tri/thien-tai/moi/", other).context["form"].errors) == {"glide"}
    assert noted("correct_disaster") == [("province", str(storm.pk))]

"""A unit's sheet of monthly totals: who may fill it in, what is saved, what is refused with nothing lost."""

from datetime import date

import pytest
from django.urls import reverse

from chungtay.figures.queries import figures
from chungtay.figures.rules import Question
from chungtay.ledger.actions import attest, declare, end_indicator, record
from chungtay.ledger.models import Attestation, Entry, Standing, StandingCell
from chungtay.ledger.queries.catalogue import books
from chungtay.ledger.queries.verification import verification
from chungtay.ledger.rules import Amount, DeclarationDraft, RecordDraft
from chungtay.ledger.rules.kinds import FigureState
from chungtay.organizations.actions import assign_role
from chungtay.organizations.rules import Role
from chungtay.totals.queries.beneath import beneath_sheet
from chungtay.totals.queries.declared import declared_year
from tests.factories.organizations import AT

UNIT = "22.206"
MONTHS = {number: 2024 * 12 + number - 1 for number in range(1, 13)}


@pytest.fixture
def sheet(client, book, cast):
    return Sheet(client, book, cast)


class Sheet:
    """The page as a person uses it: read, fill in cells, send."""

    def __init__(self, client, chapter, cast):
        self.client, self.chapter, self.cast = client, chapter, cast

    def read(self, who="recorder", unit=UNIT, add="gift.count,gift.value", **asked):
        self.client.force_login(self.cast[who])
        self.address = f"{reverse('declare_totals')}?of={unit}&year=2024&add={add.split(',')[0]}"
        self.address += "".join(f"&{name}={value}" for name, value in asked.items())
        self.page = self.client.get(f"{self.address}&add={add}")
        if self.page.status_code == 200:
            context = self.page.context
            self.form = {
                "was": context["was"],
                "style": "{}-{}".format(*context["form"].style),
                "add": ",".join(r.view.code for r in context["sheet"].rows),
            }
            self.form |= {f"t-{code}-{month}": text for (code, month), text in context["filled"].texts.items()}
            self.form |= {"nothing_was": sorted(context["sheet"].words), "nothing": sorted(context["sheet"].words)}
        return self.page

    def send(self, cells=None, do="save", **more):
        typed = {f"t-{code}-{MONTHS[number]}": text for (code, number), text in (cells or {}).items()}
        return self.client.post(self.address, self.form | typed | {"do": do} | more)

    def standing(self):
        """(indicator, month, value, estimate) of everything declared."""
        rows = StandingCell.objects.order_by("pk").values_list(
            "indicator__code", "first_month", "value", "estimate", "state"
        )
        return [(code, month % 12 + 1, value, bool(estimate), state) for code, month, value, estimate, state in rows]

    def figure(self, code, first, last):
        return figures(Question((UNIT,), first, last, (code,)))[0]


def test_declare_totals_saves_what_was_typed_and_shows_control_totals(sheet):
    sheet.read()
    answer = sheet.send({("gift.count", 1): "1.240", ("gift.count", 2): "0", ("gift.value", 1): "1,5 triệu"})
    assert answer.status_code == 302
    assert sheet.standing() == [
        ("gift.count", 1, 1240, False, "live"), ("gift.count", 2, 0, False, "live"),
        ("gift.value", 1, 1_500_000, False, "live"),
    ]  # fmt: skip
    page = sheet.client.get(answer["Location"])
    assert page.context["saved"]["declared"] == 3
    assert [(v.code, n, b, a) for v, n, b, a in page.context["saved"]["control"]] == [
        ("gift.count", 2, 0, 1240), ("gift.value", 1, 0, 1_500_000),
    ]  # fmt: skip
    assert "1.240" in page.content.decode()


def test_money_is_typed_in_millions_and_remembered(sheet):
    sheet.read(money=6)
    assert "triệu đồng" in sheet.page.content.decode()
    sheet.send({("gift.count", 1): "1.240", ("gift.value", 1): "22,345"})
    assert [row[2] for row in sheet.standing()] == [1240, 22_345_000]
    sheet.read()  # without a word of it
    assert sheet.page.context["filled"].texts["gift.value", MONTHS[1]] == "22,345"
    declare(by=None, at=AT, declarations=[
        DeclarationDraft(sheet.chapter.id(UNIT), "cell:2024-01:2024-01:all:gift.value", "all", date(2024, 1, 1),
                         date(2024, 1, 31), (Amount("gift.value", 9_000_000),)),
    ])  # fmt: skip
    page = sheet.send({("gift.value", 1): "30"}).content.decode()
    assert "sổ đang ghi 9, ở đây gõ 30" in page


def test_an_english_sheet_groups_numbers_as_english_does(sheet):
    sheet.client.cookies["django_language"] = "en"
    sheet.read()
    sheet.send({("gift.count", 1): "1,240"})
    assert [row[2] for row in sheet.standing()] == [1240]
    sheet.read()
    assert sheet.page.context["filled"].texts["gift.count", MONTHS[1]] == "1,240"


def test_an_ended_indicator_is_offered_no_more_and_its_later_months_are_closed(sheet):
    for code in ("gift.count", "edu.bicycles"):
        end_indicator(by=None, at=AT, code=code, on=date(2024, 6, 1))
    page = sheet.read(add="gift.count")
    assert "edu.bicycles" not in {view.code for view in page.context["sheet"].more}
    cells = page.content.decode()
    assert f"t-gift.count-{MONTHS[5]}" in cells and f'name="t-gift.count-{MONTHS[6]}"' not in cells
    assert "không còn dùng" in cells
    assert sheet.send({("gift.count", 5): "7"}).status_code == 302


def test_declare_totals_tells_zero_nothing_and_empty_apart(sheet):
    sheet.read()
    sheet.send({("gift.count", 1): "kps"}, nothing=[MONTHS[2]])
    days = {number: (date(2024, number, 1), date(2024, number, 28)) for number in (1, 2, 3)}
    assert sheet.figure("gift.count", *days[1]).state == FigureState.ZERO
    assert sheet.figure("gift.value", *days[1]).state == FigureState.NOT_REPORTED
    assert sheet.figure("gift.value", *days[2]).state == FigureState.ZERO
    assert sheet.figure("gift.count", *days[3]).state == FigureState.NOT_REPORTED
    assert Attestation.objects.count() == 1


def test_a_mark_of_nothing_is_taken_back_with_a_reason(sheet):
    sheet.read()
    sheet.send(nothing=[MONTHS[2]])
    sheet.read()
    assert set(sheet.page.context["sheet"].words) == {MONTHS[2]}
    assert sheet.send(nothing=[]).status_code == 200, "without a reason nothing is taken back"
    assert sheet.send(nothing=[], reason="đánh dấu nhầm").status_code == 302
    assert sheet.figure("gift.count", date(2024, 2, 1), date(2024, 2, 29)).state == FigureState.NOT_REPORTED
    assert verification().ok


def test_a_final_ends_its_estimate_and_a_month_is_made_final_at_once(sheet):
    sheet.read()
    sheet.send({("gift.count", 1): "ước 300", ("gift.value", 1): "ước 2 tỷ"})
    sheet.read()
    sheet.send({("gift.count", 1): "310"})
    assert ("gift.count", 1, 300, True, "ended") in sheet.standing()
    assert ("gift.count", 1, 310, False, "live") in sheet.standing()
    sheet.read()
    assert sheet.page.context["filled"].texts["gift.count", MONTHS[1]] == "310"
    sheet.send(finals=[MONTHS[1]])
    assert ("gift.value", 1, 2_000_000_000, False, "live") in sheet.standing()
    sheet.read()
    assert sheet.send({("gift.count", 1): "ước 305"}).status_code == 200, "back to an estimate needs a reason"
    assert sheet.send({("gift.count", 1): "ước 305"}, reason="số chưa đủ").status_code == 302
    assert [row for row in sheet.standing() if row[0] == "gift.count"] == [("gift.count", 1, 305, True, "live")]


def test_only_changed_cells_are_written_each_under_its_own_key(sheet):
    sheet.read()
    sheet.send({("gift.count", 1): "10", ("gift.count", 2): "20"})
    before = Entry.objects.count()
    sheet.read()
    sheet.send({("gift.count", 2): "21"})
    keys = set(Standing.objects.values_list("key", flat=True))
    assert keys == {"cell:2024-01:2024-01:all:gift.count", "cell:2024-02:2024-02:all:gift.count"}
    assert Entry.objects.filter(seq__gt=before, kind="declaration").count() == 1
    sheet.read()
    head = Entry.objects.count()
    sheet.send()
    assert Entry.objects.count() == head, "nothing was changed, nothing is written"


def test_a_cell_of_an_entry_with_several_is_corrected_within_it(sheet):
    amounts = (Amount("gift.count", 5), Amount("gift.value", 7_000), Amount("gift.count", 2, frozenset({"group:poor"})))
    unit = sheet.chapter.id(UNIT)
    told = DeclarationDraft(unit, "bc-03", "all", date(2024, 3, 1), date(2024, 3, 31), amounts, title="Báo cáo tháng 3")
    declare(by=None, at=AT, declarations=[told])
    sheet.read()
    sheet.send({("gift.count", 3): "6"})
    sheet.read()
    sheet.send({("gift.value", 3): ""}, reason="trùng")
    assert [(row[0], row[2]) for row in sheet.standing()] == [("gift.count", 6), ("gift.count", 2)]
    entry = Entry.objects.get(seq=Standing.objects.get(key="bc-03").seq)
    assert entry.title == "Báo cáo tháng 3"


def test_an_emptied_cell_is_withdrawn_with_a_reason(sheet):
    sheet.read()
    sheet.send({("gift.count", 1): "10"})
    sheet.read()
    refused = sheet.send({("gift.count", 1): "", ("gift.count", 2): "3"})
    assert refused.context["filled"].texts["gift.count", MONTHS[2]] == "3"
    assert refused.context["form"].errors["reason"]
    assert [row[:3] for row in sheet.standing()] == [("gift.count", 1, 10)]
    assert sheet.send({("gift.count", 1): "", ("gift.count", 2): "3"}, reason="nhập nhầm tháng").status_code == 302
    assert [row[:3] for row in sheet.standing()] == [("gift.count", 2, 3)]
    assert Entry.objects.filter(note="nhập nhầm tháng").exists()


def test_a_wrong_cell_keeps_everything_from_being_saved_and_nothing_typed_is_lost(sheet):
    sheet.read()
    answer = sheet.send({("gift.count", 1): "10", ("gift.count", 2): "1,500", ("gift.value", 1): "5 hộ"})
    assert answer.status_code == 200
    assert set(answer.context["filled"].wrong) == {("gift.count", MONTHS[2]), ("gift.value", MONTHS[1])}
    html = answer.content.decode()
    assert f'href="#t-gift.count-{MONTHS[2]}"' in html
    assert 'value="1,500"' in html
    assert 'value="10"' in html
    assert sheet.standing() == []


def test_of_two_officers_the_second_is_told_and_loses_nothing(sheet):
    sheet.read()
    sheet.send({("gift.count", 1): "10"})
    sheet.read()
    first = dict(sheet.form)
    sheet.send({("gift.count", 1): "11"})
    sheet.form = first
    told = sheet.send({("gift.count", 1): "12", ("gift.count", 2): "2"})
    wrong = told.context["filled"].wrong["gift.count", MONTHS[1]]
    assert "11" in wrong
    assert "12" in wrong
    assert told.context["filled"].texts["gift.count", MONTHS[2]] == "2"
    assert [row[:3] for row in sheet.standing()] == [("gift.count", 1, 11)]
    sheet.form = {**sheet.form, "was": told.context["was"]}
    assert sheet.send({("gift.count", 1): "12", ("gift.count", 2): "2"}).status_code == 302
    assert {row[:3] for row in sheet.standing()} == {("gift.count", 1, 12), ("gift.count", 2, 2)}


def test_a_figure_phoned_in_is_marked_until_the_unit_tells_its_own(sheet):
    page = sheet.read("approver")
    assert "Nhập thay" in page.content.decode()
    assert sheet.send({("gift.count", 1): "10"}).context["form"].errors.keys() == {"caller", "called"}
    told = {"caller": "Nguyễn Thị Hoa, Phó Chủ tịch", "called": "9 giờ ngày 05/02"}
    assert sheet.send({("gift.count", 1): "10"}, **told).status_code == 302
    entry = Entry.objects.get(kind="declaration")
    assert entry.source == "monthly_totals_on_behalf"
    assert "Nguyễn Thị Hoa" in entry.note
    behind = sheet.client.get(
        reverse("behind"), {"of": UNIT, "from": "2024-01-01", "to": "2024-01-31", "indicator": "gift.count"}
    )
    assert "nhập thay" in behind.content.decode()
    assert ">nhập thay<" in sheet.read().content.decode()
    sheet.send({("gift.count", 1): "11"})
    assert ">nhập thay<" not in sheet.read().content.decode()


def test_a_block_is_pasted_without_javascript_and_looked_at_before_it_is_saved(sheet):
    sheet.read()
    block = "\tTháng 1\tTháng 2\nSuất quà trao tặng\t1.200\t-\nĐơn vị máu tiếp nhận\t5\t6\nLạ\t1\t\n"
    shown = sheet.send(do="paste", block=block)
    filled = shown.context["filled"]
    assert filled.texts["gift.count", MONTHS[1]] == "1.200"
    assert filled.texts["blood.units", MONTHS[2]] == "6", "an indicator that the block names joins the table"
    assert set(filled.wrong) == {("gift.count", MONTHS[2])}
    assert [text for text, _ in filled.pasted.lost] == ["Lạ: 1"]
    assert sheet.standing() == []


def test_a_unit_without_units_below_has_one_cover(sheet):
    declared = DeclarationDraft(
        sheet.chapter.id("22.cdyt"), "x", "all", date(2024, 1, 1), date(2024, 1, 31), (Amount("gift.count", 4),)
    )
    declare(by=None, at=AT, declarations=[declared])
    sheet.read("approver", "22.cdyt")
    assert sheet.page.context["filled"].texts["gift.count", MONTHS[1]] == "4"
    sheet.send({("gift.count", 2): "5"}, caller="a", called="b")
    assert set(StandingCell.objects.values_list("covers", flat=True)) == {"all"}


def test_the_sheet_shows_the_detail_beneath_and_what_is_above_or_crosses(sheet):
    unit, ward = sheet.chapter.id(UNIT), sheet.chapter.id("22.206.07132")
    for key, owner, value in (("a", unit, 30), ("b", ward, 12)):
        told = RecordDraft(owner, key, date(2024, 1, 5), (Amount("gift.count", value), Amount("org.members", value)))
        record(by=None, at=AT, records=[told])
    sheet.read()
    sheet.send({("gift.count", 1): "40", ("gift.value", 2): "3"})
    cells = {(r.view.code, c.month): c for r in sheet.read().context["sheet"].rows for c in r.cells}
    assert (cells["gift.count", MONTHS[1]].beneath, cells["gift.count", MONTHS[1]].exceeded) == (42, True)
    assert cells["org.members", MONTHS[3]].beneath == 42
    cells = {(r.view.code, c.month): c for r in sheet.read(covers="own").context["sheet"].rows for c in r.cells}
    assert cells["gift.count", MONTHS[1]].beneath == 30
    assert cells["org.members", MONTHS[1]].beneath == 30
    half = DeclarationDraft(unit, "h", "own", date(2024, 5, 1), date(2024, 6, 30), (Amount("gift.count", 9),))
    declare(by=None, at=AT, declarations=[half])
    sheet.read()
    sheet.send({("gift.count", 5): "3"})
    page = sheet.read()
    assert [cell.key for _, cell in page.context["sheet"].others] == ["h"]
    assert "✕ chồng số khai trước, chưa tính" in page.content.decode()


def test_a_year_in_which_the_unit_did_not_stand_opens_its_nearest_one(sheet):
    sheet.client.force_login(sheet.cast["approver"])
    page = sheet.client.get(reverse("declare_totals"), {"of": UNIT, "year": 2030})
    assert page.context["sheet"].year.year == 2025
    assert len(page.context["sheet"].months) == 6


def test_what_lies_beneath_is_what_the_ledger_keeps(sheet):
    unit, ward = sheet.chapter.id(UNIT), sheet.chapter.id("22.206.07132")
    amounts = (Amount("social.turns", 7), Amount("gift.count", 3), Amount("org.members", 50), Amount("health.cases", 2))
    record(by=None, at=AT, records=[
        RecordDraft(owner, f"{owner}-{month}", date(2024, month, 9), amounts)
        for owner in (unit, ward) for month in (1, 2, 5)
    ])  # fmt: skip
    codes = ("total.turns", "social.turns", "gift.count", "org.members")
    declare(by=None, at=AT, declarations=[
        DeclarationDraft(owner, f"{covers}{month}{code}", covers, date(2024, month, 1), date(2024, month, 28 + (month == 2) + 3 * (month != 2)), (Amount(code, 20 * month),))
        for owner, covers in ((unit, "all"), (unit, "own"), (ward, "own")) for month in (1, 2) for code in codes
    ])  # fmt: skip
    for owner, covers, leaf in ((unit, "all", False), (unit, "own", False), (ward, "own", True)):
        declared = declared_year(books()[0], owner, covers, 2024, leaf=leaf)
        beneath = beneath_sheet(books(), owner, covers, 2024, declared, leaf=leaf)
        kept = {key: cells[0].beneath for key, cells in declared.sheet.items()}
        assert len(kept) == 8
        assert {key: beneath.sums.get(key, 0) for key in kept} == kept, (covers, leaf)


@pytest.mark.parametrize("who", ["visitor", "outsider", "head"])
def test_the_sheet_is_closed_to_whom_the_unit_does_not_concern(sheet, who):
    assert sheet.read(who).status_code == 403
    sheet.form = {}
    assert sheet.send({("gift.count", 1): "1"}).status_code == 403


def test_an_auditor_reads_the_sheet_and_writes_nothing(sheet):
    attest(by=None, at=AT, unit_id=sheet.chapter.id(UNIT), first=date(2024, 1, 1), last=date(2024, 1, 31))
    auditor = sheet.cast["visitor"]
    assign_role(
        by=None, at=AT, user=auditor, role=Role.AUDITOR, valid_from=date(2024, 1, 1), unit_id=sheet.chapter.id("22")
    )
    html = sheet.read("visitor").content.decode()
    assert "t-gift.count" not in html.replace("nt-gift.count", "")
    assert 'value="save"' not in html
    assert "đã xác nhận" in html
    assert sheet.send({("gift.count", 1): "1"}).status_code == 403


def test_the_page_and_its_saving_ask_the_database_a_bounded_number_of_times(
    sheet, assert_queries, django_assert_max_num_queries
):
    sheet.read(add="gift.count,gift.value,blood.units,org.members")
    with assert_queries():
        sheet.client.get(sheet.address)
    counts = []
    for codes in (("gift.count",), ("gift.count", "gift.value", "blood.units")):
        sheet.read(add="gift.count,gift.value,blood.units")
        with django_assert_max_num_queries(200) as asked:
            sheet.send({(code, number): f"{len(counts)}{number}" for code in codes for number in range(1, 5)})
        counts.append(len(asked))
    assert len(sheet.standing()) == 12
    assert counts[1] < counts[0] + 60, "three times the cells do not ask three times as often"

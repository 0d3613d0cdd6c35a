"""A review against targets: what a sentence ends with, what the annex lists, where its numbers lead."""

import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest

from chungtay.documents.formats.html import page
from chungtay.documents.formats.xlsx import xlsx
from chungtay.documents.rules import Paragraph, TargetReference
from chungtay.kernel.periods import Period
from chungtay.ledger.queries import head
from chungtay.plans.actions import assign_target
from chungtay.plans.rules import StandingTarget, TargetBasis, TargetDraft, progress
from chungtay.reports.queries import review
from chungtay.reports.rules.composition import compose
from chungtay.reports.rules.material import Planned
from chungtay.reports.rules.results import BLOOD
from chungtay.reports.rules.targets import plan_sentence, table_of_targets
from tests.factories.organizations import AT, MEMBERS

from .made_up import TEN_MONTHS, cluster_review, fact

YEAR, THIRD, HALF = Period.year(2024), Period.quarter(2024, 3), Period(date(2024, 1, 1), date(2024, 6, 30))


def planned(value, reached=6_727, days=YEAR, among=1, given=None, basis=TargetBasis.ASSIGNED, **told):
    units = tuple(range(given or among))
    target = StandingTarget("blood.units", days, frozenset(), basis, value, units, among)
    of = fact("blood.units", reached, period=Period(days.first, min(days.last, TEN_MONTHS.last)))
    share = progress(reached if target.whole else None, value, days.first, days.last, TEN_MONTHS.last)
    return Planned(target, of, share, TargetReference("22/cum-2", days.last.year, value), **told)


def sentence(*targets, **material):
    return Paragraph(plan_sentence(cluster_review(targets=targets, **material), BLOOD)).text


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (planned(7_600), "Đơn vị máu tiếp nhận đạt 88,5% chỉ tiêu năm (7.600 đơn vị máu)."),
        (planned(5_606), "Đơn vị máu tiếp nhận đạt 120% chỉ tiêu năm, vượt 20% khi chưa hết kỳ (5.606 đơn vị máu)."),
        (planned(6_727), "Đơn vị máu tiếp nhận đạt 100% chỉ tiêu năm (6.727 đơn vị máu)."),
        (planned(6_728), "Đơn vị máu tiếp nhận đạt gần 100% chỉ tiêu năm (6.728 đơn vị máu)."),
        (planned(6_726), "Đơn vị máu tiếp nhận đạt trên 100% chỉ tiêu năm (6.726 đơn vị máu)."),
        (planned(7_600, 1), "Đơn vị máu tiếp nhận đạt trên 0% chỉ tiêu năm (7.600 đơn vị máu)."),
        (planned(7_600, 0), "Đơn vị máu tiếp nhận đạt 0% chỉ tiêu năm (7.600 đơn vị máu)."),
        (
            planned(7_600, among=6),
            "Đơn vị máu tiếp nhận đạt 88,5% tổng chỉ tiêu năm của 6 đơn vị thành viên (7.600 đơn vị máu).",
        ),
        (planned(7_600, among=6, given=5), ""),  # a member has none: no share
        (planned(7_600, None), ""),  # not reported: no share
        (
            planned(6_000, days=TEN_MONTHS, tags=("Tết Nhân ái",)),
            "Đơn vị máu tiếp nhận (Tết Nhân ái) đạt 112,1% chỉ tiêu 10 tháng năm 2024, vượt 12,1% (6.000 đơn vị máu).",
        ),
    ],
)
def test_a_sentence_ends_with_the_share_of_plan_and_never_with_one_for_the_other(target, words):
    assert sentence(target) == words


def test_a_target_of_earlier_days_is_held_against_the_figure_of_its_own_days():
    told = sentence(planned(7_600, 5_000), planned(2_000, 1_500, THIRD), period=THIRD)
    assert told == (
        "Đơn vị máu tiếp nhận từ đầu năm là 5.000 đơn vị máu, đạt 65,8% chỉ tiêu năm (7.600 đơn vị máu); "
        "đơn vị máu tiếp nhận đạt 75% chỉ tiêu quý III năm 2024 (2.000 đơn vị máu)."
    )


def test_the_annex_names_the_days_that_are_not_the_years_or_the_reports():
    names = [row[1].text for row in table_of_targets(
        cluster_review(targets=(planned(7_600), planned(2_000, 1_500, THIRD)), period=THIRD)
    ).rows]  # fmt: skip
    assert names == ["Đơn vị máu tiếp nhận, từ đầu năm", "Đơn vị máu tiếp nhận, chỉ tiêu quý III năm 2024"]


def test_of_two_words_for_the_same_the_assigned_one_is_told_and_both_are_listed():
    pair = (planned(8_000, basis=TargetBasis.REGISTERED), planned(7_600))
    assert "88,5%" in sentence(*pair) and "84,1%" not in sentence(*pair)
    rows = table_of_targets(cluster_review(targets=pair)).rows
    assert [(row[3].text, row[6].text) for row in rows] == [
        ("Đơn vị đăng ký", "84,1%"),
        ("Cấp trên giao", "88,5%"),
    ]
    nearly = planned(6_730)  # of which 6.727 are "gần 100%", and would be shown as 100,0%
    with zipfile.ZipFile(BytesIO(xlsx(compose(cluster_review(targets=(*pair, nearly)))))) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name]
    assert any(f"<f>F6/E6</f><v>{6_727 / 8_000}" in sheet and "<f>F7/E7</f>" in sheet for sheet in sheets)
    assert table_of_targets(cluster_review(targets=(*pair, nearly))).rows[2][6].text == "gần 100%"
    assert not any("F8/E8" in sheet for sheet in sheets)


def test_the_annex_says_in_words_what_is_no_number_and_how_far_the_days_have_come():
    material = cluster_review(targets=(planned(7_600, None), planned(7_600, among=6, given=4)))
    annex = compose(material).annexes[2]
    assert (annex.heading, annex.title) == ("Phụ lục III", "KẾT QUẢ 10 THÁNG NĂM 2024 SO VỚI CHỈ TIÊU")
    (table,) = annex.blocks
    said = [tuple(cell.text for cell in row[4:]) for row in table.rows]
    assert said == [
        ("7.600", "chưa báo cáo", "chưa báo cáo", "83,3%"),
        ("7.600", "6.727", "chưa tính: 4 trong 6 đơn vị có chỉ tiêu", "83,3%"),
    ]
    assert table.notes == ("Kế hoạch của Cụm là tổng chỉ tiêu của các đơn vị thành viên.",)
    assert "chi-tieu" not in page(compose(material), "") and 'href=""' not in page(compose(material), "")


def test_a_review_as_known_then_reads_the_targets_of_then(told):
    draft = TargetDraft(told.id("22.206"), "blood.units", YEAR.first, YEAR.last, 420, TargetBasis.AGREED)
    assign_target(by=None, at=AT, draft=draft)
    assign_target(by=None, at=datetime(2030, 1, 1, tzinfo=UTC), draft=replace(draft, value=210))
    asked = {"of": "22.206", "first": YEAR.first, "last": date(2024, 10, 31)}
    for seq, words in ((None, "đạt 100% chỉ tiêu năm"), (head().seq, "đạt 50% chỉ tiêu năm")):
        found = review(**asked, known_seq=seq)
        assert words in " ".join(block.text for block in found.blocks() if isinstance(block, Paragraph))


def test_a_published_paper_counts_no_target_among_its_figures_and_the_page_leads_to_the_list(told, opened):
    for code in MEMBERS:
        assign_target(
            by=None, at=AT, draft=TargetDraft(told.id(code), "blood.units", YEAR.first, YEAR.last, 50, TargetBasis.AGREED)
        )  # fmt: skip
    found = review(of="22/cum-2", first=YEAR.first, last=date(2024, 10, 31))
    text = " ".join(block.text for block in found.blocks() if isinstance(block, Paragraph))
    assert "đạt 100% tổng chỉ tiêu năm của 6 đơn vị thành viên (300 đơn vị máu)" in text
    assert all(figure.value != 50 for figure in found.figures() if figure.indicator == "blood.units")
    asked = {"of": "22/cum-2", "from": "2024-01-01", "to": "2024-10-31"}
    assert '<a class="figure" href="/chi-tieu/?of=22/cum-2&amp;year=2024">300 đơn vị máu</a>' in (
        opened("head", "/bao-cao/", asked).content.decode()
    )

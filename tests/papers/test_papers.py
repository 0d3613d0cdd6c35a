"""What the papers of a meeting say, and in which order."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from chungtay.documents.formats import written
from chungtay.documents.formats.pptx import pptx
from chungtay.documents.formats.times import lines
from chungtay.documents.rules import Paragraph, Plot, Review, Section, Slot, Table
from chungtay.papers.queries import aims_of
from chungtay.papers.rules import (
    MeetingMaterial,
    compose_chair_page,
    compose_deck,
    compose_minutes,
    compose_notice,
    compose_paper,
)
from chungtay.papers.rules.asking import asks
from chungtay.papers.rules.members import member_sections, share_of_whole
from chungtay.plans.rules import TargetBasis
from tests.reports.edges import unreported
from tests.reports.made_up import MEMBERS, WHOLE, facts
from tests.reports.test_targets import planned

from .made_up import aim, crowded, material

PAPERS = (compose_paper, compose_chair_page, compose_minutes, compose_notice)


def told(blocks: tuple[object, ...]) -> str:
    """Everything that stands in blocks."""
    said = []
    for block in blocks:
        match block:
            case Paragraph():
                said.append(block.text)
            case Slot():
                said += block.lines
            case Table():
                said += [" | ".join(cell.text for cell in row) for row in block.rows]
    return "\n".join(said)


def all_of(paper: Review) -> str:
    return told(tuple(paper.blocks()))


def part(paper: Review, number: str) -> list[Section]:
    """The sections of a part."""
    starts = [i for i, section in enumerate(paper.sections) if not section.level]
    begins = next(i for i in starts if paper.sections[i].number == number)
    ends = next((i for i in starts if i > begins), len(paper.sections))
    return list(paper.sections[begins + 1 : ends])


def test_the_paper_tells_conclusions_report_members_papers_and_directions_in_this_order() -> None:
    paper = compose_paper(material())
    assert [section.title for section in paper.sections if not section.level] == [
        "TÌNH HÌNH THỰC HIỆN KẾT LUẬN CỦA CÁC HỘI NGHỊ TRƯỚC", "KẾT QUẢ CÔNG TÁC 10 THÁNG NĂM 2024",
        "SỐ LIỆU TỪNG ĐƠN VỊ", "THAM LUẬN CỦA CÁC ĐƠN VỊ", "DỰ THẢO PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2025",
    ]  # fmt: skip
    opening = told(part(paper, "Phần thứ nhất")[0].blocks)
    assert "Có 2 kết luận cần theo dõi: 1 đang làm và 1 đã xong; 1 kết luận đã quá hạn." in opening
    assert "Quảng Yên | 30/09/2024 | Đang làm, quá hạn 42 ngày | 1.200/1.500 đơn vị máu, đạt 80%" in opening
    assert [s.title for s in part(paper, "Phần thứ ba")] == [member.short_name for member in MEMBERS]
    directions = told(part(paper, "Phần thứ năm")[0].blocks)
    assert directions.index("Tổ chức hai đợt hiến máu") < directions.index("Tiếp nhận máu năm 2025")
    assert "cần đạt 7.000 đơn vị máu" in directions and directions.endswith("Tổ chức Tết Nhân ái 2025.")
    assert "Trên đây là báo cáo" not in all_of(paper)  # the report stands inside the paper
    assert paper.watermark and paper.annexes and not paper.head.addressees


def test_what_nobody_wrote_prints_as_a_gap_and_silent_members_are_named() -> None:
    empty = material(earlier=(), own=(), papers=(), review=replace(material().review, words={}))
    assert "chưa có nội dung: phương hướng, nhiệm vụ kỳ tới" in all_of(compose_paper(empty))
    assert "Chưa gửi tham luận: Hạ Long, Cẩm Phả" in all_of(compose_paper(empty))
    assert "Không có kết luận nào" in all_of(compose_paper(empty))
    assert "chưa có nội dung: kết luận của hội nghị" in all_of(compose_notice(empty))
    assert "chưa có nội dung: ý kiến chỉ đạo của cấp trên" in all_of(compose_minutes(empty))


def test_a_members_page_has_last_year_plan_share_warnings_and_what_it_has_not_reported() -> None:
    made = material()
    late = {
        code: replace(one, missing=("Quảng Yên",)) if code == "gift.count" else one
        for code, one in facts(WHOLE).items()
    }
    page = member_sections(replace(made, review=replace(made.review, facts=late)))[3]
    said = told(page.blocks)
    assert "Suất quà là 900 suất; các kỳ trước khoảng 120 suất. Giải trình: Có nhà tài trợ mới." in said
    assert "Chưa báo cáo: suất quà trao tặng." in said
    (table,) = [block for block in page.blocks if isinstance(block, Table)]
    headings = [column.heading for column in table.columns]
    row = next(row for row in table.rows if row[1].text.startswith("Đơn vị máu tiếp nhận"))
    cells = dict(zip(headings, row, strict=True))
    assert (cells["Kỳ này"].text, cells["Kế hoạch"].text, cells["Đạt"].text) == ("941", "2.000", "47,1%")
    assert cells["Kỳ này"].figure.key == "22.206" and cells["Cùng kỳ"].figure.last.year == 2023


def test_a_member_that_reported_nothing_is_told_so_in_a_line_and_begins_no_page_of_its_own() -> None:
    made = material()
    silent = {code: replace(unreported(one), expected=6, missing=("Quảng Yên",)) for code, one in facts(WHOLE).items()}
    page = member_sections(replace(made, review=replace(made.review, facts=silent)))[3]
    assert told(page.blocks).endswith("Chưa báo cáo chỉ tiêu nào của kỳ.") and not page.new_page


def test_where_several_targets_stand_papers_take_the_one_of_the_reports_sentence() -> None:
    both = (planned(9_000, basis=TargetBasis.AGREED), planned(7_600), planned(50, tags=("Tết",)))
    (aim,) = aims_of(replace(material().review, order=("blood.units",), targets=both))["22/cum-2"]
    assert (aim.value, aim.share) == (7_600, "88,5%")


def test_shares_of_members_sum_to_the_whole_and_what_does_not_add_up_has_none() -> None:
    made = material()
    rows = [made.facts_of(member.code)["total.value"] for member in MEMBERS]
    assert sum(share_of_whole(made, fact) for fact in rows) == 100
    assert share_of_whole(made, replace(rows[0], overlapping=True)) is None
    assert share_of_whole(made, unreported(rows[0])) is None


def test_questions_come_from_every_kind_and_each_unit_is_asked_once_before_anyone_twice() -> None:
    late = {code: replace(one, missing=("Uông Bí",)) for code, one in facts(WHOLE).items()}
    made = material(review=replace(material().review, facts=late))
    found = asks(made)
    assert [(ask.unit, ask.text.split(":")[0]) for ask in found[:2]] == [
        ("Uông Bí", "Chưa báo cáo chỉ tiêu nào của kỳ"), ("Quảng Yên", "“Tổ chức hai đợt hiến máu”"),
    ]  # fmt: skip
    behind = [ask for ask in found if "kế hoạch" in ask.text]
    assert len({ask.unit for ask in behind}) == len(behind) > 1  # each has one target
    dropped = [ask for ask in found if "giảm" in ask.text]
    assert dropped[0].unit == "Đông Triều" and "cùng kỳ" in dropped[0].text and dropped[0].figure
    assert [ask.kind for ask in found[:4]] == [0, 1, 2, 3]


def pages(pdf: bytes) -> int:
    return len(PdfReader(BytesIO(pdf)).pages)


def height(paper: Review) -> float:
    """How high the sheet stands in Word, in points: lines as wide as Times sets them."""
    room, used = 453.5, 14 * 1.15 + 3 + sum(len(lines(t, 453.5, 12, bold=True)) for t in paper.head.subject) * 12 * 1.15
    for section in paper.sections:
        used += 12 * 1.15 + 8
        for block in section.blocks:
            if isinstance(block, Table):
                whole = sum(column.width for column in block.columns)
                heads = tuple(column.heading for column in block.columns)
                for row in (heads, *(tuple(cell.text for cell in row) for row in block.rows)):
                    cells = zip(row, block.columns, strict=True)
                    used += max(len(lines(t, room * c.width / whole - 8.5, 11)) for t, c in cells) * 11 * 1.15 + 2.5
            elif isinstance(block, Paragraph):
                used += (len(lines(f"- {block.text}", room - 18, 12))) * 12 * 1.15 + 4
    return used


@pytest.mark.parametrize("made", [material, crowded])
def test_the_chairs_page_is_one_side_of_a4_whatever_it_has_to_say(made: object) -> None:
    paper = compose_chair_page(made())
    assert pages(written(paper, "pdf")) == 1
    assert height(paper) < (297 - 30) * 72 / 25.4
    headings = [section.title for section in paper.sections]
    assert headings == ["Số chính", "Thay đổi đáng chú ý", "Còn thiếu", "Hỏi ai, hỏi gì"]


def test_who_fell_least_is_not_said_to_have_done_best_and_without_figures_no_table_stands() -> None:
    made = crowded()
    fell = told(compose_chair_page(replace(made, review=replace(made.review, not_compared=""))).sections[1].blocks)
    assert "nhất" not in fell  # all fell by the same
    rows = made.review.by_unit
    worse = [
        replace(row, facts={"total.value": replace(row.facts["total.value"], value=n)}) for n, row in enumerate(rows)
    ]
    fell = told(compose_chair_page(replace(made, review=replace(made.review, by_unit=tuple(worse)))).sections[1].blocks)
    assert ", giảm ít nhất; " in fell and fell.split("\n")[0].endswith(", giảm nhiều nhất.")
    nothing = replace(made.review, facts={}, earlier={})
    assert told(compose_chair_page(replace(made, review=nothing)).sections[0].blocks) == "Chưa có số liệu của kỳ."


def test_units_that_do_not_stand_on_the_line_are_counted_and_indicators_are_no_units() -> None:
    made = crowded()
    silent = told(compose_chair_page(made).sections[2].blocks).split("\n")[0]
    assert silent.startswith("Chưa báo cáo: ") and "…" not in silent and len(silent) <= 160
    late = {code: replace(one, missing=("Quảng Yên",)) for code, one in facts(WHOLE).items()}
    late["total.value"] = replace(late["total.value"], missing=())
    page = told(member_sections(replace(material(), review=replace(material().review, facts=late)))[3].blocks)
    assert page.endswith(" chỉ tiêu khác.") and "đơn vị khác" not in page


def test_no_bar_of_a_slide_says_that_a_plan_is_reached_which_is_not() -> None:
    made = material()
    short = {"22/cum-2": (aim(facts(WHOLE)["blood.units"], 6_728), aim(facts(WHOLE)["house.built"], 12))}
    plan = [
        slide.content for slide in compose_deck(replace(made, aims=short)).slides if isinstance(slide.content, Plot)
    ]
    assert [bar.value for bar in plan[-1].series[0].bars] == [1000, 999]


def test_minutes_have_no_addressee_name_who_came_and_who_did_not_and_two_sign() -> None:
    minutes = compose_minutes(material())
    assert minutes.head.kind == "BIÊN BẢN" and not minutes.head.addressees
    assert minutes.head.number.startswith("Số:\u00a0") and minutes.head.number.endswith("/BB-CTĐ")
    assert minutes.head.place_and_date == "Quảng Yên, ngày 11 tháng 11 năm 2024"
    signing = (minutes.head.beside, minutes.head.signature)
    assert [(one.lines, one.name) for one in signing] == [
        (("THƯ KÝ",), "Trần Thị Hoa"), (("CHỦ TRÌ",), "Nguyễn Văn Minh"),
    ]  # fmt: skip
    said = all_of(minutes)
    for words in (
        "Thời gian bắt đầu: …… giờ ……, chiều Thứ Hai, ngày 11/11/2024.",
        "Có mặt (1):\nHội Chữ thập đỏ thành phố Hạ Long: Bà Lê Thị Mai.",
        "Vắng mặt (1):\nHội Chữ thập đỏ thành phố Uông Bí (bận họp tỉnh).",
        "Ban hành quy chế (Quảng Yên): đã xong. Quyết định số 12.",
        "2. Tiếp nhận máu năm 2025. Thực hiện: Quảng Yên; hạn: 31/12/2025; cần đạt 7.000 đơn vị máu.",
    ):
        assert words in said
    text = PdfReader(BytesIO(written(minutes, "pdf"))).pages[-1].extract_text()
    assert text.index("THƯ KÝ") < text.index("Nơi nhận:") and "Kính gửi" not in text


def test_the_notice_numbers_conclusions_and_directions_with_owner_and_day_and_leaves_the_number_blank() -> None:
    notice = compose_notice(material())
    assert [section.title for section in notice.sections] == ["", "KẾT LUẬN", "PHƯƠNG HƯỚNG, NHIỆM VỤ", ""]
    assert "1. Gửi báo cáo năm đúng hạn. Thực hiện: Quảng Yên; hạn: 10/12/2024." in all_of(notice)
    assert notice.head.number.endswith("/TB-CTĐ") and notice.head.signature.name == "Nguyễn Thị Hồng Hạnh"
    assert notice.head.recipient_lines[-1] == "- Lưu: VT, hồ sơ hội nghị."


def test_slides_are_at_most_fourteen_with_native_charts_of_the_papers_figures() -> None:
    deck = compose_deck(material())
    assert 10 <= len(deck.slides) + 1 <= 14
    charts = [slide.content for slide in deck.slides if isinstance(slide.content, Plot)]
    assert len(charts) == 5
    printed = {figure for figure in compose_paper(material()).figures()}
    by_member = charts[1]
    assert next(bar.figure.key for bar in by_member.series[0].bars) == "22.193"
    assert {bar.figure for bar in by_member.series[0].bars} <= printed
    plan = charts[4]
    assert [(bar.label, bar.value) for bar in plan.series[0].bars] == [
        ("Đơn vị máu tiếp nhận", 1121), ("Nhà nhân đạo xây mới", 800),
    ]  # fmt: skip
    assert deck.watermark == "DỮ LIỆU MINH HỌA"
    assert len(compose_deck(crowded()).slides) + 1 <= 14


def test_a_meeting_without_members_figures_or_conclusions_still_has_every_paper() -> None:
    nothing = replace(
        material().review, facts={}, earlier={}, earlier_period=None, by_unit=(), earlier_by_unit=(), by_month=(),
        by_programme=(), by_disaster=(), members=(), visits=None, words={}, inclusion={},
    )  # fmt: skip
    bare = MeetingMaterial(replace(material().occasion, invited=(), agenda=(), minutes={}), nothing)
    for compose in PAPERS:
        assert written(compose(bare), "docx") and written(compose(bare), "pdf")
    assert any(slide.statement.startswith("Dự thảo phương hướng") for slide in compose_deck(bare).slides)


def test_the_same_material_gives_the_same_bytes() -> None:
    for compose in PAPERS:
        for form in ("docx", "pdf"):
            assert written(compose(material()), form) == written(compose(material()), form)
    assert pptx(compose_deck(material())) == pptx(compose_deck(material()))

"""What figures mean: which indicator, under which tags, whose and when."""

from datetime import date

import pytest

from chungtay.reading.rules.figures import Figure, Period
from chungtay.reading.rules.known import Known
from chungtay.reading.rules.reading import read_figures
from chungtay.unpacking.formats import read_document
from chungtay.unpacking.rules import Block, BlockKind, Document, Span

from .known_units import known

KNOWN = known()
JANUARY, OCTOBER = date(2024, 1, 1), date(2024, 10, 31)
PAGE = (
    "Hội Chữ thập đỏ tỉnh giao ban công tác hội tại Cụm thi đua số 2",
    "Chiều 11/11, tại TX Quảng Yên, Hội CTĐ tỉnh họp giao ban năm 2024; phương hướng, nhiệm vụ năm 2025 tại Cụm thi đua số 2.",
    "Trong 10 tháng năm 2024, Cụm thi đua số 2 đã trợ giúp trên 22.200 lượt người với tổng trị giá gần 10,9 tỷ đồng.",
    "Công tác chăm sóc sức khỏe được Cụm triển khai với 5.482 trường hợp được hỗ trợ, tổng trị giá trên 1,7 tỷ đồng; duy trì"
    " mô hình “Nồi cháo nhân đạo” tại 5 địa phương.",
    "Cụm tiếp nhận 6.727 đơn vị máu; ngoài ra vận động 3.581 suất quà trị giá trên 4,3 tỷ đồng hỗ trợ các hộ bị ảnh hưởng cơn"
    " bão số 3; riêng Hạ Long 1.019 suất quà.",
    "Năm 2025, Cụm phấn đấu tiếp nhận 7.000 đơn vị máu.",
    "Nhân dịp này, Cụm thi đua số 2 thăm hỏi 2 hộ gia đình khó khăn tại phường Quảng Yên.",
)


def document(*paragraphs: str, dated: date | None = date(2024, 11, 11), titled: bool = True) -> Document:
    """Paragraphs as a document, the first of them its title."""
    blocks, start = [], 0
    for number, words in enumerate(paragraphs):
        kind = BlockKind.TITLE if titled and not number else BlockKind.PARAGRAPH
        blocks.append(Block(kind, Span(start, start + len(words))))
        start += len(words) + 1
    return Document("bai.txt", "\n".join(paragraphs), tuple(blocks), (), paragraphs[0] if titled else None, dated)


def read(
    *paragraphs: str, of: str | None = None, titled: bool = True, dated: date | None = date(2024, 11, 11)
) -> list[Figure]:
    return list(read_figures(document(*paragraphs, titled=titled, dated=dated), KNOWN, of).figures)


def one(sentence: str, **asked: object) -> Figure:
    return read(sentence, titled=False, **asked)[0]  # type: ignore[arg-type]


def test_a_cluster_review_is_understood_whole() -> None:
    found = [
        (f.indicator, sorted(f.tags), f.organization, f.period and (f.period.first, f.period.last)) for f in read(*PAGE)
    ]
    ten, storm = (JANUARY, OCTOBER), ["disaster:yagi_2024"]
    assert found == [
        ("total.turns", [], "22/cum-2", ten),
        ("total.value", [], "22/cum-2", ten),
        ("health.cases", [], "22/cum-2", ten),
        ("health.value", [], "22/cum-2", ten),
        ("meal.localities", [], "22/cum-2", ten),
        ("blood.units", [], "22/cum-2", ten),
        ("disaster.gifts", storm, "22/cum-2", ten),
        ("disaster.value", storm, "22/cum-2", ten),
        ("disaster.gifts", storm, "22/cum-2", ten),  # a place that receives is no owner
        ("blood.units", [], "22/cum-2", (date(2025, 1, 1), date(2025, 12, 31))),
        ("visit.households", [], "22/cum-2", (date(2024, 11, 11), date(2024, 11, 11))),
    ]
    assert all(figure.why for figure in read(*PAGE))


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Hội đã xây mới 7 nhà, sửa chữa 4 nhà nhân đạo.", "house.built"),
        ("Hội trao 40 suất học bổng cho học sinh nghèo.", "edu.scholarships"),
        ("Hội kết nạp mới 215 hội viên.", "org.new_members"),
        ("Toàn thị xã có 1.026 người đăng ký hiến máu.", "blood.registered"),
        ("Hội mổ mắt miễn phí cho 86 người.", "health.eye_surgeries"),
        ("Hội tặng 25 xe lăn cho người khuyết tật.", "dis.wheelchairs"),
        ("Câu lạc bộ ngân hàng máu sống có 38 thành viên.", "blood.club_members"),
        ("Công tác xã hội nhân đạo: trợ giúp 96.000 lượt người.", "social.turns"),
        ("Phòng ngừa, ứng phó thảm họa: hỗ trợ 2.500 lượt người.", "disaster.turns"),
        ("Công đoàn ngành than góp 1 tỷ đồng.", "fund.raised"),
        ("Quỹ Hội: tổng thu 340 triệu đồng.", "fund.raised"),
        ("Hội trích quỹ 12 triệu đồng.", "fund.spent"),
        ("Vinh danh 72 gương điển hình.", "emu.awards"),
        ("Hội tiếp nhận 2 tấn gạo.", "goods.rice"),
        ("Hội nghị khen thưởng 25 tập thể.", "emu.awards"),
        ("Bao cao: hien mau tinh nguyen 87 don vi mau.", "blood.units"),
    ],
)
def test_an_indicator_follows_from_the_unit_and_the_words_around(sentence: str, code: str) -> None:
    assert one(sentence).indicator == code


def test_money_follows_what_it_is_the_worth_of() -> None:
    codes = [figure.indicator for figure in read("Hội trao 85 con bò giống trị giá 1,2 tỷ đồng.", titled=False)]
    assert codes == ["live.cows", "live.value"]


def test_what_nothing_speaks_for_is_left_open_with_its_reason() -> None:
    left = one("Số tiền còn lại là 130 triệu đồng.")
    assert left.indicator is None
    assert any("số dư" in why for why in left.why)
    figure = one("Số tiền là 130 triệu đồng.")
    assert figure.indicator is None
    assert any("không có từ nào" in why for why in figure.why)


@pytest.mark.parametrize(
    ("name", "dated", "code"),
    [
        ("thị xã Quảng Yên", date(2024, 11, 11), "22.206"),
        ("TX Quảng Yên", date(2024, 11, 11), "22.206"),
        ("phường Quảng Yên", date(2024, 11, 11), "22.206.07132"),
        ("phường Quảng Yên", date(2025, 8, 1), "22.07132"),
        ("Quảng Yên", date(2024, 11, 11), "22.206"),
        ("Trường CĐ Y tế", date(2024, 11, 11), "22.cdyt"),
        ("tỉnh", date(2024, 11, 11), "22"),
        ("huyện Lập Thạch", date(2024, 11, 11), None),
    ],
)
def test_a_name_means_the_unit_that_bore_it_on_the_day(name: str, dated: date, code: str | None) -> None:
    assert one(f"Hội CTĐ {name} trao 20 suất quà.", dated=dated).organization == code


def test_anothers_figures_are_not_given_to_the_unit_that_is_read_for() -> None:
    figure = one("Hội Chữ thập đỏ tỉnh Hà Tĩnh trao 20 suất quà; toàn tỉnh có 30 chi hội.", of="22.206")
    assert (figure.organization, figure.organization_name) == (None, "Hội Chữ thập đỏ tỉnh Hà Tĩnh")


def test_every_unit_of_a_list_has_its_own_number_the_last_too() -> None:
    paragraph = "Hội nấu 700 suất cháo, gồm: Hạ Long 400 suất, Uông Bí 100 suất và Quảng Yên 200 suất."
    assert [f.organization for f in read(paragraph, titled=False)][1:] == ["22.193", "22.196", "22.206"]
    undated = read(paragraph, titled=False, dated=None)  # Uông Bí has ended: the text is of before
    assert [f.organization for f in undated][1:] == ["22.193", "22.196", "22.206"]


def test_a_letters_second_line_names_the_one_who_writes() -> None:
    lines = ["HỘI CTĐ TỈNH QUẢNG NINH", "THỊ XÃ QUẢNG YÊN", "BÁO CÁO", "Kết quả công tác Hội tháng 5 năm 2024"]
    text = "\n".join([*lines, "Trong tháng đã tiếp nhận 120 đơn vị máu."])
    assert read_figures(read_document("a.txt", text.encode()), KNOWN).organization == "22.206"


def test_a_heading_of_another_field_does_not_drown_what_its_sentence_says() -> None:
    text = "BÁO CÁO CÔNG TÁC HỘI THÁNG 5 NĂM 2024\nHội Chữ thập đỏ tỉnh Quảng Ninh báo cáo kết quả như sau:\n"
    text += "1. Công tác xã hội nhân đạo\nKhám bệnh cho 1.500 lượt người."
    (figure,) = read_figures(read_document("a.txt", text.encode()), KNOWN).figures
    assert figure.indicator == "health.turns"


def test_tet_in_a_title_tags_gifts_and_no_blood() -> None:
    text = "BÁO CÁO KẾT QUẢ TẾT NHÂN ÁI 2024\n1. Chăm lo hộ nghèo\nHội trao 1.200 suất quà.\n2. Hiến máu tình nguyện\n"
    gifts, blood = read_figures(read_document("a.txt", f"{text}Tiếp nhận 450 đơn vị máu.".encode()), KNOWN).figures
    assert (gifts.tags, blood.tags) == ({"programme:tet_nhan_ai"}, frozenset())


def test_a_part_that_a_text_has_is_of_the_kind_of_its_whole() -> None:
    whole, part = read("Khám bệnh cho 1.850 lượt người, trong đó có 320 trẻ em.", titled=False)
    assert (part.quantity.kind, part.quantity.part_of) == (whole.quantity.kind, 0)


def test_a_text_that_names_nobody_speaks_of_the_unit_it_is_read_for() -> None:
    assert one("Đã trao 20 suất quà.", of="22.206").organization == "22.206"


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Trong 9 tháng đầu năm", (2024, 1, 1), (2024, 9, 30)),
        ("Quý III/2024", (2024, 7, 1), (2024, 9, 30)),
        ("Năm học 2023-2024", (2023, 9, 1), (2024, 6, 30)),
        ("Từ đầu năm đến nay", (2024, 1, 1), (2024, 11, 11)),
        ("Từ ngày 8/9 đến nay", (2024, 9, 8), (2024, 11, 11)),
        ("Tính đến ngày 31/10/2024", (2024, 1, 1), (2024, 10, 31)),
        ("Giai đoạn 2020-2024", (2020, 1, 1), (2024, 12, 31)),
        ("Từ tháng 1 đến tháng 3 năm 2024", (2024, 1, 1), (2024, 3, 31)),
        ("Tháng Nhân đạo năm 2025", (2025, 3, 1), (2025, 5, 31)),
        ("Sáng 5/11", (2024, 11, 5), (2024, 11, 5)),
        ("10 thang dau nam nhu sau, Hoi", (2024, 1, 1), (2024, 10, 31)),
    ],
)
def test_a_period_is_read_from_its_sentence(
    words: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    verb = "da trao tang 20 suat qua" if words.isascii() and " thang " in words else "Hội đã trao 20 suất quà"
    assert one(f"{words}, {verb}.").period == Period(date(*first), date(*last), "sentence")


def test_last_years_period_is_no_period_of_this_years_figure() -> None:
    figure = one("Trong 10 tháng năm 2024, Hội trao 500 suất quà, tăng 8% so với cùng kỳ năm 2023.")
    assert figure.period == Period(JANUARY, OCTOBER, "sentence")


def test_what_is_aimed_at_for_the_whole_year_is_of_the_year() -> None:
    text = "Tháng 5 năm 2024, Hội tiếp nhận 120 đơn vị máu, phấn đấu cả năm 1.500 đơn vị máu."
    done, aim = read(text, titled=False)
    assert [f.period and f.period.last for f in (done, aim)] == [date(2024, 5, 31), date(2024, 12, 31)]


def test_a_storms_number_means_the_storm_of_its_year() -> None:
    sentence = "Hội trao 20 suất quà cho các hộ bị ảnh hưởng bão số 3."
    assert one(sentence).tags == {"disaster:yagi_2024"}
    assert one(sentence, dated=date(2018, 9, 1)).tags == frozenset()


def test_a_campaign_tags_its_own_figures_only() -> None:
    first, second = (
        f.tags for f in read("Tết Nhân ái trao 4.215 suất quà; ngoài ra có 96 trẻ được đỡ đầu.", titled=False)
    )
    assert first == {"programme:tet_nhan_ai"}
    assert second in (frozenset(), first)


def test_a_pasted_paragraph_of_a_whole_year_gives_the_storm_and_the_day_to_their_own_sentence() -> None:
    found = read(
        "Trong 10 tháng năm 2024, Cụm thi đua số 2 trợ giúp 300 lượt người. Ngày 15/3, Hội CTĐ Hạ Long trao 23 suất quà."
        " Cụm vận động 40 suất quà cho các hộ bị ảnh hưởng bão số 3. Cụm tiếp nhận 90 đơn vị máu.",
        titled=False, of="22.193",
    )  # fmt: skip
    assert [sorted(figure.tags) for figure in found] == [[], [], ["disaster:yagi_2024"], []]
    assert [figure.organization for figure in found] == ["22/cum-2", "22.193", "22/cum-2", "22/cum-2"]
    days = [(figure.period.first, figure.period.last) for figure in found if figure.period]
    ten = (JANUARY, OCTOBER)
    assert days == [ten, (date(2024, 3, 15), date(2024, 3, 15)), ten, ten]


def test_nothing_is_needed_to_read() -> None:
    empty = read_figures(document(*PAGE), Known())
    assert [figure.indicator for figure in empty.figures][:2] == ["total.turns", "total.value"]
    assert {figure.organization for figure in empty.figures} == {None}
    assert read_figures(document(""), KNOWN).figures == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("BÁO CÁO CÔNG TÁC HỘI\nQuảng Yên, ngày 16 tháng 6 năm 2024\n\nToàn thị xã trao 20 suất quà.", "22.206"),
        ("Các cấp Hội thị xã Quảng Yên trao 20 suất quà cho hộ nghèo.", "22.206"),
        ("Hội CTÐ thị xã Ðông Triều trao 20 suất quà.", "22.205"),
        ("Kết quả: Hội CTĐ thành phố Hạ Long 20 suất quà.", "22.193"),
        ("Hội CTĐ thị xã Quảng Yên trao quà đạt chỉ tiêu Trung ương Hội giao với 20 suất.", "22.206"),
        ("Nồi cháo mở mỗi tuần.\n\nBà An, Chủ tịch Hội CTĐ thành phố Uông Bí, cho biết đã trao 20 suất.", "22.196"),
    ],
)
def test_who_is_spoken_of_is_known_by_seat_level_or_speaker(text: str, code: str) -> None:
    assert read_figures(read_document("a.txt", text.encode()), KNOWN).figures[-1].organization == code


def test_a_page_that_names_nobody_is_about_the_place_of_its_title() -> None:
    assert read("Giúp người dân Cẩm Phả sau lũ", "Đã có 20 suất quà đến với bà con.")[0].organization == "22.195"

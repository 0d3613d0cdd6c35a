"""The review as sentences: the page's own words, what depends on what, and what stands where nothing is known."""

from dataclasses import replace

import pytest

from chungtay.documents.rules import Chart, Paragraph, Review
from chungtay.reports.rules.composition import WATERMARK, compose
from chungtay.reports.rules.material import FactsOf, Included
from chungtay.reports.rules.slots import SLOTS
from tests.golden.sentences import OWN_WORDS, PARTS, WHOLE

from . import edges, made_up
from .made_up import cluster_review, fact, facts
from .reading import paragraphs, sentences


@pytest.fixture(scope="module")
def text() -> str:
    """The seed's review, own words filled in, as running text."""
    return "\n".join(paragraphs(compose(cluster_review(words=OWN_WORDS))))


@pytest.mark.parametrize("key", WHOLE)
def test_page_sentence_stands_word_for_word(text: str, key: str) -> None:
    assert WHOLE[key] in text


@pytest.mark.parametrize("key", PARTS)
def test_page_sentence_stands_in_its_parts(text: str, key: str) -> None:
    line = next(line for line in text.splitlines() if PARTS[key][-1] in line)
    assert all(part in line for part in PARTS[key])


@pytest.mark.parametrize("key", OWN_WORDS)
def test_page_words_of_people_stand_in_their_slot(text: str, key: str) -> None:
    assert OWN_WORDS[key] in text.splitlines()


def test_review_without_own_words_prints_no_sentence_of_the_page_that_only_people_can_say() -> None:
    text = "\n".join(paragraphs(compose(cluster_review(words={}))))
    assert not any(words in text for words in OWN_WORDS.values())
    assert "[…… chưa có nội dung: tham mưu, chỉ đạo ……]" in text


@pytest.mark.parametrize("code", made_up.WHOLE)
def test_flipping_one_figure_changes_exactly_the_sentences_that_depend_on_it(code: str) -> None:
    material = cluster_review()
    before = sentences(compose(material))
    after = sentences(compose(replace(material, facts={**material.facts, code: fact(code, 2 * made_up.WHOLE[code])})))
    changed = {old.text for old in before} - {new.text for new in after}
    depending = {told.text for told in before if any(f.indicator == code and f.by is None for f in told.figures)}
    shares = {told.text for told in before if "bằng 31% của Cụm" in told.text}
    by_programme = {told.text for told in before if told.text.startswith("Tết Nhân ái:")}
    assert depending
    assert changed == (depending - by_programme) | (shares if code == "total.value" else set())
    assert len(after) == len(before)


def test_visits_of_the_meeting_are_outside_the_period() -> None:
    told = next(one for one in sentences(edges.review()) if one.text == WHOLE["visits"])
    assert [f.indicator for f in told.figures] == ["visit.households"]
    assert told.figures[0].first > made_up.TEN_MONTHS.last


def test_every_number_in_a_sentence_of_results_leads_to_a_figure() -> None:
    for made in edges.EDGES.values():
        for section in made().sections:
            for block in section.blocks if section.level == 2 else ():
                if isinstance(block, Paragraph) and block.style == "body":
                    plain = "".join(run.text for run in block.runs if run.figure is None)
                    for known in ("10 tháng năm 2024", "năm 2023", "số 2", "số 3", "31/10/2024", "năm 2024"):
                        plain = plain.replace(known, "")
                    assert not any(letter.isdigit() for letter in plain), block.text


def test_sections_follow_the_usual_order() -> None:
    review = edges.review()
    assert [s.title for s in review.sections if s.level == 1] == [
        "ĐẶC ĐIỂM TÌNH HÌNH",
        "KẾT QUẢ CÔNG TÁC HỘI VÀ PHONG TRÀO CHỮ THẬP ĐỎ",
        "TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN",
        "PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2025",
        "THĂM HỎI HỘ GIA ĐÌNH NHÂN DỊP HỘI NGHỊ",
        "ĐỀ XUẤT, KIẾN NGHỊ",
    ]
    assert [s.title for s in review.sections if s.level == 2] == [
        "Công tác tham mưu, chỉ đạo",
        "Kết quả chung",
        "Công tác xã hội và các chương trình",
        "Chăm sóc sức khỏe, nồi cháo nhân đạo",
        "Hiến máu tình nguyện",
        "Nhà nhân đạo",
        "Địa chỉ nhân đạo",
        "Phòng ngừa, ứng phó thảm họa; cứu trợ thiên tai",
        "Xây dựng tổ chức Hội",
        "Thi đua, khen thưởng",
    ]
    for level in (1, 2):
        numbers = [s.number for s in review.sections if s.level == level]
        assert numbers == (["I", "II", "III", "IV", "V", "VI"] if level == 1 else [str(n) for n in range(1, 11)])


def test_same_material_gives_the_same_review() -> None:
    assert edges.review() == edges.review()


def test_watermark_stands_for_illustrative_data_alone() -> None:
    assert edges.review().watermark == WATERMARK
    assert edges.real().watermark is None
    assert not any("minh họa" in line for line in paragraphs(edges.real()))


def test_closing_ends_as_official_documents_do() -> None:
    for made in edges.EDGES.values():
        assert paragraphs(made())[-1].endswith("./.")


def test_empty_slots_show_as_gaps_and_optional_ones_not_at_all() -> None:
    shown = [line for line in paragraphs(compose(cluster_review(words={}))) if line.startswith("[……")]
    prompts = [plan.prompt for plan in SLOTS if not plan.optional and plan.key != "meeting"]
    assert shown == [f"[…… chưa có nội dung: {prompt} ……]" for prompt in prompts]


def test_review_names_every_slot_whether_filled_or_not() -> None:
    review = compose(cluster_review(words=OWN_WORDS))
    assert [slot.key for slot in review.slots] == [plan.key for plan in SLOTS]
    assert {slot.key for slot in review.slots if slot.filled} == set(OWN_WORDS)


def test_own_words_lose_control_characters_and_keep_their_paragraphs() -> None:
    review = compose(cluster_review(words={"direction": f"Một\n\n{edges.HOSTILE}\nHo\u0300a"}))
    lines = paragraphs(review)
    start = lines.index("Một")
    assert lines[start : start + 3] == ["Một", edges.HOSTILE_READ, "Hòa"]


def test_review_without_any_figure_says_so_and_invents_nothing() -> None:
    lines = paragraphs(edges.bare())
    assert all(line.startswith("[……") or line.endswith("./.") or "31/10/2024" in line for line in lines)
    assert edges.bare().figures() == []


def test_late_units_are_named_once_and_comparison_is_refused() -> None:
    lines = paragraphs(edges.partial())
    assert (
        "Chưa báo cáo: Cẩm Phả và Trường Cao đẳng Y tế Quảng Ninh; mọi số liệu trong báo cáo chưa gồm các đơn vị này."
        in lines
    )
    assert "Chưa báo cáo đơn vị máu tiếp nhận: Uông Bí (số liệu trên chưa gồm các đơn vị này)." in lines
    assert any(line.startswith("Không so sánh tổng trị giá với cùng kỳ năm 2023") for line in lines)
    assert not any("tăng 8,7%" in line for line in lines)


def test_estimates_and_what_could_not_be_placed_are_told_where_they_belong() -> None:
    lines = paragraphs(edges.partial())
    assert "Trong đó là số liệu ước: trị giá chăm sóc sức khỏe 250 triệu đồng." in lines
    assert "Trong đó là số liệu ước: đơn vị máu tiếp nhận 1.200 đơn vị máu." in lines
    assert any("chưa tách được nên chưa tính: đơn vị máu tiếp nhận 300 đơn vị máu." in line for line in lines)


def test_sites_of_the_units_own_are_told_without_a_word_on_the_localities_that_cannot_be_told() -> None:
    known = facts({**made_up.WHOLE, "meal.sites": 1})
    unknown = replace(fact("meal.localities", None), state="not_enough", unplaced=1)
    text = "\n".join(paragraphs(edges.review(facts={**known, "meal.localities": unknown})))
    assert "duy trì mô hình “Nồi cháo nhân đạo” tại 1 điểm" in text and "ịa phương duy trì nồi cháo" not in text


def test_relief_that_the_rule_counts_is_told_inside_the_total_and_not_besides() -> None:
    material = cluster_review()
    counted = (*material.inclusion["total.value"], Included("disaster.value", 1))
    inside = replace(material, inclusion={**material.inclusion, "total.value": counted})
    text = "\n".join(paragraphs(compose(inside)))
    assert "ngoài ra Cụm còn" not in text and "Ngoài ra, không tính" not in text
    assert "cứu trợ thiên tai trị giá trên 4,3 tỷ đồng" in text
    assert "tiếp nhận tổng số 6.727 đơn vị máu." in text


def test_figure_that_no_sentence_tells_is_listed_all_the_same() -> None:
    review = edges.review(facts=facts({**made_up.WHOLE, "tracing.cases": 3}))
    assert "Chỉ tiêu khác: trường hợp tìm kiếm tin tức thân nhân 3 trường hợp." in paragraphs(review)
    assert "Sơ cấp cứu, truyền thông, xây dựng quỹ" in [section.title for section in review.sections]


def test_unit_without_members_has_no_meeting_line_nor_member_line() -> None:
    lines = paragraphs(edges.commune())
    assert lines[0].startswith("Từ đầu năm 2024")
    assert "Trong 10 tháng năm 2024, Hội Chữ thập đỏ phường Quảng Yên đã trợ giúp 128 lượt người với tổng trị giá " in (
        "\n".join(lines)
    )
    assert not any("so với" in line for line in lines)


def test_many_members_are_counted_and_not_listed() -> None:
    lines = paragraphs(edges.province())
    assert "Hội Chữ thập đỏ tỉnh Quảng Ninh gồm có Hội CTĐ của 54 địa phương." in lines


def test_unit_that_ended_inside_the_period_is_named() -> None:
    material = cluster_review()
    ended = (replace(material.members[0], ended_on=made_up.TEN_MONTHS.last), *material.members[1:])
    lines = paragraphs(compose(replace(material, members=ended)))
    assert "Đã kết thúc hoạt động trong kỳ, số liệu vẫn được tính: Hạ Long (từ ngày 31/10/2024)." in lines


def test_several_storms_are_told_together_and_one_by_one() -> None:
    two = tuple(
        FactsOf(code, name, facts({"disaster.gifts": gifts, "disaster.value": 10**9}))
        for code, name, gifts in (("yagi_2024", "bão số 3 (Yagi)", 3_000), ("flood", "lũ lụt tháng 9", 581))
    )
    lines = paragraphs(edges.review(by_disaster=two))
    assert any("ảnh hưởng cơn bão số 3 (Yagi) và lũ lụt tháng 9" in line for line in lines)
    assert "Bão số 3 (Yagi): 3.000 suất quà, trị giá 1 tỷ đồng;" in lines
    assert "Lũ lụt tháng 9: 581 suất quà, trị giá 1 tỷ đồng." in lines


def test_unfinished_import_is_told_at_the_head() -> None:
    assert any("lượt nhập dữ liệu chưa xong" in line for line in paragraphs(edges.review(unfinished_import=True))[:2])


def test_charts_stand_where_the_reader_would_rather_look() -> None:
    def drawn(review: Review) -> dict[str, int]:
        counts = {s.title: sum(isinstance(b, Chart) for b in s.blocks) for s in review.sections}
        return {title: count for title, count in counts.items() if count}

    assert drawn(edges.review()) == {"Kết quả chung": 1, "Hiến máu tình nguyện": 1}
    assert drawn(edges.commune()) == {}
